package console

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// end closes the conversation: at once where there is nothing to say about it, else after asking.
func (m *Model) end(id chat.ConversationID) []ui.Effect {
	if len(m.Library.of(chat.TagItem)) == 0 {
		return m.act(id, chat.Closed{})
	}
	return m.openDialog(Dialog{Kind: CloseDialog, In: id})
}

// qualify writes what the dialog says: a note, the tags, and the end.
func (m *Model) qualify() []ui.Effect {
	id, f := m.Dialog.In, &m.Form
	note := f.text("note")
	if note != "" && chat.CheckText(note) != chat.NoProblem {
		f.wrong("note", lang.TextTooLong)
		return nil
	}
	var tags []string
	for _, i := range m.Library.of(chat.TagItem) {
		if f.Ticked[string(i.ID)] && len(tags) < chat.MaxTags {
			tags = append(tags, i.Name)
		}
	}
	effects := m.closeDialog()
	if note != "" {
		effects = append(effects, m.act(id, chat.Note{Text: note})...)
	}
	if len(tags) > 0 {
		effects = append(effects, m.act(id, chat.Qualified{Tags: tags})...)
	}
	return append(effects, m.act(id, chat.Closed{})...)
}
