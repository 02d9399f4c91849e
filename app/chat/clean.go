package chat

import "unicode/utf8"

// Cut is what stands before the first sep, and behind it: all of s and nothing if it has none.
func Cut(s string, sep byte) (before, after string) {
	for i := range len(s) {
		if s[i] == sep {
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// Excess is how many characters at its end a text has beyond MaxText, which counts bytes.
func Excess(text string) int {
	n := 0
	for ; len(text) > MaxText; n++ {
		_, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
	}
	return n
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

// CleanLine makes one line of at most limit bytes that may stand among other text, such as a title or the name of a file:
// like CleanText, with spaces for line ends and tabs, and without direction overrides.
func CleanLine(s string, limit int) string {
	out := make([]byte, 0, min(len(s), limit))
	for _, r := range CleanText(s) {
		switch {
		case r == '\n' || r == '\t':
			r = ' '
		case isOverride(r):
			continue
		}
		if len(out)+utf8.RuneLen(r) > limit {
			break
		}
		out = utf8.AppendRune(out, r)
	}
	return string(trim(out))
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
