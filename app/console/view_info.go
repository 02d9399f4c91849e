package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewInfo is the information pane beside the conversations.
func viewInfo(m *Model) *dom.Node {
	if m.focused() == "" || m.Dialog.Kind == InfoDialog || !m.infoShown() {
		return nil
	}
	return dom.Aside(dom.Key("info"), dom.Class("info"), dom.Hidden(m.Page != NoPage), dom.Aria("label", lang.VisitorInfo.In(m.Lang)), viewInfoOf(m))
}

// viewDrawer is the information pane over the conversation, for windows that have no room beside it.
func viewDrawer(m *Model) *dom.Node {
	return dom.Dialog(dom.Key("dialog"), dom.Class("drawer"), dom.Aria("label", lang.VisitorInfo.In(m.Lang)), dom.Modal(), dom.On(dom.KeyPressed, FormKeyPressed{}), dom.On(dom.Clicked, NothingPressed{}),
		dom.Aside(dom.Class("info"), dom.Aria("label", lang.VisitorInfo.In(m.Lang)), viewInfoOf(m)))
}

// viewInfoButton is the button of a pane's header that shows the information pane.
func viewInfoButton(m *Model) *dom.Node {
	turn := ""
	if m.Info.Turn > 0 {
		turn = itoa(m.Info.Turn)
	}
	return dom.Button(dom.Key("info"), dom.Class("quiet small info-button"), m.labelKey(lang.VisitorInfo, InfoCommand), dom.Aria("expanded", yes(m.infoShown())), dom.Focus(turn), dom.On(dom.Clicked, InfoPressed{}), dom.Icon(iconInfoPane))
}

// viewInfoOf is all that is known about the visitor of the focused conversation.
func viewInfoOf(m *Model) dom.Nodes {
	id := m.focused()
	p := m.Profiles[id].Profile
	if p.Last == 0 { // from before visitors were known, or not told yet
		var exchanges *dom.Node
		if p.Visitor != "" {
			exchanges = viewExchanges(m, id, p.Visitor)
		}
		return dom.Nodes{viewInfoTop(m, id), viewBlocks(m, id), dom.P(dom.Class("unknown"), m.t(lang.NothingKnown)), exchanges}
	}
	return dom.Nodes{
		viewInfoTop(m, id),
		viewWho(m, p.Customer),
		viewBlocks(m, id),
		viewPart(m, lang.CameFrom, viewCame(m, p.Visit)),
		viewPart(m, lang.Navigation, viewNavigation(m, p)),
		viewPart(m, lang.Profile, viewDevice(m, p.Visit.Device)),
		viewDataPart(m, p),
		viewExchanges(m, id, p.Visitor),
		viewHistoryPart(m, p.Visitor),
	}
}

func viewInfoTop(m *Model, id chat.ConversationID) *dom.Node {
	who := m.visitor(id)
	return dom.Header(dom.Key("top"), dom.Class("info-top"),
		avatar(who), dom.H2(dom.Bdi(dom.Text(lang.NameOf(m.Lang, who)))),
		dom.If(len(m.blocks(id)) == 0, dom.Button(dom.Key("block"), dom.Class("quiet small"), m.label(lang.BlockThem), dom.On(dom.Clicked, BlockPressed{In: id}), dom.Icon(iconBlock))),
		dom.Button(dom.Key("hide"), dom.Class("quiet small"), m.label(lang.HideInfo), dom.On(dom.Clicked, InfoHidden{}), dom.Icon(iconClose)))
}

// viewPart is a section of the pane: its name, and what stands in it.
func viewPart(m *Model, name lang.Text, inside dom.Nodes) *dom.Node {
	return dom.Div(dom.Key(name.En), dom.Class("info-part"), dom.H3(m.t(name)), inside)
}

// facts are the lines of a section, each with what it is and its value.
type facts struct {
	m     *Model
	lines dom.Nodes
}

//go:noinline
func (f *facts) add(name lang.Text, value ...dom.Item) {
	f.lines = append(f.lines, dom.Dt(f.m.t(name)), dom.Dd(dom.Group(value)))
}

// text adds a text, unless it is empty.
//
//go:noinline
func (f *facts) text(name lang.Text, value string) {
	if value != "" {
		f.add(name, dom.Bdi(dom.Text(value)))
	}
}

// list is the lines; without any it says that nothing is known.
func (f *facts) list() dom.Nodes {
	if len(f.lines) == 0 {
		return dom.Nodes{dom.P(dom.Class("unknown"), f.m.t(lang.NotKnown))}
	}
	return dom.Nodes{dom.Dl(dom.Class("facts"), f.lines)}
}

