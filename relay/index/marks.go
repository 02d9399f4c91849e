package index

import (
	"slices"

	"pupitre/app/chat"
)

// maxUnread is where counting ends: chat.Summary's 99 means "99 or more".
const maxUnread = 99

// Marks of a conversation.
func (x *Index) Marks(id chat.ConversationID) chat.Marks {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if r := x.rows[id]; r != nil {
		return r.marks
	}
	return chat.Marks{}
}

// Mark adds marks, and tells what they are now and whether they grew. What is said beyond the last entry counts up to that.
func (x *Index) Mark(id chat.ConversationID, m chat.Marks) (now chat.Marks, grew bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	r := x.row(id)
	defer x.tidy(id, r)
	now = r.marks.With(upTo(m, r.conv.Last))
	if now == r.marks {
		return now, false
	}
	r.marks = now
	r.unread = slices.DeleteFunc(r.unread, func(n uint64) bool { return n <= now.AgentRead })
	return now, true
}

func upTo(m chat.Marks, last uint64) chat.Marks {
	return chat.Marks{
		VisitorDelivered: min(m.VisitorDelivered, last),
		VisitorRead:      min(m.VisitorRead, last),
		AgentDelivered:   min(m.AgentDelivered, last),
		AgentRead:        min(m.AgentRead, last),
	}
}

// appendLatest keeps the latest maxUnread: marks only ever cut off the front, so the count stays right up to there.
func appendLatest(ns []uint64, n uint64) []uint64 {
	if len(ns) == maxUnread {
		ns = slices.Delete(ns, 0, 1)
	}
	return append(ns, n)
}
