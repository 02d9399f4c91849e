package ui

import "pupitre/app/chat"

const (
	groupGap = 5 * 60_000 // between two texts that still read as one
	dayLong  = 24 * 60 * 60_000
)

// SameGroup tells whether e continues what prev began: words of one author for the same readers, at most five minutes apart.
func SameGroup(prev, e chat.Entry) bool {
	return prev.Author.ID == e.Author.ID && prev.Author.Role == e.Author.Role && said(prev) && said(e) && prev.Body.Kind().ForStaff() == e.Body.Kind().ForStaff() &&
		max(e.At-prev.At, prev.At-e.At) <= groupGap
}

func said(e chat.Entry) bool {
	_, note := e.Body.(chat.Note)
	return note || chat.Said(e.Body)
}

// SameDay tells whether both times fall on one day for a reader whose clock is so many minutes ahead of UTC now. (A day
// on which the clock changed may be taken to begin an hour early or late.)
func SameDay(a, b chat.Millis, zoneMinutes int) bool {
	return day(a, zoneMinutes) == day(b, zoneMinutes)
}

func day(at chat.Millis, zoneMinutes int) chat.Millis {
	at += chat.Millis(zoneMinutes) * 60_000
	if at < 0 {
		at -= dayLong - 1
	}
	return at / dayLong
}

// Initials are the first letters of a name's first and last word, "" for a name without letters.
func Initials(name string) string {
	var first, last rune
	start := true
	for _, r := range name {
		switch {
		case r == ' ' || r == 0xa0:
			start = true
		case start && isLetter(r):
			if start = false; first == 0 {
				first = upper(r)
			} else {
				last = upper(r)
			}
		}
	}
	switch {
	case first == 0:
		return ""
	case last == 0:
		return string(first)
	}
	return string(first) + string(last)
}

func isLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r >= 0xc0 && !(r >= 0x2000 && r <= 0x206f)
}

// upper knows Latin, Greek and Cyrillic letters; the tables of package unicode would be 20 KB more to download.
func upper(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z', r >= 0xe0 && r <= 0xfe && r != 0xf7, r >= 0x3b1 && r <= 0x3c9 && r != 0x3c2, r >= 0x430 && r <= 0x44f:
		return r - 32
	case r >= 0x450 && r <= 0x45f:
		return r - 80
	case r >= 0x100 && r <= 0x137 || r >= 0x14a && r <= 0x177: // pairs: an even capital, then the small letter
		return r &^ 1
	}
	return r
}

// Hue is a colour's angle, 0 to 359, that goes with a person: the same on every screen.
func Hue(id chat.PersonID) int {
	h := uint32(2166136261) // FNV-1a
	for i := range len(id) {
		h = (h ^ uint32(id[i])) * 16777619
	}
	return int(h % 360)
}
