package bus_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestBucketIsThereAfterARestart(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		dir := t.TempDir()
		for i, open := range []func(*bus.Bus) error{
			func(b *bus.Bus) error {
				kv, err := b.KV(t.Context(), "things", 0)
				if err != nil {
					return err
				}
				_, err = kv.PutString(t.Context(), "key", "value")
				return err
			},
			func(b *bus.Bus) error {
				kv, err := b.KV(t.Context(), "things", 0)
				if err != nil {
					return err
				}
				e, err := kv.Get(t.Context(), "key")
				if err == nil && string(e.Value()) != "value" {
					t.Errorf("got %q", e.Value())
				}
				return err
			},
		} {
			b := bustest.Open(t, dir, how)
			if err := open(b); err != nil {
				t.Fatalf("opening %d: %v", i, err)
			}
			if err := b.Healthy(); err != nil {
				t.Errorf("healthy: %v", err)
			}
			bustest.Close(t, b)
			if b.Healthy() == nil {
				t.Error("healthy after it was closed")
			}
		}
	})
}

func TestSecondRelayOnADirectoryIsTurnedAway(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := bustest.Open(t, dir, bus.SyncAlways)
	_, err := bus.Open(t.Context(), bus.Options{Dir: dir, Log: bustest.Log()})
	if !errors.Is(err, bus.ErrLocked) || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "process") {
		t.Errorf("got %v", err)
	}
	bustest.Close(t, first)
	bustest.Open(t, dir, bus.SyncAlways) // free again
}

func TestDirectoryThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := bus.Open(t.Context(), bus.Options{Dir: filepath.Join(file, "data"), Log: bustest.Log()})
	if !errors.Is(err, bus.ErrUnwritable) || !strings.Contains(err.Error(), "-data") {
		t.Errorf("got %v", err)
	}
}

func TestStoreThatCannotBeOpened(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "jetstream"), []byte("a file where JetStream wants a directory"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := bus.Open(t.Context(), bus.Options{Dir: dir, Log: bustest.Log()})
	if !errors.Is(err, bus.ErrCorrupt) {
		t.Errorf("got %v", err)
	}
	if err := os.Remove(filepath.Join(dir, "jetstream")); err != nil {
		t.Fatal(err)
	}
	bustest.Open(t, dir, bus.SyncAlways) // and nothing was left behind that holds the directory
}

func TestOpeningIsGivenUpWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	if _, err := bus.Open(ctx, bus.Options{Dir: dir, Log: bustest.Log()}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	bustest.Open(t, dir, bus.SyncAlways)
}

func TestWhatOneRelayPublishesAnotherReceives(t *testing.T) {
	t.Parallel()
	one := bustest.Open(t, t.TempDir(), bus.SyncAlways)
	two, err := one.Peer(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer bustest.Close(t, two)

	own, others := make(chan string, 8), make(chan string, 8)
	for b, c := range map[*bus.Bus]chan string{one: own, two: others} {
		stop, err := b.Subscribe(bus.AllLive, func(subject string, data []byte) { c <- subject + " " + string(data) }, func() {})
		if err != nil {
			t.Fatal(err)
		}
		defer stop()
	}
	if err := one.Publish("live.shop.v1_1", []byte("hello")); err != nil {
		t.Fatal(err)
	}
	if got := <-others; got != "live.shop.v1_1 hello" {
		t.Errorf("got %q", got)
	}
	if err := two.Publish("live.shop.v1_1", []byte("back")); err != nil {
		t.Fatal(err)
	}
	if got := <-own; got != "live.shop.v1_1 back" { // not its own "hello"
		t.Errorf("got %q", got)
	}
}

func TestReceiverThatIsTooSlowIsTold(t *testing.T) {
	t.Parallel()
	b := bustest.Open(t, t.TempDir(), bus.SyncAlways)
	p, err := b.Peer(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer bustest.Close(t, p)
	block, lost, once := make(chan struct{}), make(chan struct{}), sync.Once{}
	stop, err := b.Subscribe(bus.AllLive, func(string, []byte) { <-block }, func() { once.Do(func() { close(lost) }) })
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	defer close(block)
	big := make([]byte, 512<<10)
	for range 200 { // 100 MB
		if err := p.Publish("live.shop.v1_1", big); err != nil {
			t.Fatal(err)
		}
	}
	<-lost
}

func TestWarningsOfTheServerReachTheLog(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var out bustest.Notes
	if err := os.WriteFile(filepath.Join(dir, "jetstream"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, _ = bus.Open(t.Context(), bus.Options{Dir: dir, Log: slog.New(slog.NewTextHandler(&out, nil))})
	if !strings.Contains(out.String(), "from=nats") {
		t.Errorf("log: %s", out.String())
	}
}
