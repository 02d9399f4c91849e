package console

import "pupitre/app/ui"

// switchNote turns the field of the focused pane from messages to notes and back. Each keeps its own draft. Notes are
// possible in every conversation, also in somebody else's and in a closed one.
func (m *Model) switchNote() []ui.Effect {
	id := m.focused()
	if id == "" {
		return nil
	}
	m.Picker = Picker{}
	if m.Noting[id] {
		delete(m.Noting, id)
	} else {
		m.Noting[id] = true
	}
	m.grab()
	return nil
}
