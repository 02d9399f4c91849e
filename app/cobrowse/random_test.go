package cobrowse_test

import (
	"encoding/binary"
	"math/rand/v2"
	"strconv"
	"strings"

	"pupitre/app/cobrowse"
	"pupitre/app/cobrowse/cobrowsetest"
)

// random writes pages and what happens to them. Of a harmless one nothing has to be taken out; another has what hostile pages have.
type random struct {
	*rand.Rand
	hostile bool
}

func newRandom(seed uint64, hostile bool) *random {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	return &random{rand.New(rand.NewChaCha8(key)), hostile}
}

func (r *random) of(list ...string) string { return list[r.IntN(len(list))] }

func (r *random) word() string {
	if r.IntN(8) == 0 {
		return strings.Repeat(r.of("é", "😀x", "long "), r.IntN(60))
	}
	return r.of("", " ", "a", "b", "Bonjour", "日本", "x="+strconv.Itoa(r.IntN(50)))
}

var (
	harmlessNames = []string{"div", "p", "span", "ul", "li", "x-card", "section", "b", "table", "td", "textarea", "iframe"}
	hostileNames  = []string{"script", "style", "object", "template", "base", "foo", "__proto__", "pupitre-hidden", "a", "link", "meta", "img", "svg b", "noscript", "embed"}
	harmlessAttrs = []string{"class", "id", "title", "data-x", "aria-label", "value", "role", "lang"}
	hostileAttrs  = []string{"onclick", "href", "src", "srcset", "style", "srcdoc", "rel", "name", "__proto__", "background", "xlink:href", "fill", "attributeName", "data-pupitre-href", "a b", "values"}
	hostileValues = []string{"javascript:alert(1)", "https://evil.example/x.png", "x.png", "https://cdn.example/é (1).png?a#b", "url(https://evil.example/)", "background: url('x.png') /* */ red; b\\65 havior:url(#x)", "a.png 1x, https://evil.example/b 2x, c.png 3w",
		"stylesheet", "data:image/png;base64,AA", "data:text/html,<script>", "#a", "0;url(#a);1", "color: red; --x: {a: [b]}; c: image-set('//evil.example' 1x)", "}", "width:1\\65 3", "@import 'x'", "content: '\\a \"'"}
)

func (r *random) name() string {
	if r.hostile && r.IntN(2) == 0 {
		return r.of(hostileNames...)
	}
	return r.of(harmlessNames...)
}

func (r *random) attr() (name, value string) {
	if r.hostile && r.IntN(2) == 0 {
		return r.of(hostileAttrs...), r.of(hostileValues...)
	}
	return r.of(harmlessAttrs...), r.word()
}

func (r *random) trees(depth int) []tree {
	var list []tree
	for n := r.IntN(4); n > 0; n-- {
		list = append(list, r.tree(depth))
	}
	return list
}

func (r *random) tree(depth int) tree {
	kind := r.IntN(10)
	if depth == 0 && kind > 4 {
		kind = 0
	}
	switch kind {
	case 0, 1, 2:
		return text(r.word())
	case 3:
		return r.attrs(leaf(r.name()))
	case 4:
		return cobrowsetest.Masked(uint32(r.IntN(2000)), uint32(r.IntN(50)))
	case 5:
		return r.attrs(element("div", append([]tree{shadow(r.trees(depth - 1)...)}, r.trees(depth-1)...)...))
	case 6:
		name := r.of("svg", "g", "use", "a", "rect")
		if r.hostile {
			name = r.of("svg", "animate", "use", "a", "script", "style", "image")
		}
		return r.attrs(svg(name, r.trees(depth-1)...))
	case 7:
		return r.attrs(math(r.of("math", "mi", "mrow"), r.trees(depth-1)...))
	}
	return r.attrs(element(r.name(), r.trees(depth-1)...))
}

func (r *random) attrs(t tree) tree {
	seen := map[string]bool{}
	for n := r.IntN(4); n > 0; n-- {
		if name, value := r.attr(); !seen[name] {
			seen[name] = true
			t = t.With(name, value)
		}
	}
	return t
}

