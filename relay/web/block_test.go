package web_test

import (
	"net/http"
	"net/netip"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
	"pupitre/relay/wiretest"
)

// behindProxy lets visitors say where they come from.
func behindProxy(c *web.Config) {
	withUploads(c)
	c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
}

// from is an HTTP client behind the proxy that comes from the address.
type from struct{ address string }

func (f from) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Forwarded-For", f.address)
	return http.DefaultTransport.RoundTrip(r)
}

// dialFrom opens a visitor's socket from an address.
func dialFrom(t *testing.T, r *relaytest.Relay, address string) *wiretest.Client {
	t.Helper()
	return wiretest.Dial(t, r.URL, "/ws/visitor", wiretest.Options{HTTP: &http.Client{Transport: from{address}}})
}

// shopper is a visitor who has written.
func shopper(t *testing.T, r *relaytest.Relay, address string) *sender {
	t.Helper()
	c := dialFrom(t, r, address)
	me := c.Hello(relaytest.Site, "")
	c.Follow(me.Conversation, me.Epoch, 0)
	c.Say(wiretest.Text(me.Conversation, 0, chat.EntryID(me.Me.ID), "hello"))
	wiretest.Await[wire.Ack](c)
	return &sender{t, r.URL, &http.Client{Transport: from{address}}, me.Token, c, me}
}

// refused tells why the relay does not let this visitor in again.
func (s *sender) refused(r *relaytest.Relay, address string) wire.CloseCode {
	s.t.Helper()
	c := wiretest.Dial(s.t, r.URL, "/ws/visitor", wiretest.Options{HTTP: &http.Client{Transport: from{address}}})
	c.Say(wire.Hello{Site: relaytest.Site, Token: s.token, Lang: "en"})
	return c.Closed()
}

// staff is somebody of the merchant's side.
func staff(t *testing.T, r *relaytest.Relay, email string) *wiretest.Client {
	t.Helper()
	c := r.Agent(email)
	c.HelloAgent()
	return c
}

// decrees sends a Block or an Unblock and is what the relay says.
func decrees(c *wiretest.Client, f wire.Frame) chat.Problem {
	c.Say(f)
	return wiretest.Await[wire.Done](c).Problem
}

const here, there = "203.0.113.7", "198.51.100.9"

func TestABlockedVisitorIsOutAtOnceAndStaysOut(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, behindProxy)
	v, tab, other := shopper(t, r, here), dialFrom(t, r, here), shopper(t, r, here)
	tab.Hello(relaytest.Site, v.token)
	conv := v.me.Conversation
	file := chat.File{ID: "f1", Name: "x.txt", Type: "text/plain", Size: 3}
	if p := v.send(conv, file, []byte("abc")); !p.Done {
		t.Fatalf("before: %+v", p)
	}
	ana := staff(t, r, "ana@localhost")
	ana.Follow(conv, 0, 0)
	if p := decrees(ana, wire.Block{Visitor: v.me.Me.ID, ID: "b1", Reason: "Spam"}); p != chat.NoProblem {
		t.Fatal(p)
	}
	for name, c := range map[string]*wiretest.Client{"the page": v.Client, "another tab": tab} {
		if code := c.Closed(); code != wire.CloseBlocked || code.Policy() != wire.StayAway {
			t.Errorf("%s: closed with %d", name, code)
		}
	}
	if code := v.refused(r, there); code != wire.CloseBlocked {
		t.Errorf("back from elsewhere: closed with %d", code)
	}
	for _, try := range []struct{ method, path string }{{"GET", address(conv, "f1")}, {"HEAD", address(conv, "f1")}, {"DELETE", address(conv, "f1")}} {
		if got := v.status(try.method, try.path); got != http.StatusForbidden {
			t.Errorf("%s of a file: %d", try.method, got)
		}
	}
	if p := v.send(conv, chat.File{ID: "f2", Name: "x.txt", Type: "text/plain", Size: 3}, []byte("abc")); p.Status != http.StatusForbidden {
		t.Errorf("another file: %+v", p)
	}
	other.Say(wiretest.Text(other.me.Conversation, 1, "o-2", "I am another"))
	wiretest.Await[wire.Ack](other.Client)

	r.CutAndRestart()
	if code := v.refused(r, here); code != wire.CloseBlocked {
		t.Errorf("after a restart: closed with %d", code)
	}
	mia := staff(t, r, "admin@localhost")
	if p := decrees(mia, wire.Unblock{Visitor: v.me.Me.ID, ID: "u1", Of: "b1"}); p != chat.NoProblem {
		t.Fatal(p)
	}
	dialFrom(t, r, here).Hello(relaytest.Site, v.token)
	if got := v.status("HEAD", address(conv, "f1")); got != http.StatusOK {
		t.Errorf("the file, after the block: %d", got)
	}
}

