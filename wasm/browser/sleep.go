package browser

import (
	"context"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// MaySleep makes the pages that are loaded from now on have a clock that goes on while they sleep.
func (p *Page) MaySleep() {
	p.t.Helper()
	p.OnEveryPage(`if (Date.now.name === "now") {
		const now = Date.now;
		Date.now = () => now() + (top.slept ?? 0);
	}`)
}

// Sleep freezes the page with its frames, as when a laptop is shut: out of sight, and no timer, no event and no frame is heard
// any more. Until does not come back before it wakes.
func (p *Page) Sleep() {
	p.t.Helper()
	p.inSight(false)
	p.lifecycle(page.SetWebLifecycleStateStateFrozen)
}

// Wake lets it go on as it was left, so much later by its clock, and in sight again.
func (p *Page) Wake(later time.Duration) {
	p.t.Helper()
	Eval[float64](p, fmt.Sprintf("top.slept = (top.slept ?? 0) + %d", later.Milliseconds()))
	p.lifecycle(page.SetWebLifecycleStateStateActive)
	p.inSight(true)
}

func (p *Page) lifecycle(state page.SetWebLifecycleStateState) {
	p.t.Helper()
	p.Call(func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, page.SetWebLifecycleState, page.SetWebLifecycleStateParams{State: state})
		return err
	})
}

// inSight keeps the page in sight whatever lifecycle has made of it.
func (p *Page) inSight(on bool) {
	p.t.Helper()
	p.Call(func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: on})
		return err
	})
}
