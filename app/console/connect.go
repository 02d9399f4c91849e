package console

import (
	"slices"

	"pupitre/app/chat"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

func (m *Model) opened() []ui.Effect {
	m.Link.Opened(m.Now)
	return []ui.Effect{ui.Transmit{Data: wire.Message(wire.Hello{Lang: m.Lang.Tag()})}}
}

func (m *Model) closed(code wire.CloseCode) []ui.Effect {
	m.Link.Closed(m.Now, code)
	m.lost()
	if code.Policy() == wire.SignIn {
		m.SignIn.Shown, m.Me = true, chat.Person{}
	}
	return nil
}

func (m *Model) garbled(version bool) []ui.Effect {
	code := wire.CloseMalformed
	if version {
		code = wire.CloseVersion
	}
	return append(m.closed(code), ui.Hangup{})
}

// lost notes for each talk that the connection has ended.
func (m *Model) lost() {
	for _, t := range m.Talks {
		t.Lost()
	}
}

func (m *Model) received(f wire.Frame) []ui.Effect {
	m.Link.Heard(m.Now)
	switch f := f.(type) {
	case wire.Welcome:
		return m.welcomed(f)
	case wire.Summaries:
		return m.listed(f)
	case wire.Page:
		return m.talked(f.Conversation, f)
	case wire.Entries:
		return append(m.talked(f.Conversation, f), m.announce(f)...)
	case wire.Ack:
		return m.talked(f.Conversation, f)
	case wire.Nack:
		return m.talked(f.Conversation, f)
	case wire.Marks:
		return m.talked(f.Conversation, f)
	case wire.TypingNow:
		return m.talked(f.Conversation, f)
	case wire.Refused:
		return m.talked(f.Conversation, f)
	}
	return nil // a Pong, or a frame from a newer relay
}

func (m *Model) welcomed(f wire.Welcome) []ui.Effect {
	m.Link.Welcomed(m.Now)
	m.Ahead = f.Now - m.Now
	m.Me, m.SignIn = f.Me, SignIn{Email: m.SignIn.Email}
	if m.Epoch != f.Epoch {
		for _, t := range m.Talks {
			t.Restart()
		}
		m.Epoch = f.Epoch
	}
	var effects []ui.Effect
	for id := range m.Outbox { // left by a former page load: followed until it is sent
		effects = append(effects, m.begin(id)...)
	}
	if m.Open != "" {
		effects = append(effects, m.begin(m.Open)...)
	}
	for _, id := range m.Recent {
		if t := m.Talks[id]; !t.Online {
			effects = append(effects, t.Follow(m.Epoch)...)
		}
	}
	return effects
}

// begin makes the conversation one that is followed, the latest of them; the one opened longest ago is given up when
// there are too many and nothing of it waits to be sent.
func (m *Model) begin(id chat.ConversationID) []ui.Effect {
	t := m.talk(id)
	m.Recent = append(slices.DeleteFunc(m.Recent, func(r chat.ConversationID) bool { return r == id }), id)
	var effects []ui.Effect
	if !t.Online && m.Link.State == ui.Online {
		effects = t.Follow(m.Epoch)
	}
	if len(m.Recent) > maxTalks {
		if old := m.Recent[0]; len(m.Talks[old].Thread.Pending) == 0 {
			m.Recent = m.Recent[1:]
			delete(m.Talks, old)
			if m.Link.State == ui.Online {
				effects = append(effects, ui.Transmit{Data: wire.Message(wire.Unfollow{Conversation: old})})
			}
		}
	}
	return effects
}

func (m *Model) talked(id chat.ConversationID, f wire.Frame) []ui.Effect {
	t := m.Talks[id]
	if t == nil {
		return nil // no longer followed
	}
	return append(t.Receive(m.Now, m.Epoch, f), t.Look(m.reading(id))...)
}
