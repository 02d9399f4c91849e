package browser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
	"pupitre/relay/wiretest"
	"pupitre/wasm/browser"
)

const identityKey = "the key of the shop's server, 32 bytes or more"

func withKeys(c *web.Config) { c.IdentityKeys = []string{identityKey} }

func withBeacons(c *web.Config) { c.Beacons = true }

// noted keeps what the launcher says to who writes the page in window.warned.
const noted = `window.warned = []; console.warn = (...words) => warned.push(words.join(" "))`

// inTalk is a visitor in the demo shop who has written, and an agent, without a browser, who follows the conversation.
func inTalk(t *testing.T, r *relaytest.Relay, page string) (*browser.Page, *wiretest.Client) {
	t.Helper()
	v := browser.Open(t, 1280, 800)
	v.OnEveryPage(noted)
	v.Go(r.URL + page)
	v.Press("button", "Open chat")
	v.Until(`at("textbox", "Message")`)
	v.Fill("Message", "Hello\r")
	v.See("Sent")
	ana := r.Agent("ana@localhost")
	me, list := ana.HelloAgent()
	for len(list.List) == 0 {
		list = wiretest.Await[wire.Summaries](ana)
	}
	ana.Follow(list.List[0].ID, me.Epoch, 0)
	return v, ana
}

// awaitProfile waits until what is known of the visitor is so.
func awaitProfile(t *testing.T, c *wiretest.Client, so func(chat.Profile) bool) chat.Profile {
	t.Helper()
	for {
		if p := wiretest.Await[wire.Profile](c).Profile; so(p) {
			return p
		}
	}
}

func onPage(path string, pages uint64) func(chat.Profile) bool {
	return func(p chat.Profile) bool { return strings.HasSuffix(p.Page.URL, path) && p.Pages == pages }
}

// One visit over reloads, routes of a single-page shop, ways back and tabs: each page that is looked at counts once.
func TestPagesOfAVisitAreCounted(t *testing.T) {
	t.Parallel()
	r := shop(t)
	v, ana := inTalk(t, r, "/demo/?utm_source=letter")
	first := awaitProfile(t, ana, onPage("/demo/?utm_source=letter", 1))
	if first.Visit.Number != 1 || first.Visit.Came.Landing != first.Page.URL || first.Visit.First != first.Visit.Came || first.Page.Title == "" {
		t.Errorf("%+v", first)
	}
	if d := first.Visit.Device; d.Browser == "" || d.System == "" || d.Language == "" || d.Screen == "" || d.Zone == "" {
		t.Errorf("%+v", d)
	}
	v.Go(r.URL + "/demo/products.html")
	awaitProfile(t, ana, onPage("/demo/products.html", 2))
	browser.Eval[bool](v, `(location.reload(), true)`)
	awaitProfile(t, ana, onPage("/demo/products.html", 3))
	v.Until(`at("button", "Close chat")`)
	browser.Eval[bool](v, `(document.title = "A route", history.pushState(null, "", "/demo/products.html?kind=lamp"), true)`)
	if p := awaitProfile(t, ana, onPage("?kind=lamp", 4)); p.Page.Title != "A route" {
		t.Errorf("%+v", p.Page)
	}
	browser.Eval[bool](v, `(history.back(), true)`)
	awaitProfile(t, ana, onPage("/demo/products.html", 5))
	v.Go(r.URL + "/demo/account.html")
	awaitProfile(t, ana, onPage("/demo/account.html", 6))
	v.Back() // given back by the browser's memory of pages, it is to the visitor another one
	awaitProfile(t, ana, onPage("/demo/products.html", 7))
	v.Until(online)
	tab := v.Tab()
	tab.Go(r.URL + "/demo/basket.html")
	last := awaitProfile(t, ana, onPage("/demo/basket.html", 8))
	if last.Visit.ID != first.Visit.ID || last.Visits != 1 || last.Visit.Began != first.Visit.Began || last.Views != 8 {
		t.Errorf("%+v", last)
	}
}

