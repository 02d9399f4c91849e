package console

import (
	"pupitre/app/chat"
	"pupitre/app/ui"
)

func (m *Model) drafted(text string) []ui.Effect {
	id := m.focused()
	m.Drafts[id] = text
	key := draftKey + string(id)
	t := m.talk(id).Talk
	if text == "" {
		delete(m.Drafts, id)
		return append(t.Typing(m.Now, false), ui.Forget{Key: key})
	}
	return append(t.Typing(m.Now, m.mine(m.Conversations[id])), ui.Save{Key: key, Value: text})
}

// send writes the draft into the conversation that has the focus, and takes it first if nobody has it. A draft that cannot
// be sent stays where it is.
func (m *Model) send() []ui.Effect {
	id := m.focused()
	text := chat.CleanText(m.Drafts[id])
	if chat.CheckText(text) != chat.NoProblem || !m.mayWrite(id) {
		return nil
	}
	var effects []ui.Effect
	if m.takes(id) {
		effects = m.act(id, chat.Joined{})
	}
	effects = append(effects, m.act(id, chat.Text{Text: text})...)
	delete(m.Drafts, id)
	return append(effects, ui.Forget{Key: draftKey + string(id)})
}

// mayWrite tells whether the conversation has an input zone for this agent. A bot gives way.
func (m *Model) mayWrite(id chat.ConversationID) bool {
	c, ok := m.Conversations[id]
	return ok && !c.Closed && (c.Agent.IsZero() || c.Agent.Role == chat.Bot || m.mine(c))
}

// takes tells whether to write means to take the conversation first.
func (m *Model) takes(id chat.ConversationID) bool {
	if m.mine(m.Conversations[id]) {
		return false
	}
	for _, p := range m.talk(id).Talk.Thread.Pending { // it may be on its way already
		if _, ok := p.Body.(chat.Joined); ok && p.State != chat.Failed {
			return false
		}
	}
	return true
}

// act writes an entry into a conversation.
func (m *Model) act(id chat.ConversationID, b chat.Body) []ui.Effect {
	if _, ok := b.(chat.Joined); ok {
		m.grab()
	}
	return m.talk(id).Write(chat.Entry{ID: m.IDs.Next(), At: m.relayNow(), Author: m.Me, Body: b})
}
