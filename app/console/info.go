package console

import "pupitre/app/ui"

// Info is where the information pane is: beside the focused conversation unless it is folded, and where the window has no room
// for it in a drawer, which is a dialog.
type Info struct {
	Folded bool // kept on this device
	Width  int  // of the window, in px; 0: not known, and room enough
	Turn   int  // counts how often the button that shows it gets the keyboard back
}

const infoKey, foldedInfo = "info", "folded"

// What the list and the pane take of the window in px, the same as in console.css, and what each conversation needs beside them.
const listRoom, infoRoom, paneRoom = 320, 300, 400

// narrow tells whether the window has no room for the pane.
func (m *Model) narrow() bool {
	return m.Info.Width > 0 && m.Info.Width < listRoom+infoRoom+paneRoom*max(1, len(m.Panes))
}

// infoShown tells whether the pane is to be seen.
func (m *Model) infoShown() bool {
	return m.Dialog.Kind == InfoDialog || !m.narrow() && !m.Info.Folded
}

// pressInfo shows the pane or hides it.
func (m *Model) pressInfo() []ui.Effect {
	switch {
	case m.focused() == "":
		return nil
	case m.Dialog.Kind == InfoDialog:
		return m.closeDialog()
	case m.narrow():
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
	if m.Dialog.Kind != InfoDialog {
		m.Info.Turn++
	}
	return m.pressInfo()
}

// resized takes the window's width.
func (m *Model) resized(width int) []ui.Effect {
	m.Info.Width = width
	if !m.narrow() && m.Dialog.Kind == InfoDialog {
		return m.closeDialog()
	}
	return nil
}
