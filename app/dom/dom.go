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
	id    ID     // once mounted
	tag   string // of an element; of a text the text itself
	key   string // names the node among its siblings
	attrs []attr
	on    []handler
	kids  []*Node
	row   *rowOf
}

// rowOf is what only a row has.
type rowOf struct {
	template *Template
	vals     []string  // the values of its text and attribute holes, by hole
	slots    [][]*Node // the children of its slots, by hole
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

// room makes room for what the items will add, so that each list is allocated once.
func (n *Node) room(attrs int, items []Item) {
	kids := 0
	for _, i := range items {
		switch i := i.(type) {
		case attr:
			attrs++
		case *Node:
			kids++
		case Nodes:
			kids += len(i)
		case Group:
			attrs += len(i)
		}
	}
	if attrs > 0 {
		n.attrs = make([]attr, 0, attrs)
	}
	if kids > 0 {
		n.kids = make([]*Node, 0, kids)
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
func Text(s string) *Node { return &Node{kind: text, tag: s} }

// el is an element with attributes of its own before the items. It is not inlined, like set: it stands behind every element of
// every view.
//
//go:noinline
func el(tag string, items []Item, own ...attr) *Node {
	n := &Node{kind: element, tag: tag}
	n.room(len(own), items)
	n.attrs = append(n.attrs, own...)
	Group(items).apply(n)
	return n
}
