package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewClients are the visitors and customers, or the blocks.
func viewClients(m *Model) dom.Nodes {
	c := m.Clients
	tab := func(blocks bool, name lang.Text) *dom.Node {
		return dom.Button(dom.Key(name.En), dom.Class("filter"), dom.Aria("pressed", yes(c.Blocks == blocks)), dom.On(dom.Clicked, ClientsPressed{Blocks: blocks}), m.t(name))
	}
	filter := func(by ClientFilter, name lang.Text) *dom.Node {
		return dom.Button(dom.Key(name.En), dom.Class("filter"), dom.Aria("pressed", yes(c.By == by)), dom.On(dom.Clicked, ClientsFiltered{By: by}), m.t(name))
	}
	filters := dom.Nodes{filter(AllClients, lang.ClientsAll), filter(KnownClients, lang.ClientsKnown), filter(BlockedClients, lang.ClientsBlocked)}
	if c.Blocks {
		filters = dom.Nodes{filter(AllClients, lang.BlocksNow), filter(EverBlocked, lang.BlocksEver)}
	}
	return dom.Nodes{
		dom.Div(dom.Key("lists"), dom.Class("choices"), dom.Role("group"), dom.Aria("label", lang.ClientsTitle.In(m.Lang)), tab(false, lang.ClientsPeople), tab(true, lang.ClientsBlocks)),
		dom.Div(dom.Key("find"), dom.Class("finder"),
			dom.Input(dom.Key("search"), dom.Type("search"), dom.Class("search"), dom.Aria("label", lang.ClientsSearch.In(m.Lang)), dom.Placeholder(lang.ClientsSearch.In(m.Lang)), dom.Autocomplete("off"), dom.Value(c.Text), dom.On(dom.Typed, ClientsTyped{})),
			dom.Div(dom.Key("filters"), dom.Class("choices"), dom.Role("group"), dom.Aria("label", lang.Filters.In(m.Lang)), filters)),
		viewClientsState(m),
		viewClientsList(m),
	}
}

// viewClientsState says how many there are, or why there are none to be seen.
func viewClientsState(m *Model) *dom.Node {
	c := m.Clients
	said := func(words string) *dom.Node {
		return dom.P(dom.Key("state"), dom.Class("help"), dom.Role("status"), dom.Text(words))
	}
	l, looks := m.looking(clientsAsker, "")
	switch {
	case looks && l.Ready > 0:
		return said(lang.BeingPrepared.With(m.Lang, itoa(int(l.Ready/10)), "%"))
	case c.Trouble != lang.Text{}:
		return dom.P(dom.Key("trouble"), dom.Class("wrong"), dom.Role("alert"), dom.Icon(iconAlert), m.t(c.Trouble))
	case !c.Came:
		return said(lang.Loading.In(m.Lang))
	case len(c.People)+len(c.Lines) == 0:
		return dom.P(dom.Key("empty"), dom.Class("empty-list"), dom.Role("status"), m.t(m.noClients()))
	}
	n, more := int(c.Total), ""
	if n >= 1000 {
		more = "+"
	}
	return said(lang.ClientsFound.With(m.Lang, n, itoa(n)+more))
}

func (m *Model) noClients() lang.Text {
	c := m.Clients
	switch {
	case c.Blocks && c.Text != "":
		return lang.NoSuchBlock
	case c.Blocks && c.By == EverBlocked:
		return lang.NeverBlocked
	case c.Blocks, c.By == BlockedClients && c.Text == "":
		return lang.NobodyBlocked
	case c.Text != "", c.By != AllClients:
		return lang.ClientsNoMatch
	}
	return lang.ClientsNone
}

func viewClientsList(m *Model) *dom.Node {
	c := m.Clients
	var rows dom.Nodes
	for _, a := range c.People {
		rows = append(rows, viewClient(m, a))
	}
	for _, b := range c.Lines {
		rows = append(rows, viewBlockLine(m, b))
	}
	if len(rows) == 0 {
		return nil
	}
	name := lang.ClientsPeople
	if c.Blocks {
		name = lang.ClientsBlocks
	}
	return dom.Div(dom.Key("found"), dom.Class("found-list"),
		dom.Ul(dom.Key("list"), dom.Class("kept"), dom.Aria("label", name.In(m.Lang)), rows),
		dom.If(c.More != "", dom.Div(dom.Key("more"), dom.Class("buttons found-more"), dom.Button(dom.Class("quiet"), dom.On(dom.Clicked, MoreClientsPressed{}), m.t(lang.LoadMore)))))
}

