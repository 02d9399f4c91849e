package session

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/auth"
	"pupitre/relay/wiretest"
)

func TestANewVisitorIsKnownAgainByToken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.visitor().Hello("main", "")
	if first.Token == "" || first.Me.Role != chat.Visitor || first.Conversation != chat.ConversationOf(first.Me.ID, 1) ||
		first.Epoch != 7 || first.SiteName != "Shop" || first.Now == 0 {
		t.Fatalf("welcome %+v", first)
	}
	again := w.visitor().Hello("main", first.Token)
	if again.Me != first.Me || again.Token != "" {
		t.Errorf("known again as %v with token %q, want %v and none", again.Me, again.Token, first.Me)
	}
	if other := w.visitor().Hello("main", ""); other.Me.ID == first.Me.ID {
		t.Error("two visitors with one id")
	}
}

func TestTokensThatAreRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	good := w.visitor().Hello("main", "").Token
	longAgo := auth.NewVisitors(secret, func() time.Time { return time.Now().Add(-auth.TokenLife - time.Hour) })
	_, expired, _ := longAgo.Known("main", "")
	_, foreign, _ := auth.NewVisitors(secret, nil).Known("other", "")
	_, forged, _ := auth.NewVisitors([]byte(strings.Repeat("x", 32)), nil).Known("main", "")
	for name, token := range map[string]string{
		"garbage": "garbage", "cut": good[:len(good)-2], "forged": forged, "expired": expired, "foreign": foreign, "huge": strings.Repeat("a", 9000),
		"no signature": "eyJhbGciOiJub25lIn0." + strings.Split(good, ".")[1] + ".",
	} {
		t.Run(name, func(t *testing.T) {
			v := w.visitor()
			v.Say(wire.Hello{Site: "main", Token: token})
			if got := v.Closed(); got != wire.CloseBadToken {
				t.Errorf("closed with %d, want %d", got, wire.CloseBadToken)
			}
		})
	}
}

func TestAnUnknownSiteIsTurnedAway(t *testing.T) {
	t.Parallel()
	v := newWorld(t).visitor()
	v.Say(wire.Hello{Site: "nowhere"})
	if got := v.Closed(); got != wire.CloseNoSite {
		t.Errorf("closed with %d, want %d", got, wire.CloseNoSite)
	}
}

func TestOnlyOwnPagesConnect(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for origin, want := range map[string]int{
		"":                             http.StatusSwitchingProtocols, // the relay's own
		"https://console.example":      http.StatusSwitchingProtocols,
		"none":                         http.StatusForbidden,
		"null":                         http.StatusForbidden,
		"https://evil.example":         http.StatusForbidden,
		"https://console.example.evil": http.StatusForbidden,
		"http://console.example":       http.StatusForbidden,
		w.url + ".evil.example":        http.StatusForbidden,
		"file://" + strings.TrimPrefix(w.url, "http://"): http.StatusForbidden,
	} {
		for _, path := range []string{"/ws/visitor", "/ws/agent"} {
			if _, got := wiretest.TryDial(t, w.url, path, wiretest.Options{Origin: origin, Cookie: "ana"}); got != want {
				t.Errorf("%s from %q: status %d, want %d", path, origin, got, want)
			}
		}
	}
}

func TestAnAgentWithoutACookieIsToldToSignIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if got := w.agent("").Closed(); got != wire.CloseSignedOut {
		t.Errorf("closed with %d, want %d", got, wire.CloseSignedOut)
	}
}

func TestSigningOutEndsTheConsolesOfThatSignInOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana, ben := w.agent("ana"), w.agent("ben")
	ana.HelloAgent()
	ben.HelloAgent()
	w.agents.leave("ana")
	w.hub.SignedOut("ana")
	if got := ana.Closed(); got != wire.CloseSignedOut {
		t.Errorf("ana: closed with %d, want %d", got, wire.CloseSignedOut)
	}
	ben.Say(wire.Ping{})
	wiretest.Await[wire.Pong](ben)
}

func TestASignInThatExpiresEndsItsConsoles(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *Options) { o.CheckEvery = time.Millisecond })
	a := w.agent("ana")
	a.HelloAgent()
	w.agents.leave("ana")
	if got := a.Closed(); got != wire.CloseSignedOut {
		t.Errorf("closed with %d, want %d", got, wire.CloseSignedOut)
	}
}

func TestSilentClientsAreDropped(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *Options) { o.Idle, o.HelloIn = 30*time.Millisecond, 10*time.Second })
	v := w.visitor()
	v.Hello("main", "")
	if got := v.Closed(); got != wire.CloseIdle {
		t.Errorf("after Hello: closed with %d, want %d", got, wire.CloseIdle)
	}
	w = newWorld(t, func(o *Options) { o.Idle, o.HelloIn = 10*time.Second, 30*time.Millisecond })
	if got := w.visitor().Closed(); got != wire.CloseIdle {
		t.Errorf("before Hello: closed with %d, want %d", got, wire.CloseIdle)
	}
}

func TestPresenceIsToldOncePerConnection(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	one := w.visitor()
	me := one.Hello("main", "")
	two := w.visitor()
	two.Hello("main", me.Token)
	for range 2 {
		if !<-w.desk.presence {
			t.Fatal("gone before the page was left")
		}
	}
	one.Drop()
	two.Leave()
	for range 2 {
		if <-w.desk.presence {
			t.Fatal("came instead of leaving")
		}
	}
}

func TestAddressesHaveALimitOfConnections(t *testing.T) {
	t.Parallel()
	h := New(newFakeDesk(), Options{PerAddress: 2})
	defer h.Stop(t.Context())
	from := func(remote string) source { return sourceOf(&http.Request{RemoteAddr: remote}) }
	for _, c := range []struct {
		remote string
		want   bool
	}{
		{"203.0.113.5:1", true}, {"203.0.113.5:2", true}, {"203.0.113.5:3", false}, {"203.0.113.6:1", true},
		{"[2001:db8::1]:1", true}, {"[2001:db8::2]:1", true}, {"[2001:db8::3]:1", false}, // one network
		{"[::ffff:203.0.113.5]:4", false},
		{"127.0.0.1:1", true}, {"127.0.0.1:2", true}, {"127.0.0.1:3", true}, {"[::1]:1", true},
	} {
		if got := h.reserve(from(c.remote)); got != c.want {
			t.Errorf("%s: %v, want %v", c.remote, got, c.want)
		}
	}
	h.release(from("203.0.113.5:2"))
	if !h.reserve(from("203.0.113.5:9")) {
		t.Error("no room after one has left")
	}
}

func TestTheTraceTellsNoSecrets(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var lines strings.Builder
	w := newWorld(t, func(o *Options) {
		o.Trace = func(line string) { mu.Lock(); defer mu.Unlock(); lines.WriteString(line + "\n") }
	})
	v, me := w.following()
	v.Say(wiretest.Text(me.Conversation, 0, "x", "my card is 4111"))
	wiretest.Await[wire.Ack](v)
	again := w.visitor()
	again.Hello("main", me.Token)
	mu.Lock()
	defer mu.Unlock()
	got := lines.String()
	for _, want := range []string{"< hello site=main", "> welcome", "< send " + string(me.Conversation) + " id=x", "> ack"} {
		if !strings.Contains(got, want) {
			t.Errorf("no line with %q in\n%s", want, got)
		}
	}
	for _, secret := range []string{"4111", me.Token} {
		if strings.Contains(got, secret) {
			t.Errorf("the trace tells %q", secret)
		}
	}
}
