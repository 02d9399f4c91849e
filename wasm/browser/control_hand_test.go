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

// hand is an agent with a real mouse and a real keyboard, on a page or on its mirror: what it does not have is made of values.
type hand struct {
	t *testing.T
	p *browser.Page
}

func (h hand) mouse(kind input.DispatchMouseEventType, el string, fx, fy float64, button, keys, count byte) {
	h.t.Helper()
	h.p.Until(el)
	at := browser.Eval[[2]float64](h.p, fmt.Sprintf(`((e) => { const r = e.getBoundingClientRect(); let x = r.x + r.width * %v, y = r.y + r.height * %v;
		for (let w = e.ownerDocument.defaultView; w !== window; w = w.parent) { const f = w.frameElement, r = f.getBoundingClientRect(); x += r.x + f.clientLeft; y += r.y + f.clientTop; } return [x, y]; })(%s)`, fx, fy, el))
	names := map[byte]input.MouseButton{0: input.MouseButtonLeft, 2: input.MouseButtonRight}
	e := input.DispatchMouseEventParams{Type: kind, X: at[0], Y: at[1], ClickCount: int64(count), Modifiers: modifiers(keys)}
	if kind != input.DispatchMouseEventTypeMouseMoved {
		e.Button = names[button]
	}
	if kind == input.DispatchMouseEventTypeMousePressed || count == held {
		e.Buttons = 1 + int64(button)/2
	}
	h.p.Call(func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, input.DispatchMouseEvent, e)
		return err
	})
}

const held = 255 // in place of a count of clicks: a button is held meanwhile

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
	release := func(el string, button byte, count byte) {
		hand{t, p}.mouse(input.DispatchMouseEventTypeMouseReleased, el, 0.5, 0.5, button, 0, count)
	}
	persons := hear(func() {
		h := hand{t, p}
		h.Press(el("a"), 0.5, 0.5, 0, 0, 1)
		release(el("a"), 0, 1)
		p.Type("x1")
		p.Key("Backspace")
		p.Key("Tab")
		p.Type(" ")
		h.Press(el("c"), 0.5, 0.5, 0, 0, 1)
		release(el("c"), 0, 1)
		for n := range byte(2) {
			h.Press(el("b"), 0.5, 0.5, 0, 0, n+1)
			release(el("b"), 0, n+1)
		}
		h.Press(el("c"), 0.5, 0.5, 2, 0, 1)
		release(el("c"), 2, 1)
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
		for i := range max(len(persons), len(agents)) {
			get := func(l []string) string {
				if i < len(l) {
					return l[i]
				}
				return ""
			}
			if get(persons) != get(agents) {
				t.Errorf("%d: of a person %q, of an agent %q", i, get(persons), get(agents))
			}
		}
		t.Errorf("a person: %q\n an agent: %q", persons, agents)
	}
}
