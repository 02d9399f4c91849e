package session

import (
	"slices"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// summariesAtATime is how many conversations one frame tells of, at most.
const summariesAtATime = 200

// greetAgent sends Welcome, the latest conversations, some of the library and the staff, and from then on each change. The
// rest of the list and the library follow part by part, as the console takes them: however much there is, little waits here.
//
// A part is read when it goes out, while h.agentsMu keeps changes from being queued: no part is older than a change
// before it. A change older than the part may still follow it; then a newer one is on its way as well.
func (h *Hub) greetAgent(s *Session, w wire.Welcome) {
	h.agentsMu.Lock()
	defer h.agentsMu.Unlock()
	list := h.desk.Summaries()
	f := wire.Summaries{Reset: true, List: list[:min(len(list), summariesAtATime)]}
	rest := make([]chat.ConversationID, len(list)-len(f.List))
	for i := range rest {
		rest[i] = list[len(f.List)+i].ID
	}
	if len(rest) > 0 {
		f.Part = wire.MoreFollow
	}
	s.mu.Lock()
	s.welcomed = true
	s.push(w)
	s.push(f)
	h.agents[s] = struct{}{}
	s.mu.Unlock()
	if h.o.Library != nil {
		s.stock = h.o.Library.For(s.who.ID)
		h.tellLibrary(s, true)
	}
	h.tellStaff(s)
	h.running.Go(func() {
		for len(rest) > 0 && s.drained() {
			rest = h.tellList(s, rest)
		}
		for more := true; more && s.drained(); {
			h.agentsMu.Lock()
			more = len(s.stock) > 0
			if more {
				h.tellLibrary(s, false)
			}
			h.agentsMu.Unlock()
		}
	})
}

// drained waits until the console has taken nearly all, and tells whether it is still there.
func (s *Session) drained() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.room(partSize)
}

// tellList sends the next part of the list, and returns what is left of it.
func (h *Hub) tellList(s *Session, ids []chat.ConversationID) (rest []chat.ConversationID) {
	n := min(len(ids), summariesAtATime)
	rest = ids[n:]
	f := wire.Summaries{Part: wire.MoreFollow}
	if len(rest) == 0 {
		f.Part = wire.LastPart
	}
	h.agentsMu.Lock()
	defer h.agentsMu.Unlock()
	for _, id := range ids[:n] {
		if summary, ok := h.desk.Summary(id); ok {
			f.List = append(f.List, summary)
		}
	}
	s.reply(f)
	return rest
}

// tellLibrary sends the next part of the library. h.agentsMu is held.
func (h *Hub) tellLibrary(s *Session, first bool) {
	size, n := 0, 0
	for ; n < len(s.stock) && size < partSize; n++ {
		size += len(wire.Append(nil, wire.Items{List: s.stock[n : n+1]}))
	}
	s.reply(wire.Items{Reset: first, List: s.stock[:n]})
	s.stock = s.stock[n:]
}

// outdated takes an item out of what the console is still to be told: a newer one has gone out. h.agentsMu is held.
func (s *Session) outdated(i chat.Item) {
	s.stock = slices.DeleteFunc(s.stock, func(old chat.Item) bool { return old.Kind == i.Kind && old.ID == i.ID })
}
