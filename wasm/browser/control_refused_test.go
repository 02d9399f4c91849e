//go:build cobrowse

package browser_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"pupitre/app/cobrowse"
	"pupitre/wasm/browser"
)

// press is a command that presses the main button in the middle of an element.
var press = append(inBox(0.5, 0.5), 0, 0, 1)

func TestWhatAnAgentMayNotDoIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	p := pageOf(t, "plain")
	a := direct{t, p, new(deeds)}
	none := func(c cobrowse.Command, fields ...byte) func() cobrowse.Outcome {
		return func() cobrowse.Outcome { return a.command(c, "", fields...) }
	}
	on := func(c cobrowse.Command, element string, fields ...byte) func() cobrowse.Outcome {
		return func() cobrowse.Outcome { return a.command(c, element, fields...) }
	}
	focused := func(id string, then func() cobrowse.Outcome) func() cobrowse.Outcome {
		return func() cobrowse.Outcome {
			browser.Eval[bool](p, `($("#`+id+`").focus(), true)`)
			return then()
		}
	}
	for _, r := range []struct {
		what string
		try  func() cobrowse.Outcome
		want cobrowse.Outcome
	}{
		{"a press on a password", on(cobrowse.CommandPress, el("password"), press...), cobrowse.Secret},
		{"text for a card number", focused("card", none(cobrowse.CommandText, spelt("4")...)), cobrowse.Secret},
		{"a key for a one-time code", focused("code", none(cobrowse.CommandKey, append(spelt("Backspace"), 0)...)), cobrowse.Secret},
		{"a label of a card number", on(cobrowse.CommandPress, el("cardlabel"), press...), cobrowse.Secret},
		{"the focus on a password", on(cobrowse.CommandFocus, el("password")), cobrowse.Secret},
		{"Tab out of a password", focused("password", none(cobrowse.CommandKey, append(spelt("Tab"), 0)...)), cobrowse.Done},
		{"a file field", on(cobrowse.CommandPress, el("file"), press...), cobrowse.FileField},
		{"a label of a file field", on(cobrowse.CommandPress, el("filelabel"), press...), cobrowse.FileField},
		{"what the site hides", on(cobrowse.CommandPress, el("hidden"), press...), cobrowse.FieldMasked},
		{"keys for what the site hides", focused("hidden", none(cobrowse.CommandKey, append(spelt("Enter"), 0)...)), cobrowse.FieldMasked},
		{"a frame of another site", on(cobrowse.CommandPress, el("cross"), press...), cobrowse.OtherFrame},
		{"an address elsewhere", none(cobrowse.CommandOpen, spelt("https://elsewhere.example/")...), cobrowse.OtherSite},
		{"an address that is a script", none(cobrowse.CommandOpen, spelt("javascript:alert(1)")...), cobrowse.OtherSite},
		{"an address that is none", none(cobrowse.CommandOpen, spelt("http://")...), cobrowse.OtherSite},
		{"back, out of the site", none(cobrowse.CommandBack), cobrowse.OtherSite},
		{"the clipboard", focused("plain", none(cobrowse.CommandKey, append(spelt("v"), ctrl)...)), cobrowse.Impossible},
		{"a date that is none", on(cobrowse.CommandValue, el("date"), spelt("tomorrow")...), cobrowse.Impossible},
		{"the value of a text field at once", on(cobrowse.CommandValue, el("plain"), spelt("x")...), cobrowse.Impossible},
		{"an option that is off", on(cobrowse.CommandSelect, el("one"), 1, 1), cobrowse.Impossible},
		{"an option that there is not", on(cobrowse.CommandSelect, el("one"), 1, 9), cobrowse.Impossible},
		{"a command that there is not", none(99), cobrowse.Malformed},
		{"half a command", none(cobrowse.CommandText, 9, 'x'), cobrowse.Malformed},
		{"an element that has gone", func() cobrowse.Outcome {
			browser.Eval[bool](p, `(globalThis.gone = $("#b"), agent.name(gone), gone.remove(), true)`)
			return a.command(cobrowse.CommandPress, "gone", press...)
		}, cobrowse.NodeGone},
	} {
		if got := r.try(); got != r.want {
			t.Errorf("%s is answered %d, not %d", r.what, got, r.want)
		}
	}
	if got := browser.Eval[string](p, `["password", "card", "code", "plain"].map((id) => $("#" + id).value).join("") + $("#one").value`); got != "Red" {
		t.Errorf("it was done all the same: %q", got)
	}
	for what, id := range map[string]string{"a link to another site": "away", "a button that chooses a file": "choosefile"} {
		a.command(cobrowse.CommandPress, el(id), press...)
		want := map[string]cobrowse.Outcome{"away": cobrowse.OtherSite, "choosefile": cobrowse.FileField}[id]
		if got := a.command(cobrowse.CommandRelease, el(id), press[:6]...); got != want {
			t.Errorf("%s is answered %d, not %d", what, got, want)
		}
	}
}

