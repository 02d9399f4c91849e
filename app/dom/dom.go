// Package dom is a page as a value: a tree of nodes that reads like HTML, the difference between two such trees, and
// that difference as bytes for the glue in static/js/patch.js to apply.
//
// There is no node for raw HTML and no constructor for a script, a frame or an event attribute: what a person wrote can
// only become text. An address becomes a link only through Href, which knows the schemes that are safe.
package dom

// Node is an element, a text, or a row (an instance of a Template). Nodes are made by the constructors of this package
// and not changed afterwards; a node that has been part of a rendered tree may be returned again by the next view, and
// is then skipped by the diff.
type Node struct {
	kind  kind
	tag   string // element
	text  string // text
	key   string // names the node among its siblings
	attrs []attr
	on    []handler
	kids  []*Node
	row   *Template
	vals  []string  // row: the values of its text and attribute holes, by hole
	slots [][]*Node // row: the children of its slots, by hole
	id    ID        // once mounted
}

type kind uint8

const (
	element kind = iota
	text
	row
)

type attr struct{ name, value string }

type handler struct {
	event EventType
	msg   Msg
}

// Item is what an element is made of: attributes, handlers, children. A nil Item is nothing.
type Item interface{ apply(*Node) }

func (a attr) apply(n *Node)    { n.attrs = append(n.attrs, a) }
func (h handler) apply(n *Node) { n.on = append(n.on, h) }
func (n *Node) apply(parent *Node) {
	if n != nil {
		parent.kids = append(parent.kids, n)
	}
}

// Group is several items as one.
type Group []Item

func (g Group) apply(n *Node) {
	for _, i := range g {
		if i != nil {
			i.apply(n)
		}
	}
}

// Nodes is several children as one item.
type Nodes []*Node

func (l Nodes) apply(n *Node) {
	for _, k := range l {
		k.apply(n)
	}
}

// If is the items when the condition holds, and nothing otherwise.
func If(condition bool, items ...Item) Item {
	if !condition {
		return Group(nil)
	}
	return Group(items)
}

type keyItem string

func (k keyItem) apply(n *Node) { n.key = string(k) }

// Key names a node among its siblings, so that it keeps its element when they move.
func Key(k string) Item { return keyItem(k) }

// Text is a text node.
//
//go:noinline
func Text(s string) *Node { return &Node{kind: text, text: s} }

// el is not inlined, like set: it stands behind every element of every view.
//
//go:noinline
func el(tag string, items []Item) *Node {
	n := &Node{kind: element, tag: tag}
	Group(items).apply(n)
	return n
}
