package desk

import (
	"context"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// Profile is what is known about a visitor; the zero Last if nothing is.
func (d *Desk) Profile(visitor chat.PersonID) chat.Profile { return d.index.Profile(visitor) }

// Learn stores what the relay has learnt about a visitor in their trail (chat.Seen and its like). It answers as Send. The same id again is
// answered with the first result.
func (d *Desk) Learn(ctx context.Context, site chat.SiteID, visitor chat.PersonID, id chat.EntryID, b chat.Body) wire.Frame {
	w := writing{site: site, who: chat.Person{ID: visitor, Role: chat.System}, f: wire.Send{Conversation: chat.TrailOf(visitor), ID: id, Body: b}}
	if _, ok := w.f.Conversation.Base(); !ok || !chat.ValidID(visitor) {
		return w.nack(chat.BadID)
	}
	if p := checkEntry(w.who, w.f); p != chat.NoProblem {
		return w.nack(p)
	}
	return d.submit(ctx, w)
}
