package session

import (
	"sync"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// changes are summaries that agents have not been sent yet, the latest of each conversation: bounded by their number.
type changes struct {
	mu    sync.Mutex
	last  map[chat.ConversationID]chat.Summary
	order []chat.ConversationID
	wake  chan struct{}
}

func newChanges() changes {
	return changes{last: map[chat.ConversationID]chat.Summary{}, wake: make(chan struct{}, 1)}
}

// Changed notes a summary for all agents' lists. It does not block.
func (h *Hub) Changed(s chat.Summary) {
	if h.staff.own(s) {
		h.wakeStaff()
	}
	if visitor, ok := s.ID.Owner(); ok {
		h.VisitorChanged(visitor)
	}
	c := &h.changes
	c.mu.Lock()
	if _, ok := c.last[s.ID]; !ok {
		c.order = append(c.order, s.ID)
	}
	c.last[s.ID] = s
	c.mu.Unlock()
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// sendChanges sends the first change at once and those of the following tick together.
func (h *Hub) sendChanges() {
	for {
		select {
		case <-h.open.Done():
			return
		case <-h.changes.wake:
		}
		h.sendAll()
		time.Sleep(tick)
	}
}

func (c *changes) take() []chat.Summary {
	c.mu.Lock()
	defer c.mu.Unlock()
	list := make([]chat.Summary, len(c.order))
	for i, id := range c.order {
		list[i] = c.last[id]
	}
	clear(c.last)
	c.order = nil
	return list
}

// sendAll sends what has changed. It takes it while nobody else tells agents anything, so that no summary comes behind the word that the
// conversation is gone (Forgot).
func (h *Hub) sendAll() {
	h.agentsMu.Lock()
	defer h.agentsMu.Unlock()
	list := h.changes.take()
	if len(list) == 0 || len(h.agents) == 0 {
		return
	}
	f := wire.Summaries{List: list}
	h.broadcast(f, wire.Append(nil, f), nil)
}
