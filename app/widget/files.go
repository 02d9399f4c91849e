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

// writeFile writes the entry of a file that the relay has.
func (m *Model) writeFile(f *ui.Upload) []ui.Effect {
	return m.Shown.Write(chat.Entry{ID: chat.EntryID(f.ID), At: m.relayNow(), Author: m.self(), Body: f.Body()})
}
