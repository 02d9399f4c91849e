package dom

// Root is the element that a tree is mounted in.
const Root ID = 1

// Tree is a rendered page: it knows which node stands where, and turns the next view into a patch.
type Tree struct {
	top       *Node // stands for the root element; its children are the page
	nodes     []*Node
	free      map[int][]ID // by the number of ids that belong together
	templates map[*Template]uint32
	patch     *Patch
}

// NewTree is an empty page.
func NewTree() *Tree {
	t := &Tree{top: &Node{kind: element, id: Root}, nodes: make([]*Node, Root+1), free: map[int][]ID{}, templates: map[*Template]uint32{}}
	t.nodes[Root] = t.top
	return t
}

// Render writes into p what turns the page into the given nodes. The tree owns the nodes from then on.
func (t *Tree) Render(p *Patch, page ...*Node) {
	t.patch = p
	t.children(Root, t.top.kids, page)
	t.top.kids = page
	t.patch = nil
}

// Find is the message that the innermost node from id upwards has for the event, with what the event says filled in;
// nil when nobody asked. The glue names the node that listens, so there is no walk here.
func (t *Tree) Find(id ID, e Event) Msg {
	n := t.at(id)
	if n == nil {
		return nil
	}
	n.heard(e)
	for _, h := range n.on {
		if h.event == e.Type {
			if f, ok := h.msg.(Filler); ok {
				return f.With(e)
			}
			return h.msg
		}
	}
	return nil
}

// RowKey is the key of the node with that id, "" for none.
func (t *Tree) RowKey(id ID) string {
	if n := t.at(id); n != nil {
		return n.key
	}
	return ""
}

func (t *Tree) at(id ID) *Node {
	if id == 0 || int(id) >= len(t.nodes) {
		return nil
	}
	return t.nodes[id]
}

// heard notes what the element itself has changed, so that the next diff compares with what is really there.
func (n *Node) heard(e Event) {
	switch e.Type {
	case Typed, KeyPressed, Chosen:
		n.note(propValue, e.Value)
	case Measured:
		n.note(propTop, itoa(e.Top))
	}
}

// note changes a property that the view has set; one that it never set stays the element's own.
func (n *Node) note(name, value string) {
	for i := range n.attrs {
		if n.attrs[i].name == name {
			n.attrs[i].value = value
			return
		}
	}
}

// size is how many ids the node takes: its own and those of a row's holes.
func (n *Node) size() int {
	if n.kind == row {
		return 1 + len(n.row.template.holes)
	}
	return 1
}

func (t *Tree) take(n *Node) {
	size := n.size()
	if list := t.free[size]; len(list) > 0 {
		n.id = list[len(list)-1]
		t.free[size] = list[:len(list)-1]
	} else {
		n.id = ID(len(t.nodes))
		t.nodes = append(t.nodes, make([]*Node, size)...)
	}
	t.nodes[n.id] = n
}

// give returns the ids of a node that left the page, and those of all below it.
func (t *Tree) give(n *Node) {
	for _, k := range n.kids {
		t.give(k)
	}
	if n.row != nil {
		for _, s := range n.row.slots {
			for _, k := range s {
				t.give(k)
			}
		}
	}
	t.nodes[n.id] = nil
	t.free[n.size()] = append(t.free[n.size()], n.id)
	n.id = 0
}
