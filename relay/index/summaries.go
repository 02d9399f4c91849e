package index

import (
	"cmp"
	"slices"

	"pupitre/app/chat"
)

// maxClosed is how many closed conversations Summaries tells of.
const maxClosed = 50

// Summary of a conversation; false if nothing was said in it: lists leave it out.
func (x *Index) Summary(id chat.ConversationID) (chat.Summary, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	r := x.rows[id]
	if r == nil || !r.listed() {
		return chat.Summary{}, false
	}
	return x.summary(r), true
}

// Summaries of all open conversations and of the latest closed ones, those with the latest entry first.
func (x *Index) Summaries() []chat.Summary {
	list, closed := x.listed()
	list = append(list, latest(closed)...)
	slices.SortFunc(list, latestFirst)
	return list
}

func (x *Index) listed() (open, closed []chat.Summary) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	for _, r := range x.rows {
		switch {
		case !r.listed():
		case r.conv.Closed:
			if closed = append(closed, x.summary(r)); len(closed) == 10*maxClosed {
				closed = latest(closed) // there may be a million
			}
		default:
			open = append(open, x.summary(r))
		}
	}
	return open, closed
}

func latest(closed []chat.Summary) []chat.Summary {
	slices.SortFunc(closed, latestFirst)
	return closed[:min(len(closed), maxClosed)]
}

func (r *row) listed() bool {
	_, staff := r.conv.ID.Base()
	return r.conv.LastKind != 0 && !staff
}

// summary says who the visitor is as far as is known by now. x.mu is held.
func (x *Index) summary(r *row) chat.Summary {
	s := chat.Summary{Conversation: r.conv, Marks: r.marks, Unread: len(r.unread), Online: r.pages > 0}
	if trail := x.rows[r.conv.ID.Trail()]; trail != nil && trail.profile.Customer.Name != "" {
		s.Visitor.Name = trail.profile.Customer.Name
	}
	if s.Visitor.Role == chat.NoRole { // invited, and has not said anything yet
		s.Visitor.ID, _ = r.conv.ID.Owner()
		s.Visitor.Role = chat.Visitor
	}
	return s
}

// latestFirst orders by the last entry's time; the id decides between equals, so that the order is always the same.
func latestFirst(a, b chat.Summary) int {
	return cmp.Or(cmp.Compare(b.LastAt, a.LastAt), cmp.Compare(a.ID, b.ID))
}
