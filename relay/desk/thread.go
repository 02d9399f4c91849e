package desk

import (
	"slices"

	"pupitre/app/chat"
)

// maxIDs is how many ids of one conversation are remembered.
const maxIDs = 512

// thread remembers the latest ids of a conversation in which somebody writes, so that the usual Send reads nothing. Only
// who has the conversation's turn uses it.
type thread struct {
	turn  chan struct{} // capacity 1: full while somebody writes
	users int           // who has or awaits the turn; this and idle are guarded by threads.mu
	idle  uint64        // when the last user left

	ids        []chat.EntryID // of the entries from+1..upTo
	from, upTo uint64
}

// look is the n of a remembered id, or 0. The latest come first: resends are young.
func (t *thread) look(id chat.EntryID) uint64 {
	for i, known := range slices.Backward(t.ids) {
		if known == id {
			return t.from + uint64(i) + 1
		}
	}
	return 0
}

// restart forgets all: nothing behind n is remembered.
func (t *thread) restart(n uint64) { t.ids, t.from, t.upTo = t.ids[:0], n, n }

// remember adds what follows in order. Something else than the next entry starts anew.
func (t *thread) remember(list ...chat.Entry) {
	for _, e := range list {
		if e.N != t.upTo+1 {
			t.restart(e.N - 1)
		}
		t.ids, t.upTo = append(t.ids, e.ID), e.N
	}
	if over := len(t.ids) - maxIDs; over > 0 {
		over = max(over, min(maxIDs/4, len(t.ids))) // not one at a time
		t.ids, t.from = slices.Delete(t.ids, 0, over), t.from+uint64(over)
	}
}

// recall adds what comes right before the remembered ids, as far as there is room.
func (t *thread) recall(list []chat.Entry) {
	if len(list) == 0 || list[len(list)-1].N != t.from || len(t.ids)+len(list) > maxIDs {
		return
	}
	older := make([]chat.EntryID, 0, len(list)+len(t.ids))
	for _, e := range list {
		older = append(older, e.ID)
	}
	t.ids, t.from = append(older, t.ids...), t.from-uint64(len(list))
}
