package desk

import (
	"context"
	"fmt"

	"pupitre/app/chat"
)

// Forgetter is a Watcher that wants to know of conversations that are gone. As with Watcher it must not block nor call the desk.
type Forgetter interface {
	Forgot(conv chat.ConversationID)
}

// Bar refuses whatever somebody still writes in a visitor's conversation or trail, from now on and as long as the desk is open; and nobody is shown it any
// more.
func (d *Desk) Bar(visitor chat.PersonID) {
	d.barred.Store(visitor, true)
	conv := chat.ConversationOf(visitor, 1)
	defer d.fan.order(conv).Unlock()
	d.index.Forget(visitor)
	for _, w := range d.fan.all() {
		if f, ok := w.(Forgetter); ok {
			f.Forgot(conv)
		}
	}
}

// Forget removes all entries of a visitor who is barred, and their bytes from the disk. It takes time with each entry, and may be called
// again until it succeeds.
func (d *Desk) Forget(ctx context.Context, site chat.SiteID, visitor chat.PersonID) error {
	if err := d.enter(); err != nil {
		return err
	}
	defer d.leave()
	conv := chat.ConversationOf(visitor, 1)
	for _, series := range []chat.ConversationID{conv, conv.Staff(), conv.Trail()} {
		if err := d.forget(ctx, site, series); err != nil {
			return fmt.Errorf("forget a visitor's entries: %w", err)
		}
	}
	d.abroad.forget()
	return d.store.EraseMarks(ctx, conv)
}

// forget waits for who writes now: those behind are refused.
func (d *Desk) forget(ctx context.Context, site chat.SiteID, series chat.ConversationID) error {
	t, err := d.threads.take(ctx, series)
	if err != nil {
		return err
	}
	defer d.threads.give(series, t)
	t.restart(0)
	d.index.Drop(series) // what was being written while the visitor was barred
	return d.store.Erase(ctx, site, series)
}

// isBarred tells whether nothing may be written there.
func (d *Desk) isBarred(conv chat.ConversationID) bool {
	base, _ := conv.Base()
	owner, _ := base.Owner()
	_, barred := d.barred.Load(owner)
	return barred
}

// Knows tells whether anything is kept of a visitor.
func (d *Desk) Knows(visitor chat.PersonID) bool {
	return d.index.Conversation(chat.ConversationOf(visitor, 1)).Last > 0 || d.index.Profile(visitor).Last > 0
}

// SameCustomer is the visitor and, where they are a customer's, the customer's other visitors.
func (d *Desk) SameCustomer(visitor chat.PersonID) []chat.PersonID {
	return d.index.SameCustomer(visitor)
}
