package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewDialog is the dialog that is open.
func viewDialog(m *Model) *dom.Node {
	d := m.Dialog
	name := lang.NameOf(m.Lang, m.Conversations[d.In].Visitor)
	switch d.Kind {
	case CloseDialog:
		return viewModal(m, lang.CloseTitle.With(m.Lang, name), viewQualify(m), viewButtons(m, DialogLeft{}, lang.Close.In(m.Lang), false, true))
	case TransferDialog:
		return viewModal(m, lang.TransferTitle.With(m.Lang, name), viewTargets(m), viewButtons(m, DialogLeft{}, m.transferWords(), false, false))
	case ReturnDialog:
		return viewModal(m, lang.ReturnTitle.With(m.Lang, lang.NameOf(m.Lang, m.Conversations[d.In].Offer.By)), dom.Nodes{viewArea(m, "comment", lang.CommentField.In(m.Lang), lang.CommentHelp.In(m.Lang), 3)},
			viewButtons(m, DialogLeft{}, lang.Return.In(m.Lang), false, true))
	case DeleteDialog:
		return viewModal(m, lang.DeleteTitle.With(m.Lang, m.Library[d.Item].Name), dom.Nodes{dom.P(m.t(lang.DeleteHelp))}, viewButtons(m, DialogLeft{}, lang.Delete.In(m.Lang), true, false))
	case DisableDialog:
		return viewModal(m, lang.DisableTitle.With(m.Lang, m.colleague(d.Person).Name), dom.Nodes{dom.P(m.t(lang.DisableHelp))}, viewButtons(m, DialogLeft{}, lang.Disable.In(m.Lang), true, false))
	case InfoDialog:
		return viewDrawer(m)
	case InviteDialog:
		return viewInvite(m)
	case BlockDialog:
		return viewModal(m, lang.BlockTitle.With(m.Lang, lang.NameOf(m.Lang, m.visitor(d.In))), viewBlock(m, d.In), viewButtons(m, DialogLeft{}, lang.BlockIt.In(m.Lang), true, false))
	case UnblockDialog:
		return viewModal(m, lang.UnblockTitle.With(m.Lang, nameOfBlock(m, d.Block)), dom.Nodes{dom.P(m.t(lang.UnblockHelp))}, viewButtons(m, DialogLeft{}, lang.Unblock.In(m.Lang), false, true))
	case EraseDialog:
		return viewErase(m)
	case PaletteDialog:
		return viewFound(m)
	case SignOutDialog:
		return viewModal(m, lang.SignOut.In(m.Lang), viewStillOwn(m), viewLeaving(m))
	case KeysDialog:
		return viewModal(m, lang.KeysTitle.In(m.Lang), viewKeys(m),
			dom.Div(dom.Class("buttons"), dom.Button(dom.Class("quiet"), dom.On(dom.Clicked, CommandPressed{Command: PreferencesCommand}), m.t(lang.ChangeKeys)), dom.Span(dom.Class("gap")), dom.Button(dom.Type("submit"), dom.Class("primary"), dom.Focus("go"), m.t(lang.CloseThis))))
	}
	return nil
}

// viewModal is a dialog with a title. Every key that is not its fields' goes to it, so none reaches the desk behind.
func viewModal(m *Model, title string, inside dom.Nodes, buttons *dom.Node) *dom.Node {
	return dom.Dialog(dom.Key("dialog"), dom.Class("dialog"), dom.Aria("labelledby", "dialog-title"), dom.Modal(), dom.On(dom.KeyPressed, FormKeyPressed{}), dom.On(dom.Clicked, NothingPressed{}),
		dom.Form(dom.On(dom.Submitted, FormSubmitted{}),
			dom.H2(dom.ElementID("dialog-title"), dom.Text(title)), inside, buttons))
}

// viewStillOwn says how many chats there are, until they are being handed back.
func viewStillOwn(m *Model) dom.Nodes {
	if m.own() == 0 || len(m.Leaving.Left) > 0 {
		return nil
	}
	return dom.Nodes{dom.P(dom.Text(lang.StillYours.With(m.Lang, m.own(), itoa(m.own()))))}
}

