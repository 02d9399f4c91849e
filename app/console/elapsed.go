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

//go:noinline
func itoa(n int) string { return strconv.Itoa(n) }

// counted reads digits; anything else is 0. The errors of strconv would make the module 6 KB larger.
func counted(s string) uint64 {
	n := uint64(0)
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0
		}
		n = n*10 + uint64(s[i]-'0')
	}
	return n
}
