package chat

import "unicode/utf8"

// Check looks at a body alone: NoProblem, TooLarge, BadText, Malformed or NotAllowed (a kind that cannot be written).
func Check(b Body) Problem {
	switch b := b.(type) {
	case Text:
		return CheckText(b.Text)
	case PageView:
		return checkPage(b)
	case Joined, Left, Closed, Reopened:
		return NoProblem
	}
	return NotAllowed
}

// CheckText: at most MaxText bytes, valid UTF-8, something other than white space, and no control characters but
// newline and tab. Right-to-left marks and overrides are text: whoever shows it isolates it.
func CheckText(s string) Problem {
	if len(s) > MaxText {
		return TooLarge
	}
	if !utf8.ValidString(s) {
		return BadText
	}
	blank := true
	for _, r := range s {
		if r != '\n' && r != '\t' && isControl(r) {
			return BadText
		}
		blank = blank && isSpace(r)
	}
	if blank {
		return BadText
	}
	return NoProblem
}

// CleanText makes what was typed or pasted fit for CheckText, but for its length and emptiness: line ends become \n,
// other control characters and broken UTF-8 go, white space at both ends goes.
func CleanText(s string) string {
	out := make([]byte, 0, len(s))
	for i, r := range s {
		switch {
		case r == '\r':
			if i+1 == len(s) || s[i+1] != '\n' {
				out = append(out, '\n')
			}
		case r == '\n', r == '\t':
			out = append(out, byte(r))
		case r == utf8.RuneError, isControl(r):
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	return string(trim(out))
}

// checkPage: http or https, MaxURL and MaxName bytes, no control characters.
func checkPage(p PageView) Problem {
	switch {
	case len(p.URL) > MaxURL, len(p.Title) > MaxName:
		return TooLarge
	case !hasPrefix(p.URL, "https://") && !hasPrefix(p.URL, "http://"):
		return Malformed
	case !plain(p.URL), !plain(p.Title):
		return BadText
	}
	return NoProblem
}

// ValidName tells whether s may be shown as somebody's name: 1 to MaxName bytes, no control characters, no
// direction overrides (a name must not turn the text around it).
func ValidName(s string) bool {
	if len(s) == 0 || len(s) > MaxName || !plain(s) {
		return false
	}
	for _, r := range s {
		if r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return false
		}
	}
	return true
}

func plain(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if isControl(r) {
			return false
		}
	}
	return true
}

func isControl(r rune) bool { return r < 0x20 || r >= 0x7f && r < 0xa0 }

// isSpace: Unicode's white space, and the two characters that show nothing at all.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\n', '\t', 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff:
		return true
	}
	return r >= 0x2000 && r <= 0x200b
}

func trim(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\n' || b[0] == '\t') {
		b = b[1:]
	}
	for len(b) > 0 && (b[len(b)-1] == ' ' || b[len(b)-1] == '\n' || b[len(b)-1] == '\t') {
		b = b[:len(b)-1]
	}
	return b
}

func hasPrefix(s, p string) bool { return len(s) >= len(p) && s[:len(p)] == p }
