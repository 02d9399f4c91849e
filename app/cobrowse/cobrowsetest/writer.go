package cobrowsetest

import (
	"encoding/binary"

	"pupitre/app/cobrowse"
)

// Tree is a tree that is to be written. Kind says which fields count.
type Tree struct {
	Kind          cobrowse.Node
	Name          string   // of an element or a document type
	Attrs         []string // names and values by turns
	Kids          []Tree
	Text          string
	Public        string // of a document type
	System        string
	ID            uint32 // of NodeExisting
	Width, Height uint32 // of NodeMasked
}

func Text(s string) Tree { return Tree{Kind: cobrowse.NodeText, Text: s} }
func Element(name string, k ...Tree) Tree {
	return Tree{Kind: cobrowse.NodeElement, Name: name, Kids: k}
}
func SVG(name string, k ...Tree) Tree  { return Tree{Kind: cobrowse.NodeSVG, Name: name, Kids: k} }
func Math(name string, k ...Tree) Tree { return Tree{Kind: cobrowse.NodeMath, Name: name, Kids: k} }
func Shadow(k ...Tree) Tree            { return Tree{Kind: cobrowse.NodeShadow, Kids: k} }
func Doctype(name string) Tree         { return Tree{Kind: cobrowse.NodeDoctype, Name: name} }
func Existing(id uint32) Tree          { return Tree{Kind: cobrowse.NodeExisting, ID: id} }
func Masked(width, height uint32) Tree {
	return Tree{Kind: cobrowse.NodeMasked, Width: width, Height: height}
}
func (t Tree) With(pairs ...string) Tree {
	t.Attrs = append(t.Attrs[:len(t.Attrs):len(t.Attrs)], pairs...)
	return t
}
func Leaf(name string, attr ...string) Tree {
	return Tree{Kind: cobrowse.NodeLeaf, Name: name, Attrs: attr}
}

// Begin is what OpBegin says besides its nodes.
type Begin struct {
	Width, Height   uint32
	Address, Base   string
	Quirks          bool
	HostDoc, HostID uint32 // of another document than 0
}

// Writer writes messages as a recorder does. Each method writes an operation; Byte, Uint, Int, String and Word write what no
// recorder would.
type Writer struct {
	b    []byte
	doc  uint32
	last int64
	docs map[uint32]*table
}

type table struct {
	words map[string]uint64
	next  uint32 // the id of the next node
}

func NewWriter() *Writer { return &Writer{docs: map[uint32]*table{}} }

// Take is the message that was written; the next begins.
func (w *Writer) Take() []byte {
	b := w.b
	w.b, w.doc, w.last = nil, 0, 0
	return b
}

// Next is the id that the next node will have.
func (w *Writer) Next() uint32 { return w.table().next }

func (w *Writer) table() *table {
	t := w.docs[w.doc]
	if t == nil {
		t = &table{words: map[string]uint64{}, next: 1}
		w.docs[w.doc] = t
	}
	return t
}

func (w *Writer) Op(o cobrowse.Op) { w.Byte(byte(o)) }
func (w *Writer) Byte(v byte)      { w.b = append(w.b, v) }
func (w *Writer) Uint(v uint64)    { w.b = binary.AppendUvarint(w.b, v) }
func (w *Writer) Int(v int64)      { w.b = binary.AppendVarint(w.b, v) }
func (w *Writer) String(s string)  { w.Uint(uint64(len(s))); w.b = append(w.b, s...) }
func (w *Writer) Node(id uint32)   { w.Int(int64(id) - w.last); w.last = int64(id) }
func (w *Writer) made(t *table)    { w.last = int64(t.next); t.next++ }

// Word writes a string that joins the table if it can.
func (w *Writer) Word(s string) {
	t := w.table()
	if n := t.words[s]; n != 0 {
		w.Uint(n)
		return
	}
	if len(s) > cobrowse.MaxWord || len(t.words) == cobrowse.MaxWords {
		w.Byte(1)
	} else {
		t.words[s] = uint64(len(t.words) + 2)
		w.Byte(0)
	}
	w.String(s)
}

// Document says which document the next operations are about.
func (w *Writer) Document(n uint32) {
	w.Op(cobrowse.OpDocument)
	w.Uint(uint64(n))
	w.doc = n
}

func (w *Writer) Begin(b Begin, trees ...Tree) {
	w.Op(cobrowse.OpBegin)
	w.docs[w.doc] = &table{words: map[string]uint64{}, next: 1}
	w.last = 0
	w.Uint(uint64(b.Width))
	w.Uint(uint64(b.Height))
	w.Word(b.Address)
	w.Word(b.Base)
	w.flag(b.Quirks)
	if w.doc != 0 {
		w.Uint(uint64(b.HostDoc))
		w.Uint(uint64(b.HostID))
	}
	w.list(trees)
}

func (w *Writer) flag(on bool) {
	if on {
		w.Byte(1)
	} else {
		w.Byte(0)
	}
}

func (w *Writer) list(trees []Tree) {
	for _, t := range trees {
		w.Tree(t)
	}
	w.Byte(byte(cobrowse.NodeEnd))
}

