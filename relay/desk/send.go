package desk

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/store"
)

const (
	// maxTries bounds how often one Send starts anew because another relay was faster.
	maxTries = 16
	// reopenMark makes the id of the Reopened that a visitor's words cause out of the words' id.
	reopenMark = "-r"
)

// Send checks permission (chat.MaySee, chat.May), finds resends, numbers, stores, and only then acknowledges and tells
// everybody who follows, the author included. It answers wire.Ack or wire.Nack.
//
// The site is the one of the visitor's session, or of the bot; an agent's is "". A Nack with a Temporary problem leaves open whether the
// entry was stored: sending it again with the same id tells.
func (d *Desk) Send(ctx context.Context, site chat.SiteID, who chat.Person, f wire.Send) wire.Frame {
	w := writing{site: site, who: who, f: f}
	if p := checkSend(who, f); p != chat.NoProblem {
		return w.nack(p)
	}
	return d.submit(ctx, w)
}

// submit is Send for who may see the conversation.
func (d *Desk) submit(ctx context.Context, w writing) wire.Frame {
	f := w.f
	if d.enter() != nil {
		return w.nack(chat.Unavailable)
	}
	defer d.leave()
	ctx, cancel := d.within(ctx)
	defer cancel()
	t, err := d.threads.take(ctx, f.Conversation)
	if err != nil {
		return w.nack(chat.Unavailable)
	}
	defer d.threads.give(f.Conversation, t)
	w.thread = t
	for range maxTries {
		answer, err := d.write(ctx, w)
		switch {
		case err == nil && answer != nil:
			return answer
		case err != nil:
			d.unquiet.warn(d.log, "an entry was not stored", "conversation", f.Conversation, "err", err)
			return w.nack(chat.Unavailable)
		}
	}
	return w.nack(chat.Unavailable)
}

// writing is one Send while its author has the conversation's turn.
type writing struct {
	site   chat.SiteID
	who    chat.Person
	f      wire.Send
	thread *thread
	may    func(chat.Conversation) error // for what has rules of its own; nil: chat.May
}

// write is one try: an answer, or an error of the store, or neither when the conversation has changed and all is to be decided anew.
func (d *Desk) write(ctx context.Context, w writing) (wire.Frame, error) {
	c := d.index.Conversation(w.f.Conversation)
	first, found, err := d.find(ctx, w.thread, c, w.f.ID, w.f.After)
	switch {
	case err != nil:
		return nil, err
	case d.isBarred(w.f.Conversation):
		return w.nack(chat.NotFound), nil
	case found && first.Author.ID == w.who.ID:
		return w.ack(first), nil
	case found:
		return w.nack(chat.IDUsed), nil
	}
	if base, staff := c.ID.Base(); staff {
		w.site = cmp.Or(trailSite(w, c), d.index.Conversation(base).Site)
	}
	if p := w.allowed(c); p != chat.NoProblem {
		return w.refuse(c, p), nil
	}
	if d.mirror == chat.MirrorOff && asks(w.f.Body) {
		return w.nack(chat.NotAllowed), nil
	}
	if w.who.Role == chat.Visitor && d.Blocked(w.site, w.who.ID, "", "") {
		return w.nack(chat.NotAllowed), nil
	}
	if err := d.keep(ctx, w); errors.As(err, new(chat.Problem)) {
		return w.nack(chat.ProblemOf(err)), nil
	} else if err != nil {
		return nil, err
	}
	if c.Last != 0 {
		w.site = c.Site
	}
	if w.reopens(c) {
		_, err := d.append(ctx, w, c, chat.Entry{ID: w.f.ID + reopenMark, Author: w.who, Body: chat.Reopened{}})
		return nil, err // either way, look again
	}
	if end, ok := w.endsFirst(c); ok {
		_, err := d.append(ctx, w, c, end)
		return nil, err
	}
	e, err := d.append(ctx, w, c, chat.Entry{ID: w.f.ID, Author: w.who, Body: w.f.Body})
	if err != nil || e.N == 0 {
		return nil, err
	}
	d.grant(ctx, w)
	return w.ack(e), nil
}

