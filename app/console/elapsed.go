package console

import (
	"strconv"

	"pupitre/app/chat"
)

// elapsed is how long ago something was, as a clock that people can read at a glance: "0:12", "14 min", "3 h", "2 d".
func elapsed(m *Model, since chat.Millis) string {
	s := max(0, m.relayNow()-since) / 1000
	switch {
	case s < 10*60:
		return itoa(int(s/60)) + ":" + itoa(int(s%60/10)) + itoa(int(s%10))
	case s < 3600:
		return itoa(int(s/60)) + " min"
	case s < 48*3600:
		return itoa(int(s/3600)) + " h"
	}
	return itoa(int(s/86400)) + dayLetter[m.Lang]
}

var dayLetter = [...]string{" d", " j"}

func itoa(n int) string { return strconv.Itoa(n) }

// counted reads digits; anything else is 0.
func counted(s string) uint64 {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
