package browser

import (
	"context"
	"fmt"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// Hover waits for the element and moves the pointer onto its middle.
func (p *Page) Hover(role, name string) {
	p.t.Helper()
	spot := fmt.Sprintf("spot(%s, %s)", quote(role), quote(name))
	p.Until(spot)
	at := Eval[[2]float64](p, spot)
	p.Call(func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: at[0], Y: at[1]})
		return err
	})
}

// Scroll scrolls the page down by so many px, as a finger in its middle does.
func (p *Page) Scroll(px float64) {
	p.t.Helper()
	at := Eval[[2]float64](p, "[innerWidth / 2, innerHeight / 2]")
	p.Call(func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, input.SynthesizeScrollGesture, input.SynthesizeScrollGestureParams{X: at[0], Y: at[1], YDistance: -px, Speed: 4000})
		return err
	})
}

// Click clicks at a place, in px of the page's viewport.
func (p *Page) Click(x, y float64) {
	p.t.Helper()
	p.Do(chromedp.MouseClickXY(x, y))
}
