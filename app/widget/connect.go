package widget

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// connect dials, once there is a reason: somebody who only passes the button does not become a visitor with a token.
func (m *Model) connect() []ui.Effect {
	wanted := m.Open || m.Token != "" || len(m.Talk.Thread.Pending) > 0
	if !wanted || m.Down != 0 || m.Was {
		return nil
	}
	m.Down = m.Now
	return m.Link.Dial(m.Now)
}

// tryNow is a person's wish, so it holds after a refusal too.
func (m *Model) tryNow() []ui.Effect {
	if m.Link.State == ui.Stopped {
		return m.Link.Dial(m.Now)
	}
	return m.Link.Wake(m.Now)
}

func (m *Model) opened() []ui.Effect {
	m.Link.Opened(m.Now)
	return []ui.Effect{ui.Transmit{Data: wire.Requests(wire.Hello{Site: m.Site, Token: m.Token, Lang: m.Lang.Tag()})}}
}

func (m *Model) closed(code wire.CloseCode) []ui.Effect {
	m.Link.Closed(m.Now, code)
	effects := m.lost()
	if code == wire.CloseBlocked {
		effects = append(effects, ui.Tell{Name: tellBlocked})
	}
	if code.Policy() == wire.DropToken {
		m.Token, m.Read = "", 0
		effects = append(effects, ui.Forget{Key: keyToken})
	}
	return effects
}

func (m *Model) garbled(version bool) []ui.Effect {
	code := wire.CloseMalformed
	if version {
		code = wire.CloseVersion
	}
	return append(m.closed(code), ui.Hangup{})
}

// lost notes that the connection has ended, and says so to those who cannot see it.
func (m *Model) lost() []ui.Effect {
	m.Talk.Lost()
	m.Files.Online = false
	if m.Down != 0 {
		return nil
	}
	m.Down = m.Now
	return m.say(lang.LostSay.In(m.Lang))
}

func (m *Model) received(f wire.Frame) []ui.Effect {
	m.Link.Heard(m.Now)
	switch f := f.(type) {
	case wire.Welcome:
		return m.welcomed(f)
	case wire.Page:
		return m.talked(f.Conversation, f)
	case wire.Entries:
		return m.talked(f.Conversation, f)
	case wire.Ack:
		return m.talked(f.Conversation, f)
	case wire.Nack:
		if f.ID == m.wish() || m.pointless(f.ID) && !f.Problem.Temporary() { // somebody has taken over from the bot meanwhile, or the page is no longer shown
			return append(m.talked(f.Conversation, f), m.Talk.Discard(f.ID)...)
		}
		if f.Problem.Temporary() { // it is sent again, and may be refused again, each second
			return m.talked(f.Conversation, f)
		}
		return append(m.talked(f.Conversation, f), m.say(lang.Problem(m.Lang, f.Problem, f.By))...)
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
	var effects []ui.Effect
	if m.Was {
		effects = m.say(lang.Connected.In(m.Lang))
	}
	m.Down, m.Was = 0, true
	m.Files.Welcomed(f.Rules)
	m.Ahead, m.Me, m.Preview = f.Now-m.Now, f.Me, f.Rules.Preview
	m.unasked = ""
	if f.Rules.Mirror == chat.Announce || f.Rules.Mirror == chat.AskOnce {
		m.unasked = "1"
	}
	m.shown = ""
	if f.SiteName != "" {
		m.Name = f.SiteName
	}
	if f.Token != "" {
		m.Token = f.Token
		effects = append(effects, ui.Save{Key: keyToken, Value: f.Token}, ui.Identify{Token: f.Token})
	}
	if m.Epoch != 0 && m.Epoch != f.Epoch {
		m.Talk.Restart()
		m.Read = 0
	}
	m.Epoch = f.Epoch
	effects = append(effects, m.settle(f.Conversation)...)
	return append(effects, m.Talk.Follow(m.Epoch)...)
}

// settle makes the conversation the one that this visitor writes to. What was written before its id was known goes there;
// what was written to another one waits for a person's decision. Either is kept under the new id before it is sent.
func (m *Model) settle(id chat.ConversationID) []ui.Effect {
	pending := m.Talk.Thread.Pending
	if m.Talk.ID != "" && m.Talk.ID != id {
		m.Talk.Restart()
		stranded(pending)
	}
	m.Talk.ID = id
	m.Files.Move(id)
	effects := []ui.Effect{ui.Save{Key: keyConversation, Value: string(id)}}
	for i := range pending {
		if p := &pending[i]; p.Author.ID != m.Me.ID {
			p.Author = m.Me
			effects = append(effects, ui.Save{Key: keyOut + string(p.ID), Value: wire.Keep(id, *p)})
		}
	}
	return effects
}

func (m *Model) talked(id chat.ConversationID, f wire.Frame) []ui.Effect {
	if id != m.Talk.ID {
		return nil
	}
	loaded, known := m.Talk.Thread.Loaded, m.Talk.Thread.Known()
	effects := m.Talk.Receive(m.Now, m.Epoch, f)
	if loaded {
		effects = append(effects, m.announce(known)...)
	}
	return effects
}
