package dom

// children turns the list of a parent's children from was into want.
func (t *Tree) children(parent ID, was, want []*Node) {
	for len(was) > 0 && len(want) > 0 && same(was[0], want[0]) { // the same head
		t.update(was[0], want[0])
		was, want = was[1:], want[1:]
	}
	before := ID(0)
	for len(was) > 0 && len(want) > 0 && same(was[len(was)-1], want[len(want)-1]) { // the same tail
		w := want[len(want)-1]
		t.update(was[len(was)-1], w)
		was, want, before = was[:len(was)-1], want[:len(want)-1], w.id
	}
	switch {
	case len(want) == 0:
		for _, w := range was {
			t.remove(w)
		}
	case len(was) == 0:
		for _, w := range want {
			t.create(w)
			t.insert(parent, w.id, before)
		}
	default:
		t.reorder(parent, was, want, before)
	}
}

// same tells whether a node can become another without a new element.
func same(a, b *Node) bool {
	return a == b || a.kind == b.kind && a.key == b.key && (a.kind == text || a.tag == b.tag) && a.template() == b.template()
}

// template is that of a row, nil of another node.
func (n *Node) template() *Template {
	if n.row == nil {
		return nil
	}
	return n.row.template
}

// reorder handles the middle: nodes are matched by key, or in order among those without a key; those on the longest
// rising run of old places stay where they are, so that as few elements as possible move (a moved field loses its focus).
func (t *Tree) reorder(parent ID, was, want []*Node, before ID) {
	from := t.match(was, want)
	stay := longestRise(from)
	kept := make(map[int]bool, len(from))
	for _, i := range from {
		if i >= 0 {
			kept[i] = true
		}
	}
	for i, w := range was {
		if !kept[i] {
			t.remove(w)
		}
	}
	for i := len(want) - 1; i >= 0; i-- {
		w := want[i]
		switch {
		case from[i] < 0:
			t.create(w)
			t.insert(parent, w.id, before)
		default:
			t.update(was[from[i]], w)
			if !stay[i] {
				t.insert(parent, w.id, before)
			}
		}
		before = w.id
	}
}

// match gives for each wanted node the old place of the node that becomes it, or -1.
func (t *Tree) match(was, want []*Node) []int {
	keyed := make(map[string]int, len(was))
	var plain []int
	for i, w := range was {
		if w.key != "" {
			keyed[w.key] = i
		} else {
			plain = append(plain, i)
		}
	}
	used := make([]bool, len(was))
	from := make([]int, len(want))
	for i, w := range want {
		from[i] = -1
		if w.key != "" {
			if j, ok := keyed[w.key]; ok && !used[j] && same(was[j], w) {
				from[i], used[j] = j, true
			}
			continue
		}
		for k, j := range plain {
			if same(was[j], w) {
				from[i], used[j] = j, true
				plain = append(plain[:k:k], plain[k+1:]...)
				break
			}
		}
	}
	return from
}

// longestRise marks the places of a longest rising subsequence of from, -1 left out.
func longestRise(from []int) []bool {
	var tails []int // tails[k]: place of the smallest end of a run of length k+1
	prev := make([]int, len(from))
	for i, v := range from {
		if v < 0 {
			continue
		}
		lo, hi := 0, len(tails)
		for lo < hi {
			mid := (lo + hi) / 2
			if from[tails[mid]] < v {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		prev[i] = -1
		if lo > 0 {
			prev[i] = tails[lo-1]
		}
		if lo == len(tails) {
			tails = append(tails, i)
		} else {
			tails[lo] = i
		}
	}
	stay := make([]bool, len(from))
	if len(tails) > 0 {
		for i := tails[len(tails)-1]; i >= 0; i = prev[i] {
			stay[i] = true
		}
	}
	return stay
}

func (t *Tree) update(was, want *Node) {
	if was == want {
		return
	}
	want.id = was.id
	t.nodes[want.id] = want
	switch want.kind {
	case text:
		if was.tag != want.tag {
			t.patch.Op(OpSetText)
			t.patch.id(want.id)
			t.patch.String(want.tag)
		}
	case element:
		t.children(want.id, was.kids, want.kids)
		t.attrs(want.id, was.attrs, want.attrs)
		t.listen(want.id, was.on, want.on)
	case row:
		t.updateRow(was, want)
	}
}

func (t *Tree) updateRow(was, want *Node) {
	for i, h := range want.row.template.holes {
		at := want.id + 1 + ID(i)
		switch {
		case h.slot:
			t.children(at, was.row.slots[i], want.row.slots[i])
		case was.row.vals[i] != want.row.vals[i]:
			t.fill(at, h, want.row.vals[i])
		}
	}
	t.attrs(want.id, was.attrs, want.attrs)
	t.listen(want.id, was.on, want.on)
}

func (t *Tree) attrs(id ID, was, want []attr) {
	if len(was) == len(want) && (len(was) == 0 || &was[0] == &want[0]) {
		return // shared
	}
	for _, a := range want {
		if v, ok := find(was, a.name); !ok || v != a.value {
			t.attr(id, a)
		}
	}
	for _, a := range was {
		if _, ok := find(want, a.name); !ok {
			t.patch.Op(OpNoAttr)
			t.patch.id(id)
			t.patch.String(a.name)
		}
	}
}

func find(list []attr, name string) (string, bool) {
	for _, a := range list {
		if a.name == name {
			return a.value, true
		}
	}
	return "", false
}

func (t *Tree) attr(id ID, a attr) {
	t.patch.Op(OpAttr)
	t.patch.id(id)
	t.patch.String(a.name)
	t.patch.String(a.value)
}

func (t *Tree) listen(id ID, was, want []handler) {
	if m := mask(want); m != mask(was) {
		t.patch.Op(OpListen)
		t.patch.id(id)
		t.patch.Uint(m)
	}
}

func mask(on []handler) uint32 {
	m := uint32(0)
	for _, h := range on {
		m |= 1 << h.event
	}
	return m
}

func (t *Tree) insert(parent, id, before ID) {
	t.patch.Op(OpInsert)
	t.patch.id(parent)
	t.patch.id(id)
	t.patch.id(before)
}

func (t *Tree) remove(n *Node) {
	t.patch.Op(OpRemove)
	t.patch.id(n.id)
	t.give(n)
}
