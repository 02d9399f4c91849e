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
