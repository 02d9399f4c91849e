package console

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Blocking is what this agent has blocked last, for as long as it can be undone.
type Blocking struct {
	Visitor chat.PersonID
	Name    string
	Todo    []wire.Block   // what is still to be asked for; the first is on its way
	Made    []chat.EntryID // the blocks that hold by now
	Since   chat.Millis    // when it was asked for: the relay counts from a little later
	Nowhere bool           // the network address was not known
	Undo    []wire.Unblock // what is still to be undone; the first is on its way
	Said    lang.Text      // how the undoing has ended
	SaidAt  chat.Millis
}

// Fields of the dialog, and what their answers are kept as.
const (
	whyField, elseField, forField, whomField, addressField = "why", "else", "for", "whom", "address"

	whyInsults, whySpam, whyElse             = "insults", "spam", "else"
	forDay, forWeek, forMonth                = "day", "week", "month"
	forEver                                  = "ever"
	whomVisitor, whomCustomer                = "", "customer"
	saidFor                      chat.Millis = 8_000
)

// askBlock asks for how long, and whom.
func (m *Model) askBlock(id chat.ConversationID) []ui.Effect {
	if _, ok := id.Owner(); !ok || len(m.blocks(id)) > 0 {
		return nil
	}
	effects := m.openDialog(Dialog{Kind: BlockDialog, In: id})
	m.Form.Values[forField] = forWeek
	if m.profile(id).Customer.ID != "" {
		m.Form.Values[whomField] = whomCustomer
	}
	m.Form.to(whyField)
	return effects
}

// block asks the relay for what the dialog says. The answer closes it.
func (m *Model) block() []ui.Effect {
	f, id := &m.Form, m.Dialog.In
	visitor, _ := id.Owner()
	reason := ""
	switch f.Values[whyField] {
	case whyInsults:
		reason = lang.WhyInsults.In(m.Lang)
	case whySpam:
		reason = lang.WhySpam.In(m.Lang)
	case whyElse:
		reason = f.text(elseField)
	}
	b := wire.Block{Visitor: visitor, ID: m.IDs.Next(), Until: m.blockUntil(f.Values[forField]), Reason: reason}
	if f.Values[whomField] == whomCustomer {
		b.Target = chat.BlockCustomer
	}
	switch p := chat.CheckBlock(chat.Blocked{Until: b.Until, Reason: reason, Target: b.Target}, m.relayNow()); {
	case f.Busy, len(m.Blocking.Todo) > 0: // another one is on its way
		return nil
	case p == chat.TooLarge:
		f.wrong(elseField, lang.LabelTooLong)
		return nil
	case p != chat.NoProblem:
		f.wrong(elseField, lang.NotSaved)
		return nil
	case m.Link.State != ui.Online:
		f.Trouble = lang.NoAnswer
		return nil
	}
	m.Blocking = Blocking{Visitor: visitor, Name: lang.NameOf(m.Lang, m.visitor(id)), Since: m.Now, Todo: []wire.Block{b}, Undo: m.Blocking.Undo}
	if f.Ticked[addressField] {
		b.ID, b.Target = m.IDs.Next(), chat.BlockAddress
		m.Blocking.Todo = append(m.Blocking.Todo, b)
	}
	f.Busy, f.Trouble = true, lang.Text{}
	return m.lookUp(blockAsker, "", m.Blocking.Todo[0])
}

func (m *Model) blockUntil(kept string) chat.Millis {
	switch kept {
	case forDay:
		return m.relayNow() + dayLong
	case forWeek:
		return m.relayNow() + 7*dayLong
	case forMonth:
		return m.relayNow() + 30*dayLong
	}
	return 0
}

// decided takes the relay's answer to a block, or to the end of one.
func (m *Model) decided(f wire.Done) []ui.Effect {
	var then func(chat.Problem) []ui.Effect
	switch m.asker(f.Ref) {
	case blockAsker:
		then = m.blocked
	case undoAsker:
		then = m.undone
	case unblockAsker:
		then = m.unblocked
	default:
		return nil
	}
	if _, ok := m.lookedUp(f.Ref, f.Problem, 0); !ok {
		return nil
	}
	return then(f.Problem)
}

