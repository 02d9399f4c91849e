package console

import "pupitre/app/chat"

const dayLong = 24 * 60 * 60 * 1000

// beginOf is when a day begins ("2026-11-25"), for somebody whose clock is so many minutes ahead of UTC now; 0 for what is no day.
// (A day on which the clock changed may be taken to begin an hour early or late.)
func beginOf(day string, zoneMinutes int) chat.Millis {
	if len(day) != 10 || day[4] != '-' || day[7] != '-' {
		return 0
	}
	y, m, d := int64(counted(day[:4])), int64(counted(day[5:7])), int64(counted(day[8:]))
	if y < 1970 || m < 1 || m > 12 || d < 1 || d > 31 {
		return 0
	}
	if m <= 2 { // years are counted from March, so that the odd day comes last
		y, m = y-1, m+12
	}
	days := 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d - 1 - 719468
	return days*dayLong - chat.Millis(zoneMinutes)*60_000
}

// stayedWords is a length of time in words: "45 s", "2 min 10 s", "1 h 05 min". It is the same in both languages.
func stayedWords(ms chat.Millis) string {
	s := int(max(0, ms) / 1000)
	switch {
	case s < 60:
		return itoa(s) + "\u00a0s"
	case s < 600 && s%60 != 0:
		return itoa(s/60) + "\u00a0min " + itoa(s%60) + "\u00a0s"
	case s < 3600:
		return itoa(s/60) + "\u00a0min"
	}
	return itoa(s/3600) + "\u00a0h " + itoa(s/600%6) + itoa(s/60%10) + "\u00a0min"
}
