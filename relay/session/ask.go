package session

import (
	"slices"

	"pupitre/app/chat"
	"pupitre/app/lang"
)

// What the relay's other parts may ask of the hub.

// Language of a conversation's visitor, as their page says; false when no page of theirs follows it now.
func (h *Hub) Language(c chat.ConversationID) (l lang.Lang, ok bool) {
	h.mu.RLock()
	list := h.followers[c]
	h.mu.RUnlock()
	for _, s := range list {
		if !s.isAgent() {
			s.mu.Lock()
			l, ok = s.lang, true
			s.mu.Unlock()
		}
	}
	return l, ok
}

// Staff is everybody of the merchant's side as agents were last told, the bots included.
func (h *Hub) Staff() []chat.Colleague {
	h.staff.mu.Lock()
	defer h.staff.mu.Unlock()
	return slices.Clone(h.staff.last)
}
