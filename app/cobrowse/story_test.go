package cobrowse_test

import (
	"errors"
	"strings"
	"testing"

	"pupitre/app/cobrowse"
	"pupitre/app/cobrowse/cobrowsetest"
)

// The words of the stream, as tests write them.
var (
	text     = cobrowsetest.Text
	element  = cobrowsetest.Element
	svg      = cobrowsetest.SVG
	math     = cobrowsetest.Math
	shadow   = cobrowsetest.Shadow
	leaf     = cobrowsetest.Leaf
	existing = cobrowsetest.Existing
	first    = cobrowsetest.First
)

type tree = cobrowsetest.Tree

var policy = cobrowse.NewPolicy("https://shop.example https://www.shop.example", "cdn.example img.example:8443")

var shop = cobrowsetest.Begin{Width: 1280, Height: 720, Address: "https://shop.example/fr/basket?step=1", Base: "https://shop.example/fr/basket?step=1"}

// mirror is a page, and what passes the Sanitizer of it.
type mirror struct {
	t *testing.T
	*cobrowsetest.Writer
	sanitizer *cobrowse.Sanitizer
	told      *cobrowsetest.Page // what the recorder has told
	shown     *cobrowsetest.Page // what the viewer was shown
}

// Of every page of the tests document type, html, head and body are nodes 1 to 4; what a test puts into the body begins with 5.
const body = 4

func newMirror(t *testing.T, kids ...tree) *mirror {
	t.Helper()
	m := &mirror{t, cobrowsetest.NewWriter(), cobrowse.New(policy), cobrowsetest.NewPage(), cobrowsetest.NewPage()}
	m.Begin(shop, cobrowsetest.Doctype("html"), element("html", leaf("head"), element("body", kids...)))
	m.send()
	return m
}

// send sends what was written, which must pass.
func (m *mirror) send() []byte {
	m.t.Helper()
	ops := m.Take()
	out, err := m.sanitizer.Message(ops)
	if err != nil {
		m.t.Fatalf("%x: %v", ops, err)
	}
	if err := m.told.Apply(ops); err != nil {
		m.t.Fatalf("the test wrote nonsense: %v", err)
	}
	if err := m.shown.Apply(out); err != nil {
		m.t.Fatalf("%x became %x: %v", ops, out, err)
	}
	return out
}

// refused sends what was written, which must not pass.
func (m *mirror) refused(want error) {
	m.t.Helper()
	ops := m.Take()
	if out, err := m.sanitizer.Message(ops); !errors.Is(err, want) || out != nil {
		m.t.Fatalf("%x: %x, %v, want %v", ops, out, err, want)
	}
	if _, err := m.sanitizer.Message(nil); err != cobrowse.ErrBroken {
		m.t.Fatalf("then %v", err)
	}
}

// node is a node of document 0 as it is shown.
func (m *mirror) node(id uint32) *cobrowsetest.Node {
	m.t.Helper()
	n := m.shown.Documents[0].Nodes[id]
	if n == nil {
		m.t.Fatalf("there is no node %d", id)
	}
	return n
}

func TestWhatDoesNoHarmIsShownAsItIs(t *testing.T) {
	t.Parallel()
	m := newMirror(t,
		element("main", text("Bonjour"), leaf("img", "alt", "a vase", "src", "https://cdn.example/vase.png?w=3#x", "data-id", "7")).With("class", "a b", "style", "color: red"),
		element("my-card", shadow(element("slot").With("name", "x")), text("é 😀")),
		svg("svg", svg("use").With("href", "#icon")).With("viewBox", "0 0 10 10"),
		math("math", math("mi", text("x"))),
		cobrowsetest.Masked(300, 40),
		element("input").With("type", "text", "name", "q"))
	m.Value(m.told.Element("input").ID, "shape")
	m.Scroll(0, 0, 300)
	m.Focus(5)
	m.Sheet(3, "") // a head is no sheet
	m.refused(cobrowse.ErrUnknownNode)
	if got, want := m.shown.String(), m.told.String(); got != want {
		t.Errorf("shown\n%s\ntold\n%s", got, want)
	}
	m.sanitizer.Reset()
	m.Writer = cobrowsetest.NewWriter()
	quirky := shop
	quirky.Quirks = true
	m.Begin(quirky, element("html"))
	m.Scroll(0, 5, 6)
	m.Page("https://shop.example/", "Shop")
	m.Complete()
	m.send()
	if got, want := m.sanitizer.Observed(), (cobrowse.Observed{Width: 1280, Height: 720, X: 5, Y: 6, Address: "https://shop.example/", Title: "Shop", Complete: true, Quirks: true}); got != want {
		t.Errorf("observed %+v", got)
	}
}