func (m *Model) blocked(p chat.Problem) []ui.Effect {
	b := &m.Blocking
	asked := b.Todo[0]
	b.Todo = b.Todo[1:]
	switch {
	case p == chat.NoProblem:
		b.Made = append(b.Made, asked.ID)
	case asked.Target == chat.BlockAddress:
		b.Nowhere = true
	default:
		visitor := b.Visitor
		m.Blocking = Blocking{Undo: b.Undo}
		return m.notBlocked(visitor, p)
	}
	if len(b.Todo) > 0 {
		return m.lookUp(blockAsker, "", b.Todo[0])
	}
	var effects []ui.Effect
	if m.asksBlockOf(b.Visitor) {
		effects = m.closeDialog()
	}
	words := lang.VisitorBlocked.In(m.Lang) + ". "
	if b.Nowhere {
		words += lang.AddressUnknown.In(m.Lang) + " "
	}
	if n := m.undoSeconds(); n > 0 {
		words += lang.UndoFor.With(m.Lang, itoa(n))
	}
	return append(effects, ui.Say{Text: words})
}

// asksBlockOf tells whether the dialog is still open that asks about that visitor.
func (m *Model) asksBlockOf(v chat.PersonID) bool {
	owner, _ := m.Dialog.In.Owner()
	return m.Dialog.Kind == BlockDialog && owner == v
}

// notBlocked says why, in the dialog if it is still open.
func (m *Model) notBlocked(v chat.PersonID, p chat.Problem) []ui.Effect {
	words := lang.BlockFailed
	switch p {
	case chat.NotAllowed:
		words = lang.NotYourRight
	case chat.NotFound:
		words = lang.NotThereToday
	}
	if !m.asksBlockOf(v) {
		return []ui.Effect{ui.Say{Text: words.In(m.Lang)}}
	}
	m.Form.Busy, m.Form.Trouble = false, words
	return nil
}

// undoSeconds is for how long the block can still be undone; 0: no longer.
func (m *Model) undoSeconds() int {
	b := m.Blocking
	left := b.Since + chat.UndoBlock - m.Now
	if len(b.Made) == 0 || len(b.Todo) > 0 || len(b.Undo) > 0 || left <= 0 || left > chat.UndoBlock {
		return 0
	}
	return int((left + 999) / 1000)
}

// undoBlock takes back what was blocked.
func (m *Model) undoBlock() []ui.Effect {
	if m.undoSeconds() == 0 {
		return nil
	}
	b := &m.Blocking
	for _, id := range b.Made {
		b.Undo = append(b.Undo, wire.Unblock{Visitor: b.Visitor, ID: m.IDs.Next(), Of: id})
	}
	b.Made = nil
	m.grab()
	return m.lookUp(undoAsker, "", b.Undo[0])
}

func (m *Model) undone(p chat.Problem) []ui.Effect {
	b := &m.Blocking
	b.Undo = b.Undo[1:]
	if p == chat.NoProblem && len(b.Undo) > 0 {
		return m.lookUp(undoAsker, "", b.Undo[0])
	}
	words := lang.BlockUndone
	if p != chat.NoProblem && p != chat.NotFound {
		words = lang.UndoTooLate
	}
	if b.Undo = nil; len(b.Todo)+len(b.Made) == 0 { // otherwise somebody else has been blocked meanwhile
		m.Blocking = Blocking{Said: words, SaidAt: m.Now}
	}
	return []ui.Effect{ui.Say{Text: words.In(m.Lang)}}
}

// askUnblock asks whether a block is to end.
func (m *Model) askUnblock(b chat.Block) []ui.Effect {
	if m.Me.Role != chat.Manager {
		return nil
	}
	return m.openDialog(Dialog{Kind: UnblockDialog, Block: b})
}

// unblock ends a block.
func (m *Model) unblock() []ui.Effect {
	b := m.Dialog.Block
	m.Edit.Said = lang.Text{}
	return append(m.closeDialog(), m.lookUp(unblockAsker, "", wire.Unblock{Visitor: b.Visitor, ID: m.IDs.Next(), Of: b.ID})...)
}

func (m *Model) unblocked(p chat.Problem) []ui.Effect {
	words := lang.UnblockedIt
	switch p {
	case chat.NoProblem:
	case chat.NotFound:
		words = lang.EndedAlready
	case chat.NotAllowed:
		words = lang.NotYourRight
	default:
		words = lang.ServerTrouble
	}
	if m.Page != ClientsPage {
		return []ui.Effect{ui.Say{Text: words.In(m.Lang)}}
	}
	m.Edit.Said = words // the page reads it out
	m.PageTurn++
	return m.findClients("")
}
