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

// eraseAnswered takes what became of it.
func (m *Model) eraseAnswered(f wire.Done) []ui.Effect {
	l, ok := m.lookedUp(f.Ref, f.Problem, 0)
	if !ok {
		return nil
	}
	open := m.Dialog.Kind == EraseDialog && m.Dialog.Person == l.Of
	if open {
		m.Form.Busy = false
	}
	if f.Problem == chat.NoProblem {
		if open {
			m.closeDialog()
		}
		return m.customerErased(l.Of)
	}
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

// customerErased forgets what this desk has of a visitor of whom the relay keeps nothing any more, notes on their way included. The
// page of their file says so.
func (m *Model) customerErased(v chat.PersonID) (effects []ui.Effect) {
	trail := chat.TrailOf(v)
	if k := m.Trails[trail]; k != nil {
		online := k.Online
		k.Lost() // nothing of it is on its way any more
		effects = k.Abandon(func(chat.Entry) bool { return true })
		k.Online = online
		effects = append(effects, m.leaveTrail(v)...)
	}
	m.unfind(v)
	delete(m.Outbox, trail)
	delete(m.Drafts, trail)
	effects = append(effects, ui.Forget{Key: draftKey + string(trail)})
	if d := m.Customers[v]; d == nil || d.Erased {
		return effects
	}
	m.Customers[v] = &Dossier{Came: true, Erased: true}
	if m.File.Of == v && m.Page == CustomerPage {
		m.File.Past, m.File.Search = nil, Search{}
		m.PageTurn++
		effects = append(effects, ui.Say{Text: lang.ErasedTitle.In(m.Lang)})
	}
	return effects
}
