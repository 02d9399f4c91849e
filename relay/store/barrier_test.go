package store_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/nats-io/nats.go/jetstream"

	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/store"
)

// syncs is a disk that a test holds in its hand: each sync says that it began, and returns what the test sends.
type syncs struct {
	began  chan struct{}
	result chan error
	held   atomic.Bool
}

func newSyncs() *syncs { return &syncs{began: make(chan struct{}, 64), result: make(chan error)} }

func (s *syncs) sync() error {
	if !s.held.Load() {
		return nil
	}
	s.began <- struct{}{}
	return <-s.result
}

func TestNothingIsAcknowledgedBeforeItsSyncReturned(t *testing.T) {
	t.Parallel()
	disk := newSyncs()
	b := bustest.Open(t, t.TempDir(), bus.Barrier)
	s := open(t, b, store.Options{Sync: disk.sync})
	defer bustest.Close(t, s)
	disk.held.Store(true)
	defer disk.held.Store(false)

	first := make(chan error, 1)
	go func() { _, err := s.Append(t.Context(), site, conv, text(1)); first <- err }()
	<-disk.began // JetStream has acknowledged entry 1, and its sync runs
	if _, err := s.One(t.Context(), site, conv, 1); err != nil {
		t.Fatalf("not in JetStream when its sync began: %v", err)
	}
	// Entry 2 comes while that sync runs: it is not covered by it. Nor is a second try for 1, which finds it taken.
	second, again := make(chan error, 1), make(chan error, 1)
	go func() { _, err := s.Append(t.Context(), site, conv, text(2)); second <- err }()
	go func() { _, err := s.Append(t.Context(), site, conv, text(1)); again <- err }()
	waitFor(t, func() bool { _, err := s.One(t.Context(), site, conv, 2); return err == nil })
	select {
	case <-first:
		t.Fatal("1 was acknowledged before its sync returned")
	case <-second:
		t.Fatal("2 was acknowledged before its sync began")
	case <-again:
		t.Fatal("a resend of 1 was answered before its sync returned")
	default:
	}

	disk.result <- nil
	if err := <-first; err != nil {
		t.Error(err)
	}
	<-disk.began
	select {
	case <-second:
		t.Fatal("2 was acknowledged by a sync that had begun before it was written")
	default:
	}
	disk.held.Store(false) // the rest, and the record of how much there is, as it comes
	disk.result <- nil
	if err := <-second; err != nil {
		t.Error(err)
	}
	if err := <-again; !errors.Is(err, store.ErrTakenN) {
		t.Errorf("resend: %v", err)
	}
}

func TestManyShareOneSync(t *testing.T) {
	t.Parallel()
	disk := newSyncs()
	s := open(t, bustest.Open(t, t.TempDir(), bus.Barrier), store.Options{Sync: disk.sync})
	defer bustest.Close(t, s)
	disk.held.Store(true)

	var stored atomic.Int32
	var wg sync.WaitGroup
	add := func(n uint64) {
		wg.Go(func() {
			if _, err := s.Append(t.Context(), site, conv, text(n)); err != nil {
				t.Error(err)
			}
			stored.Add(1)
		})
	}
	add(1)
	<-disk.began
	for n := uint64(2); n <= 40; n++ {
		add(n)
	}
	waitFor(t, func() bool { return allThere(t, s, 40) })
	if stored.Load() != 0 {
		t.Error("acknowledged before the sync returned")
	}
	disk.held.Store(false)
	disk.result <- nil
	wg.Wait()
	if n := len(disk.began); n != 0 {
		t.Errorf("%d more syncs were held", n)
	}
}

func allThere(t *testing.T, s *store.Store, n uint64) bool {
	for i := range n {
		if _, err := s.One(t.Context(), site, conv, i+1); err != nil {
			return false
		}
	}
	return true
}

func TestAFailedSyncEndsTheProcess(t *testing.T) {
	t.Parallel()
	broken := errors.New("input/output error")
	var fail atomic.Bool
	ended := make(chan error, 64)
	s := open(t, bustest.Open(t, t.TempDir(), bus.Barrier), store.Options{
		Sync: func() error {
			if fail.Load() {
				return broken
			}
			return nil
		},
		Fatal: func(err error) { ended <- err },
	})
	fail.Store(true)
	if _, err := s.Append(t.Context(), site, conv, text(1)); !errors.Is(err, broken) {
		t.Errorf("append: %v", err)
	}
	if err := <-ended; !errors.Is(err, broken) {
		t.Errorf("ended with %v", err)
	}
	fail.Store(false)
	bustest.Close(t, s)
}

// The other half is bus.TestServerSyncsAsChosen: the server syncs each write, unless a stream opts out (PersistMode) or
// has replicas (then Raft's log is synced instead).
func TestTheStreamDoesNotOptOutOfSyncs(t *testing.T) {
	t.Parallel()
	b := bustest.Open(t, t.TempDir(), bus.SyncAlways)
	s := open(t, b, store.Options{})
	defer bustest.Close(t, s)
	if _, err := s.Secret(t.Context(), "any"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{bus.StreamConv, "KV_" + bus.BucketSecrets} {
		stream, err := b.JetStream().Stream(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		c := stream.CachedInfo().Config
		if c.PersistMode != jetstream.DefaultPersistMode || c.Storage != jetstream.FileStorage || c.Replicas != 1 || c.NoAck {
			t.Errorf("%s: %+v", name, c)
		}
	}
}

// waitFor asks again until it is so. The test's own time-out is the only limit.
func waitFor(t *testing.T, so func() bool) {
	t.Helper()
	for !so() {
		if t.Context().Err() != nil {
			t.Fatal("ended")
		}
	}
}

func TestABucketsWriteReturnsAfterItsSync(t *testing.T) {
	t.Parallel()
	disk := newSyncs()
	s := open(t, bustest.Open(t, t.TempDir(), bus.Barrier), store.Options{Sync: disk.sync})
	defer bustest.Close(t, s)
	kv, err := s.KV(t.Context(), "things", 0)
	if err != nil {
		t.Fatal(err)
	}
	for what, write := range map[string]func() error{
		"put":    func() error { _, err := kv.Put(t.Context(), "a", []byte("1")); return err },
		"create": func() error { _, err := kv.Create(t.Context(), "b", []byte("1")); return err },
		"delete": func() error { return kv.Delete(t.Context(), "a") },
		"purge":  func() error { return kv.Purge(t.Context(), "b") },
	} {
		disk.held.Store(true)
		done := make(chan error, 1)
		go func() { done <- write() }()
		<-disk.began
		select {
		case <-done:
			t.Errorf("%s returned before its sync", what)
		default:
		}
		disk.held.Store(false)
		disk.result <- nil
		if err := <-done; err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}