// Tree writes a tree as it stands in an operation.
func (w *Writer) Tree(t Tree) {
	w.Byte(byte(t.Kind))
	if t.Kind == cobrowse.NodeExisting {
		w.Uint(uint64(t.ID))
		return
	}
	w.made(w.table())
	switch t.Kind {
	case cobrowse.NodeText:
		w.Word(t.Text)
	case cobrowse.NodeElement, cobrowse.NodeSVG, cobrowse.NodeMath, cobrowse.NodeLeaf, cobrowse.NodeSVGLeaf:
		w.Word(t.Name)
		w.Uint(uint64(len(t.Attrs) / 2))
		for _, s := range t.Attrs {
			w.Word(s)
		}
		if t.Kind != cobrowse.NodeLeaf && t.Kind != cobrowse.NodeSVGLeaf {
			w.list(t.Kids)
		}
	case cobrowse.NodeShadow:
		w.list(t.Kids)
	case cobrowse.NodeDoctype:
		w.Word(t.Name)
		w.Word(t.Public)
		w.Word(t.System)
	case cobrowse.NodeMasked:
		w.Uint(uint64(t.Width))
		w.Uint(uint64(t.Height))
	}
}

// First, as a sibling, is the place before all others.
const First = ^uint32(0)

func (w *Writer) behind(sibling uint32) {
	if sibling == First {
		w.Uint(0)
		return
	}
	w.Uint(uint64(sibling) + 1)
}

// Insert puts the tree behind a sibling.
func (w *Writer) Insert(parent, sibling uint32, t Tree) {
	w.op(cobrowse.OpInsert, parent)
	w.behind(sibling)
	w.Tree(t)
}

func (w *Writer) Append(t Tree) {
	w.Op(cobrowse.OpAppend)
	w.Tree(t)
}

func (w *Writer) Detach(ids ...uint32) {
	w.Op(cobrowse.OpDetach)
	w.Uint(uint64(len(ids)))
	for _, id := range ids {
		w.Node(id)
	}
}

func (w *Writer) Move(id, parent, sibling uint32) {
	w.op(cobrowse.OpMove, id)
	w.Node(parent)
	w.behind(sibling)
}

func (w *Writer) op(o cobrowse.Op, id uint32) {
	w.Op(o)
	w.Node(id)
}

func (w *Writer) Remove(id uint32)               { w.op(cobrowse.OpRemove, id) }
func (w *Writer) SetText(id uint32, s string)    { w.op(cobrowse.OpText, id); w.Word(s) }
func (w *Writer) Attr(id uint32, n, v string)    { w.op(cobrowse.OpAttr, id); w.Word(n); w.Word(v) }
func (w *Writer) AttrGone(id uint32, n string)   { w.op(cobrowse.OpAttrGone, id); w.Word(n) }
func (w *Writer) Value(id uint32, v string)      { w.op(cobrowse.OpValue, id); w.Word(v) }
func (w *Writer) Checked(id uint32, v byte)      { w.op(cobrowse.OpChecked, id); w.Byte(v) }
func (w *Writer) Focus(id uint32)                { w.op(cobrowse.OpFocus, id) }
func (w *Writer) Hover(id uint32)                { w.op(cobrowse.OpHover, id) }
func (w *Writer) Sheet(id uint32, hash string)   { w.op(cobrowse.OpSheet, id); w.String(hash) }
func (w *Writer) Picture(id uint32, hash string) { w.op(cobrowse.OpPicture, id); w.String(hash) }
func (w *Writer) Open(id uint32, v byte)         { w.op(cobrowse.OpOpen, id); w.Byte(v) }
func (w *Writer) Complete()                      { w.Op(cobrowse.OpComplete) }

// AttrPart replaces what is between the first and the last units of an attribute's value.
func (w *Writer) AttrPart(id uint32, name string, start, end uint32, s string) {
	w.op(cobrowse.OpAttrPart, id)
	w.Word(name)
	w.Uint(uint64(start))
	w.Uint(uint64(end))
	w.String(s)
}

func (w *Writer) Selected(id uint32, indices ...uint32) {
	w.op(cobrowse.OpSelected, id)
	w.Uint(uint64(len(indices)))
	for _, i := range indices {
		w.Uint(uint64(i))
	}
}

func (w *Writer) Scroll(id uint32, x, y int32) {
	w.op(cobrowse.OpScroll, id)
	w.Int(int64(x))
	w.Int(int64(y))
}

func (w *Writer) Viewport(width, height uint32) {
	w.Op(cobrowse.OpViewport)
	w.Uint(uint64(width))
	w.Uint(uint64(height))
}

// Selection selects from one place to another.
func (w *Writer) Selection(from, at, to, end uint32) {
	w.Op(cobrowse.OpSelection)
	w.Byte(1)
	w.Node(from)
	w.Uint(uint64(at))
	w.Node(to)
	w.Uint(uint64(end))
}

func (w *Writer) NoSelection() {
	w.Op(cobrowse.OpSelection)
	w.Byte(0)
}

func (w *Writer) Adopted(id uint32, hashes ...string) {
	w.op(cobrowse.OpAdopted, id)
	w.Uint(uint64(len(hashes)))
	for _, h := range hashes {
		w.String(h)
	}
}

func (w *Writer) Media(id uint32, flags byte, ms uint32) {
	w.op(cobrowse.OpMedia, id)
	w.Byte(flags)
	w.Uint(uint64(ms))
}

func (w *Writer) Page(address, title string) {
	w.Op(cobrowse.OpPage)
	w.Word(address)
	w.Word(title)
}

// Check says a node and its sum.
func (w *Writer) Check(id, sum uint32) {
	w.Op(cobrowse.OpCheck)
	w.Uint(1)
	w.Node(id)
	w.Uint(uint64(sum))
}

func (w *Writer) Pointer(x, y int32, down bool) {
	w.Op(cobrowse.OpPointer)
	w.Int(int64(x))
	w.Int(int64(y))
	w.flag(down)
}

func (w *Writer) Lost(n uint32) {
	w.Op(cobrowse.OpLost)
	w.Uint(uint64(n))
}
