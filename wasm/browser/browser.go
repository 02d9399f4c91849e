// Package browser drives Chromium for tests as a person would: it finds things by role and name, points, types, and
// waits for what a person would wait for. There is no sleep in it.
package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Patience is how long a person would wait for anything. A test that needs it has failed.
const Patience = time.Minute

var shared struct {
	once   sync.Once
	ctx    context.Context
	cancel context.CancelFunc
	err    error
}

// Run runs a package's tests and ends the browser that they shared: for TestMain.
func Run(m *testing.M) int {
	code := m.Run()
	if shared.cancel != nil {
		_ = chromedp.Cancel(shared.ctx) // waits for the process
		shared.cancel()
	}
	return code
}

// Find is the browser's path, or an error that says how to get one.
func Find() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("browser tests need Chromium: apt-get install chromium")
}

func start() {
	path, err := Find()
	if err != nil {
		shared.err = err
		return
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("lang", "en"),
		chromedp.Flag("mute-audio", true), chromedp.Flag("hide-scrollbars", true))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	shared.ctx, shared.cancel = chromedp.NewContext(allocator)
	_ = cancel // ends with the context made from it
	shared.err = chromedp.Do(shared.ctx)
}

// Page is a tab of a browser profile of its own.
type Page struct {
	t       *testing.T
	ctx     context.Context
	targets map[target.ID]context.Context // frames in other processes that were looked into
}

// Open opens a page in a new profile: nothing is kept from another test.
func Open(t *testing.T, width, height int) *Page {
	t.Helper()
	shared.once.Do(start)
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	ctx, cancel := chromedp.NewContext(shared.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	p := begin(t, ctx)
	p.Do(chromedp.EmulateViewport(int64(width), int64(height)))
	return p
}

// Tab opens another page of the same profile.
func (p *Page) Tab() *Page {
	p.t.Helper()
	ctx, cancel := chromedp.NewContext(p.ctx)
	p.t.Cleanup(cancel)
	return begin(p.t, ctx)
}

// For is the same page for a part of a test: what fails there ends that part.
func (p *Page) For(t *testing.T) *Page { return &Page{t, p.ctx, p.targets} }

// begin makes the tab: with the context itself, for a tab lives as long as the context of its first run.
func begin(t *testing.T, ctx context.Context) *Page {
	t.Helper()
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return &Page{t, ctx, map[target.ID]context.Context{}}
}

// Do runs steps; an error ends the test.
func (p *Page) Do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, Patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("%v\n%s", err, p.Describe())
	}
}

// Go loads an address.
func (p *Page) Go(url string) {
	p.t.Helper()
	p.Do(chromedp.Navigate(url))
}

// Back goes back to the page before. It reports an error if the browser had not kept it as it was, but loads it anew.
func (p *Page) Back() {
	p.t.Helper()
	from := Eval[float64](p, "(setTimeout(() => history.back()), performance.timeOrigin)")
	p.Until(fmt.Sprintf("performance.timeOrigin !== %v", from))
	if why := Eval[string](p, `(([n]) => n.type === "back_forward" ? JSON.stringify(n.notRestoredReasons) : "")(performance.getEntriesByType("navigation"))`); why != "" {
		p.t.Errorf("the page was not kept: %s", why)
	}
}

// Eval is the value of a JavaScript expression, in which `at(role, name)` and its like stand for elements (see query.go).
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, Patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](scoped(expression), chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v\n%s", expression, err, p.Describe())
	}
	return v
}

// Until waits until the expression is true; while it throws it is not.
func (p *Page) Until(expression string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, Patience)
	defer cancel()
	for ctx.Err() == nil { // a poll does not survive a navigation, nor always tells of its end, so it is asked again
		if p.poll(ctx, expression) == nil {
			return
		}
	}
	p.t.Fatalf("waited in vain for %s\n%s", expression, p.Describe())
}

