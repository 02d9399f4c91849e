package web_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/relaytest"
	"pupitre/relay/visits"
	"pupitre/relay/web"
	"pupitre/relay/wiretest"
)

const identityKey = "the key of the shop's server, 32 bytes or more"

func withVisitors(c *web.Config) {
	c.Beacons = true
	c.Site.Origins = []string{"https://shop.example"}
	c.IdentityKeys = []string{identityKey}
}

// about is what a page of the first visit says.
func about(token, url string, pages int) string {
	return fmt.Sprintf(`{"site": %q, "token": %q, "visit": {"id": "a", "number": 2, "age": 1000, "pages": %d, "referrer": "https://www.google.com/", "landing": %q}, "page": {"url": %q, "title": "Lamps"}, "data": {"items": 3}}`,
		relaytest.Site, token, pages, url, url)
}

// told sends it by the way of the chat's frame.
func told(t *testing.T, r *relaytest.Relay, token, body string, headers ...string) string {
	t.Helper()
	answer, text := ask(t, r.Browser(), "POST", r.URL+"/visitor/about", body, append(headers, "Authorization: Bearer "+token)...)
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%d %s", answer.StatusCode, text)
	}
	return text
}

// Who follows a conversation is told what is known about its visitor, at once and when more is known; a visitor never is.
func TestAgentsAreToldWhoTheyTalkTo(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withVisitors, func(c *web.Config) {
		c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	})
	v := r.Visitor()
	me := v.Hello(relaytest.Site, "")
	v.Follow(me.Conversation, me.Epoch, 0)
	v.Say(wiretest.Text(me.Conversation, 0, "t1", "Hello"))
	wiretest.Await[wire.Ack](v)
	told(t, r, me.Token, about("", "https://shop.example/lamps", 1), "X-Forwarded-For: 194.2.0.20", "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0")

	ana := r.Agent("ana@localhost")
	ana.HelloAgent()
	page := ana.Follow(me.Conversation, me.Epoch, 0)
	if len(page.List) != 1 {
		t.Fatalf("%+v", page)
	}
	p := wiretest.Await[wire.Profile](ana).Profile
	if p.Visitor != me.Me.ID || p.Visit.Number != 2 || p.Pages != 1 || p.Page.Title != "Lamps" || p.Visit.Device.Browser != "Firefox 142" || p.Visit.Device.Country != "FR" ||
		!slices.Equal(p.Told, []chat.Datum{{Name: "items", Type: chat.DatumNumber, Value: "3"}}) {
		t.Errorf("%+v", p)
	}
	told(t, r, me.Token, about("", "https://shop.example/basket", 2))
	for p.Page.URL != "https://shop.example/basket" {
		p = wiretest.Await[wire.Profile](ana).Profile
	}
	if p.Pages != 2 || p.Views != 2 {
		t.Errorf("%+v", p)
	}

	// The visitor has been sent nothing of it: what comes next is the agent's word.
	ana.Say(wire.Send{Conversation: me.Conversation, After: 1, ID: "j1", Body: chat.Joined{}})
	wiretest.Await[wire.Ack](ana)
	for {
		switch f := v.Next().(type) {
		case wire.Profile:
			t.Fatal("a visitor is told")
		case wire.Entries:
			if f.Conversation != me.Conversation {
				t.Fatalf("%+v", f)
			}
			if f.List[len(f.List)-1].Body == (chat.Joined{}) {
				return
			}
		}
	}
}

// Neither notes nor a trail that is followed bring a profile.
func TestOnlyTheConversationItselfBringsAProfile(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t)
	v := r.Visitor()
	me := v.Hello(relaytest.Site, "")
	v.Follow(me.Conversation, me.Epoch, 0)
	v.Say(wiretest.Text(me.Conversation, 0, "t1", "Hello"))
	wiretest.Await[wire.Ack](v)
	ana := r.Agent("ana@localhost")
	ana.HelloAgent()
	ana.Follow(me.Conversation.Staff(), me.Epoch, 0)
	ana.Follow(me.Conversation.Trail(), me.Epoch, 0)
	told(t, r, me.Token, about("", "https://shop.example/lamps", 1))
	for last := uint64(0); last < 3; { // Visited, Seen, Told
		switch f := ana.Next().(type) {
		case wire.Profile:
			t.Fatal("a profile")
		case wire.Entries:
			last = f.List[len(f.List)-1].N
		}
	}
}

