package dom

import "strconv"

// HTML is the nodes as HTML text, for golden tests and for pages that are only read: every text and value escaped,
// properties and handlers left out.
func HTML(nodes ...*Node) string { return HTMLWith(nil, nodes...) }

// HTMLWith is HTML with the text of times, which a browser writes in its own formats: of Clock, Day or Full ("clock", "day", "full"), at
// Unix milliseconds.
func HTMLWith(times func(format string, ms int64) string, nodes ...*Node) string {
	b := printed{times: times}
	for _, n := range nodes {
		n.print(&b)
	}
	return string(b.out)
}

type printed struct {
	out   []byte
	times func(format string, ms int64) string
}

func (b *printed) text(s string) { b.out = append(b.out, s...) }

func (n *Node) print(b *printed) {
	switch n.kind {
	case text:
		escape(b, n.tag)
	case element:
		printElement(b, n.tag, n.attrs, func() {
			for _, k := range n.kids {
				k.print(b)
			}
		})
	case row:
		n.row.template.skeleton.printRow(b, n)
	}
}

// printRow prints a skeleton's element with the row's values in its holes.
func (s *Node) printRow(b *printed, r *Node) {
	if s.kind == text {
		escape(b, s.tag)
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
			content = func() {
				for _, n := range r.row.slots[i] {
					n.print(b)
				}
			}
		case h.attr != "":
			attrs = append(attrs, attr{h.attr, r.row.vals[i]})
		default:
			content = func() { escape(b, r.row.vals[i]) }
		}
	}
	if s == r.row.template.skeleton {
		attrs = append(attrs, r.attrs...)
	}
	printElement(b, s.tag, attrs, content)
}

func printElement(b *printed, tag string, attrs []attr, content func()) {
	b.text("<" + tag)
	for _, a := range attrs {
		if a.name[0] != '.' && a.name[0] != 0 {
			b.text(" " + a.name + `="`)
			escape(b, a.value)
			b.text(`"`)
		}
	}
	b.text(">")
	if tag == "input" {
		return
	}
	content()
	b.time(attrs)
	b.text("</" + tag + ">")
}

// time writes a time's text.
func (b *printed) time(attrs []attr) {
	for _, a := range attrs {
		if a.name != propTime || b.times == nil {
			continue
		}
		for i := range len(a.value) {
			if a.value[i] == ' ' {
				ms, _ := strconv.ParseInt(a.value[i+1:], 10, 64) // Clock and its like wrote it
				escape(b, b.times(a.value[:i], ms))
				return
			}
		}
	}
}

func escape(b *printed, s string) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '<':
			b.text("&lt;")
		case '>':
			b.text("&gt;")
		case '&':
			b.text("&amp;")
		case '"':
			b.text("&#34;")
		default:
			b.out = append(b.out, s[i])
		}
	}
}
