package console

import "pupitre/app/chat"

// Drawings of 24 by 24 units, made for this project; drawn with a line of 1.75.
const (
	iconBrand    = "M4 5.5h16v10.5h-8.5L7 20v-4H4zM8 9.5h8M8 12.5h5"
	iconOffline  = "M3 3l18 18M8.5 16a5 5 0 0 1 6-.8M5 12.5a10 10 0 0 1 4-2.3M19 12.5a10 10 0 0 0-5-2.6M2 9a15 15 0 0 1 4.500-2.900M22 9A15 15 0 0 0 11 5M12 20h.01"
	iconAlert    = "M12 4l9 16H3zM12 10v4M12 17h.01"
	iconInfo     = "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 11v5M12 8h.01"
	iconSound    = "M5 9.500v5h3l4.500 4v-13L8 9.500zM16 9a4 4 0 0 1 0 6M18.500 6.500a8 8 0 0 1 0 11"
	iconTheme    = "M19.500 14.500A8 8 0 1 1 9.500 4.500a6.500 6.500 0 0 0 10 10z"
	iconLeave    = "M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9"
	iconBack     = "M14.500 5.500L8 12l6.500 6.500"
	iconPage     = "M6 3.500h8l4 4v13H6zM14 3.500v4h4"
	iconHandBack = "M9 7L4.500 11.500 9 16M4.500 11.500H14a5.500 5.500 0 0 1 5.500 5.500v1.500"
	iconCheck    = "M5 12.500l4.500 4.500L19 7.500"
	iconSend     = "M4 12l16-7.500-5 15.500-3.500-6zM11.500 14L20 4.500"
	iconDown     = "M6 9.500l6 6 6-6"
	iconClose    = "M6.500 6.500l11 11M17.500 6.500l-11 11"
	iconLeft     = "M19 12H5M10.500 6.500L5 12l5.500 5.500"
	iconRight    = "M5 12h14M13.500 6.500L19 12l-5.500 5.500"
	iconBeside   = "M4 5h16v14H4zM12 5v14M15 12h2.500M16.250 10.750v2.500"
	iconJoin     = "M10 7.500a3 3 0 1 0 0 .01M4 19c0-3.500 2.500-5.500 6-5.500s6 2 6 5.500M18.500 8v5M16 10.500h5"
	iconClock    = "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 7.500V12l3 2"
	iconChecks   = "M3 12.500l4 4 8-9M11 15.500l1.500 1 8-9"
	iconEye      = "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z"
)

var stateIcons = [...]string{chat.Queued: iconClock, chat.Stored: iconCheck, chat.Delivered: iconChecks, chat.Read: iconEye, chat.Failed: iconAlert}
