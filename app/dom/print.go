package dom

import "strings"

// HTML is the nodes as HTML text, for golden tests and for pages that are only read: every text and value escaped,
// properties and handlers left out.
func HTML(nodes ...*Node) string {
	var b strings.Builder
	for _, n := range nodes {
		n.print(&b)
	}
	return b.String()
}

func (n *Node) print(b *strings.Builder) {
	switch n.kind {
	case text:
		escape(b, n.text)
	case element:
		printElement(b, n.tag, n.attrs, func() {
			for _, k := range n.kids {
				k.print(b)
			}
		})
	case row:
		n.row.skeleton.printRow(b, n)
	}
}

// printRow prints a skeleton's element with the row's values in its holes.
func (s *Node) printRow(b *strings.Builder, r *Node) {
	if s.kind == text {
		escape(b, s.text)
		return
	}
	var attrs []attr
	content := func() {
		for _, k := range s.kids {
			k.printRow(b, r)
		}
	}
	for _, a := range s.attrs {
		h, i, ok := a.hole()
		switch {
		case !ok:
			attrs = append(attrs, a)
		case h.slot:
			content = func() { b.WriteString(HTML(r.slots[i]...)) }
		case h.attr != "":
			attrs = append(attrs, attr{h.attr, r.vals[i]})
		default:
			content = func() { escape(b, r.vals[i]) }
		}
	}
	if s == r.row.skeleton {
		attrs = append(attrs, r.attrs...)
	}
	printElement(b, s.tag, attrs, content)
}

func printElement(b *strings.Builder, tag string, attrs []attr, content func()) {
	b.WriteString("<" + tag)
	for _, a := range attrs {
		if a.name[0] != '.' && a.name[0] != 0 {
			b.WriteString(" " + a.name + `="`)
			escape(b, a.value)
			b.WriteByte('"')
		}
	}
	b.WriteByte('>')
	if tag == "input" {
		return
	}
	content()
	b.WriteString("</" + tag + ">")
}

func escape(b *strings.Builder, s string) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '&':
			b.WriteString("&amp;")
		case '"':
			b.WriteString("&#34;")
		default:
			b.WriteByte(s[i])
		}
	}
}
