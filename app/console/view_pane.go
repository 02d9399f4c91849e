package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewPanes are the conversations side by side, with a divider between each two.
func viewPanes(m *Model) *dom.Node {
	if len(m.Panes) == 0 {
		return viewNothing(m)
	}
	var panes dom.Nodes
	for i, p := range m.Panes {
		if i > 0 {
			panes = append(panes, viewDivider(m, i-1))
		}
		panes = append(append(panes, viewPane(m, i, p)), viewDock(m, p)...)
	}
	return dom.Div(dom.Key("panes"), dom.Class("panes"), dom.Hidden(m.Page != NoPage), dom.Data("count", itoa(len(m.Panes))), panes)
}

func viewPane(m *Model, i int, p Pane) *dom.Node {
	s, ok := m.Conversations[p.ID]
	if !ok {
		return dom.Div(dom.Key(string(p.ID)), dom.Class("talk empty"), dom.Share(p.Share), dom.P(m.t(lang.Loading)))
	}
	class := "talk"
	if i == m.Focus {
		class = "talk focused"
	}
	name := lang.NameOf(m.Lang, s.Visitor)
	return dom.Section(dom.Key(string(s.ID)), dom.Class(class), dom.Share(p.Share), dom.Aria("label", lang.ConversationOf.With(m.Lang, name)), m.dropOf(p.ID), dom.If(i == m.Focus, dom.InSight("focus")),
		dom.On(dom.FocusCame, PaneTouched{In: p.ID}), dom.On(dom.Clicked, PaneTouched{In: p.ID}),
		viewPaneHeader(m, i, s, name), viewScreen(m, i, s), viewFilters(m, p.ID), viewOffer(m, s), viewTold(m, s.ID), viewThread(m, p.ID), viewFoot(m, i == m.Focus, s, name))
}

// viewDivider stands between pane i and the next.
func viewDivider(m *Model, i int) *dom.Node {
	a, b := m.Panes[i].Share, m.Panes[i+1].Share
	return dom.Div(dom.Key("divider-"+string(m.Panes[i].ID)), dom.Class("divider"), dom.Role("separator"), dom.TabIndex(0), m.label(lang.Divider),
		dom.Aria("orientation", "vertical"), dom.Aria("valuemin", "0"), dom.Aria("valuemax", "100"), dom.Aria("valuenow", itoa(a*100/(a+b))),
		dom.On(dom.Dragged, DividerDragged{Pane: i}), dom.On(dom.KeyPressed, DividerKeyPressed{Pane: i}))
}

// viewFilters are the filters with what each would show, and what the one that is on hides.
func viewFilters(m *Model, id chat.ConversationID) *dom.Node {
	var buttons dom.Nodes
	for _, f := range filters {
		buttons = append(buttons, dom.Button(dom.Key(f.Name.En), dom.Class("filter"), dom.Aria("pressed", yes(m.Filters[id] == f.Filter)), dom.On(dom.Clicked, FilterPressed{In: id, Filter: f.Filter}),
			dom.Span(m.t(f.Name)), dom.Span(dom.Class("count"), dom.Text(itoa(m.count(id, f.Filter))))))
	}
	var hidden *dom.Node
	if n := m.Filtered[id]; n > 0 {
		hidden = dom.Button(dom.Key("hidden"), dom.Class("link hidden-new"), dom.On(dom.Clicked, FilterPressed{In: id, Filter: All}), dom.Text(lang.Filtered.With(m.Lang, n, itoa(n))))
	}
	return dom.Div(dom.Key("filters"), dom.Class("filters"),
		dom.Div(dom.Class("choices"), dom.Role("group"), dom.Aria("label", lang.Filters.In(m.Lang)), buttons),
		dom.Span(dom.Class("more"), dom.Role("status"), hidden),
		viewBothWays(m, id))
}

func viewNothing(m *Model) *dom.Node {
	title, help := lang.PickOne, lang.PickOneHelp
	switch {
	case !m.Listed:
		title, help = lang.Loading, lang.Text{}
	case len(m.Conversations) == 0:
		title, help = lang.NobodyYet, lang.NobodyYetHelp
	case m.waiting() == 0:
		title = lang.PickNone
	}
	return dom.Div(dom.Key("nothing"), dom.Class("pane empty"), dom.Hidden(m.Page != NoPage),
		dom.Div(dom.Class("hint"), dom.Icon(iconBrand), dom.H2(dom.TabIndex(-1), dom.Catches(true), m.t(title)), dom.P(m.t(help)), viewTold(m, "")))
}

