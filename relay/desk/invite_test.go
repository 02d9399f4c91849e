package desk_test

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
)

// kinds are what the conversation's entries are, in order.
func (o office) kinds() (kinds []chat.Kind) {
	o.t.Helper()
	p, err := o.Load(o.t.Context(), anna, wire.Load{Conversation: conv, Before: 100, Limit: 100})
	if err != nil {
		o.t.Fatal(err)
	}
	for _, e := range p.List {
		kinds = append(kinds, e.Body.Kind())
	}
	return kinds
}

func TestAnAgentBeginsAConversation(t *testing.T) {
	t.Parallel()
	o := newOffice(t, bus.SyncAlways)
	invite := func(who chat.Person, id chat.EntryID) error {
		return o.Invite(t.Context(), shop, who, wire.Invite{Visitor: julie.ID, ID: id, Text: "May I help?"})
	}
	for name, c := range map[string]struct {
		who  chat.Person
		f    wire.Invite
		want chat.Problem
	}{
		"a visitor":    {omar, wire.Invite{Visitor: julie.ID, ID: "x", Text: "hi"}, chat.NotFound},
		"a bot":        {chat.Person{ID: "b", Role: chat.Bot}, wire.Invite{Visitor: julie.ID, ID: "x", Text: "hi"}, chat.NotAllowed},
		"no words":     {anna, wire.Invite{Visitor: julie.ID, ID: "x", Text: " "}, chat.BadText},
		"a subject":    {anna, wire.Invite{Visitor: "v.>", ID: "x", Text: "hi"}, chat.BadID},
		"a mark's id":  {anna, wire.Invite{Visitor: julie.ID, ID: "x-r", Text: "hi"}, chat.BadID},
		"not an id":    {anna, wire.Invite{Visitor: julie.ID, ID: "", Text: "hi"}, chat.BadID},
		"nobody there": {anna, wire.Invite{ID: "x", Text: "hi"}, chat.BadID},
	} {
		if err := o.Invite(t.Context(), shop, c.who, c.f); err != c.want {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	for range 2 { // the answer was lost, so it comes again
		if err := invite(anna, "i1"); err != nil {
			t.Fatal(err)
		}
	}
	if got := o.kinds(); len(got) != 2 || got[0] != chat.KindJoined || got[1] != chat.KindText {
		t.Fatalf("stored %v", got)
	}
	if c := o.Conversation(conv); !c.Invited || c.Agent != anna || c.Site != shop || c.WaitingSince != 0 {
		t.Errorf("%+v", c)
	}
	if s, ok := o.Summary(conv); !ok || s.Visitor.ID != julie.ID || s.Visitor.Role != chat.Visitor {
		t.Errorf("lists do not know whom: %+v", s.Visitor)
	}
	if err := invite(bob, "i2"); err != chat.Taken {
		t.Errorf("a second invitation: %v", err)
	}
	if err := invite(bob, "i1"); err != chat.IDUsed {
		t.Errorf("another one's id: %v", err)
	}
	o.says(julie, "Yes, please")
	if c := o.Conversation(conv); c.Invited || c.Agent != anna || c.WaitingSince == 0 {
		t.Errorf("answered: %+v", c)
	}
	if _, ok := o.send(anna, 0, chat.Closed{}).(wire.Ack); !ok {
		t.Fatal("not closed")
	}
	if err := invite(bob, "i3"); err != nil {
		t.Errorf("after the end: %v", err)
	}
	if got := o.kinds()[4:]; len(got) != 3 || got[0] != chat.KindReopened || got[1] != chat.KindJoined || got[2] != chat.KindText {
		t.Errorf("after the end: %v", got)
	}
	if c := o.Conversation(conv); !c.Invited || c.Agent != bob || c.Closed {
		t.Errorf("invited again: %+v", c)
	}
}

// A page may be open a moment longer than its visitor is welcome, and lists show it: nothing is begun with them.
func TestNobodyIsInvitedWhoIsKeptAwayOrErased(t *testing.T) {
	t.Parallel()
	o, _ := busy(t)
	invite := func() error {
		return o.Invite(t.Context(), shop, anna, wire.Invite{Visitor: julie.ID, ID: "i1", Text: "May I help?"})
	}
	if err := o.block(anna, wire.Block{ID: "b1"}, ""); err != nil {
		t.Fatal(err)
	}
	if err := invite(); err != chat.NotAllowed {
		t.Errorf("a blocked visitor: %v", err)
	}
	o.Bar(julie.ID)
	if err := invite(); err != chat.NotFound {
		t.Errorf("who is being erased: %v", err)
	}
	if err := o.Forget(t.Context(), shop, julie.ID); err != nil {
		t.Fatal(err)
	}
	if err := invite(); err != chat.NotFound {
		t.Errorf("who is erased: %v", err)
	}
	if o.Knows(julie.ID) {
		t.Error("something is kept of them again")
	}
}
