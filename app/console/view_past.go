package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewTalks are the past conversations of a customer, each to be opened in its place, and the search in them.
func viewTalks(m *Model, v chat.PersonID, d *Dossier) *dom.Node {
	list := m.pasts(d)
	if len(list) == 0 {
		return viewFilePart(m, lang.TalksTitle, pIn("empty-list", m.t(lang.NoTalks)))
	}
	rows := make(dom.Nodes, 0, len(list))
	for _, e := range list {
		rows = append(rows, viewExchange(m, e))
	}
	return viewFilePart(m, lang.TalksTitle,
		viewInside(m, v),
		dom.Ul(dom.Key("list"), dom.Class("kept exchanges"), rows),
		when(uint64(len(d.Exchanges)) < d.ExchangesInAll, viewMore(m, talksAsker, v, MoreExchangesPressed{Of: v})))
}

// pasts are the exchanges that are listed: those of the file, and the one that is read where it is older than they.
func (m *Model) pasts(d *Dossier) []chat.Exchange {
	p := m.File.Past
	if p == nil || d.has(p.Exchange) {
		return d.Exchanges
	}
	at := 0
	for at < len(d.Exchanges) && d.Exchanges[at].Opened >= p.Opened {
		at++
	}
	return append(append(append([]chat.Exchange(nil), d.Exchanges[:at]...), p.Exchange), d.Exchanges[at:]...)
}

// viewExchange is a past conversation in the list: when, how long, with whom, about what; and all of it while it is open.
func viewExchange(m *Model, e chat.Exchange) *dom.Node {
	p := m.File.Past
	open := p != nil && p.Conversation == e.Conversation && p.From == e.From
	key := string(e.Conversation) + "." + itoa(int(e.From))
	class := "exchange"
	var past *dom.Node
	if open {
		class, past = "exchange open", viewPast(m)
	}
	return dom.Li(dom.Key(key), dom.Class(class),
		dom.Button(dom.Key("head"), dom.Class("exchange-head"), dom.Aria("expanded", yes(open)), dom.On(dom.Clicked, PastPressed{Exchange: e}),
			spanIn("fold", dom.Icon(iconDown)), viewExchangeWords(m, e)),
		past)
}

func viewExchangeWords(m *Model, e chat.Exchange) *dom.Node {
	length := m.many(lang.MessagesSaid, e.Said)
	if e.Ended > e.Opened {
		length += " · " + stayedWords(e.Ended-e.Opened)
	}
	return spanIn("what",
		spanIn("title", dateTime(e.Opened), when(e.Ended == 0, m.saidIn("chip goes-on", lang.GoesOn)), wordsIn("length", length)),
		autoIn("first", pastWords(m, e)),
		viewWith(m, e))
}

// viewWith is who has answered, and what it was about.
func viewWith(m *Model, e chat.Exchange) *dom.Node {
	var nodes dom.Nodes
	if len(e.Agents) > 0 {
		nodes = dom.Nodes{wordsIn("with", lang.With.With(m.Lang, names(m, e.Agents)))}
	}
	for _, t := range e.Tags {
		nodes = append(nodes, wordsIn("chip", t))
	}
	if len(nodes) == 0 {
		return nil
	}
	return spanIn("detail", nodes...)
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
	earlier := ""
	if p.loading() {
		earlier = pastLoading(p).In(m.Lang)
	}
	sight := ""
	if p.Mark != 0 && !p.Sought { // once it is there
		sight = itoa(m.File.Turn)
	}
	return divIn("past",
		divIn("thread",
			dom.Div(dom.Class("scroll"), dom.InSight(sight), dom.Role("log"), dom.Aria("label", lang.Messages.In(m.Lang)), dom.Aria("live", "off"), dom.TabIndex(0), dom.Watched(), at, dom.On(dom.Measured, PastMeasured{}),
				status("earlier", earlier),
				dom.Div(dom.Key("before"), dom.Space(before)),
				dom.Ol(dom.Key("rows"), dom.Data("rows", ""), rows),
				dom.Div(dom.Key("after"), dom.Space(after)))),
		when(p.Problem != chat.NoProblem, m.alert("wrong", lang.PastEmpty, PastAgainPressed{})),
		when(p.Ended == 0 && listed, divIn("buttons", m.buttonIn("quiet", lang.GoToTalk, TalkPressed{ID: p.Conversation}))))
}

func pastLoading(p *Past) lang.Text {
	if p.Rows.Len() == 0 {
		return lang.Loading
	}
	return lang.Earlier
}
