// Package domtest is a browser's document in miniature, for tests: it applies patches as static/js/patch.js does, finds
// elements by role and name as a person would, and says which node hears an event.
package domtest

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"pupitre/app/dom"
)

// Element is a live element, or a text when Tag is "".
type Element struct {
	ID     dom.ID // 0 for what a template brought and nothing addresses
	Tag    string
	Text   string
	Attrs  map[string]string
	Kids   []*Element
	Parent *Element
	listen uint32
}

// Document is a page.
type Document struct {
	Body      *Element
	Focused   string // the token of the last .focus
	nodes     map[dom.ID]*Element
	templates map[uint32]*Element
	holes     map[*Element][]int // of template elements
}

// NewDocument is a page with nothing but the element that a tree is mounted in.
func NewDocument() *Document {
	body := &Element{ID: dom.Root, Tag: "body", Attrs: map[string]string{}}
	return &Document{Body: body, nodes: map[dom.ID]*Element{dom.Root: body}, templates: map[uint32]*Element{}, holes: map[*Element][]int{}}
}

type operands struct {
	ops []byte
	str []uint16
}

func (o *operands) uint() uint32 {
	v, s := uint32(0), 0
	for {
		b := o.ops[0]
		o.ops = o.ops[1:]
		v |= uint32(b&0x7f) << s
		if b < 0x80 {
			return v
		}
		s += 7
	}
}

func (o *operands) id() dom.ID { return dom.ID(o.uint()) }

func (o *operands) string() string {
	n := o.uint()
	s := string(utf16.Decode(o.str[:n]))
	o.str = o.str[n:]
	return s
}

// Apply does what the patch says. It panics on a patch that a browser could not apply.
func (d *Document) Apply(p *dom.Patch) {
	o := &operands{p.Ops, utf16.Encode([]rune(string(p.Str)))}
	for len(o.ops) > 0 {
		op := dom.Op(o.ops[0])
		o.ops = o.ops[1:]
		d.one(op, o)
	}
	if len(o.str) > 0 {
		panic("domtest: the patch's string is longer than its operations take")
	}
}

func (d *Document) one(op dom.Op, o *operands) {
	switch op {
	case dom.OpElement:
		id := o.id()
		d.nodes[id] = &Element{ID: id, Tag: o.string(), Attrs: map[string]string{}}
	case dom.OpText:
		id := o.id()
		d.nodes[id] = &Element{ID: id, Text: o.string()}
	case dom.OpInsert:
		parent, id, before := d.get(o.id()), d.get(o.id()), o.id()
		id.detach()
		at := len(parent.Kids)
		if before != 0 {
			at = parent.index(d.get(before))
		}
		parent.Kids = append(parent.Kids[:at:at], append([]*Element{id}, parent.Kids[at:]...)...)
		id.Parent = parent
	case dom.OpRemove:
		id := o.id()
		d.get(id).detach()
		delete(d.nodes, id)
	case dom.OpAttr:
		e, name, value := d.get(o.id()), o.string(), o.string()
		e.Attrs[name] = value
		if name == ".focus" {
			d.Focused = value
		}
	case dom.OpNoAttr:
		delete(d.get(o.id()).Attrs, o.string())
	case dom.OpSetText:
		d.get(o.id()).Text = o.string()
	case dom.OpFill:
		d.get(o.id()).Kids = []*Element{{Text: o.string()}}
	case dom.OpListen:
		d.get(o.id()).listen = o.uint()
	case dom.OpTemplate:
		n := o.uint()
		o.uint()
		d.templates[n] = d.skeleton(o)
	case dom.OpClone:
		id := o.id()
		tmpl := d.templates[o.uint()]
		d.nodes[id] = d.clone(tmpl, id, nil)
		d.nodes[id].ID = id
	default:
		panic(fmt.Sprintf("domtest: unknown operation %d", op))
	}
}

func (d *Document) skeleton(o *operands) *Element {
	e := &Element{Tag: o.string(), Attrs: map[string]string{}}
	if e.Tag == "" {
		e.Text = o.string()
		return e
	}
	for n := o.uint(); n > 0; n-- {
		name := o.string()
		e.Attrs[name] = o.string()
	}
	for n := o.uint(); n > 0; n-- {
		d.holes[e] = append(d.holes[e], int(o.uint()))
	}
	for n := o.uint(); n > 0; n-- {
		e.Kids = append(e.Kids, d.skeleton(o))
	}
	return e
}

func (d *Document) clone(t *Element, base dom.ID, parent *Element) *Element {
	e := &Element{Tag: t.Tag, Text: t.Text, Attrs: map[string]string{}, Parent: parent}
	for k, v := range t.Attrs {
		e.Attrs[k] = v
	}
	for _, h := range d.holes[t] {
		d.nodes[base+1+dom.ID(h)] = e
	}
	for _, k := range t.Kids {
		e.Kids = append(e.Kids, d.clone(k, base, e))
	}
	return e
}

func (d *Document) get(id dom.ID) *Element {
	e := d.nodes[id]
	if e == nil {
		panic(fmt.Sprintf("domtest: no node %d", id))
	}
	return e
}

func (e *Element) index(k *Element) int {
	for i, x := range e.Kids {
		if x == k {
			return i
		}
	}
	panic("domtest: the node to insert before is not a child")
}

func (e *Element) detach() {
	if e.Parent == nil {
		return
	}
	i := e.Parent.index(e)
	e.Parent.Kids = append(e.Parent.Kids[:i:i], e.Parent.Kids[i+1:]...)
	e.Parent = nil
}

// Listener is the id of the innermost element from e upwards that listens to the event, 0 for none.
func (e *Element) Listener(t dom.EventType) dom.ID {
	for ; e != nil; e = e.Parent {
		if e.listen&(1<<t) != 0 {
			return e.ID
		}
	}
	return 0
}

// HTML is the page's markup as dom.HTML would print it.
func (e *Element) HTML() string {
	var b strings.Builder
	e.print(&b)
	return b.String()
}