func TestAnAgentCannotUnblock(t *testing.T) {
	t.Parallel()
	var ahead atomic.Int64
	r := relaytest.Start(t, behindProxy, func(c *web.Config) {
		c.Now = func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	})
	v := shopper(t, r, here)
	ana, ben, mia := staff(t, r, "ana@localhost"), staff(t, r, "ben@localhost"), staff(t, r, "admin@localhost")
	block := wire.Block{Visitor: v.me.Me.ID, ID: "b1"}
	for _, p := range []chat.Problem{decrees(ana, block), decrees(ana, block)} { // the answer was lost, so it comes again
		if p != chat.NoProblem {
			t.Fatal(p)
		}
	}
	if p := decrees(ben, wire.Unblock{Visitor: v.me.Me.ID, ID: "u1", Of: "b1"}); p != chat.NotAllowed {
		t.Errorf("another agent: %v", p)
	}
	if p := decrees(ana, wire.Unblock{Visitor: v.me.Me.ID, ID: "u2", Of: "b1"}); p != chat.NoProblem {
		t.Errorf("who has just done it: %v", p)
	}
	dialFrom(t, r, here).Hello(relaytest.Site, v.token)

	if p := decrees(ana, wire.Block{Visitor: v.me.Me.ID, ID: "b2"}); p != chat.NoProblem {
		t.Fatal(p)
	}
	ahead.Add(int64(16 * time.Second))
	if p := decrees(ana, wire.Unblock{Visitor: v.me.Me.ID, ID: "u3", Of: "b2"}); p != chat.NotAllowed {
		t.Errorf("who did it a while ago: %v", p)
	}
	ana.Say(wire.Send{Conversation: chat.TrailOf(v.me.Me.ID), ID: "t-1", Body: chat.Blocked{Ended: true, Of: "b2"}})
	if n := wiretest.Await[wire.Nack](ana); n.Problem != chat.NotAllowed {
		t.Errorf("as an entry: %v", n.Problem)
	}
	if code := v.refused(r, here); code != wire.CloseBlocked {
		t.Errorf("the agent got round it: closed with %d", code)
	}
	w := dialFrom(t, r, there)
	w.Hello(relaytest.Site, "")
	if p := decrees(w, wire.Unblock{Visitor: v.me.Me.ID, ID: "u4", Of: "b2"}); p != chat.NotAllowed {
		t.Errorf("a visitor: %v", p)
	}
	if p := decrees(mia, wire.Unblock{Visitor: v.me.Me.ID, ID: "u5", Of: "b2"}); p != chat.NoProblem {
		t.Errorf("a manager: %v", p)
	}
}

func TestABlockOfAnAddressIsForAllWhoComeFromThere(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, behindProxy)
	const network, sameNetwork, otherNetwork = "2001:db8:1:2::7", "2001:db8:1:2:ffff::9", "2001:db8:1:3::7"
	v, neighbour, stranger := shopper(t, r, network), shopper(t, r, sameNetwork), shopper(t, r, otherNetwork)
	ana := staff(t, r, "ana@localhost")
	if p := decrees(ana, wire.Block{Visitor: v.me.Me.ID, ID: "b1", Target: chat.BlockAddress}); p != chat.NoProblem {
		t.Fatal(p)
	}
	for _, s := range []*sender{v, neighbour} {
		if code := s.Closed(); code != wire.CloseBlocked {
			t.Errorf("closed with %d", code)
		}
	}
	stranger.Say(wiretest.Text(stranger.me.Conversation, 1, "s-2", "I am elsewhere"))
	wiretest.Await[wire.Ack](stranger.Client)
	someone := &sender{t: t}
	if code := someone.refused(r, sameNetwork); code != wire.CloseBlocked {
		t.Errorf("somebody new from there: closed with %d", code)
	}
	dialFrom(t, r, there).Hello(relaytest.Site, neighbour.token) // who moves
	if p := decrees(ana, wire.Block{Visitor: "v-unseen", ID: "b2", Target: chat.BlockAddress}); p != chat.NotFound {
		t.Errorf("of somebody who was never here: %v", p)
	}
}

