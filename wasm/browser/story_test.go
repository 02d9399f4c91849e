package browser_test

import (
	"pupitre/app/chat"
	"testing"

	"pupitre/relay/relaytest"
	"pupitre/relay/web"
	"pupitre/wasm/browser"
)

// asking is whether visitors' pages can be seen: make cobrowse alone tries that, as long as it is on trial.
var asking = chat.MirrorOff

// shop is a relay with the demo shop, whose pages name the site demo.
func shop(t *testing.T, options ...relaytest.Option) *relaytest.Relay {
	return relaytest.Start(t, append([]relaytest.Option{func(c *web.Config) { c.Site, c.Rules.Mirror = web.Site{ID: "demo", Name: "Lampyre"}, asking }}, options...)...)
}

func signIn(t *testing.T, base, email string) *browser.Page {
	t.Helper()
	p := browser.Open(t, 1280, 800)
	enter(p, base, email)
	return p
}

// enter signs somebody in at the console.
func enter(p *browser.Page, base, email string) {
	p.Go(base + "/console/")
	p.Fill("E-mail", email)
	p.Fill("Password", relaytest.Password+"\r")
	p.See("Connected")
}

func visit(t *testing.T, r *relaytest.Relay, page string) *browser.Page {
	t.Helper()
	return visitAt(t, r.URL, page)
}

func visitAt(t *testing.T, base, page string) *browser.Page {
	t.Helper()
	p := browser.Open(t, 1280, 800)
	p.Go(base + page)
	p.Press("button", "Open chat")
	p.Until(`at("textbox", "Message")`)
	return p
}

func TestAVisitorWritesAndAnAgentAnswers(t *testing.T) {
	t.Parallel()
	r := shop(t)
	ana, v := signIn(t, r.URL, "ana@localhost"), visit(t, r, "/demo/")
	v.Fill("Message", "Is the lamp Halo in stock?\r")
	v.See("Sent")
	ana.See("Is the lamp Halo in stock?")
	ana.Until(`every("listitem", "").length === 1 && at("list", "Conversations")`)
	ana.Press("listitem", "")
	ana.Until(`at("region", "Conversation with Visitor") && at("log", "Messages")`)
	v.See("Read")
	ana.Fill("Message", "Yes, we have two.\r")
	v.See("Yes, we have two.")
	v.See("Ana Martin joined the conversation")
	ana.See("Read")
	ana.Type("And")
	v.See("Ana Martin is typing")
	v.Fill("Message", "Great")
	ana.See("is typing")
	ana.Until(`document.title === "Pupitre" && at("textbox", "Message").value === "And"`)
}

func TestTheChatStaysWhereItWasFromPageToPage(t *testing.T) {
	t.Parallel()
	r := shop(t)
	v := visit(t, r, "/demo/")
	v.Fill("Message", "Hello\r")
	v.See("Sent")
	v.Type("half a thought")
	v.Until(`Object.values(localStorage).includes("half a thought")`) // a moment after the last key
	for _, page := range []string{"/demo/products.html", "/demo/basket.html", "/demo/checkout.html"} {
		v.Go(r.URL + page)
		v.Until(`at("textbox", "Message")?.value === "half a thought" && seen("Hello")`)
	}
	v.Until(`at("button", "Close chat")`)
	v.Press("button", "Close chat")
	v.Until(`at("button", "Open chat") && !at("textbox", "Message")`)
	v.Go(r.URL + "/demo/account.html")
	v.Until(`at("button", "Open chat") && !at("textbox", "Message")`)
}

// online: connected, with nothing that waits. What screen readers were told of it before stays in their region, as a line
// that goes on.
const online = `!seen("Waiting to be sent") && !words().split("\n").some((l) => l.trim() === "Reconnecting…" || l.startsWith("Connection lost. Reconnecting"))`

func TestTheRelayIsCutOffAndNothingIsLost(t *testing.T) {
	t.Parallel()
	r := shop(t)
	ana, v := signIn(t, r.URL, "ana@localhost"), visit(t, r, "/demo/")
	v.Fill("Message", "one\r")
	ana.See("one")
	ana.Press("listitem", "")
	ana.Fill("Message", "two\r")
	v.See("two")
	r.Cut()
	r.Stop()
	v.See("Reconnecting")
	ana.See("Reconnecting")
	v.Type("three\r")
	ana.Type("four\r")
	v.See("Waiting to be sent")
	ana.See("Waiting to be sent")
	r.Restart()
	v.See("four")
	ana.See("three")
	for _, p := range []*browser.Page{v, ana} {
		p.Until(online)
		p.Until(`["one", "two", "three", "four"].every((w) => at("log", "Messages").innerText.split("\n").filter((l) => l === w).length === 1)`)
	}
}

func TestOneOfTwoAgentsGetsTheConversation(t *testing.T) {
	t.Parallel()
	r := shop(t)
	ana, ben, v := signIn(t, r.URL, "ana@localhost"), signIn(t, r.URL, "ben@localhost"), visit(t, r, "/demo/")
	v.Fill("Message", "Anybody there?\r")
	for _, p := range []*browser.Page{ana, ben} {
		p.See("Anybody there?")
		p.Press("listitem", "")
		p.Until(`at("button", "Take")`)
	}
	ben.Press("button", "Take")
	ana.See("Ben Keller has this conversation.")
	ana.Until(`!at("textbox", "Message")`)
	ben.Until(`at("button", "Hand back")`)
}

// Somebody who is faster than the download: what they type and even send before Go is there arrives.
func TestTypingBeforeTheModuleIsThere(t *testing.T) {
	t.Parallel()
	r := shop(t)
	v := browser.Open(t, 1280, 800)
	v.Slow(200_000) // bytes a second: the module takes two seconds
	v.Go(r.URL + "/demo/")
	v.Press("button", "Open chat")
	v.Fill("Message", "early bird\rand a draft")
	v.Until(`seen("Sent") && seen("early bird") && at("textbox", "Message")?.value === "and a draft"`)
}

// Somebody who opens the chat can type at once, without a click into the field, and what they typed is there on the next
// page, though neither page's module has come.
func TestWhatIsTypedBeforeTheModuleIsThereGoesAlong(t *testing.T) {
	t.Parallel()
	r := shop(t)
	v := browser.Open(t, 1280, 800)
	v.OnEveryPage(`if (location.pathname === "/widget/") window.fetch = () => new Promise(() => {})`)
	v.Go(r.URL + "/demo/")
	v.Press("button", "Open chat")
	v.Until(`at("textbox", "Message") && focused() === at("textbox", "Message")`)
	v.Type("half a sentence")
	v.Until(`localStorage.getItem("pupitre:demo:draft") === "half a sentence"`)
	v.Go(r.URL + "/demo/basket.html")
	v.Until(`at("textbox", "Message")?.value === "half a sentence"`)
}

func TestPageViewsOfAOnePageShopAreSeenByTheAgent(t *testing.T) {
	t.Parallel()
	r := shop(t)
	ana, v := signIn(t, r.URL, "ana@localhost"), visit(t, r, "/demo/products.html")
	v.Fill("Message", "Hello\r")
	v.See("Sent")
	ana.See("Hello")
	ana.Press("listitem", "")
	browser.Eval[bool](v, `(document.querySelector("[data-filter=seats]").click(), true)`)
	ana.See("Viewed “Seats")
}
