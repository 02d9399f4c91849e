package console

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// Dialog is what stands over everything else and has the keyboard until it is closed.
type Dialog struct {
	Kind   DialogKind
	In     chat.ConversationID
	Item   chat.ItemID
	Person chat.PersonID
	Block  chat.Block
	Query  string // what the palette looks for
	At     int    // the choice that is marked

	Trouble lang.Text // why what was asked for was not done
}

// DialogKind says what is asked.
type DialogKind uint8

const (
	NoDialog       DialogKind = iota
	CloseDialog               // what was the conversation about?
	TransferDialog            // to whom?
	ReturnDialog              // why is a transfer returned?
	KeysDialog                // nothing: it lists the keys
	DeleteDialog              // is the item to be removed?
	DisableDialog             // is the person to be locked out?
	PaletteDialog             // which conversation, or which command?
	SignOutDialog             // what becomes of one's own chats?
	BlockDialog               // whom, and for how long?
	UnblockDialog             // is the block to end?
	InfoDialog                // nothing: it is the information pane
	InviteDialog              // with which words is the visitor invited?
	EraseDialog               // is all about a customer to go?
)

func (m *Model) openDialog(d Dialog) []ui.Effect {
	m.Picker = Picker{}
	switch d.Kind {
	case CloseDialog, TransferDialog, ReturnDialog, BlockDialog, UnblockDialog, InviteDialog: // the others may stand over a form, and have no fields of one
		m.beginForm()
	}
	m.Dialog = d
	return nil
}

func (m *Model) closeDialog() []ui.Effect {
	m.Dialog = Dialog{}
	return nil
}

// leaveDialog closes it by hand. Who was about to leave stays.
func (m *Model) leaveDialog() []ui.Effect {
	var effects []ui.Effect
	if m.Dialog.Kind == SignOutDialog {
		effects = m.stay(lang.Text{})
	}
	return append(effects, m.closeDialog()...)
}

// listed tells whether the dialog has a list of choices, found by typing.
func (d Dialog) listed() bool { return d.Kind == TransferDialog || d.Kind == PaletteDialog }

// dialogChoices is how many choices the dialog's list has.
func (m *Model) dialogChoices() int {
	if m.Dialog.Kind == PaletteDialog {
		return len(m.found())
	}
	return len(m.targets())
}

// submit takes the form that is open.
func (m *Model) submit() []ui.Effect {
	switch m.Dialog.Kind {
	case CloseDialog:
		return m.qualify()
	case TransferDialog:
		return m.transfer()
	case ReturnDialog:
		return m.settle(m.Dialog.In, chat.Returned)
	case DeleteDialog:
		return m.remove(m.Dialog.Item)
	case DisableDialog:
		return m.disable(m.Dialog.Person)
	case KeysDialog:
		return m.closeDialog()
	case PaletteDialog:
		return m.choose(m.Dialog.At)
	case SignOutDialog:
		return m.handAllBack()
	case BlockDialog:
		return m.block()
	case UnblockDialog:
		return m.unblock()
	case InviteDialog:
		return m.invite()
	case EraseDialog:
		return m.erase()
	}
	switch {
	case m.Page == PeoplePage:
		return m.savePerson()
	case m.Page.settings():
		return m.saveItem()
	case m.Picker.Kind == QuestionForm:
		return m.ask()
	}
	return nil
}
