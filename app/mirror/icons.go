package mirror

// Drawings of 24 by 24 units, made for this project; drawn with a line of 1.75.
const (
	iconFollow  = "M4 12h11M11 7.500L15.500 12 11 16.500M19.500 5v14"
	iconLook    = "M3 12s3.500-6 9-6 9 6 9 6-3.500 6-9 6-9-6-9-6zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z"
	iconPoint   = "M6 4l13 7-5.500 1.500L11 18z"
	iconDraw    = "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3"
	iconAct     = "M9 11V5.500a1.500 1.500 0 0 1 3 0V11M12 10.500a1.500 1.500 0 0 1 3 0v1a1.500 1.500 0 0 1 3 0V15a5 5 0 0 1-5 5h-1.500a5 5 0 0 1-4-2L5 13.500a1.400 1.400 0 0 1 2-1.500l2 2V9"
	iconErase   = "M9 19h11M5 15l8-8a2 2 0 0 1 3 0l2.500 2.500a2 2 0 0 1 0 3L12 19H9z"
	iconBack    = "M14.500 6l-6 6 6 6"
	iconForward = "M9.500 6l6 6-6 6"
	iconReload  = "M19 12a7 7 0 1 1-2-5M19 4v4h-4"
	iconFit     = "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5M9 9h6v6H9z"
	iconOpen    = "M13.500 4.500H19.500V10.500M19.500 4.500L11 13M16 13.500V19.500H4.500V8H10.500"
	iconStop    = "M6.500 6.500h11v11h-11z"
	iconLive    = "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM6.500 6.500a8 8 0 0 0 0 11M17.500 6.500a8 8 0 0 1 0 11"
	iconBehind  = "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 7.500V12l3 2"
	iconPause   = "M8.500 6v12M15.500 6v12"
	iconAlert   = "M12 4l9 16H3zM12 10v4M12 17h.01"
	iconOver    = "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM9 9l6 6M15 9l-6 6"
)