// After half an hour without a sign it is another visit; a clock that goes back is no reason for one.
func TestAVisitEndsByItself(t *testing.T) {
	t.Parallel()
	r := shop(t)
	v, ana := inTalk(t, r, "/demo/")
	first := awaitProfile(t, ana, onPage("/demo/", 1))
	move := func(minutes int) {
		browser.Eval[bool](v, fmt.Sprintf(`(() => {
			const key = "pupitre:demo:visit", visit = JSON.parse(localStorage[key]);
			for (const at of [visit, visit.first]) at.at += %d * 60000;
			visit.seen += %d * 60000;
			localStorage[key] = JSON.stringify(visit);
			return true;
		})()`, minutes, minutes))
	}
	move(600) // as if it was noted by a clock that went ten hours ahead
	v.Go(r.URL + "/demo/products.html")
	if p := awaitProfile(t, ana, onPage("/demo/products.html", 2)); p.Visit != first.Visit {
		t.Errorf("%+v, before %+v", p.Visit, first.Visit)
	}
	move(-29)
	v.Go(r.URL + "/demo/basket.html")
	awaitProfile(t, ana, onPage("/demo/basket.html", 3))
	move(-31)
	v.Go(r.URL + "/demo/account.html")
	p := awaitProfile(t, ana, onPage("/demo/account.html", 1))
	if p.Visit.ID == first.Visit.ID || p.Visit.Number != 2 || p.Visits != 2 || p.Visit.First != first.Visit.First || p.Visit.Came.Referrer != "" {
		t.Errorf("%+v", p.Visit)
	}
}

// What a page says before the launcher has come is not lost, nor what it says on another page. (The shop itself tells "basket" and "items".)
func TestWhatAPageTellsIsNeverDropped(t *testing.T) {
	t.Parallel()
	r := shop(t)
	v := browser.Open(t, 1280, 800)
	v.OnEveryPage(noted)
	v.OnEveryPage(`if (location.pathname === "/demo/") window.pupitre = (...c) => (pupitre.q ??= []).push(c), pupitre("data", { early: "yes it is", total: { amount: 12.5, currency: "EUR" }, since: new Date(0) })`)
	v.Go(r.URL + "/demo/")
	v.Until(`localStorage["pupitre:demo:data:early"]`)
	v.Go(r.URL + "/demo/products.html")
	v.Press("button", "Open chat")
	v.Until(`at("textbox", "Message")`)
	v.Fill("Message", "Hello\r")
	v.See("Sent")
	ana := r.Agent("ana@localhost")
	me, list := ana.HelloAgent()
	for len(list.List) == 0 {
		list = wiretest.Await[wire.Summaries](ana)
	}
	ana.Follow(list.List[0].ID, me.Epoch, 0)
	value := func(p chat.Profile, name string) string {
		for _, d := range p.Told {
			if d.Name == name {
				return d.Value
			}
		}
		return ""
	}
	p := awaitProfile(t, ana, func(p chat.Profile) bool { return value(p, "early") != "" })
	if value(p, "total") != "12.50 EUR" || value(p, "since") != "1970-01-01T00:00:00Z" {
		t.Errorf("%+v", p.Told)
	}
	browser.Eval[bool](v, `(pupitre("data", { pieces: 3, early: null }), pupitre("data", { vip: true, wrong: [1], round: window, none: NaN }), true)`)
	p = awaitProfile(t, ana, func(p chat.Profile) bool { return value(p, "pieces") == "3" })
	if value(p, "early") != "" || value(p, "vip") != "yes" || value(p, "total") != "12.50 EUR" || value(p, "wrong") != "" {
		t.Errorf("%+v", p.Told)
	}
	v.Until(`["data.wrong is neither", "data.round is not a value", "data.none is not a value"].every((w) => warned.some((line) => line.startsWith("Pupitre: " + w)))`)
}

func TestACustomerIsWhoTheShopsServerSays(t *testing.T) {
	t.Parallel()
	r := shop(t, withKeys)
	v, ana := inTalk(t, r, "/demo/")
	browser.Eval[bool](v, `(pupitre("identify", "nonsense"), true)`)
	v.Until(`warned.some((w) => w.startsWith("Pupitre: identity: it is not a JWT"))`)
	signed, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": "c-7", "aud": "demo", "exp": time.Now().Add(time.Hour).Unix(), "name": "Julie Martin"}).SignedString([]byte(identityKey))
	if err != nil {
		t.Fatal(err)
	}
	browser.Eval[bool](v, `(pupitre("identify", "`+signed+`"), true)`)
	if p := awaitProfile(t, ana, func(p chat.Profile) bool { return p.Customer.ID != "" }); p.Customer.ID != "c-7" || p.Customer.Name != "Julie Martin" {
		t.Errorf("%+v", p.Customer)
	}
	if browser.Eval[bool](v, `Object.values(localStorage).some((kept) => kept.includes("`+signed+`"))`) {
		t.Error("the token is kept in the shop's storage")
	}
	other := v.Tab()
	other.Go(r.URL + "/demo/products.html")
	other.Until(`window.pupitre?.here`)
	browser.Eval[bool](other, `(pupitre("identify", null), true)`)
	awaitProfile(t, ana, func(p chat.Profile) bool { return p.Customer.ID == "" })
	other.Until(`localStorage["pupitre:demo:out"] === undefined`)
	browser.Eval[bool](v, `(pupitre("data", { after: "signing out" }), true)`) // a page of before still has the token
	told := func(p chat.Profile) bool {
		return slices.ContainsFunc(p.Told, func(d chat.Datum) bool { return d.Name == "after" })
	}
	if p := awaitProfile(t, ana, told); p.Customer.ID != "" {
		t.Errorf("a tab of before the sign-out makes the visitor %q again", p.Customer.ID)
	}
}

