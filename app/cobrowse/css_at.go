package cobrowse

// Rules that begin with @ and may stay, by what stands behind their names.
const (
	blockRules = " media supports layer container scope starting-style font-face keyframes -webkit-keyframes -moz-keyframes -o-keyframes page property counter-style " +
		"font-feature-values stylistic historical-forms styleset character-variant swash ornaments annotation font-palette-values view-transition position-try " +
		"top-left-corner top-left top-center top-right top-right-corner bottom-left-corner bottom-left bottom-center bottom-right bottom-right-corner " +
		"left-top left-middle left-bottom right-top right-middle right-bottom "
	plainRules = " layer namespace "
)

// atRule is a rule that begins with @. @import is not one of those that stay: what it would load nobody has looked at.
func (c *css) atRule(within bool) {
	name, at := lower(c.tok.text), len(c.b)
	c.b = c.tok.write(c.b)
	c.step()
	if name == "namespace" {
		c.namespace(at)
		return
	}
	if c.tok.kind != cssSpace && c.tok.kind != cssComment && !c.tok.is('{') && !c.tok.is(';') {
		c.b = append(c.b, ' ')
	}
	ok := c.prelude(within)
	switch {
	case c.tok.is('{'):
		c.block()
		ok = ok && has(blockRules, name)
	case c.tok.is(';'):
		c.step()
		c.b = append(c.b, ';')
		ok = ok && has(plainRules, name)
	default:
		ok = false
	}
	if !ok {
		c.b = c.b[:at]
	}
}

// namespace is a rule that gives a namespace a short name: its address is not loaded.
func (c *css) namespace(at int) {
	var prefix, uri token
	for c.tok.kind != cssEnd && !c.tok.is(';') && !c.tok.is('{') && !c.tok.is('}') {
		switch t := c.tok; {
		case t.kind == cssIdent:
			prefix = t
		case t.kind == cssString, t.kind == cssURL:
			uri = t
		}
		c.step()
	}
	ends := c.tok.is(';')
	if ends {
		c.step()
	}
	if !ends || !has(" http://www.w3.org/1999/xhtml http://www.w3.org/2000/svg http://www.w3.org/1998/Math/MathML ", uri.text) {
		c.b = c.b[:at]
		return
	}
	c.b = append(c.b, ' ')
	if prefix.text != "" {
		c.b = append(prefix.write(c.b), ' ')
	}
	c.b = append(appendQuoted(c.b, uri.text), ';')
}
