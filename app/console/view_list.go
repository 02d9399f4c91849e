package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// Heights of the list's rows in px, the same as in console.css: with them the list needs no measuring, however long.
const (
	groupHeight = 36  // see also boxHeight
	beyond      = 600 // rows are in the document this far outside what is visible
)

func viewList(m *Model) *dom.Node {
	return dom.Nav(dom.Key("list"), dom.Class("list"), dom.Hidden(m.Page != NoPage), dom.Watched(), dom.Aria("label", lang.Conversations.In(m.Lang)), dom.On(dom.Measured, ListMeasured{}),
		dom.Div(dom.If(len(m.Conversations) > 0, dom.Role("list"), dom.Aria("label", lang.Conversations.In(m.Lang))), dom.Data("rows", ""), viewGroups(m)))
}

// viewGroups are the rows near what is visible, and an empty box before and after them for the others.
func viewGroups(m *Model) dom.Nodes {
	top, bottom := m.ListTop-beyond, m.ListTop+max(m.ListHeight, 800)+beyond
	var rows dom.Nodes
	y, before, after := 0, 0, 0
	place := func(height int, row func() *dom.Node) {
		switch {
		case y+height < top:
			before += height
		case y > bottom:
			after += height
		default:
			rows = append(rows, row())
		}
		y += height
	}
	for _, g := range m.Groups {
		place(groupHeight, func() *dom.Node { return viewGroup(m, g) })
		for i, id := range g.List {
			place(m.boxHeight(), func() *dom.Node { return viewBox(m, m.Conversations[id], i+1, len(g.List)) })
		}
	}
	return append(append(dom.Nodes{dom.Div(dom.Key("before"), dom.Space(before))}, rows...), dom.Div(dom.Key("after"), dom.Space(after)))
}

// viewGroup is a group's name. It is no heading: what a list holds are its boxes, with words between them.
func viewGroup(m *Model, g Group) *dom.Node {
	return dom.Div(dom.Key(g.Name.En), dom.Class("group"), m.t(g.Name), dom.Span(dom.Class("count"), dom.Text(itoa(len(g.List)))))
}

// viewBox is the state box of a conversation.
func viewBox(m *Model, s chat.Summary, place, of int) *dom.Node {
	class := "box"
	if m.pane(s.ID) >= 0 {
		class = "box in-view"
	}
	if s.WaitingSince != 0 && (m.mine(s) || s.Agent.IsZero()) && !m.paused(s) {
		class += " waits"
	}
	presence, dot := lang.GoneFromSite, "presence"
	if s.Online {
		presence, dot = lang.OnSite, "presence on"
	}
	return dom.Li(dom.Key(string(s.ID)), dom.Class(class), dom.Aria("setsize", itoa(of)), dom.Aria("posinset", itoa(place)),
		dom.Button(dom.On(dom.Clicked, ConversationPressed{ID: s.ID}), dom.If(m.pane(s.ID) >= 0 && s.ID == m.focused(), dom.Aria("current", "true")),
			dom.Span(dom.Class("portrait"), avatar(s.Visitor), dom.Span(dom.Class(dot), dom.Title(presence.In(m.Lang)), dom.Span(dom.Class("unseen"), m.t(presence)))),
			dom.Span(dom.Class("lines"),
				dom.Span(dom.Class("line-1"), dom.Bdi(dom.Class("name"), dom.Text(lang.NameOf(m.Lang, s.Visitor))), viewShows(m, s), viewTimers(m, s)),
				dom.Span(dom.Class("line-2"), dom.Span(dom.Class("preview"), dom.Dir("auto"), dom.Text(preview(m, s))), viewUnread(m, s)),
				viewOwner(m, s),
			)),
		viewBoxTool(m, s))
}

// viewBoxTool is what else can be done with a conversation of the list.
func viewBoxTool(m *Model, s chat.Summary) *dom.Node {
	if s.Closed {
		return dom.Button(dom.Key("tool"), dom.Class("quiet small tool"), m.label(lang.Dismiss), dom.On(dom.Clicked, DismissPressed{ID: s.ID}), dom.Icon(iconClose))
	}
	if m.pane(s.ID) >= 0 || len(m.Panes) == 0 || len(m.Panes) == maxPanes {
		return nil
	}
	return dom.Button(dom.Key("tool"), dom.Class("quiet small tool"), m.label(lang.OpenBeside), dom.On(dom.Clicked, ConversationPressed{ID: s.ID, Beside: true}), dom.Icon(iconBeside))
}

// viewTimers is how long the visitor has been waiting, else how long nothing has happened. What waits for a colleague is
// not ours to do next, so it has no colour.
func viewTimers(m *Model, s chat.Summary) *dom.Node {
	if s.Closed {
		return dom.Time(dom.Class("timer"), dom.Clock(s.LastAt))
	}
	if m.paused(s) {
		return viewPausedTimer(m, s)
	}
	since, words := s.LastAt, lang.SinceLast
	if s.WaitingSince != 0 {
		since, words = s.WaitingSince, lang.WaitingFor
	}
	time := elapsed(m, since)
	said := words.With(m.Lang, time)
	return dom.Span(dom.Class("timer"), dom.Title(said+" · "+lang.SinceStart.With(m.Lang, elapsed(m, s.OpenedAt))),
		dom.Span(dom.Aria("hidden", "true"), dom.Text(time)), dom.Span(dom.Class("unseen"), dom.Text(said)))
}

func viewUnread(m *Model, s chat.Summary) *dom.Node {
	if s.Unread == 0 || s.Closed || s.WithBot() {
		return nil
	}
	n := itoa(s.Unread)
	if s.Unread >= 99 {
		n = "99+"
	}
	words := lang.Unread.With(m.Lang, s.Unread, n)
	return dom.Span(dom.Class("unread"), dom.Title(words), dom.Span(dom.Aria("hidden", "true"), dom.Text(n)), dom.Span(dom.Class("unseen"), dom.Text(words)))
}

// viewOwner says who of the team has the conversation.
func viewOwner(m *Model, s chat.Summary) *dom.Node {
	if s.Agent.IsZero() || m.mine(s) {
		return nil
	}
	return dom.Span(dom.Class("owner"), dom.Text(lang.With.With(m.Lang, lang.NameOf(m.Lang, s.Agent))))
}

// preview is the conversation's last text, with "You:" before one's own words, the name before a colleague's, and "Bot:" before
// a bot's.
func preview(m *Model, s chat.Summary) string {
	switch by := s.LastBy; {
	case by.Role == chat.Bot:
		return lang.SaysColon.With(m.Lang, lang.Bot.In(m.Lang), s.LastText)
	case by.Role.Staff() && by.ID == m.Me.ID:
		return lang.YouColon.With(m.Lang, s.LastText)
	case by.Role.Staff():
		return lang.SaysColon.With(m.Lang, lang.NameOf(m.Lang, by), s.LastText)
	}
	return s.LastText
}
