package session

import (
	"maps"
	"slices"
	"sync"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// profiles are visitors of whom something else is known now: agents who follow their conversation are told.
type profiles struct {
	mu   sync.Mutex
	of   map[chat.PersonID]struct{}
	wake chan struct{}
}

func newProfiles() profiles {
	return profiles{of: map[chat.PersonID]struct{}{}, wake: make(chan struct{}, 1)}
}

// ProfileChanged says that something else is known about a visitor, or that something else keeps them away. It does not block.
func (h *Hub) ProfileChanged(visitor chat.PersonID) {
	h.profiles.mu.Lock()
	h.profiles.of[visitor] = struct{}{}
	h.profiles.mu.Unlock()
	select {
	case h.profiles.wake <- struct{}{}:
	default:
	}
}

// known looks at what happens for what a profile or the list of those on the site shows.
func (h *Hub) known(c chat.ConversationID, f wire.Frame) {
	entries, ok := f.(wire.Entries)
	base, staff := c.Base()
	visitor, owned := base.Owner()
	switch {
	case !ok || !owned:
	case c.IsTrail():
		h.ProfileChanged(visitor)
		h.VisitorChanged(visitor)
	case !staff && slices.ContainsFunc(entries.List, bounds):
		h.ProfileChanged(visitor)
	}
}

// bounds tells whether an exchange begins or ends with the entry.
func bounds(e chat.Entry) bool {
	return e.N == 1 || e.Body.Kind() == chat.KindClosed || e.Body.Kind() == chat.KindReopened
}

// sendProfiles is the only one that sends them, so that no older one follows a newer one.
func (h *Hub) sendProfiles() {
	for {
		select {
		case <-h.open.Done():
			return
		case <-h.profiles.wake:
		}
		h.profiles.mu.Lock()
		list := slices.Collect(maps.Keys(h.profiles.of))
		clear(h.profiles.of)
		h.profiles.mu.Unlock()
		for _, visitor := range list {
			h.sendProfile(visitor)
		}
		time.Sleep(tick)
	}
}

func (h *Hub) sendProfile(visitor chat.PersonID) {
	conv := chat.ConversationOf(visitor, 1)
	h.mu.RLock()
	list := h.followers[conv]
	h.mu.RUnlock()
	if !slices.ContainsFunc(list, (*Session).isAgent) {
		return
	}
	f := wire.Profile{Profile: h.desk.Profile(visitor)}
	if h.o.Counts != nil {
		f.Exchanges, f.LastAt = h.o.Counts(visitor)
	}
	if h.o.Blocks != nil {
		f.Blocks = h.o.Blocks(visitor)
	}
	encoded := wire.Append(nil, f)
	for _, s := range list {
		s.live(conv, f, encoded)
	}
}
