package console

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Target is somebody to whom a conversation can be given.
type Target struct {
	chat.Party
	Group  lang.Text
	Status chat.Status
	Open   uint64 // conversations that they have; of a team: who of it is available
	Size   int    // of a team
}

// mayTransfer tells whether this agent may give the conversation to somebody: one of their own, and, for managers, one of a
// colleague's.
func (m *Model) mayTransfer(s chat.Summary) bool {
	return !s.Closed && (m.mine(s) || m.Me.Role == chat.Manager && !s.Agent.IsZero() && !s.WithBot())
}

// targets are those whom the query finds: people who are available, then teams, then those who are busy or away, then bots.
// Nobody is left out because they are not there: a transfer waits. Only who has the conversation already is.
func (m *Model) targets() []Target {
	query, has := fold(m.Form.Values[findField]), m.Conversations[m.Dialog.In].Agent.ID
	var groups [4][]Target
	for _, c := range m.Staff {
		t := Target{Party: chat.Party{Kind: chat.PartyOne, ID: string(c.ID), Name: c.Name}, Group: lang.NotFree, Status: c.Status, Open: c.Open}
		at := 2
		switch {
		case c.ID == has:
			continue
		case c.Role == chat.Bot:
			at, t.Group, t.Kind = 3, lang.Bots, chat.PartyBot
		case c.Status == chat.Available:
			at, t.Group = 0, lang.FreeNow
		}
		groups[at] = append(groups[at], t)
	}
	for _, i := range m.Library.of(chat.TeamItem) {
		t := Target{Party: chat.Party{Kind: chat.PartyTeam, ID: string(i.ID), Name: i.Name}, Group: lang.Teams, Size: len(i.Members)}
		for _, id := range i.Members {
			if m.colleague(chat.PersonID(id)).Status == chat.Available {
				t.Open++
			}
		}
		groups[1] = append(groups[1], t)
	}
	var list []Target
	for _, g := range groups {
		for _, t := range g {
			if find(query, fold(t.Name)) > 0 {
				list = append(list, t)
			}
		}
	}
	return list
}

// askTransfer opens the dialog for a conversation that this agent may give away.
func (m *Model) askTransfer(id chat.ConversationID) []ui.Effect {
	if !m.mayTransfer(m.Conversations[id]) {
		return nil
	}
	effects := m.openDialog(Dialog{Kind: TransferDialog, In: id})
	m.Form.to(findField)
	return effects
}

// transfer offers the conversation to the one who is marked; a manager who is that one is not asked. The comment goes before
// it and names it, so that it is there when the receiver reads.
func (m *Model) transfer() []ui.Effect {
	id, f, list, at := m.Dialog.In, &m.Form, m.targets(), m.Dialog.At
	if at >= len(list) {
		f.wrong(findField, lang.NobodyFound)
		return nil
	}
	e := m.entry(chat.Transfer{To: list[at].Party})
	comment, ok := m.comment(id, e.ID)
	if !ok {
		return nil
	}
	effects := append(append(m.closeDialog(), comment...), m.talk(id).Write(e)...)
	if list[at].ID == string(m.Me.ID) {
		effects = append(effects, m.act(id, chat.Settled{Of: e.ID, How: chat.Accepted, From: m.Me})...)
		m.Awaited = id
	}
	return effects
}

// unsettled does not answer a transfer that was refused: a manager's to themselves is accepted in the same breath.
func (m *Model) unsettled(f wire.Nack) []ui.Effect {
	t := m.Talks[f.Conversation]
	if t == nil {
		return nil
	}
	return t.Talk.Abandon(func(e chat.Entry) bool {
		s, ok := e.Body.(chat.Settled)
		return ok && s.Of == f.ID
	})
}

// comment writes the form's comment as a note about an entry; false if it cannot be written.
func (m *Model) comment(id chat.ConversationID, about chat.EntryID) ([]ui.Effect, bool) {
	text := m.Form.text("comment")
	switch {
	case text == "":
		return nil, true
	case chat.CheckText(text) != chat.NoProblem:
		m.Form.wrong("comment", lang.TextTooLong)
		return nil, false
	}
	return m.act(id, chat.Note{Text: text, About: about}), true
}

// settle ends a transfer: whom it was offered to accepts or returns it, its author withdraws it.
func (m *Model) settle(id chat.ConversationID, how chat.Outcome) []ui.Effect {
	offer := m.Conversations[id].Offer
	var effects []ui.Effect
	if how == chat.Returned {
		comment, ok := m.comment(id, offer.ID)
		if !ok {
			return nil
		}
		effects = append(m.closeDialog(), comment...)
	}
	if offer.ID == "" {
		return effects
	}
	effects = append(effects, m.act(id, chat.Settled{Of: offer.ID, How: how, From: offer.By})...)
	if how == chat.Accepted {
		effects = append(effects, m.open(id)...)
		m.Awaited = id
	}
	return effects
}

// offered tells whether a transfer of the conversation waits for this agent's answer: one to them, or to a team of theirs.
func (m *Model) offered(s chat.Summary) bool {
	switch o := s.Offer; o.To.Kind {
	case chat.PartyOne:
		return o.To.ID == string(m.Me.ID)
	case chat.PartyTeam:
		return o.By.ID != m.Me.ID && !m.mine(s) && m.member(o.To.ID)
	}
	return false
}

// about is the comment on an entry, "" for none.
func (m *Model) about(id chat.ConversationID, e chat.EntryID) string {
	staff := m.talk(id).Staff
	for _, p := range staff.Thread.Pending {
		if n, ok := p.Body.(chat.Note); ok && n.About == e {
			return n.Text
		}
	}
	for i := len(staff.Thread.Stored) - 1; i >= 0; i-- {
		if n, ok := staff.Thread.Stored[i].Body.(chat.Note); ok && n.About == e {
			return n.Text
		}
	}
	return ""
}
