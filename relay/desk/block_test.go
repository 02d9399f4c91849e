package desk_test

import (
	"context"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/desk"
)

var mia = chat.Person{ID: "mia", Role: chat.Manager, Name: "Mia"}

func newClock() *clock { return &clock{at: time.UnixMilli(1_700_000_000_000)} }

func (c *clock) pass(d time.Duration) { c.set(c.now().Add(d)) }

func (o office) block(who chat.Person, f wire.Block, address string) error {
	o.t.Helper()
	if f.Visitor == "" {
		f.Visitor = julie.ID
	}
	return o.Block(o.t.Context(), who, f, address)
}

func (o office) unblock(who chat.Person, id, of chat.EntryID) error {
	o.t.Helper()
	return o.Unblock(o.t.Context(), who, wire.Unblock{Visitor: julie.ID, ID: id, Of: of})
}

func (o office) read(c chat.ConversationID) []chat.Entry {
	o.t.Helper()
	p, err := o.Load(o.t.Context(), anna, wire.Load{Conversation: c, Before: 1000, Limit: chat.MaxPage})
	if err != nil {
		o.t.Fatal(err)
	}
	return p.List
}

// busy is an office in which Bob has Julie's conversation.
func busy(t *testing.T) (office, *clock) {
	t.Helper()
	c := newClock()
	o := openOffice(t, bustest.Open(t, t.TempDir(), bus.SyncAlways), desk.Options{Now: c.now})
	o.says(julie, "hello")
	o.acked(o.send(bob, 1, chat.Joined{}))
	return o, c
}

func TestABlockKeepsAVisitorAwayAndEndsTheConversation(t *testing.T) {
	t.Parallel()
	o, _ := busy(t)
	for range 2 { // the answer was lost, so it comes again
		if err := o.block(anna, wire.Block{ID: "b1", Reason: "Insults"}, ""); err != nil {
			t.Fatal(err)
		}
	}
	want := chat.Blocked{Reason: "Insults", Target: chat.BlockVisitor, Key: "v1"}
	if list := o.read(conv.Trail()); len(list) != 1 || list[0].Author != anna || list[0].Body != want {
		t.Errorf("the trail: %+v", list)
	}
	if list := o.read(conv.Staff()); len(list) != 1 || list[0].Author != anna || list[0].Body != want {
		t.Errorf("what the agents' thread tells: %+v", list)
	}
	if list := o.thread(); len(list) != 3 || list[2].Author != anna || list[2].Body != (chat.Closed{}) {
		t.Errorf("the conversation: %+v", list)
	}
	o.refused(o.send(julie, 3, chat.Text{Text: "let me in"}), chat.NotAllowed)
	if !o.Blocked(shop, julie.ID, "", "") || o.Blocked(shop, omar.ID, "", "") {
		t.Error("others are kept away")
	}
	if list := o.BlocksOf(julie.ID); len(list) != 1 || list[0].By != anna || list[0].ID != "b1" {
		t.Errorf("blocks of the visitor: %+v", list)
	}
}

func TestWhoMayBlockWhom(t *testing.T) {
	t.Parallel()
	o, c := busy(t)
	now := c.now().UnixMilli()
	for name, s := range map[string]struct {
		who  chat.Person
		f    wire.Block
		want chat.Problem
	}{
		"a visitor":                     {julie, wire.Block{ID: "x"}, chat.NotAllowed},
		"a bot":                         {chat.Person{ID: "b", Role: chat.Bot}, wire.Block{ID: "x"}, chat.NotAllowed},
		"nobody's":                      {anna, wire.Block{ID: "x", Visitor: "v9"}, chat.NotFound},
		"a subject":                     {anna, wire.Block{ID: "x", Visitor: "v.>"}, chat.BadID},
		"no id":                         {anna, wire.Block{}, chat.BadID},
		"a customer who is not known":   {anna, wire.Block{ID: "x", Target: chat.BlockCustomer}, chat.NotFound},
		"an address that is not known":  {anna, wire.Block{ID: "x", Target: chat.BlockAddress}, chat.NotFound},
		"something else":                {anna, wire.Block{ID: "x", Target: 9}, chat.Malformed},
		"until yesterday":               {anna, wire.Block{ID: "x", Until: now - 1}, chat.Malformed},
		"for eleven years":              {anna, wire.Block{ID: "x", Until: now + 11*365*86_400_000}, chat.Malformed},
		"with a reason of another line": {anna, wire.Block{ID: "x", Reason: "a\nb"}, chat.BadText},
	} {
		if err := o.block(s.who, s.f, ""); err != s.want {
			t.Errorf("%s: %v, want %v", name, err, s.want)
		}
	}
	if len(o.thread()) != 2 || o.Blocked(shop, julie.ID, "", "") {
		t.Error("something came of it")
	}
}

