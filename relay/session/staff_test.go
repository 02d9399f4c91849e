package session

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/wiretest"
)

// fakeLibrary is in memory and tells its hub.
type fakeLibrary struct {
	mu   sync.Mutex
	list []chat.Item
	hub  *Hub
}

func (l *fakeLibrary) For(who chat.PersonID) (out []chat.Item) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, i := range l.list {
		if i.Owner == "" || i.Owner == who {
			out = append(out, i)
		}
	}
	return out
}

func (l *fakeLibrary) Put(_ context.Context, _ chat.Person, i chat.Item) error {
	if p := chat.CheckItem(i); p != chat.NoProblem {
		return p
	}
	l.mu.Lock()
	l.list = append(l.list, i)
	l.mu.Unlock()
	l.hub.ItemChanged(i)
	return nil
}

func (l *fakeLibrary) Drop(context.Context, chat.Person, chat.ItemKind, chat.ItemID) error {
	return chat.NotAllowed
}

func people(context.Context) (may, off []chat.Person, err error) {
	return []chat.Person{{ID: "ana", Role: chat.Agent, Name: "ana"}, {ID: "ben", Role: chat.Agent, Name: "ben"}}, nil, nil
}

// awaitStaff passes over frames until the staff is as wanted: "ana available 0, ben away 0".
func awaitStaff(t *testing.T, c *wiretest.Client, ana, ben chat.Colleague) {
	t.Helper()
	for {
		f := wiretest.Await[wire.Staff](c)
		if len(f.List) >= 2 && f.List[0].Status == ana.Status && f.List[0].Open == ana.Open && f.List[1].Status == ben.Status && f.List[1].Open == ben.Open {
			return
		}
	}
}

func TestEverybodySeesWhoIsThere(t *testing.T) {
	t.Parallel()
	lumi := chat.Person{ID: "bot-lumi", Role: chat.Bot, Name: "Lumi"}
	w := newWorld(t, func(o *Options) { o.People, o.Bots = people, []chat.Person{lumi} })
	a := w.agent("ana")
	a.HelloAgent()
	awaitStaff(t, a, chat.Colleague{Status: chat.Available}, chat.Colleague{})
	b := w.agent("ben")
	b.HelloAgent()
	awaitStaff(t, a, chat.Colleague{Status: chat.Available}, chat.Colleague{Status: chat.Available})
	b.Say(wire.Be{Status: chat.Busy})
	awaitStaff(t, a, chat.Colleague{Status: chat.Available}, chat.Colleague{Status: chat.Busy})
	w.hub.Changed(chat.Summary{Conversation: chat.Conversation{ID: "v1_1", Agent: chat.Person{ID: "ana"}}})
	awaitStaff(t, a, chat.Colleague{Status: chat.Available, Open: 1}, chat.Colleague{Status: chat.Busy})
	w.hub.Changed(chat.Summary{Conversation: chat.Conversation{ID: "v1_1", Agent: chat.Person{ID: "ben"}}})
	awaitStaff(t, a, chat.Colleague{Status: chat.Available}, chat.Colleague{Status: chat.Busy, Open: 1})
	w.hub.Changed(chat.Summary{Conversation: chat.Conversation{ID: "v1_1", Agent: chat.Person{ID: "ben"}, Closed: true}})
	awaitStaff(t, a, chat.Colleague{Status: chat.Available}, chat.Colleague{Status: chat.Busy})
	b.Drop()
	awaitStaff(t, a, chat.Colleague{Status: chat.Available}, chat.Colleague{})
	b = w.agent("ben")
	b.HelloAgent()
	awaitStaff(t, a, chat.Colleague{Status: chat.Available}, chat.Colleague{Status: chat.Busy}) // what they had chosen holds
	b.Say(wire.Be{Status: 99})
	b.Say(wire.Ping{})
	wiretest.Await[wire.Pong](b)
	v, _ := w.following()
	v.Say(wire.Be{Status: chat.Busy}, wire.Ping{})
	wiretest.Await[wire.Pong](v) // it means nothing from a visitor
	w.hub.StaffChanged()
	a.Say(wire.Be{Status: chat.Away})
	f := wiretest.Await[wire.Staff](a)
	if i := slices.IndexFunc(f.List, func(c chat.Colleague) bool { return c.ID == lumi.ID }); i < 0 || f.List[i].Status != chat.Available {
		t.Errorf("the bot is not there: %+v", f.List)
	}
}