func TestWhatTheVisitorGrantsHoldsForEachCommand(t *testing.T) {
	t.Parallel()
	p := pageOf(t, "plain")
	a := direct{t, p, new(deeds)}
	level := func(n int) { browser.Eval[bool](p, fmt.Sprintf("(agent.level = %d, true)", n)) }
	for _, l := range []struct {
		level            int
		highlight, press cobrowse.Outcome
	}{{0, cobrowse.NotGranted, cobrowse.NotGranted}, {1, cobrowse.NotGranted, cobrowse.NotGranted}, {2, cobrowse.Done, cobrowse.NotGranted}, {3, cobrowse.Done, cobrowse.Done}} {
		level(l.level)
		if got := a.command(cobrowse.CommandHighlight, el("plain")); got != l.highlight {
			t.Errorf("level %d: a highlight is answered %d", l.level, got)
		}
		if got := a.command(cobrowse.CommandPress, el("plain"), press...); got != l.press {
			t.Errorf("level %d: a press is answered %d", l.level, got)
		}
	}
	// the grant ends in the middle of a text, and of a drag
	browser.Eval[bool](p, `($("#plain").addEventListener("input", () => { if ($("#plain").value.length === 3) agent.level = 1 }), true)`)
	if got := a.command(cobrowse.CommandText, "", spelt("abcdef")...); got != cobrowse.NotGranted {
		t.Errorf("text is answered %d", got)
	}
	level(3)
	a.Press(el("track"), 0.2, 0.5, 0, 0, 1)
	level(0)
	a.Move(el("track"), 0.9, 0.5)
	if got := browser.Eval[string](p, `$("#plain").value + text("#tracked") + Element.prototype.setPointerCapture.toString().includes("native")`); got != "abclosttrue" {
		t.Errorf("after the end: %q", got)
	}
	level(3)
	a.Move(el("lit"), 0.5, 0.5)
	browser.Eval[bool](p, "(agent.stop(), true)")
	if got := browser.Eval[string](p, `document.querySelectorAll("[data-pupitre-hover], pupitre-share").length + " " + document.adoptedStyleSheets.length`); got != "0 0" {
		t.Errorf("left behind: %q", got)
	}
}

func TestTheVisitorsOwnHandComesFirst(t *testing.T) {
	t.Parallel()
	p := pageOf(t, "plain")
	a := direct{t, p, new(deeds)}
	clock := func(ms int) { browser.Eval[bool](p, fmt.Sprintf("(performance.now = () => %d, true)", ms)) }
	clock(10_000)
	a.Press(el("track"), 0.2, 0.5, 0, 0, 1)
	hand{t: t, p: p, in: p}.Press(el("plain"), 0.5, 0.5, 0, 0, 1)
	for _, c := range []cobrowse.Command{cobrowse.CommandPress, cobrowse.CommandRelease} {
		if got := a.command(c, el("next"), press...); got != cobrowse.VisitorActs {
			t.Errorf("command %d is answered %d", c, got)
		}
	}
	if got := browser.Eval[string](p, `text("#tracked")`); got != "lost" {
		t.Errorf("what the agent dragged is %q", got)
	}
	if got := a.command(cobrowse.CommandHighlight, el("plain")); got != cobrowse.Done { // pointing disturbs nobody
		t.Errorf("a highlight is answered %d", got)
	}
	clock(11_999)
	if got := a.command(cobrowse.CommandText, "", spelt("x")...); got != cobrowse.VisitorActs {
		t.Errorf("after less than 2 s text is answered %d", got)
	}
	clock(12_000)
	a.Type("x")
	p.Until(`$("#plain").value === "x"`)
	browser.Eval[bool](p, "("+inFrame+`("#inner").focus(), true)`)
	p.Type("y") // in a frame as well
	if got := a.command(cobrowse.CommandText, "", spelt("z")...); got != cobrowse.VisitorActs {
		t.Errorf("text is answered %d", got)
	}
}

func TestAnAgentLeadsTheVisitorThroughTheSite(t *testing.T) {
	t.Parallel()
	p := pageOf(t, "plain")
	a := direct{t, p, new(deeds)}
	there := func(path string) { // until it is complete, a browser puts an address in the place of the last
		t.Helper()
		p.Until(fmt.Sprintf("window.agent && location.pathname === %q && document.readyState === 'complete'", path))
	}
	there("/")
	a.done(cobrowse.CommandOpen, "", spelt("other?x#y")...)
	there("/other")
	a.done(cobrowse.CommandBack, "")
	there("/")
	a.done(cobrowse.CommandForward, "")
	there("/other")
	browser.Eval[bool](p, "(globalThis.before = true)")
	a.done(cobrowse.CommandReload, "")
	p.Until("window.agent && !globalThis.before")
	there("/other")
}

