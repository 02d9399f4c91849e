package desk_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/desk"
	"pupitre/relay/store"
)

func TestAConversationFromFirstWordToTheEndAndAgain(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		o := newOffice(t, how)
		o.says(julie, "is it in stock?")
		o.refused(o.send(anna, 1, chat.Text{Text: "yes"}), chat.NotYours)
		o.acked(o.send(anna, 1, chat.Joined{}))
		if n := o.refused(o.send(bob, 2, chat.Text{Text: "yes"}), chat.Taken); n.By != anna {
			t.Errorf("taken by %+v", n.By)
		}
		o.says(anna, "yes")
		o.acked(o.send(julie, 3, chat.PageView{URL: "https://shop.example/basket", Title: "Basket"}))
		o.acked(o.send(anna, 4, chat.Closed{}))
		o.refused(o.send(anna, 5, chat.Text{Text: "one more"}), chat.AlreadyOver)
		if a := o.says(julie, "one question more"); a.N != 7 {
			t.Errorf("stored as %d", a.N)
		}
		o.refused(o.send(anna, 7, chat.Text{Text: "yes?"}), chat.NotYours)

		var kinds []chat.Kind
		thread := o.thread()
		for i, e := range thread {
			if e.N != uint64(i+1) || i > 0 && e.At < thread[i-1].At {
				t.Errorf("%d: %+v", i, e)
			}
			kinds = append(kinds, e.Body.Kind())
		}
		bustest.Same(t, kinds, []chat.Kind{chat.KindText, chat.KindJoined, chat.KindText, chat.KindPageView, chat.KindClosed, chat.KindReopened, chat.KindText})
		bustest.Same(t, o.screen.seen(conv), thread) // live: all of it, in order
		if thread[5].Author != julie || thread[5].ID != thread[6].ID+"-r" {
			t.Errorf("reopened: %+v", thread[5])
		}
		want := chat.Conversation{ID: conv}
		for _, e := range thread {
			want = want.After(e)
		}
		want.Site = shop
		list := o.Summaries()
		if len(list) != 1 {
			t.Fatalf("%d conversations", len(list))
		}
		bustest.Same(t, list[0].Conversation, want)
		bustest.Same(t, list[0], o.screen.summary(conv))
	})
}

func TestEverythingIsThereAfterARestart(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		dir := t.TempDir()
		o := openOffice(t, bustest.Open(t, dir, how), desk.Options{})
		o.says(julie, "hello")
		o.acked(o.send(anna, 1, chat.Joined{}))
		o.says(julie, "anybody?")
		if err := o.Mark(t.Context(), anna, wire.Mark{Conversation: conv, Delivered: 3, Read: 1}); err != nil {
			t.Fatal(err)
		}
		before, epoch, thread := o.Summaries(), o.Epoch(), o.thread()
		o.close()

		o = openOffice(t, bustest.Open(t, dir, how), desk.Options{})
		bustest.Same(t, o.Summaries(), before)
		bustest.Same(t, o.Epoch(), epoch)
		bustest.Same(t, o.thread(), thread)
		if before[0].Unread != 1 {
			t.Errorf("%d unread", before[0].Unread)
		}
		o.refused(o.resend(bob, 3, "late", chat.Joined{}), chat.Taken)
	})
}

// What somebody says to know already is no reason to believe that an id is new.
func TestNobodyGivesAnEntryTheIDOfAnotherNotEvenAfterARestart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	o := openOffice(t, bustest.Open(t, dir, bus.SyncAlways), desk.Options{})
	o.says(julie, "hello")
	o.acked(o.send(anna, 1, chat.Joined{}))
	o.acked(o.resend(anna, 2, "hers", chat.Text{Text: "Hello Julie"}))
	o.refused(o.resend(julie, 3, "hers", chat.Text{Text: "mine"}), chat.IDUsed)
	o.close()

	o = openOffice(t, bustest.Open(t, dir, bus.SyncAlways), desk.Options{})
	for _, after := range []uint64{0, 2, 3, 99} {
		o.refused(o.resend(julie, after, "hers", chat.Text{Text: "mine"}), chat.IDUsed)
	}
	if n := len(o.thread()); n != 3 {
		t.Errorf("%d entries", n)
	}
}

func TestAVisitorHasOneConversation(t *testing.T) {
	t.Parallel()
	o := newOffice(t, bus.SyncAlways)
	o.says(julie, "hello")
	for _, k := range []int{2, 2000} {
		f := wire.Send{Conversation: chat.ConversationOf(julie.ID, k), ID: "more", Body: chat.Text{Text: "and more"}}
		o.refused(o.Send(t.Context(), shop, julie, f), chat.NotFound)
	}
	if n := len(o.Summaries()); n != 1 {
		t.Errorf("%d conversations", n)
	}
}