func TestACustomerIsOutInWhateverBrowser(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, behindProxy)
	v, phone := shopper(t, r, here), shopper(t, r, there)
	is := func(s *sender, id chat.EntryID) {
		t.Helper()
		if _, ok := r.Desk().Learn(t.Context(), relaytest.Site, s.me.Me.ID, id, chat.Identified{Customer: chat.Customer{ID: "42"}}).(wire.Ack); !ok {
			t.Fatal("not learnt")
		}
	}
	is(v, "i1")
	ana := staff(t, r, "ana@localhost")
	if p := decrees(ana, wire.Block{Visitor: v.me.Me.ID, ID: "b1", Target: chat.BlockCustomer}); p != chat.NoProblem {
		t.Fatal(p)
	}
	if code := v.Closed(); code != wire.CloseBlocked {
		t.Errorf("closed with %d", code)
	}
	phone.Say(wiretest.Text(phone.me.Conversation, 1, "p-2", "nobody knows me here"))
	wiretest.Await[wire.Ack](phone.Client)
	is(phone, "i2")
	if code := phone.Closed(); code != wire.CloseBlocked {
		t.Errorf("known in the other browser: closed with %d", code)
	}
}

func TestABlockEndsOnTime(t *testing.T) {
	t.Parallel()
	var ahead atomic.Int64
	r := relaytest.Start(t, behindProxy, func(c *web.Config) {
		c.Now = func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	})
	v := shopper(t, r, here)
	until := time.Now().Add(24 * time.Hour).UnixMilli()
	if p := decrees(staff(t, r, "ana@localhost"), wire.Block{Visitor: v.me.Me.ID, ID: "b1", Until: until}); p != chat.NoProblem {
		t.Fatal(p)
	}
	if code := v.refused(r, here); code != wire.CloseBlocked {
		t.Errorf("closed with %d", code)
	}
	if answer, body := v.get("/visitor/blocked"); answer.StatusCode != 200 || string(body) != `{"until":`+strconv.FormatInt(until, 10)+"}\n" {
		t.Errorf("until when: %d %s", answer.StatusCode, body)
	}
	ahead.Add(int64(25 * time.Hour))
	if got := v.status("GET", "/visitor/blocked"); got != http.StatusNoContent {
		t.Errorf("the next day: %d", got)
	}
	dialFrom(t, r, here).Hello(relaytest.Site, v.token)
}

// What the chat's frame does before it lets anybody in who has a mark: a new token does not answer for the old one.
func TestANewIdentityInTheSameBrowserIsKnownByItsMark(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, behindProxy)
	v := shopper(t, r, here)
	if got := v.status("GET", "/visitor/blocked"); got != http.StatusNoContent {
		t.Errorf("before: %d", got)
	}
	ana := staff(t, r, "ana@localhost")
	if p := decrees(ana, wire.Block{Visitor: v.me.Me.ID, ID: "b1"}); p != chat.NoProblem {
		t.Fatal(p)
	}
	if answer, body := v.get("/visitor/blocked"); answer.StatusCode != 200 || string(body) != "{\"until\":0}\n" || answer.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("the mark: %d %s", answer.StatusCode, body)
	}
	fresh, wrong := &sender{t: t, url: r.URL, client: v.client}, &sender{t: t, url: r.URL, client: v.client, token: v.token + "x"}
	if got := wrong.status("GET", "/visitor/blocked"); got != http.StatusUnauthorized {
		t.Errorf("a wrong token: %d", got)
	}
	if got := fresh.status("GET", "/visitor/blocked"); got != http.StatusNoContent {
		t.Errorf("no token: %d", got)
	}
	if p := decrees(ana, wire.Block{Visitor: v.me.Me.ID, ID: "b2", Target: chat.BlockAddress}); p != chat.NoProblem {
		t.Fatal(p)
	}
	if got := fresh.status("GET", "/visitor/blocked"); got != http.StatusOK {
		t.Errorf("no token, from a blocked address: %d", got)
	}
}