// poll waits for it for a few seconds. It asks the page that is shown, whichever that is: one that the browser gives back out of its
// memory has no context that DevTools would name.
func (p *Page) poll(ctx context.Context, expression string) error {
	const most = 2 * time.Second
	ctx, cancel := context.WithTimeout(ctx, 5*most)
	defer cancel()
	is, err := chromedp.Run(ctx, chromedp.Evaluate[bool](fmt.Sprintf(`new Promise((go) => {
		%s
		const is = () => { try { return !!(%s) } catch { return false } };
		const until = performance.now() + %d, look = () => is() ? go(true) : performance.now() > until ? go(false) : setTimeout(look, 15);
		look();
	})`, query, expression, most.Milliseconds()), chromedp.EvalAwaitPromise, asAPerson))
	if err == nil && !is {
		err = context.DeadlineExceeded
	}
	return err
}

// asAPerson lets the page do what it may only where somebody has done something.
func asAPerson(p *runtime.EvaluateParams) { p.UserGesture = new(true) }

// See waits until somebody could see the text in the page or in the chat's frame.
func (p *Page) See(text string) {
	p.t.Helper()
	p.Until("seen(" + quote(text) + ")")
}

// Press waits for the element and clicks in its middle.
func (p *Page) Press(role, name string) {
	p.t.Helper()
	p.Until(fmt.Sprintf("spot(%s, %s)", quote(role), quote(name)))
	at := Eval[[2]float64](p, fmt.Sprintf("spot(%s, %s)", quote(role), quote(name)))
	p.Do(chromedp.MouseClickXY(at[0], at[1]))
}

// Fill clicks the field and types, key by key.
func (p *Page) Fill(name, text string) {
	p.t.Helper()
	p.Press("textbox", name)
	p.Type(text)
}

// Type types where the focus is; "\r" is Enter.
func (p *Page) Type(keys string) {
	p.t.Helper()
	for _, r := range keys {
		for _, event := range kb.Encode(r) {
			if event.Type == input.DispatchKeyEventTypeKeyDown {
				event.Type = input.DispatchKeyEventTypeRawKeyDown // as a keyboard does: the page can then keep the key from the field
			}
			p.Call(func(ctx context.Context) error {
				_, err := chromedp.Call(ctx, input.DispatchKeyEvent, *event)
				return err
			})
		}
	}
}

// named are keys that write nothing, by their names.
var named = map[string]string{
	"F2": kb.F2, "F4": kb.F4, "F6": kb.F6, "F8": kb.F8, "F9": kb.F9, "Home": kb.Home, "End": kb.End, "Backspace": kb.Backspace, "Delete": kb.Delete, "PageUp": kb.PageUp, "PageDown": kb.PageDown, "Tab": kb.Tab, "Enter": kb.Enter, "Escape": kb.Escape, "Space": " ",
	"ArrowDown": kb.ArrowDown, "ArrowUp": kb.ArrowUp, "ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight,
}

// Key presses a key by its name: "F6", "Shift+Tab".
func (p *Page) Key(name string) {
	p.t.Helper()
	const ctrl, shift = 2, 8 // bits of the protocol
	var mods int64
	if rest, ok := strings.CutPrefix(name, "Shift+"); ok {
		name, mods = rest, shift
	} else if rest, ok := strings.CutPrefix(name, "Control+"); ok {
		name, mods = rest, ctrl
	}
	keys, ok := named[name]
	if !ok {
		keys = name
	}
	for _, r := range keys {
		for _, event := range kb.Encode(r) {
			event.Modifiers = mods
			if event.Type == input.DispatchKeyEventTypeKeyDown {
				event.Type = input.DispatchKeyEventTypeRawKeyDown
			}
			if event.Type == input.DispatchKeyEventTypeChar && mods != 0 {
				continue
			}
			p.Call(func(ctx context.Context) error {
				_, err := chromedp.Call(ctx, input.DispatchKeyEvent, *event)
				return err
			})
		}
	}
}

