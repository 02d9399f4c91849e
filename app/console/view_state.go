package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewOffer is the bar for a transfer that is not settled: for whom it is offered to, for its author, and for others.
func viewOffer(m *Model, s chat.Summary) *dom.Node {
	o := s.Offer
	if o.ID == "" || s.Closed {
		return nil
	}
	by, to := lang.NameOf(m.Lang, o.By), lang.PartyName(m.Lang, o.To)
	words := lang.OfferFrom.With(m.Lang, by, to)
	var buttons dom.Item
	class := "offer-bar"
	switch {
	case m.offered(s):
		class = "offer-bar to-me"
		if words = lang.OfferToYou.With(m.Lang, by); o.To.Kind == chat.PartyTeam {
			words = lang.OfferToTeam.With(m.Lang, by, to)
		}
		buttons = dom.Group{
			dom.Button(dom.Class("primary"), dom.On(dom.Clicked, SettlePressed{In: s.ID, How: chat.Accepted}), m.t(lang.Accept)),
			dom.Button(dom.Class("quiet"), dom.On(dom.Clicked, SettlePressed{In: s.ID, How: chat.Returned}), m.t(lang.Return)),
		}
	case m.mine(s):
		words = lang.OfferWaits.With(m.Lang, to)
		buttons = viewWithdraw(m, s)
	case o.By.ID == m.Me.ID: // a manager's, of what a colleague has
		buttons = viewWithdraw(m, s)
	}
	comment := m.about(s.ID, o.ID)
	return dom.Div(dom.Key("offer"), dom.Class(class), dom.Role("status"), dom.Icon(iconTransfer),
		dom.Div(dom.Class("what"), dom.P(dom.Strong(dom.Text(words))), dom.If(comment != "", dom.P(dom.Class("detail"), dom.Dir("auto"), dom.Text(comment)))),
		dom.Div(dom.Class("buttons"), buttons))
}

func viewWithdraw(m *Model, s chat.Summary) *dom.Node {
	return dom.Button(dom.Class("quiet"), dom.On(dom.Clicked, SettlePressed{In: s.ID, How: chat.Withdrawn}), m.t(lang.Withdraw))
}

// viewPaused says until when the conversation is paused.
func viewPaused(m *Model, s chat.Summary, class string) *dom.Node {
	if s.PausedUntil >= chat.Forever {
		return dom.Span(dom.Class(class), dom.Icon(iconPause), dom.Span(m.t(lang.PausedForAnswer)))
	}
	return dom.Span(dom.Class(class), dom.Icon(iconPause), dom.Span(m.t(lang.PausedUntil), dom.Text(" "), dom.Time(dom.Clock(s.PausedUntil))))
}

// viewPausedTimer says it in the list, where there is little room: the time, or that an answer is waited for.
func viewPausedTimer(m *Model, s chat.Summary) *dom.Node {
	if s.PausedUntil >= chat.Forever {
		return dom.Span(dom.Class("timer"), dom.Title(lang.PausedForAnswer.In(m.Lang)), dom.Icon(iconPause), dom.Span(dom.Class("unseen"), m.t(lang.PausedForAnswer)))
	}
	return dom.Span(dom.Class("timer"), dom.Icon(iconPause), dom.Span(dom.Class("unseen"), m.t(lang.PausedUntil)), dom.Time(dom.Clock(s.PausedUntil)))
}

// viewPause is the menu for a pause, or the way out of one. In a narrow pane it has what else there is no room for.
func viewPause(m *Model, s chat.Summary) dom.Item {
	if m.paused(s) {
		return dom.Nodes{viewTool(m, lang.Resume, m.withKey(lang.ResumeHelp, ResumeCommand), iconResume, ResumePressed{In: s.ID})}
	}
	id := "pause-" + string(s.ID)
	var choices dom.Nodes
	for _, p := range pauses {
		choices = append(choices, dom.Li(dom.Button(dom.Closes(id), dom.On(dom.Clicked, PausePressed{In: s.ID, Minutes: p.Minutes}), dom.Icon(iconPause), m.t(p.Name))))
	}
	choices = append(choices, dom.Li(dom.Class("narrow"), dom.Button(dom.Closes(id), dom.On(dom.Clicked, HandBackPressed{In: s.ID}), dom.Icon(iconHandBack), m.t(lang.HandBack))))
	return dom.Nodes{
		dom.Button(dom.Key("pause"), dom.Class("quiet worded"), dom.Aria("label", lang.Pause.In(m.Lang)), dom.Title(lang.PauseHelp.In(m.Lang)), dom.Opens(id), dom.On(dom.Clicked, NothingPressed{}), dom.Icon(iconPause), dom.Span(m.t(lang.Pause))),
		dom.Ul(dom.Key("pauses"), dom.Class("menu"), dom.Popover(id), dom.Aria("label", lang.Pause.In(m.Lang)), choices),
	}
}

// viewStatus is this agent's status, the number of their conversations, and the menu to change it.
func viewStatus(m *Model) dom.Item {
	const id = "status"
	var choices dom.Nodes
	for _, s := range statuses {
		choices = append(choices, dom.Li(dom.Button(dom.Closes(id), dom.Aria("pressed", yes(m.Status == s.Status)), dom.On(dom.Clicked, StatusPressed{Status: s.Status}),
			viewStatusIcon(s.Status), dom.Span(dom.Class("what"), dom.Span(dom.Class("title"), m.t(s.Name)), dom.Span(dom.Class("detail"), m.t(s.Help))), dom.If(m.Status == s.Status, dom.Icon(iconCheck)))))
	}
	n := m.own()
	return dom.Nodes{
		dom.Button(dom.Key("status"), dom.Class("quiet status"), dom.Title(lang.StatusHelp.In(m.Lang)), dom.Opens(id), viewStatusIcon(m.Status),
			dom.Span(dom.Class("word"), m.t(statusName(m.Status))), dom.Span(dom.Class("count"), dom.Text(lang.Chats.With(m.Lang, n, itoa(n)))), dom.Icon(iconDown)),
		dom.Ul(dom.Key("statuses"), dom.Class("menu"), dom.Popover(id), dom.Aria("label", lang.StatusHelp.In(m.Lang)), choices),
	}
}

func statusName(s chat.Status) lang.Text {
	for _, c := range statuses {
		if c.Status == s {
			return c.Name
		}
	}
	return lang.Away
}

// viewStatusIcon differs in shape as well as in colour.
func viewStatusIcon(s chat.Status) *dom.Node {
	switch s {
	case chat.Available:
		return dom.Span(dom.Class("is free"), dom.Icon(iconFree))
	case chat.Busy:
		return dom.Span(dom.Class("is busy"), dom.Icon(iconBusy))
	}
	return dom.Span(dom.Class("is away"), dom.Icon(iconAway))
}
