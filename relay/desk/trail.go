package desk

import (
	"context"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// Profile is what is known about a visitor; the zero Last if nothing is. It reads memory alone, so a Watcher may ask.
func (d *Desk) Profile(visitor chat.PersonID) chat.Profile { return d.index.Profile(visitor) }

// Here are the visitors whose trail does not say that they have gone.
func (d *Desk) Here() []chat.PersonID { return d.index.Here() }

// Learn stores what the relay has learnt about a visitor in their trail (chat.Seen and its like). It answers as Send. The same id again is
// answered with the first result while that is among the trail's latest chat.MaxPage entries: a trail is as long as somebody has looked at
// pages, and is not to be read for each.
func (d *Desk) Learn(ctx context.Context, site chat.SiteID, visitor chat.PersonID, id chat.EntryID, b chat.Body) wire.Frame {
	trail := chat.TrailOf(visitor)
	w := writing{site: site, who: chat.Person{ID: visitor, Role: chat.System}, f: wire.Send{Conversation: trail, After: d.index.Conversation(trail).Last, ID: id, Body: b}}
	if _, ok := w.f.Conversation.Base(); !ok || !chat.ValidID(visitor) {
		return w.nack(chat.BadID)
	}
	if p := checkEntry(w.who, w.f); p != chat.NoProblem {
		return w.nack(p)
	}
	return d.submit(ctx, w)
}