func TestWhoHasBlockedBySlipTakesItBack(t *testing.T) {
	t.Parallel()
	o, c := busy(t)
	if err := o.block(anna, wire.Block{ID: "b1"}, ""); err != nil {
		t.Fatal(err)
	}
	if err := o.unblock(bob, "u0", "b1"); err != chat.NotAllowed {
		t.Errorf("a colleague: %v", err)
	}
	c.pass(9 * time.Second)
	for range 2 {
		if err := o.unblock(anna, "u1", "b1"); err != nil {
			t.Fatal(err)
		}
	}
	if k := o.Conversation(conv); k.Closed || k.Agent != bob {
		t.Errorf("it does not go on as it was: %+v", k)
	}
	if list := o.thread(); len(list) != 5 || list[3].Body != (chat.Reopened{}) || list[4].Body != (chat.Joined{}) {
		t.Errorf("the conversation: %+v", list)
	}
	if list := o.read(conv.Staff()); len(list) != 2 || !list[1].Body.(chat.Blocked).Ended || list[1].Author != anna {
		t.Errorf("what the agents' thread tells: %+v", list)
	}
	o.says(julie, "I am still here")
}

func TestLaterOnlyAManagerUnblocks(t *testing.T) {
	t.Parallel()
	o, c := busy(t)
	if err := o.block(anna, wire.Block{ID: "b1"}, ""); err != nil {
		t.Fatal(err)
	}
	c.pass(16 * time.Second)
	if err := o.unblock(anna, "u1", "b1"); err != chat.NotAllowed {
		t.Errorf("an agent: %v", err)
	}
	if err := o.unblock(anna, "u2", "no-such-block"); err != chat.NotAllowed {
		t.Errorf("an agent learns which blocks there are: %v", err)
	}
	if err := o.unblock(mia, "u3", "b1"); err != nil {
		t.Errorf("a manager: %v", err)
	}
	if err := o.unblock(mia, "u4", "b1"); err != chat.NotFound {
		t.Errorf("twice: %v", err)
	}
	if !o.Conversation(conv).Closed {
		t.Error("what is long over goes on")
	}
	o.says(julie, "hello again")
}

func TestABlockEndsByItself(t *testing.T) {
	t.Parallel()
	o, c := busy(t)
	if err := o.block(anna, wire.Block{ID: "b1", Until: c.now().UnixMilli() + 86_400_000}, ""); err != nil {
		t.Fatal(err)
	}
	c.pass(24*time.Hour - time.Millisecond)
	o.refused(o.send(julie, 3, chat.Text{Text: "let me in"}), chat.NotAllowed)
	c.pass(time.Millisecond)
	o.says(julie, "hello again")
	if list := o.BlocksOf(julie.ID); list != nil {
		t.Errorf("still told of: %+v", list)
	}
}

func TestACustomerIsKeptAwayInEveryBrowser(t *testing.T) {
	t.Parallel()
	o, c := busy(t)
	is := chat.Identified{Customer: chat.Customer{ID: "42", Name: "Julie M."}}
	for _, v := range []chat.PersonID{julie.ID, omar.ID} { // Omar's is her other browser
		if _, ok := o.Learn(t.Context(), shop, v, "i-"+chat.EntryID(v), is).(wire.Ack); !ok {
			t.Fatal("not learnt")
		}
	}
	other := chat.ConversationOf(omar.ID, 1)
	hello := wire.Send{Conversation: other, ID: "o1", Body: chat.Text{Text: "me again"}}
	o.acked(o.Send(t.Context(), shop, omar, hello))
	if err := o.block(anna, wire.Block{ID: "b1", Target: chat.BlockCustomer}, ""); err != nil {
		t.Fatal(err)
	}
	if !o.Blocked(shop, julie.ID, "", "") || !o.Blocked(shop, omar.ID, "", "") || !o.Blocked(shop, "v3", "42", "") || o.Blocked(shop, "v3", "43", "") || o.Blocked("other", "v3", "42", "") {
		t.Error("who is kept away")
	}
	for _, id := range []chat.ConversationID{conv, other} {
		if staff := o.read(id.Staff()); !o.Conversation(id).Closed || len(staff) != 1 {
			t.Errorf("%s: closed %t, told %+v", id, o.Conversation(id).Closed, staff)
		}
	}
	if list := o.BlocksOf(omar.ID); len(list) != 1 || list[0].Name != "Julie M." || list[0].Visitor != julie.ID {
		t.Errorf("blocks of the other browser: %+v", list)
	}
	c.pass(time.Second)
	if err := o.unblock(anna, "u1", "b1"); err != nil {
		t.Fatal(err)
	}
	if a, b := o.Conversation(conv), o.Conversation(other); a.Closed || a.Agent != bob || b.Closed || !b.Agent.IsZero() {
		t.Errorf("taken back: %+v, %+v", a, b)
	}
}

