package main

import (
	"fmt"
	"sync"
	"syscall"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/desk"
	"pupitre/relay/relaytest"
)

// A relay is ready within 2 s, with nothing in its directory and with 20,000 entries of 500 conversations. What else the
// machine does can only add to what is measured, so the best of a few starts shows it; for the same reason it runs
// beside no other test of this package.
func TestARelayIsSoonReady(t *testing.T) {
	const most = 2 * time.Second
	full := t.TempDir()
	fill(t, full, 500, 40)
	for name, dir := range map[string]func() string{"empty": t.TempDir, "filled": func() string { return full }} {
		best := untilReady(t, dir())
		for range relaytest.Rounds(3, 0) {
			best = min(best, untilReady(t, dir()))
		}
		relaytest.Goal(t, "ready with a directory that is "+name, best, most)
	}
}

// untilReady is how long make run's relay takes from the start of its process until it has said where it is, which is when
// entries can be stored.
func untilReady(t *testing.T, dir string) time.Duration {
	t.Helper()
	began := time.Now()
	p := launch(t, dir, "-demo")
	took := time.Since(began)
	_ = p.Process.Signal(syscall.SIGTERM)
	if err := p.Wait(); err != nil {
		t.Fatalf("%v: %s", err, p.stderr.String())
	}
	return took
}

// fill writes so many conversations of n texts each into a data directory.
func fill(t *testing.T, dir string, conversations, n int) {
	t.Helper()
	b, err := bus.Open(t.Context(), bus.Options{Dir: dir, Durability: bustest.Durabilities()[len(bustest.Durabilities())-1]})
	if err != nil {
		t.Fatal(err)
	}
	d, err := desk.Open(t.Context(), b, desk.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var writers sync.WaitGroup
	for i := range conversations {
		writers.Go(func() {
			who := chat.Person{ID: chat.PersonID(fmt.Sprint("v", i)), Role: chat.Visitor}
			f := wire.Send{Conversation: chat.ConversationOf(who.ID, 1), Body: chat.Text{Text: "Is this one in stock, and in blue?"}}
			for k := range n {
				f.ID = chat.EntryID(fmt.Sprintf("e%d-%d", i, k))
				a, ok := d.Send(t.Context(), "demo", who, f).(wire.Ack)
				if !ok {
					t.Error("an entry was not stored")
					return
				}
				f.After = a.N
			}
		})
	}
	writers.Wait()
	if err := d.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}
