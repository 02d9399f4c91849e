package console

import "pupitre/app/ui"

// Info is where the information pane is: beside the focused conversation unless it is folded, and in narrow windows in a drawer,
// which is a dialog.
type Info struct {
	Folded bool // kept on this device
	Narrow bool // the window has no room for it
	Turn   int  // counts how often the button that shows it gets the keyboard back
}

const infoKey, foldedInfo = "info", "folded"

// infoShown tells whether the pane is to be seen.
func (m *Model) infoShown() bool {
	if m.Info.Narrow {
		return m.Dialog.Kind == InfoDialog
	}
	return !m.Info.Folded
}

// pressInfo shows the pane or hides it.
func (m *Model) pressInfo() []ui.Effect {
	switch {
	case m.focused() == "":
		return nil
	case m.Info.Narrow && m.Dialog.Kind == InfoDialog:
		return m.closeDialog()
	case m.Info.Narrow:
		return m.openDialog(Dialog{Kind: InfoDialog, In: m.focused()})
	}
	if m.Info.Folded = !m.Info.Folded; m.Info.Folded {
		return []ui.Effect{ui.Save{Key: infoKey, Value: foldedInfo}}
	}
	return []ui.Effect{ui.Forget{Key: infoKey}}
}

// hideInfo hides the pane from inside; the keyboard goes back to the button that shows it. A drawer gives it back by itself.
func (m *Model) hideInfo() []ui.Effect {
	if !m.infoShown() {
		return nil
	}
	if !m.Info.Narrow {
		m.Info.Turn++
	}
	return m.pressInfo()
}

// narrowed takes whether the window has become narrow, or wide again.
func (m *Model) narrowed(narrow bool) []ui.Effect {
	m.Info.Narrow = narrow
	if !narrow && m.Dialog.Kind == InfoDialog {
		return m.closeDialog()
	}
	return nil
}
