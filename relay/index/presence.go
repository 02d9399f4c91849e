package index

import "pupitre/app/chat"

// Present counts an open connection of the visitor more or less, and tells whether the visitor came or went by that.
func (x *Index) Present(id chat.ConversationID, opened bool) (changed bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	r := x.row(id)
	defer x.tidy(id, r)
	before := r.pages > 0
	if opened {
		r.pages++
	} else if r.pages > 0 {
		r.pages--
	}
	return before != (r.pages > 0)
}
