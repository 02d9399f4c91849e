package relaytest

import (
	"fmt"
	"os"
	"runtime"
	"time"
)

// Stretch is a limit of time for a machine that does other things as well: the limit itself where a core is free for each
// process that wants to run, and more in proportion where there is not (by the last minute's load, which Linux tells).
func Stretch(limit time.Duration) time.Duration {
	return time.Duration(float64(limit) * max(1, load()/float64(runtime.NumCPU())))
}

// load is how many processes wanted to run in the last minute, on average; 0 where nobody tells.
func load() (minute float64) {
	said, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return 0
	}
	_, _ = fmt.Sscan(string(said), &minute) // 0 for what is no number
	return minute
}
