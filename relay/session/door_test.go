package session

import (
	"fmt"
	"net/http"
	"net/netip"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/auth"
)

func TestWhoIsBlockedIsOutAndDoesNotComeIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v, me := w.following()
	other, _ := w.following()
	w.desk.Block(t.Context(), ana, wire.Block{Visitor: me.Me.ID, ID: "b1"}, "")
	if code := v.Closed(); code != wire.CloseBlocked {
		t.Errorf("closed with %d", code)
	}
	again := w.visitor()
	again.Say(wire.Hello{Site: "main", Token: me.Token, Lang: "en"})
	if code := again.Closed(); code != wire.CloseBlocked {
		t.Errorf("back: closed with %d", code)
	}
	other.Say(wire.Ping{})
	if _, ok := other.Next().(wire.Pong); !ok {
		t.Error("another visitor is out")
	}
}

func TestAVisitorCannotBlock(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v, me := w.following()
	for _, f := range []wire.Frame{wire.Block{Ref: 1, Visitor: me.Me.ID, ID: "b1"}, wire.Unblock{Ref: 2, Visitor: me.Me.ID, ID: "b2", Of: "b1"}} {
		v.Say(f)
		if d, ok := v.Next().(wire.Done); !ok || d.Problem != chat.NotAllowed {
			t.Errorf("%T: %+v", f, d)
		}
	}
}

// What a block is made for is what the rest of the relay counts by.
func TestASourceIsSaidAsByAuth(t *testing.T) {
	t.Parallel()
	for _, at := range []string{"192.0.2.7:80", "[::ffff:192.0.2.7]:80", "[2001:db8:1:2:3::4]:80", "[fe80::1%eth0]:80", "127.0.0.1:80", "[::1]:80", "nonsense"} {
		r := &http.Request{RemoteAddr: at}
		if got, want := sourceOf(r).String(), auth.SourceOf(r); got != want {
			t.Errorf("%s: %q, want %q", at, got, want)
		}
	}
}

func TestWhereTooManyCameFromIsForgotten(t *testing.T) {
	t.Parallel()
	a, from := newAddresses(), source{netip.MustParseAddr("192.0.2.7")}
	for i := range maxAddresses + 1 {
		a.note(chat.PersonID(fmt.Sprint("v", i)), from)
	}
	if a.of("v0") != "" || a.of("v1") != "192.0.2.7" || a.of(chat.PersonID(fmt.Sprint("v", maxAddresses))) != "192.0.2.7" || len(a.last) != maxAddresses {
		t.Errorf("%d are known", len(a.last))
	}
	a.forget("v1")
	if a.of("v1") != "" {
		t.Error("not forgotten")
	}
}
