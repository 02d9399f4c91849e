package cobrowsetest

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"pupitre/app/cobrowse"
)

// reading carries out a message; mistakes are panics, which Apply makes errors.
type reading struct {
	*Page
	b       []byte
	number  uint32
	last    int64
	touched *Node // what was inserted last
}

var errShort = errors.New("the message ends too early")

// Apply carries out the operations of a message.
func (p *Page) Apply(ops []byte) (err error) {
	r := &reading{Page: p, b: ops}
	defer func() {
		if e, ok := recover().(error); ok {
			err = fmt.Errorf("at byte %d: %w", len(ops)-len(r.b), e)
		}
	}()
	for len(r.b) > 0 {
		r.op(cobrowse.Op(r.byte()))
	}
	return nil
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func (r *reading) byte() byte {
	if len(r.b) == 0 {
		panic(errShort)
	}
	v := r.b[0]
	r.b = r.b[1:]
	return v
}

func (r *reading) uint() uint32 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > 1<<32-1 {
		panic(errShort)
	}
	r.b = r.b[n:]
	return uint32(v)
}

func (r *reading) int() int64 {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		panic(errShort)
	}
	r.b = r.b[n:]
	return v
}

func (r *reading) string() string {
	n := int(r.uint())
	if n > len(r.b) {
		panic(errShort)
	}
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func (r *reading) doc() *Document {
	d := r.Documents[r.number]
	if d == nil {
		panic(fmt.Errorf("no document %d", r.number))
	}
	return d
}

func (r *reading) word() string {
	d := r.doc()
	switch n := r.uint(); n {
	case 0:
		s := r.string()
		d.words = append(d.words, s)
		return s
	case 1:
		return r.string()
	default:
		if int(n-2) >= len(d.words) {
			panic(fmt.Errorf("no word %d", n))
		}
		return d.words[n-2]
	}
}

func (r *reading) node() *Node {
	r.last += r.int()
	return r.known(r.last)
}

// maybe is a node, nil for 0.
func (r *reading) maybe() *Node {
	if n := r.node(); n.ID != 0 {
		return n
	}
	return nil
}

func (r *reading) known(id int64) *Node {
	n := r.doc().Nodes[uint32(id)]
	if n == nil {
		panic(fmt.Errorf("no node %d", id))
	}
	return n
}

func (r *reading) sibling() *Node {
	if n := r.uint(); n != 0 {
		return r.known(int64(n) - 1)
	}
	return nil
}

func (r *reading) op(o cobrowse.Op) {
	switch o {
	case cobrowse.OpDocument:
		r.number = r.uint()
	case cobrowse.OpBegin:
		r.begin()
	case cobrowse.OpInsert:
		parent := r.node()
		sibling := r.sibling()
		r.touched = r.tree(cobrowse.Node(r.byte()))
		must(r.touched.put(parent, sibling))
	case cobrowse.OpAppend:
		before := r.touched
		r.touched = r.tree(cobrowse.Node(r.byte()))
		must(r.touched.put(before.Parent, before))
	case cobrowse.OpDetach:
		for range r.uint() {
			r.node().out()
		}
	case cobrowse.OpMove:
		n, parent := r.node(), r.node()
		sibling := r.sibling()
		n.out()
		must(n.put(parent, sibling))
	case cobrowse.OpRemove:
		n := r.node()
		n.out()
		r.forget(n)
	case cobrowse.OpText:
		r.node().Text = r.word()
	case cobrowse.OpAttr:
		n, name := r.node(), r.word()
		n.Attrs[name] = r.word()
	case cobrowse.OpAttrPart:
		n, name := r.node(), r.word()
		start, end := r.uint(), r.uint()
		old := utf16.Encode([]rune(n.Attrs[name]))
		n.Attrs[name] = string(utf16.Decode(old[:start])) + r.string() + string(utf16.Decode(old[uint32(len(old))-end:]))
	case cobrowse.OpAttrGone:
		n := r.node()
		delete(n.Attrs, r.word())
	case cobrowse.OpValue:
		r.node().say("value", strconv.Quote(r.word()))
	case cobrowse.OpChecked:
		r.node().say("checked", strconv.Itoa(int(r.byte())))
	case cobrowse.OpSelected:
		n := r.node()
		n.say("selected", r.list(r.uint))
	case cobrowse.OpScroll:
		r.node().say("scroll", fmt.Sprint(r.int(), ",", r.int()))
	case cobrowse.OpViewport:
		r.doc().Width, r.doc().Height = r.uint(), r.uint()
		r.size()
	case cobrowse.OpFocus:
		r.doc().Focus = r.maybe()
	case cobrowse.OpHover:
		r.doc().Hover = r.maybe()
	case cobrowse.OpSelection:
		r.doc().Selection = ""
		if r.byte() == 1 {
			r.doc().Selection = fmt.Sprint(r.node().ID, ":", r.uint(), "-", r.node().ID, ":", r.uint())
		}
	case cobrowse.OpSheet:
		r.node().say("sheet", fmt.Sprintf("%x", r.string()))
	case cobrowse.OpAdopted:
		n := r.node()
		n.say("adopted", r.list(func() string { return fmt.Sprintf("%x", r.string()) }))
	case cobrowse.OpOpen:
		r.node().say("open", strconv.Itoa(int(r.byte())))
	case cobrowse.OpMedia:
		r.node().say("media", fmt.Sprint(r.byte(), "@", r.uint()))
	case cobrowse.OpPicture:
		r.node().say("picture", fmt.Sprintf("%x", r.string()))
	case cobrowse.OpPage:
		r.Address, r.Title = r.word(), r.word()
	case cobrowse.OpCheck:
		for range r.uint() {
			n := r.node()
			if sum := r.uint(); sum != n.Sum() {
				panic(fmt.Errorf("node %d is %d, and should be %d", n.ID, n.Sum(), sum))
			}
		}
	case cobrowse.OpComplete:
		r.Complete = true
	case cobrowse.OpPointer:
		r.Pointer = fmt.Sprint(r.int(), ",", r.int(), " ", r.byte())
	case cobrowse.OpLost:
		delete(r.Documents, r.uint())
	default:
		panic(fmt.Errorf("operation %d", o))
	}
}

func (r *reading) list(item any) string {
	var list []string
	for range r.uint() {
		switch f := item.(type) {
		case func() uint32:
			list = append(list, itoa(f()))
		case func() string:
			list = append(list, f())
		}
	}
	return strings.Join(list, " ")
}

func (r *reading) size() {
	if r.number == 0 {
		r.Width, r.Height = r.doc().Width, r.doc().Height
	}
}

func (r *reading) begin() {
	d := &Document{Root: &Node{}, next: 1}
	d.Nodes = map[uint32]*Node{0: d.Root}
	r.Documents[r.number] = d
	d.Width, d.Height = r.uint(), r.uint()
	d.Address, d.Base, d.Quirks = r.word(), r.word(), r.byte() == 1
	if r.number != 0 {
		d.HostDoc, d.HostID = r.uint(), r.uint()
	} else {
		r.Address = d.Address
	}
	r.size()
	r.last = 0
	r.kids(d.Root)
}

// kids reads a list of nodes into one.
func (r *reading) kids(of *Node) {
	for {
		kind := cobrowse.Node(r.byte())
		if kind == cobrowse.NodeEnd {
			return
		}
		k := r.tree(kind)
		k.Parent = of
		if kind == cobrowse.NodeShadow {
			of.Shadow = k
		} else {
			of.Kids = append(of.Kids, k)
		}
	}
}

func (r *reading) tree(kind cobrowse.Node) *Node {
	if kind == cobrowse.NodeExisting {
		n := r.known(int64(r.uint()))
		if n.Parent != nil {
			panic(fmt.Errorf("%d was not detached", n.ID))
		}
		return n
	}
	d := r.doc()
	n := &Node{ID: d.next, Kind: kind}
	d.Nodes[n.ID], r.last = n, int64(n.ID)
	d.next++
	switch kind {
	case cobrowse.NodeText:
		n.Text = r.word()
	case cobrowse.NodeElement, cobrowse.NodeSVG, cobrowse.NodeMath:
		r.element(n)
		r.kids(n)
	case cobrowse.NodeLeaf, cobrowse.NodeSVGLeaf:
		n.Kind--
		r.element(n)
	case cobrowse.NodeShadow:
		r.kids(n)
	case cobrowse.NodeDoctype:
		n.Name, n.Text = r.word(), ""
		n.say("public", strconv.Quote(r.word()))
		n.say("system", strconv.Quote(r.word()))
	case cobrowse.NodeMasked:
		n.say("box", itoa(r.uint())+"x"+itoa(r.uint()))
	default:
		panic(fmt.Errorf("node %d", kind))
	}
	return n
}

func (r *reading) element(n *Node) {
	n.Name, n.Attrs = r.word(), map[string]string{}
	for range r.uint() {
		name := r.word()
		n.Attrs[name] = r.word()
	}
}

func (r *reading) forget(n *Node) {
	d := r.doc()
	delete(d.Nodes, n.ID)
	for _, k := range slices.Clone(n.all()) {
		r.forget(k)
	}
	if d.Focus == n {
		d.Focus = nil
	}
	if d.Hover == n {
		d.Hover = nil
	}
}
