package widget

import (
	"pupitre/app/chat"
	"pupitre/app/ui"
)

// came attaches a file that the visitor chose, dropped or pasted.
func (m *Model) came(f ui.FileCame) []ui.Effect {
	m.Grab++
	return m.Files.Came(f, chat.NoProblem)
}

// pressedFile does what the visitor wants with a file. What was pressed may be gone then, so the keyboard goes back to the
// message.
func (m *Model) pressedFile(p ui.UploadPressed) []ui.Effect {
	if p.Do != ui.Describe {
		m.Grab++
	}
	return m.Files.Pressed(p)
}

// writeFile writes the entry of a file that the relay has.
func (m *Model) writeFile(f *ui.Upload) []ui.Effect {
	return m.Shown.Write(chat.Entry{ID: chat.EntryID(f.ID), At: m.relayNow(), Author: m.self(), Body: f.Body()})
}
