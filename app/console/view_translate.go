package console

import (
	"slices"
	"strings"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// viewTranslating is what stands under a message about its translation while there is none: the way to get one, that it is
// on its way, or why there is none.
func viewTranslating(m *Model, t *ui.Transcript, e chat.Entry) dom.Nodes {
	to := m.missing(t, e)
	if to == "" {
		return nil
	}
	press := dom.On(dom.Clicked, TranslatePressed{In: t.Talk.ID, ID: e.ID})
	a, asked := m.Translations.Asks[e.ID]
	switch asked = asked && a.To == to; {
	case asked && (!a.Over || a.Problem == chat.NoProblem):
		return dom.Nodes{dom.Span(dom.Key("translating"), dom.Class("translating"), dom.Icon(iconLanguage), m.t(lang.Translating))}
	case asked && a.Problem == chat.NotNeeded && a.Pressed:
		return dom.Nodes{dom.Span(dom.Key("needless"), dom.Text(m.whyNot(a.Problem)))}
	case asked && a.Problem == chat.NotNeeded:
		return nil
	case asked:
		return dom.Nodes{dom.Span(dom.Key("why"), dom.Class("why"), dom.Text(m.whyNot(a.Problem))), dom.Button(dom.Key("again"), dom.Class("link"), press, m.t(lang.Retry))}
	}
	name := lang.TranslateInto
	if !m.Rules.Translate {
		name = lang.TranslateHere
	}
	words := name.With(m.Lang, lang.LanguageName(m.Lang, to))
	return dom.Nodes{dom.Button(dom.Key("translate"), dom.Class("quiet small act"), dom.Aria("label", words), dom.Title(words), press, dom.Icon(iconLanguage))}
}

// viewBothWays is the switch for the whole conversation, with its state in words; and, while it is on, the list from which the
// visitor's language can be chosen.
func viewBothWays(m *Model, id chat.ConversationID) *dom.Node {
	b, on := m.Translations.Both[id]
	if !m.Rules.Translate || m.Conversations[id].Closed && !on {
		return nil
	}
	press := dom.On(dom.Clicked, BothWaysPressed{In: id})
	if !on {
		return dom.Div(dom.Key("both"), dom.Class("both"), dom.Button(dom.Class("quiet filter"), dom.Aria("pressed", "false"), dom.Title(lang.BothWaysHelp.In(m.Lang)), press, dom.Icon(iconLanguage), dom.Span(m.t(lang.BothWays))))
	}
	mine, theirs := lang.LanguageName(m.Lang, m.Lang.Tag()), lang.NotKnownYet.In(m.Lang)
	if spoken := m.spoken(id); spoken != "" {
		theirs = lang.LanguageName(m.Lang, spoken)
	}
	menu := "spoken-" + string(id)
	return dom.Div(dom.Key("both"), dom.Class("both"),
		dom.Button(dom.Class("quiet filter"), dom.Aria("pressed", "true"), dom.Aria("label", lang.BothPairLabel.With(m.Lang, mine, theirs)), dom.Title(lang.BothWaysHelp.In(m.Lang)), press,
			dom.Icon(iconLanguage), dom.Span(dom.Text(lang.BothPair.With(m.Lang, mine, theirs)))),
		dom.Button(dom.Key("choose"), dom.Class("quiet small"), m.label(lang.VisitorsLanguage), dom.Opens(menu), dom.On(dom.Clicked, NothingPressed{}), dom.Icon(iconDown)),
		dom.Ul(dom.Key("languages"), dom.Class("menu languages"), dom.Popover(menu), dom.Aria("label", lang.VisitorsLanguage.In(m.Lang)), viewLanguages(m, id, menu, b.Spoken)))
}

// viewLanguages are the choices: what is recognised, and all but this agent's own.
func viewLanguages(m *Model, id chat.ConversationID, menu, chosen string) (choices dom.Nodes) {
	choice := func(code, name string) {
		choices = append(choices, dom.Li(dom.Key("spoken-"+code), dom.Button(dom.Closes(menu), dom.Aria("pressed", yes(chosen == code)), dom.On(dom.Clicked, SpokenChosen{In: id, Language: code}),
			dom.Span(dom.Text(name)), dom.If(chosen == code, dom.Icon(iconCheck)))))
	}
	name := lang.AsRecognised.In(m.Lang)
	if heard := m.Translations.Spoken[id]; heard != "" {
		name = lang.AsRecognisedNamed.With(m.Lang, lang.LanguageName(m.Lang, heard))
	}
	choice("", name)
	codes := slices.DeleteFunc(lang.Languages(), func(code string) bool { return code == m.Lang.Tag() })
	slices.SortFunc(codes, func(a, b string) int {
		return strings.Compare(lang.LanguageName(m.Lang, a), lang.LanguageName(m.Lang, b))
	})
	for _, code := range codes {
		choice(code, lang.LanguageName(m.Lang, code))
	}
	return choices
}
