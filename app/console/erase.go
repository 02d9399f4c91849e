package console

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

const sureField = "sure"

// askErase asks a manager whether all that is known about the customer is to go.
func (m *Model) askErase() []ui.Effect {
	if m.Page != CustomerPage || m.Me.Role != chat.Manager || !m.dossier(m.File.Of).Came || m.dossier(m.File.Of).Erased {
		return nil
	}
	m.beginForm()
	m.Form.Focus = sureField
	return m.openDialog(Dialog{Kind: EraseDialog, Person: m.File.Of})
}

// erase has the relay remove it, if the person has written that they mean it.
func (m *Model) erase() []ui.Effect {
	f := &m.Form
	v := m.Dialog.Person
	if _, busy := m.looking(eraseAsker, v); busy {
		return nil
	}
	f.Wrong, f.Trouble = map[string]lang.Text{}, lang.Text{}
	said, name := fold(f.text(sureField)), fold(chat.CleanText(lang.NameOf(m.Lang, m.customerName(v))))
	if said == "" || said != name && said != fold(lang.EraseWord.En) && said != fold(lang.EraseWord.Fr) {
		f.wrong(sureField, lang.EraseNotSaid)
		return nil
	}
	f.Busy = true
	return m.lookUp(eraseAsker, v, wire.Erase{Visitor: v})
}

// erased takes what became of it. With the file goes what this desk keeps of it.
func (m *Model) erased(f wire.Done) []ui.Effect {
	l, ok := m.lookedUp(f.Ref, f.Problem, 0)
	if !ok {
		return nil
	}
	open := m.Dialog.Kind == EraseDialog && m.Dialog.Person == l.Of
	if open {
		m.Form.Busy = false
	}
	if f.Problem != chat.NoProblem {
		words := lang.NotErased
		if f.Problem == chat.NotAllowed {
			words = lang.NotYourRight
		}
		if open {
			m.Form.Trouble = words
			return nil
		}
		return []ui.Effect{ui.Say{Text: words.In(m.Lang)}}
	}
	if open {
		m.closeDialog()
	}
	m.Customers[l.Of] = &Dossier{Came: true, Erased: true}
	effects := append(m.leaveTrail(l.Of), ui.Say{Text: lang.ErasedTitle.In(m.Lang)})
	if m.File.Of == l.Of {
		m.File.Past, m.File.Search = nil, Search{}
		effects = append(effects, m.customerNoteTyped("")...)
		m.PageTurn++
	}
	return effects
}
