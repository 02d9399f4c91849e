package desk

import (
	"context"
	"errors"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// joinMark makes the id of the Joined that an invitation begins with out of the text's id.
const joinMark = "-j"

// Invite begins a conversation from the merchant's side: who joins it, and the text is stored; one that had ended is reopened
// before. The same id again does the same once. The error is a chat.Problem: Taken when a conversation is open, NotAllowed also for a visitor who is
// kept away, NotFound for one who is erased, or what Send says.
func (d *Desk) Invite(ctx context.Context, site chat.SiteID, who chat.Person, f wire.Invite) error {
	w := writing{site: site, who: who, f: wire.Send{Conversation: chat.ConversationOf(f.Visitor, 1), ID: f.ID, Body: chat.Text{Text: f.Text}}}
	if p := checkSend(who, w.f); p != chat.NoProblem {
		return p
	}
	if p := chat.Check(w.f.Body); p != chat.NoProblem {
		return p
	}
	if err := d.enter(); err != nil {
		return err
	}
	defer d.leave()
	ctx, cancel := d.within(ctx)
	defer cancel()
	t, err := d.threads.take(ctx, w.f.Conversation)
	if err != nil {
		return chat.Unavailable
	}
	defer d.threads.give(w.f.Conversation, t)
	w.thread = t
	for range maxTries {
		done, err := d.invite(ctx, w)
		var problem chat.Problem
		switch {
		case errors.As(err, &problem):
			return problem
		case err != nil:
			d.unquiet.warn(d.log, "an invitation was not stored", "conversation", w.f.Conversation, "err", err)
			return chat.Unavailable
		case done:
			return nil
		}
	}
	return chat.Unavailable
}

// invite stores the next of an invitation's entries, and tells whether it was the last. What a former try has stored is found by its id.
func (d *Desk) invite(ctx context.Context, w writing) (done bool, err error) {
	if d.isBarred(w.f.Conversation) {
		return false, chat.NotFound
	}
	c := d.index.Conversation(w.f.Conversation)
	if c.Last != 0 {
		w.site = c.Site
	}
	stored := func(mark chat.EntryID) bool {
		first, found, findErr := d.find(ctx, w.thread, c, w.f.ID+mark, c.Last)
		if found && first.Author.ID != w.who.ID {
			err = chat.IDUsed
		}
		err = errors.Join(err, findErr)
		return found
	}
	said, joined, reopened := stored(""), stored(joinMark), stored(reopenMark)
	next := chat.Entry{ID: w.f.ID, Author: w.who, Body: w.f.Body}
	switch {
	case err != nil || said:
		return said, err
	case joined && (c.Closed || c.Agent.ID != w.who.ID), reopened && !joined && (c.Closed || !c.Agent.IsZero()):
		return false, chat.Taken // meanwhile
	case joined:
	case reopened:
		next.ID, next.Body = w.f.ID+joinMark, chat.Joined{}
	default:
		if err := chat.MayInvite(c, w.who); err != nil {
			return false, err
		}
		if visitor, _ := c.ID.Owner(); d.Blocked(w.site, visitor, "", "") {
			return false, chat.NotAllowed
		}
		next.ID, next.Body = w.f.ID+joinMark, chat.Joined{}
		if c.Closed {
			next.ID, next.Body = w.f.ID+reopenMark, chat.Reopened{}
		}
	}
	e, err := d.append(ctx, w, c, next)
	return err == nil && e.N != 0 && e.ID == w.f.ID, err
}
