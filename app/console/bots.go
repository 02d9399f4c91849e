package console

import (
	"pupitre/app/chat"
	"pupitre/app/ui"
)

// botsHave is how long a bot has to take a conversation before people are called.
const botsHave = 1_000

// holdBack keeps a conversation that a bot may take from calling people at once: they would look at what is not for them.
func (m *Model) holdBack(s chat.Summary) bool {
	if !s.OpenToBots() || !m.hasBots() {
		return false
	}
	if _, held := m.HeldBack[s.ID]; !held {
		m.HeldBack[s.ID] = m.Now
	}
	return true
}

func (m *Model) hasBots() bool {
	for _, c := range m.Staff {
		if c.Role == chat.Bot {
			return true
		}
	}
	return false
}

// release calls people for what no bot has taken in time.
func (m *Model) release() (effects []ui.Effect) {
	ring := false
	for id, since := range m.HeldBack {
		s := m.Conversations[id]
		if m.Now-since < botsHave && s.Queued() {
			continue
		}
		delete(m.HeldBack, id)
		if s.Queued() && s.WaitingSince != 0 && !m.reading(id) {
			ring = true
			effects = append(effects, m.call(s)...)
		}
	}
	if ring && m.Sound {
		effects = append(effects, ui.Chime{})
	}
	return effects
}
