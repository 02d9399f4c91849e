//go:build cobrowse

package browser_test

import (
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/web"
	"pupitre/wasm/browser"
)

func TestAVisitorAllowsTheirPageToBeSeenAndStopsIt(t *testing.T) {
	t.Parallel()
	s := talk(t, 1280)
	ana := s.looks("ana@localhost", "w1")
	s.does("ask")
	s.v.Until(asked + ` && seen("Allow Ana Martin to see this page?") && seen("Passwords and card numbers stay hidden; what you type shows as dots.") && / s left to answer/.test(words())`)
	s.v.Until(`focused() === at("dialog", "")`)
	s.v.Until(unrecorded + ` && !window.pupitreRecord`) // the recorder is fetched when it is granted
	s.v.Press("button", "Allow")
	s.v.Until(notAsked + ` && ` + barOf + ` && seen("Ana Martin can see this page") && ` + recordedPages)
	ana.sees("/demo/")
	if got := ana.state(wire.MirrorLive); got.Level != wire.LevelView || !strings.HasSuffix(got.Address, "/demo/") {
		t.Errorf("state %+v", got)
	}
	s.looks("admin@localhost", "w2").sees("/demo/")
	s.v.Until(`/Ana Martin, .+ can see this page/.test(words())`)
	s.v.Press("button", "Stop sharing")
	s.v.Until(noBar + ` && ` + unrecorded)
	if got := ana.state(wire.MirrorEnded); got.By.Role != chat.Visitor {
		t.Errorf("ended by %+v", got.By)
	}
	s.v.Until(kept + ` === null`)
}

// A refusal, by the button and by Escape. The focus goes back to where they were writing.
func TestAVisitorRefuses(t *testing.T) {
	t.Parallel()
	s := talk(t, 1280)
	ana := s.looks("ana@localhost", "w1")
	for _, refuse := range []func(){func() { s.v.Press("button", "Refuse") }, func() { s.v.Key("Escape") }} {
		s.v.Press("textbox", "Message")
		s.does("ask")
		s.v.Until(asked + ` && focused() === at("dialog", "")`)
		refuse()
		s.v.Until(notAsked + ` && ` + noBar + ` && focused() === at("textbox", "Message")`)
		if got := ana.state(wire.MirrorRefused); got.By.Role != chat.Visitor {
			t.Errorf("refused by %+v", got.By)
		}
		ana.status = wire.MirrorStatus{}
	}
	s.v.Until(unrecorded + ` && ` + kept + ` === null`)
}

// After the time is over there is nothing to answer; the relay's own clock is tested there.
func TestWhatNobodyAnswersGoesAway(t *testing.T) {
	t.Parallel()
	s := talk(t, 1280)
	s.does("ask")
	s.v.Until(asked)
	browser.Eval[bool](s.v, `((now) => { Date.now = () => now() + 31_000; return true; })(Date.now)`)
	s.v.Until(notAsked + ` && ` + noBar + ` && ` + kept + ` === null`)
}

func TestAnAgentStops(t *testing.T) {
	t.Parallel()
	s := talk(t, 1280)
	s.looks("ana@localhost", "w1")
	s.may("ask", "Ana Martin can see this page")
	s.v.Until(recordedPages)
	s.does("stop")
	s.v.Until(noBar + ` && ` + unrecorded + ` && ` + kept + ` === null`)
	s.does("ask") // and asks again
	s.v.Press("button", "Allow")
	s.v.Until(barOf + ` && ` + recordedPages)
}

