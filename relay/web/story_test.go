package web_test

import (
	"fmt"
	"net/http"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/relaytest"
	"pupitre/relay/wiretest"
)

func TestAVisitorAndAnAgentTalk(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t)
	a := r.Agent("ana@localhost")
	ana, list := a.HelloAgent()
	if ana.Me.Name != "Ana Martin" || ana.Me.Role != chat.Agent || len(list.List) != 0 {
		t.Fatalf("welcome %+v, list %+v", ana, list)
	}
	v := r.Visitor()
	me := v.Hello(relaytest.Site, "")
	if me.SiteName != "Test shop" {
		t.Errorf("site %q", me.SiteName)
	}
	v.Follow(me.Conversation, me.Epoch, 0)
	v.Say(wiretest.Text(me.Conversation, 0, "v-1", "Is it in stock?"))
	if ack := wiretest.Await[wire.Ack](v); ack.N != 1 || ack.ID != "v-1" {
		t.Fatalf("ack %+v", ack)
	}

	var s chat.Summary
	for s.LastText == "" {
		s = wiretest.Await[wire.Summaries](a).List[0]
	}
	if s.ID != me.Conversation || s.LastText != "Is it in stock?" || !s.Online || !s.Queued() {
		t.Errorf("summary %+v", s)
	}
	if page := a.Follow(s.ID, ana.Epoch, 0); len(page.List) != 1 || page.Last != 1 {
		t.Errorf("page %+v", page)
	}
	a.Say(wire.Send{Conversation: s.ID, After: 1, ID: "a-1", Body: chat.Joined{}}, wiretest.Text(s.ID, 1, "a-2", "Yes, it is."))
	for n := uint64(2); n <= 3; n++ {
		if ack := wiretest.Await[wire.Ack](a); ack.N != n {
			t.Fatalf("ack %+v, want number %d", ack, n)
		}
	}
	var got chat.Entry
	for got.N < 3 {
		list := wiretest.Await[wire.Entries](v).List
		got = list[len(list)-1]
	}
	if text, ok := got.Body.(chat.Text); !ok || text.Text != "Yes, it is." || got.Author.Name != "Ana Martin" {
		t.Errorf("the visitor got %+v", got)
	}
	a.Say(wire.Mark{Conversation: s.ID, Delivered: 1, Read: 1}, wire.Typing{Conversation: s.ID, On: true})
	if m := wiretest.Await[wire.Marks](v); m.Marks.AgentRead != 1 {
		t.Errorf("marks %+v", m)
	}
	if typing := wiretest.Await[wire.TypingNow](v); !typing.On || typing.Who.Name != "Ana Martin" {
		t.Errorf("typing %+v", typing)
	}
}

func TestTheSecondAgentIsToldWhoWasFaster(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t)
	v := r.Visitor()
	me := v.Hello(relaytest.Site, "")
	v.Say(wiretest.Text(me.Conversation, 0, "v-1", "Hello?"))
	wiretest.Await[wire.Ack](v)
	a, b := r.Agent("ana@localhost"), r.Agent("ben@localhost")
	a.HelloAgent()
	b.HelloAgent()
	a.Say(wire.Send{Conversation: me.Conversation, After: 1, ID: "a-1", Body: chat.Joined{}})
	wiretest.Await[wire.Ack](a)
	b.Say(wire.Send{Conversation: me.Conversation, After: 1, ID: "b-1", Body: chat.Joined{}})
	if n := wiretest.Await[wire.Nack](b); n.Problem != chat.Taken || n.By.Name != "Ana Martin" {
		t.Errorf("nack %+v", n)
	}
}

func TestWhatWasAcknowledgedIsThereAfterARestart(t *testing.T) {
	t.Parallel()
	for name, restart := range map[string]func(*relaytest.Relay){"stopped": (*relaytest.Relay).Restart, "cut": (*relaytest.Relay).CutAndRestart} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := relaytest.Start(t)
			a := r.Agent("ana@localhost")
			a.HelloAgent()
			v := r.Visitor()
			me := v.Hello(relaytest.Site, "")
			for i := range 10 {
				v.Say(wiretest.Text(me.Conversation, 0, chat.EntryID(fmt.Sprint("v-", i)), "text"))
				wiretest.Await[wire.Ack](v)
			}
			cookie := r.Cookie("ana@localhost")
			want := wire.CloseGoingAway
			if name == "cut" {
				want = 0
			}
			restart(r)
			if got := v.Closed(); got != want {
				t.Errorf("the visitor's socket closed with %d, want %d", got, want)
			}
			again := r.Visitor()
			welcome := again.Hello(relaytest.Site, me.Token)
			if welcome.Me != me.Me || welcome.Epoch != me.Epoch {
				t.Errorf("welcome %+v, want the same person and epoch as %+v", welcome, me)
			}
			if page := again.Follow(me.Conversation, me.Epoch, 3); page.Gap || len(page.List) != 7 || page.Last != 10 {
				t.Errorf("page %+v", page)
			}
			// A resend is answered with the first result.
			again.Say(wiretest.Text(me.Conversation, 0, "v-4", "text"))
			if ack := wiretest.Await[wire.Ack](again); ack.N != 5 {
				t.Errorf("ack %+v, want number 5", ack)
			}
			// The sign-in goes on.
			c := wiretest.Dial(t, r.URL, "/ws/agent", wiretest.Options{Cookie: cookie})
			if _, list := c.HelloAgent(); len(list.List) != 1 {
				t.Errorf("list %+v", list)
			}
		})
	}
}

