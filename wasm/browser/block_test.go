package browser_test

import (
	"strconv"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/relaytest"
	"pupitre/relay/wiretest"
	"pupitre/wasm/browser"
)

const (
	noChat  = `!at("button", "Open chat")`
	hasChat = `at("button", "Open chat")`
	// toBeAsked is when the launcher may ask the relay again whether the block goes on.
	toBeAsked = `Number(localStorage.getItem("pupitre:demo:blocked"))`
)

// blocks lets an agent block the visitor of the one conversation that there is.
func blocks(p *browser.Page) {
	p.Press("listitem", "")
	p.Until(`at("region", "Conversation with Visitor") && at("button", "Block visitor")`)
	p.Press("button", "Block visitor")
	p.Until(`document.querySelector("dialog[open] select")`)
	browser.Eval[bool](p, `(document.querySelector("dialog button[type=submit]").click(), true)`)
	p.See("Visitor blocked")
}

// unblocks lets a manager end the block, by the wire.
func unblocks(t *testing.T, r *relaytest.Relay) {
	t.Helper()
	mia := r.Agent("admin@localhost")
	_, list := mia.HelloAgent()
	visitor, _ := list.List[0].ID.Owner()
	trail := mia.Follow(chat.TrailOf(visitor), 0, 0)
	for _, e := range trail.List {
		if b, ok := e.Body.(chat.Blocked); ok && !b.Ended {
			mia.Say(wire.Unblock{Ref: 1, Visitor: visitor, ID: "u-" + e.ID, Of: e.ID})
			if d := wiretest.Await[wire.Done](mia); d.Problem != chat.NoProblem {
				t.Fatalf("unblock: %v", d.Problem)
			}
			return
		}
	}
	t.Fatal("nothing is blocked")
}

func TestABlockedVisitorHasNoChatUntilAManagerUnblocks(t *testing.T) {
	t.Parallel()
	r := shop(t)
	ana, v := signIn(t, r.URL, "ana@localhost"), visit(t, r, "/demo/")
	v.Fill("Message", "You are all fools\r")
	ana.See("You are all fools")
	blocks(ana)
	v.Until(noChat + ` && !at("textbox", "Message") && !document.querySelector("pupitre-chat").shadowRoot.querySelector("iframe")`)
	ana.Until(`at("button", "Undo")`)

	first := browser.Eval[float64](v, toBeAsked)
	if first == 0 {
		t.Fatal("the page keeps no mark")
	}
	v.Go(r.URL + "/demo/products.html")
	v.Until(toBeAsked + ` > ` + strconv.FormatFloat(first, 'f', -1, 64)) // it has asked
	v.Until(noChat + ` && !document.querySelector("pupitre-chat").shadowRoot.querySelector("iframe")`)
	browser.Eval[bool](v, `(pupitre("open"), true)`)
	v.Until(noChat + ` && !document.querySelector("pupitre-chat").shadowRoot.querySelector("iframe")`)

	unblocks(t, r)
	v.Until(`Date.now() >= ` + toBeAsked)
	v.Go(r.URL + "/demo/")
	v.Until(hasChat + ` && ` + toBeAsked + ` === 0`)
	v.Press("button", "Open chat")
	v.Until(`at("textbox", "Message")`)
	v.Fill("Message", "I am sorry\r")
	ana.See("I am sorry")
}

func TestWhoUndoesABlockHasTheConversationBack(t *testing.T) {
	t.Parallel()
	r := shop(t)
	ana, v := signIn(t, r.URL, "ana@localhost"), visit(t, r, "/demo/")
	v.Fill("Message", "Hello\r")
	ana.See("Hello")
	ana.Press("listitem", "")
	ana.Press("button", "Take")
	ana.Until(`at("textbox", "Message")`)
	blocks(ana)
	v.Until(noChat)
	ana.Press("button", "Undo")
	ana.See("The block was undone.")
	ana.Until(`at("textbox", "Message")`)
	v.Go(r.URL + "/demo/")
	v.Until(hasChat)
}

// On a site whose visitors agents see, somebody who has not opened the chat may be blocked: what stands on their page goes all the same.
func TestWhoOnlyLooksAtTheSiteLosesTheChatToo(t *testing.T) {
	t.Parallel()
	r := shop(t, withBeacons)
	ana, v := watch(r), browser.Open(t, 1280, 800)
	v.Go(r.URL + "/demo/")
	o := awaitOnSite(t, ana, func(o chat.OnSite) bool { return strings.HasSuffix(o.Page.URL, "/demo/") })
	ana.Say(wire.Invite{Ref: 1, Visitor: o.Visitor, ID: "i1", Text: "May I help?"})
	v.See("May I help?")
	if done := wiretest.Await[wire.Done](ana); done.Problem != chat.NoProblem {
		t.Fatal(done.Problem)
	}
	ana.Say(wire.Block{Ref: 2, Visitor: o.Visitor, ID: "b1"})
	if done := wiretest.Await[wire.Done](ana); done.Problem != chat.NoProblem {
		t.Fatal(done.Problem)
	}
	v.Until(noChat + ` && !seen("May I help?") && ` + toBeAsked + ` > 0`)
}

// Somebody who clears what the shop's page keeps is a new visitor, and yet known by the mark that the frame keeps on the relay's origin.
func TestANewIdentityInTheSameBrowserIsKeptAwayToo(t *testing.T) {
	t.Parallel()
	m := newMerchant(t)
	ana, v := signIn(t, m.relay.URL, "ana@localhost"), browser.Open(t, 1280, 800)
	v.Go(m.origin + "/")
	v.Until(hasChat)
	browser.Eval[bool](v, `(pupitre("open"), true)`)
	v.TypeInFrame(m.relay.URL, "Message", "You are all fools\r")
	ana.See("You are all fools")
	blocks(ana)
	v.Until(noChat + ` && ` + toBeAsked + ` > 0`)
	for range 2 { // whoever tries again
		browser.Eval[bool](v, `(localStorage.clear(), true)`)
		v.Go(m.origin + "/")
		v.Until(hasChat) // nothing of ours has run that could know
		browser.Eval[bool](v, `(pupitre("open"), true)`)
		v.Until(noChat + ` && ` + toBeAsked + ` > 0`)
	}
	if browser.Eval[bool](v, `localStorage.getItem("pupitre:demo:token") !== null`) {
		t.Error("the relay has taken them for somebody new")
	}
	unblocks(t, m.relay)
	v.Until(`Date.now() >= ` + toBeAsked)
	v.Go(m.origin + "/")
	v.Until(hasChat)
}
