package session

import (
	"context"
	"slices"
	"sync"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// staff is who of the merchant's side is there: bounded by the accounts and by the open conversations.
type staff struct {
	mu     sync.Mutex
	people []chat.Person                         // all who may sign in, and the bots
	off    []chat.Person                         // who is locked out; never nil
	stale  bool                                  // people must be read anew
	chosen map[chat.PersonID]chat.Status         // what agents say of themselves, over reconnections
	owners map[chat.ConversationID]chat.PersonID // of open conversations
	open   map[chat.PersonID]uint64              // how many each has
	last   wire.Staff                            // as last sent
	wake   chan struct{}
}

func newStaff() staff {
	return staff{stale: true, off: []chat.Person{}, chosen: map[chat.PersonID]chat.Status{}, owners: map[chat.ConversationID]chat.PersonID{}, open: map[chat.PersonID]uint64{}, wake: make(chan struct{}, 1)}
}

// own notes who has a conversation, and tells whether that is news.
func (f *staff) own(s chat.Summary) bool {
	owner := s.Agent.ID
	if s.Closed {
		owner = ""
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	was := f.owners[s.ID]
	if was == owner {
		return false
	}
	if was != "" {
		f.disown(s.ID)
	}
	if owner != "" {
		f.owners[s.ID] = owner
		f.open[owner]++
	}
	return true
}

// disown takes the conversation from the one who has it. f.mu is held.
func (f *staff) disown(id chat.ConversationID) {
	was := f.owners[id]
	delete(f.owners, id)
	if f.open[was]--; f.open[was] == 0 {
		delete(f.open, was)
	}
}

// StaffChanged says that somebody's account was added or has changed. It does not block.
func (h *Hub) StaffChanged() {
	h.staff.mu.Lock()
	h.staff.stale = true
	h.staff.mu.Unlock()
	h.wakeStaff()
}

func (h *Hub) wakeStaff() {
	select {
	case h.staff.wake <- struct{}{}:
	default:
	}
}

// be notes what an agent says of themselves.
func (h *Hub) be(who chat.PersonID, s chat.Status) {
	h.staff.mu.Lock()
	h.staff.chosen[who] = s
	h.staff.mu.Unlock()
	h.wakeStaff()
}

// sendStaff tells agents of the staff whenever somebody has changed, at most once a tick.
func (h *Hub) sendStaff() {
	for {
		select {
		case <-h.open.Done():
			return
		case <-h.staff.wake:
		}
		err := h.readPeople()
		h.agentsMu.Lock()
		h.tellStaff(nil)
		h.agentsMu.Unlock()
		if err == nil {
			err = h.handBack()
		}
		if err != nil {
			h.wakeStaff() // the store does not answer
			time.Sleep(time.Second)
		}
		time.Sleep(tick)
	}
}

func (h *Hub) readPeople() error {
	h.staff.mu.Lock()
	stale := h.staff.stale
	h.staff.stale = false
	h.staff.mu.Unlock()
	if !stale || h.o.People == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(h.ctx, askTimeout)
	defer cancel()
	people, off, err := h.o.People(ctx)
	h.staff.mu.Lock()
	defer h.staff.mu.Unlock()
	if err != nil {
		h.staff.stale = h.open.Err() == nil
		return err
	}
	h.staff.people, h.staff.off = append(people, h.o.Bots...), append([]chat.Person{}, off...)
	return nil
}

// tellStaff sends agents who is there, and managers alone who is locked out, each when it is news. A newcomer (nil: nobody)
// is sent all that they may know. h.agentsMu is held.
func (h *Hub) tellStaff(newcomer *Session) {
	whole, news, locks := h.colleagues()
	if !news && !locks && newcomer == nil {
		return
	}
	there := wire.Staff{List: whole.List}
	long, short := wire.Append(nil, whole), wire.Append(nil, there)
	for s := range h.agents {
		s.mu.Lock()
		switch {
		case s.who.Role == chat.Manager && (locks || s == newcomer):
			s.pushLive(whole, long)
		case news || s == newcomer:
			s.pushLive(there, short)
		}
		s.mu.Unlock()
	}
}

// colleagues are the staff now, and whether who is there and who is locked out is news. h.agentsMu is held.
func (h *Hub) colleagues() (all wire.Staff, news, locks bool) {
	there := map[chat.PersonID]bool{}
	for s := range h.agents {
		there[s.who.ID] = true
	}
	f := &h.staff
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, p := range f.people {
		c := chat.Colleague{Person: p, Open: f.open[p.ID]}
		if chosen, ok := f.chosen[p.ID]; p.Role == chat.Bot || there[p.ID] && !ok {
			c.Status = chat.Available
		} else if there[p.ID] {
			c.Status = chosen
		}
		all.List = append(all.List, c)
	}
	all.Off = f.off
	news, locks = !slices.Equal(all.List, f.last.List), !slices.Equal(all.Off, f.last.Off)
	f.last = all
	return all, news, locks
}

// broadcast sends a frame to all agents, or to those it is for. h.agentsMu is held.
func (h *Hub) broadcast(f wire.Frame, encoded []byte, to func(chat.PersonID) bool) {
	for s := range h.agents {
		if to == nil || to(s.who.ID) {
			s.mu.Lock()
			s.pushLive(f, encoded)
			s.mu.Unlock()
		}
	}
}

// Staff is everybody of the merchant's side as agents were last told, the bots included.
func (h *Hub) Staff() []chat.Colleague {
	h.staff.mu.Lock()
	defer h.staff.mu.Unlock()
	return slices.Clone(h.staff.last.List)
}
