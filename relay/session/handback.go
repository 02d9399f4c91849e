package session

import (
	"context"
	"crypto/rand"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// handBack puts the open conversations of those who are locked out back into the queue, in their name. It is done whenever the
// staff has changed and once at the start, so neither a relay that ends in between nor a message that was on its way leaves
// one behind. The desk refuses a second time: it is theirs no more. The error says that the store does not answer.
func (h *Hub) handBack() error {
	ctx, cancel := context.WithTimeout(h.ctx, askTimeout)
	defer cancel()
	for id, who := range h.staff.orphans() {
		s, _ := h.desk.Summary(id)
		answer := h.desk.Send(ctx, "", who, wire.Send{Conversation: id, After: s.Last, ID: chat.EntryID("off-" + rand.Text()), Body: chat.Left{}})
		if n, ok := answer.(wire.Nack); ok && n.Problem.Temporary() {
			return n.Problem
		}
		h.staff.gone(id, who.ID)
	}
	return nil
}

// orphans are the open conversations of those who are locked out.
func (f *staff) orphans() map[chat.ConversationID]chat.Person {
	f.mu.Lock()
	defer f.mu.Unlock()
	off := map[chat.PersonID]chat.Person{}
	for _, p := range f.off {
		if f.open[p.ID] > 0 {
			off[p.ID] = p
		}
	}
	list := map[chat.ConversationID]chat.Person{}
	if len(off) == 0 {
		return list
	}
	for id, owner := range f.owners {
		if p, ok := off[owner]; ok {
			list[id] = p
		}
	}
	return list
}

// gone notes that they do not have the conversation: at the start the desk does not tell of changes yet.
func (f *staff) gone(id chat.ConversationID, who chat.PersonID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.owners[id] == who {
		f.disown(id)
	}
}
