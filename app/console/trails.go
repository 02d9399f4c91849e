package console

import (
	"pupitre/app/chat"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Notes about a customer are entries of a visitor's trail. They go the way of every entry: kept on this device until they are
// stored, sent once, and told of when the relay refuses them.

// trail is the talk of the visitor's trail, begun when there is none.
func (m *Model) trail(v chat.PersonID) *ui.Talk {
	id := chat.TrailOf(v)
	k := m.Trails[id]
	if k == nil {
		k = ui.NewTalk(id)
		k.Adopt(m.Outbox[id])
		delete(m.Outbox, id)
		if m.Trails == nil {
			m.Trails = map[chat.ConversationID]*ui.Talk{}
		}
		m.Trails[id] = k
	}
	return k
}

// followTrail asks for the visitor's trail, and for what will be added to it.
func (m *Model) followTrail(v chat.PersonID) []ui.Effect {
	k := m.trail(v)
	if k.Online || m.Link.State != ui.Online {
		return nil
	}
	return k.Follow(m.Epoch)
}

// followTrails does so after a lost connection, and for notes that a former page load has left.
func (m *Model) followTrails() (effects []ui.Effect) {
	for id := range m.Outbox {
		if v, ok := trailOwner(id); ok {
			m.trail(v)
		}
	}
	for _, k := range m.Trails {
		effects = append(effects, k.Follow(m.Epoch)...)
	}
	return effects
}

func trailOwner(id chat.ConversationID) (chat.PersonID, bool) {
	if !id.IsTrail() {
		return "", false
	}
	base, _ := id.Base()
	return base.Owner()
}

// leaveTrail gives the visitor's trail up, unless something of it waits to be stored.
func (m *Model) leaveTrail(v chat.PersonID) []ui.Effect {
	id := chat.TrailOf(v)
	k := m.Trails[id]
	if k == nil || len(k.Thread.Pending) > 0 {
		return nil
	}
	delete(m.Trails, id)
	if !k.Online {
		return nil
	}
	return []ui.Effect{ui.Transmit{Data: wire.Requests(wire.Unfollow{Conversation: id})}}
}

// trailed takes a frame about a trail.
func (m *Model) trailed(id chat.ConversationID, f wire.Frame) []ui.Effect {
	k := m.Trails[id]
	if k == nil {
		return nil // no longer followed
	}
	effects := k.Receive(m.Now, m.Epoch, f)
	if v, _ := trailOwner(id); v != m.File.Of {
		effects = append(effects, m.leaveTrail(v)...)
	}
	return effects
}

// eachTrail does something to all trails that are followed.
func (m *Model) eachTrail(do func(*ui.Talk) []ui.Effect) (effects []ui.Effect) {
	for _, k := range m.Trails {
		effects = append(effects, do(k)...)
	}
	return effects
}

// CustomerNote is a note about a customer, and how far it has come.
type CustomerNote struct {
	chat.Entry
	State chat.SendState
	chat.Problem
	By chat.Person // who stands in the way
}

// customerNotes are the notes about a customer, the newest first: those that wait, those that came since the file, the file's.
func (m *Model) customerNotes(v chat.PersonID) (list []CustomerNote) {
	add := func(n CustomerNote) {
		if _, note := n.Body.(chat.Note); !note {
			return
		}
		for i := range list {
			if list[i].ID == n.ID {
				return
			}
		}
		list = append(list, n)
	}
	if k := m.Trails[chat.TrailOf(v)]; k != nil {
		for i := len(k.Thread.Pending) - 1; i >= 0; i-- {
			p := k.Thread.Pending[i]
			add(CustomerNote{p.Entry, p.State, p.Problem, p.By})
		}
		for i := len(k.Thread.Stored) - 1; i >= 0; i-- {
			add(CustomerNote{Entry: k.Thread.Stored[i], State: chat.Stored})
		}
	}
	for _, e := range m.dossier(v).Notes {
		add(CustomerNote{Entry: e, State: chat.Stored})
	}
	return list
}

// customerNoteTyped keeps the note that somebody writes, also across a reload.
func (m *Model) customerNoteTyped(text string) []ui.Effect {
	id := chat.TrailOf(m.File.Of)
	if m.Drafts[id] = text; text == "" {
		delete(m.Drafts, id)
		return []ui.Effect{ui.Forget{Key: draftKey + string(id)}}
	}
	return []ui.Effect{ui.Save{Key: draftKey + string(id), Value: text}}
}

// addCustomerNote writes the note into the trail. One that is empty or too long stays in the field.
func (m *Model) addCustomerNote() []ui.Effect {
	v := m.File.Of
	text := chat.CleanText(m.Drafts[chat.TrailOf(v)])
	if m.Page != CustomerPage || m.dossier(v).Erased || chat.CheckText(text) != chat.NoProblem {
		return nil
	}
	e := chat.Entry{ID: m.IDs.Next(), At: m.relayNow(), Author: m.Me, Body: chat.Note{Text: text}}
	return append(m.trail(v).Write(e), m.customerNoteTyped("")...)
}
