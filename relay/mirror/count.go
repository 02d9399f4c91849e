package mirror

import (
	"sync/atomic"

	"pupitre/app/chat"
)

// counts are since the relay began.
type counts struct{ in, out, dropped atomic.Uint64 }

// Count is what there is now: pages that are shown, those who look, and since the relay began the bytes that pages sent and that were sent, and messages
// that were dropped because they came too late, were not granted, or were not what they said.
type Count struct {
	Rooms, Viewers   int
	In, Out, Dropped uint64
}

// Count counts.
func (m *Mirrors) Count() Count {
	c := Count{In: m.counts.in.Load(), Out: m.counts.out.Load(), Dropped: m.counts.dropped.Load()}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, r := range m.rooms {
		r.mu.Lock()
		if r.state.Mirror.Level >= chat.LevelView {
			c.Rooms++
		}
		c.Viewers += len(r.viewers)
		r.mu.Unlock()
	}
	return c
}
