package bot

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strconv"
	"sync"

	"pupitre/app/chat"
)

// cared are the conversations that a bot has, is offered or may take, so that its list is made without looking at all others.
// Its methods may be called from any goroutine.
type cared struct {
	mu  sync.Mutex
	ids map[chat.ConversationID]bool // open ones, so there are no more than the index holds
}

// note takes a conversation in or out as it is now, and tells whether the list may have become another one.
func (l *cared) note(who *Bot, c chat.Conversation) bool {
	cares := who.cares(c)
	l.mu.Lock()
	defer l.mu.Unlock()
	was := l.ids[c.ID]
	switch {
	case cares:
		l.ids[c.ID] = true
	case was:
		delete(l.ids, c.ID)
	}
	return cares || was
}

// begin takes in a conversation as it was, perhaps, a moment ago. What is not in the list any more is left out by listFor.
func (l *cared) begin(who *Bot, c chat.Conversation) {
	if who.cares(c) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.ids[c.ID] = true
	}
}

func (l *cared) all() []chat.ConversationID {
	l.mu.Lock()
	defer l.mu.Unlock()
	list := make([]chat.ConversationID, 0, len(l.ids))
	for id := range l.ids {
		list = append(list, id)
	}
	return list
}

// listFor is the bot's list, the longest waiting first, and its version, which is another one when the list is.
func (b *Bots) listFor(who *Bot) ([]chat.Conversation, string) {
	var list []chat.Conversation
	for _, id := range b.api[who].cared.all() {
		if c := b.o.Desk.Conversation(id); who.cares(c) {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(x, y chat.Conversation) int {
		return cmp.Or(cmp.Compare(rank(x), rank(y)), cmp.Compare(x.ID, y.ID))
	})
	list = list[:min(len(list), maxListed)]
	h := fnv.New64a()
	for _, c := range list {
		h.Write([]byte(string(c.ID) + " " + who.state(c) + " " + decimal(c.Last) + "\n"))
	}
	return list, strconv.FormatUint(h.Sum64(), 36)
}

// rank orders: those who wait, the longest first; then the others, the latest last.
func rank(c chat.Conversation) chat.Millis {
	if c.WaitingSince != 0 {
		return c.WaitingSince
	}
	return chat.Forever + c.LastAt
}
