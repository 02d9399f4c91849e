package console

import (
	"pupitre/app/box"
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewFoot is the input zone, or why there is none. In a pane without the focus it is hidden, not gone: the field keeps its
// caret and selection.
func viewFoot(m *Model, focused bool, s chat.Summary, name string) *dom.Node {
	note := m.Noting[s.ID]
	look := m.look(m.talk(s.ID))
	tray := box.Refusals(look)
	switch {
	case m.writes(s.ID):
	case s.Closed:
		return dom.Footer(dom.Key("closed"), dom.Class("foot notice"), dom.Hidden(!focused), tray, dom.Span(m.t(m.closedWords(s.ID))), viewNoteSwitch(m, note))
	default:
		return dom.Footer(dom.Key("taken"), dom.Class("foot notice"), dom.Hidden(!focused), tray, avatar(s.Agent), dom.Span(dom.Text(lang.TakenBy.With(m.Lang, s.Agent.Name))), viewNoteSwitch(m, note))
	}
	key, class := s.ID, "foot compose"
	label, placeholder := lang.Message, lang.WriteTo.With(m.Lang, name)
	if !note {
		tray = box.Tray(look)
	} else {
		key, class = s.ID.Staff(), "foot compose note"
		label, placeholder = lang.NoteField, lang.WriteNote.In(m.Lang)
	}
	draft := m.Drafts[key]
	open := focused && m.Picker.Kind == CannedPicker
	hints := "hints-" + string(s.ID)
	send := lang.Send
	if note {
		send = lang.SaveNote
	}
	jump := dom.Item(nil)
	if m.Jump.In == key {
		jump = dom.Caret(m.Jump.Turn, m.Jump.From, m.Jump.To)
	}
	return dom.Footer(dom.Key("compose"), dom.Class(class), dom.Hidden(!focused),
		dom.If(focused, viewPicker(m)),
		dom.If(note, dom.P(dom.Key("note"), dom.Class("note-flag"), dom.Icon(iconNote), dom.Strong(m.t(lang.NoteTitle)), dom.Span(m.t(lang.NoteHelp)))),
		tray,
		dom.Div(dom.Key("field"), dom.Class("field"),
			dom.Textarea(dom.Key("text"), dom.Rows(1), dom.Data("grow", ""), dom.Aria("label", label.In(m.Lang)), dom.Placeholder(placeholder), dom.Dir("auto"),
				dom.Aria("describedby", hints), dom.EnterKeyHint("send"), dom.Aria("autocomplete", "list"),
				dom.If(open, dom.Aria("controls", pickerID), dom.If(m.choices() > 0, dom.Aria("activedescendant", choiceID(m.Picker.At)))),
				dom.Value(draft), jump, dom.Focus(m.grabToken(s.ID, false)), dom.Catches(focused),
				dom.On(dom.Typed, DraftTyped{}), dom.On(dom.KeyPressed, DraftKeyPressed{}), dom.On(dom.Clicked, DraftPressed{}), dom.On(dom.FocusLeft, DraftLeft{})),
			viewTwin(m, s.ID, hints),
			dom.Button(dom.Key("send"), dom.Class("primary send"), m.label(send), dom.Aria("disabled", yes(!m.sendable(key))), dom.On(dom.Clicked, SendPressed{}), dom.Icon(iconSend))),
		dom.Div(dom.Key("inputs"), dom.Class("inputs"),
			dom.Div(dom.Class("kinds"), dom.Role("group"), dom.Aria("label", lang.Insert.In(m.Lang)),
				viewOpener(m, CannedPicker, lang.CannedButton, iconCanned),
				viewOpener(m, EmojiPicker, lang.EmojiButton, iconEmoji),
				dom.If(!note,
					viewAttach(m, s.ID),
					viewOpener(m, LinkPicker, lang.LinkButton, iconLink),
					viewOpener(m, OfferPicker, lang.OfferButton, iconOffer),
					viewOpener(m, QuestionForm, lang.QuestionButton, iconQuestion),
					viewTwinButton(m, s.ID)),
				viewNoteSwitch(m, note)),
			viewHints(m, s, key, hints, note)))
}

// viewHints says under the field what its keys do, or what stands in the way of sending.
func viewHints(m *Model, s chat.Summary, key chat.ConversationID, id string, note bool) *dom.Node {
	text := chat.CleanText(m.Drafts[key])
	over := chat.Excess(text)
	hint, mistake := lang.EnterSends.In(m.Lang), false
	twins, waits := m.twinHint(s.ID, text)
	switch {
	case over > 0:
		hint, mistake = lang.TooLong.With(m.Lang, itoa(over)), true
	case text != "" && m.Warned == Warned{key, text}:
		hint, mistake = lang.Unfilled.With(m.Lang, unfilled(text)), true
	case note:
		if hint = lang.EnterSaves.In(m.Lang); m.chord(NoteCommand) != (Chord{}) {
			hint += " · " + lang.NoteBack.With(m.Lang, m.chord(NoteCommand).In(m.Lang))
		}
	case twins != "":
		hint, mistake = twins, waits
	case s.WithBot():
		hint = lang.BotHasIt.With(m.Lang, lang.NameOf(m.Lang, s.Agent))
	case !m.mine(s):
		hint = lang.SendTakes.In(m.Lang)
	}
	class := "hints"
	if mistake {
		class = "hints mistake"
	}
	return dom.P(dom.Class(class), dom.ElementID(id), dom.If(mistake, dom.Role("alert"), dom.Icon(iconAlert)), dom.Span(dom.Text(hint)))
}

// viewOpener is a button that opens something above the field.
func viewOpener(m *Model, k PickerKind, name lang.Text, icon string) *dom.Node {
	open := m.Picker.Kind == k
	return dom.Button(dom.Key(name.En), dom.Class("quiet small"), m.label(name), dom.Aria("expanded", yes(open)), dom.Aria("controls", pickerID), dom.On(dom.Clicked, PickerPressed{Kind: k}), dom.Icon(icon))
}

func viewNoteSwitch(m *Model, on bool) *dom.Node {
	return dom.Button(dom.Key("note"), dom.Class("quiet small note-switch"), dom.Title(m.withKey(lang.NoteButtonHelp, NoteCommand)), dom.Aria("pressed", yes(on)), dom.On(dom.Clicked, NotePressed{}),
		dom.Icon(iconNote), dom.Span(m.t(lang.NoteButton)))
}