func TestForgedIDsOpenNothing(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t)
	victim := r.Visitor()
	hers := victim.Hello(relaytest.Site, "")
	victim.Follow(hers.Conversation, hers.Epoch, 0)
	victim.Say(wiretest.Text(hers.Conversation, 0, "hers-1", "private"))
	wiretest.Await[wire.Ack](victim)

	thief := r.Visitor()
	me := thief.Hello(relaytest.Site, "")
	thief.Say(wire.Follow{Conversation: hers.Conversation, Limit: 50})
	if got := wiretest.Await[wire.Refused](thief).Problem; got != chat.NotFound {
		t.Errorf("Follow: %v", got)
	}
	thief.Say(wire.Load{Conversation: hers.Conversation, Before: 10, Limit: 50})
	if got := wiretest.Await[wire.Refused](thief).Problem; got != chat.NotFound {
		t.Errorf("Load: %v", got)
	}
	thief.Say(wiretest.Text(hers.Conversation, 0, "forged", "I am her"))
	if got := wiretest.Await[wire.Nack](thief).Problem; got != chat.NotFound {
		t.Errorf("Send: %v", got)
	}
	for _, conv := range []chat.ConversationID{"*", ">", "conv.>", "a b", ""} {
		thief.Say(wiretest.Text(conv, 0, "bad", "x"))
		if got := wiretest.Await[wire.Nack](thief).Problem; got != chat.BadID {
			t.Errorf("Send to %q: %v", conv, got)
		}
	}
	thief.Say(wiretest.Text(me.Conversation, 0, "a.b", "x"))
	if got := wiretest.Await[wire.Nack](thief).Problem; got != chat.BadID {
		t.Errorf("an id with a dot: %v", got)
	}
	for _, body := range []chat.Body{chat.Joined{}, chat.Closed{}, chat.Left{}, chat.Reopened{}, chat.Unsupported{Raw: 77, Data: "x"}} {
		thief.Say(wire.Send{Conversation: me.Conversation, ID: "role", Body: body})
		if got := wiretest.Await[wire.Nack](thief).Problem; got != chat.NotAllowed {
			t.Errorf("a visitor's %T: %v", body, got)
		}
	}
	// Neither marks nor typing reach her.
	thief.Say(wire.Mark{Conversation: hers.Conversation, Delivered: 1, Read: 1}, wire.Typing{Conversation: hers.Conversation, On: true}, wire.Ping{})
	wiretest.Await[wire.Pong](thief)
	victim.Say(wiretest.Text(hers.Conversation, 1, "hers-2", "private"))
	for ack := (wire.Ack{}); ack.ID != "hers-2"; {
		switch f := victim.Next().(type) {
		case wire.Ack:
			ack = f
		case wire.Entries:
		default:
			t.Fatalf("she heard %s", wire.Trace(f))
		}
	}

	// An agent cannot take over an entry's id.
	a := r.Agent("ana@localhost")
	a.HelloAgent()
	a.Say(wire.Send{Conversation: hers.Conversation, After: 2, ID: "a-1", Body: chat.Joined{}}, wiretest.Text(hers.Conversation, 0, "hers-1", "forged"))
	wiretest.Await[wire.Ack](a)
	if got := wiretest.Await[wire.Nack](a).Problem; got != chat.IDUsed {
		t.Errorf("an id of another author: %v", got)
	}
}

func TestSigningOutEndsTheConsole(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t)
	browser := r.SignIn("ana@localhost")
	var cookie string
	for _, c := range browser.Jar.Cookies(mustURL(t, r.URL)) {
		cookie = c.Value
	}
	a := wiretest.Dial(t, r.URL, "/ws/agent", wiretest.Options{Cookie: cookie})
	a.HelloAgent()
	if status, _ := r.Post(browser, "/auth/sign-out", nil); status != http.StatusNoContent {
		t.Fatalf("sign out: %d", status)
	}
	if got := a.Closed(); got != wire.CloseSignedOut {
		t.Errorf("closed with %d, want %d", got, wire.CloseSignedOut)
	}
	if got := wiretest.Dial(t, r.URL, "/ws/agent", wiretest.Options{Cookie: cookie}).Closed(); got != wire.CloseSignedOut {
		t.Errorf("with the old cookie: closed with %d, want %d", got, wire.CloseSignedOut)
	}
}
