package session

import (
	"slices"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// summariesAtATime is how many conversations one frame tells of, at most.
const summariesAtATime = 200

// greetAgent sends Welcome, the latest conversations and the staff, and from then on each change. The rest of the list and
// the library follow part by part, as the console takes them: however much there is, little of it waits here.
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
	colleagues, news := h.colleagues()
	staff := wire.Staff{List: colleagues}
	if news {
		h.broadcast(staff, wire.Append(nil, staff), nil)
	} else {
		s.reply(staff)
	}
	h.running.Go(func() {
		for len(rest) > 0 && s.drained() {
			rest = h.tellList(s, rest)
		}
		for first, more := true, h.o.Library != nil; more && s.drained(); first = false {
			more = h.tellLibrary(s, first)
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

// tellLibrary sends the next part of the library, and tells whether there is more.
func (h *Hub) tellLibrary(s *Session, first bool) (more bool) {
	h.agentsMu.Lock()
	defer h.agentsMu.Unlock()
	if first {
		s.stock = h.o.Library.For(s.who.ID)
	}
	size, n := 0, 0
	for ; n < len(s.stock) && size < partSize; n++ {
		size += len(wire.Append(nil, wire.Items{List: s.stock[n : n+1]}))
	}
	s.reply(wire.Items{Reset: first, List: s.stock[:n]})
	s.stock = s.stock[n:]
	return len(s.stock) > 0
}

// outdated takes an item out of what the console is still to be told: a newer one has gone out. h.agentsMu is held.
func (s *Session) outdated(i chat.Item) {
	s.stock = slices.DeleteFunc(s.stock, func(old chat.Item) bool { return old.Kind == i.Kind && old.ID == i.ID })
}
