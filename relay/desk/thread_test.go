package desk

import (
	"context"
	"fmt"
	"testing"

	"pupitre/app/chat"
)

func id(n uint64) chat.EntryID { return chat.EntryID(fmt.Sprint("e", n)) }

func list(from, to uint64) (l []chat.Entry) {
	for n := from; n <= to; n++ {
		l = append(l, chat.Entry{ID: id(n), N: n})
	}
	return l
}

// What a thread remembers is a stretch without gaps, and every id in it is found at its number.
func FuzzThreadRemembers(f *testing.F) {
	f.Add([]byte{3, 1, 200, 7, 90, 255})
	f.Fuzz(func(t *testing.T, steps []byte) {
		var th thread
		last := uint64(0)
		for _, s := range steps {
			k := uint64(s & 0x3f)
			switch s >> 6 {
			case 0:
				th.remember(list(last+1, last+k)...)
				last += k
			case 1:
				last += k // entries that others wrote
			case 2:
				th.restart(last)
			case 3:
				if k = min(k, th.from); k > 0 {
					th.recall(list(th.from-k+1, th.from))
				}
			}
			if len(th.ids) > maxIDs || th.upTo-th.from != uint64(len(th.ids)) {
				t.Fatalf("%d ids for %d..%d", len(th.ids), th.from, th.upTo)
			}
			for n := th.from + 1; n <= th.upTo; n++ {
				if got := th.look(id(n)); got != n {
					t.Fatalf("%d is found at %d", n, got)
				}
			}
			if th.look(id(th.from)) != 0 || th.look(id(th.upTo+1)) != 0 {
				t.Fatal("found outside")
			}
		}
	})
}

func TestIdleThreadsAreForgotten(t *testing.T) {
	t.Parallel()
	ts := newThreads()
	busy, err := ts.take(t.Context(), "busy_1")
	if err != nil {
		t.Fatal(err)
	}
	for n := range 3 * maxIdle {
		c := chat.ConversationOf("v", n+1)
		th, err := ts.take(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		ts.give(c, th)
		again, err := ts.take(t.Context(), "v_1") // used all the time
		if err != nil {
			t.Fatal(err)
		}
		again.restart(uint64(n))
		ts.give("v_1", again)
	}
	if len(ts.all) > maxIdle+1 || len(ts.idle) > maxIdle {
		t.Errorf("%d threads, %d idle", len(ts.all), len(ts.idle))
	}
	if ts.all["busy_1"] != busy || ts.all["v_1"] == nil || ts.all["v_1"].upTo == 0 {
		t.Error("one that was used was forgotten")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ts.take(ctx, "busy_1"); err == nil {
		t.Error("two have the turn")
	}
	ts.give("busy_1", busy)
}
