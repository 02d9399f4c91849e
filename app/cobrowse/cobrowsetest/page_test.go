package cobrowsetest_test

import (
	"testing"

	"pupitre/app/cobrowse/cobrowsetest"
)

func TestAPageIsWhatWasWritten(t *testing.T) {
	t.Parallel()
	w, p := cobrowsetest.NewWriter(), cobrowsetest.NewPage()
	w.Begin(cobrowsetest.Begin{Width: 1280, Height: 720, Address: "https://shop.example/", Base: "https://shop.example/"},
		cobrowsetest.Doctype("html"),
		cobrowsetest.Element("html", // 2
			cobrowsetest.Leaf("head"),
			cobrowsetest.Element("body", // 4
				cobrowsetest.Element("p", cobrowsetest.Text("one")).With("class", "a", "style", "color: red"),
				cobrowsetest.Element("div", cobrowsetest.Shadow(cobrowsetest.Text("in the shadow")), cobrowsetest.Text("two")))))
	w.Complete()
	if err := p.Apply(w.Take()); err != nil {
		t.Fatal(err)
	}
	w.Insert(4, 5, cobrowsetest.Element("b"))
	w.Append(cobrowsetest.Text("é"))
	w.Detach(5)
	w.Insert(4, 7, cobrowsetest.Element("div", cobrowsetest.Existing(5)))
	w.Move(11, 13, cobrowsetest.First)
	w.AttrPart(5, "style", 7, 0, "blue")
	w.Check(5, p.Documents[0].Nodes[5].Sum())
	w.Remove(7)
	w.Scroll(0, 3, -4)
	if err := p.Apply(w.Take()); err != nil {
		t.Fatal(err)
	}
	want := `1280x720 "https://shop.example/" "" complete=true 
document 0 of 0/0: 1280x720 "https://shop.example/" "https://shop.example/" quirks=false 
0 0  .scroll=3,-4
 1 8 html .public="" .system=""
 2 2 html
  3 2 head
  4 2 body
   12 1  "é"
   13 2 div
    11 2 b
    5 2 p class="a" style="color: blue"
     6 1  "one"
`
	if got := p.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
