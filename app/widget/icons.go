package widget

import "pupitre/app/chat"

// Drawings of 24 by 24 units, made for this project; drawn with a line of 1.75. static/html/widget.html has some of them too.
const (
	iconChat     = "M4 5.500h16v10.500h-8.500L7 20v-4H4zM8 9.500h8M8 12.500h5"
	iconClose    = "M6 9.500l6 6 6-6"
	iconSound    = "M5 9.500v5h3l4.500 4v-13L8 9.500zM16 9a4 4 0 0 1 0 6M18.500 6.500a8 8 0 0 1 0 11"
	iconMute     = "M5 9.500v5h3l4.500 4v-13L8 9.500zM16 9.500l5 5M21 9.500l-5 5"
	iconSend     = "M12 19V5.500M6 11l6-6 6 6"
	iconDown     = "M12 5v13.500M6 13l6 6 6-6"
	iconJoined   = "M12 5a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM5 20c0-3.500 3-5.500 7-5.500s7 2 7 5.500"
	iconOver     = "M5 12.500l4.500 4.500L19 7.500"
	iconPage     = "M6 3.500h8l4 4v13H6zM14 3.500v4h4"
	iconUnknown  = "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 11v5M12 8h.01"
	iconOffline  = "M3 3l18 18M8.500 16a5 5 0 0 1 6-.800M5 12.500a10 10 0 0 1 4-2.300M19 12.500a10 10 0 0 0-5-2.600M12 20h.01"
	iconQueued   = "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 7.500V12l3 2"
	iconArrived  = "M3 12.500l4 4 8-9M11 15.500l1.500 1 8-9"
	iconRead     = "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z"
	iconNotSent  = "M12 4l9 16H3zM12 10v4M12 17h.01"
	iconHandedOn = "M9 7L4.500 11.500 9 16M4.500 11.500H14a5.500 5.500 0 0 1 5.500 5.500v1.500"
)

var stateIcons = [...]string{chat.Queued: iconQueued, chat.Stored: iconOver, chat.Delivered: iconArrived, chat.Read: iconRead, chat.Failed: iconNotSent}
