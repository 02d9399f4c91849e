package desk

import (
	"context"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// Marks that make the ids of what follows from a question about the visitor's page, or comes before its end, out of another entry's.
const (
	grantMark      = "-g" // granted by the relay, since the site only announces it
	expiredMark    = "-x"
	endControlMark = "-q"
	endShareMark   = "-p"
	marks          = len(endShareMark + endControlMark + reopenMark) // of the longest id that is made out of a question's
)

// asks tells whether the body asks to see a page or to act on it.
func asks(b chat.Body) bool {
	switch b := b.(type) {
	case chat.Share:
		return b.How == chat.Asked
	case chat.Control:
		return b.How == chat.Asked
	}
	return false
}

// endsFirst is what the entry ends and what is to be told before it: the control of the visitor's page, then that it is shown.
func (w writing) endsFirst(c chat.Conversation) (chat.Entry, bool) {
	switch b := c.Mirror.Ends(w.f.Body).(type) {
	case chat.Control:
		return chat.Entry{ID: w.f.ID + endControlMark, Author: w.who, Body: b}, true
	case chat.Share:
		return chat.Entry{ID: w.f.ID + endShareMark, Author: w.who, Body: b}, true
	}
	return chat.Entry{}, false
}

// grant grants what was asked for just now, where the site does not leave that to the visitor. If it fails, the question stays one.
func (d *Desk) grant(ctx context.Context, w writing) {
	c := d.index.Conversation(w.f.Conversation)
	if !asks(w.f.Body) || c.Mirror.Ask != w.f.ID || !d.mirror.Grants(c.Mirror) {
		return
	}
	if _, err := d.append(ctx, w, c, chat.Entry{ID: w.f.ID + grantMark, Author: relayItself, Body: chat.Share{How: chat.Granted, Of: w.f.ID}}); err != nil {
		d.unquiet.warn(d.log, "a page was not shown as announced", "conversation", w.f.Conversation, "err", err)
	}
}

// Expire ends a question about the visitor's page that nobody has answered. The error is a chat.Problem: NotAllowed when it is no longer
// the one that waits, or what Send says.
func (d *Desk) Expire(ctx context.Context, conv chat.ConversationID, question chat.EntryID) error {
	var b chat.Body = chat.Share{How: chat.Expired, Of: question}
	if m := d.index.Conversation(conv).Mirror; m.Asked > chat.LevelView {
		b = chat.Control{How: chat.Expired, Of: question, Pointing: m.Asked == chat.LevelPoint}
	}
	return d.put(ctx, d.itself(conv, question+expiredMark, b))
}

// EndControl takes the visitor's page from the agent's hands, because one of the two is gone; they still see it. The error is a
// chat.Problem: AlreadyOver when they have it no longer, or what Send says.
func (d *Desk) EndControl(ctx context.Context, conv chat.ConversationID) error {
	return d.put(ctx, d.itself(conv, d.index.Conversation(conv).Mirror.Ask+endControlMark, chat.Control{How: chat.Ended}))
}

// EndShare ends that the visitor's page is shown, and that it is controlled. The error is as EndControl's.
func (d *Desk) EndShare(ctx context.Context, conv chat.ConversationID) error {
	return d.put(ctx, d.itself(conv, d.index.Conversation(conv).Mirror.Ask+endShareMark, chat.Share{How: chat.Ended}))
}

func (d *Desk) itself(conv chat.ConversationID, id chat.EntryID, b chat.Body) writing {
	return writing{who: relayItself, f: wire.Send{Conversation: conv, After: d.index.Conversation(conv).Last, ID: id, Body: b}}
}
