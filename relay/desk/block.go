package desk

import (
	"context"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/index"
)

// A block is a chat.Blocked in the visitor's trail: that alone keeps them away and counts. What follows from it comes after it, and the
// conversation's telling of it last (tellBlock). So what a crash has left undone is what no conversation tells of: a resend finishes it,
// or the next start does (tellBlocks). Each entry's id is made out of the block's, so whoever finishes it, on whichever relay, nothing is there twice.

// Marks that make the ids of a block's other entries out of its own, beside index.ToldMark.
const (
	closedMark = "-c" // the end of a conversation
	againMark  = "-o" // what was closed goes on, since the block was taken back
	hasMark    = "-h" // with who had it
	longestID  = chat.MaxID - len("-r") - len(index.ToldMark)
)

// Block keeps a visitor away, or the customer that they are, or everybody from the address that they come from; it ends their conversations.
// The same id again does the same once. address is as auth.SourceOf says, "" for not known; it is stored in disguise (addressKey).
// The error is a chat.Problem: NotAllowed, NotFound for a visitor, customer or address that is not known, what chat.CheckBlock says, BadID,
// IDUsed, or Unavailable: then sending it again tells.
func (d *Desk) Block(ctx context.Context, who chat.Person, f wire.Block, address string) error {
	b := chat.Blocked{Until: f.Until, Reason: f.Reason, Target: f.Target}
	switch f.Target {
	case chat.BlockVisitor:
		b.Key = string(f.Visitor)
	case chat.BlockCustomer:
		b.Key = d.index.Profile(f.Visitor).Customer.ID
	case chat.BlockAddress:
		b.Key = d.addressKey(address)
	}
	return d.decree(ctx, who, f.Visitor, f.ID, b, func() error {
		if err := chat.MayBlock(who); err != nil {
			return err
		}
		if p := chat.CheckBlock(b, d.at()); p != chat.NoProblem {
			return p
		}
		if b.Key == "" {
			return chat.NotFound
		}
		return nil
	})
}

// Unblock ends a block. Who takes back their own at once (chat.Block.Undoes) gets the conversation back as it was. The error is a chat.Problem:
// NotAllowed, NotFound for a block that there is not or no longer, BadID, IDUsed or Unavailable.
func (d *Desk) Unblock(ctx context.Context, who chat.Person, f wire.Unblock) error {
	block, known := d.index.Block(f.Visitor, f.Of)
	b := chat.Blocked{Ended: true, Of: f.Of, Target: block.Target, Key: block.Key}
	return d.decree(ctx, who, f.Visitor, f.ID, b, func() error {
		if _, still := d.index.Block(f.Visitor, f.Of); !known || !still {
			if who.Role != chat.Manager {
				return chat.NotAllowed
			}
			return chat.NotFound
		}
		return chat.MayUnblock(block, who, d.at())
	})
}

// decree stores a Blocked in the visitor's trail, and does what follows from it.
func (d *Desk) decree(ctx context.Context, who chat.Person, visitor chat.PersonID, id chat.EntryID, b chat.Blocked, may func() error) error {
	if err := chat.MayBlock(who); err != nil {
		return err
	}
	if !chat.ValidID(visitor) || len(id) > longestID {
		return chat.BadID
	}
	w := writing{who: who, f: wire.Send{Conversation: chat.TrailOf(visitor), ID: id, Body: b}, may: func(chat.Conversation) error { return may() }}
	if err := d.put(ctx, w); err != nil {
		return err
	}
	if u, ok := d.index.Untold(visitor, id); ok {
		return d.tellBlock(ctx, u)
	}
	return nil
}

// put is submit for what is checked elsewhere. The error is a chat.Problem.
func (d *Desk) put(ctx context.Context, w writing) error {
	if p := checkEntry(w.who, w.f); p != chat.NoProblem {
		return p
	}
	if n, refused := d.submit(ctx, w).(wire.Nack); refused {
		return n.Problem
	}
	return nil
}