// watch is an agent without a browser who looks at those on the site.
func watch(r *relaytest.Relay) *wiretest.Client {
	ana := r.Agent("ana@localhost")
	ana.HelloAgent()
	ana.Say(wire.Watch{On: true})
	return ana
}

func awaitOnSite(t *testing.T, c *wiretest.Client, so func(chat.OnSite) bool) chat.OnSite {
	t.Helper()
	for {
		for _, o := range wiretest.Await[wire.Visitors](c).List {
			if so(o) {
				return o
			}
		}
	}
}

// On a site that wants it, agents see who is there before anybody wants a chat, and may invite them.
func TestSomebodyOnTheSiteIsInvited(t *testing.T) {
	t.Parallel()
	r := shop(t, withBeacons)
	ana := watch(r)
	v := browser.Open(t, 1280, 800)
	v.WithAxe()
	asked := v.Requests()
	v.Go(r.URL + "/demo/products.html")
	o := awaitOnSite(t, ana, func(o chat.OnSite) bool { return strings.HasSuffix(o.Page.URL, "/demo/products.html") })
	invite := func(id chat.EntryID, text string) {
		ana.Say(wire.Invite{Ref: 1, Visitor: o.Visitor, ID: id, Text: text})
		if done := wiretest.Await[wire.Done](ana); done.Problem != chat.NoProblem {
			t.Fatal(done.Problem)
		}
	}
	invite("i1", "Which room is the lamp for?")
	v.See("Which room is the lamp for?")
	v.See("Ana Martin")
	for _, url := range asked.All() {
		if isModule(url) || strings.Contains(url, "/widget/") {
			t.Errorf("the page asked for %s", url)
		}
	}
	v.Go(r.URL + "/demo/basket.html") // it waits on the next page
	v.See("Which room is the lamp for?")
	v.Audit("an invitation")
	v.Press("button", "Close")
	v.Until(`!seen("Which room is the lamp for?")`)
	v.Go(r.URL + "/demo/products.html") // and does not come again
	awaitOnSite(t, ana, func(o chat.OnSite) bool { return strings.HasSuffix(o.Page.URL, "/demo/products.html") && o.Invited })
	browser.Eval[bool](v, idle)
	if browser.Eval[bool](v, `!!seen("Which room is the lamp for?")`) {
		t.Error("it came again")
	}

	other := browser.Open(t, 390, 800)
	other.Go(r.URL + "/demo/")
	o = awaitOnSite(t, ana, func(n chat.OnSite) bool { return n.Visitor != o.Visitor && strings.HasSuffix(n.Page.URL, "/demo/") })
	invite("i2", "May I help?")
	other.See("May I help?")
	other.Press("button", "Answer")
	other.Until(`at("textbox", "Message")`)
	other.See("Ana Martin joined the conversation")
	other.Fill("Message", "Yes, please\r")
	awaitOnSite(t, ana, func(n chat.OnSite) bool { return n.Visitor == o.Visitor && n.Conversation != "" && !n.Invited })
}

