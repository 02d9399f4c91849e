package session

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// Visits tells who is on the site; *visits.Visits does. Its methods do not block.
type Visits interface {
	Came(chat.PersonID) // a visitor's socket was opened
	Left(chat.PersonID) // and closed
	Here() []chat.PersonID
	IsHere(chat.PersonID) bool
}

// visitors are the consoles that show who is on the site, and of whom they are to be told.
type visitors struct {
	mu       sync.Mutex // held while frames for them are queued, so that each gets them in one order
	watchers map[*Session]struct{}

	changedMu sync.Mutex
	changed   map[chat.PersonID]struct{} // nil while nobody watches
	wake      chan struct{}
}

// tellVisitors is how often those on the site are told of at most.
const tellVisitors = 500 * time.Millisecond

func newVisitors() visitors {
	return visitors{watchers: map[*Session]struct{}{}, wake: make(chan struct{}, 1)}
}

// VisitorChanged says that somebody has come to the site, does something else there, or has gone. It does not block.
func (h *Hub) VisitorChanged(id chat.PersonID) {
	v := &h.present
	v.changedMu.Lock()
	defer v.changedMu.Unlock()
	if v.changed == nil {
		return
	}
	v.changed[id] = struct{}{}
	select {
	case v.wake <- struct{}{}:
	default:
	}
}

// watch begins or ends that a console is told who is on the site.
func (h *Hub) watch(s *Session, on bool) {
	if !s.isAgent() || h.o.Visits == nil {
		return
	}
	v := &h.present
	v.mu.Lock()
	defer v.mu.Unlock()
	if !on {
		h.unwatch(s)
		return
	}
	v.watchers[s] = struct{}{}
	v.changedMu.Lock()
	if v.changed == nil {
		v.changed = map[chat.PersonID]struct{}{}
	}
	v.changedMu.Unlock()
	all := h.onSite(h.o.Visits.Here())
	slices.SortFunc(all, func(a, b chat.OnSite) int {
		return cmp.Or(cmp.Compare(b.SeenAt, a.SeenAt), cmp.Compare(a.Visitor, b.Visitor))
	})
	n := min(len(all), chat.MaxOnSite)
	s.reply(wire.Visitors{Reset: true, List: all[:n], More: uint64(len(all) - n)})
}

// unwatch forgets the console. present.mu is held.
func (h *Hub) unwatch(s *Session) {
	v := &h.present
	delete(v.watchers, s)
	if len(v.watchers) == 0 {
		v.changedMu.Lock()
		v.changed = nil
		v.changedMu.Unlock()
	}
}

// onSite are those visitors as a list shows them: without custom data, which may be 60 KB of each, and would make consoles too slow for
// what happens when a crowd has it.
func (h *Hub) onSite(ids []chat.PersonID) []chat.OnSite {
	list := make([]chat.OnSite, len(ids))
	for i, id := range ids {
		p := h.desk.Profile(id)
		p.Told, p.Customer.Data = nil, nil
		list[i] = chat.OnSite{Profile: p}
		if s, ok := h.desk.Summary(chat.ConversationOf(id, 1)); ok && !s.Closed {
			list[i].Conversation, list[i].Invited = s.ID, s.Invited
		}
	}
	return list
}

// sendVisitors tells of changes, those of a while together.
func (h *Hub) sendVisitors() {
	v := &h.present
	for {
		select {
		case <-h.open.Done():
			return
		case <-v.wake:
		}
		v.changedMu.Lock()
		changed := slices.Collect(maps.Keys(v.changed))
		clear(v.changed)
		v.changedMu.Unlock()
		for part := range slices.Chunk(changed, chat.MaxOnSite) {
			h.tellVisitors(part)
		}
		select {
		case <-h.open.Done():
		case <-time.After(tellVisitors):
		}
	}
}

func (h *Hub) tellVisitors(ids []chat.PersonID) {
	h.present.mu.Lock()
	defer h.present.mu.Unlock()
	var f wire.Visitors
	var here []chat.PersonID
	for _, id := range ids {
		if h.o.Visits.IsHere(id) {
			here = append(here, id)
		} else {
			f.Left = append(f.Left, id)
		}
	}
	f.List = h.onSite(here)
	encoded := wire.Append(nil, f)
	for s := range h.present.watchers {
		s.mu.Lock()
		s.pushLive(f, encoded)
		s.mu.Unlock()
	}
}

// invite begins a conversation with somebody who is on the site.
func (s *Session) invite(ctx context.Context, f wire.Invite) wire.Done {
	done := wire.Done{Ref: f.Ref}
	if s.entries == nil {
		s.entries = rate.NewLimiter(s.limits.sends, s.limits.sendBurst)
	}
	switch {
	case !s.isAgent():
		done.Problem = chat.NotAllowed
	case s.hub.o.Visits == nil || !s.hub.o.Visits.IsHere(f.Visitor):
		done.Problem = chat.NotFound
	case !s.entries.AllowN(time.Now(), 1):
		done.Problem = chat.TooFast
	default:
		if err := s.hub.desk.Invite(ctx, s.hub.o.Site.ID, s.who, f); err != nil {
			done.Problem = chat.ProblemOf(err)
		}
	}
	return done
}

func (h *Hub) came(id chat.PersonID) {
	if h.o.Visits != nil {
		h.o.Visits.Came(id)
	}
}

func (h *Hub) left(id chat.PersonID) {
	if h.o.Visits != nil {
		h.o.Visits.Left(id)
	}
}
