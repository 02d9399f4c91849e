package dom_test

import (
	"testing"

	"pupitre/app/dom"
	"pupitre/app/dom/domtest"
)

// page is a tree beside the document that its patches make.
type page struct {
	tree *dom.Tree
	doc  *domtest.Document
}

func newPage() *page { return &page{dom.NewTree(), domtest.NewDocument()} }

func (p *page) render(nodes ...*dom.Node) *dom.Patch {
	var patch dom.Patch
	p.tree.Render(&patch, nodes...)
	p.doc.Apply(&patch)
	return &patch
}

// fresh is the document that the nodes make from nothing.
func fresh(nodes ...*dom.Node) string {
	p := newPage()
	p.render(nodes...)
	return p.doc.Body.HTML()
}

func TestWhatIsWrittenIsNeverMarkup(t *testing.T) {
	t.Parallel()
	n := dom.P(dom.Title(`"><script>`), dom.Text("<b>&</b>"))
	if got, want := dom.HTML(n), `<p title="&#34;&gt;&lt;script&gt;">&lt;b&gt;&amp;&lt;/b&gt;</p>`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestOnlySafeAddressesBecomeLinks(t *testing.T) {
	t.Parallel()
	for url, safe := range map[string]bool{
		"https://a.example/": true, "HTTP://a.example": true, "mailto:a@b.example": true, "tel:+33": true,
		"javascript:alert(1)": false, "data:text/html,x": false, " https://a": false, "//a.example": false, "": false, "https://": false,
	} {
		if got := dom.SafeURL(url); got != safe {
			t.Errorf("%q: safe = %v, want %v", url, got, safe)
		}
	}
}

func TestAnUnchangedViewIsAnEmptyPatch(t *testing.T) {
	t.Parallel()
	view := func() *dom.Node {
		return dom.Div(dom.Class("a"), dom.On(dom.Clicked, withMsg(1)), dom.Ul(dom.Li(dom.Key("x"), dom.Text("x"))), bubble.Row("r", dom.Str("me"), dom.Str("hi"), dom.Nodes{dom.Text("s")}))
	}
	p := newPage()
	p.render(view())
	if patch := p.render(view()); !patch.Empty() {
		t.Errorf("a patch of %d bytes for nothing", len(patch.Ops))
	}
}

type pressed struct {
	dom.Message
	n int
}

type typed struct {
	dom.Message
	what string
}

func (m typed) With(e dom.Event) dom.Msg { m.what = e.Value; return m }

func withMsg(n int) pressed { return pressed{n: n} }

var bubble = dom.NewTemplate(dom.Li(dom.HoleAttr(0, dom.Class("")), dom.P(dom.HoleText(1)), dom.Div(dom.Slot(2))))

func TestEventsFindTheirMessage(t *testing.T) {
	t.Parallel()
	p := newPage()
	p.render(dom.Div(dom.On(dom.Clicked, withMsg(1)), dom.Button(dom.Aria("label", "Inner"), dom.On(dom.Clicked, withMsg(2))), dom.Span(dom.Role("note"), dom.Aria("label", "Outer"))))
	for name, want := range map[string]int{"Inner": 2, "Outer": 1} {
		role := map[string]string{"Inner": "button", "Outer": "note"}[name]
		id := p.doc.Find(role, name).Listener(dom.Clicked)
		if got := p.tree.Find(id, dom.Event{Type: dom.Clicked}); got != withMsg(want) {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

// What a person typed stands in the field already; the patch must not write it again (the caret would jump), and must
// write when the model wants something else.
func TestAFieldIsComparedWithWhatItReallyHolds(t *testing.T) {
	t.Parallel()
	p := newPage()
	view := func(v string) *dom.Node {
		return dom.Textarea(dom.Aria("label", "Message"), dom.Value(v), dom.On(dom.Typed, typed{}))
	}
	p.render(view(""))
	id := p.doc.Find("textbox", "Message").Listener(dom.Typed)
	if got := p.tree.Find(id, dom.Event{Type: dom.Typed, Value: "hello"}); got != (typed{what: "hello"}) {
		t.Fatalf("got %v", got)
	}
	if patch := p.render(view("hello")); !patch.Empty() {
		t.Error("wrote what was already there")
	}
	if patch := p.render(view("")); patch.Empty() {
		t.Error("did not empty the field")
	}
}

func TestAFieldGetsItsFirstValueAfterHavingHadNoAttributes(t *testing.T) {
	t.Parallel()
	p := newPage()
	p.render(dom.Textarea())
	p.render(dom.Textarea(dom.Value("x")))
	if got := p.doc.Body.Kids[0].Attrs[".value"]; got != "x" {
		t.Errorf("value = %q", got)
	}
}

func TestANodeThatComesBackIsMadeAnew(t *testing.T) {
	t.Parallel()
	p := newPage()
	cached := dom.Div(dom.Key("c"), dom.P(dom.Text("kept")))
	p.render(cached)
	p.render(dom.P(dom.Text("other")))
	p.render(cached)
	if got, want := p.doc.Body.HTML(), fresh(dom.Div(dom.P(dom.Text("kept")))); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestBrokenTextDoesNotShiftThePatch(t *testing.T) {
	t.Parallel()
	p := newPage()
	p.render(dom.P(dom.Text("a\xffb😀é")), dom.P(dom.Text("next")))
	if got := p.doc.Body.Kids[1].TextContent(); got != "next" {
		t.Errorf("got %q", got)
	}
}
