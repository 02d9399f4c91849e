package mirror

// Drawings of 24 by 24 units, made for this project; drawn with a line of 1.75.
const (
	iconFollow = "M3 12s3.500-6 9-6 9 6 9 6-3.500 6-9 6-9-6-9-6zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z"
	iconFit    = "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5M9 9h6v6H9z"
	iconOpen   = "M13.500 4.500H19.500V10.500M19.500 4.500L11 13M16 13.500V19.500H4.500V8H10.500"
	iconStop   = "M6.500 6.500h11v11h-11z"
	iconLive   = "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM6.500 6.500a8 8 0 0 0 0 11M17.500 6.500a8 8 0 0 1 0 11"
	iconBehind = "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 7.500V12l3 2"
	iconPause  = "M8.500 6v12M15.500 6v12"
	iconAlert  = "M12 4l9 16H3zM12 10v4M12 17h.01"
	iconOver   = "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM9 9l6 6M15 9l-6 6"
)