// trailSite is the site of a trail, which may be there before the conversation; "" for another series.
func trailSite(w writing, c chat.Conversation) chat.SiteID {
	if c.ID.IsTrail() {
		return cmp.Or(c.Site, w.site)
	}
	return ""
}

// append stores e as the conversation's next entry and tells everybody; the zero entry if another relay took the number.
func (d *Desk) append(ctx context.Context, w writing, c chat.Conversation, e chat.Entry) (chat.Entry, error) {
	conv := w.f.Conversation
	e.N, e.At = c.Last+1, max(d.now().UnixMilli(), c.LastAt)
	e.Body = c.Mirror.Timed(e.Body, e.At)
	stored, err := d.store.Append(ctx, w.site, conv, e)
	if errors.Is(err, store.ErrTakenN) {
		return chat.Entry{}, d.learn(ctx, w.site, conv, e.N)
	}
	if err != nil {
		return chat.Entry{}, err
	}
	d.tell(w.site, conv, stored)
	w.thread.remember(stored)
	return stored, nil
}

// learn applies an entry that somebody else stored: another relay, or a Send that was not answered.
func (d *Desk) learn(ctx context.Context, site chat.SiteID, conv chat.ConversationID, n uint64) error {
	e, err := d.store.One(ctx, site, conv, n)
	if err == nil {
		// Whoever stored it may be gone, so it is told from here; those who know it drop it.
		d.tell(site, conv, e)
	}
	return err
}

// checkSend looks at what can be judged without the conversation's state.
func checkSend(who chat.Person, f wire.Send) chat.Problem {
	if err := chat.MaySee(f.Conversation, who); err != nil {
		return chat.ProblemOf(err)
	}
	return checkEntry(who, f)
}

func checkEntry(who chat.Person, f wire.Send) chat.Problem {
	switch {
	case f.Body == nil:
		return chat.Malformed
	case !chat.ValidID(f.ID), len(f.ID) > chat.MaxID-len(reopenMark), strings.HasSuffix(string(f.ID), reopenMark),
		asks(f.Body) && len(f.ID) > chat.MaxID-marks,
		who.Role != chat.System && strings.HasPrefix(string(f.ID), translationMark):
		return chat.BadID
	}
	return chat.NoProblem
}

// allowed tells whether the entry may be added to the conversation as it is now.
func (w writing) allowed(c chat.Conversation) chat.Problem {
	_, staff := c.ID.Base()
	visitor := w.who.Role == chat.Visitor
	sited := visitor || w.who.Role == chat.Bot
	switch {
	case c.Last == 0 && !visitor && !staff, staff && w.site == "", c.Last != 0 && sited && w.site != c.Site:
		return chat.NotFound
	case c.Last == 0 && visitor && c.ID != chat.ConversationOf(w.who.ID, 1): // a visitor has one, that Welcome names
		return chat.NotFound
	case c.Last == 0 && !chat.ValidID(w.site):
		return chat.UnknownSite
	}
	err := error(nil)
	if w.may != nil {
		err = w.may(c)
	} else {
		err = chat.May(c, w.who, w.f.Body)
	}
	if err != nil {
		return chat.ProblemOf(err)
	}
	return chat.NoProblem
}

func (w writing) reopens(c chat.Conversation) bool {
	return chat.Said(w.f.Body) && c.Closed && w.who.Role == chat.Visitor
}

func (w writing) ack(e chat.Entry) wire.Ack {
	return wire.Ack{Conversation: w.f.Conversation, ID: w.f.ID, N: e.N, At: e.At}
}

func (w writing) nack(p chat.Problem) wire.Nack {
	return wire.Nack{Conversation: w.f.Conversation, ID: w.f.ID, Problem: p}
}

func (w writing) refuse(c chat.Conversation, p chat.Problem) wire.Nack {
	n := w.nack(p)
	if p == chat.Taken {
		n.By = c.Agent
	}
	return n
}
