package index

import "pupitre/app/chat"

// Profile is what is known about a visitor; the zero Last if nothing is.
func (x *Index) Profile(visitor chat.PersonID) chat.Profile {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if r := x.rows[chat.TrailOf(visitor)]; r != nil && r.profile != nil {
		return *r.profile
	}
	return chat.Profile{Visitor: visitor}
}

// Here are the visitors whose trail does not say that they have gone.
func (x *Index) Here() (list []chat.PersonID) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	for _, r := range x.rows {
		if p := r.profile; p != nil && p.SeenAt != 0 && !p.Gone {
			list = append(list, p.Visitor)
		}
	}
	return list
}

// learn folds an entry of a trail.
func (r *row) learn(e chat.Entry) {
	if r.profile == nil {
		base, _ := r.conv.ID.Base()
		visitor, _ := base.Owner()
		r.profile = &chat.Profile{Visitor: visitor, Site: r.conv.Site}
	}
	now := r.profile.After(e)
	r.profile = &now // a former one may be in use
}
