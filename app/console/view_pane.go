package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

func viewPane(m *Model) *dom.Node {
	s, ok := m.Conversations[m.Open]
	switch {
	case m.Open == "" || m.Listed && !ok:
		return viewNothing(m)
	case !ok:
		return dom.Main(dom.Key("pane"), dom.Class("pane empty"), dom.P(m.t(lang.Loading)))
	}
	name := lang.NameOf(m.Lang, s.Visitor)
	return dom.Main(dom.Key("pane"), dom.Class("pane"),
		dom.Section(dom.Key(string(s.ID)), dom.Class("talk"), dom.Aria("label", lang.ConversationOf.With(m.Lang, name)),
			viewPaneHeader(m, s, name), viewThread(m), viewFoot(m, s, name)))
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
	return dom.Main(dom.Key("nothing"), dom.Class("pane empty"),
		dom.Div(dom.Class("hint"), dom.Icon(iconBrand), dom.H2(m.t(title)), dom.P(m.t(help))))
}

func viewPaneHeader(m *Model, s chat.Summary, name string) *dom.Node {
	presence, dot := lang.GoneFromSite, "presence"
	if s.Online {
		presence, dot = lang.OnSite, "presence on"
	}
	return dom.Header(dom.Class("pane-top"),
		dom.Button(dom.Class("quiet back"), m.label(lang.Back), dom.On(dom.Clicked, BackPressed{}), dom.Icon(iconBack)),
		dom.Span(dom.Class("portrait"), avatar(s.Visitor), dom.Span(dom.Class(dot))),
		dom.Div(dom.Class("about"),
			dom.H2(dom.Bdi(dom.Text(name))),
			dom.P(dom.Span(m.t(presence)), viewPage(s.Page))),
		viewTools(m, s),
	)
}

func viewPage(p chat.PageView) *dom.Node {
	if p.URL == "" {
		return nil
	}
	return dom.A(dom.Class("page"), dom.Href(p.URL), dom.Title(p.URL), dom.Icon(iconPage), dom.Bdi(dom.Text(pageName(p))))
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
	case s.Agent.IsZero():
		return dom.Div(dom.Class("tools"), dom.Button(dom.Class("primary"), dom.On(dom.Clicked, TakePressed{}), m.t(lang.Take)))
	case m.mine(s):
		return dom.Div(dom.Class("tools"),
			dom.Button(dom.Class("quiet worded"), dom.Title(lang.HandBackHelp.In(m.Lang)), dom.On(dom.Clicked, HandBackPressed{}), dom.Icon(iconHandBack), dom.Span(m.t(lang.HandBack))),
			dom.Button(dom.Class("quiet worded"), dom.Title(lang.CloseHelp.In(m.Lang)), dom.On(dom.Clicked, ClosePressed{}), dom.Icon(iconCheck), dom.Span(m.t(lang.Close))))
	}
	return nil
}

// viewFoot is the input zone, or why there is none.
func viewFoot(m *Model, s chat.Summary, name string) *dom.Node {
	switch {
	case s.Closed:
		return dom.Footer(dom.Key("closed"), dom.Class("foot notice"), m.t(lang.IsClosed))
	case !m.mayWrite():
		return dom.Footer(dom.Key("taken"), dom.Class("foot notice"), avatar(s.Agent), dom.Text(lang.TakenBy.With(m.Lang, s.Agent.Name)))
	}
	draft := m.Drafts[m.Open]
	over := len(chat.CleanText(draft)) - chat.MaxText
	hint, class := lang.EnterSends.In(m.Lang), "hints"
	switch {
	case over > 0:
		hint, class = lang.TooLong.With(m.Lang, itoa(over)), "hints mistake"
	case s.Agent.IsZero():
		hint = lang.SendTakes.In(m.Lang)
	}
	return dom.Footer(dom.Key("compose"), dom.Class("foot compose"),
		dom.Div(dom.Class("field"),
			dom.Textarea(dom.Rows(1), dom.Data("grow", ""), dom.Aria("label", lang.Message.In(m.Lang)), dom.Placeholder(lang.WriteTo.With(m.Lang, name)), dom.Dir("auto"),
				dom.Aria("describedby", "hints"), dom.EnterKeyHint("send"), dom.Value(draft), dom.Focus(m.grabToken()),
				dom.On(dom.Typed, DraftTyped{}), dom.On(dom.KeyPressed, DraftKeyPressed{})),
			dom.Button(dom.Class("primary send"), m.label(lang.Send), dom.Aria("disabled", yes(chat.CheckText(chat.CleanText(draft)) != chat.NoProblem)), dom.On(dom.Clicked, SendPressed{}), dom.Icon(iconSend))),
		dom.P(dom.Class(class), dom.ElementID("hints"), dom.If(over > 0, dom.Role("alert")), dom.Text(hint)))
}

// grabToken changes whenever the message field is to have the focus: see dom.Focus.
func (m *Model) grabToken() string {
	if m.Grab == 0 {
		return ""
	}
	return itoa(m.Grab)
}
