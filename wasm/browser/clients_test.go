package browser_test

import (
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"pupitre/relay/relaytest"
	"pupitre/wasm/browser"
)

// julieInTalk is Julie, by the word of the shop's server, who has written.
func julieInTalk(t *testing.T, r *relaytest.Relay, text string) *browser.Page {
	t.Helper()
	signed, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": "c-7", "aud": "demo", "exp": time.Now().Add(time.Hour).Unix(), "name": "Julie Martin", "email": "julie@example.com"}).SignedString([]byte(identityKey))
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, r, "/demo/")
	v.Fill("Message", text+"\r")
	v.See("Sent")
	browser.Eval[bool](v, `(pupitre("identify", "`+signed+`"), true)`)
	return v
}

// A manager finds whom the agents have blocked, reads who did it, why and until when, and ends it: with the keyboard up to the list,
// with the pointer in it. An agent cannot, nor see the way there.
func TestAManagerFindsABlockAmongTheClientsAndEndsIt(t *testing.T) {
	t.Parallel()
	const list, rows = `at("list", "Visitors and customers")`, `document.querySelectorAll(".found-list li")`
	r := shop(t, withKeys)
	ana, mia := signInAudited(t, r.URL, "ana@localhost"), signInAudited(t, r.URL, "admin@localhost")
	v := julieInTalk(t, r, "You are all fools")
	call(t, r, "Is the lamp Halo in stock?")
	ana.See("Julie Martin")
	ana.Press("listitem", "") // who waits longest
	ana.Until(`at("region", "Conversation with Julie Martin")`)
	ana.TabTo("button", "Block visitor", false)
	ana.Key("Enter")
	ana.Until(`focused().tagName === "SELECT" && document.querySelector("dialog[open]").contains(focused())`)
	ana.Type("ii") // of the reasons that one that begins so
	ana.Until(`focused().value === "insults"`)
	ana.Audit("blocking a customer")
	ana.TabTo("button", "Block", false)
	ana.Key("Enter")
	ana.See("Visitor blocked")
	v.Until(noChat)
	ana.See("Blocked until")
	if browser.Eval[bool](ana, `!!at("button", "Unblock")`) {
		t.Error("an agent may unblock")
	}
	ana.Press("button", "Settings")
	ana.Until(`at("button", "Canned responses")`)
	if browser.Eval[bool](ana, `!!at("button", "Clients")`) {
		t.Error("an agent may look after clients")
	}

	mia.TabTo("button", "Settings", false)
	mia.Key("Enter")
	mia.Until(`at("button", "Clients")`)
	mia.TabTo("button", "Clients", false)
	mia.Key("Enter")
	mia.Until(`focused().tagName === "H1" && ` + list + ` && ` + rows + `.length === 2`)
	mia.Audit("clients")
	mia.TabUntil(`focused().type === "search"`, false)
	mia.Type("julie")
	mia.Until(rows + `.length === 1 && ` + list + `.innerText.includes("Julie Martin")`)
	mia.Type(" nobody")
	mia.See("Nobody was found")
	for range " nobody" {
		mia.Key("Backspace")
	}
	mia.Until(rows + `.length === 1`)
	for range "julie" {
		mia.Key("Backspace")
	}
	mia.Until(rows + `.length === 2`)
	mia.TabUntil(`nameOf(focused()) === "Blocked"`, false)
	mia.Key("Space")
	mia.Until(`focused().ariaPressed === "true" && ` + rows + `.length === 1 && ` + list + `.innerText.includes("c-7")`)
	mia.Audit("clients who are blocked")

	mia.Press("button", "Blocks")
	mia.Until(`at("list", "Blocks")?.querySelectorAll("li").length === 1`)
	for _, words := range []string{"By Ana Martin, on", "until", "Reason: Insults"} {
		mia.See(words)
	}
	if when := browser.Eval[[]string](mia, `[...document.querySelectorAll(".found-list time")].map((e) => e.dateTime).sort()`); len(when) != 2 || !lastsAWeek(t, when[0], when[1]) {
		t.Errorf("since and until: %v", when)
	}
	mia.Audit("blocks")
	mia.Press("button", "Unblock: Julie Martin")
	mia.Until(`document.querySelector("dialog[open]")`)
	mia.Until(`nameOf(focused()) === "Unblock"`)
	mia.Audit("unblocking")
	mia.Key("Escape")
	mia.Until(`!document.querySelector("dialog") && document.querySelectorAll(".found-list li").length === 1`)
	mia.Focus("button", "Unblock: Julie Martin") // it came back here
	mia.Key("Enter")
	mia.Until(`document.querySelector("dialog[open]")?.contains(focused()) && nameOf(focused()) === "Unblock"`)
	mia.Key("Enter")
	mia.See("Nobody is blocked.")
	mia.Until(`at("button", "In force") && !document.querySelector(".found-list") && document.querySelector(".said-last").innerText === "Unblocked" && focused().tagName === "H1"`)
	mia.Press("button", "Also those that have ended")
	mia.See("Ended by Admin, on")
	mia.Audit("blocks that have ended")

	v.Until(`Date.now() >= ` + toBeAsked)
	v.Go(r.URL + "/demo/")
	v.Until(hasChat)
	v.Press("button", "Open chat")
	v.Until(`at("textbox", "Message")`)
	v.Fill("Message", "I am sorry\r")
	ana.Press("button", "Back")
	ana.See("I am sorry")
}

// lastsAWeek tells whether one time is a week after the other, but for a minute.
func lastsAWeek(t *testing.T, from, to string) bool {
	t.Helper()
	began, err := time.Parse(time.RFC3339, from)
	if err != nil {
		t.Fatal(err)
	}
	ends, err := time.Parse(time.RFC3339, to)
	if err != nil {
		t.Fatal(err)
	}
	return (ends.Sub(began) - 7*24*time.Hour).Abs() < time.Minute
}
