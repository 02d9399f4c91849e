// Package export gives all that is kept of a visitor, or of a customer with all their visitors, to a manager: as JSON for programs, and as
// a page to read and to print.
//
// It must never leave out what is kept, and never give anything to anybody but managers.
package export

import (
	"context"
	"slices"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// Desk holds what is kept; *desk.Desk does.
type Desk interface {
	Knows(chat.PersonID) bool
	Profile(chat.PersonID) chat.Profile
	SameCustomer(chat.PersonID) []chat.PersonID
	Load(context.Context, chat.Person, wire.Load) (wire.Page, error)
}

// person is all that is kept of one visitor: their profile, and the three series of entries.
type person struct {
	profile              chat.Profile
	thread, staff, trail []chat.Entry
}

// collect reads it all. The error is a chat.Problem: BadID, NotFound for somebody of whom nothing is kept, or Unavailable.
func collect(ctx context.Context, d Desk, who chat.Person, visitor chat.PersonID) (list []person, err error) {
	switch {
	case !chat.ValidID(visitor):
		return nil, chat.BadID
	case !d.Knows(visitor):
		return nil, chat.NotFound
	}
	for _, id := range d.SameCustomer(visitor) {
		p := person{profile: d.Profile(id)}
		conv := chat.ConversationOf(id, 1)
		for series, into := range map[chat.ConversationID]*[]chat.Entry{conv: &p.thread, conv.Staff(): &p.staff, conv.Trail(): &p.trail} {
			if *into, err = read(ctx, d, who, series); err != nil {
				return nil, err
			}
		}
		list = append(list, p)
	}
	return list, nil
}

// read is a whole series, in order.
func read(ctx context.Context, d Desk, who chat.Person, series chat.ConversationID) (list []chat.Entry, err error) {
	for before := uint64(1 << 62); before > 1; {
		page, err := d.Load(ctx, who, wire.Load{Conversation: series, Before: before, Limit: chat.MaxPage})
		switch {
		case err == chat.NotFound: // a visitor who has written nothing
			return nil, nil
		case err != nil:
			return nil, err
		case len(page.List) == 0:
			before = 1
		default:
			before = page.List[0].N
			slices.Reverse(page.List)
			list = append(list, page.List...)
		}
	}
	slices.Reverse(list)
	return list, nil
}

// name is how the customer, or the visitor, is called: "" for somebody nameless.
func name(list []person) string {
	for _, p := range list {
		if c := p.profile.Customer; c.Name != "" {
			return c.Name
		}
	}
	return ""
}
