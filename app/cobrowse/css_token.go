package cobrowse

import "unicode/utf8"

// tokenKind is a kind of token of CSS, as in www.w3.org/TR/css-syntax-3.
type tokenKind uint8

const (
	cssEnd tokenKind = iota
	cssSpace
	cssComment
	cssIdent     // text: the name, without its escapes
	cssFunction  // likewise; the bracket is part of it
	cssAt        // likewise, without @
	cssHash      // likewise, without #
	cssString    // text: what it says
	cssURL       // text: the address
	cssNumber    // text: as it is written
	cssPercent   // as cssNumber
	cssDimension // as cssNumber, and unit
	cssDelim     // text: one sign, brackets too
	cssBad       // a string or an address that does not end well, an escape of nothing, the ends of HTML's comments
)

type token struct {
	kind tokenKind
	text string
	unit string
}

// is tells whether it is that sign.
func (t token) is(c byte) bool { return t.kind == cssDelim && t.text[0] == c }

// lexer takes a text apart. Line ends of all kinds are white space, and NUL is a letter: what the standard makes of it is one.
type lexer struct {
	s string
	i int
}

// at is the byte so many places further; behind the end it is a sign that begins nothing.
func (l *lexer) at(n int) byte {
	if l.i+n < len(l.s) {
		return l.s[l.i+n]
	}
	return '}'
}

func digit(c byte) bool   { return c >= '0' && c <= '9' }
func letter(c byte) bool  { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 || c == '_' || c == 0 }
func named(c byte) bool   { return letter(c) || digit(c) || c == '-' }
func newline(c byte) bool { return c == '\n' || c == '\r' || c == '\f' }

// escaped tells whether an escape begins so many places further.
func (l *lexer) escaped(n int) bool {
	return l.at(n) == '\\' && (l.i+n+1 >= len(l.s) || !newline(l.s[l.i+n+1]))
}

func (l *lexer) beginsName(n int) bool {
	if l.at(n) == '-' {
		return letter(l.at(n+1)) || l.at(n+1) == '-' || l.escaped(n+1)
	}
	return letter(l.at(n)) && l.i+n < len(l.s) || l.escaped(n)
}

func (l *lexer) beginsNumber() bool {
	n := 0
	if c := l.at(0); c == '+' || c == '-' {
		n = 1
	}
	return digit(l.at(n)) || l.at(n) == '.' && digit(l.at(n+1))
}

func (l *lexer) next() token {
	if l.i >= len(l.s) {
		return token{}
	}
	switch c := l.s[l.i]; {
	case white(c):
		for l.i < len(l.s) && white(l.s[l.i]) {
			l.i++
		}
		return token{kind: cssSpace}
	case c == '/' && l.at(1) == '*':
		l.i += 2
		if n := index(l.s[l.i:], "*/"); n >= 0 {
			l.i += n + 2
		} else {
			l.i = len(l.s)
		}
		return token{kind: cssComment}
	case c == '"' || c == '\'':
		return l.quoted(c)
	case c == '#' && (named(l.at(1)) && l.i+1 < len(l.s) || l.escaped(1)):
		l.i++
		return token{kind: cssHash, text: l.name()}
	case l.beginsNumber():
		return l.number()
	case c == '-' && l.at(1) == '-' && l.at(2) == '>':
		l.i += 3
		return token{kind: cssBad}
	case c == '<' && len(l.s) >= l.i+4 && l.s[l.i:l.i+4] == "<!--":
		l.i += 4
		return token{kind: cssBad}
	case c == '@' && l.beginsName(1):
		l.i++
		return token{kind: cssAt, text: l.name()}
	case l.beginsName(0):
		return l.word()
	case c == '\\':
		l.i++
		return token{kind: cssBad}
	default:
		l.i++
		return token{kind: cssDelim, text: l.s[l.i-1 : l.i]}
	}
}

// word is a name, a function, or an address that has no quotes.
func (l *lexer) word() token {
	name := l.name()
	if l.i == len(l.s) || l.s[l.i] != '(' {
		return token{kind: cssIdent, text: name}
	}
	l.i++
	if lower(name) != "url" {
		return token{kind: cssFunction, text: name}
	}
	n := 0
	for white(l.at(n)) {
		n++
	}
	if c := l.at(n); c == '"' || c == '\'' {
		return token{kind: cssFunction, text: name}
	}
	l.i += n
	return l.address()
}

// name is a name without its escapes.
func (l *lexer) name() string {
	from := l.i
	for l.i < len(l.s) && named(l.s[l.i]) && l.s[l.i] != 0 {
		l.i++
	}
	if l.i == len(l.s) || l.s[l.i] != 0 && !l.escaped(0) {
		return l.s[from:l.i]
	}
	b := []byte(l.s[from:l.i])
	for l.i < len(l.s) {
		switch c := l.s[l.i]; {
		case c == 0:
			b = utf8.AppendRune(b, utf8.RuneError)
			l.i++
		case named(c):
			b = append(b, c)
			l.i++
		case l.escaped(0):
			l.i++
			b = utf8.AppendRune(b, l.escape())
		default:
			return string(b)
		}
	}
	return string(b)
}

