package store_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/nats-io/nats.go/jetstream"

	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/store"
)

func objects(t *testing.T, s *store.Store) *store.Objects {
	t.Helper()
	o, err := s.Objects(t.Context(), "things")
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestObjectsAreThereAfterARestart(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		dir := t.TempDir()
		b := bustest.Open(t, dir, how)
		s := open(t, b, store.Options{})
		o := objects(t, s)
		data := bytes.Repeat([]byte("0123456789"), 150_000) // three messages
		if err := o.Put(t.Context(), "a", iotest.HalfReader(bytes.NewReader(data))); err != nil {
			t.Fatal(err)
		}
		if err := o.Put(t.Context(), "b", strings.NewReader("b")); err != nil {
			t.Fatal(err)
		}
		if err := o.Put(t.Context(), "half", io.MultiReader(bytes.NewReader(data), iotest.ErrReader(io.ErrClosedPipe))); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("of a reader that fails: %v", err)
		}
		if err := o.Remove(t.Context(), "b"); err != nil {
			t.Fatal(err)
		}
		_, stream, err := b.Objects(t.Context(), "things")
		if err != nil {
			t.Fatal(err)
		}
		info, err := stream.Info(t.Context(), jetstream.WithSubjectFilter(bus.ObjectChunks("things", ">")))
		if err != nil {
			t.Fatal(err)
		}
		for subject, n := range info.State.Subjects { // of "b" and "half" nothing is left
			if n != 3 || len(info.State.Subjects) != 1 {
				t.Errorf("%d messages of %s", n, subject)
			}
		}
		bustest.Close(t, s)
		bustest.Close(t, b)

		s = open(t, bustest.Open(t, dir, how), store.Options{})
		defer bustest.Close(t, s)
		o = objects(t, s)
		r, err := o.Read(t.Context(), "a")
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
		for _, name := range []string{"b", "half", "never"} {
			if _, err := o.Read(t.Context(), name); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%s: %v", name, err)
			}
			if err := o.Remove(t.Context(), name); err != nil {
				t.Errorf("%s is removed: %v", name, err)
			}
		}
	})
}

func TestAnObjectIsPutAfterItsSync(t *testing.T) {
	t.Parallel()
	disk := newSyncs()
	s := open(t, bustest.Open(t, t.TempDir(), bus.Barrier), store.Options{Sync: disk.sync})
	defer bustest.Close(t, s)
	o := objects(t, s)
	for _, c := range []struct {
		what string
		do   func() error
	}{
		{"put", func() error { return o.Put(t.Context(), "a", strings.NewReader("hello")) }},
		{"remove", func() error { return o.Remove(t.Context(), "a") }},
	} {
		disk.held.Store(true)
		done := make(chan error, 1)
		go func() { done <- c.do() }()
		<-disk.began
		select {
		case <-done:
			t.Errorf("%s returned before its sync", c.what)
		default:
		}
		disk.held.Store(false)
		disk.result <- nil
		if err := <-done; err != nil {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

// With SyncAlways the server syncs each write, unless a stream opts out.
func TestObjectsDoNotOptOutOfSyncs(t *testing.T) {
	t.Parallel()
	b := bustest.Open(t, t.TempDir(), bus.SyncAlways)
	s := open(t, b, store.Options{})
	defer bustest.Close(t, s)
	objects(t, s)
	stream, err := b.JetStream().Stream(t.Context(), bus.ObjectStream("things"))
	if err != nil {
		t.Fatal(err)
	}
	if c := stream.CachedInfo().Config; c.PersistMode != jetstream.DefaultPersistMode || c.Storage != jetstream.FileStorage || c.NoAck {
		t.Errorf("%+v", c)
	}
}

func TestObjectsNeedRoom(t *testing.T) {
	t.Parallel()
	free := uint64(1 << 30)
	s := open(t, bustest.Open(t, t.TempDir(), bus.SyncAlways), store.Options{Free: func(string) (uint64, error) { return free, nil }})
	defer bustest.Close(t, s)
	o := objects(t, s)
	if err := o.Room(1<<30 - 64<<20); err != nil {
		t.Error(err)
	}
	if err := o.Room(1<<30 - 64<<20 + 1); !errors.Is(err, store.ErrFull) {
		t.Errorf("more than there is: %v", err)
	}
	free = 0
	if err := o.Put(t.Context(), "a", strings.NewReader("hello")); !errors.Is(err, store.ErrFull) {
		t.Errorf("on a full disk: %v", err)
	}
}