// beacon is the page of somebody who has not asked for a chat.
type beacon struct {
	t      *testing.T
	answer *http.Response
	lines  *bufio.Scanner
}

func tryBeacon(t *testing.T, r *relaytest.Relay, body, origin string) *http.Response {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "POST", r.URL+"/visitor/here", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Origin", origin)
	req.Header.Set("Content-Type", "text/plain")
	client := r.Browser()
	client.Timeout = 0
	answer, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	return answer
}

func openBeacon(t *testing.T, r *relaytest.Relay, body string) (*beacon, visits.Answer) {
	t.Helper()
	answer := tryBeacon(t, r, body, "https://shop.example")
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Access-Control-Allow-Origin") != "https://shop.example" || answer.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %v", answer.StatusCode, answer.Header)
	}
	b := &beacon{t, answer, bufio.NewScanner(answer.Body)}
	return b, b.next()
}

// next is the next line that says something; the zero one when the answer has ended.
func (b *beacon) next() (a visits.Answer) {
	b.t.Helper()
	for b.lines.Scan() {
		if text := strings.TrimSpace(b.lines.Text()); text != "" {
			if err := json.Unmarshal([]byte(text), &a); err != nil {
				b.t.Fatal(err)
			}
			return a
		}
	}
	return a
}

func (b *beacon) close() { b.answer.Body.Close() }

// awaitVisitor waits until the console is told something of the visitor that is so.
func awaitVisitor(t *testing.T, c *wiretest.Client, so func(chat.OnSite) bool) chat.OnSite {
	t.Helper()
	for {
		for _, o := range wiretest.Await[wire.Visitors](c).List {
			if so(o) {
				return o
			}
		}
	}
}

func TestAgentsSeeWhoIsOnTheSiteAndInviteThem(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withVisitors, func(c *web.Config) { c.GoneAfter = 50 * time.Millisecond })
	b, first := openBeacon(t, r, about("", "https://shop.example/lamps", 1))
	if first.Token == "" || len(first.Problems) != 0 {
		t.Fatalf("%+v", first)
	}
	ana, ben := r.Agent("ana@localhost"), r.Agent("ben@localhost")
	me, _ := ana.HelloAgent()
	ben.HelloAgent()
	ana.Say(wire.Watch{On: true})
	all := wiretest.Await[wire.Visitors](ana)
	if !all.Reset || all.More != 0 || len(all.List) != 1 || all.List[0].Page.URL != "https://shop.example/lamps" || all.List[0].Conversation != "" || all.List[0].Invited {
		t.Fatalf("%+v", all)
	}
	visitor := all.List[0].Visitor

	b2, second := openBeacon(t, r, about(first.Token, "https://shop.example/basket", 2)) // another page of theirs
	if second.Token != "" {
		t.Error("a token that was good is changed")
	}
	awaitVisitor(t, ana, func(o chat.OnSite) bool { return o.Visitor == visitor && o.Page.URL == "https://shop.example/basket" })
	b.close()

	invite := func(c *wiretest.Client, who chat.PersonID, id chat.EntryID) chat.Problem {
		c.Say(wire.Invite{Ref: 7, Visitor: who, ID: id, Text: "May I help?\nJust ask."})
		return wiretest.Await[wire.Done](c).Problem
	}
	if got := invite(ana, "v9", "i0"); got != chat.NotFound {
		t.Errorf("somebody who is not there: %v", got)
	}
	if got := invite(ana, visitor, "i1"); got != chat.NoProblem {
		t.Fatalf("not invited: %v", got)
	}
	if got := b2.next().Invite; got == nil || *got != (visits.Invitation{ID: "i1", Name: me.Me.Name, Text: "May I help?\nJust ask."}) {
		t.Fatalf("the page is shown %+v", got)
	}
	if got := invite(ben, visitor, "i2"); got != chat.Taken {
		t.Errorf("a second invitation: %v", got)
	}
	o := awaitVisitor(t, ana, func(o chat.OnSite) bool { return o.Invited })

	b3, _ := openBeacon(t, r, about(first.Token, "https://shop.example/lamps/halo", 3)) // the next page shows it again
	if got := b3.next().Invite; got == nil || got.ID != "i1" {
		t.Errorf("the next page is shown %+v", got)
	}
	v := r.Visitor()
	if w := v.Hello(relaytest.Site, first.Token); w.Me.ID != visitor || w.Conversation != o.Conversation {
		t.Fatalf("%+v", w)
	}
	if page := v.Follow(o.Conversation, me.Epoch, 0); len(page.List) != 2 || page.List[1].Body != (chat.Text{Text: "May I help?\nJust ask."}) {
		t.Errorf("the thread is %+v", page.List)
	}
	v.Say(wiretest.Text(o.Conversation, 2, "t1", "Yes"))
	if got := b3.next().Invite; got == nil || *got != (visits.Invitation{}) {
		t.Errorf("answered, and the page is shown %+v", got)
	}
	awaitVisitor(t, ana, func(o chat.OnSite) bool { return o.Visitor == visitor && o.Conversation != "" && !o.Invited })

	v.Leave()
	b2.close()
	b3.close()
	for left := []chat.PersonID(nil); !slices.Contains(left, visitor); {
		left = wiretest.Await[wire.Visitors](ana).Left
	}
	ana.Follow(o.Conversation, me.Epoch, 0)
	for p := (chat.Profile{}); !p.Gone; {
		p = wiretest.Await[wire.Profile](ana).Profile
	}
	ana.Say(wire.Watch{})
}

