package cobrowse

// css writes a style sheet, or a part of one, without what could do harm: rules and properties that are not known to be harmless, addresses that may
// not be loaded, and what cannot be read. What it writes is read alike by all browsers: nothing in it is left open, and escapes are those that are needed.
//
// Addresses are found wherever they stand, so it does not matter that a browser may see other rules in the same text.
type css struct {
	lexer
	policy     Policy
	base, self *address
	b          []byte
	tok        token // the next one
	from       int   // where it begins
	depth      int
	lost       bool // an address was not allowed
	selects    bool // what is written says which elements a rule is for
}

// maxNested is how deep brackets may be in brackets. What is deeper is the end.
const maxNested = 64

// sheet is a whole style sheet. Its addresses are whole.
func (p Policy) sheet(s string) string {
	c := p.css(s, &address{}, &address{})
	c.b = make([]byte, 0, len(s))
	for c.tok.kind != cssEnd {
		switch {
		case c.tok.kind == cssSpace, c.tok.kind == cssComment, c.tok.kind == cssBad:
			c.step()
		case c.tok.kind == cssAt:
			c.atRule(false)
		default:
			c.rule(false)
		}
	}
	return string(c.b)
}

// style is the content of a style attribute.
func (p Policy) style(s string, base, self *address) string {
	if simple(s) {
		return s
	}
	c := p.css(s, base, self)
	c.content(false)
	return string(c.b)
}

// paint is the value of an attribute that is a property: fill, filter and the like. What is not understood is "".
func (p Policy) paint(s string, base, self *address) string {
	if simple(s) {
		return s
	}
	c := p.css(s, base, self)
	c.spaces()
	for c.components(true, false) {
		if c.tok.kind == cssEnd {
			c.trim(0)
			return string(c.b)
		}
		if !c.tok.is(';') { // between the values of an animation
			break
		}
		c.b = append(c.b, ';')
		c.step()
		c.spaces()
	}
	return ""
}

func (p Policy) css(s string, base, self *address) *css {
	c := &css{lexer: lexer{s: s}, policy: p, base: base, self: self}
	c.step()
	return c
}

// simple tells whether a text has nothing in it that could do harm whatever it means: no brackets, escapes, strings or rules, and none of the properties
// that are left out.
func simple(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', digit(c), white(c):
		case c == '-', c == ':', c == ';', c == '.', c == ',', c == '#', c == '%', c == '_':
		default:
			return false
		}
	}
	low := lower(s)
	return index(low, "behavior") < 0 && index(low, "binding") < 0
}

// step goes on to the next token.
func (c *css) step() {
	c.from = c.i
	if c.tok = c.next(); c.depth > maxNested {
		c.tok, c.i = token{}, len(c.s)
	}
}

// back goes back to a token that begins there.
func (c *css) back(from int) {
	c.i = from
	c.step()
}

func (c *css) spaces() {
	for c.tok.kind == cssSpace || c.tok.kind == cssComment {
		c.step()
	}
}

// trim takes away the white space at the end of what is written, back to a place. A space that ends an escape may go too, before what follows.
func (c *css) trim(to int) {
	for {
		n := len(c.b)
		switch {
		case n > to && c.b[n-1] == ' ':
			c.b = c.b[:n-1]
		case n >= to+4 && string(c.b[n-4:]) == "/**/":
			c.b = c.b[:n-4]
		default:
			return
		}
	}
}

// rule is a rule with a selector. What ends before it has a block is nothing.
func (c *css) rule(within bool) {
	at := len(c.b)
	ok := c.prelude(within) && len(c.b) > at
	if !c.tok.is('{') {
		c.b = c.b[:at]
		if c.tok.is(';') {
			c.step()
		}
		return
	}
	c.block()
	if !ok {
		c.b = c.b[:at]
	}
}

// prelude is what stands before a block.
func (c *css) prelude(within bool) bool {
	at := len(c.b)
	c.selects = true
	ok := c.components(within, false)
	c.selects = false
	c.trim(at)
	return ok
}

// block is a block in braces, with declarations and rules in it.
func (c *css) block() {
	c.depth++
	c.step()
	c.b = append(c.b, '{')
	c.content(true)
	c.b = append(c.b, '}')
	c.depth--
	if c.tok.is('}') {
		c.step()
	}
}

// content is what is in a block, up to its end, or all declarations of a style attribute.
func (c *css) content(within bool) {
	for {
		switch {
		case c.tok.kind == cssEnd, within && c.tok.is('}'):
			return
		case c.tok.kind == cssSpace, c.tok.kind == cssComment, c.tok.is(';'):
			c.step()
		case c.tok.kind == cssAt && within:
			c.atRule(true)
		case c.tok.kind == cssIdent:
			from, at := c.from, len(c.b)
			known, ok := c.declaration(within)
			if !known {
				c.b = c.b[:at]
				c.back(from)
				c.other(within)
			} else if !ok {
				c.b = c.b[:at]
			}
		default:
			c.other(within)
		}
	}
}

// other is what is no declaration.
func (c *css) other(within bool) {
	if within {
		c.rule(true)
		return
	}
	at := len(c.b)
	for {
		c.components(false, true)
		if c.tok.kind == cssEnd || c.tok.is(';') {
			break
		}
		c.step() // a brace that closes nothing
	}
	c.b = c.b[:at]
}

// declaration is a property and its value. It is not known when it may be a rule; otherwise it is read to its end.
func (c *css) declaration(within bool) (known, ok bool) {
	name := c.tok.text
	own := len(name) > 1 && name[:2] == "--"
	c.b = c.tok.write(c.b)
	c.step()
	c.spaces()
	if !c.tok.is(':') {
		return false, false
	}
	c.b = append(c.b, ':')
	c.step()
	c.spaces()
	low := lower(name)
	at := len(c.b)
	if low == "src" {
		ok = c.sources(within)
	} else {
		ok = c.components(within, own)
	}
	if c.tok.is('{') {
		return false, false
	}
	c.trim(at)
	if !own && len(c.b) == at || has(badProperties, low) {
		ok = false
	}
	c.b = append(c.b, ';')
	return true, ok
}

// badProperties run programs in browsers that are no longer made.
const badProperties = " behavior -ms-behavior -moz-binding "

// sources is the src of a font: those that may be loaded.
func (c *css) sources(within bool) bool {
	some := false
	for {
		at := len(c.b)
		if some {
			c.b = append(c.b, ',')
		}
		c.spaces()
		from := len(c.b)
		c.lost = false
		ok := c.list(within)
		c.trim(from)
		if ok && !c.lost && len(c.b) > from {
			some = true
		} else {
			c.b = c.b[:at]
		}
		if !c.tok.is(',') {
			return some
		}
		c.step()
	}
}
