package desk

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/store"
)

type told chan wire.Entries

func (c told) Live(_ chat.ConversationID, f wire.Frame) {
	if e, ok := f.(wire.Entries); ok {
		c <- e
	}
}
func (c told) Changed(chat.Summary) {}

// Messages of other relays were dropped because too many waited: what they told is read from the store.
func TestWhatWasDroppedOnTheWayIsReadFromTheStore(t *testing.T) {
	t.Parallel()
	b := bustest.Open(t, t.TempDir(), bus.SyncAlways)
	d, err := Open(t.Context(), b, Options{Log: bustest.Log()})
	if err != nil {
		t.Fatal(err)
	}
	defer bustest.Close(t, d)
	news := make(told, 8)
	d.Watch(news)

	// Another relay, whose fan-out does not arrive.
	peer, err := b.Peer(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer bustest.Close(t, peer)
	other, err := store.Open(t.Context(), peer, store.Options{Log: bustest.Log()})
	if err != nil {
		t.Fatal(err)
	}
	defer bustest.Close(t, other)
	for n := uint64(1); n <= 2; n++ {
		e := chat.Entry{ID: id(n), N: n, At: 1, Author: chat.Person{ID: "v1", Role: chat.Visitor}, Body: chat.Text{Text: "hello"}}
		if _, err := other.Append(t.Context(), "shop", "v1_1", e); err != nil {
			t.Fatal(err)
		}
	}
	d.miss()
	for n := uint64(1); n <= 2; n++ {
		if e := <-news; e.List[0].N != n {
			t.Errorf("got %+v", e)
		}
	}
	bustest.Same(t, len(d.Summaries()), 1)
}
