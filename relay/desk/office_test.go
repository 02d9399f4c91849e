package desk_test

import (
	"fmt"
	"testing"

	"go.uber.org/goleak"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/desk"
)

const (
	shop = chat.SiteID("shop")
	conv = chat.ConversationID("v1_1")
)

var (
	julie = chat.Person{ID: "v1", Role: chat.Visitor, Name: "Julie"}
	omar  = chat.Person{ID: "v2", Role: chat.Visitor}
	anna  = chat.Person{ID: "anna", Role: chat.Agent, Name: "Anna"}
	bob   = chat.Person{ID: "bob", Role: chat.Agent, Name: "Bob"}
)

// office is a desk with a watcher, and the words of a story.
type office struct {
	*desk.Desk
	t      *testing.T
	bus    *bus.Bus
	screen *screen
	next   *int
}

func (o office) close() {
	bustest.Close(o.t, o.Desk)
	bustest.Close(o.t, o.bus)
}

func openOffice(t *testing.T, b *bus.Bus, o desk.Options) office {
	t.Helper()
	if o.Log == nil {
		o.Log = bustest.Log()
	}
	d, err := desk.Open(t.Context(), b, o)
	if err != nil {
		t.Fatal(err)
	}
	s := newScreen()
	d.Watch(s)
	t.Cleanup(func() { bustest.Close(t, d) })
	return office{d, t, b, s, new(int)}
}

func newOffice(t *testing.T, how bus.Durability) office {
	t.Helper()
	return openOffice(t, bustest.Open(t, t.TempDir(), how), desk.Options{})
}

func siteOf(who chat.Person) chat.SiteID {
	if who.Role == chat.Visitor {
		return shop
	}
	return ""
}

// send writes with a new id; after says what the client knows.
func (o office) send(who chat.Person, after uint64, b chat.Body) wire.Frame {
	*o.next++
	return o.resend(who, after, chat.EntryID(fmt.Sprintf("e-%d", *o.next)), b)
}

func (o office) resend(who chat.Person, after uint64, id chat.EntryID, b chat.Body) wire.Frame {
	o.t.Helper()
	return o.Send(o.t.Context(), siteOf(who), who, wire.Send{Conversation: conv, After: after, ID: id, Body: b})
}

// says is a text that must be acknowledged.
func (o office) says(who chat.Person, text string) wire.Ack {
	o.t.Helper()
	return o.acked(o.send(who, o.last(), chat.Text{Text: text}))
}

func (o office) acked(f wire.Frame) wire.Ack {
	o.t.Helper()
	a, ok := f.(wire.Ack)
	if !ok {
		o.t.Fatalf("not acknowledged: %+v", f)
	}
	return a
}

func (o office) refused(f wire.Frame, p chat.Problem) wire.Nack {
	o.t.Helper()
	n, ok := f.(wire.Nack)
	if !ok || n.Problem != p {
		o.t.Fatalf("got %+v, want refusal: %v", f, p)
	}
	return n
}

// thread is all that an agent can read.
func (o office) thread() []chat.Entry {
	o.t.Helper()
	p, err := o.Follow(o.t.Context(), anna, wire.Follow{Conversation: conv, Limit: chat.MaxPage})
	if err != nil {
		o.t.Fatal(err)
	}
	return p.List
}

func (o office) last() uint64 {
	p, _ := o.Follow(o.t.Context(), julie, wire.Follow{Conversation: conv, Limit: 1})
	return p.Last
}

func TestMain(m *testing.M) {
	if isChild() {
		child()
		return
	}
	goleak.VerifyTestMain(m)
}
