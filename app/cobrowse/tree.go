package cobrowse

// none is no node.
const none int32 = -1

// node is what is known about a node of the page. A shadow root is the first among the nodes of its host.
type node struct {
	kind                      Node // NodeEnd: the document; a leaf is an element
	state                     uint8
	name                      int32 // of an element or a document type: its place among the names
	parent, first, prev, next int32
	count                     int32 // of a text its UTF-16 units, of others the nodes in it without a shadow root
	attrs                     int32 // 1 + the place of the first attribute; 0: none
}

const (
	stateGone     = 1
	stateDetached = 2 // in this message, and not placed yet
	stateEmptied  = 4 // a text that was taken out
)

func (n *node) element() bool {
	return n.kind == NodeElement || n.kind == NodeSVG || n.kind == NodeMath
}

// holds tells whether nodes can be in it.
func (n *node) holds() bool { return n.element() || n.kind == NodeShadow || n.kind == NodeEnd }

// document is one of the page's documents.
type document struct {
	number  uint32
	hostDoc uint32 // where its frame is
	hostID  int32
	base    address
	self    address // of document 0 and of frames: what a link within it goes to
	words   words
	nodes   []node
	live    int // of the nodes, those that are not gone
	store   []attribute
	free    int32 // 1 + the place of an attribute that is not used
}

func (d *document) alive(id int32) bool {
	return id >= 0 && int(id) < len(d.nodes) && d.nodes[id].state&stateGone == 0
}

// make adds a node that is nowhere yet.
func (d *document) make(kind Node) int32 {
	d.nodes = append(d.nodes, node{kind: kind, parent: none, first: none, prev: none, next: none})
	d.live++
	return int32(len(d.nodes) - 1)
}

// link puts a node into its parent, behind a node that is there, or as the first.
func (d *document) link(id, parent, behind int32) {
	n, p := &d.nodes[id], &d.nodes[parent]
	n.parent, n.prev = parent, behind
	if behind == none {
		n.next, p.first = p.first, id
	} else {
		n.next, d.nodes[behind].next = d.nodes[behind].next, id
	}
	if n.next != none {
		d.nodes[n.next].prev = id
	}
	if n.kind != NodeShadow {
		p.count++
	}
}

// unlink takes a node out of its parent.
func (d *document) unlink(id int32) {
	n := &d.nodes[id]
	if n.parent == none {
		return
	}
	p := &d.nodes[n.parent]
	if n.prev == none {
		p.first = n.next
	} else {
		d.nodes[n.prev].next = n.next
	}
	if n.next != none {
		d.nodes[n.next].prev = n.prev
	}
	p.count--
	n.parent, n.prev, n.next = none, none, none
}

// shadow is the shadow root of a node.
func (d *document) shadow(host int32) int32 {
	if first := d.nodes[host].first; first != none && d.nodes[first].kind == NodeShadow {
		return first
	}
	return none
}

// following is the next node in the order of the tree that top is the root of, by way of all that is in a node, and how much deeper it is.
func (d *document) following(id, top int32) (int32, int) {
	n := &d.nodes[id]
	if n.first != none {
		return n.first, 1
	}
	up := 0
	for id != top {
		if n = &d.nodes[id]; n.next != none {
			return n.next, up
		}
		id = n.parent
		up--
	}
	return none, 0
}

// size is how many nodes are in a tree, and how many one in the other.
func (d *document) size(top int32) (nodes, height int) {
	depth := 1
	for id := top; id != none; {
		nodes++
		height = max(height, depth)
		var more int
		id, more = d.following(id, top)
		depth += more
	}
	return nodes, height
}

// forget makes all nodes of a tree that is out of its parent gone, and returns how many were.
func (d *document) forget(top int32) int {
	nodes := 0
	for id := top; id != none; {
		n := &d.nodes[id]
		n.state = stateGone
		d.drop(n)
		nodes++
		id, _ = d.following(id, top)
	}
	d.live -= nodes
	return nodes
}
