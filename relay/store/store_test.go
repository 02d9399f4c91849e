package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"go.uber.org/goleak"

	"pupitre/app/chat"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m, bustest.Leftovers) }

const site, conv = chat.SiteID("shop"), chat.ConversationID("v1_1")

var julie = chat.Person{ID: "v1", Role: chat.Visitor, Name: "Julie"}

func open(t *testing.T, b *bus.Bus, o store.Options) *store.Store {
	t.Helper()
	if o.Log == nil {
		o.Log = bustest.Log()
	}
	s, err := store.Open(t.Context(), b, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func text(n uint64) chat.Entry {
	return chat.Entry{ID: chat.EntryID(fmt.Sprintf("id-%d", n)), N: n, At: chat.Millis(1000 + n), Author: julie, Body: chat.Text{Text: fmt.Sprint("text ", n)}}
}

func texts(from, to uint64) (list []chat.Entry) {
	for n := from; n <= to; n++ {
		list = append(list, text(n))
	}
	return list
}

func fill(t *testing.T, s *store.Store, conv chat.ConversationID, from, to uint64) {
	t.Helper()
	for n := from; n <= to; n++ {
		if _, err := s.Append(t.Context(), site, conv, text(n)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhatWasWrittenIsReadAgain(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		dir := t.TempDir()
		b := bustest.Open(t, dir, how)
		s := open(t, b, store.Options{})
		fill(t, s, conv, 1, 300)
		epoch := s.Epoch()
		bustest.Close(t, s)
		bustest.Close(t, b)

		s = open(t, bustest.Open(t, dir, how), store.Options{})
		defer bustest.Close(t, s)
		got, err := s.Read(t.Context(), site, conv, 1, 300) // more than one window
		if err != nil {
			t.Fatal(err)
		}
		bustest.Same(t, got, texts(1, 300))
		one, err := s.One(t.Context(), site, conv, 7)
		if err != nil {
			t.Fatal(err)
		}
		bustest.Same(t, one, text(7))
		if _, err := s.One(t.Context(), site, conv, 301); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("beyond the end: %v", err)
		}
		if list, err := s.Read(t.Context(), site, conv, 5, 4); list != nil || err != nil {
			t.Errorf("nothing asked for: %v, %v", list, err)
		}
		if s.Epoch() != epoch || epoch == 0 {
			t.Errorf("epoch %x became %x", epoch, s.Epoch())
		}
		if err := s.Ready(); err != nil {
			t.Error(err)
		}
	})
}

func TestANumberIsGivenOnce(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		s := open(t, bustest.Open(t, t.TempDir(), how), store.Options{})
		defer bustest.Close(t, s)
		var won, lost atomic.Int32
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				switch _, err := s.Append(t.Context(), site, conv, text(1)); {
				case err == nil:
					won.Add(1)
				case errors.Is(err, store.ErrTakenN):
					lost.Add(1)
				default:
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if won.Load() != 1 || lost.Load() != 7 {
			t.Errorf("%d won, %d lost", won.Load(), lost.Load())
		}
	})
}

// More than JetStream's client lets wait unanswered (4,000), after which asynchronous publishing stalls and then fails.
func TestMoreWriteAtOnceThanMayWait(t *testing.T) {
	t.Parallel()
	how := bustest.Durabilities()
	s := open(t, bustest.Open(t, t.TempDir(), how[len(how)-1]), store.Options{}) // the one that is faster here
	defer bustest.Close(t, s)
	const many = 5000
	var wg sync.WaitGroup
	for i := range many {
		wg.Go(func() {
			if _, err := s.Append(t.Context(), site, chat.ConversationID(fmt.Sprint("v", i, "_1")), text(1)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	n := 0
	if _, err := s.Replay(t.Context(), 0, func(chat.SiteID, chat.ConversationID, chat.Entry) error { n++; return nil }); err != nil || n != many {
		t.Errorf("%d entries, %v", n, err)
	}
}

func TestIDsThatAreNotIDsAreRefused(t *testing.T) {
	t.Parallel()
	s := open(t, bustest.Open(t, t.TempDir(), bus.SyncAlways), store.Options{})
	defer bustest.Close(t, s)
	if _, err := s.Append(t.Context(), "a.b", conv, text(1)); !errors.Is(err, bus.ErrBadSubject) {
		t.Errorf("append: %v", err)
	}
	if _, err := s.Read(t.Context(), site, "*", 1, 2); !errors.Is(err, bus.ErrBadSubject) {
		t.Errorf("read: %v", err)
	}
}

func TestReplayReadsEverythingInOrder(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		s := open(t, bustest.Open(t, t.TempDir(), how), store.Options{})
		defer bustest.Close(t, s)
		replay := func(after uint64) (got []string, last uint64) {
			last, err := s.Replay(t.Context(), after, func(_ chat.SiteID, conv chat.ConversationID, e chat.Entry) error {
				got = append(got, fmt.Sprint(conv, " ", e.N))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			return got, last
		}
		if got, last := replay(0); got != nil || last != 0 {
			t.Errorf("empty store: %v, %d", got, last)
		}
		fill(t, s, "v1_1", 1, 2)
		fill(t, s, "v2_1", 1, 1)
		fill(t, s, "v1_1", 3, 3)
		got, last := replay(0)
		bustest.Same(t, got, []string{"v1_1 1", "v1_1 2", "v2_1 1", "v1_1 3"})
		bustest.Same(t, last, 4)
		if got, last = replay(2); len(got) != 2 || last != 4 {
			t.Errorf("behind 2: %v, %d", got, last)
		}
		if got, last = replay(4); got != nil || last != 4 {
			t.Errorf("behind the end: %v, %d", got, last)
		}
		failure := errors.New("enough")
		if _, err := s.Replay(t.Context(), 0, func(chat.SiteID, chat.ConversationID, chat.Entry) error { return failure }); !errors.Is(err, failure) {
			t.Errorf("got %v", err)
		}
	})
}

func TestAnEntryThatTheStoreLostLeavesNoHole(t *testing.T) {
	t.Parallel()
	b := bustest.Open(t, t.TempDir(), bus.SyncAlways)
	s := open(t, b, store.Options{})
	defer bustest.Close(t, s)
	fill(t, s, conv, 1, 4)
	stream, err := b.JetStream().Stream(t.Context(), bus.StreamConv)
	if err != nil {
		t.Fatal(err)
	}
	if err := stream.DeleteMsg(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
	got, err := s.Read(t.Context(), site, conv, 2, 4)
	if err != nil {
		t.Fatal(err)
	}
	lost := chat.Entry{ID: "lost-3", N: 3, At: text(2).At, Author: chat.Person{Role: chat.System}, Body: chat.Unsupported{}}
	bustest.Same(t, got, []chat.Entry{text(2), lost, text(4)})
}

func TestAFullDiskRefusesEarly(t *testing.T) {
	t.Parallel()
	var free atomic.Uint64
	free.Store(1 << 30)
	s := open(t, bustest.Open(t, t.TempDir(), bus.SyncAlways), store.Options{Free: func(string) (uint64, error) { return free.Load(), nil }})
	defer bustest.Close(t, s)
	fill(t, s, conv, 1, 1)
	free.Store(63 << 20)
	if _, err := s.Append(t.Context(), site, conv, text(2)); !errors.Is(err, store.ErrFull) {
		t.Errorf("append: %v", err)
	}
	if err := s.Ready(); !errors.Is(err, store.ErrFull) {
		t.Errorf("ready: %v", err)
	}
	free.Store(1 << 30)
	fill(t, s, conv, 2, 2)
	if err := s.Ready(); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

func TestAStoreThatIsDownSaysSo(t *testing.T) {
	t.Parallel()
	b := bustest.Open(t, t.TempDir(), bus.SyncAlways)
	s := open(t, b, store.Options{})
	bustest.Close(t, b)
	if _, err := s.Append(t.Context(), site, conv, text(1)); !errors.Is(err, bus.ErrDown) {
		t.Errorf("append: %v", err)
	}
	if _, err := s.Read(t.Context(), site, conv, 1, 1); !errors.Is(err, bus.ErrDown) {
		t.Errorf("read: %v", err)
	}
	if err := s.Ready(); !errors.Is(err, bus.ErrDown) {
		t.Errorf("ready: %v", err)
	}
	if err := s.Close(context.Background()); !errors.Is(err, bus.ErrDown) {
		t.Errorf("close: %v", err)
	}
}