// Who is locked out is the managers' business: they are told when they come and when it changes, and agents never.
func TestOnlyManagersAreToldWhoIsLockedOut(t *testing.T) {
	t.Parallel()
	mia, ben := chat.Person{ID: "mia", Role: chat.Manager, Name: "mia"}, chat.Person{ID: "ben", Role: chat.Agent, Name: "ben"}
	claire := chat.Person{ID: "claire", Role: chat.Agent, Name: "claire"}
	var locked atomic.Bool
	w := newWorld(t, func(o *Options) {
		o.People = func(context.Context) (may, off []chat.Person, err error) {
			if locked.Load() {
				return []chat.Person{mia, ben}, []chat.Person{claire}, nil
			}
			return []chat.Person{mia, ben, claire}, nil, nil
		}
	})
	m, b := w.agent("mia"), w.agent("ben")
	m.HelloAgent()
	b.HelloAgent()
	status := chat.Available
	hears := func(c *wiretest.Client) wire.Staff { // passes over frames until Ben's status is as it is now
		t.Helper()
		for {
			f := wiretest.Await[wire.Staff](c)
			if c == b && f.Off != nil {
				t.Errorf("an agent is told %+v", f.Off)
			}
			if len(f.List) > 1 && f.List[1].Status == status {
				return f
			}
		}
	}
	hears(m)
	hears(b)
	for _, off := range []bool{true, false, true} {
		locked.Store(off)
		w.hub.StaffChanged()
		there, out := 3, []chat.Person{}
		if off {
			there, out = 2, []chat.Person{claire}
		}
		if f := hears(m); len(f.List) != there || f.Off == nil || !slices.Equal(f.Off, out) {
			t.Errorf("the manager is told %+v; want %d people, and %+v", f, there, out)
		}
		if f := hears(b); len(f.List) != there {
			t.Errorf("the agent is told %+v, want %d people", f, there)
		}
		if status = chat.Busy; !off {
			status = chat.Available
		}
		b.Say(wire.Be{Status: status})
		if f := hears(m); f.Off != nil {
			t.Errorf("somebody's status says again who is locked out: %+v", f.Off)
		}
		hears(b)
	}
	for name, want := range map[string][]chat.Person{"mia": {claire}, "ben": nil} { // who comes while somebody is locked out
		c := w.agent(name)
		c.HelloAgent()
		if f := wiretest.Await[wire.Staff](c); len(f.List) != 2 || !slices.Equal(f.Off, want) {
			t.Errorf("%s, who comes, is told %+v", name, f)
		}
	}
}

func TestTheLibraryComesWholeAndThenEachChangeToThoseWhoMayUseIt(t *testing.T) {
	t.Parallel()
	l := &fakeLibrary{}
	const many = 20 // of 16 KB, some parts
	for i := range many {
		l.list = append(l.list, chat.Item{Kind: chat.CannedItem, ID: chat.ItemID(rune('a' + i)), Name: "x", Text: strings.Repeat("x", chat.MaxText)})
	}
	l.list = append(l.list, chat.Item{Kind: chat.CannedItem, ID: "secret", Owner: "ben", Name: "Ben's", Text: "x"})
	w := newWorld(t, func(o *Options) { o.Library = l })
	l.hub = w.hub
	a := w.agent("ana")
	a.HelloAgent()
	n, first := 0, true
	for n < many {
		f := wiretest.Await[wire.Items](a)
		if f.Reset != first || len(f.List) > partSize/chat.MaxText+1 {
			t.Errorf("a part of %d, reset %v", len(f.List), f.Reset)
		}
		n, first = n+len(f.List), false
		for _, i := range f.List {
			if i.Owner != "" {
				t.Errorf("Ana is sent %+v", i)
			}
		}
	}
	b := w.agent("ben")
	b.HelloAgent()
	b.Say(wire.Put{Ref: 1, Item: chat.Item{Kind: chat.CannedItem, ID: "mine", Owner: "ben", Name: "Mine", Text: "x"}})
	if d := wiretest.Await[wire.Done](b); d.Ref != 1 || d.Problem != chat.NoProblem {
		t.Errorf("answer %+v", d)
	}
	b.Say(wire.Put{Ref: 2, Item: chat.Item{Kind: chat.TagItem, ID: "new", Name: "New"}})
	if f := wiretest.Await[wire.Items](a); len(f.List) != 1 || f.List[0].ID != "new" {
		t.Errorf("Ana hears of %+v", f.List)
	}
	b.Say(wire.Put{Ref: 3, Item: chat.Item{Kind: chat.TagItem}}, wire.Drop{Ref: 4, Kind: chat.TagItem, ID: "new"})
	for _, want := range []wire.Done{{Ref: 2}, {Ref: 3, Problem: chat.BadID}, {Ref: 4, Problem: chat.NotAllowed}} {
		if d := wiretest.Await[wire.Done](b); d != want {
			t.Errorf("answer %+v, want %+v", d, want)
		}
	}
	v, _ := w.following()
	v.Say(wire.Put{Ref: 5, Item: chat.Item{Kind: chat.TagItem, ID: "v", Name: "V"}})
	if d := wiretest.Await[wire.Done](v); d.Problem != chat.NotAllowed {
		t.Errorf("a visitor: %+v", d)
	}
}

func TestAgentsSeeAnUnsentTextOnlyWhereTheSiteAllowsIt(t *testing.T) {
	t.Parallel()
	for _, allowed := range []bool{true, false} {
		w := newWorld(t, func(o *Options) { o.Rules.Preview = allowed })
		v, me := w.following()
		if me.Rules.Preview != allowed {
			t.Errorf("the visitor is told %v", me.Rules.Preview)
		}
		v.Say(wiretest.Text(me.Conversation, 0, "e1", "hello"))
		wiretest.Await[wire.Ack](v)
		tab := w.visitor()
		tab.Hello("main", me.Token)
		tab.Follow(me.Conversation, me.Epoch, 0)
		a := w.agent("ana")
		a.HelloAgent()
		a.Follow(me.Conversation, me.Epoch, 0)
		v.Say(wire.Draft{Conversation: me.Conversation, Text: "half a sen"}, wire.Typing{Conversation: me.Conversation, On: true})
		seen := false
		for {
			f := a.Next()
			if d, ok := f.(wire.DraftNow); ok {
				seen = d.Text == "half a sen"
			}
			if _, ok := f.(wire.TypingNow); ok {
				break
			}
		}
		if seen != allowed {
			t.Errorf("allowed %v, seen %v", allowed, seen)
		}
		tab.Say(wire.Ping{})
		for {
			f := tab.Next()
			if _, ok := f.(wire.DraftNow); ok {
				t.Error("another tab of the visitor is sent it")
			}
			if _, ok := f.(wire.Pong); ok {
				break
			}
		}
	}
}
