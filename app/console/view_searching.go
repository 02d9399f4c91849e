package console

import (
	"unicode/utf8"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// viewSearching is the page of searches.
func viewSearching(m *Model) *dom.Node {
	if m.Page != SearchPage {
		return nil
	}
	return dom.Section(dom.Key("searching"), dom.Class("whole searching"), dom.Aria("label", lang.SearchTitle.In(m.Lang)),
		dom.Header(dom.Key("head"), dom.Class("file-head"), viewBackTo(m, NoPage), divIn("who", dom.H1(dom.TabIndex(-1), dom.Catches(true), m.t(lang.SearchTitle)))),
		dom.Form(dom.Key("form"), dom.Class("search-form"), dom.Role("search"), dom.On(dom.Submitted, SearchSubmitted{}), dom.On(dom.KeyPressed, FormKeyPressed{}),
			viewSearchText(m, "", lang.SearchTitle, itoa(m.PageTurn)),
			viewNarrow(m)),
		viewHits(m, ""))
}

// viewSearchText is the field of a search. The arrows mark a result, Enter opens it.
func viewSearchText(m *Model, of chat.PersonID, name lang.Text, focus string) *dom.Node {
	s := m.search(of)
	return divIn("search-line", dom.Icon(iconSearch),
		dom.Input(dom.Class("search"), dom.Role("combobox"), dom.Autocomplete("off"), dom.Aria("autocomplete", "list"), dom.Aria("expanded", yes(len(s.Hits) > 0)),
			dom.If(len(s.Hits) > 0, dom.Aria("controls", hitsID(of)), dom.Aria("activedescendant", hitID(of, s.At))),
			dom.Aria("label", name.In(m.Lang)), dom.Placeholder(name.In(m.Lang)), dom.MaxLength(chat.MaxQuery), dom.EnterKeyHint("search"), dom.Dir("auto"),
			dom.Value(s.Text), dom.Focus(focus), dom.On(dom.Typed, SearchTyped{Of: of}), dom.On(dom.KeyPressed, SearchKeyPressed{Of: of})))
}

func hitsID(of chat.PersonID) string {
	if of != "" {
		return "hits-inside"
	}
	return "hits"
}

func hitID(of chat.PersonID, i int) string { return hitsID(of) + "-" + itoa(i) }

// viewNarrow are the filters of the page.
func viewNarrow(m *Model) *dom.Node {
	s := &m.Search
	fields := dom.Nodes{
		m.narrowBy(fromFilter, lang.SearchFrom, dom.Input(dom.Type("date"), dom.Value(s.From), narrows(fromFilter))),
		m.narrowBy(untilFilter, lang.SearchUntil, dom.Input(dom.Type("date"), dom.Value(s.Until), narrows(untilFilter))),
		m.narrowTo(agentFilter, lang.SearchAgent, lang.AnyAgent, string(s.Agent), m.searchAgents()),
		m.narrowTo(tagFilter, lang.SearchTag, lang.AnyTag, s.Tag, m.searchTags()),
	}
	if sites := m.sites(); len(sites) > 1 {
		var list [][2]string
		for _, id := range sites {
			list = append(list, [2]string{string(id), string(id)})
		}
		fields = append(fields, m.narrowTo(siteFilter, lang.SearchSite, lang.AnySite, string(s.Site), list))
	}
	return divIn("narrow-by", fields...)
}

// narrows is what makes a field a filter.
//
//go:noinline
func narrows(name string) dom.Item {
	return dom.Group{dom.ElementID("search-" + name), dom.Name(name), dom.On(dom.Chosen, SearchNarrowed{Name: name})}
}

// narrowBy is a filter with its label, narrowTo one with a few choices beside all.
func (m *Model) narrowBy(name string, label lang.Text, field *dom.Node) *dom.Node {
	return dom.Div(dom.Key(name), dom.Class("entry"), dom.Label(dom.For("search-"+name), m.t(label)), field)
}

func (m *Model) narrowTo(name string, label, all lang.Text, value string, list [][2]string) *dom.Node {
	options := dom.Nodes{dom.Option(dom.OptionValue(""), m.t(all))}
	for _, c := range list {
		options = append(options, dom.Option(dom.OptionValue(c[0]), dom.Text(c[1])))
	}
	return m.narrowBy(name, label, dom.Select(options, dom.Value(value), narrows(name)))
}

// searchAgents are those who may have had a conversation, also those who are locked out by now.
func (m *Model) searchAgents() (list [][2]string) {
	for _, c := range m.Staff {
		list = append(list, [2]string{string(c.ID), lang.NameOf(m.Lang, c.Person)})
	}
	for _, p := range m.LockedOut {
		list = append(list, [2]string{string(p.ID), lang.NameOf(m.Lang, p)})
	}
	return list
}

func (m *Model) searchTags() (list [][2]string) {
	for _, i := range m.Library.of(chat.TagItem) {
		list = append(list, [2]string{i.Name, i.Name})
	}
	return list
}

// viewInside is the search in a customer's conversations.
func viewInside(m *Model, v chat.PersonID) *dom.Node {
	return dom.Form(dom.Key("inside"), dom.Class("inside"), dom.Role("search"), dom.On(dom.Submitted, SearchSubmitted{Of: v}), dom.On(dom.KeyPressed, FormKeyPressed{}),
		viewSearchText(m, v, lang.SearchInside, ""),
		when(m.File.Search.Text != "", viewHits(m, v)))
}

// viewHits are the results, with how many there are or why there are none.
func viewHits(m *Model, of chat.PersonID) *dom.Node {
	s := m.search(of)
	_, any := m.query(of)
	_, busy := m.looking(searcher(of), of)
	class := "found"
	if busy && len(s.Hits) > 0 {
		class = "found former" // not yet the answer to what stands in the field
	}
	rows := make(dom.Nodes, 0, len(s.Hits))
	for i, h := range s.Hits {
		rows = append(rows, viewHit(m, of, i, h))
	}
	answered := any && !busy && s.Problem == chat.NoProblem && s.Of != (chat.Query{})
	return dom.Div(dom.Key("found"), dom.Class(class),
		dom.P(dom.Key("state"), dom.Class("search-state"), dom.Role("status"), viewSearchState(m, of, any)),
		when(len(rows) > 0, dom.Ul(dom.Key("hits"), dom.ElementID(hitsID(of)), dom.Class("hits"), dom.Role("listbox"), outOfTab, dom.Aria("label", lang.ResultsOf.In(m.Lang)), rows)),
		when(answered && len(rows) == 0, pIn("empty-list", m.t(lang.NoneFoundHelp))),
		when(s.More != "" && len(rows) > 0, viewMore(m, searcher(of), of, MoreHitsPressed{Of: of})))
}

// viewSearchState says in words where the search stands.
func viewSearchState(m *Model, of chat.PersonID, any bool) dom.Item {
	s := m.search(of)
	l, busy := m.looking(searcher(of), of)
	switch {
	case !any && of == "":
		return m.t(lang.SearchHint)
	case !any:
		return nil
	case busy && l.Again != 0:
		return dom.Text(lang.Preparing.With(m.Lang, percent(l.Ready)))
	case busy && m.Link.State != ui.Online:
		return m.t(lang.Reconnecting)
	case busy && m.slow(l):
		return m.t(lang.Searching)
	case s.Problem != chat.NoProblem:
		return dom.Nodes{dom.Icon(iconAlert), m.t(lang.NotSearched), m.buttonIn("link", lang.Retry, SearchAgainPressed{Of: of})}
	case s.Of == (chat.Query{}):
		return nil // the first answer is on its way
	case s.Total >= 1000:
		return m.t(lang.ManyFound)
	case s.Total == 0:
		return m.t(lang.NoneFound)
	}
	return dom.Text(m.many(lang.Talks, s.Total))
}

// viewHit is a conversation that was found, with the words that match.
func viewHit(m *Model, of chat.PersonID, i int, h chat.Hit) *dom.Node {
	marked := i == m.search(of).At
	snippet := dom.Nodes{dom.Text(pastWords(m, h.Exchange))}
	title := spanIn("title", dateTime(h.Opened), when(h.Ended == 0, m.saidIn("chip goes-on", lang.GoesOn)))
	var face *dom.Node
	if of == "" {
		face = avatar(h.Visitor)
		title = spanIn("title", bdi(lang.NameOf(m.Lang, h.Visitor)), dateTime(h.Opened), when(h.Ended == 0, m.saidIn("chip goes-on", lang.GoesOn)))
	}
	if h.Snippet != "" {
		snippet = markedWords(h.Snippet, h.Marks)
	}
	return dom.Li(dom.Key(string(h.Conversation)+"."+itoa(int(h.From))), dom.ElementID(hitID(of, i)), dom.Class("hit"), dom.Role("option"), dom.Aria("selected", yes(marked)), dom.InSight(token(marked)),
		dom.On(dom.Clicked, HitPressed{Of: of, At: i}),
		face, spanIn("what", title, dom.Span(dom.Class("snippet"), dom.Dir("auto"), snippet), viewWith(m, h.Exchange)))
}

// markedWords are the words with those marked that match. Marks come from outside: what is no place in the words marks nothing.
func markedWords(s string, marks []uint64) dom.Nodes {
	var nodes dom.Nodes
	at := uint64(0)
	for ; len(marks) >= 2; marks = marks[2:] {
		from, to := marks[0], marks[1]
		if from < at || to <= from || to > uint64(len(s)) || !utf8.RuneStart(s[from]) || to < uint64(len(s)) && !utf8.RuneStart(s[to]) {
			continue
		}
		if from > at {
			nodes = append(nodes, dom.Text(s[at:from]))
		}
		nodes = append(nodes, dom.Mark(dom.Text(s[from:to])))
		at = to
	}
	return append(nodes, dom.Text(s[at:]))
}
