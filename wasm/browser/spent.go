package browser

import (
	"context"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"
)

// Spent is how long the page's scripts have run, Wasm included, since it was first asked for.
func (p *Page) Spent() time.Duration {
	p.t.Helper()
	var spent time.Duration
	p.Call(func(ctx context.Context) error {
		if _, err := chromedp.Call(ctx, performance.Enable, performance.EnableParams{}); err != nil {
			return err
		}
		answer, err := chromedp.Call(ctx, performance.GetMetrics, cdp.Empty{})
		if err != nil {
			return err
		}
		for _, m := range answer.Metrics {
			if m.Name == "ScriptDuration" {
				spent = time.Duration(m.Value * float64(time.Second))
			}
		}
		return nil
	})
	return spent
}
