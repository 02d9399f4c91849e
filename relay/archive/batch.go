package archive

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"pupitre/app/chat"
)

// batch applies entries in one transaction: rows are read when they are first needed, changed in memory, and written at the end with the
// place in the store up to which all is there. So a process that is killed goes on from where it was.
type batch struct {
	tx
	applied uint64 // sequence of the last entry
	entries int
	bytes   int // of words, about
	next    next

	visitors      map[chat.PersonID]*visitor
	exchanges     map[chat.ConversationID]*exchange // the latest of each
	left          []*exchange                       // those before them
	acquaintances map[int64]*acquaintance
	customers     map[string]int64 // acquaintances of customers, by site and customer
}

// next are the numbers that come next. They are kept, so that the same entries make the same rows however they come.
type next struct{ visitor, acquaintance, exchange, visit, note, block int64 }

func (db *database) begin() (*batch, error) {
	// Statements are short; a context that could end them would cost a goroutine each.
	t, err := begin(context.Background(), db.write, false)
	if err != nil {
		return nil, err
	}
	b := &batch{tx: t, visitors: map[chat.PersonID]*visitor{}, exchanges: map[chat.ConversationID]*exchange{}, acquaintances: map[int64]*acquaintance{}, customers: map[string]int64{}}
	n := &b.next
	var applied int64
	there, err := b.one([]any{&applied, &n.visitor, &n.acquaintance, &n.exchange, &n.visit, &n.note, &n.block},
		"SELECT applied, visitor, acquaintance, exchange, visit, note, block FROM about")
	if err == nil && !there {
		err = errDamaged
	}
	if err != nil {
		b.rollback()
		return nil, err
	}
	b.applied = uint64(applied)
	return b, nil
}

func (b *batch) rollback() { _ = b.tx.tx.Rollback() }

// commit writes all.
func (b *batch) commit() error {
	if err := b.save(); err != nil {
		return err
	}
	n := b.next
	if err := b.exec("UPDATE about SET applied = ?, visitor = ?, acquaintance = ?, exchange = ?, visit = ?, note = ?, block = ?",
		int64(b.applied), n.visitor, n.acquaintance, n.exchange, n.visit, n.note, n.block); err != nil {
		return err
	}
	return b.tx.tx.Commit()
}

func (b *batch) save() error {
	all := append(b.left, slices.Collect(maps.Values(b.exchanges))...)
	slices.SortFunc(all, func(x, y *exchange) int { return cmp.Compare(x.id, y.id) })
	for _, x := range all {
		if err := x.save(b); err != nil {
			return err
		}
	}
	for _, id := range sorted(b.visitors) {
		if err := b.visitors[id].save(b); err != nil {
			return err
		}
	}
	for _, id := range sorted(b.acquaintances) {
		if err := b.acquaintances[id].save(b); err != nil {
			return err
		}
	}
	return nil
}

func sorted[K interface{ ~int64 | ~string }, V any](m map[K]V) []K {
	return slices.Sorted(maps.Keys(m))
}

// apply takes the store's next entry. A conversation whose id is none of ours is passed over: nobody can ask for it.
func (b *batch) apply(site chat.SiteID, conv chat.ConversationID, e chat.Entry) error {
	b.entries++
	base, staff := conv.Base()
	owner, ok := base.Owner()
	if !ok {
		return nil
	}
	v, err := b.visitor(site, owner)
	if err != nil {
		return err
	}
	switch {
	case conv.IsTrail():
		return b.trail(v, e)
	case staff:
		return b.staff(v, base, e)
	}
	return b.said(v, base, e)
}
