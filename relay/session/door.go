package session

import (
	"sync"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// door is who may have been blocked since visitors were let in: somebody, or visitors of whom it became known who they are.
type door struct {
	mu      sync.Mutex
	anybody bool
	these   map[chat.PersonID]struct{}
	wake    chan struct{}
}

func newDoor() door { return door{these: map[chat.PersonID]struct{}{}, wake: make(chan struct{}, 1)} }

// heard notes what stands in a trail and may keep somebody away from now on. It does not block.
func (d *door) heard(c chat.ConversationID, f wire.Frame) {
	entries, ok := f.(wire.Entries)
	if !ok || !c.IsTrail() {
		return
	}
	base, _ := c.Base()
	visitor, _ := base.Owner()
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, e := range entries.List {
		switch b := e.Body.(type) {
		case chat.Blocked:
			d.anybody = d.anybody || !b.Ended
		case chat.Identified:
			d.these[visitor] = struct{}{}
		}
	}
	if d.anybody || len(d.these) > 0 {
		select {
		case d.wake <- struct{}{}:
		default:
		}
	}
}

func (d *door) take() (anybody bool, these map[chat.PersonID]struct{}) {
	d.mu.Lock()
	defer d.mu.Unlock()
	anybody, these = d.anybody, d.these
	d.anybody, d.these = false, map[chat.PersonID]struct{}{}
	return anybody, these
}

// watchDoor ends the sessions of those who are blocked, whoever has done so on whichever relay. Who comes in is looked at by letIn.
func (h *Hub) watchDoor() {
	for {
		select {
		case <-h.open.Done():
			return
		case <-h.door.wake:
		}
		anybody, these := h.door.take()
		for _, s := range h.visitorSessions() {
			s.mu.Lock()
			id := s.who.ID
			s.mu.Unlock()
			if _, one := these[id]; id != "" && (anybody || one) && h.desk.Blocked(h.o.Site.ID, id, "", s.from.String()) {
				s.end(wire.CloseBlocked)
			}
		}
	}
}

func (h *Hub) visitorSessions() (list []*Session) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	for s := range h.sessions {
		if !s.isAgent() {
			list = append(list, s)
		}
	}
	return list
}

// letIn makes the session this visitor's, unless they are blocked. Whoever is blocked while it looks is found by watchDoor.
func (s *Session) letIn(id chat.PersonID) bool {
	s.mu.Lock()
	s.who = chat.Person{ID: id, Role: chat.Visitor}
	s.mu.Unlock()
	if s.hub.desk.Blocked(s.hub.o.Site.ID, id, "", s.from.String()) {
		return false
	}
	s.hub.addresses.note(id, s.from)
	return true
}

// decree blocks somebody, or ends a block.
func (s *Session) decree(ref uint64, do func() error) {
	problem := chat.NoProblem
	switch {
	case !s.isAgent():
		problem = chat.NotAllowed
	case !s.mayWrite():
		problem = chat.TooFast
	default:
		if err := do(); err != nil {
			problem = chat.ProblemOf(err)
		}
	}
	s.reply(wire.Done{Ref: ref, Problem: problem})
}