// A page that is left before it has heard who its visitor is, and another tab, are the same visitor's.
func TestAnAnswerThatIsLostMakesNobodyElse(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withVisitors)
	body := func(drawn string) string {
		return strings.Replace(about("", "https://shop.example/", 1), `"token": ""`, fmt.Sprintf(`"token": "", "drawn": %q`, drawn), 1)
	}
	who := func(token string) chat.PersonID { return r.Visitor().Hello(relaytest.Site, token).Me.ID }
	const drawn = "3735928559-4277009102-123456789-987654321"
	_, one := openBeacon(t, r, body(drawn))
	_, again := openBeacon(t, r, body(drawn))
	if one.Token == "" || who(one.Token) != who(again.Token) {
		t.Error("asked again, it is somebody else")
	}
	_, other := openBeacon(t, r, body("1-2"+drawn))
	_, guessed := openBeacon(t, r, body("1-2"))
	_, guessedToo := openBeacon(t, r, body("1-2"))
	if who(other.Token) == who(one.Token) || who(guessed.Token) == who(guessedToo.Token) {
		t.Error("two visitors are one")
	}
}

func TestBeaconsHaveBounds(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withVisitors)
	for name, c := range map[string]struct {
		body, origin string
		status       int
	}{
		"another site's page": {about("", "https://shop.example/", 1), "https://evil.example", http.StatusForbidden},
		"no page":             {about("", "https://shop.example/", 1), "", http.StatusForbidden},
		"another site":        {`{"site": "other"}`, "https://shop.example", http.StatusNotFound},
		"no JSON":             {"x", "https://shop.example", http.StatusBadRequest},
		"too much":            {`{"x": "` + strings.Repeat("x", chat.MaxFrame) + `"}`, "https://shop.example", http.StatusRequestEntityTooLarge},
		"the relay's own":     {about("", "https://shop.example/", 1), r.URL, http.StatusOK},
		"a bad token":         {about("nonsense", "https://shop.example/", 1), "https://shop.example", http.StatusOK},
	} {
		if answer := tryBeacon(t, r, c.body, c.origin); answer.StatusCode != c.status {
			t.Errorf("%s: %d, want %d", name, answer.StatusCode, c.status)
		}
	}
	b, first := openBeacon(t, r, about("", "https://shop.example/", 1))
	r.Restart() // stops within its grace, beacons or not
	if got := b.next(); got.Token != "" || got.Invite != nil {
		t.Errorf("after the end: %+v", got)
	}
	ana := r.Agent("ana@localhost")
	ana.HelloAgent()
	ana.Say(wire.Watch{On: true})
	if list := wiretest.Await[wire.Visitors](ana).List; len(list) != 3 { // those of above that became somebody
		t.Errorf("a relay that begins anew knows %d", len(list))
	}
	if _, again := openBeacon(t, r, about(first.Token, "https://shop.example/", 1)); again.Token != "" {
		t.Error("somebody else after a restart")
	}
}