// What the visitor stops stops in their page, whether the relay can be told or not; it is told when it is back, also from another page.
func TestAVisitorStopsWhileTheRelayIsGone(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]bool{"the page stays": false, "the page is another one": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := newMerchant(t, withRecorder(t)) // whose pages come from elsewhere
			s := m.talk(t)
			s.looks("ana@localhost", "w1")
			s.may("ask", "Ana Martin can see this page")
			s.v.Until(recordedPages)
			s.r.Cut()
			s.r.Stop()
			s.v.Press("button", "Stop sharing")
			s.v.Until(noBar + ` && ` + unrecorded)
			if leave {
				s.v.Go(m.origin + "/other")
				s.v.Until(`document.title === "Merchant" && document.readyState === "complete" && ` + noBar) // without a relay there is no launcher either
			}
			s.r.Restart()
			if leave {
				s.v.Go(m.origin + "/")
			}
			if got := s.looks("ana@localhost", "w2").state(wire.MirrorEnded); got.By.Role != chat.Visitor {
				t.Errorf("ended by %+v", got.By)
			}
			s.v.Until(noBar + ` && ` + unrecorded + ` && ` + kept + ` === null`)
		})
	}
}

// From page to page, and when the page is loaded anew, bar and recording are there again, before the program is.
func TestSharingGoesOnOnTheNextPage(t *testing.T) {
	t.Parallel()
	s := talk(t, 1280)
	ana := s.looks("ana@localhost", "w1")
	s.may("ask", "Ana Martin can see this page")
	ana.sees("/demo/")
	s.v.Go(s.r.URL + "/demo/products.html")
	s.v.Until(barOf + ` && seen("Ana Martin can see this page") && ` + recordedPages)
	ana.sees("/demo/products.html")
	s.v.OnEveryPage(noProgram)
	for range 2 {
		s.v.Go(s.r.URL + "/demo/basket.html")
		s.v.Until(barOf + ` && seen("Ana Martin can see this page") && ` + recordedPages)
		ana.sees("/demo/basket.html")
	}
	s.v.Press("button", "Stop sharing")
	s.v.Until(noBar + ` && ` + unrecorded)
}

// What has ended while the visitor was away is not shown on the next page for longer than it takes to hear so, by the chat, or by the relay where the
// chat does not reach back so far.
func TestWhatHasEndedMeanwhileEndsOnTheNextPage(t *testing.T) {
	t.Parallel()
	for name, without := range map[string]string{"by the chat": "", "by the relay": noProgram} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := talk(t, 1280)
			s.may("ask", "Ana Martin can see this page")
			s.v.Go("about:blank")
			s.does("stop")
			if without != "" {
				s.v.OnEveryPage(without)
			}
			s.v.Go(s.r.URL + "/demo/basket.html")
			s.v.Until(kept + ` === null && ` + noBar + ` && ` + unrecorded)
		})
	}
}

// Two tabs have a bar each; what is stopped in one is stopped in the other, also while the relay is gone.
func TestTwoTabsShareWhatIsAllowed(t *testing.T) {
	t.Parallel()
	s := talk(t, 1280)
	s.looks("ana@localhost", "w1")
	other := s.v.Tab()
	other.OnEveryPage(opened)
	other.Go(s.r.URL + "/demo/basket.html")
	other.Until(`at("textbox", "Message")?.closest("[data-root]")`)
	s.does("ask")
	other.Until(asked)
	s.v.Press("button", "Allow")
	for _, p := range []*browser.Page{s.v, other} {
		p.Until(notAsked + ` && ` + barOf + ` && recorders.length === 1`)
	}
	s.r.Cut()
	s.r.Stop()
	other.Press("button", "Stop sharing")
	for _, p := range []*browser.Page{s.v, other} {
		p.Until(noBar + ` && ` + unrecorded)
	}
}

// Only a hand grants: no script of the page, and no word of the chat.
func TestNobodyElseAllows(t *testing.T) {
	t.Parallel()
	s := talk(t, 1280)
	s.does("ask")
	s.v.Until(`at("button", "Allow")`)
	browser.Eval[bool](s.v, `(() => {
		const allow = at("button", "Allow");
		allow.click();
		for (const name of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) allow.dispatchEvent(new MouseEvent(name, { bubbles: true, composed: true, cancelable: true }));
		allow.focus();
		allow.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, composed: true }));
		return true;
	})()`)
	s.v.Until(asked + ` && ` + noBarYet + ` && ` + kept + ` === null`)
	s.v.Press("button", "Allow")
	s.v.Until(barOf)
	browser.Eval[bool](s.v, `(localStorage.removeItem("pupitre:demo:share"), true)`)
	s.v.Go(s.r.URL + "/demo/basket.html")
	s.does("ask-control") // as far as the relay knows it is shown
	s.v.Until(asked + ` && ` + noBarYet + ` && ` + unrecorded)

	plain := browser.Open(t, 1280, 800)
	plain.OnEveryPage(noProgram)
	plain.Go(s.r.URL + "/demo/")
	browser.Eval[bool](plain, `(localStorage.setItem("pupitre:demo:share", "1\nq\n1\n\n0\nAna"), location.reload(), true)`)
	plain.Until(`document.querySelector("pupitre-share")?.matches(":popover-open") && document.querySelector("pupitre-share").shadowRoot === null`)
}

