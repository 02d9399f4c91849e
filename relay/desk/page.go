package desk

import (
	"context"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// Follow is what a client that knows the entries up to f.After of the store f.Epoch has to be sent first. The error is a
// chat.Problem: BadID, NotFound, Malformed or Unavailable. A conversation without entries is an empty page for its
// visitor and NotFound for agents.
//
// Page.Gap: the list does not continue what the client has; it forgets that.
func (d *Desk) Follow(ctx context.Context, who chat.Person, f wire.Follow) (wire.Page, error) {
	after := f.After
	if f.Epoch != d.Epoch() {
		after = 0
	}
	p, err := d.page(ctx, who, f.Conversation, f.Limit, func(last, limit uint64) (from, to uint64) {
		if last > after && last-after > limit {
			return last - limit + 1, last
		}
		return after + 1, last
	})
	if err != nil {
		return wire.Page{}, err
	}
	p.Gap = after != f.After || len(p.List) > 0 && p.List[0].N != after+1
	return p, nil
}

// Load is the page of the f.Limit entries before f.Before. The error is as Follow's.
func (d *Desk) Load(ctx context.Context, who chat.Person, f wire.Load) (wire.Page, error) {
	if f.Before == 0 {
		return wire.Page{}, chat.Malformed
	}
	p, err := d.page(ctx, who, f.Conversation, f.Limit, func(last, limit uint64) (from, to uint64) {
		to = min(f.Before-1, last)
		return to - min(to, limit) + 1, to
	})
	p.Before = f.Before
	if err != nil {
		return wire.Page{}, err
	}
	return p, nil
}

// page reads what span chooses, given the conversation's last n and the limit.
func (d *Desk) page(ctx context.Context, who chat.Person, conv chat.ConversationID, limit uint64, span func(last, limit uint64) (from, to uint64)) (wire.Page, error) {
	if err := chat.MaySee(conv, who); err != nil {
		return wire.Page{}, err
	}
	if limit == 0 {
		return wire.Page{}, chat.Malformed
	}
	if err := d.enter(); err != nil {
		return wire.Page{}, err
	}
	defer d.leave()
	c := d.index.Conversation(conv)
	if _, staff := conv.Base(); c.Last == 0 && who.Role != chat.Visitor && !staff {
		return wire.Page{}, chat.NotFound
	}
	ctx, cancel := d.within(ctx)
	defer cancel()
	from, to := span(c.Last, min(limit, chat.MaxPage))
	list, err := d.store.Read(ctx, c.Site, conv, from, to)
	if err != nil {
		d.unquiet.warn(d.log, "entries could not be read", "conversation", conv, "err", err)
		return wire.Page{}, chat.Unavailable
	}
	return wire.Page{Conversation: conv, List: list, Last: c.Last, Marks: d.index.Marks(conv)}, nil
}
