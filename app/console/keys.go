package console

import (
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// keys are what the desk listens to, for the list that "?" opens.
var keys = [...]struct {
	Key string
	Fr  string // where French keyboards say something else
	Do  lang.Text
}{
	{"Enter", "Entrée", lang.KeySend},
	{"Shift+Enter", "Maj+Entrée", lang.KeyBreak},
	{"/", "", lang.KeyCanned},
	{"F2", "", lang.KeyNote},
	{"F4", "", lang.KeyTransfer},
	{"F6", "", lang.KeyNextPane},
	{"Shift+F6", "Maj+F6", lang.KeyLastPane},
	{"F8", "", lang.KeyMovePane},
	{"F9", "", lang.KeyHidePane},
	{"Esc", "Échap", lang.KeyEscape},
	{"?", "", lang.KeyHelp},
}

// key takes a key that no field has used. Function keys: letters type, digits and most combinations belong to the browser
// or to keyboards on which they are letters.
func (m *Model) key(key string, mods dom.Mods) []ui.Effect {
	if m.Page != NoPage || m.Dialog.Kind != NoDialog {
		return nil
	}
	by := 1
	if mods == dom.Shift {
		by = -1
	} else if mods != 0 {
		return nil
	}
	var effects []ui.Effect
	switch {
	case key == "F2" && by > 0:
		effects = m.switchNote()
	case key == "F4" && by > 0:
		effects = m.askTransfer(m.focused())
	case key == "F6":
		effects = m.turn(by)
	case key == "F8":
		effects = m.shift(m.focused(), by)
	case key == "F9":
		effects = m.unshow(m.focused())
	default:
		return nil
	}
	return append(effects, ui.PreventDefault{})
}

// pageKey takes a key that went to no field: "?" types nothing there.
func (m *Model) pageKey(key string, mods dom.Mods) []ui.Effect {
	if key == "?" && mods&^dom.Shift == 0 && m.Dialog.Kind == NoDialog {
		return append(m.openDialog(Dialog{Kind: KeysDialog}), ui.PreventDefault{})
	}
	if key == "Escape" && m.Picker.Kind != NoPicker {
		return append(m.closePicker(), ui.PreventDefault{})
	}
	return m.key(key, mods)
}

// formKey takes a key in a dialog, a form or a picker.
func (m *Model) formKey(key string, mods dom.Mods) []ui.Effect {
	switch {
	case m.Dialog.Kind == TransferDialog && m.dialogKey(key):
		return []ui.Effect{ui.PreventDefault{}}
	case m.Dialog.Kind != NoDialog && key == "Escape":
		return append(m.closeDialog(), ui.PreventDefault{})
	case m.Dialog.Kind != NoDialog:
		return nil
	case m.Page != NoPage && key == "Escape" && m.Edit.Open:
		return append(m.endEdit(), ui.PreventDefault{})
	case m.Page == NoPage && m.Picker.Kind != NoPicker:
		if effects, ok := m.pickerKey(key, mods); ok {
			return effects
		}
		return m.key(key, mods)
	}
	return nil
}

// dialogKey marks another choice of the list of those to whom a conversation can be given.
func (m *Model) dialogKey(key string) bool {
	n := len(m.targets())
	if n == 0 || m.Form.Focus != "who" {
		return false
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
