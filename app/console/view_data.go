package console

import (
	"strings"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

func viewDataPart(m *Model, p chat.Profile) *dom.Node {
	data := viewData(m, p)
	if data == nil {
		return nil
	}
	return viewPart(m, lang.CustomData, dom.Nodes{data})
}

// viewData is the custom data of a profile, each with whether the merchant's server vouches for it; nil for none.
func viewData(m *Model, p chat.Profile) *dom.Node {
	list := m.shownData(p)
	if len(list) == 0 {
		return nil
	}
	id := chat.ConversationOf(p.Visitor, 1)
	var rows dom.Nodes
	signed, declared := false, false
	for _, s := range list {
		signed, declared = signed || s.Signed, declared || !s.Signed
		rows = append(rows, viewDatum(m, s, m.fresh(id, s.Name)))
	}
	return dom.Div(dom.Key("data"), dom.Dl(dom.Class("facts data"), rows),
		dom.P(dom.Class("legend"),
			dom.If(signed, dom.Span(dom.Icon(iconSigned), dom.Span(m.t(lang.Signed), dom.Text(" · "), m.t(lang.SignedHelp)))),
			dom.If(declared, dom.Span(dom.Icon(iconPage), dom.Span(m.t(lang.Declared), dom.Text(" · "), m.t(lang.DeclaredHelp))))))
}

func viewDatum(m *Model, s Shown, fresh bool) *dom.Node {
	mark, icon, class := lang.Declared, iconPage, "datum"
	if s.Signed {
		mark, icon = lang.Signed, iconSigned
	}
	if fresh {
		class = "datum fresh"
	}
	return dom.Div(dom.Key(s.Name), dom.Class(class),
		dom.Dt(dom.Title(s.Name), dom.Bdi(dom.Text(s.Label))),
		dom.Dd(dom.Span(dom.Class("mark"), dom.Title(mark.In(m.Lang)), dom.Icon(icon), dom.Span(dom.Class("unseen"), m.t(mark))),
			viewValue(m, s),
			dom.If(fresh, dom.Span(dom.Class("more updated"), m.t(lang.Updated))),
			dom.If(s.Wrong != lang.Text{}, dom.Span(dom.Class("more"), m.t(s.Wrong)))))
}

// viewValue is the value in the reader's way of writing it.
func viewValue(m *Model, s Shown) *dom.Node {
	switch s.As {
	case chat.DatumNumber:
		return dom.Span(dom.Number(s.Value))
	case chat.DatumMoney:
		amount, currency, _ := strings.Cut(s.Value, " ")
		return dom.Span(dom.Money(amount, currency))
	case chat.DatumDate:
		return dom.Span(dom.Date(s.Value))
	case chat.DatumYesNo:
		return dom.Span(m.t(m.yesNo(s.Value)))
	case chat.DatumLink:
		return viewAddress(s.Value, s.Value)
	}
	return dom.Bdi(dom.Text(s.Value))
}