// Of two tabs one says that somebody is there, and when it is closed, the other one does: nobody seems to have gone.
func TestOneTabSaysThatSomebodyIsThere(t *testing.T) {
	t.Parallel()
	r := shop(t, withBeacons, func(c *web.Config) { c.GoneAfter = 2 * time.Second })
	ana := watch(r)
	v := browser.Open(t, 1280, 800)
	v.Go(r.URL + "/demo/")
	o := awaitOnSite(t, ana, func(o chat.OnSite) bool { return strings.HasSuffix(o.Page.URL, "/demo/") })
	tab := v.Tab()
	tab.Go(r.URL + "/demo/basket.html")
	if got := awaitOnSite(t, ana, func(o chat.OnSite) bool { return strings.HasSuffix(o.Page.URL, "/demo/basket.html") }); got.Visitor != o.Visitor || got.Pages != 2 {
		t.Errorf("%+v", got)
	}
	tab.Go("about:blank")
	if got := awaitOnSite(t, ana, func(o chat.OnSite) bool { return strings.HasSuffix(o.Page.URL, "/demo/") }); got.Visitor != o.Visitor || got.Pages != 2 || got.Views != 2 {
		t.Errorf("%+v", got)
	}
	v.Go("about:blank")
	for {
		if left := wiretest.Await[wire.Visitors](ana).Left; len(left) > 0 {
			if left[0] != o.Visitor {
				t.Errorf("%v", left)
			}
			return
		}
	}
}

// The browser keeps a page for a way back though it says that somebody is there, and says it again when it is given back.
func TestWhoGoesBackIsSeenThere(t *testing.T) {
	t.Parallel()
	r := shop(t, withBeacons)
	ana := watch(r)
	v := browser.Open(t, 1280, 800)
	v.Go(r.URL + "/demo/products.html")
	o := awaitOnSite(t, ana, func(o chat.OnSite) bool { return strings.HasSuffix(o.Page.URL, "/demo/products.html") })
	v.Go(r.URL + "/demo/basket.html")
	awaitOnSite(t, ana, func(o chat.OnSite) bool { return strings.HasSuffix(o.Page.URL, "/demo/basket.html") })
	v.Back()
	if back := awaitOnSite(t, ana, func(o chat.OnSite) bool { return strings.HasSuffix(o.Page.URL, "/demo/products.html") }); back.Visitor != o.Visitor || back.Pages != 3 {
		t.Errorf("%+v", back)
	}
	ana.Say(wire.Invite{Ref: 1, Visitor: o.Visitor, ID: "i1", Text: "Which room is the lamp for?"})
	v.See("Which room is the lamp for?")
}

// Without that wish nothing is said of who is there.
func TestNothingIsSaidBeforeSomebodyWantsTheChat(t *testing.T) {
	t.Parallel()
	r := shop(t)
	v := browser.Open(t, 1280, 800)
	asked := v.Requests()
	v.Go(r.URL + "/demo/")
	v.Until(`at("button", "Open chat")`)
	browser.Eval[bool](v, `(pupitre("data", { a: 1 }), pupitre("identify", null), history.pushState(null, "", "?b"), true)`)
	v.Until(`localStorage["pupitre:demo:visit"]?.includes('"pages":2')`)
	v.Hover("button", "Open chat")
	asked.Until(isModule)
	v.Press("button", "Open chat")
	v.Until(`at("textbox", "Message").closest("[data-root]")`)
	browser.Eval[bool](v, idle)
	for _, url := range asked.All() {
		if strings.Contains(url, "/visitor/") {
			t.Errorf("asked for %s", url)
		}
	}
}

// The demo shop does what a shop should: it tells the basket, and who is signed in by its server's word.
func TestTheDemoShopTellsItsChat(t *testing.T) {
	t.Parallel()
	r := shop(t)
	v, ana := inTalk(t, r, "/demo/product.html?id=halo")
	v.Press("button", "Close chat") // it covers the basket's button
	v.Until(`getComputedStyle(document.querySelector("pupitre-chat").shadowRoot.querySelector("iframe")).visibility === "hidden"`)
	v.Press("button", "Add to the basket")
	total := func(p chat.Profile) string {
		for _, d := range p.Told {
			if d.Name == "basket" && d.Type == chat.DatumMoney {
				return d.Value
			}
		}
		return ""
	}
	awaitProfile(t, ana, func(p chat.Profile) bool { return total(p) == "179.00 EUR" })
	v.Go(r.URL + "/demo/account.html")
	v.Fill("E-mail", "julie.martin@example.com")
	v.Fill("Password", "x\r")
	p := awaitProfile(t, ana, func(p chat.Profile) bool { return p.Customer.ID != "" })
	if p.Customer.Name != "Julie Martin" || p.Customer.Email != "julie.martin@example.com" || len(p.Customer.Data) != 2 {
		t.Errorf("%+v", p.Customer)
	}
	v.Press("button", "Sign out")
	awaitProfile(t, ana, func(p chat.Profile) bool { return p.Customer.ID == "" })
}