// Drag presses the pointer on an element, moves it so many px to the right and lets it go.
func (p *Page) Drag(element string, px float64) {
	p.t.Helper()
	at := Eval[[2]float64](p, "(r => [r.x + r.width / 2, r.y + r.height / 2])(("+element+").getBoundingClientRect())")
	for _, e := range []input.DispatchMouseEventParams{
		{Type: input.DispatchMouseEventTypeMousePressed, X: at[0], Y: at[1], Button: input.MouseButtonLeft, Buttons: 1, ClickCount: 1},
		{Type: input.DispatchMouseEventTypeMouseMoved, X: at[0] + px/2, Y: at[1], Button: input.MouseButtonLeft, Buttons: 1},
		{Type: input.DispatchMouseEventTypeMouseMoved, X: at[0] + px, Y: at[1], Button: input.MouseButtonLeft, Buttons: 1},
		{Type: input.DispatchMouseEventTypeMouseReleased, X: at[0] + px, Y: at[1], Button: input.MouseButtonLeft, ClickCount: 1},
	} {
		p.Call(func(ctx context.Context) error {
			_, err := chromedp.Call(ctx, input.DispatchMouseEvent, e)
			return err
		})
	}
}

// OnEveryPage runs a script at the beginning of each page that is loaded from now on.
func (p *Page) OnEveryPage(script string) {
	p.t.Helper()
	p.Call(func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	})
}

// TypeInFrame waits for the field in the frame of another site, which has a target of its own, and types into it.
func (p *Page) TypeInFrame(origin, field, keys string) {
	p.t.Helper()
	frame := p.Frame(origin)
	frame.Until(fmt.Sprintf("at('textbox', %s)", quote(field)))
	Eval[bool](frame, fmt.Sprintf("(at('textbox', %s).focus(), true)", quote(field)))
	frame.Type(keys)
}

// Frame waits for the frame with a page of that origin, of another site than the page: it has a target of its own.
func (p *Page) Frame(origin string) *Page {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, Patience)
	defer cancel()
	mine := string(chromedp.FromContext(p.ctx).Target.TargetID) // a page has the id of its uppermost frame
	for again := time.NewTicker(15 * time.Millisecond); ctx.Err() == nil; <-again.C {
		targets, err := chromedp.Targets(ctx)
		if err != nil {
			p.t.Fatal(err)
		}
		for _, t := range targets {
			if t.Type == "iframe" && string(t.ParentFrameID) == mine && strings.HasPrefix(t.URL, origin) {
				inner, done := chromedp.NewContext(p.ctx, chromedp.WithTargetID(t.TargetID))
				p.t.Cleanup(done)
				return begin(p.t, inner)
			}
		}
	}
	p.t.Fatalf("no frame of %s", origin)
	return nil
}

// Slow limits what the page may download, in bytes a second.
func (p *Page) Slow(bytesPerSecond float64) {
	p.t.Helper()
	p.Call(func(ctx context.Context) error {
		if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
			return err
		}
		_, err := chromedp.Call(ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
			MatchedNetworkConditions: []*network.Conditions{{DownloadThroughput: bytesPerSecond, UploadThroughput: -1}},
		})
		return err
	})
}

// SlowCPU makes the processor so many times slower.
func (p *Page) SlowCPU(times float64) {
	p.t.Helper()
	p.Call(func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: times})
		return err
	})
}

// Dark switches between the dark and the light theme of the device, which from then on wants no motion: a colour on its way
// is neither of the two.
func (p *Page) Dark(on bool) {
	p.t.Helper()
	scheme := "light"
	if on {
		scheme = "dark"
	}
	p.Call(func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
		return err
	})
}

// Size changes the window's.
func (p *Page) Size(width, height int) {
	p.t.Helper()
	p.Do(chromedp.EmulateViewport(int64(width), int64(height)))
}

// Call is for the protocol's own commands.
func (p *Page) Call(command func(context.Context) error) {
	p.t.Helper()
	p.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error { return command(ctx) }))
}

// Screenshot is the page as a PNG.
func (p *Page) Screenshot() []byte {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, Patience)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	return png
}

// Describe is what is on the page, for a failed test.
func (p *Page) Describe() string {
	ctx, cancel := context.WithTimeout(p.ctx, 5*time.Second)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](scoped("location.href + '\\n' + words() + '\\n' + every('textbox', '').map((e) => nameOf(e) + ': ' + e.value).join('\\n')")))
	if err != nil {
		return "the page cannot be read: " + err.Error()
	}
	return text
}

// scoped is the expression with the queries around it, leaving no names in the page.
func scoped(expression string) string {
	return "(() => {" + query + " return (" + expression + ") })()"
}

func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // strings can always be written
	}
	return string(b)
}
