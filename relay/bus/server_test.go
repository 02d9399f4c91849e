package bus

import (
	"log/slog"
	"testing"
)

// What this shows: the running server has the option with which its file store calls fsync after each write and before it acknowledges.
// That it does so is NATS's own promise; package store checks that the stream does not opt out of it.
func TestServerSyncsAsChosen(t *testing.T) {
	t.Parallel()
	for how, want := range map[Durability]bool{SyncAlways: true, Barrier: false} {
		b, err := Open(t.Context(), Options{Dir: t.TempDir(), Durability: how, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		if got := b.server.JetStreamConfig().SyncAlways; got != want {
			t.Errorf("%s: sync always is %v", how, got)
		}
		if err := b.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
}
