package dom_test

import (
	"strconv"
	"testing"

	"pupitre/app/dom"
)

// grow makes a page out of bytes: every byte string is a page.
type grow struct{ b []byte }

func (g *grow) next() byte {
	if len(g.b) == 0 {
		return 0
	}
	c := g.b[0]
	g.b = g.b[1:]
	return c
}

func (g *grow) list(depth int) dom.Nodes {
	var l dom.Nodes
	seen := map[byte]bool{}
	for n := g.next() % 9; n > 0; n-- {
		c := g.next()
		switch {
		case c%8 == 0:
			l = append(l, dom.Text("t"+strconv.Itoa(int(c))))
		case c%8 < 4 && !seen[c]: // siblings' keys differ
			seen[c] = true
			l = append(l, bubble.Row("r"+strconv.Itoa(int(c)), dom.Str(strconv.Itoa(int(g.next()%3))), dom.Str("é"+strconv.Itoa(int(g.next()%3))), g.below(depth)))
		case !seen[c]:
			seen[c] = true
			l = append(l, dom.Div(dom.Key(strconv.Itoa(int(c))), dom.If(c%2 == 0, dom.Class("even")), dom.If(g.next()%2 == 0, dom.On(dom.Clicked, withMsg(int(c)))), dom.Title(strconv.Itoa(int(g.next()%2))), g.below(depth)))
		default:
			l = append(l, dom.P(g.below(depth)))
		}
	}
	return l
}

func (g *grow) below(depth int) dom.Nodes {
	if depth == 0 {
		return nil
	}
	return g.list(depth - 1)
}

// FuzzDiff checks the law: applying the difference of two pages to the first gives the second, over three pages in a row.
func FuzzDiff(f *testing.F) {
	f.Add([]byte{3, 1, 9, 17, 4, 5, 6}, []byte{3, 17, 9, 1}, []byte{0})
	f.Add([]byte{8, 4, 5, 6, 7, 12, 13, 14, 15}, []byte{8, 15, 5, 14, 6, 13, 7, 12, 4}, []byte{2, 5, 7})
	f.Fuzz(func(t *testing.T, a, b, c []byte) {
		p := newPage()
		for _, raw := range [][]byte{a, b, c} {
			p.render((&grow{raw}).list(3)...)
			if got, want := p.doc.Body.HTML(), fresh((&grow{raw}).list(3)...); got != want {
				t.Fatalf("got  %s\nwant %s", got, want)
			}
		}
	})
}