func TestAnAddressIsKeptAwayAndNobodyReadsIt(t *testing.T) {
	t.Parallel()
	o, _ := busy(t)
	if err := o.block(anna, wire.Block{ID: "b1", Target: chat.BlockAddress}, "203.0.113.7"); err != nil {
		t.Fatal(err)
	}
	if !o.Blocked(shop, omar.ID, "", "203.0.113.7") || o.Blocked(shop, omar.ID, "", "203.0.113.8") || o.Blocked(shop, omar.ID, "", "") {
		t.Error("who is kept away")
	}
	switch b := o.read(conv.Trail())[0].Body.(chat.Blocked); {
	case b.Key == "" || b.Key == "203.0.113.7":
		t.Errorf("the trail has %q", b.Key)
	case o.Blocked(shop, omar.ID, "", b.Key):
		t.Error("what stands for the address is taken for one")
	}
	if list := o.BlocksOf(julie.ID); len(list) != 1 {
		t.Errorf("agents are not told: %+v", list)
	}
}

func TestBlocksOutliveTheRelay(t *testing.T) {
	t.Parallel()
	dir, c := t.TempDir(), newClock()
	b := bustest.Open(t, dir, bus.SyncAlways)
	o := openOffice(t, b, desk.Options{Now: c.now})
	o.says(julie, "hello")
	for id, target := range map[chat.EntryID]chat.BlockTarget{"b1": chat.BlockVisitor, "b2": chat.BlockAddress, "b3": chat.BlockAddress} {
		if err := o.block(anna, wire.Block{ID: id, Target: target}, "203.0.113.7"); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.unblock(mia, "u3", "b3"); err != nil {
		t.Fatal(err)
	}
	before := len(o.read(conv.Staff()))
	o.close()
	o = openOffice(t, bustest.Open(t, dir, bus.SyncAlways), desk.Options{Now: c.now})
	if !o.Blocked(shop, julie.ID, "", "") || !o.Blocked(shop, omar.ID, "", "203.0.113.7") {
		t.Error("forgotten")
	}
	if after := len(o.read(conv.Staff())); after != before {
		t.Errorf("the start tells again: %d entries, %d before", after, before)
	}
	if err := o.unblock(mia, "u2", "b2"); err != nil || o.Blocked(shop, omar.ID, "", "203.0.113.7") {
		t.Errorf("unblocked: %v", err)
	}
}

// cutter ends a context as soon as a trail has a new entry: what comes after it is not done.
type cutter struct{ cut func() }

func (c cutter) Live(id chat.ConversationID, _ wire.Frame) {
	if id.IsTrail() {
		c.cut()
	}
}
func (c cutter) Changed(chat.Summary) {}

func TestWhatACrashHasLeftUndoneIsDone(t *testing.T) {
	t.Parallel()
	for name, finish := range map[string]func(o office, dir string) office{
		"by sending it again": func(o office, _ string) office {
			if err := o.block(anna, wire.Block{ID: "b1"}, ""); err != nil {
				o.t.Error(err)
			}
			return o
		},
		"by the next start": func(o office, dir string) office {
			o.close()
			return openOffice(o.t, bustest.Open(o.t, dir, bus.SyncAlways), desk.Options{})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			o := openOffice(t, bustest.Open(t, dir, bus.SyncAlways), desk.Options{})
			o.says(julie, "hello")
			ctx, cut := context.WithCancel(t.Context())
			o.Watch(cutter{cut})
			if err := o.Block(ctx, anna, wire.Block{Visitor: julie.ID, ID: "b1"}, ""); err != chat.Unavailable || o.Conversation(conv).Closed {
				t.Fatalf("it was not cut off: %v", err)
			}
			o = finish(o, dir)
			if list := o.thread(); len(list) != 2 || list[1].Body != (chat.Closed{}) || list[1].Author != anna {
				t.Errorf("the conversation: %+v", list)
			}
			if list := o.read(conv.Staff()); len(list) != 1 || list[0].Author != anna {
				t.Errorf("what the agents' thread tells: %+v", list)
			}
		})
	}
}

func TestAnotherRelayHearsOfABlock(t *testing.T) {
	t.Parallel()
	a, b := neighbours(t, bus.SyncAlways)
	a.says(julie, "hello")
	if err := a.block(anna, wire.Block{ID: "b1"}, ""); err != nil {
		t.Fatal(err)
	}
	b.screen.wait(func() bool { return len(b.screen.entries[conv.Trail()]) == 1 })
	b.refused(b.send(julie, 0, chat.Text{Text: "and here?"}), chat.NotAllowed)
	if err := b.unblock(mia, "u1", "b1"); err != nil {
		t.Fatal(err)
	}
	a.screen.wait(func() bool { return len(a.screen.entries[conv.Trail()]) == 2 })
	a.says(julie, "thank you")
}

func TestWhoIsErasedIsNotBlockedAnyMore(t *testing.T) {
	t.Parallel()
	o, _ := busy(t)
	if err := o.block(anna, wire.Block{ID: "b1", Target: chat.BlockAddress}, "203.0.113.7"); err != nil {
		t.Fatal(err)
	}
	o.Bar(julie.ID)
	if err := o.Forget(t.Context(), shop, julie.ID); err != nil {
		t.Fatal(err)
	}
	if o.Blocked(shop, omar.ID, "", "203.0.113.7") || o.BlocksOf(julie.ID) != nil {
		t.Error("something is still known of it")
	}
}
