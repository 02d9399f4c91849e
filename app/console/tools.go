package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// tool is the part of update for what stands in msg_tools.go.
func (m *Model) tool(msg dom.Msg) []ui.Effect {
	switch msg := msg.(type) {
	case DraftLeft:
		m.Carets[m.writing()] = byteAt(m.Drafts[m.writing()], msg.Caret)
	case DraftPressed:
		m.leavePicker()
		m.Carets[m.writing()] = byteAt(m.Drafts[m.writing()], msg.Caret)
		return m.follow()
	case NotePressed:
		return m.switchNote()
	case PickerPressed:
		return m.openPicker(msg.Kind)
	case QueryTyped:
		return m.queried(msg.Text)
	case ChoicePressed:
		return m.pick(msg.At)

	case PausePressed:
		return m.pause(msg.In, msg.Minutes)
	case ResumePressed:
		return m.act(msg.In, chat.Resumed{})
	case TransferPressed:
		return m.askTransfer(msg.In)
	case SettlePressed:
		if msg.How == chat.Returned {
			return m.openDialog(Dialog{Kind: ReturnDialog, In: msg.In})
		}
		return m.settle(msg.In, msg.How)

	case TranslatePressed:
		return m.translate(msg.In, msg.ID)
	case BothWaysPressed:
		return m.switchBoth(msg.In)
	case SpokenChosen:
		return m.chooseSpoken(msg.In, msg.Language)

	case TwinPressed:
		return m.pressTwin()
	case TwinAgainPressed:
		return m.askTwin(m.focused())
	case TwinTyped:
		return m.twinTyped(msg.Text)
	case TwinKeyPressed:
		return m.twinKeyPressed(msg.Key, msg.Mods)
	case TwinApproved:
		return m.approveTwin()
	case TwinDropped:
		m.grab()
		return m.dropTwin(m.focused())

	case FieldTyped:
		m.Form.typed(msg.Name, msg.Text)
		if msg.Name == findField {
			m.Dialog.At = 0
		}
	case FieldEntered:
		m.Form.Focus, m.Form.Came = msg.Name, true
	case BoxTicked:
		m.Form.Ticked[msg.Name] = !m.Form.Ticked[msg.Name]
	case FormSubmitted:
		return m.submit()
	case FormKeyPressed:
		return m.formKey(msg.Key, msg.Mods)
	case AddChoicePressed:
		return m.addChoice()
	case DropChoicePressed:
		return m.dropChoice(msg.At)
	case DialogLeft:
		return m.leaveDialog()
	case KeepChatsPressed:
		return append(m.stay(lang.Text{}), m.signOut()...)
	case TargetMarked:
		m.Dialog.At = msg.At

	case StatusPressed:
		return m.be(msg.Status)
	case NotifyPressed:
		return m.switchNotify()
	case KeysPressed:
		return m.openDialog(Dialog{Kind: KeysDialog})

	case PalettePressed:
		return m.openPalette()
	case FoundPressed:
		return m.choose(msg.At)
	case CommandPressed:
		return m.run(command(msg.Command))
	case KeyChangePressed:
		return m.askKey(msg.Command)
	case KeySetPressed:
		return m.setKey(msg.Command, msg.Key)

	case PagePressed:
		return m.openPage(msg.Page)
	case EditPressed:
		return m.beginEdit(msg.Item)
	case EditLeft:
		return m.endEdit()
	case DropFilePressed:
		return m.unshelve(msg.ID)
	case RemovePressed:
		return m.openDialog(Dialog{Kind: DeleteDialog, Item: msg.Item})
	case PersonPressed:
		return m.beginPerson(msg.Person)
	case EnablePressed:
		return m.enable(msg.Person)
	case DisablePressed:
		return m.openDialog(Dialog{Kind: DisableDialog, Person: msg.Person})
	}
	return append(append(m.visited(msg), m.keptAway(msg)...), m.reader(msg)...)
}
