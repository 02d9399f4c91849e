package session

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
)

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