// tellBlock does what follows from a block, or from its end: conversations are closed, or go on, and then tell why.
func (d *Desk) tellBlock(ctx context.Context, u index.Untold) error {
	own := chat.ConversationOf(u.Block.Visitor, 1)
	all := []chat.ConversationID{own}
	if u.Block.Target == chat.BlockCustomer {
		for _, other := range d.index.OfCustomer(u.Site, u.Block.Key) {
			if other != own {
				all = append(all, other)
			}
		}
	}
	ended := u.Entry.ID != u.Block.ID
	for i := len(all) - 1; i >= 0; i-- { // the visitor's own tells last
		c := d.index.Conversation(all[i])
		switch {
		case c.Last == 0 || all[i] != own && c.Closed && !ended:
			continue
		case !ended:
			if err := d.closeFor(ctx, u, c.ID); err != nil {
				return err
			}
		case u.Block.Undoes(u.Entry.Author, u.Entry.At):
			if err := d.goOn(ctx, u, c); err != nil {
				return err
			}
		}
		if err := d.put(ctx, writing{who: u.Entry.Author, may: always, f: wire.Send{Conversation: c.ID.Staff(), ID: u.Entry.ID + index.ToldMark, Body: u.Entry.Body}}); err != nil {
			return err
		}
	}
	return nil
}

// closeFor ends a conversation, whoever has it.
func (d *Desk) closeFor(ctx context.Context, u index.Untold, conv chat.ConversationID) error {
	return but(chat.AlreadyOver, d.put(ctx, writing{
		who: u.Entry.Author, f: wire.Send{Conversation: conv, ID: u.Block.ID + closedMark, Body: chat.Closed{}},
		may: func(c chat.Conversation) error {
			if c.Closed {
				return chat.AlreadyOver
			}
			return nil
		}}))
}

// goOn reopens a conversation that the block has closed and in which nothing has happened since, for who had it. A crash between the
// two leaves it in the queue.
func (d *Desk) goOn(ctx context.Context, u index.Untold, c chat.Conversation) error {
	last, err := d.lastOf(ctx, c)
	if err != nil || !c.Closed || last.ID != u.Block.ID+closedMark {
		return err
	}
	err = d.put(ctx, writing{
		who: u.Entry.Author, f: wire.Send{Conversation: c.ID, ID: u.Entry.ID + againMark, Body: chat.Reopened{}},
		may: func(now chat.Conversation) error {
			if now.Last != c.Last {
				return chat.Taken
			}
			return nil
		}})
	if err != nil || c.Agent.IsZero() || c.Agent.Role == chat.Bot {
		return but(chat.Taken, err)
	}
	return but(chat.Taken, d.put(ctx, writing{
		who: c.Agent, f: wire.Send{Conversation: c.ID, ID: u.Entry.ID + hasMark, Body: chat.Joined{}},
		may: func(now chat.Conversation) error {
			if now.Closed || !now.Agent.IsZero() {
				return chat.Taken
			}
			return nil
		}}))
}

// lastOf is the conversation's last entry. The error is chat.Unavailable.
func (d *Desk) lastOf(ctx context.Context, c chat.Conversation) (chat.Entry, error) {
	if err := d.enter(); err != nil {
		return chat.Entry{}, err
	}
	defer d.leave()
	ctx, cancel := d.within(ctx)
	defer cancel()
	e, err := d.store.One(ctx, c.Site, c.ID, c.Last)
	if err != nil {
		return e, chat.Unavailable
	}
	return e, nil
}

// tellBlocks finishes what an end of the relay has left undone. A conversation that began later does not tell of what was before.
func (d *Desk) tellBlocks(ctx context.Context) {
	for _, u := range d.index.AllUntold() {
		if c := d.index.Conversation(chat.ConversationOf(u.Block.Visitor, 1)); c.Last == 0 || c.OpenedAt > u.Entry.At {
			continue
		}
		if err := d.tellBlock(ctx, u); err != nil {
			d.log.Warn("a conversation was not closed for a block", "block", u.Block.ID, "err", err)
		}
	}
}

func always(chat.Conversation) error { return nil }

// but is err, unless it is that problem.
func but(p chat.Problem, err error) error {
	if err == error(p) {
		return nil
	}
	return err
}
