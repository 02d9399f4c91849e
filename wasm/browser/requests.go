package browser

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Requests is what a page and its frames of the same site have asked for.
type Requests struct {
	p    *Page
	mu   sync.Mutex
	urls []string
	more chan struct{} // one more was asked for
}

// Requests notes what is asked for from now on.
func (p *Page) Requests() *Requests {
	p.t.Helper()
	r := &Requests{p: p, more: make(chan struct{}, 1)}
	p.Call(func(ctx context.Context) error {
		if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
			return err
		}
		return chromedp.Listen(p.ctx, func(event any) {
			if e, ok := event.(*network.EventRequestWillBeSent); ok {
				r.note(e.Request.URL)
			}
		})
	})
	return r
}

func (r *Requests) note(url string) {
	r.mu.Lock()
	r.urls = append(r.urls, url)
	r.mu.Unlock()
	select {
	case r.more <- struct{}{}:
	default:
	}
}

// All is all of them until now, in their order.
func (r *Requests) All() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.urls)
}

// Until waits until one was asked for that wanted likes.
func (r *Requests) Until(wanted func(url string) bool) {
	r.p.t.Helper()
	late := time.After(Patience)
	for !slices.ContainsFunc(r.All(), wanted) {
		select {
		case <-r.more:
		case <-late:
			r.p.t.Fatalf("not asked for, but %q\n%s", r.All(), r.p.Describe())
		}
	}
}
