package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewTwinButton has the draft translated before it is sent.
func viewTwinButton(m *Model, id chat.ConversationID) *dom.Node {
	if !m.mayTwin(id) {
		return nil
	}
	return dom.Button(dom.Key(lang.TranslateFirst.En), dom.Class("quiet small"), m.labelKey(lang.TranslateFirst, TwinCommand),
		dom.Aria("disabled", yes(chat.CheckText(chat.CleanText(m.Drafts[id])) != chat.NoProblem)), dom.On(dom.Clicked, TwinPressed{}), dom.Icon(iconLanguage))
}

// viewTwin is the draft in the visitor's language, under the draft: a field of its own, what is the matter with it, and what
// can be done about that. hints is the id of what says what Enter does; "" in the storybook, where it all stands several times.
func viewTwin(m *Model, id chat.ConversationID, hints string) *dom.Node {
	t, ok := m.twin(id)
	if !ok {
		return nil
	}
	name := lang.TwinInto.With(m.Lang, lang.LanguageName(m.Lang, t.To))
	act := func(words lang.Text, press dom.Msg) *dom.Node {
		return dom.Button(dom.Key(words.En), dom.Class("link"), dom.On(dom.Clicked, press), m.t(words))
	}
	parts := dom.Nodes{dom.Span(dom.Key("name"), dom.Class("kind"), dom.Icon(iconLanguage), dom.Text(name))}
	var acts dom.Nodes
	switch trouble := m.twinTrouble(t, m.Drafts[id]); {
	case t.Asked:
		parts = append(parts, dom.Span(dom.Key("state"), dom.Class("more"), m.t(lang.Translating)))
		acts = dom.Nodes{act(lang.Cancel, TwinDropped{})}
	case t.Problem == chat.NotNeeded:
		parts = append(parts, dom.Span(dom.Key("state"), dom.Class("more"), dom.Text(trouble)))
		acts = dom.Nodes{act(lang.CloseThis, TwinDropped{})}
	case t.Problem != chat.NoProblem:
		parts = append(parts, viewTwinTrouble("why", trouble, nil))
		acts = dom.Nodes{act(lang.Retry, TwinAgainPressed{}), act(lang.CloseThis, TwinDropped{})}
	default:
		if trouble != "" {
			class := "why"
			if t.check() == chat.NoProblem {
				class = "why stale"
			}
			parts = append(parts, viewTwinTrouble(class, trouble, dom.If(hints != "", dom.ElementID("why-"+hints))))
		}
		parts = append(parts, viewTwinField(m, id, t, name, hints, trouble))
		acts = dom.Nodes{act(lang.TwinAgain, TwinAgainPressed{})}
		if !t.fits(m.Drafts[id]) {
			acts = append(acts, act(lang.TwinApprove, TwinApproved{}))
		}
		acts = append(acts, act(lang.TwinDrop, TwinDropped{}))
	}
	return dom.Div(dom.Key("twin"), dom.Class("twin"), parts, dom.Span(dom.Key("acts"), dom.Class("acts"), acts))
}

func viewTwinTrouble(class, words string, more dom.Item) *dom.Node {
	return dom.Span(dom.Key("state"), dom.Class(class), more, dom.Icon(iconAlert), dom.Text(words))
}

func viewTwinField(m *Model, id chat.ConversationID, t Twin, name, hints, trouble string) *dom.Node {
	token, described := "", hints
	if m.GrabTwin == id && m.GrabIn == "" {
		token = itoa(m.Grab)
	}
	if trouble != "" {
		described = "why-" + hints
		if m.fate(id, chat.CleanText(m.Drafts[id])) != Refused { // else the hint says the same
			described += " " + hints
		}
	}
	return dom.Textarea(dom.Key("twin-field"), dom.Rows(1), dom.Data("grow", ""), dom.Lang(t.To), dom.Dir("auto"),
		dom.Aria("label", name), dom.If(hints != "", dom.Aria("describedby", described)), dom.If(trouble != "", dom.Aria("invalid", "true")), dom.EnterKeyHint("send"),
		dom.Value(t.Text), dom.Focus(token), dom.On(dom.Typed, TwinTyped{}), dom.On(dom.KeyPressed, TwinKeyPressed{}))
}
