package cobrowse

import "unicode/utf8"

// write writes a token so that it is read as the same.
func (t token) write(b []byte) []byte {
	switch t.kind {
	case cssSpace:
		return append(b, ' ')
	case cssComment:
		return append(b, "/**/"...) // what stands around it would be one word without it
	case cssIdent:
		return appendName(b, t.text, true)
	case cssFunction:
		return append(appendName(b, t.text, true), '(')
	case cssAt:
		return appendName(append(b, '@'), t.text, true)
	case cssHash:
		return appendName(append(b, '#'), t.text, false)
	case cssString:
		return appendQuoted(b, t.text)
	case cssNumber:
		return append(b, t.text...)
	case cssPercent:
		return append(append(b, t.text...), '%')
	case cssDimension:
		b = append(b, t.text...)
		if u := t.unit; len(u) > 1 && u[0]|0x20 == 'e' && (digit(u[1]) || u[1] == '-') { // it would be read as part of the number
			b = appendCode(b, rune(u[0]))
			return appendName(b, u[1:], false)
		}
		return appendName(b, t.unit, true)
	case cssDelim:
		return append(b, t.text...)
	}
	return b
}

// appendName writes a name with the escapes that it needs (www.w3.org/TR/cssom-1/#serialize-an-identifier).
func appendName(b []byte, s string, begins bool) []byte {
	if begins && s == "-" {
		return append(b, `\-`...)
	}
	from := len(b)
	for i, r := range s {
		switch {
		case r < 0x80 && named(byte(r)) && r != 0:
			first := len(b) == from || len(b) == from+1 && b[from] == '-'
			if begins && first && digit(byte(r)) {
				b = appendCode(b, r)
			} else {
				b = append(b, byte(r))
			}
		case r >= 0x80 && nameRune(r):
			b = append(b, s[i:i+utf8.RuneLen(r)]...)
		case r <= ' ' || r == 0x7f || r >= 0x80:
			b = appendCode(b, r)
		default:
			b = append(b, '\\', byte(r))
		}
	}
	return b
}

// nameRune tells whether old and new browsers take a sign beyond ASCII for a letter.
func nameRune(r rune) bool {
	return r == 0xb7 || r >= 0xc0 && r < 0x2000 && r != 0xd7 && r != 0xf7 && r != 0x37e ||
		r >= 0x2070 && r < 0x2190 || r >= 0x2c00 && r < 0x2ff0 || r > 0x3000 && r < 0xd800 || r >= 0xf900 && r < 0xfdd0 || r >= 0xfdf0 && r <= 0xfffc || r >= 0x10000
}

// appendCode writes an escape by number.
func appendCode(b []byte, r rune) []byte {
	b = append(b, '\\')
	shift := 20
	for shift > 0 && r>>shift == 0 {
		shift -= 4
	}
	for ; shift >= 0; shift -= 4 {
		b = append(b, hex[r>>shift&15]|0x20)
	}
	return append(b, ' ')
}

func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < ' ' || c == 0x7f:
			b = appendCode(b, rune(c))
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}