func TestVisitorsAreNotToldOfUnlessTheSiteWantsIt(t *testing.T) {
	t.Parallel()
	pages := fstest.MapFS{"widget.js": {Data: []byte("const visitors = false;")}, "widget-visitors.js": {Data: []byte("const visitors = true;")}}
	off := relaytest.Start(t, func(c *web.Config) { c.Static = pages })
	if answer := tryBeacon(t, off, about("", "https://shop.example/", 1), off.URL); answer.StatusCode != http.StatusNotFound && answer.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("%d", answer.StatusCode)
	}
	tags := map[string]bool{}
	for _, on := range []bool{false, true} {
		r := off
		if on {
			r = relaytest.Start(t, withVisitors, func(c *web.Config) { c.Static = pages })
		}
		answer, text := ask(t, r.Browser(), "GET", r.URL+"/widget.js", "")
		if text != fmt.Sprintf("const visitors = %v;", on) {
			t.Errorf("on: %v, but %s", on, text)
		}
		if answer.Header.Get("Content-Type") != "text/javascript; charset=utf-8" || answer.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%v", answer.Header)
		}
		tag := answer.Header.Get("ETag")
		if tags[tag] || tag == "" {
			t.Errorf("the tag %s is that of another script", tag)
		}
		tags[tag] = true
		if again, _ := ask(t, r.Browser(), "GET", r.URL+"/widget.js", "", "If-None-Match: "+tag); again.StatusCode != http.StatusNotModified {
			t.Errorf("asked again: %d", again.StatusCode)
		}
	}
}

// What a beacon says is a customer's name is believed only with the merchant's signature.
func TestABadIdentityIsRefusedInWords(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withVisitors)
	answer := tryBeacon(t, r, `{"site": "main", "visit": {"id": "a"}, "identity": "nonsense"}`, "https://shop.example")
	line, err := bufio.NewReader(answer.Body).ReadString('\n')
	if err != nil && err != io.EOF || !strings.Contains(line, "identity: it is not a JWT") {
		t.Errorf("%s %v", line, err)
	}
}

// Of somebody who is blocked nothing more is learnt: their page's beacon ends, and neither way of saying something takes it.
func TestNothingIsLearntOfWhoIsBlocked(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withVisitors)
	b, first := openBeacon(t, r, about("", "https://shop.example/", 1))
	if first.Token == "" {
		t.Fatalf("%+v", first)
	}
	ana := staff(t, r, "ana@localhost")
	ana.Say(wire.Watch{On: true})
	visitor := awaitVisitor(t, ana, func(chat.OnSite) bool { return true }).Visitor
	if got := decrees(ana, wire.Block{Ref: 1, Visitor: visitor, ID: "b1", Reason: "spam"}); got != chat.NoProblem {
		t.Fatal(got)
	}
	if _, err := io.ReadAll(b.answer.Body); err == nil {
		t.Error("the beacon ends as if nothing had happened")
	}
	if got := tryBeacon(t, r, about(first.Token, "https://shop.example/again", 2), "https://shop.example").StatusCode; got != http.StatusForbidden {
		t.Errorf("another beacon: %d", got)
	}
	answer, _ := ask(t, r.Browser(), "POST", r.URL+"/visitor/about", about("", "https://shop.example/again", 2), "Authorization: Bearer "+first.Token)
	if answer.StatusCode != http.StatusForbidden {
		t.Errorf("the frame: %d", answer.StatusCode)
	}
}

// A customer who is blocked in one browser has no page in another that says that they are there, as soon as it is known who they are.
func TestABlockedCustomerIsNotOnTheSiteInAnotherBrowser(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withVisitors)
	jwt, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": "c-1", "aud": relaytest.Site, "exp": time.Now().Add(time.Hour).Unix()}).SignedString([]byte(identityKey))
	if err != nil {
		t.Fatal(err)
	}
	identified := func(token string) string {
		return strings.Replace(about(token, "https://shop.example/", 1), `"data"`, `"identity": "`+jwt+`", "data"`, 1)
	}
	b, _ := openBeacon(t, r, identified(""))
	ana := staff(t, r, "ana@localhost")
	ana.Say(wire.Watch{On: true})
	visitor := awaitVisitor(t, ana, func(chat.OnSite) bool { return true }).Visitor
	if got := decrees(ana, wire.Block{Ref: 1, Visitor: visitor, ID: "b1", Target: chat.BlockCustomer}); got != chat.NoProblem {
		t.Fatal(got)
	}
	b.next()
	if got := tryBeacon(t, r, identified(""), "https://shop.example").StatusCode; got != http.StatusForbidden {
		t.Errorf("a page that says who it is: %d", got)
	}
	other, first := openBeacon(t, r, about("", "https://shop.example/", 1))
	told(t, r, first.Token, identified("")) // by the chat's frame
	if _, err := io.ReadAll(other.answer.Body); err == nil {
		t.Error("the beacon ends as if nothing had happened")
	}
}
