package session

import (
	"context"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// Library is what sessions ask of package library. Errors are a chat.Problem.
type Library interface {
	For(who chat.PersonID) []chat.Item
	Put(ctx context.Context, who chat.Person, i chat.Item) error
	Drop(ctx context.Context, who chat.Person, kind chat.ItemKind, id chat.ItemID) error
}

// ItemChanged tells the agents who may use the item; one without a Name was removed.
func (h *Hub) ItemChanged(i chat.Item) {
	f := wire.Items{List: []chat.Item{i}}
	h.agentsMu.Lock()
	defer h.agentsMu.Unlock()
	for a := range h.agents {
		a.outdated(i)
	}
	h.broadcast(f, wire.Append(nil, f), func(who chat.PersonID) bool { return chat.MayUse(i, who) })
}

func (s *Session) put(ctx context.Context, f wire.Put) {
	s.done(f.Ref, func() error { return s.hub.o.Library.Put(ctx, s.who, f.Item) })
}

func (s *Session) drop(ctx context.Context, f wire.Drop) {
	s.done(f.Ref, func() error { return s.hub.o.Library.Drop(ctx, s.who, f.Kind, f.ID) })
}

// done does what only agents may ask for and says how it went.
func (s *Session) done(ref uint64, do func() error) {
	f := wire.Done{Ref: ref}
	if !s.isAgent() || s.hub.o.Library == nil {
		f.Problem = chat.NotAllowed
	} else if err := do(); err != nil {
		f.Problem = chat.ProblemOf(err)
	}
	s.reply(f)
}
