package session

import (
	"context"
	"maps"
	"slices"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// Erase removes all that is kept of a visitor or a customer, for ever. The error is a chat.Problem.
type Erase func(ctx context.Context, by chat.Person, visitor chat.PersonID) error

// Forgot implements desk.Forgetter: whoever follows the conversation is refused, its visitor's connections end, and it leaves agents' lists.
// It does not block.
func (h *Hub) Forgot(conv chat.ConversationID) {
	owner, _ := conv.Owner()
	for _, series := range []chat.ConversationID{conv, conv.Staff(), conv.Trail()} {
		h.mu.RLock()
		list := h.followers[series]
		h.mu.RUnlock()
		for _, s := range list {
			s.unfollow(series)
			s.reply(wire.Refused{Conversation: series, Problem: chat.NotFound})
		}
	}
	h.addresses.forget(owner)
	h.EndVisitor(owner, wire.CloseBadToken)
	h.changes.forget(conv)
	h.VisitorChanged(owner) // who shows them among those on the site is told that nothing is known of them
	if h.staff.own(chat.Summary{Conversation: chat.Conversation{ID: conv, Closed: true}}) {
		h.wakeStaff()
	}
	f := wire.Summaries{Gone: []chat.ConversationID{conv}}
	h.agentsMu.Lock()
	defer h.agentsMu.Unlock()
	h.broadcast(f, wire.Append(nil, f), nil)
}

// EndVisitor ends a visitor's connections.
func (h *Hub) EndVisitor(visitor chat.PersonID, code wire.CloseCode) {
	h.mu.RLock()
	all := slices.Collect(maps.Keys(h.sessions))
	h.mu.RUnlock()
	for _, s := range all {
		if !s.isAgent() && s.is(visitor) {
			s.end(code)
		}
	}
}

func (s *Session) is(who chat.PersonID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.who.ID == who
}

func (c *changes) forget(conv chat.ConversationID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.last[conv]; ok {
		c.order = slices.DeleteFunc(c.order, func(id chat.ConversationID) bool { return id == conv })
		delete(c.last, conv)
	}
}

// erase answers beside the worker: overwriting takes time with each entry.
func (s *Session) erase(f wire.Erase) {
	answer := func(err error) {
		done := wire.Done{Ref: f.Ref}
		if err != nil {
			done.Problem = chat.ProblemOf(err)
		}
		s.reply(done)
	}
	if s.hub.o.Erase == nil || s.who.Role != chat.Manager {
		answer(chat.NotAllowed)
		return
	}
	s.hub.running.Go(func() { answer(s.hub.o.Erase(s.hub.open, s.who, f.Visitor)) })
}