// change writes something that can happen to a page. The page is what the writer has written before.
func (r *random) change(w *cobrowsetest.Writer, p *cobrowsetest.Page, number uint32) {
	d := p.Documents[number]
	var all, elements, texts []*cobrowsetest.Node
	for id := uint32(0); id < w.Next(); id++ {
		n := d.Nodes[id]
		switch {
		case n == nil || n.Parent == nil:
			continue
		case n.Attrs != nil:
			elements = append(elements, n)
		case n.Kind == cobrowse.NodeText:
			texts = append(texts, n)
		}
		if n.Kind != cobrowse.NodeShadow && n.ID > body {
			all = append(all, n)
		}
	}
	pick := func(list []*cobrowsetest.Node) *cobrowsetest.Node { return list[r.IntN(len(list))] }
	e := pick(elements)
	switch r.IntN(14) {
	case 0, 1:
		n := pick(elements[2:]) // the body or what is in it
		w.Insert(n.ID, r.sibling(n), r.tree(3))
		for r.IntN(2) == 0 {
			w.Append(r.tree(2))
		}
	case 2:
		if len(all) > 0 {
			w.Remove(pick(all).ID)
		}
	case 3, 4:
		if len(all) == 0 {
			return
		}
		n, to := pick(all), pick(elements[2:])
		for up := to; up != nil; up = up.Parent {
			if up == n {
				return
			}
		}
		detached := r.IntN(2) == 0
		if detached {
			w.Detach(n.ID)
		}
		sibling := r.sibling(to)
		if sibling == n.ID {
			sibling = first
		}
		if detached && r.IntN(2) == 0 {
			w.Insert(to.ID, sibling, r.attrs(element(r.name(), existing(n.ID), r.tree(1))))
		} else {
			w.Move(n.ID, to.ID, sibling)
		}
	case 5:
		if len(texts) > 0 {
			w.SetText(pick(texts).ID, r.word())
		}
	case 6, 7:
		name, value := r.attr()
		w.Attr(e.ID, name, value)
	case 8:
		for name, value := range e.Attrs {
			if n := uint32(len(value)); n > 0 && len([]rune(value)) == int(n) {
				start := uint32(r.IntN(int(n)))
				w.AttrPart(e.ID, name, start, n-start-uint32(r.IntN(int(n-start)+1)), r.word())
				return
			}
		}
	case 9:
		name, _ := r.attr()
		w.AttrGone(e.ID, name)
	case 10:
		w.Value(e.ID, r.word())
		w.Checked(e.ID, byte(r.IntN(3)))
		w.Selected(e.ID, 1, uint32(r.IntN(9)))
		w.Open(e.ID, byte(r.IntN(4)))
		w.Media(e.ID, 1, 5000)
		w.Picture(e.ID, strings.Repeat("h", cobrowse.HashSize))
	case 11:
		w.Scroll(e.ID, int32(r.IntN(100)), -5)
		w.Focus(e.ID)
		w.Viewport(uint32(r.IntN(3000)), 800)
	case 12:
		w.Check(e.ID, e.Sum())
		if len(texts) > 0 {
			n := pick(texts)
			w.Check(n.ID, n.Sum())
			w.Selection(n.ID, 0, e.ID, 0)
		}
	case 13:
		w.Page("https://shop.example/"+r.word(), r.word())
	}
}

// sibling is behind what something may come in a node.
func (r *random) sibling(n *cobrowsetest.Node) uint32 {
	if len(n.Kids) == 0 || r.IntN(3) == 0 {
		return first
	}
	return n.Kids[r.IntN(len(n.Kids))].ID
}

// begin writes a whole page, with a frame in it.
func (r *random) begin(w *cobrowsetest.Writer) {
	w.Begin(shop, cobrowsetest.Doctype("html"), element("html", leaf("head"), element("body", append([]tree{leaf("iframe")}, r.trees(5)...)...)))
	inner := shop
	inner.HostID = 5
	w.Document(3)
	w.Begin(inner, cobrowsetest.Doctype("html"), element("html", leaf("head"), element("body", r.trees(4)...)))
	w.Document(0)
}
