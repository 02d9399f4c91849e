package browser

import (
	"context"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Chooser is the system's dialog in which files are chosen, as the page opens it.
type Chooser struct {
	p      *Page
	opened chan cdp.BackendNodeID
}

// Chooser waits for the dialog from now on, instead of showing it.
func (p *Page) Chooser() *Chooser {
	p.t.Helper()
	c := &Chooser{p: p, opened: make(chan cdp.BackendNodeID, 1)}
	p.Call(func(ctx context.Context) error {
		err := chromedp.Listen(p.ctx, func(event any) {
			if e, ok := event.(*page.EventFileChooserOpened); ok {
				select {
				case c.opened <- e.BackendNodeID:
				default: // one is open already, and the test sees only that
				}
			}
		})
		if err != nil {
			return err
		}
		_, err = chromedp.Call(ctx, page.SetInterceptFileChooserDialog, page.SetInterceptFileChooserDialogParams{Enabled: true})
		return err
	})
	return c
}

// Choose waits until the dialog is open and chooses these files.
func (c *Chooser) Choose(paths ...string) {
	c.p.t.Helper()
	select {
	case node := <-c.opened:
		c.p.Call(func(ctx context.Context) error {
			_, err := chromedp.Call(ctx, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: paths, BackendNodeID: node})
			return err
		})
	case <-time.After(Patience):
		c.p.t.Fatalf("no dialog for files was opened\n%s", c.p.Describe())
	}
}
