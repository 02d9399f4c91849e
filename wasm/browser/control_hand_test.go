//go:build cobrowse

package browser_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"pupitre/wasm/browser"
)

// hand is somebody with a real mouse and a real keyboard: at the page itself, or at its picture in the page around.
type hand struct {
	t *testing.T
	p *browser.Page // to which mouse and keys belong
	// in is the document in which things are; the same page, or a frame in it that is shown smaller than it is
	in *browser.Page
	// frame is that frame's element in p; "" for none
	frame string
}

func (h hand) mouse(kind input.DispatchMouseEventType, el string, fx, fy float64, button, keys, count byte) {
	h.t.Helper()
	x, y := h.spot(el, fx, fy)
	names := map[byte]input.MouseButton{0: input.MouseButtonLeft, 2: input.MouseButtonRight}
	e := input.DispatchMouseEventParams{Type: kind, X: x, Y: y, ClickCount: int64(count), Modifiers: modifiers(keys)}
	if kind != input.DispatchMouseEventTypeMouseMoved {
		e.Button = names[button]
	}
	if kind == input.DispatchMouseEventTypeMousePressed {
		e.Buttons = 1 + int64(button)/2
	}
	h.p.Call(func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, input.DispatchMouseEvent, e)
		return err
	})
}

// spot is where a part of an element is, as soon as it is there and nothing lies over it.
func (h hand) spot(el string, fx, fy float64) (x, y float64) {
	h.t.Helper()
	where := fmt.Sprintf(`((e) => { const r = e.getBoundingClientRect(); let x = r.x + r.width * %v, y = r.y + r.height * %v;
		const hit = e.getRootNode().elementFromPoint(x, y);
		if (!hit || hit !== e && !e.contains(hit) && !hit.contains(e)) { e.scrollIntoView({ block: "center" }); throw 0; }
		for (let w = e.ownerDocument.defaultView; w !== window && w.frameElement; w = w.parent) { const f = w.frameElement, r = f.getBoundingClientRect(); x += r.x + f.clientLeft; y += r.y + f.clientTop; }
		return [x, y]; })(%s)`, fx, fy, el)
	h.in.Until(fmt.Sprintf(`globalThis.spotted = %s`, where))
	at := browser.Eval[[2]float64](h.in, "spotted")
	if h.frame == "" {
		return at[0], at[1]
	}
	box := browser.Eval[[3]float64](h.p, `((f, r) => [r.x, r.y, r.width / f.offsetWidth])(`+h.frame+`, `+h.frame+`.getBoundingClientRect())`)
	return box[0] + at[0]*box[2], box[1] + at[1]*box[2]
}

func modifiers(keys byte) int64 {
	return int64(keys&1<<3 | keys&2 | keys&4>>2 | keys&8>>1) // of the protocol: Alt 1, Control 2, Meta 4, Shift 8
}

func (h hand) Press(el string, fx, fy float64, button, keys, count byte) {
	h.t.Helper()
	h.mouse(input.DispatchMouseEventTypeMouseMoved, el, fx, fy, 0, keys, 0)
	h.mouse(input.DispatchMouseEventTypeMousePressed, el, fx, fy, button, keys, count)
}

func TestAPageHearsOfAnAgentWhatItHearsOfAPerson(t *testing.T) {
	t.Parallel()
	p := pageOf(t, "plain")
	hear := func(does func()) []string {
		browser.Eval[bool](p, `($("#order").scrollIntoView(), heard.length = 0, true)`)
		does()
		return browser.Eval[[]string](p, `heard`)
	}
	persons := hear(func() {
		h := hand{t: t, p: p, in: p}
		press := func(el string, button, count byte) {
			h.Press(el, 0.5, 0.5, button, 0, count)
			h.mouse(input.DispatchMouseEventTypeMouseReleased, el, 0.5, 0.5, button, 0, count)
		}
		press(el("a"), 0, 1)
		p.Type("x1")
		p.Key("Backspace")
		p.Key("Tab")
		p.Type(" ")
		press(el("c"), 0, 1)
		press(el("b"), 0, 1)
		press(el("b"), 0, 2)
		press(el("c"), 2, 1)
	})
	p.Go(browser.Eval[string](p, "location.href"))
	p.Until("window.agent")
	agents := hear(func() {
		a := direct{t, p, new(deeds)}
		click(a, el("a"))
		a.Type("x1")
		keys(a, "Backspace", "Tab", " ")
		click(a, el("c"))
		doubleClick(a, el("b"))
		rightClick(a, el("c"))
	})
	if !slices.Equal(persons, agents) {
		t.Errorf("of a person: %q\n of an agent: %q", persons, agents)
	}
}
