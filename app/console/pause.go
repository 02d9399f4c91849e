package console

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// pauses are the choices; 0 minutes: until the visitor writes.
var pauses = [...]struct {
	Minutes int
	Name    lang.Text
}{{5, lang.Pause5}, {15, lang.Pause15}, {60, lang.Pause60}, {0, lang.PauseUntil}}

func (m *Model) pause(id chat.ConversationID, minutes int) []ui.Effect {
	until := chat.Millis(0)
	if minutes > 0 {
		until = m.relayNow() + chat.Millis(minutes)*60_000
	}
	m.Grab++
	return m.act(id, chat.Paused{Until: until})
}

// paused tells whether this agent has paused the conversation.
func (m *Model) paused(s chat.Summary) bool { return m.mine(s) && !s.Closed && s.Paused(m.relayNow()) }

// wakeUp puts conversations whose pause is over back into their group, and says so.
func (m *Model) wakeUp() (effects []ui.Effect) {
	now := m.relayNow()
	for _, s := range m.Conversations {
		if m.mine(s) && !s.Closed && s.PausedUntil > m.Woken && s.PausedUntil <= now {
			effects = append(effects, ui.Say{Text: lang.PauseOver.With(m.Lang, lang.NameOf(m.Lang, s.Visitor))})
		}
	}
	m.Woken = now
	if effects != nil {
		m.regroup()
	}
	return effects
}