// noProgram keeps the chat's frame without its program.
const noProgram = `if (location.pathname === "/widget/") window.fetch = () => new Promise(() => {})`

const noBarYet = `!at("region", "Page sharing")`

// Where the site only announces it, nobody is asked, and the bar says it from the first moment.
func TestASiteThatAnnouncesAsksNobody(t *testing.T) {
	t.Parallel()
	s := talk(t, 1280, func(c *web.Config) { c.Rules.Mirror = chat.Announce })
	ana := s.looks("ana@localhost", "w1")
	s.does("ask")
	s.v.Until(barOf + ` && seen("Ana Martin can see this page")`)
	ana.sees("/demo/")
	s.v.Go(s.r.URL + "/demo/basket.html")
	ana.sees("/demo/basket.html")
	s.v.Until(barOf)
	s.does("ask-control") // that is asked everywhere
	s.v.Until(asked)
	s.v.Press("button", "Refuse")
	s.v.Until(notAsked)
	s.v.Press("button", "Stop sharing")
	s.v.Until(noBar + ` && ` + unrecorded)
	ana.state(wire.MirrorEnded)
	s.does("ask") // announced again
	s.v.Until(barOf)
}

// Control is a question of its own, and ends by Escape pressed twice, by the bar, and by the agent; the page is still seen then.
func TestControlIsAllowedAndTakenBack(t *testing.T) {
	t.Parallel()
	s := talk(t, 1280)
	ana := s.looks("ana@localhost", "w1")
	s.may("ask", "Ana Martin can see this page")
	level := func(n string) { s.v.Until(`recorders.at(-1).options.level() === ` + n) }
	for _, end := range []func(){
		func() { s.v.Press("button", "Take back control") },
		func() { s.v.Click(20, 400); s.v.Key("Escape"); s.v.Key("Escape") },
		func() { s.does("stop-control") },
	} {
		level("1")
		s.may("ask-control", "Ana Martin controls this page")
		level("3")
		s.v.Until(`at("button", "Take back control") && recorders.at(-1).options.name() === "Ana Martin"`)
		end()
		s.v.Until(barOf + ` && seen("Ana Martin can see this page") && !at("button", "Take back control") && ` + recordedPages)
		level("1")
	}
	s.may("ask-point", "Ana Martin can see this page and point at things")
	level("2")
	s.v.Press("button", "Stop sharing")
	s.v.Until(noBar + ` && ` + unrecorded)
	ana.state(wire.MirrorEnded)
}

// A relay that starts again finds the page there, which begins anew.
func TestSharingGoesOnWhenTheRelayIsBack(t *testing.T) {
	t.Parallel()
	s := talk(t, 1280)
	s.looks("ana@localhost", "w1")
	s.may("ask", "Ana Martin can see this page")
	s.v.Until(recordedPages)
	s.r.CutAndRestart()
	s.looks("ana@localhost", "w2").sees("/demo/")
	s.v.Until(barOf + ` && recorders.length === 1 && recorders[0].heard.includes(38)`)
	// The page hears how much waits in the socket, and when nothing does.
	browser.Eval[bool](s.v, `(recorders[0].port.postMessage(new Uint8Array(200_000).fill(2).buffer), true)`)
	s.v.Until(`recorders[0].buffered.at(-1) === 0`)
}
