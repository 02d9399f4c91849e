// Package bustest gives tests a broker of their own. It must never be imported by anything but tests.
package bustest

import (
	"bytes"
	"context"
	"log/slog"
	"reflect"
	"runtime"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"pupitre/relay/bus"
)

// Durabilities that this system has. Tests of what is stored run with each.
func Durabilities() []bus.Durability {
	if runtime.GOOS == "linux" {
		return []bus.Durability{bus.SyncAlways, bus.Barrier}
	}
	return []bus.Durability{bus.SyncAlways}
}

// Each runs a test with each durability, in parallel.
func Each(t *testing.T, f func(t *testing.T, how bus.Durability)) {
	for _, how := range Durabilities() {
		t.Run(how.String(), func(t *testing.T) {
			t.Parallel()
			f(t, how)
		})
	}
}

// Open is a bus on dir that is closed with the test, or before by its owner.
func Open(t testing.TB, dir string, how bus.Durability) *bus.Bus {
	t.Helper()
	b, err := bus.Open(t.Context(), bus.Options{Dir: dir, Durability: how, Log: Log()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { Close(t, b) })
	return b
}

// Close waits for the end, and fails the test if that takes more than 20 s. Closing twice is no error.
func Close(t testing.TB, b interface{ Close(context.Context) error }) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := b.Close(ctx); err != nil {
		t.Errorf("close: %v", err)
	}
}

// Log drops everything. Tests that look at the log make their own.
func Log() *slog.Logger { return slog.New(slog.DiscardHandler) }

// Same compares values as a whole.
func Same[T any](t testing.TB, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
}

// Notes is where a test's log goes that is read afterwards.
type Notes struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (n *Notes) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.b.Write(p)
}

func (n *Notes) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.b.String()
}

// Leftovers are goroutines that tests of objects may find at their end. ObjectStore.Put of nats.go 1.55 starts one and ends it by
// closing a channel that it has set to nil by then, if the goroutine had not begun yet: on a busy machine, once in some thousand Puts.
var Leftovers = goleak.IgnoreAnyFunction("github.com/nats-io/nats.go/jetstream.(*jetStream).resetPendingAcksOnReconnect")
