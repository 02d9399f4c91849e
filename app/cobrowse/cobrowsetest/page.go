// Package cobrowsetest is a page as the stream of co-browsing tells it, for tests: Writer writes a stream as a recorder does, and Page is what a
// viewer makes of one. It reads the bytes by itself, so that it does not share the mistakes of package cobrowse.
package cobrowsetest

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"pupitre/app/cobrowse"
)

// Page is what a stream has built so far.
type Page struct {
	Documents map[uint32]*Document
	Width     uint32
	Height    uint32
	Address   string
	Title     string
	Complete  bool
	Pointer   string
}

// Document is one of a page's documents.
type Document struct {
	Begin
	Root      *Node
	Nodes     map[uint32]*Node // those that are in the tree
	Focus     *Node
	Hover     *Node
	Selection string
	words     []string
	next      uint32
}

// Node is a node of the tree. A shadow root is not among the Kids of its host.
type Node struct {
	ID     uint32
	Kind   cobrowse.Node // NodeEnd for the document; a leaf is an element
	Name   string
	Text   string
	Attrs  map[string]string
	Said   map[string]string // what else was said of it: "value", "checked", "scroll" and the like
	Parent *Node
	Kids   []*Node
	Shadow *Node
}

// NewPage is a page of which nothing has been told.
func NewPage() *Page { return &Page{Documents: map[uint32]*Document{}} }

// Element is the first of that name in document 0, in the order of the tree, or nil.
func (p *Page) Element(name string) *Node {
	if d := p.Documents[0]; d != nil {
		return d.Root.find(name)
	}
	return nil
}

func (n *Node) find(name string) *Node {
	if n.Name == name {
		return n
	}
	for _, k := range n.all() {
		if f := k.find(name); f != nil {
			return f
		}
	}
	return nil
}

// all are the nodes right in it, a shadow root first.
func (n *Node) all() []*Node {
	if n.Shadow != nil {
		return append([]*Node{n.Shadow}, n.Kids...)
	}
	return n.Kids
}

// String is all of it, a line for each node.
func (p *Page) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%dx%d %q %q complete=%v %s\n", p.Width, p.Height, p.Address, p.Title, p.Complete, p.Pointer)
	for _, number := range slices.Sorted(maps.Keys(p.Documents)) {
		d := p.Documents[number]
		fmt.Fprintf(&b, "document %d of %d/%d: %dx%d %q %q quirks=%v %s", number, d.HostDoc, d.HostID, d.Width, d.Height, d.Address, d.Base, d.Quirks, d.Selection)
		if d.Focus != nil {
			b.WriteString(" focus=" + itoa(d.Focus.ID))
		}
		if d.Hover != nil {
			b.WriteString(" hover=" + itoa(d.Hover.ID))
		}
		b.WriteByte('\n')
		d.Root.print(&b, 0)
	}
	return b.String()
}

func (n *Node) print(b *strings.Builder, depth int) {
	fmt.Fprintf(b, "%*s%d %d %s", depth, "", n.ID, n.Kind, n.Name)
	for _, name := range slices.Sorted(maps.Keys(n.Attrs)) {
		fmt.Fprintf(b, " %s=%q", name, n.Attrs[name])
	}
	for _, name := range slices.Sorted(maps.Keys(n.Said)) {
		fmt.Fprintf(b, " .%s=%s", name, n.Said[name])
	}
	if n.Kind == cobrowse.NodeText {
		fmt.Fprintf(b, " %q", n.Text)
	}
	b.WriteByte('\n')
	for _, k := range n.all() {
		k.print(b, depth+1)
	}
}

// Sum is what OpCheck has to say of the node.
func (n *Node) Sum() uint32 {
	return cobrowse.NodeSum(n.Kind, n.Name, len(n.Kids), len(utf16.Encode([]rune(n.Text))))
}

func (n *Node) say(name, value string) {
	if n.Said == nil {
		n.Said = map[string]string{}
	}
	n.Said[name] = value
}

// out takes the node out of its parent.
func (n *Node) out() {
	if n.Parent == nil {
		return
	}
	n.Parent.Kids = slices.DeleteFunc(n.Parent.Kids, func(k *Node) bool { return k == n })
	n.Parent = nil
}

// put puts it behind a sibling, nil: as the first.
func (n *Node) put(parent, sibling *Node) error {
	at := 0
	if sibling != nil {
		if at = slices.Index(parent.Kids, sibling) + 1; at == 0 {
			return fmt.Errorf("%d is not in %d", sibling.ID, parent.ID)
		}
	}
	for p := parent; p != nil; p = p.Parent {
		if p == n {
			return fmt.Errorf("%d would be in itself", n.ID)
		}
	}
	n.Parent = parent
	if n.Kind == cobrowse.NodeShadow {
		parent.Shadow = n
		return nil
	}
	parent.Kids = slices.Insert(parent.Kids, at, n)
	return nil
}

func itoa(n uint32) string { return strconv.FormatUint(uint64(n), 10) }
