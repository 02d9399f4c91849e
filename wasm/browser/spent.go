package browser

import (
	"context"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"
)

// Spent is what a page's main thread has done since it was first counted.
type Spent struct {
	Script time.Duration // in scripts, Wasm included
	Task   time.Duration // in all
}

// CountSpent counts from now on, by the clock or by the processor's own time.
func CountSpent(ctx context.Context, by performance.EnableTimeDomain) error {
	_, err := chromedp.Call(ctx, performance.Enable, performance.EnableParams{TimeDomain: by})
	return err
}

// ReadSpent is what was counted of the target of ctx.
func ReadSpent(ctx context.Context) (Spent, error) {
	var s Spent
	answer, err := chromedp.Call(ctx, performance.GetMetrics, cdp.Empty{})
	if err != nil {
		return s, err
	}
	for _, m := range answer.Metrics {
		switch d := time.Duration(m.Value * float64(time.Second)); m.Name {
		case "ScriptDuration":
			s.Script = d
		case "TaskDuration":
			s.Task = d
		}
	}
	return s, nil
}

// Spent is how long the page's scripts have run, Wasm included, since it was first asked for.
func (p *Page) Spent() time.Duration {
	p.t.Helper()
	var s Spent
	p.Call(func(ctx context.Context) (err error) {
		if err = CountSpent(ctx, performance.EnableTimeDomainTimeTicks); err == nil {
			s, err = ReadSpent(ctx)
		}
		return err
	})
	return s.Script
}
