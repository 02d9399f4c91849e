package main

import (
	"context"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"pupitre/wasm/browser"
)

// tab is one page under measurement.
type tab struct {
	ctx  context.Context
	end  func()
	stub *stub
}

// patience is how long anything may take before the benchmark fails.
const patience = 2 * time.Minute

// start starts a browser; end ends it.
func start() (ctx context.Context, end func(), err error) {
	path, err := browser.Find()
	if err != nil {
		return nil, nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("lang", "en"))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ = chromedp.NewContext(allocator)
	end = func() { _ = chromedp.Cancel(ctx); cancel() }
	return ctx, end, chromedp.Do(ctx)
}

// open loads a program in a profile of its own, with so many panes.
func open(browserCtx context.Context, s *stub, p program, panes int) (*tab, error) {
	ctx, cancel := chromedp.NewContext(browserCtx, chromedp.WithNewBrowserContext())
	t := &tab{ctx: ctx, end: cancel, stub: s}
	kept := ""
	for i := range panes {
		kept += fmt.Sprintf("%s:100 ", conversation(i))
	}
	script := meter + fmt.Sprintf("\nlocalStorage.setItem('pupitre:console:panes', %q); localStorage.setItem('pupitre:console:sound', 'off');", kept[:len(kept)-1]+"|0")
	err := chromedp.Do(ctx, chromedp.EmulateViewport(1600, 900), chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		if err := browser.CountSpent(ctx, performance.EnableTimeDomainThreadTicks); err != nil {
			return err
		}
		_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	}), chromedp.Navigate(s.url+p.address(panes)))
	if err == nil {
		err = t.until(fmt.Sprintf(`document.querySelectorAll("section.talk textarea").length === %d && meter.open`, panes))
	}
	if err == nil {
		_, err = eval[bool](t, "meter.quiet()")
	}
	return t, err
}

// eval is the value of an expression, awaited.
func eval[T any](t *tab, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

func (t *tab) until(expression string) error {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	_, err := chromedp.Run(ctx, chromedp.PollFunction[bool]("() => !!("+expression+")", chromedp.WithPollingInterval(20*time.Millisecond), chromedp.WithPollingTimeout(patience)))
	return err
}

// spent is what the page's main thread has done so far, in processor time.
func (t *tab) spent() (s browser.Spent, err error) {
	err = chromedp.Do(t.ctx, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) (err error) {
		s, err = browser.ReadSpent(ctx)
		return err
	}))
	return s, err
}

// key presses a letter in the field that has the focus.
func (t *tab) key(letter string) error {
	return chromedp.Do(t.ctx, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		for _, e := range []input.DispatchKeyEventParams{{Type: input.DispatchKeyEventTypeKeyDown, Text: letter, Key: letter}, {Type: input.DispatchKeyEventTypeKeyUp, Key: letter}} {
			if _, err := chromedp.Call(ctx, input.DispatchKeyEvent, e); err != nil {
				return err
			}
		}
		return nil
	}))
}
