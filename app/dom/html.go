package dom

// One constructor for each element that the products use. script, style, iframe, object, embed, base, meta and link
// are left out on purpose.

func A(items ...Item) *Node        { return el("a", items) }
func Aside(items ...Item) *Node    { return el("aside", items) }
func Bdi(items ...Item) *Node      { return el("bdi", items) }
func Button(items ...Item) *Node   { return el("button", items, isButton...) }
func Dd(items ...Item) *Node       { return el("dd", items) }
func Details(items ...Item) *Node  { return el("details", items) }
func Div(items ...Item) *Node      { return el("div", items) }
func Dialog(items ...Item) *Node   { return el("dialog", items) }
func Dl(items ...Item) *Node       { return el("dl", items) }
func Dt(items ...Item) *Node       { return el("dt", items) }
func Fieldset(items ...Item) *Node { return el("fieldset", items) }
func Footer(items ...Item) *Node   { return el("footer", items) }
func Form(items ...Item) *Node     { return el("form", items) }
func H1(items ...Item) *Node       { return el("h1", items) }
func H2(items ...Item) *Node       { return el("h2", items) }
func H3(items ...Item) *Node       { return el("h3", items) }
func Header(items ...Item) *Node   { return el("header", items) }

// Frame shows one of our own pages, by its Source.
func Frame(items ...Item) *Node    { return el("iframe", items) }
func Img(items ...Item) *Node      { return el("img", items) }
func Input(items ...Item) *Node    { return el("input", items) }
func Kbd(items ...Item) *Node      { return el("kbd", items) }
func Label(items ...Item) *Node    { return el("label", items) }
func Legend(items ...Item) *Node   { return el("legend", items) }
func Li(items ...Item) *Node       { return el("li", items) }
func Main(items ...Item) *Node     { return el("main", items) }
func Mark(items ...Item) *Node     { return el("mark", items) }
func Nav(items ...Item) *Node      { return el("nav", items) }
func Ol(items ...Item) *Node       { return el("ol", items) }
func Option(items ...Item) *Node   { return el("option", items) }
func P(items ...Item) *Node        { return el("p", items) }
func Section(items ...Item) *Node  { return el("section", items) }
func Select(items ...Item) *Node   { return el("select", items) }
func Span(items ...Item) *Node     { return el("span", items) }
func Strong(items ...Item) *Node   { return el("strong", items) }
func Summary(items ...Item) *Node  { return el("summary", items) }
func Textarea(items ...Item) *Node { return el("textarea", items) }
func Time(items ...Item) *Node     { return el("time", items) }
func Ul(items ...Item) *Node       { return el("ul", items) }

// Progress is how much of something is done.
func Progress(percent int, items ...Item) *Node {
	return el("progress", items, attr{"max", "100"}, attr{"value", itoa(percent)})
}

// Icon is a drawing of 24 by 24 units made of one path; it says nothing to screen readers, so words must stand beside it.
//
//go:noinline
func Icon(path string) *Node {
	return &Node{kind: element, tag: "svg", attrs: drawing, kids: []*Node{{kind: element, tag: "path", attrs: []attr{{"d", path}}}}}
}

// The attributes of every Icon and those that every Button begins with. Views do not change them.
var (
	drawing  = []attr{{"class", "icon"}, {"viewBox", "0 0 24 24"}, {"aria-hidden", "true"}}
	isButton = []attr{{"type", "button"}}
)
