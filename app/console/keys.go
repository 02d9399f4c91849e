package console

import (
	"strings"

	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// fixedKeys are what fields and pickers listen to, for the list that "?" opens; all others are the commands'.
var fixedKeys = [...]struct {
	Key string
	Fr  string // where French keyboards say something else
	Do  lang.Text
}{
	{"Enter", "Entrée", lang.KeySend},
	{"Shift+Enter", "Maj+Entrée", lang.KeyBreak},
	{"/", "", lang.KeyCanned},
	{"Esc", "Échap", lang.KeyEscape},
}

const keysKey, noKey = "keys", "none"

// chord is the command's key now.
func (m *Model) chord(id CommandID) Chord { return m.keyOf(command(id)) }

func (m *Model) keyOf(k Command) Chord {
	if c, changed := m.Keys[k.ID]; changed {
		return c
	}
	return k.Key
}

// withKey is the text, and in brackets the key that does the same.
func (m *Model) withKey(text lang.Text, id CommandID) string {
	words := text.In(m.Lang)
	if c := m.chord(id); c != (Chord{}) {
		words += " (" + c.In(m.Lang) + ")"
	}
	return words
}

// by is the command that the chord stands for; NoCommand for none.
func (m *Model) by(c Chord) Command {
	if c == (Chord{}) {
		return Command{}
	}
	for _, k := range commands {
		if m.keyOf(k) == c {
			return k
		}
	}
	return Command{}
}

// key takes a key that nothing nearer has used. While somebody is typing, one that writes is not meant for the desk. Behind
// a dialog nothing is done, and on a page of settings only what belongs to no conversation.
func (m *Model) key(key string, mods dom.Mods, typing bool) []ui.Effect {
	c := chordOf(key, mods)
	if m.Dialog.Kind != NoDialog || typing && c.typed() {
		return nil
	}
	k := m.by(c)
	if k.ID == NoCommand || m.Page != NoPage && k.needs != nothing {
		return nil
	}
	return append(m.run(k), ui.PreventDefault{})
}

// pageKey takes a key that went to no field.
func (m *Model) pageKey(key string, mods dom.Mods) []ui.Effect {
	if key == "Escape" && m.Picker.Kind != NoPicker {
		return append(m.closePicker(), ui.PreventDefault{})
	}
	return m.key(key, mods, false)
}

// formKey takes a key in a dialog, a form or a picker.
func (m *Model) formKey(key string, mods dom.Mods) []ui.Effect {
	switch {
	case m.Dialog.listed() && m.dialogKey(key):
		return []ui.Effect{ui.PreventDefault{}}
	case m.Dialog.Kind != NoDialog && key == "Escape":
		return append(m.leaveDialog(), ui.PreventDefault{})
	case m.Dialog.Kind != NoDialog:
		return nil
	case m.Edit.Command != NoCommand:
		return m.changeKey(key, mods)
	case m.Page != NoPage && key == "Escape" && m.Edit.Open:
		return append(m.endEdit(), ui.PreventDefault{})
	case m.Page == NoPage && m.Picker.Kind != NoPicker:
		if effects, ok := m.pickerKey(key, mods); ok {
			return effects
		}
	}
	return m.key(key, mods, true)
}

// dialogKey marks another choice of a dialog's list.
func (m *Model) dialogKey(key string) bool {
	n := m.dialogChoices()
	if n == 0 || m.Dialog.Kind == TransferDialog && m.Form.Focus != findField {
		return false // the keyboard is in another field
	}
	switch key {
	case "ArrowDown":
		m.Dialog.At = (m.Dialog.At + 1) % n
	case "ArrowUp":
		m.Dialog.At = (m.Dialog.At + n - 1) % n
	default:
		return false
	}
	return true
}

// askKey waits for the key that the command is to have.
func (m *Model) askKey(id CommandID) []ui.Effect {
	m.Edit = Edit{Command: id}
	return nil
}

// changeKey gives the key that went down to the command that waits for one.
func (m *Model) changeKey(key string, mods dom.Mods) []ui.Effect {
	c := chordOf(key, mods)
	m.Edit.Said, m.Edit.Clash = lang.Text{}, NoCommand
	switch has := m.by(c).ID; {
	case key == "Escape":
		m.Edit = Edit{}
	case key == "Tab":
		m.Edit = Edit{}
		return nil // the keyboard goes on
	case c.needed():
		m.Edit.Said = lang.KeyNeeded
	case has != NoCommand && has != m.Edit.Command:
		m.Edit.Clash = has
	default:
		return append(m.setKey(m.Edit.Command, c), ui.PreventDefault{})
	}
	return []ui.Effect{ui.PreventDefault{}}
}

// setKey changes a command's key; the zero Chord takes it away.
func (m *Model) setKey(id CommandID, c Chord) []ui.Effect {
	m.Edit = Edit{Said: lang.Saved}
	m.Keys[id] = c
	if c == command(id).Key {
		delete(m.Keys, id)
	}
	return m.keepKeys()
}

// keepKeys keeps what was changed on this device: "note=F10 hide=none".
func (m *Model) keepKeys() []ui.Effect {
	var words []string
	for _, k := range commands {
		if c, changed := m.Keys[k.ID]; changed {
			kept := c.String()
			if c == (Chord{}) {
				kept = noKey
			}
			words = append(words, k.Kept+"="+kept)
		}
	}
	if len(words) == 0 {
		return []ui.Effect{ui.Forget{Key: keysKey}}
	}
	return []ui.Effect{ui.Save{Key: keysKey, Value: strings.Join(words, " ")}}
}

// restoreKeys reads what keepKeys kept; what it cannot read, or what is needed otherwise by now, it leaves out.
func (m *Model) restoreKeys(kept string) {
	m.Keys = map[CommandID]Chord{}
	for _, word := range strings.Fields(kept) {
		name, key, _ := strings.Cut(word, "=")
		for _, k := range commands {
			if k.Kept != name {
				continue
			}
			c := parseChord(key)
			if key == noKey {
				c = Chord{}
			} else if c.needed() {
				continue
			}
			m.Keys[k.ID] = c
		}
	}
}