func TestATreeChanges(t *testing.T) {
	t.Parallel()
	m := newMirror(t, element("ul", element("li", text("one")), element("li", text("two")), element("li", text("three"))), element("p")) // ul 5, li 6 8 10, p 12
	m.Detach(10, 6)
	m.Insert(12, first, element("b", existing(10), text("!")))
	m.Append(existing(6))
	m.Append(text("end"))
	m.Move(8, 12, 6)
	m.Remove(5)
	m.SetText(9, "2")
	m.Attr(12, "title", "a longer title 😀 with signs")
	m.send()
	m.AttrPart(12, "title", 2, 6, "short title 😀 without ")
	m.Attr(12, "lang", "fr")
	m.AttrGone(12, "lang")
	m.send()
	if got, want := m.shown.String(), m.told.String(); got != want {
		t.Errorf("shown\n%s\ntold\n%s", got, want)
	}
	if n := m.node(12); n.Attrs["title"] != "a short title 😀 without  signs" {
		t.Errorf("title %q", n.Attrs["title"])
	}
	for id, n := range m.told.Documents[0].Nodes {
		m.Check(id, n.Sum())
	}
	m.send()
	m.Check(12, m.told.Documents[0].Nodes[12].Sum()+1)
	m.refused(cobrowse.ErrDiverged)
}

func TestFramesAreDocuments(t *testing.T) {
	t.Parallel()
	m := newMirror(t, leaf("iframe", "src", "https://shop.example/inner", "srcdoc", "<script>", "width", "300"), element("p"))
	inner := cobrowsetest.Begin{Width: 300, Height: 150, Address: "https://shop.example/inner", Base: "https://shop.example/a/", HostDoc: 0, HostID: 5}
	m.Document(7)
	m.Begin(inner, element("html", leaf("img", "src", "b.png"), leaf("iframe")))
	m.Document(8)
	m.Begin(cobrowsetest.Begin{Address: "about:blank", Base: "about:blank", HostDoc: 7, HostID: 3}, element("html", leaf("img", "src", "b.png")))
	m.send()
	if a := m.node(5).Attrs; len(a) != 1 || a["width"] != "300" {
		t.Errorf("a frame with %v", a)
	}
	if a := m.shown.Documents[7].Nodes[2].Attrs["src"]; a != "https://shop.example/a/b.png" {
		t.Errorf("a picture from %q", a)
	}
	if a, ok := m.shown.Documents[8].Nodes[2].Attrs["src"]; ok {
		t.Errorf("a picture from %q", a)
	}
	m.Document(9) // what is loaded into the frame next
	m.Begin(inner, element("html"))
	m.Lost(8) // its frame has gone with what was there before
	m.send()
	if len(m.shown.Documents) != 3 || m.shown.Documents[7] != nil && m.told.Documents[7] == nil {
		t.Errorf("shown %v", m.shown)
	}
	m.Lost(9)
	m.send()
	m.Document(9)
	m.Insert(1, first, element("p"))
	m.refused(cobrowse.ErrUnknownDocument)
}

func TestAMomentThatIsMissedDoesNotMatter(t *testing.T) {
	t.Parallel()
	m := newMirror(t, element("p"))
	m.Pointer(3, 4, true)
	m.Hover(5)
	if err := m.shown.Apply(m.sanitizer.Moment(m.Take())); err != nil || m.shown.Pointer != "3,4 1" || m.shown.Documents[0].Hover != m.node(5) {
		t.Errorf("%v %v", m.shown, err)
	}
	m.Hover(77)
	if out := m.sanitizer.Moment(m.Take()); out != nil {
		t.Errorf("%x", out)
	}
	m.SetText(5, "x")
	if out := m.sanitizer.Moment(m.Take()); out != nil {
		t.Errorf("%x", out)
	}
	m.Attr(5, "title", strings.Repeat("é", 100))
	m.send()
	m.Pointer(0, 0, false)
	m.refused(cobrowse.ErrMalformed)
}
