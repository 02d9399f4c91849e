package console

import (
	"slices"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewTalks are the past conversations of a customer, each to be opened in its place, and the search in them.
func viewTalks(m *Model, v chat.PersonID, d *Dossier) *dom.Node {
	list := m.pasts(d)
	if len(list) == 0 {
		return viewPart(m, lang.TalksTitle, dom.P(dom.Key("none"), dom.Class("empty-list"), m.t(lang.NoTalks)))
	}
	rows := make(dom.Nodes, 0, len(list))
	for _, e := range list {
		rows = append(rows, viewExchange(m, e))
	}
	return viewPart(m, lang.TalksTitle,
		viewInside(m, v),
		dom.Ul(dom.Key("list"), dom.Class("kept exchanges"), rows),
		dom.If(uint64(len(d.Exchanges)) < d.ExchangesInAll, viewMore(m, talksAsker, v, MoreExchangesPressed{Of: v})))
}

// pasts are the exchanges that are listed: those of the file, and the one that is read where it is older than they.
func (m *Model) pasts(d *Dossier) []chat.Exchange {
	p := m.File.Past
	if p == nil || d.has(p.Exchange) {
		return d.Exchanges
	}
	at := slices.IndexFunc(d.Exchanges, func(e chat.Exchange) bool { return e.Opened < p.Opened })
	if at < 0 {
		at = len(d.Exchanges)
	}
	return slices.Insert(slices.Clone(d.Exchanges), at, p.Exchange)
}

// viewExchange is a past conversation in the list: when, how long, with whom, about what; and all of it while it is open.
func viewExchange(m *Model, e chat.Exchange) *dom.Node {
	p := m.File.Past
	open := p != nil && p.Conversation == e.Conversation && p.From == e.From
	key := string(e.Conversation) + "." + itoa(int(e.From))
	class := "exchange"
	if open {
		class = "exchange open"
	}
	return dom.Li(dom.Key(key), dom.Class(class), dom.If(open && p.Mark != 0, dom.InSight(itoa(m.File.Turn))),
		dom.Button(dom.Key("head"), dom.Class("exchange-head"), dom.Aria("expanded", yes(open)), dom.On(dom.Clicked, PastPressed{Exchange: e}),
			dom.Span(dom.Class("fold"), dom.Icon(iconDown)),
			dom.Span(dom.Class("what"), viewExchangeWords(m, e))),
		dom.If(open, viewPast(m)))
}

func viewExchangeWords(m *Model, e chat.Exchange) dom.Item {
	said := int(e.Said)
	return dom.Group{
		dom.Span(dom.Class("title"), dom.Time(dom.DateTime(e.Opened)),
			dom.If(e.Ended == 0, dom.Span(dom.Class("chip goes-on"), m.t(lang.GoesOn))),
			dom.Span(dom.Class("length"), dom.Text(lang.MessagesSaid.With(m.Lang, said, itoa(said))), dom.If(e.Ended > e.Opened, dom.Text(" · "+lasted(e.Ended-e.Opened))))),
		dom.Span(dom.Class("first"), dom.Dir("auto"), dom.Text(pastWords(m, e))),
		dom.If(len(e.Agents)+len(e.Tags) > 0, dom.Span(dom.Class("detail"), dom.If(len(e.Agents) > 0, dom.Span(dom.Text(lang.With.With(m.Lang, names(m, e.Agents))))), viewTags(e.Tags))),
	}
}

// pastWords are the first words of an exchange.
func pastWords(m *Model, e chat.Exchange) string {
	if e.First == "" {
		return lang.NoWords.In(m.Lang)
	}
	return e.First
}

func names(m *Model, list []chat.Person) string {
	words := ""
	for i, p := range list {
		if i > 0 {
			words += ", "
		}
		words += lang.NameOf(m.Lang, p)
	}
	return words
}

func viewTags(tags []string) dom.Nodes {
	var nodes dom.Nodes
	for _, t := range tags {
		nodes = append(nodes, dom.Span(dom.Class("chip"), dom.Text(t)))
	}
	return nodes
}

// viewPast is the exchange that is open, as a pane shows it. Nothing can be asked for there but to read on.
func viewPast(m *Model) *dom.Node {
	p := m.File.Past
	still := *m // the same desk, without what a conversation of now has
	still.Rules.Translate, still.Translations, still.Unseen, still.Sought = false, Translations{}, nil, Sought{In: p.Conversation, N: p.Mark}
	first, last, before, after, top := p.Rows.View()
	look := still.look(p.Rows)
	rows := make(dom.Nodes, 0, last-first)
	for i := first; i < last; i++ {
		rows = append(rows, viewEntry(&still, p.Rows, look, i))
	}
	at := dom.Top(top)
	if p.Rows.Window.AtEnd {
		at = dom.AtEnd(true)
	}
	_, listed := m.Conversations[p.Conversation]
	return dom.Div(dom.Key("past"), dom.Class("past"),
		dom.Div(dom.Key("thread"), dom.Class("thread"),
			dom.Div(dom.Class("scroll"), dom.Role("log"), dom.Aria("label", lang.Messages.In(m.Lang)), dom.Aria("live", "off"), dom.TabIndex(0), dom.Watched(), at, dom.On(dom.Measured, PastMeasured{}),
				dom.P(dom.Key("earlier"), dom.Class("earlier"), dom.Role("status"), dom.If(p.loading(), m.t(pastLoading(p)))),
				dom.Div(dom.Key("before"), dom.Space(before)),
				dom.Ol(dom.Key("rows"), dom.Data("rows", ""), rows),
				dom.Div(dom.Key("after"), dom.Space(after)))),
		dom.If(p.Problem != chat.NoProblem, dom.P(dom.Key("problem"), dom.Class("wrong"), dom.Role("alert"), dom.Icon(iconAlert), m.t(lang.PastEmpty), dom.Button(dom.Class("link"), dom.On(dom.Clicked, PastAgainPressed{}), m.t(lang.Retry)))),
		dom.If(p.Ended == 0 && listed, dom.Div(dom.Key("go"), dom.Class("buttons"), dom.Button(dom.Class("quiet"), dom.On(dom.Clicked, TalkPressed{ID: p.Conversation}), m.t(lang.GoToTalk), dom.Icon(iconRight)))))
}

func pastLoading(p *Past) lang.Text {
	if p.Rows.Len() == 0 {
		return lang.Loading
	}
	return lang.Earlier
}
