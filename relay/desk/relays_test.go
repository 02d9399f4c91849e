package desk_test

import (
	"fmt"
	"sync"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/desk"
	"pupitre/relay/store"
)

// neighbours are two relays on one NATS.
func neighbours(t *testing.T, how bus.Durability) (a, b office) {
	t.Helper()
	one := bustest.Open(t, t.TempDir(), how)
	two, err := one.Peer(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { bustest.Close(t, two) })
	a, b = openOffice(t, one, desk.Options{}), openOffice(t, two, desk.Options{})
	b.next = a.next // ids are unique
	return a, b
}

func TestTwoRelaysShowTheSame(t *testing.T) {
	t.Parallel()
	a, b := neighbours(t, bus.SyncAlways)
	a.says(julie, "hello")
	b.screen.wait(func() bool { return len(b.screen.entries[conv]) == 1 })
	b.acked(b.send(anna, 1, chat.Joined{}))
	a.screen.wait(func() bool { return len(a.screen.entries[conv]) == 2 })
	bustest.Same(t, b.screen.seen(conv), a.screen.seen(conv))
	bustest.Same(t, b.Summaries(), a.Summaries())

	bustest.Same(t, b.Mark(t.Context(), anna, wire.Mark{Conversation: conv, Read: 1}), nil)
	a.screen.wait(func() bool { return a.screen.changed[conv].Marks.AgentRead == 1 })
	bustest.Same(t, b.Typing(anna, wire.Typing{Conversation: conv, On: true}), nil)
	a.screen.wait(func() bool {
		f := a.screen.frames[conv]
		return f[len(f)-1] == wire.Frame(wire.TypingNow{Conversation: conv, Who: anna, On: true})
	})
}

func TestTwoRelaysNeverGiveANumberTwice(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		a, b := neighbours(t, how)
		a.says(julie, "hello")
		var wg sync.WaitGroup
		for i, o := range []office{a, b, a, b} {
			wg.Go(func() {
				for k := range 10 {
					o.acked(o.resend(julie, 0, chat.EntryID(fmt.Sprintf("w%d-%d", i, k)), chat.Text{Text: "x"}))
				}
			})
		}
		wg.Wait()
		for _, o := range []office{a, b} {
			o.screen.wait(func() bool { return len(o.screen.entries[conv]) == 41 })
			thread := o.thread()
			bustest.Same(t, o.screen.seen(conv), thread)
			seen := map[chat.EntryID]bool{}
			for i, e := range thread {
				if e.N != uint64(i+1) || seen[e.ID] {
					t.Errorf("%d: %+v", i, e)
				}
				seen[e.ID] = true
			}
		}
	})
}

func TestAgentsOfTwoRelaysTakeOneConversation(t *testing.T) {
	t.Parallel()
	a, b := neighbours(t, bus.SyncAlways)
	a.says(julie, "hello")
	b.screen.wait(func() bool { return len(b.screen.entries[conv]) == 1 })
	var fa, fb wire.Frame
	var wg sync.WaitGroup
	wg.Go(func() { fa = a.resend(anna, 1, "join-a", chat.Joined{}) })
	wg.Go(func() { fb = b.resend(bob, 1, "join-b", chat.Joined{}) })
	wg.Wait()
	_, won := fa.(wire.Ack)
	if won {
		bustest.Same(t, b.refused(fb, chat.Taken).By, anna)
	} else {
		b.acked(fb)
		bustest.Same(t, a.refused(fa, chat.Taken).By, bob)
	}
}

// Another relay stored three entries, and only the last one was told: the others are read first.
func TestEntriesThatWereNotToldAreReadBeforeTheNext(t *testing.T) {
	t.Parallel()
	a, _ := neighbours(t, bus.SyncAlways)
	a.says(julie, "hello")
	mute, err := a.bus.Peer(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer bustest.Close(t, mute)
	s, err := store.Open(t.Context(), mute, store.Options{Log: bustest.Log()})
	if err != nil {
		t.Fatal(err)
	}
	defer bustest.Close(t, s)
	var last chat.Entry
	for n := uint64(2); n <= 4; n++ {
		last = chat.Entry{ID: chat.EntryID(fmt.Sprint("m-", n)), N: n, At: 9e12, Author: julie, Body: chat.Text{Text: fmt.Sprint(n)}}
		if _, err := s.Append(t.Context(), shop, conv, last); err != nil {
			t.Fatal(err)
		}
	}
	subject, err := bus.Live(shop, conv)
	if err != nil {
		t.Fatal(err)
	}
	for _, junk := range [][]byte{nil, {99}, {wire.Version, 66}} {
		if err := mute.Publish(subject, junk); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // the second time it is known
		if err := mute.Publish(subject, wire.Message(wire.Entries{Conversation: conv, List: []chat.Entry{last}})); err != nil {
			t.Fatal(err)
		}
	}
	a.screen.wait(func() bool { return len(a.screen.entries[conv]) == 4 })
	a.says(julie, "five")
	bustest.Same(t, a.screen.seen(conv), a.thread())
}
