package console

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Leaving is what an agent hands back before they sign out.
type Leaving struct {
	Left  map[chat.EntryID]chat.ConversationID // what the relay has not answered yet
	Since chat.Millis
}

// leaveWithin is how long the relay may take for that, in milliseconds.
const leaveWithin = 15_000

// askSignOut signs out; with chats of their own, agents say first what becomes of these.
func (m *Model) askSignOut() []ui.Effect {
	if m.own() == 0 {
		return m.signOut()
	}
	return m.openDialog(Dialog{Kind: SignOutDialog})
}

// signOut keeps what chats there are.
func (m *Model) signOut() []ui.Effect {
	return append(m.closeDialog(), ui.Post{Tag: signOutTag, Path: "/auth/sign-out"})
}

// handAllBack puts all chats of this agent back into the queue, and signs out once that is stored.
func (m *Model) handAllBack() []ui.Effect {
	switch {
	case len(m.Leaving.Left) > 0:
		return nil
	case m.Link.State != ui.Online:
		m.Dialog.Trouble = lang.NotHandedBack
		return nil
	}
	m.Leaving = Leaving{Left: map[chat.EntryID]chat.ConversationID{}, Since: m.Now}
	m.Dialog.Trouble = lang.Text{}
	var effects []ui.Effect
	for _, g := range m.Groups {
		for _, id := range g.List {
			if s := m.Conversations[id]; m.mine(s) && !s.Closed {
				e := m.entry(chat.Left{})
				m.Leaving.Left[e.ID] = id
				effects = append(append(effects, m.begin(id)...), m.talk(id).Write(e)...)
			}
		}
	}
	if len(m.Leaving.Left) == 0 { // they were closed, or handed on, while the question stood there
		return m.signOut()
	}
	return effects
}

// handedBack takes the relay's answer to one of them. One that was refused was theirs no more.
func (m *Model) handedBack(entry chat.EntryID, p chat.Problem) []ui.Effect {
	id, ok := m.Leaving.Left[entry]
	if !ok {
		return nil
	}
	delete(m.Leaving.Left, entry)
	var effects []ui.Effect
	if p != chat.NoProblem {
		effects = m.talk(id).Discard(entry)
	}
	if len(m.Leaving.Left) > 0 {
		return effects
	}
	return append(effects, m.signOut()...)
}

// stay gives up handing back. What the relay does not have yet is not sent later, when nobody expects it any more.
func (m *Model) stay(why lang.Text) (effects []ui.Effect) {
	for entry, id := range m.Leaving.Left {
		t := m.talk(id)
		effects = append(effects, t.Talk.Receive(m.Now, m.Epoch, wire.Nack{Conversation: id, ID: entry, Problem: chat.NotYours})...)
		effects = append(effects, t.Discard(entry)...)
	}
	if m.Leaving = (Leaving{}); m.Dialog.Kind == SignOutDialog {
		m.Dialog.Trouble = why
	}
	return effects
}

// leaveInTime gives up when the relay does not answer.
func (m *Model) leaveInTime() []ui.Effect {
	if len(m.Leaving.Left) == 0 || m.Link.State == ui.Online && m.Now-m.Leaving.Since < leaveWithin {
		return nil
	}
	return append(m.stay(lang.NotHandedBack), ui.Say{Text: lang.NotHandedBack.In(m.Lang)})
}
