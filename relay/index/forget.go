package index

import "pupitre/app/chat"

// Forget drops all that is known of a visitor.
func (x *Index) Forget(visitor chat.PersonID) {
	conv := chat.ConversationOf(visitor, 1)
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, id := range []chat.ConversationID{conv, conv.Staff(), conv.Trail()} {
		delete(x.rows, id)
	}
}

// Drop drops one series.
func (x *Index) Drop(series chat.ConversationID) {
	x.mu.Lock()
	defer x.mu.Unlock()
	delete(x.rows, series)
}

// SameCustomer is the visitor and, where they are a customer's, the customer's other visitors on that site. It looks at all trails.
func (x *Index) SameCustomer(visitor chat.PersonID) []chat.PersonID {
	list := []chat.PersonID{visitor}
	x.mu.RLock()
	defer x.mu.RUnlock()
	trail := x.rows[chat.TrailOf(visitor)]
	if trail == nil || trail.profile == nil || trail.profile.Customer.ID == "" {
		return list
	}
	for _, r := range x.rows {
		if p := r.profile; p != nil && p.Visitor != visitor && p.Site == trail.profile.Site && p.Customer.ID == trail.profile.Customer.ID {
			list = append(list, p.Visitor)
		}
	}
	return list
}
