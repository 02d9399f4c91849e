package console

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Inviting is the invitation that is being written or on its way.
type Inviting struct {
	Visitor chat.PersonID
	Name    chat.Person
	ID      chat.EntryID // of its text: the same one when it is sent again
	Ref     uint64       // of the Invite on its way; 0: none
}

const inviteField = "invitation"

// askInvite asks for the words of an invitation.
func (m *Model) askInvite(visitor chat.PersonID) []ui.Effect {
	o, ok := m.Site.List[visitor]
	if !ok {
		return nil
	}
	effects := m.openDialog(Dialog{Kind: InviteDialog, Person: visitor})
	m.Inviting = Inviting{Visitor: visitor, Name: person(o.Profile), ID: m.IDs.Next()}
	m.Form.Values[inviteField] = lang.InviteHello.In(m.Lang)
	m.Form.to(inviteField)
	return effects
}

// takeCanned puts a canned response in the place of what was written.
func (m *Model) takeCanned(id chat.ItemID) {
	text := lang.InviteHello.In(m.Lang)
	if i, ok := m.Library[id]; ok {
		text = m.fill(chat.ConversationOf(m.Inviting.Visitor, 1), i.Text)
	}
	m.Form.Values["canned"] = string(id)
	m.Form.typed(inviteField, text)
}

// invite sends the invitation.
func (m *Model) invite() []ui.Effect {
	f := &m.Form
	text := f.text(inviteField)
	switch {
	case f.Busy:
		return nil
	case text == "":
		f.wrong(inviteField, lang.FillThis)
		return nil
	case chat.CheckText(text) != chat.NoProblem:
		f.wrong(inviteField, lang.TextTooLong)
		return nil
	case m.Link.State != ui.Online:
		f.Trouble = lang.NoAnswer
		return nil
	}
	m.Ref++
	m.Inviting.Ref, f.Busy, f.Trouble = m.Ref, true, lang.Text{}
	return []ui.Effect{ui.Transmit{Data: wire.Requests(wire.Invite{Ref: m.Ref, Visitor: m.Inviting.Visitor, ID: m.Inviting.ID, Text: text})}}
}

// invited takes the answer: the conversation has begun and comes into view, or why it has not.
func (m *Model) invited(f wire.Done) []ui.Effect {
	if f.Ref != m.Inviting.Ref || f.Ref == 0 {
		return nil
	}
	visitor := m.Inviting.Visitor
	m.Inviting.Ref = 0
	asked := m.Dialog.Kind == InviteDialog && m.Dialog.Person == visitor
	if asked {
		m.Form.Busy = false
	}
	if f.Problem == chat.NoProblem {
		if !asked { // given up, but it was sent
			return nil
		}
		return append(append(m.closeDialog(), m.leavePage()...), m.open(chat.ConversationOf(visitor, 1))...)
	}
	words := lang.InviteFailed
	switch f.Problem {
	case chat.Taken:
		words = lang.InviteTaken
	case chat.NotFound:
		words = lang.InviteGone
	}
	if !asked {
		return nil
	}
	m.Form.Trouble = words
	return nil
}

// uninvited ends the waiting for an answer that cannot come any more. What was written stays, and is sent again as the same.
func (m *Model) uninvited() {
	if m.Inviting.Ref == 0 {
		return
	}
	m.Inviting.Ref = 0
	if m.Dialog.Kind == InviteDialog {
		m.Form.Busy, m.Form.Trouble = false, lang.NoAnswer
	}
}
