package desk

import (
	"context"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// used tells whether f's id is in its conversation, as far as find looks. It waits for the conversation's turn.
func (d *Desk) used(ctx context.Context, f wire.Send) (bool, error) {
	if err := d.enter(); err != nil {
		return false, err
	}
	defer d.leave()
	ctx, cancel := d.within(ctx)
	defer cancel()
	t, err := d.threads.take(ctx, f.Conversation)
	if err != nil {
		return false, err
	}
	defer d.threads.give(f.Conversation, t)
	_, found, err := d.find(ctx, t, d.index.Conversation(f.Conversation), f.ID, f.After)
	return found, err
}

// find looks for an entry of this id behind after: the client knows that its id is not among the entries that it had.
// What the thread remembers and the latest chat.MaxPage entries are looked at in any case: a client may be wrong, or lie, to
// give an entry the id of another.
func (d *Desk) find(ctx context.Context, t *thread, c chat.Conversation, id chat.EntryID, after uint64) (chat.Entry, bool, error) {
	if n := t.look(id); n != 0 {
		e, err := d.store.One(ctx, c.Site, c.ID, n)
		return e, err == nil, err
	}
	after = min(after, c.Last-min(c.Last, chat.MaxPage))
	if t.upTo < after {
		t.restart(after)
	}
	for t.upTo < c.Last { // entries of other relays, or from before the thread was remembered
		list, err := d.store.Read(ctx, c.Site, c.ID, t.upTo+1, min(c.Last, t.upTo+chat.MaxPage))
		if err != nil {
			return chat.Entry{}, false, err
		}
		t.remember(list...)
		if e, ok := chat.ByID(list, id); ok {
			return e, true, nil
		}
	}
	for to := t.from; after < to; { // behind what is remembered, the latest first
		from := max(after+1, to-min(to, chat.MaxPage)+1)
		list, err := d.store.Read(ctx, c.Site, c.ID, from, to)
		if err != nil {
			return chat.Entry{}, false, err
		}
		t.recall(list)
		if e, ok := chat.ByID(list, id); ok {
			return e, true, nil
		}
		to = from - 1
	}
	return chat.Entry{}, false, nil
}