func TestEightAgentsTakeOneConversation(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		o := newOffice(t, how)
		o.says(julie, "hello")
		answers := make([]wire.Frame, 8)
		var wg sync.WaitGroup
		for i := range answers {
			who := chat.Person{ID: chat.PersonID(fmt.Sprint("agent", i)), Role: chat.Agent}
			wg.Go(func() {
				answers[i] = o.resend(who, 1, chat.EntryID(fmt.Sprint("join-", i)), chat.Joined{})
			})
		}
		wg.Wait()
		winner := o.Summaries()[0].Agent
		won := 0
		for i, f := range answers {
			if a, ok := f.(wire.Ack); ok {
				won++
				if a.N != 2 || winner.ID != chat.PersonID(fmt.Sprint("agent", i)) {
					t.Errorf("agent%d has %+v, the list says %+v", i, a, winner)
				}
				continue
			}
			if n := o.refused(f, chat.Taken); n.By != winner {
				t.Errorf("agent%d was told %+v", i, n.By)
			}
		}
		if won != 1 || len(o.thread()) != 2 {
			t.Errorf("%d won, %d entries", won, len(o.thread()))
		}
	})
}

func TestNobodyIsAcknowledgedWhenTheDiskIsFull(t *testing.T) {
	t.Parallel()
	full := false
	o := openOffice(t, bustest.Open(t, t.TempDir(), bus.SyncAlways), desk.Options{Store: store.Options{
		Free: func(string) (uint64, error) {
			if full {
				return 0, nil
			}
			return 1 << 40, nil
		}}})
	o.says(julie, "hello")
	full = true
	o.refused(o.send(julie, 1, chat.Text{Text: "and?"}), chat.Unavailable)
	if o.Ready() == nil {
		t.Error("ready with a full disk")
	}
	if n := len(o.screen.seen(conv)); n != 1 {
		t.Errorf("%d entries were shown", n)
	}
	full = false
	if err := o.Ready(); err != nil {
		t.Error(err)
	}
	o.says(julie, "and?")
}

func TestAfterCloseEverythingIsUnavailable(t *testing.T) {
	t.Parallel()
	o := newOffice(t, bus.SyncAlways)
	o.says(julie, "hello")
	bustest.Close(t, o.Desk)
	o.refused(o.send(julie, 1, chat.Text{Text: "still there?"}), chat.Unavailable)
	if _, err := o.Follow(t.Context(), julie, wire.Follow{Conversation: conv, Limit: 1}); err != chat.Unavailable {
		t.Errorf("follow: %v", err)
	}
	if err := o.Ready(); err != chat.Unavailable {
		t.Errorf("ready: %v", err)
	}
}

func TestTheClockNeverGoesBackInAConversation(t *testing.T) {
	t.Parallel()
	c := &clock{at: time.UnixMilli(5000)}
	o := openOffice(t, bustest.Open(t, t.TempDir(), bus.SyncAlways), desk.Options{Now: c.now})
	bustest.Same(t, o.says(julie, "one").At, 5000)
	c.set(time.UnixMilli(3000))
	bustest.Same(t, o.says(julie, "two").At, 5000)
	c.set(time.UnixMilli(6000))
	bustest.Same(t, o.says(julie, "three").At, 6000)
}

// The store lost what it had (here: all). Its numbers are used again, so what was read of the lost entries must not count
// for the new ones, not even after another restart.
func TestMarksOfLostEntriesAreForgotten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	restart := func(o office) office {
		o.close()
		_ = os.Remove(filepath.Join(dir, "highwater")) // the loss is accepted
		return openOffice(t, bustest.Open(t, dir, bus.SyncAlways), desk.Options{})
	}
	o := openOffice(t, bustest.Open(t, dir, bus.SyncAlways), desk.Options{})
	for range 3 {
		o.says(julie, "text")
	}
	if err := o.Mark(t.Context(), anna, wire.Mark{Conversation: conv, Read: 3}); err != nil {
		t.Fatal(err)
	}
	stream, err := o.bus.JetStream().Stream(t.Context(), bus.StreamConv)
	if err == nil {
		err = stream.Purge(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	o = restart(o)
	if len(o.Summaries()) != 0 {
		t.Errorf("%+v", o.Summaries())
	}
	o.says(julie, "new")
	o = restart(o)
	bustest.Same(t, o.Summaries()[0].Unread, 1)
}

// Whatever JetStream still knows of it, the thread has no gap and takes what is written next.
func TestAConversationWhoseLastEntryIsDamagedGoesOn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	o := openOffice(t, bustest.Open(t, dir, bus.SyncAlways), desk.Options{})
	for range 3 {
		o.says(julie, "text")
	}
	o.close()
	blocks, err := filepath.Glob(filepath.Join(dir, "jetstream", "$G", "streams", bus.StreamConv, "msgs", "*.blk"))
	if err != nil || len(blocks) != 1 {
		t.Fatal(blocks, err)
	}
	b, err := os.ReadFile(blocks[0])
	if err == nil {
		b[len(b)-20] ^= 1
		err = os.WriteFile(blocks[0], b, 0o600)
	}
	if err == nil {
		err = os.Remove(filepath.Join(dir, "highwater"))
	}
	if err != nil {
		t.Fatal(err)
	}
	o = openOffice(t, bustest.Open(t, dir, bus.SyncAlways), desk.Options{})
	if got := o.last(); got != 2 {
		t.Fatalf("the last entry is %d", got)
	}
	o.acked(o.resend(julie, o.last(), "e-new", chat.Text{Text: "new"}))
	list := o.thread()
	for i, e := range list {
		if e.N != uint64(i+1) {
			t.Errorf("entry %d has number %d", i+1, e.N)
		}
	}
	if last := list[len(list)-1].Body; last != (chat.Text{Text: "new"}) {
		t.Errorf("the last is %+v", last)
	}
}
