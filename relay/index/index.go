// Package index is the read model: every conversation as lists show it, and what the desk needs to know before it
// writes. It is folded from the store's entries and can be thrown away and made anew from them at any time.
//
// It must never read the store, the network or a clock, and never hold what cannot be folded again. It is in memory
// for now; whoever uses it sees only the methods of Index.
package index

import (
	"sync"

	"pupitre/app/chat"
)

// Index of all conversations. Its methods may be called from any goroutine; who feeds it keeps each conversation's order.
type Index struct {
	mu     sync.RWMutex
	rows   map[chat.ConversationID]*row
	blocks blocks
}

// row is what is known of one conversation.
type row struct {
	conv   chat.Conversation
	marks  chat.Marks
	unread []uint64 // n of what the visitor said behind marks.AgentRead: the latest maxUnread of them
	pages  int      // open connections of the visitor

	profile *chat.Profile // what a trail adds up to; nil for other series
}

// Outcome of Apply.
type Outcome uint8

const (
	Applied Outcome = iota // it was the next one
	Seen                   // its n was known already
	Gap                    // entries between are missing: read them from the store and apply them first
)

// New is an index of nothing.
func New() *Index { return &Index{rows: make(map[chat.ConversationID]*row), blocks: newBlocks()} }

// Apply adds the conversation's next entry. Only Applied changes anything.
func (x *Index) Apply(site chat.SiteID, id chat.ConversationID, e chat.Entry) Outcome {
	x.mu.Lock()
	defer x.mu.Unlock()
	r := x.row(id)
	switch {
	case e.N <= r.conv.Last:
		return Seen
	case e.N > r.conv.Last+1:
		x.tidy(id, r)
		return Gap
	}
	x.add(site, r, e)
	return Applied
}

// Restore is Apply for a replay of the store: what the store has lost is left out, so a gap is no reason to wait.
func (x *Index) Restore(site chat.SiteID, id chat.ConversationID, e chat.Entry) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if r := x.row(id); e.N > r.conv.Last {
		x.add(site, r, e)
	}
}

// add folds the next entry of a row. x.mu is held.
func (x *Index) add(site chat.SiteID, r *row, e chat.Entry) {
	r.add(site, e)
	if b, ok := e.Body.(chat.Blocked); ok {
		x.learnBlock(r, e, b)
	}
}

func (r *row) add(site chat.SiteID, e chat.Entry) {
	if r.conv.Last == 0 {
		r.conv.Site = site
	}
	r.conv = r.conv.After(e)
	if r.conv.ID.IsTrail() {
		r.learn(e)
	}
	if chat.Said(e.Body) && e.Author.Role == chat.Visitor && e.N > r.marks.AgentRead {
		r.unread = appendLatest(r.unread, e.N)
	}
}

// Conversation as it is now; the zero Last if nothing is known of it.
func (x *Index) Conversation(id chat.ConversationID) chat.Conversation {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if r := x.rows[id]; r != nil {
		return r.conv
	}
	return chat.Conversation{ID: id}
}

// row is the conversation's, made if there is none.
func (x *Index) row(id chat.ConversationID) *row {
	r := x.rows[id]
	if r == nil {
		r = &row{conv: chat.Conversation{ID: id}}
		x.rows[id] = r
	}
	return r
}

// tidy forgets a row that says nothing.
func (x *Index) tidy(id chat.ConversationID, r *row) {
	if r.conv.Last == 0 && r.pages == 0 && r.marks == (chat.Marks{}) {
		delete(x.rows, id)
	}
}
