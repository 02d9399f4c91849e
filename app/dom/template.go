package dom

// Template is the skeleton that many rows share. It crosses into the browser once; a row is a clone of it whose holes
// are then filled, which is several times cheaper than building each row element by element.
type Template struct {
	skeleton *Node
	holes    []holeKind
}

type holeKind struct {
	slot bool
	attr string // "" : text
}

// NewTemplate makes a template of the element. Its holes are marked with HoleText, HoleAttr and Slot, numbered from 0
// in the order in which Row's values come.
func NewTemplate(skeleton *Node) *Template {
	t := &Template{skeleton: skeleton}
	t.collect(skeleton)
	return t
}

type hole struct {
	n    int
	kind holeKind
}

func (h hole) apply(n *Node) {
	n.attrs = append(n.attrs, attr{"\x00" + h.kind.name(), string(rune(h.n))})
}

func (k holeKind) name() string {
	if k.slot {
		return "\x00"
	}
	return k.attr
}

// HoleText makes hole n the text of the element.
func HoleText(n int) Item { return hole{n, holeKind{}} }

// HoleAttr makes hole n the value of the attribute of the given item, whose own value does not count:
// HoleAttr(1, Class("")).
func HoleAttr(n int, a Item) Item { return hole{n, holeKind{attr: a.(attr).name}} }

// Slot makes hole n a place for children.
func Slot(n int) Item { return hole{n, holeKind{slot: true}} }

func (t *Template) collect(n *Node) {
	for _, a := range n.attrs {
		if k, i, ok := a.hole(); ok {
			for len(t.holes) <= i {
				t.holes = append(t.holes, holeKind{})
			}
			t.holes[i] = k
		}
	}
	for _, k := range n.kids {
		t.collect(k)
	}
}

func (a attr) hole() (holeKind, int, bool) {
	if len(a.name) == 0 || a.name[0] != 0 {
		return holeKind{}, 0, false
	}
	n := int([]rune(a.value)[0])
	if a.name == "\x00\x00" {
		return holeKind{slot: true}, n, true
	}
	return holeKind{attr: a.name[1:]}, n, true
}

// Row is a clone of the template under the given key. fill are, in the order of the holes: Str for a text or attribute
// hole, Nodes for a slot; handlers may follow and belong to the row's outermost element.
func (t *Template) Row(key string, fill ...Item) *Node {
	r := &rowOf{template: t, vals: make([]string, len(t.holes)), slots: make([][]*Node, len(t.holes))}
	n := &Node{kind: row, key: key, row: r}
	i := 0
	for _, f := range fill {
		switch f := f.(type) {
		case Str:
			r.vals[i] = string(f)
			i++
		case Nodes:
			r.slots[i] = f
			i++
		case nil:
		default:
			f.apply(n)
		}
	}
	return n
}

// Str is the value of a text or attribute hole.
type Str string

func (s Str) apply(n *Node) { Text(string(s)).apply(n) }
