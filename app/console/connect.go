package console

import (
	"slices"

	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

func (m *Model) opened() []ui.Effect {
	m.Link.Opened(m.Now)
	return []ui.Effect{ui.Transmit{Data: wire.Requests(wire.Hello{Lang: m.Lang.Tag()})}}
}

func (m *Model) closed(code wire.CloseCode) []ui.Effect {
	was := m.Link.State
	m.Link.Closed(m.Now, code)
	m.lost()
	switch {
	case code.Policy() == wire.SignIn:
		m.SignIn.Shown, m.Me = true, chat.Person{}
	case m.Link.State == ui.Stopped:
		return []ui.Effect{ui.Say{Text: lang.MustReload.In(m.Lang)}}
	case was == ui.Online: // once: the bar that says so counts seconds
		return []ui.Effect{ui.Say{Text: lang.Reconnecting.In(m.Lang) + " " + lang.WillBeSent.In(m.Lang)}}
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
	m.Files.Online = false
	m.cutOff()
	m.unasked()
	m.lostTwins()
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
		known := m.known(f.Conversation)
		return append(m.talked(f.Conversation, f), m.announce(f, known)...)
	case wire.Items:
		m.stocked(f)
	case wire.Staff:
		m.staffed(f)
	case wire.Rendered:
		return m.twinCame(f)
	case wire.Done:
		return append(m.translated(f), m.done(f)...)
	case wire.Ack:
		return append(m.talked(f.Conversation, f), m.handedBack(f.ID, chat.NoProblem)...)
	case wire.Nack: // read out here: its row would say it again whenever it is scrolled into view
		if f.Problem.Temporary() { // it is sent again, and may be refused again, each second
			return m.talked(f.Conversation, f)
		}
		if _, leaving := m.Leaving.Left[f.ID]; leaving {
			return append(m.talked(f.Conversation, f), m.handedBack(f.ID, f.Problem)...)
		}
		effects := m.unsettled(f)
		return append(append(effects, m.talked(f.Conversation, f)...), ui.Say{Text: lang.Problem(m.Lang, f.Problem, f.By)})
	case wire.Marks:
		return m.talked(f.Conversation, f)
	case wire.TypingNow:
		return m.talked(f.Conversation, f)
	case wire.DraftNow:
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
	m.Files.Welcomed(f.Rules)
	m.Rules, m.SiteName = f.Rules, f.SiteName
	if m.Epoch != f.Epoch {
		for _, t := range m.Talks {
			t.Restart()
		}
		m.Epoch = f.Epoch
	}
	effects := m.stillBe()
	if m.Listed {
		effects = append(effects, ui.Say{Text: lang.Connected.In(m.Lang)})
	}
	for id := range m.Outbox { // left by a former page load: followed until it is sent
		id, _ = id.Base()
		effects = append(effects, m.begin(id)...)
	}
	for _, p := range m.Panes {
		effects = append(effects, m.begin(p.ID)...)
	}
	for _, id := range m.Recent {
		if t := m.Talks[id]; !t.Talk.Online {
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
	if !t.Talk.Online && m.Link.State == ui.Online {
		effects = t.Follow(m.Epoch)
	}
	if len(m.Recent) > maxTalks {
		if old := m.Recent[0]; !m.Talks[old].Waits() && m.pane(old) < 0 && len(m.Files.Of(old, true)) == 0 {
			m.Recent = m.Recent[1:]
			delete(m.Talks, old)
			m.unspoken(old)
			if m.Link.State == ui.Online {
				effects = append(effects, ui.Transmit{Data: wire.Requests(wire.Unfollow{Conversation: old}, wire.Unfollow{Conversation: old.Staff()})})
			}
		}
	}
	return effects
}

func (m *Model) talked(of chat.ConversationID, f wire.Frame) []ui.Effect {
	id, staff := of.Base()
	t := m.Talks[id]
	if t == nil {
		return nil // no longer followed
	}
	if staff {
		return append(t.Staff.Receive(m.Now, m.Epoch, f), t.Older()...)
	}
	effects := append(t.Talk.Receive(m.Now, m.Epoch, f), t.Talk.Look(m.reading(id))...)
	switch f.(type) {
	case wire.Page:
		m.listen(t)
		effects = append(effects, t.Older()...) // a filter may hide all of the page
	case wire.Entries:
		m.listen(t)
	}
	return effects
}
