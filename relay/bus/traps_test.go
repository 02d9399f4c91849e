package bus

import (
	"log/slog"
	"testing"
)

// Whatever floods the live connection, nothing of it may come between an append and its answer on the other one.
func TestWhatIsLiveDoesNotComeOverTheStoresConnection(t *testing.T) {
	t.Parallel()
	b, err := Open(t.Context(), Options{Dir: t.TempDir(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := b.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	p, err := b.Peer(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	const many = 1000
	got := make(chan struct{}, many)
	stop, err := b.Subscribe(AllLive, func(string, []byte) { got <- struct{}{} }, func() {})
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	before := b.store.Stats()
	for range many {
		if err := p.Publish("live.shop.v1_1", []byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	for range many {
		<-got
	}
	if err := p.Close(t.Context()); err != nil {
		t.Error(err)
	}
	if live, store := b.live.Stats().InMsgs, b.store.Stats().InMsgs-before.InMsgs; live < many || store != 0 {
		t.Errorf("%d messages came over the live connection, %d over the store's", live, store)
	}
}
