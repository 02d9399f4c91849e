package session

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/wiretest"
)

func TestASlowClientIsDroppedAndResumesWithNothingLost(t *testing.T) {
	t.Parallel()
	w := newPipeWorld(t)
	v, me := w.following()
	const many = 60 // of 16 KB, four times what may wait
	for i := range many {
		w.desk.store(me.Conversation, ana, chat.EntryID(fmt.Sprint("e", i)), strings.Repeat("x", chat.MaxText))
	}
	rest, code := v.Rest() // perhaps what was on its way when the client stopped reading
	if code != wire.CloseSlow {
		t.Fatalf("closed with %d, want %d", code, wire.CloseSlow)
	}
	var last uint64
	for _, f := range rest {
		last = f.(wire.Entries).List[0].N
	}
	again := w.visitor()
	again.Hello("main", me.Token)
	again.Say(wire.Follow{Conversation: me.Conversation, Epoch: me.Epoch, After: last, Limit: chat.MaxPage})
	collect(t, again, last, many)
}

func TestFramesOfOneMomentShareAMessage(t *testing.T) {
	t.Parallel()
	w := newPipeWorld(t)
	c := w.visitor()
	c.Say(wire.Hello{Site: "main"})
	me := wiretest.Await[wire.Welcome](c)
	c.Follow(me.Conversation, me.Epoch, 0)
	for i := range 100 {
		w.desk.store(me.Conversation, ana, chat.EntryID(fmt.Sprint("e", i)), "x")
	}
	collect(t, c, 0, 100)
	if n := c.Messages(); n > 6 {
		t.Errorf("%d messages for Welcome, Page and a hundred entries of one moment", n)
	}
}

func TestSendsAreDoneInTheirOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v, me := w.following()
	var frames []wire.Frame
	for i := range 20 {
		frames = append(frames, wiretest.Text(me.Conversation, 0, chat.EntryID(fmt.Sprint("e", i)), "x"))
	}
	v.Say(frames...)
	for i := range 20 {
		if a := wiretest.Await[wire.Ack](v); a.N != uint64(i+1) || a.ID != chat.EntryID(fmt.Sprint("e", i)) {
			t.Fatalf("entry %s is number %d, want e%d", a.ID, a.N, i)
		}
	}
}

func TestWritingTooFastIsRefusedEntryByEntry(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v, me := w.following()
	var frames []wire.Frame
	for i := range 40 {
		frames = append(frames, wiretest.Text(me.Conversation, 0, chat.EntryID(fmt.Sprint("e", i)), "x"))
	}
	v.Say(frames...)
	for range 20 {
		wiretest.Await[wire.Ack](v)
	}
	if n := wiretest.Await[wire.Nack](v); n.Problem != chat.TooFast {
		t.Errorf("%v, want %v", n.Problem, chat.TooFast)
	}
}

func TestAFloodOfFramesEndsTheConnection(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v := w.visitor()
	v.Hello("main", "")
	frames := make([]wire.Frame, 300)
	for i := range frames {
		frames[i] = wire.Ping{}
	}
	v.Say(frames...)
	if got := v.Closed(); got != wire.CloseTooFast {
		t.Errorf("closed with %d, want %d", got, wire.CloseTooFast)
	}
}

func TestWhoClosesThePageRightAfterSendHasSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	hold, in := make(chan struct{}), make(chan struct{}, 10)
	w.desk.inSend = func() { in <- struct{}{}; <-hold }
	v, me := w.following()
	v.Say(wiretest.Text(me.Conversation, 0, "one", "1"), wiretest.Text(me.Conversation, 0, "two", "2"))
	<-in // the first is with the desk, the second waits
	<-w.desk.presence
	v.Drop()
	close(hold)
	if online := <-w.desk.presence; online {
		t.Fatal("came instead of leaving")
	}
	if got := len(w.desk.threads[me.Conversation]); got != 2 {
		t.Errorf("%d entries stored, want 2", got)
	}
}

func TestAPingIsAnsweredWhileTheStoreIsSlow(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	hold := make(chan struct{})
	v, me := w.following()
	w.desk.inSend = func() { <-hold }
	v.Say(wiretest.Text(me.Conversation, 0, "one", "1"), wire.Ping{})
	wiretest.Await[wire.Pong](v)
	close(hold)
	wiretest.Await[wire.Ack](v)
}

func TestTheListComesWholeAndThenEachChange(t *testing.T) {
	t.Parallel()
	w := newPipeWorld(t)
	w.desk.list = []chat.Summary{{Conversation: chat.Conversation{ID: "v1_1"}}, {Conversation: chat.Conversation{ID: "v2_1"}}}
	a := w.agent("ana")
	welcome, list := a.HelloAgent()
	if welcome.Me.ID != "ana" || welcome.Token != "" || welcome.Conversation != "" {
		t.Errorf("welcome %+v", welcome)
	}
	if !list.Reset || len(list.List) != 2 {
		t.Errorf("list %+v", list)
	}
	const last = 1000
	for i := 1; i <= last; i++ {
		w.hub.Changed(chat.Summary{Conversation: chat.Conversation{ID: "v1_1", Last: uint64(i)}})
	}
	frames := 0
	for seen := uint64(0); seen < last; frames++ {
		f := wiretest.Await[wire.Summaries](a)
		if f.Reset || len(f.List) != 1 || f.List[0].Last <= seen {
			t.Fatalf("after %d: %+v", seen, f)
		}
		seen = f.List[0].Last
	}
	if frames > last/10 {
		t.Errorf("%d frames for %d changes of one moment", frames, last)
	}
}

func TestStoppingTellsEverybodyToComeBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v, _ := w.following()
	a := w.agent("ana")
	a.HelloAgent()
	early := w.visitor() // has not said Hello
	stopped := make(chan error, 1)
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		stopped <- w.hub.Stop(ctx)
	}()
	for name, c := range map[string]*wiretest.Client{"visitor": v, "agent": a, "newcomer": early} {
		if got := c.Closed(); got != wire.CloseGoingAway {
			t.Errorf("%s: closed with %d, want %d", name, got, wire.CloseGoingAway)
		}
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
	if _, status := wiretest.TryDial(t, w.url, "/ws/visitor", wiretest.Options{}); status != 503 {
		t.Errorf("a newcomer got status %d, want 503", status)
	}
	if c := w.hub.Count(); c.Visitors != 0 || c.Agents != 0 || c.Conversations != 0 {
		t.Errorf("left behind: %+v", c)
	}
}

func TestWhoConnectsWhileTheRelayStopsIsToldToComeBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.agents.inOf = w.hub.shut // what Stop does first, after the newcomer was welcomed and before it has a session
	if got := w.agent("ana").Closed(); got != wire.CloseGoingAway {
		t.Errorf("closed with %d, want %d", got, wire.CloseGoingAway)
	}
}

func TestAClientThatNeverReadsDoesNotHoldUpTheStop(t *testing.T) {
	t.Parallel()
	w := newPipeWorld(t, func(o *Options) { o.grace = 50 * time.Millisecond })
	_, me := w.following()
	w.desk.store(me.Conversation, ana, "e", strings.Repeat("x", chat.MaxText)) // a write that nobody takes
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := w.hub.Stop(ctx); err != nil {
		t.Error(err)
	}
}
