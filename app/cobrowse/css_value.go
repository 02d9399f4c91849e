package cobrowse

// components writes what follows up to a semicolon, and, unless blocks are a part of it, up to a brace that opens. A brace that closes is the end if it is
// within a block, and a mistake otherwise.
func (c *css) components(within, blocks bool) bool { return c.run(within, blocks, false) }

// list is as components, and ends with a comma too.
func (c *css) list(within bool) bool { return c.run(within, false, true) }

func (c *css) run(within, blocks, commas bool) bool {
	ok := true
	for {
		switch t := c.tok; {
		case t.kind == cssEnd, t.is(';'), t.is('{') && !blocks, t.is(',') && commas:
			return ok
		case t.is('}'):
			if within {
				return ok
			}
			if !blocks {
				ok = false
				c.step()
				continue
			}
			return false
		default:
			ok = c.component(false) && ok
		}
	}
}

// component writes a token, or brackets with all that is in them. Among pictures a string is an address.
func (c *css) component(pictures bool) bool {
	t := c.tok
	switch t.kind {
	case cssFunction:
		return c.function(pictures)
	case cssURL:
		c.step()
		c.url(t.text)
		return true
	case cssString:
		c.step()
		if pictures {
			t.text = c.load(t.text)
		}
		c.b = t.write(c.b)
		return true
	case cssAt, cssBad:
		c.step()
		return false
	case cssDelim:
		switch t.text[0] {
		case '(', '[', '{':
			return c.brackets(pictures)
		case ')', ']', '}':
			c.step()
			return false
		case ':':
			return c.colon()
		}
		if t.text[0] < ' ' || t.text[0] == 0x7f {
			c.step()
			return false
		}
	}
	c.step()
	c.b = t.write(c.b)
	return true
}

// brackets are brackets of one of the three kinds.
func (c *css) brackets(pictures bool) bool {
	opens := c.tok.text[0]
	c.b = append(c.b, opens)
	c.depth++
	c.step()
	if opens == '[' && c.selects {
		c.attribute()
	}
	closes := opens + 2 // [] and {}
	if opens == '(' {
		closes = ')'
	}
	return c.inside(closes, pictures)
}

// inside is what is in brackets, and the one that closes them. Where the text ends before, it is written all the same.
func (c *css) inside(closes byte, pictures bool) bool {
	ok := true
	for c.tok.kind != cssEnd && !c.tok.is(closes) {
		ok = c.component(pictures) && ok
	}
	c.depth--
	if c.tok.kind != cssEnd {
		c.step()
	}
	c.b = append(c.b, closes)
	return ok
}

const (
	pictureFunctions = " image-set -webkit-image-set image src -moz-image-rect "
	badFunctions     = " expression "
)

// function is a function with what is in it.
func (c *css) function(pictures bool) bool {
	t := c.tok
	name := lower(t.text)
	c.depth++
	c.step()
	if name == "url" {
		return c.quotedURL()
	}
	c.b = t.write(c.b)
	ok := !has(badFunctions, name)
	switch {
	case has(pictureFunctions, name):
		pictures = true
	case pictures && name == "type":
		pictures = false
	case pictures && name != "calc" && index(name, "gradient") < 0: // a variable may be a string, which nobody would look at
		ok = false
	}
	return c.inside(')', pictures) && ok
}

// quotedURL is an address in quotes, behind "url(".
func (c *css) quotedURL() bool {
	c.spaces()
	t := c.tok
	c.step()
	c.spaces()
	ok := t.kind == cssString && (c.tok.is(')') || c.tok.kind == cssEnd)
	for c.tok.kind != cssEnd && !c.tok.is(')') { // what is more is not understood
		c.component(true)
	}
	c.depth--
	if c.tok.kind != cssEnd {
		c.step()
	}
	if ok {
		c.url(t.text)
	}
	return ok
}

func (c *css) url(s string) {
	c.b = append(c.b, "url("...)
	c.b = appendQuoted(c.b, c.load(s))
	c.b = append(c.b, ')')
}

// load is an address that may be loaded.
func (c *css) load(s string) string {
	if s = c.policy.load(s, anything, c.base, c.self); s == "" {
		s, c.lost = nothing, true
	}
	return s
}

// colon writes what makes links look like links so that it fits those of the viewer, which lead nowhere.
func (c *css) colon() bool {
	c.step()
	if c.selects && c.tok.kind == cssIdent && (len(c.b) == 0 || c.b[len(c.b)-1] != ':') && has(" link any-link -webkit-any-link -moz-any-link ", lower(c.tok.text)) {
		c.step()
		c.b = append(c.b, "["+LinkAttribute+"]"...)
		return true
	}
	c.b = append(c.b, ':')
	return true
}

// attribute is the name of an attribute that a rule asks for.
func (c *css) attribute() {
	c.spaces()
	if c.tok.kind == cssIdent && lower(c.tok.text) == "href" {
		c.tok.text = LinkAttribute
	}
}
