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
		delete(m.Data, id)
		delete(m.Twins, id)
		delete(m.Noting, id)
		delete(m.HeldBack, id)
	}
	return effects
}
