//go:build cobrowse

package browser_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"pupitre/app/cobrowse/cobrowsetest"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
	"pupitre/wasm/browser"
)

// host is a web server that counts who comes, also those who say nothing: a browser that greets a host has told it something.
type host struct {
	*httptest.Server
	connections, requests atomic.Int64
	asked                 chan string
}

func newHost(t *testing.T, answer http.HandlerFunc) *host {
	t.Helper()
	h := &host{asked: make(chan string, 100)}
	h.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.requests.Add(1)
		select {
		case h.asked <- r.URL.Path:
		default: // more than anybody looks at
		}
		answer(w, r)
	}))
	h.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			h.connections.Add(1)
		}
	}
	h.Start()
	t.Cleanup(h.Close)
	return h
}

// The relay's own frame, with its own policy: what a sanitizer would never let through is carried out in it as it is.
func TestWhatIsCarriedOutInTheFrameRunsNothingAndReachesNobody(t *testing.T) {
	t.Parallel()
	evil := newHost(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		fmt.Fprint(w, `document.documentElement.dataset.hacked = "1"`)
	})
	picture := newHost(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "image/svg+xml")
		fmt.Fprint(w, `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>`)
	})
	r := relaytest.Start(t, func(c *web.Config) {
		c.Demo, c.Site.Origins = false, []string{picture.URL}
	})
	around := newHost(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><title>around</title><iframe sandbox="allow-scripts" width="900" height="600"></iframe><script>
const frame = document.querySelector("iframe"), { port1, port2 } = new MessageChannel(), said = [];
frame.onload = () => { if (frame.contentWindow) frame.contentWindow.postMessage({ pupitre: 1 }, "*", [port2]); frame.onload = () => { document.title = "loaded again"; }; window.ready = true; };
port1.onmessage = (e) => said.push(e.data);
addEventListener("message", (e) => { document.title = "heard " + e.data; });
frame.src = %q;
</script>`, r.URL+"/mirror/frame")
	})
	p := browser.Open(t, 1000, 700)
	p.Go(around.URL)
	p.Until("window.ready")

	const hack = `document.documentElement.dataset.hacked = "1"; parent.postMessage("x", "*")`
	x := evil.URL + "/"
	css := strings.ReplaceAll(`@import url("X1"); @import "X2"; @font-face { font-family: f; src: url(X3) } body { background: url(X4); font-family: f; cursor: url(X5), auto; list-style: url(X6) } p::before { content: url(X7) } p { mask-image: url(X8); -webkit-border-image: url(X9); filter: url(X10#f); clip-path: url(X11#c) }`, "X", x)
	el, leaf, text := cobrowsetest.Element, cobrowsetest.Leaf, cobrowsetest.Text
	w := cobrowsetest.NewWriter()
	w.Begin(cobrowsetest.Begin{Width: 900, Height: 600, Address: x, Base: x},
		cobrowsetest.Doctype("html"),
		el("html",
			el("head",
				el("script", text(hack)), leaf("script", "src", x+"a.js"), leaf("script", "type", "module", "src", x+"b.js"),
				leaf("base", "href", x), leaf("meta", "http-equiv", "refresh", "content", "0;url="+x+"refresh"),
				leaf("meta", "http-equiv", "refresh", "content", "0;url=data:text/html,<script>"+hack+"</script>"),
				leaf("meta", "http-equiv", "Content-Security-Policy", "content", "script-src *"),
				leaf("link", "rel", "stylesheet", "href", x+"c.css"), leaf("link", "href", x+"d.js", "rel", "preload", "as", "script"),
				leaf("link", "rel", "preconnect", "href", x), leaf("link", "rel", "dns-prefetch", "href", x), leaf("link", "rel", "prefetch", "href", x+"e"),
				leaf("link", "rel", "icon", "href", x+"f.ico"), leaf("link", "rel", "manifest", "href", x+"g"), leaf("link", "rel", "stylesheet preconnect", "href", x+"h.css"),
				leaf("link", "rel", "modulepreload", "href", x+"i.js"), leaf("link", "rel", "prerender", "href", x+"j"),
				el("style", text(css)), el("script", text(`{"prefetch":[{"source":"list","urls":["`+x+`spec"]}]}`)).With("type", "speculationrules"),
			),
			el("body",
				el("p", text("shown")).With("style", "background: url("+x+"k)"), leaf("img", "src", x+"l.png", "onerror", hack, "srcset", x+"m.png 1x"), leaf("img", "src", "data:,x", "onerror", hack),
				leaf("iframe", "src", x+"n"), leaf("iframe", "src", "javascript:"+hack), leaf("iframe", "srcdoc", "<script>"+hack+"</script>"), leaf("iframe", "src", "data:text/html,<script>"+hack+"</script>"),
				leaf("frame", "src", x+"o"), leaf("object", "data", x+"p"), leaf("embed", "src", x+"q"), leaf("object", "data", "data:text/html,<script>"+hack+"</script>"), leaf("portal", "src", x+"r"), leaf("fencedframe", "src", x+"r2"),
				el("video", leaf("source", "src", x+"s.mp4"), leaf("track", "src", x+"t.vtt", "default", "")).With("src", x+"u.mp4", "poster", x+"v.png", "autoplay", ""), leaf("audio", "src", x+"w.mp3", "autoplay", ""),
				el("form", leaf("input", "type", "image", "src", x+"x.png"), el("button", text("press")).With("id", "press", "formaction", x+"y", "onclick", hack)).With("action", x+"z", "id", "form"),
				el("a", text("link")).With("href", "javascript:"+hack, "id", "script-link"), el("a", text("link")).With("href", x+"aa", "ping", x+"ab", "id", "link"), el("a", text("link")).With("href", x+"ac", "target", "_blank", "id", "blank"),
				cobrowsetest.SVG("svg", cobrowsetest.SVG("script", text(hack)), cobrowsetest.SVG("image").With("href", x+"ad.png"), cobrowsetest.SVG("use").With("href", x+"ae.svg#a"),
					cobrowsetest.SVG("a", cobrowsetest.SVG("animate").With("attributeName", "href", "values", "javascript:"+hack), cobrowsetest.SVG("circle").With("r", "20")), cobrowsetest.SVG("foreignObject", el("script", text(hack)))).With("onload", hack),
				el("math", el("mtext", leaf("img", "src", "x", "onerror", hack))), el("div", cobrowsetest.Shadow(el("script", text(hack)), leaf("img", "src", x+"af.png", "onerror", hack))),
				el("x-own", text("own")).With("onclick", hack), el("template", el("script", text(hack))), el("noscript", leaf("img", "src", x+"ag.png")), leaf("details", "ontoggle", hack, "open", ""), leaf("input", "autofocus", "", "onfocus", hack),
				el("marquee", text("m")).With("onstart", hack), leaf("body", "background", x+"ah.png", "onload", hack), leaf("table", "background", x+"ai.png"),
			)),
	)
	w.Attr(2, "onclick", hack)
	w.Attr(2, "style", "background: url("+x+"aj)")
	w.Complete()
	feed := func(w *cobrowsetest.Writer) {
		browser.Eval[bool](p, fmt.Sprintf(`(port1.postMessage(Uint8Array.from(atob(%q), (c) => c.charCodeAt(0)).buffer), true)`, base64.StdEncoding.EncodeToString(w.Take())))
	}
	feed(w)
	p.Until("said.some((w) => w.complete)")
	if trouble := browser.Eval[string](p, "said.filter((w) => w.trouble).map((w) => w.trouble).join()"); trouble != "" {
		t.Errorf("the frame gave up, so less was carried out: %s", trouble)
	}
	inMirror(t, p, false, `document.body.innerText.includes("shown")`)
	// What somebody presses, and what a program would, leads nowhere either.
	inMirror(t, p, false, `[...document.querySelectorAll("#press, #script-link, #link, #blank, x-own")].map((e) => e.click()).length === 5`)
	inMirror(t, p, false, `(() => { try { document.getElementById("form").submit() } catch {} return true })()`)

	// A picture of the site's own host comes, and is asked for behind all of that: so this test could see a request.
	v := cobrowsetest.NewWriter()
	v.Begin(cobrowsetest.Begin{Width: 900, Height: 600, Address: x, Base: x}, el("html", el("body", el("p", text("again")), leaf("img", "src", picture.URL+"/own.svg"))))
	feed(v)
	ctx, cancel := context.WithTimeout(t.Context(), browser.Patience)
	defer cancel()
	select {
	case path := <-picture.asked:
		if path != "/own.svg" {
			t.Errorf("asked the site's own host for %s", path)
		}
	case <-ctx.Done():
		t.Fatalf("the site's own picture was not loaded: %s", browser.Eval[string](p, "JSON.stringify(said)"))
	}
	inMirror(t, p, false, `document.querySelector("img").complete && document.querySelector("img").naturalWidth > 0`)
	if n, c := evil.requests.Load(), evil.connections.Load(); n > 0 || c > 0 {
		t.Errorf("a host that is not allowed was reached: %d connections, %d requests", c, n)
	}
	inMirror(t, p, false, `document.documentElement.dataset.hacked === undefined && origin === "null"`)
	if title := browser.Eval[string](p, "document.title"); title != "around" {
		t.Errorf("around the frame: %s", title)
	}
}