// escape is the sign that an escape means, whose backslash has been read.
func (l *lexer) escape() rune {
	if l.i >= len(l.s) {
		return utf8.RuneError
	}
	v, n := rune(0), 0
	for ; n < 6 && l.i < len(l.s); n++ {
		c := l.s[l.i] | 0x20
		switch {
		case digit(l.s[l.i]):
			v = v<<4 | rune(l.s[l.i]-'0')
		case c >= 'a' && c <= 'f':
			v = v<<4 | rune(c-'a'+10)
		default:
			c = 0
		}
		if c == 0 {
			break
		}
		l.i++
	}
	if n == 0 {
		r, size := utf8.DecodeRuneInString(l.s[l.i:])
		l.i += size
		if r == 0 {
			return utf8.RuneError
		}
		return r
	}
	if l.i < len(l.s) && white(l.s[l.i]) {
		if l.s[l.i] == '\r' && l.at(1) == '\n' {
			l.i++
		}
		l.i++
	}
	if v == 0 || v > utf8.MaxRune || v >= 0xd800 && v < 0xe000 {
		return utf8.RuneError
	}
	return v
}

// quoted is a string.
func (l *lexer) quoted(quote byte) token {
	l.i++
	from := l.i
	for l.i < len(l.s) {
		switch c := l.s[l.i]; {
		case c == quote:
			l.i++
			return token{kind: cssString, text: l.s[from : l.i-1]}
		case newline(c):
			return token{kind: cssBad}
		case c == '\\' || c == 0:
			return l.unquoted(quote, []byte(l.s[from:l.i]))
		}
		l.i++
	}
	return token{kind: cssString, text: l.s[from:]}
}

// unquoted is the rest of a string with escapes, behind what has been read of it.
func (l *lexer) unquoted(quote byte, b []byte) token {
	for l.i < len(l.s) {
		c := l.s[l.i]
		switch {
		case newline(c):
			return token{kind: cssBad}
		case c == '\\' && l.i+1 == len(l.s):
		case c == '\\' && l.at(1) == '\r' && l.at(2) == '\n':
			l.i += 2
		case c == '\\' && newline(l.at(1)):
			l.i++
		case c == '\\':
			l.i++
			b = utf8.AppendRune(b, l.escape())
			continue
		case c == 0:
			b = utf8.AppendRune(b, utf8.RuneError)
		case c == quote:
			l.i++
			return token{kind: cssString, text: string(b)}
		default:
			b = append(b, c)
		}
		l.i++
	}
	return token{kind: cssString, text: string(b)}
}

// address is an address without quotes, whose bracket and white space have been read.
func (l *lexer) address() token {
	var b []byte
	for l.i < len(l.s) {
		switch c := l.s[l.i]; {
		case c == ')':
			l.i++
			return token{kind: cssURL, text: string(b)}
		case white(c):
			for l.i < len(l.s) && white(l.s[l.i]) {
				l.i++
			}
			if l.i < len(l.s) && l.s[l.i] != ')' {
				return l.badAddress()
			}
		case c == '\\' && l.escaped(0):
			l.i++
			b = utf8.AppendRune(b, l.escape())
		case c == '"', c == '\'', c == '(', c == '\\', c < ' ' && c != 0, c == 0x7f:
			return l.badAddress()
		case c == 0:
			b = utf8.AppendRune(b, utf8.RuneError)
			l.i++
		default:
			b = append(b, c)
			l.i++
		}
	}
	return token{kind: cssURL, text: string(b)}
}

// badAddress goes on behind what is none.
func (l *lexer) badAddress() token {
	for l.i < len(l.s) {
		switch {
		case l.s[l.i] == ')':
			l.i++
			return token{kind: cssBad}
		case l.escaped(0):
			l.i++
			l.escape()
		default:
			l.i++
		}
	}
	return token{kind: cssBad}
}

func (l *lexer) number() token {
	from := l.i
	if c := l.s[l.i]; c == '+' || c == '-' {
		l.i++
	}
	l.digits()
	if l.at(0) == '.' && digit(l.at(1)) {
		l.i++
		l.digits()
	}
	if l.at(0)|0x20 == 'e' {
		n := 1
		if c := l.at(1); c == '+' || c == '-' {
			n = 2
		}
		if digit(l.at(n)) {
			l.i += n
			l.digits()
		}
	}
	text := l.s[from:l.i]
	switch {
	case l.beginsName(0):
		return token{cssDimension, text, l.name()}
	case l.at(0) == '%':
		l.i++
		return token{kind: cssPercent, text: text}
	}
	return token{kind: cssNumber, text: text}
}

func (l *lexer) digits() {
	for digit(l.at(0)) {
		l.i++
	}
}