// viewLeaving are the ways out for an agent who still has chats.
func viewLeaving(m *Model) *dom.Node {
	busy, words := len(m.Leaving.Left) > 0, lang.HandAllBack
	if busy {
		words = lang.HandingBack
	}
	return dom.Div(dom.Key("buttons"), dom.Class("buttons"),
		dom.P(dom.Class("wrong"), dom.Role("alert"), dom.If(m.Dialog.Trouble != lang.Text{}, dom.Icon(iconAlert), m.t(m.Dialog.Trouble))),
		dom.Span(dom.Class("gap")),
		dom.Button(dom.Class("quiet"), dom.On(dom.Clicked, DialogLeft{}), m.t(lang.Cancel)),
		dom.Button(dom.Class("quiet"), dom.On(dom.Clicked, KeepChatsPressed{}), m.t(lang.KeepChats)),
		dom.Button(dom.Type("submit"), dom.Class("primary"), dom.Aria("disabled", yes(busy)), dom.Focus("go"), m.t(words)))
}

func viewQualify(m *Model) dom.Nodes {
	var ticks dom.Nodes
	for _, i := range m.Library.of(chat.TagItem) {
		ticks = append(ticks, viewTick(m, string(i.ID), i.Name))
	}
	return dom.Nodes{
		dom.Fieldset(dom.Key("tags"), dom.Class("ticks"), dom.Legend(m.t(lang.WhatAbout)), ticks),
		viewArea(m, "note", lang.CloseNote.In(m.Lang), lang.NoteHelp.In(m.Lang), 2),
	}
}

func viewKeys(m *Model) dom.Nodes {
	var rows dom.Nodes
	for _, k := range fixedKeys {
		name := k.Key
		if m.Lang == lang.Fr && k.Fr != "" {
			name = k.Fr
		}
		rows = append(rows, dom.Dt(dom.Kbd(dom.Text(name))), dom.Dd(m.t(k.Do)))
	}
	for _, c := range commands {
		if key := m.keyOf(c); key != (Chord{}) {
			rows = append(rows, dom.Dt(viewChord(m, key)), dom.Dd(m.t(c.Name)))
		}
	}
	return dom.Nodes{dom.Dl(dom.Class("keys"), rows)}
}

// viewTargets are those to whom the conversation can be given, found by typing.
func viewTargets(m *Model) dom.Nodes {
	list := m.targets()
	var rows dom.Nodes
	for i, t := range list {
		if i == 0 || t.Group != list[i-1].Group {
			rows = append(rows, dom.Li(dom.Key(t.Group.En), dom.Class("category"), dom.Role("presentation"), m.t(t.Group)))
		}
		marked := i == m.Dialog.At
		rows = append(rows, viewOption(t.ID, i, marked, "choice", TargetMarked{At: i},
			viewTargetMark(t), dom.Span(dom.Class("what"), dom.Span(dom.Class("title"), dom.Bdi(dom.Text(t.Name))), dom.Span(dom.Class("detail"), dom.Text(m.targetWords(t)))),
			dom.If(marked, dom.Icon(iconCheck))))
	}
	if len(list) == 0 {
		words := lang.NobodyFound
		if m.Form.Values[findField] == "" {
			words = lang.NobodyElse
		}
		rows = dom.Nodes{dom.Li(dom.Key("nobody"), dom.Role("presentation"), dom.Class("empty-list"), m.t(words))}
	}
	field := viewField(m, findField, lang.TransferWho.In(m.Lang), "", func(more dom.Item) *dom.Node {
		return dom.Input(combobox(len(list), m.Dialog.At), dom.Placeholder(lang.Search.In(m.Lang)), dom.Value(m.Form.Values[findField]), more)
	})
	return dom.Nodes{field,
		dom.Ul(dom.Key("list"), dom.ElementID(pickerID), dom.Class("choices-list"), dom.Role("listbox"), outOfTab, dom.Aria("label", lang.TransferWho.In(m.Lang)), rows),
		viewArea(m, "comment", lang.CommentField.In(m.Lang), lang.CommentHelp.In(m.Lang), 2)}
}

func viewTargetMark(t Target) *dom.Node {
	switch t.Kind {
	case chat.PartyTeam:
		return dom.Icon(iconTeam)
	case chat.PartyBot:
		return dom.Icon(iconBot)
	}
	return viewStatusIcon(t.Status)
}

func (m *Model) targetWords(t Target) string {
	switch t.Kind {
	case chat.PartyTeam:
		return lang.TeamSize.With(m.Lang, t.Size, itoa(t.Size)) + " · " + lang.TeamFree.With(m.Lang, int(t.Open), itoa(int(t.Open)))
	case chat.PartyBot:
		return lang.Bots.In(m.Lang)
	}
	return statusName(t.Status).In(m.Lang) + " · " + lang.Chats.With(m.Lang, int(t.Open), itoa(int(t.Open)))
}

func (m *Model) transferWords() string {
	if list := m.targets(); m.Dialog.At < len(list) {
		return lang.TransferTo.With(m.Lang, list[m.Dialog.At].Name)
	}
	return lang.Transfer.In(m.Lang)
}