// What is pointed at is over the page, and changes nothing of it.
func TestAnAgentPointsAtThings(t *testing.T) {
	t.Parallel()
	p := pageOf(t, "plain")
	p.OnEveryPage(`const attach = Element.prototype.attachShadow; Element.prototype.attachShadow = function (o) { const root = attach.call(this, o); if (this.localName === "pupitre-share") window.shown = root; return root; };`)
	p.Go(browser.Eval[string](p, "location.href"))
	p.Until("window.agent")
	a := direct{t, p, new(deeds)}
	boxes := `JSON.stringify([...document.querySelectorAll("section, input, dialog")].map((e) => [e.getBoundingClientRect().y, e.offsetHeight]))`
	before := browser.Eval[string](p, boxes)

	a.command(cobrowse.CommandPointer, el("mail"), inBox(0.5, 0.5)...)
	p.Until(`shown.querySelector(".pointer").innerText === "Ana"`)
	near := func(what, element string, px float64) {
		t.Helper()
		p.Until(fmt.Sprintf(`((a, b) => Math.abs(a[0] - b[0]) < %v && Math.abs(a[1] - b[1]) < %v)((%s), (%s))`, px, px, what, element))
	}
	pointer := `((r) => [r.x, r.y])(shown.querySelector(".pointer").getBoundingClientRect())`
	near(pointer, `((r) => [r.x + r.width / 2, r.y + r.height / 2])($("#mail").getBoundingClientRect())`, 1)
	a.done(cobrowse.CommandHighlight, el("area"))
	near(`((r) => [r.x + 6, r.y + 6])(shown.querySelector(".box").getBoundingClientRect())`, `((r) => [r.x, r.y])($("#area").getBoundingClientRect())`, 1)
	if after := browser.Eval[string](p, boxes); after != before {
		t.Errorf("the layout is changed:\n%s\n%s", before, after)
	}
	if got := browser.Eval[string](p, `((r) => document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2).id)($("#area").getBoundingClientRect())`); got != "area" {
		t.Errorf("under what is highlighted one hits %q", got)
	}
	browser.Eval[bool](p, `(scrollBy(0, 40), true)`) // it stays with what it is about
	near(pointer, `((r) => [r.x + r.width / 2, r.y + r.height / 2])($("#mail").getBoundingClientRect())`, 1)
	browser.Eval[bool](p, `(scrollTo(0, 0), $("#modal").showModal(), true)`) // over a dialog as well
	a.command(cobrowse.CommandPointer, el("inmodal"), inBox(0.5, 0.5)...)
	p.Until(`$("pupitre-share").matches(":popover-open")`)
	browser.Eval[bool](p, `($("#modal").close(), true)`)

	name := browser.Eval[[]uint64](p, `agent.name($("#fields"))`)
	line := func(places ...float64) {
		fields := uints([]byte{7}, uint64(len(places)))
		for _, x := range places {
			fields = append(uints(uints(fields, name[0]), name[1]), inBox(x, 0.5)...)
		}
		a.command(cobrowse.CommandStroke, "", fields...)
	}
	line(0.1, 0.2)
	line(0.3)
	p.Until(`shown.querySelector("polyline").points.length === 3`)
	a.command(cobrowse.CommandErase, "")
	p.Until(`!shown.querySelector("polyline, .box") && shown.querySelector(".pointer")`)
	p.Dark(false) // which wants no motion
	line(0.1, 0.2)
	p.Until(`getComputedStyle(shown.querySelector("polyline")).transitionDuration === "0s"`)
	p.Until(`!shown.querySelector("polyline")`) // it goes by itself
	a.command(cobrowse.CommandNoPointer, "")
	p.Until(`!shown.querySelector(".pointer")`)
}

// A merchant's policy may allow no style and no script but the relay's.
func TestPointingWorksUnderAStrictPolicy(t *testing.T) {
	t.Parallel()
	files, err := bundled()
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/agent.js" {
			w.Header().Set("Content-Type", "text/javascript")
			_, _ = w.Write(files["/agent.js"])
			return
		}
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; trusted-types 'none'; require-trusted-types-for 'script'")
		_, _ = w.Write([]byte(strings.Repeat("<p id=p>Text</p>", 3) + `<script type="module" src="/agent.js"></script>`))
	}))
	t.Cleanup(s.Close)
	p := browser.Open(t, 600, 400)
	p.OnEveryPage(`addEventListener("securitypolicyviolation", (e) => (window.broken ??= []).push(e.violatedDirective))`)
	p.Go(s.URL)
	p.Until("window.agent")
	a := direct{t, p, new(deeds)}
	a.done(cobrowse.CommandHighlight, el("p"))
	a.Move(el("p"), 0.5, 0.5)
	p.Until(`$("pupitre-share").getBoundingClientRect().width === 600 && getComputedStyle($("pupitre-share")).pointerEvents === "none"`)
	if got := browser.Eval[[]string](p, "window.broken ?? []"); len(got) > 0 {
		t.Errorf("the policy was broken: %q", got)
	}
}