func viewPaneHeader(m *Model, i int, s chat.Summary, name string) *dom.Node {
	presence, dot := lang.GoneFromSite, "presence"
	if s.Online {
		presence, dot = lang.OnSite, "presence on"
	}
	return dom.Header(dom.Class("pane-top"),
		dom.Button(dom.Class("quiet back"), m.label(lang.Back), dom.On(dom.Clicked, BackPressed{}), dom.Icon(iconBack)),
		dom.Span(dom.Class("portrait"), avatar(s.Visitor), dom.Span(dom.Class(dot))),
		dom.Div(dom.Class("about"),
			dom.H2(dom.Bdi(dom.Text(name))),
			dom.P(dom.Span(m.t(presence)), dom.If(m.paused(s), viewPaused(m, s, "chip")), viewKeptAway(m, s.ID), dom.If(viewScreen(m, i, s) == nil, viewPage(m, s.Page)))),
		viewTools(m, s),
		viewBlockTool(m, s.ID),
		dom.If(i == m.Focus, viewInfoButton(m)),
		viewPlace(m, i, s.ID),
	)
}

// viewPlace are the buttons for where the pane stands.
func viewPlace(m *Model, i int, id chat.ConversationID) *dom.Node {
	return dom.Div(dom.Key("place"), dom.Class("place"),
		dom.If(i > 0, dom.Button(dom.Key("left"), dom.Class("quiet small"), m.labelKey(lang.MoveLeft, LeftCommand), dom.On(dom.Clicked, PaneMoved{In: id, By: -1}), dom.Icon(iconLeft))),
		dom.If(i+1 < len(m.Panes), dom.Button(dom.Key("right"), dom.Class("quiet small"), m.labelKey(lang.MoveRight, RightCommand), dom.On(dom.Clicked, PaneMoved{In: id, By: 1}), dom.Icon(iconRight))),
		dom.Button(dom.Key("close"), dom.Class("quiet small"), m.labelKey(lang.HidePane, HideCommand), dom.On(dom.Clicked, PaneClosed{In: id}), dom.Icon(iconClose)))
}

// viewPage is the page's address, to be opened by the agent.
func viewPage(m *Model, p chat.PageView) *dom.Node {
	if p.URL == "" {
		return nil
	}
	return dom.A(dom.Class("page"), dom.Href(p.URL), dom.Title(p.URL+"\n"+lang.OpenAddressHelp.In(m.Lang)), dom.Icon(iconPage), dom.Bdi(dom.Text(pageName(p))))
}

func pageName(p chat.PageView) string {
	if p.Title != "" {
		return p.Title
	}
	return p.URL
}

func viewTools(m *Model, s chat.Summary) *dom.Node {
	switch {
	case s.Closed:
		return nil
	case s.Agent.IsZero(), s.Agent.Role == chat.Bot:
		return dom.Div(dom.Class("tools"), dom.Button(dom.Class("primary"), dom.On(dom.Clicked, TakePressed{In: s.ID}), m.t(lang.Take)))
	case m.mine(s):
		return dom.Div(dom.Class("tools"),
			viewTransferTool(m, s),
			viewPause(m, s),
			dom.Span(dom.Class("wide"), viewTool(m, lang.HandBack, m.withKey(lang.HandBackHelp, HandBackCommand), iconHandBack, HandBackPressed{In: s.ID})),
			viewTool(m, lang.Close, m.withKey(lang.CloseHelp, CloseCommand), iconCheck, ClosePressed{In: s.ID}))
	case m.mayTransfer(s):
		return dom.Div(dom.Class("tools"), viewTransferTool(m, s))
	}
	return nil
}

func viewTransferTool(m *Model, s chat.Summary) *dom.Node {
	return viewTool(m, lang.Transfer, m.withKey(lang.TransferHelp, TransferCommand), iconTransfer, TransferPressed{In: s.ID})
}

// viewTool is a button of a pane's header; where there is no room its word is not shown.
func viewTool(m *Model, name lang.Text, help, icon string, press dom.Msg) *dom.Node {
	return dom.Button(dom.Class("quiet worded"), dom.Aria("label", name.In(m.Lang)), dom.Title(help), dom.On(dom.Clicked, press), dom.Icon(icon), dom.Span(m.t(name)))
}

// grabToken changes whenever the message field, or the thread in its place, is to have the focus: see dom.Focus.
func (m *Model) grabToken(id chat.ConversationID, thread bool) string {
	if m.GrabIn != id || m.focused() != id || m.InThread != thread {
		return ""
	}
	return itoa(m.Grab)
}
