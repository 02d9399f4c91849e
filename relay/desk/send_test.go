package desk_test

import (
	"context"
	"fmt"
	"strings"
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

func TestALostAcknowledgementIsGivenAgain(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		dir := t.TempDir()
		o := openOffice(t, bustest.Open(t, dir, how), desk.Options{})
		hello := chat.Text{Text: "hello"}
		first := o.acked(o.resend(julie, 0, "hello-1", hello))
		joined := o.acked(o.resend(anna, 1, "join-1", chat.Joined{}))
		for n := 0; n < 300; n++ { // more than a page
			o.says(julie, fmt.Sprint("text ", n))
		}
		again := func() {
			t.Helper()
			bustest.Same(t, o.acked(o.resend(julie, 0, "hello-1", hello)), first)
			bustest.Same(t, o.acked(o.resend(anna, 1, "join-1", chat.Joined{})), joined) // though it is taken: by herself
			o.refused(o.resend(bob, 0, "join-1", chat.Joined{}), chat.IDUsed)
		}
		again()
		o.close()
		o = openOffice(t, bustest.Open(t, dir, how), desk.Options{}) // nothing is remembered
		again()
		again()
		if last := o.last(); last != 302 {
			t.Errorf("%d entries", last)
		}
	})
}

func TestManyResendsAtOnceAreOneEntry(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		o := newOffice(t, how)
		o.says(julie, "hello")
		var wg sync.WaitGroup
		for range 16 {
			wg.Go(func() {
				if a := o.acked(o.resend(julie, 1, "same", chat.Text{Text: "once"})); a.N != 2 {
					t.Errorf("stored as %d", a.N)
				}
			})
		}
		wg.Wait()
		bustest.Same(t, len(o.thread()), 2)
	})
}

// The append runs into its time-out, and lands all the same: the retry must find it, and must not be answered before
// it is on disk.
func TestAnEntryThatLandedAfterItsTimeOutIsFoundOnRetry(t *testing.T) {
	t.Parallel()
	release, hold := make(chan struct{}), make(chan bool, 1)
	hold <- false
	o := openOffice(t, bustest.Open(t, t.TempDir(), bus.Barrier), desk.Options{Store: store.Options{Sync: func() error {
		held := <-hold
		hold <- held
		if held {
			<-release
		}
		return nil
	}}})
	o.says(julie, "hello")
	<-hold
	hold <- true
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	text := wire.Send{Conversation: conv, After: 1, ID: "slow", Body: chat.Text{Text: "still there?"}}
	o.refused(o.Send(ctx, shop, julie, text), chat.Unavailable)
	if n := len(o.screen.seen(conv)); n != 1 {
		t.Errorf("%d entries were shown, the last is not on disk", n)
	}
	<-hold
	hold <- false
	close(release)
	a := o.acked(o.Send(t.Context(), shop, julie, text))
	bustest.Same(t, a.N, 2)
	bustest.Same(t, len(o.thread()), 2)
	bustest.Same(t, o.screen.seen(conv), o.thread())
}

func TestWhatIsRefusedIsNotStored(t *testing.T) {
	t.Parallel()
	o := newOffice(t, bus.SyncAlways)
	text := chat.Text{Text: "hello"}
	send := func(site chat.SiteID, who chat.Person, c chat.ConversationID, id chat.EntryID, b chat.Body) wire.Frame {
		return o.Send(t.Context(), site, who, wire.Send{Conversation: c, ID: id, Body: b})
	}
	for name, step := range map[string]struct {
		got  wire.Frame
		want chat.Problem
	}{
		"another visitor's conversation":         {send(shop, omar, conv, "a", text), chat.NotFound},
		"an agent begins a conversation":         {send("", anna, conv, "a", text), chat.NotFound},
		"an agent takes what is not there":       {send("", anna, conv, "a", chat.Joined{}), chat.NotFound},
		"a visitor without a site":               {send("", julie, conv, "a", text), chat.UnknownSite},
		"a site that is a subject":               {send("a.>", julie, conv, "a", text), chat.UnknownSite},
		"a conversation that is a subject":       {send(shop, julie, "v1_1.*", "a", text), chat.BadID},
		"a conversation of nobody":               {send(shop, julie, "v1", "a", text), chat.BadID},
		"no id":                                  {send(shop, julie, conv, "", text), chat.BadID},
		"an id that leaves no room for the mark": {send(shop, julie, conv, chat.EntryID(strings.Repeat("a", chat.MaxID-1)), text), chat.BadID},
		"an id with the mark":                    {send(shop, julie, conv, "a-r", text), chat.BadID},
		"no body":                                {send(shop, julie, conv, "a", nil), chat.Malformed},
		"nothing but space":                      {send(shop, julie, conv, "a", chat.Text{Text: " "}), chat.BadText},
		"too long":                               {send(shop, julie, conv, "a", chat.Text{Text: strings.Repeat("a", chat.MaxText+1)}), chat.TooLarge},
		"reopened by hand":                       {send(shop, julie, conv, "a", chat.Reopened{}), chat.NotAllowed},
		"something unknown":                      {send(shop, julie, conv, "a", chat.Unsupported{Raw: 99}), chat.NotAllowed},
		"a visitor takes it":                     {send(shop, julie, conv, "a", chat.Joined{}), chat.NotAllowed},
		"the system":                             {send(shop, chat.Person{Role: chat.System}, conv, "a", text), chat.NotFound},
	} {
		n, ok := step.got.(wire.Nack)
		if !ok || n.Problem != step.want {
			t.Errorf("%s: got %+v, want %v", name, step.got, step.want)
		}
	}
	if last := o.last(); last != 0 || len(o.screen.seen(conv)) != 0 {
		t.Errorf("%d entries", last)
	}
	o.says(julie, "hello")
	o.refused(send("other", julie, conv, "b", text), chat.NotFound) // the site of a conversation is the one of its first entry
	o.refused(send(shop, omar, conv, "e-1", text), chat.NotFound)   // not even that the id is used
}

func TestAnAfterThatCannotBeIsNotTrusted(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	o := openOffice(t, bustest.Open(t, dir, bus.SyncAlways), desk.Options{})
	first := o.acked(o.resend(julie, 0, "one", chat.Text{Text: "one"}))
	o.says(julie, "two")
	o.close()
	o = openOffice(t, bustest.Open(t, dir, bus.SyncAlways), desk.Options{})
	bustest.Same(t, o.acked(o.resend(julie, 1<<63, "one", chat.Text{Text: "one"})), first)
}

func TestManyWriteAtOnceWithoutGaps(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		o := newOffice(t, how)
		var wg sync.WaitGroup
		for w := range 16 {
			wg.Go(func() {
				for i := range 10 {
					o.acked(o.resend(julie, 0, chat.EntryID(fmt.Sprintf("w%d-%d", w, i)), chat.Text{Text: "x"}))
				}
			})
		}
		wg.Wait()
		thread := o.thread()
		seen, next := map[chat.EntryID]bool{}, map[string]int{}
		for i, e := range thread {
			writer, k, _ := strings.Cut(string(e.ID), "-")
			if e.N != uint64(i+1) || seen[e.ID] || k != fmt.Sprint(next[writer]) {
				t.Errorf("%d: %+v", i, e)
			}
			seen[e.ID] = true
			next[writer]++
		}
		bustest.Same(t, len(thread), 160)
		bustest.Same(t, o.screen.seen(conv), thread)
	})
}
