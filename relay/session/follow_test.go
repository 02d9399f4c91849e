package session

import (
	"fmt"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/wiretest"
)

// collect takes entries from a Page and what follows until n, and fails if one is missing, doubled or out of order.
func collect(t *testing.T, c *wiretest.Client, last, n uint64) {
	t.Helper()
	take := func(list []chat.Entry) {
		for _, e := range list {
			if e.N != last+1 {
				t.Fatalf("entry %d after %d", e.N, last)
			}
			last = e.N
		}
	}
	for last < n {
		switch f := c.Next().(type) {
		case wire.Page:
			if f.Gap {
				t.Fatal("a gap")
			}
			take(f.List)
		case wire.Entries:
			take(f.List)
		}
	}
}

func TestEntriesWrittenDuringFollowArriveOnceAndInOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v := w.visitor()
	me := v.Hello("main", "")
	c := me.Conversation
	for i := range 3 {
		w.desk.store(c, me.Me, chat.EntryID(fmt.Sprint("old", i)), "old")
	}
	w.desk.inFollow = func() { // the page has three; two more come before it is sent
		w.desk.store(c, ana, "race1", "new")
		w.desk.store(c, ana, "race2", "new")
		w.desk.inFollow = func() { w.desk.store(c, ana, "race3", "new") } // and one while those are read
	}
	v.Say(wire.Follow{Conversation: c, Epoch: me.Epoch, Limit: 50})
	collect(t, v, 0, 6)
	w.desk.store(c, ana, "after", "new")
	collect(t, v, 6, 7)
}

func TestAManyWritersStoryHasNoGaps(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v := w.visitor()
	me := v.Hello("main", "")
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 500 {
			w.desk.store(me.Conversation, ana, chat.EntryID(fmt.Sprint("e", i)), "text")
		}
	}()
	v.Say(wire.Follow{Conversation: me.Conversation, Epoch: me.Epoch, Limit: 200})
	// How many the first page has depends on the race; the rest must join on to it.
	var last uint64
	for last < 500 {
		var list []chat.Entry
		switch f := v.Next().(type) {
		case wire.Page:
			if list = f.List; f.Gap {
				last = list[0].N - 1
			}
		case wire.Entries:
			list = f.List
		}
		for _, e := range list {
			if e.N != last+1 {
				t.Fatalf("entry %d after %d", e.N, last)
			}
			last = e.N
		}
	}
	<-done
}

func TestAGapInWhatIsLiveIsFilledFromTheStore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v, me := w.following()
	w.desk.store(me.Conversation, ana, "one", "1")
	w.desk.slip(me.Conversation, ana, "two", "2")
	w.desk.slip(me.Conversation, ana, "three", "3")
	w.desk.store(me.Conversation, ana, "four", "4")
	collect(t, v, 0, 4)
}

func TestALiveFrameThatComesTwiceIsSentOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v, me := w.following()
	one := w.desk.store(me.Conversation, ana, "one", "1")
	w.hub.Live(me.Conversation, wire.Entries{Conversation: me.Conversation, List: []chat.Entry{one}})
	two := one
	two.N, two.ID = 2, "two"
	w.hub.Live(me.Conversation, wire.Entries{Conversation: me.Conversation, List: []chat.Entry{one, two}})
	collect(t, v, 0, 2)
}

func TestMarksThatGrowDuringFollowAreNotLost(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v := w.visitor()
	me := v.Hello("main", "")
	w.desk.inFollow = func() { w.desk.Mark(t.Context(), ana, wire.Mark{Conversation: me.Conversation, Read: 3}) }
	v.Say(wire.Follow{Conversation: me.Conversation, Limit: 50})
	if got := wiretest.Await[wire.Marks](v).Marks.AgentRead; got != 3 {
		t.Errorf("read up to %d, want 3", got)
	}
}

func TestAVisitorSeesOnlyTheOwnConversation(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	victim, hers := w.following()
	victim.Say(wiretest.Text(hers.Conversation, 0, "x", "private"))
	wiretest.Await[wire.Ack](victim)

	thief := w.visitor()
	thief.Hello("main", "")
	thief.Say(wire.Follow{Conversation: hers.Conversation, Limit: 50})
	if r := wiretest.Await[wire.Refused](thief); r.Problem != chat.NotFound {
		t.Errorf("Follow: %v, want %v", r.Problem, chat.NotFound)
	}
	thief.Say(wire.Load{Conversation: hers.Conversation, Before: 9, Limit: 50})
	if r := wiretest.Await[wire.Refused](thief); r.Problem != chat.NotFound {
		t.Errorf("Load: %v, want %v", r.Problem, chat.NotFound)
	}
	thief.Say(wiretest.Text(hers.Conversation, 0, "y", "forged"))
	if n := wiretest.Await[wire.Nack](thief); n.Problem != chat.NotFound {
		t.Errorf("Send: %v, want %v", n.Problem, chat.NotFound)
	}
	for _, bad := range []chat.ConversationID{"", "*", ">", "a.b_1", "v_", "_1", chat.ConversationID(strings.Repeat("v", 80) + "_1")} {
		thief.Say(wire.Follow{Conversation: bad, Limit: 50})
		if r := wiretest.Await[wire.Refused](thief); r.Problem != chat.BadID {
			t.Errorf("Follow %q: %v, want %v", bad, r.Problem, chat.BadID)
		}
	}
	// What happens there now is not heard either.
	victim.Say(wiretest.Text(hers.Conversation, 0, "z", "private"))
	wiretest.Await[wire.Ack](victim)
	thief.Say(wire.Ping{})
	if f := thief.Next(); f.Type() != wire.TypePong {
		t.Errorf("heard %s", wire.Trace(f))
	}
}

func TestAConsoleFollowsManyConversationsAndNotAny(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.agent("ana")
	a.HelloAgent()
	for i := range agentLimits.follows {
		a.Follow(chat.ConversationOf(chat.PersonID(fmt.Sprint("v", i)), 1), 7, 0)
	}
	a.Say(wire.Follow{Conversation: "v99_1", Limit: 50})
	if r := wiretest.Await[wire.Refused](a); r.Problem != chat.NotAllowed {
		t.Errorf("%v, want %v", r.Problem, chat.NotAllowed)
	}
	a.Follow("v3_1", 7, 0) // one that it has already starts anew
	a.Say(wire.Unfollow{Conversation: "v3_1"})
	a.Follow("v99_1", 7, 0)
	w.desk.store("v3_1", ana, "unheard", "x")
	w.desk.store("v99_1", ana, "heard", "x")
	if got := wiretest.Await[wire.Entries](a); got.Conversation != "v99_1" {
		t.Errorf("heard %s", got.Conversation)
	}
}

func TestTypingIsShownToOthersOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v, me := w.following()
	a := w.agent("ana")
	a.HelloAgent()
	a.Follow(me.Conversation, 7, 0)
	v.Say(wire.Typing{Conversation: me.Conversation, On: true})
	if got := wiretest.Await[wire.TypingNow](a); got.Who.ID != me.Me.ID || !got.On {
		t.Errorf("ana saw %+v", got)
	}
	v.Say(wire.Ping{})
	if f := v.Next(); f.Type() != wire.TypePong {
		t.Errorf("the visitor heard %s of their own typing", wire.Trace(f))
	}
	a.Say(wire.Typing{Conversation: me.Conversation, On: true})
	if got := wiretest.Await[wire.TypingNow](v); got.Who.ID != "ana" {
		t.Errorf("the visitor saw %+v", got)
	}
}
