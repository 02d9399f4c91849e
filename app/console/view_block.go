package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewBlock are the fields of the dialog that blocks somebody.
func viewBlock(m *Model, id chat.ConversationID) dom.Nodes {
	const help = "address-help"
	nodes := dom.Nodes{
		dom.P(dom.Key("says"), m.t(lang.BlockSays)),
		viewChoice(m, whyField, lang.BlockWhy.In(m.Lang), [][2]string{{"", lang.WhyNot.In(m.Lang)}, {whyInsults, lang.WhyInsults.In(m.Lang)}, {whySpam, lang.WhySpam.In(m.Lang)}, {whyElse, lang.WhyElse.In(m.Lang)}}),
	}
	if m.Form.Values[whyField] == whyElse {
		nodes = append(nodes, viewLine(m, elseField, lang.BlockReason.In(m.Lang), "text", ""))
	}
	nodes = append(nodes, viewChoice(m, forField, lang.BlockFor.In(m.Lang), [][2]string{{forDay, lang.ForDay.In(m.Lang)}, {forWeek, lang.ForWeek.In(m.Lang)}, {forMonth, lang.ForMonth.In(m.Lang)}, {forEver, lang.ForEver.In(m.Lang)}}))
	if c := m.profile(id).Customer; c.ID != "" {
		name := c.Name
		if name == "" {
			name = c.ID
		}
		nodes = append(nodes, viewChoice(m, whomField, lang.BlockWhom.In(m.Lang), [][2]string{{whomCustomer, lang.WhomCustomer.With(m.Lang, name)}, {whomVisitor, lang.WhomVisitor.In(m.Lang)}}))
	}
	return append(nodes, dom.Div(dom.Key(addressField), dom.Class("entry"),
		viewTicked(addressField, lang.AddressToo.In(m.Lang), m.Form.Ticked[addressField], BoxTicked{Name: addressField}, dom.Name(addressField), dom.Aria("describedby", help)),
		dom.P(dom.ElementID(help), dom.Class("help"), m.t(lang.AddressHelp))))
}

// viewUndo is the bar that says what was blocked, for as long as it can be undone. It counts seconds, so it is not what is
// read out: see blocked.
func viewUndo(m *Model) *dom.Node {
	b := m.Blocking
	bar := func(inside ...dom.Item) *dom.Node {
		return dom.Div(dom.Key("undo"), dom.Class("undo"), dom.Role("status"), dom.Aria("live", "off"), dom.Icon(iconBlock), dom.Group(inside))
	}
	switch n := m.undoSeconds(); {
	case n > 0:
		return bar(dom.P(dom.Strong(m.t(lang.VisitorBlocked), dom.Text(". ")), dom.Bdi(dom.Text(b.Name)), dom.If(b.Nowhere, dom.Text(" · "), m.t(lang.AddressUnknown))),
			dom.Button(dom.Class("quiet"), dom.On(dom.Clicked, UndoPressed{}), m.t(lang.UndoIt)),
			dom.Span(dom.Class("seconds"), dom.Aria("hidden", "true"), dom.Text(itoa(n)+" s")))
	case len(b.Undo) > 0:
		return bar(dom.P(m.t(lang.Undoing)))
	case b.Said != lang.Text{} && m.Now-b.SaidAt < saidFor:
		return bar(dom.P(m.t(b.Said)))
	}
	return nil
}

// viewKeptAway says in a pane's header that the visitor is blocked.
func viewKeptAway(m *Model, id chat.ConversationID) *dom.Node {
	list := m.blocks(id)
	if len(list) == 0 {
		return nil
	}
	b := list[0]
	words := dom.Nodes{m.t(lang.BlockedNow)}
	if b.Until != 0 {
		words = dom.Nodes{m.t(lang.BlockedTill), dom.Text(" "), dom.Time(dom.Full(b.Until))}
	}
	return dom.Span(dom.Class("chip kept-away"), dom.Title(b.Reason), dom.Icon(iconBlock), dom.Span(words, dom.Text(" "), dom.Text(lang.BlockedBy.With(m.Lang, lang.NameOf(m.Lang, b.By)))))
}

// closedWords say that the conversation is over, and whether it can go on.
func (m *Model) closedWords(id chat.ConversationID) lang.Text {
	if len(m.blocks(id)) > 0 {
		return lang.ClosedForGood
	}
	return lang.IsClosed
}

// viewBlockTool is what this agent can do about it.
func viewBlockTool(m *Model, id chat.ConversationID) *dom.Node {
	list := m.blocks(id)
	switch {
	case len(list) == 0:
		return dom.Button(dom.Key("block"), dom.Class("quiet small block"), dom.Aria("label", lang.BlockThem.In(m.Lang)), dom.Title(m.withKey(lang.BlockHelp, BlockCommand)), m.shortcut(BlockCommand), dom.On(dom.Clicked, BlockPressed{In: id}), dom.Icon(iconBlock))
	case m.Me.Role == chat.Manager:
		return dom.Button(dom.Key("unblock"), dom.Class("quiet"), dom.On(dom.Clicked, UnblockPressed{Block: list[0]}), m.t(lang.Unblock))
	}
	return nil
}

// nameOfBlock is whom a block keeps away, as people call them.
func nameOfBlock(m *Model, b chat.Block) string {
	return lang.NameOf(m.Lang, chat.Person{ID: b.Visitor, Role: chat.Visitor, Name: b.Name})
}
