package console

import (
	"pupitre/app/chat"
	"pupitre/app/ui"
)

func (m *Model) drafted(text string) []ui.Effect {
	m.Drafts[m.Open] = text
	key := draftKey + string(m.Open)
	t := m.talk(m.Open)
	if text == "" {
		delete(m.Drafts, m.Open)
		return append(t.Typing(m.Now, false), ui.Forget{Key: key})
	}
	return append(t.Typing(m.Now, m.mine(m.Conversations[m.Open])), ui.Save{Key: key, Value: text})
}

// send writes the draft into the open conversation, and takes it first if nobody has it. A draft that cannot be sent
// stays where it is.
func (m *Model) send() []ui.Effect {
	text := chat.CleanText(m.Drafts[m.Open])
	if chat.CheckText(text) != chat.NoProblem || !m.mayWrite() {
		return nil
	}
	var effects []ui.Effect
	if c := m.Conversations[m.Open]; c.Agent.IsZero() && !m.joining() {
		effects = m.act(chat.Joined{})
	}
	effects = append(effects, m.act(chat.Text{Text: text})...)
	delete(m.Drafts, m.Open)
	return append(effects, ui.Forget{Key: draftKey + string(m.Open)})
}

// mayWrite tells whether the open conversation has an input zone for this agent.
func (m *Model) mayWrite() bool {
	c, ok := m.Conversations[m.Open]
	return ok && !c.Closed && (c.Agent.IsZero() || m.mine(c))
}

// joining tells whether this agent's Joined is on its way already.
func (m *Model) joining() bool {
	for _, p := range m.talk(m.Open).Thread.Pending {
		if _, ok := p.Body.(chat.Joined); ok && p.State != chat.Failed {
			return true
		}
	}
	return false
}

// act writes an entry into the open conversation.
func (m *Model) act(b chat.Body) []ui.Effect {
	if m.Open == "" {
		return nil
	}
	if _, ok := b.(chat.Joined); ok {
		m.Grab++
	}
	return m.talk(m.Open).Write(chat.Entry{ID: m.IDs.Next(), At: m.relayNow(), Author: m.Me, Body: b})
}
