package session

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/wiretest"
)

// present is who is on the site, for tests.
type present struct {
	mu   sync.Mutex
	here map[chat.PersonID]int
	went chan struct{}
}

func newPresent() *present {
	return &present{here: map[chat.PersonID]int{}, went: make(chan struct{}, 2000)}
}

func (p *present) add(id chat.PersonID, n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.here[id] += n; p.here[id] <= 0 {
		delete(p.here, id)
	}
}

func (p *present) Came(id chat.PersonID) { p.add(id, 1) }
func (p *present) Left(id chat.PersonID) {
	p.add(id, -1)
	p.went <- struct{}{}
}

func (p *present) Here() (list []chat.PersonID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for id := range p.here {
		list = append(list, id)
	}
	return list
}

func (p *present) IsHere(id chat.PersonID) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.here[id] > 0
}

// learn is something new about a visitor, as the desk tells of it.
func (d *fakeDesk) learn(p chat.Profile) {
	d.mu.Lock()
	d.profiles[p.Visitor] = p
	d.mu.Unlock()
	trail := chat.TrailOf(p.Visitor)
	d.watcher.Live(trail, wire.Entries{Conversation: trail, List: []chat.Entry{{N: p.Last, Body: chat.Seen{}}}})
}

func TestAProfileFollowsThePageAndEachChange(t *testing.T) {
	t.Parallel()
	blocks := []chat.Block{{ID: "b1", Visitor: "v1", Blocked: chat.Blocked{Key: "v1", Reason: "spam"}}}
	w := newWorld(t, func(o *Options) {
		o.Counts = func(chat.PersonID) (uint64, chat.Millis) { return 3, 500 }
		o.Blocks = func(chat.PersonID) []chat.Block { return blocks }
	})
	julie := chat.Person{ID: "v1", Role: chat.Visitor}
	w.desk.store("v1_1", julie, "t1", "Hello")
	w.desk.learn(chat.Profile{Visitor: "v1", Last: 4, Pages: 2})
	ana := w.agent("ana")
	ana.HelloAgent()
	ana.Follow("v1_1", 7, 0)
	f, ok := ana.Next().(wire.Profile)
	if !ok || f.Profile.Last != 4 || f.Profile.Pages != 2 || f.Exchanges != 3 || f.LastAt != 500 || !slices.EqualFunc(f.Blocks, blocks, func(a, b chat.Block) bool { return a.ID == b.ID }) {
		t.Fatalf("%+v", f)
	}
	w.desk.learn(chat.Profile{Visitor: "v1", Last: 5, Pages: 3})
	if f := wiretest.Await[wire.Profile](ana); f.Profile.Last != 5 {
		t.Errorf("%+v", f)
	}
	w.hub.ProfileChanged("v1") // something keeps them away
	if f := wiretest.Await[wire.Profile](ana); f.Profile.Last != 5 {
		t.Errorf("%+v", f)
	}
}

func TestALongListOfVisitorsIsCut(t *testing.T) {
	t.Parallel()
	p := newPresent()
	w := newWorld(t, func(o *Options) { o.Visits = p })
	const more = 7
	data := []chat.Datum{{Name: "basket", Type: chat.DatumText, Value: "lamp"}}
	for i := range chat.MaxOnSite + more {
		id := chat.PersonID(fmt.Sprintf("v%04d", i))
		p.Came(id)
		w.desk.learn(chat.Profile{Visitor: id, Last: 1, SeenAt: chat.Millis(i), Told: data, Customer: chat.Customer{ID: "c", Name: "Julie", Data: data}})
	}
	ana := w.agent("ana")
	ana.HelloAgent()
	ana.Say(wire.Watch{On: true})
	all := wiretest.Await[wire.Visitors](ana)
	if !all.Reset || len(all.List) != chat.MaxOnSite || all.More != more || all.List[0].SeenAt != chat.MaxOnSite+more-1 {
		t.Errorf("%d and %d more, the first seen at %d", len(all.List), all.More, all.List[0].SeenAt)
	}
	if one := all.List[0]; one.Customer.Name != "Julie" || len(one.Told)+len(one.Customer.Data) != 0 {
		t.Errorf("shown with %+v %+v", one.Customer, one.Told)
	}
	p.Left("v0003")
	w.hub.VisitorChanged("v0003")
	w.desk.learn(chat.Profile{Visitor: "v0004", Last: 2, SeenAt: 9999})
	var left, changed bool
	for !left || !changed {
		f := wiretest.Await[wire.Visitors](ana)
		left = left || slices.Contains(f.Left, "v0003")
		changed = changed || len(f.List) == 1 && f.List[0].SeenAt == 9999
	}
	ana.Say(wire.Watch{}, wire.Invite{Ref: 1, Visitor: "v0003", ID: "i1", Text: "Hi"}, wire.Invite{Ref: 2, Visitor: "v0004", ID: "i2", Text: "Hi"})
	for ref, want := range []chat.Problem{chat.NotFound, chat.NoProblem} {
		if d := wiretest.Await[wire.Done](ana); d.Ref != uint64(ref+1) || d.Problem != want {
			t.Errorf("%+v", d)
		}
	}
}

// A visitor's socket counts as being on the site, and neither watches nor invites.
func TestAVisitorMayNotWatchOthers(t *testing.T) {
	t.Parallel()
	p := newPresent()
	w := newWorld(t, func(o *Options) { o.Visits = p })
	v := w.visitor()
	me := v.Hello("main", "")
	v.Say(wire.Watch{On: true}, wire.Invite{Ref: 1, Visitor: me.Me.ID, ID: "i1", Text: "Hi"})
	if d, ok := v.Next().(wire.Done); !ok || d.Problem != chat.NotAllowed {
		t.Errorf("%+v", d)
	}
	if !p.IsHere(me.Me.ID) {
		t.Error("not there")
	}
	v.Leave()
	for p.IsHere(me.Me.ID) {
		<-p.went
	}
}

// Who is erased while a page of theirs is open is a stranger in the list of those on the site.
func TestNothingIsShownOfWhoIsErasedAndStillOnTheSite(t *testing.T) {
	t.Parallel()
	p := newPresent()
	w := newWorld(t, func(o *Options) { o.Visits = p })
	p.Came("v1")
	w.desk.learn(chat.Profile{Visitor: "v1", Last: 1, Customer: chat.Customer{ID: "c", Name: "Julie"}})
	ana := w.agent("ana")
	ana.HelloAgent()
	ana.Say(wire.Watch{On: true})
	if all := wiretest.Await[wire.Visitors](ana); len(all.List) != 1 || all.List[0].Customer.Name != "Julie" {
		t.Fatalf("%+v", all)
	}
	w.desk.mu.Lock()
	delete(w.desk.profiles, "v1")
	w.desk.mu.Unlock()
	w.hub.Forgot("v1_1")
	if f := wiretest.Await[wire.Visitors](ana); len(f.List) != 1 || f.List[0].Customer.Name != "" {
		t.Errorf("%+v", f)
	}
}