// viewWho is who the merchant's server says it is.
func viewWho(m *Model, c chat.Customer) *dom.Node {
	if c.ID == "" {
		return nil
	}
	f := facts{m: m}
	f.text(lang.CustomerID, c.ID)
	f.text(lang.Email, c.Email)
	return dom.Div(dom.Key("who"), dom.Class("info-part"), dom.Span(dom.Class("chip signed"), dom.Title(lang.SignedHelp.In(m.Lang)), dom.Icon(iconSigned), m.t(lang.Signed)), f.list())
}

// viewBlocks are the blocks that keep the visitor away now.
func viewBlocks(m *Model, id chat.ConversationID) *dom.Node {
	list := m.blocks(id)
	if len(list) == 0 {
		return nil
	}
	var rows dom.Nodes
	for _, b := range list {
		words := dom.Nodes{m.t(lang.BlockedNow)}
		if b.Until != 0 {
			words = dom.Nodes{m.t(lang.BlockedTill), dom.Text(" "), dom.Time(dom.Full(b.Until))}
		}
		words = append(words, dom.Text(" "), dom.Text(lang.BlockedBy.With(m.Lang, lang.NameOf(m.Lang, b.By))))
		rows = append(rows, dom.Li(dom.Key(string(b.ID)), dom.Icon(iconBlock), dom.Span(words, dom.If(b.Reason != "", dom.Span(dom.Class("detail"), dom.Dir("auto"), dom.Text(b.Reason))))))
	}
	return dom.Ul(dom.Key("blocks"), dom.Class("blocked-now"), rows)
}

func viewNavigation(m *Model, p chat.Profile) dom.Nodes {
	f, present := facts{m: m}, m.present(p)
	switch {
	case p.Page.URL == "":
	case present:
		f.add(lang.PageNow, viewAddress(p.Page.URL, pageName(p.Page)), dom.Span(dom.Class("more"), m.t(lang.Since), dom.Text(" "), dom.Time(dom.Clock(p.PageAt))))
	default:
		f.add(lang.PageLast, viewAddress(p.Page.URL, pageName(p.Page)))
	}
	if p.Visit.Began != 0 {
		f.add(lang.TimeOnSite, dom.Span(dom.Class("timer"), dom.Text(lasted(m.onSiteFor(p)))))
	}
	if !present {
		f.add(lang.LastSeen, dom.Time(dom.Full(p.SeenAt)))
	}
	if p.Pages > 0 {
		f.text(lang.PagesViewed, itoa(int(p.Pages)))
	}
	switch n := p.Visit.Number; {
	case n == 1:
		f.text(lang.Visits, lang.VisitFirst.In(m.Lang))
	case n > 1:
		f.add(lang.Visits, dom.Text(lang.VisitNth.With(m.Lang, itoa(int(n)))), dom.Text(" "), dom.Span(dom.OnDay(p.Visit.FirstAt)))
	}
	return f.list()
}

// viewAddress is a link to a page of the visitor's, which shows its address to those who point at it.
func viewAddress(url, name string) *dom.Node {
	return dom.A(dom.Class("address-of"), dom.Href(url), dom.Title(url), dom.Dir("auto"), dom.Text(name))
}

// viewExchanges is how many conversations there were with the visitor, or with the customer, and the way to them.
func viewExchanges(m *Model, id chat.ConversationID, visitor chat.PersonID) *dom.Node {
	f := m.Profiles[id]
	n := int(f.Exchanges)
	words := dom.Nodes{dom.Text(lang.Exchanges.With(m.Lang, n, itoa(n))), dom.Text(" "), dom.Span(dom.OnDay(f.LastAt))}
	switch {
	case n == 0:
		words = dom.Nodes{m.t(lang.NoExchange)}
	case n == 1 && !m.Conversations[id].Closed:
		words = dom.Nodes{m.t(lang.FirstExchange)}
	}
	return viewPart(m, lang.Conversations, dom.Nodes{dom.P(words),
		dom.Div(dom.Class("buttons"), dom.Button(dom.Class("quiet framed"), dom.On(dom.Clicked, OpenCustomer{Visitor: visitor}), m.t(lang.SeeFile)))})
}

func viewHistoryPart(m *Model, visitor chat.PersonID) *dom.Node {
	drawn := viewHistory(m, visitor)
	if drawn == nil {
		return nil
	}
	return viewPart(m, lang.History, dom.Nodes{drawn})
}
