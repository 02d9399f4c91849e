package console

import (
	"slices"

	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// erased forgets conversations of which the relay keeps nothing any more: what is shown of them, and what this device kept.
func (m *Model) erased(list []chat.ConversationID) (effects []ui.Effect) {
	for _, id := range list {
		if v, ok := id.Owner(); ok {
			effects = append(effects, m.customerErased(v)...)
		}
		if m.pane(id) >= 0 {
			effects = append(append(effects, m.unshow(id)...), ui.Say{Text: lang.ConversationErased.In(m.Lang)})
		}
		if t := m.Talks[id]; t != nil {
			for _, k := range []*ui.Talk{t.Talk, t.Staff} {
				k.Lost() // nothing of it is on its way any more
				effects = append(effects, k.Abandon(func(chat.Entry) bool { return true })...)
			}
		}
		for _, f := range m.Files.Of(id, true) {
			effects = append(effects, m.Files.Pressed(ui.UploadPressed{Do: ui.Remove, ID: f.ID})...)
		}
		m.unspoken(id)
		m.Recent = slices.DeleteFunc(m.Recent, func(r chat.ConversationID) bool { return r == id })
		for _, of := range []chat.ConversationID{id, id.Staff()} {
			delete(m.Drafts, of)
			delete(m.Carets, of)
			effects = append(effects, ui.Forget{Key: draftKey + string(of)})
		}
		for _, key := range []string{twinKey, filterKey, dismissedKey} {
			effects = append(effects, ui.Forget{Key: key + string(id)})
		}
		delete(m.Talks, id)
		delete(m.Outbox, id)
		delete(m.Outbox, id.Staff())
		delete(m.Conversations, id)
		delete(m.Unseen, id)
		delete(m.Filters, id)
		delete(m.Filtered, id)
		delete(m.Dismissed, id)
		delete(m.Profiles, id)
		delete(m.Fresh, id)
		delete(m.Twins, id)
		delete(m.Noting, id)
		delete(m.HeldBack, id)
	}
	return effects
}

// unfind takes a visitor of whom the relay keeps nothing any more out of what was found, and out of what is being asked about them.
func (m *Model) unfind(v chat.PersonID) {
	of := func(id chat.ConversationID) bool {
		owner, ok := id.Owner()
		return ok && owner == v
	}
	for _, s := range []*Search{&m.Search, &m.File.Search} {
		s.Hits = slices.DeleteFunc(s.Hits, func(h chat.Hit) bool { return of(h.Conversation) })
		s.At = min(s.At, max(0, len(s.Hits)-1))
	}
	c := &m.Clients
	c.People = slices.DeleteFunc(c.People, func(a chat.Acquaintance) bool { return a.Visitor == v })
	c.Lines = slices.DeleteFunc(c.Lines, func(b chat.BlockLine) bool { return b.Visitor == v })
	if m.Blocking.Visitor == v {
		m.forgetLookup(blockAsker, "")
		m.Blocking = Blocking{Undo: m.Blocking.Undo}
	}
	if m.Inviting.Visitor == v {
		m.Inviting = Inviting{}
	}
	if d := m.Dialog; d.Person == v || d.Block.Visitor == v || of(d.In) {
		m.closeDialog()
	}
}