// viewClient is a line for a visitor or a customer; it leads to their file.
func viewClient(m *Model, a chat.Acquaintance) *dom.Node {
	who := person(a.Profile)
	had := lang.ExchangesNone.In(m.Lang)
	if n := int(a.Exchanges); n > 0 {
		had = lang.HadExchanges.With(m.Lang, n, itoa(n))
	}
	if a.Visitors > 1 {
		had += " · " + lang.Browsers.With(m.Lang, int(a.Visitors), itoa(int(a.Visitors)))
	}
	seen := max(a.SeenAt, a.LastAt)
	return dom.Li(dom.Key(string(a.Visitor)), dom.Class("item"), avatar(who),
		dom.Span(dom.Class("what"),
			dom.Span(dom.Class("title"), dom.Button(dom.Class("link"), dom.On(dom.Clicked, OpenCustomer{Visitor: a.Visitor}), dom.Bdi(dom.Text(lang.NameOf(m.Lang, who)))),
				dom.If(a.Customer.ID != "", dom.Span(dom.Class("chip"), dom.Bdi(dom.Text(a.Customer.ID)))),
				dom.If(a.Blocked, dom.Span(dom.Class("chip kept-away"), dom.Icon(iconBlock), m.t(lang.BlockedNow)))),
			dom.Span(dom.Class("detail"), dom.If(a.Customer.Email != "", dom.Text(a.Customer.Email+" · ")), dom.Text(had), dom.If(seen != 0, dom.Text(" · "), m.t(lang.SeenLast), dom.Text(" "), dom.Time(dom.Full(seen))))))
}

// viewBlockLine is a line for a block: whom, who, when, until, why, and what has become of it.
func viewBlockLine(m *Model, b chat.BlockLine) *dom.Node {
	name := nameOfBlock(m, b.Block)
	what := lang.TargetBrowser
	switch b.Target {
	case chat.BlockCustomer:
		what = lang.CustomerID
	case chat.BlockAddress:
		what = lang.TargetAddress
	}
	until := dom.Nodes{m.t(lang.UntilEver)}
	if b.Until != 0 {
		until = dom.Nodes{m.t(lang.UntilTime), dom.Text(" "), dom.Time(dom.Full(b.Until))}
	}
	var ended *dom.Node
	switch {
	case b.EndedAt != 0:
		ended = dom.Span(dom.Class("detail"), dom.Text(lang.EndedByOn.With(m.Lang, lang.NameOf(m.Lang, b.EndedBy))), dom.Text(" "), dom.Time(dom.Full(b.EndedAt)))
	case !m.holds(b):
		ended = dom.Span(dom.Class("detail"), m.t(lang.RanOut))
	}
	return dom.Li(dom.Key(string(b.Visitor)+string(b.ID)), dom.Class("item"), avatar(chat.Person{ID: b.Visitor, Role: chat.Visitor, Name: b.Name}),
		dom.Span(dom.Class("what"),
			dom.Span(dom.Class("title"), dom.Button(dom.Class("link"), dom.On(dom.Clicked, OpenCustomer{Visitor: b.Visitor}), dom.Bdi(dom.Text(name))), dom.Span(dom.Class("chip"), m.t(what))),
			dom.Span(dom.Class("detail"), dom.Text(lang.BlockedByOn.With(m.Lang, lang.NameOf(m.Lang, b.By))), dom.Text(" "), dom.Time(dom.Full(b.At)), dom.Text(" · "), until),
			dom.If(b.Reason != "", dom.Span(dom.Class("detail"), dom.Dir("auto"), dom.Text(lang.BlockReasonIs.With(m.Lang, b.Reason)))),
			ended),
		dom.If(m.holds(b), dom.Span(dom.Class("buttons"), dom.Button(dom.Class("quiet"), dom.Aria("label", lang.SaysColon.With(m.Lang, lang.Unblock.In(m.Lang), name)), dom.On(dom.Clicked, UnblockPressed{Block: b.Block}), m.t(lang.Unblock)))))
}
