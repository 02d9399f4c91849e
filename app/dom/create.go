package dom

import "strconv"

// create makes the element of a node and everything in it; inserting it is the caller's.
func (t *Tree) create(n *Node) {
	t.take(n)
	p := t.patch
	switch n.kind {
	case text:
		p.Op(OpText)
		p.id(n.id)
		p.String(n.tag)
	case element:
		p.Op(OpElement)
		p.id(n.id)
		p.String(n.tag)
		t.children(n.id, nil, n.kids) // first: a select's value needs its options
		t.attrs(n.id, nil, n.attrs)
		t.listen(n.id, nil, n.on)
	case row:
		t.clone(n)
	}
}

func (t *Tree) clone(n *Node) {
	tmpl := t.define(n.row.template)
	p := t.patch
	p.Op(OpClone)
	p.id(n.id)
	p.Uint(tmpl)
	t.attrs(n.id, nil, n.attrs)
	for i, h := range n.row.template.holes {
		at := n.id + 1 + ID(i)
		switch {
		case h.slot:
			t.children(at, nil, n.row.slots[i])
		case n.row.vals[i] != "":
			t.fill(at, h, n.row.vals[i])
		}
	}
	t.listen(n.id, nil, n.on)
}

func (t *Tree) fill(at ID, h holeKind, value string) {
	if h.attr != "" {
		t.attr(at, attr{h.attr, value})
		return
	}
	t.patch.Op(OpFill)
	t.patch.id(at)
	t.patch.String(value)
}

// define is the template's number in this tree; the first use sends it to the browser.
func (t *Tree) define(tmpl *Template) uint32 {
	if n := t.templates[tmpl]; n != 0 {
		return n
	}
	n := uint32(len(t.templates) + 1)
	t.templates[tmpl] = n
	t.patch.Op(OpTemplate)
	t.patch.Uint(n)
	t.patch.Uint(uint32(len(tmpl.holes)))
	t.skeleton(tmpl.skeleton)
	return n
}

// skeleton writes an element: tag, attributes, number of the holes at it and each one's number, children. A text has an
// empty tag.
func (t *Tree) skeleton(n *Node) {
	p := t.patch
	if n.kind == text {
		p.String("")
		p.String(n.tag)
		return
	}
	p.String(n.tag)
	var plain []attr
	var holes []int
	for _, a := range n.attrs {
		if _, i, ok := a.hole(); ok {
			holes = append(holes, i)
		} else {
			plain = append(plain, a)
		}
	}
	p.Uint(uint32(len(plain)))
	for _, a := range plain {
		p.String(a.name)
		p.String(a.value)
	}
	p.Uint(uint32(len(holes)))
	for _, i := range holes {
		p.Uint(uint32(i))
	}
	p.Uint(uint32(len(n.kids)))
	for _, k := range n.kids {
		t.skeleton(k)
	}
}

func itoa(n int) string { return strconv.Itoa(n) }
