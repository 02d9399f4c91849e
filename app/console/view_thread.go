package console

import (
	"pupitre/app/box"
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

func viewThread(m *Model, id chat.ConversationID) *dom.Node {
	t := m.talk(id)
	first, last, before, after, top := t.View()
	look := m.look(t)
	rows := make(dom.Nodes, 0, last-first)
	for i := first; i < last; i++ {
		rows = append(rows, viewEntry(m, t, look, i))
	}
	at := dom.Top(top)
	if t.Window.AtEnd {
		at = dom.AtEnd(true)
	}
	return dom.Div(dom.Key("thread"), dom.Class("thread"),
		dom.Div(dom.Class("scroll"), dom.Role("log"), dom.Aria("label", lang.Messages.In(m.Lang)), dom.Aria("live", "off"), dom.TabIndex(0), dom.Focus(m.grabToken(id, true)), dom.Catches(id == m.focused() && !m.writes(id)), dom.Watched(), at, dom.On(dom.Measured, ThreadMeasured{In: id}),
			dom.P(dom.Key("earlier"), dom.Class("earlier"), dom.If(t.Talk.Loading(), m.t(lang.Earlier))),
			dom.Div(dom.Key("before"), dom.Space(before)),
			dom.Ol(dom.Key("rows"), dom.Data("rows", ""), rows),
			dom.Div(dom.Key("after"), dom.Space(after)),
			viewSending(m, look),
			dom.If(t.Len() == 0 && m.Filters[id] != All && t.Talk.Thread.Complete(), dom.P(dom.Key("nothing"), dom.Class("earlier"), m.t(lang.NothingShown))),
			viewTyping(m, t.Talk)),
		viewLatest(m, t))
}

func viewTyping(m *Model, t *ui.Talk) *dom.Node {
	who := t.TypistAt(m.Now)
	words := ""
	if !who.IsZero() {
		words = lang.IsTyping.With(m.Lang, lang.NameOf(m.Lang, who))
	}
	unsent := t.UnsentAt(m.Now)
	return dom.Div(dom.Key("typing"), dom.Class("typing"), dom.P(dom.Role("status"), dom.Text(words)),
		dom.If(unsent != "", dom.P(dom.Class("unsent"), dom.Dir("auto"), dom.Span(dom.Class("kind"), m.t(lang.Unsent)), dom.Text(unsent))))
}

// viewLatest is the way back to the end for somebody who reads further up.
func viewLatest(m *Model, t *ui.Transcript) *dom.Node {
	if t.Window.AtEnd {
		return nil
	}
	words := lang.ToLatest
	if _, unseen := m.Unseen[t.Talk.ID]; unseen {
		words = lang.NewMessages
	}
	return dom.Button(dom.Key("latest"), dom.Class("latest"), dom.On(dom.Clicked, LatestPressed{In: t.Talk.ID}), dom.Icon(iconDown), m.t(words))
}

// Rows of a thread: what somebody said, and what happened.
var (
	saidRow = dom.NewTemplate(dom.Li(dom.HoleAttr(0, dom.Class("")),
		dom.Div(dom.Class("above"), dom.Slot(1)),
		dom.Div(dom.Class("line"),
			dom.Span(dom.HoleAttr(2, dom.Class("")), dom.Aria("hidden", "true"), dom.HoleText(3)),
			dom.Div(dom.Class("said"),
				dom.Div(dom.Class("by"), dom.Slot(4)),
				dom.Div(dom.HoleAttr(5, dom.Class("")), dom.Dir("auto"), dom.Slot(6)),
				dom.Div(dom.Class("state"), dom.Slot(7))))))
	happenedRow = dom.NewTemplate(dom.Li(dom.Class("row happened"),
		dom.Div(dom.Class("above"), dom.Slot(0)),
		dom.P(dom.Slot(1))))
)

// viewSending are the rows for files that were sent and are still on their way.
func viewSending(m *Model, look box.Look) *dom.Node {
	return box.Sending(look, func(key string, inside dom.Nodes) *dom.Node {
		return saidRow.Row(key, dom.Str("row ours starts"), dom.Nodes(nil), dom.Str(avatarClass(m.Me)), dom.Str(initials(m.Me)), dom.Nodes(nil), dom.Str("bubble card sending"), inside, dom.Nodes(nil))
	})
}

func viewEntry(m *Model, t *ui.Transcript, look box.Look, i int) *dom.Node {
	e, state := t.Row(i)
	prev, _ := t.Row(i - 1)
	above := viewAbove(m, t.Talk.ID, prev, e)
	if box.Bubble(e) {
		return viewSaid(m, t, look, i, prev, e, state, above)
	}
	return happenedRow.Row(ui.RowKey(e), above, viewHappened(m, t, look, e, state))
}

// look is how a conversation's boxes are to be drawn for this agent.
func (m *Model) look(t *ui.Transcript) box.Look {
	c := m.Conversations[t.Talk.ID]
	return box.Look{Lang: m.Lang, Me: m.Me, In: t.Talk.ID, Facts: &t.Facts, Into: m.Lang.Tag(), Flipped: m.Flipped, Offer: c.Offer.ID, Files: m.Files}
}

// viewAbove is what stands over an entry: the day when it is another one, the line where reading stopped.
func viewAbove(m *Model, id chat.ConversationID, prev, e chat.Entry) dom.Nodes {
	var above dom.Nodes
	if prev.Body == nil || !ui.SameDay(prev.At, e.At, m.Zone) {
		above = append(above, dom.Div(dom.Class("day"), dom.Time(dom.Day(e.At))))
	}
	if n, ok := m.Unseen[id]; ok && e.N == n+1 && !e.Body.Kind().ForStaff() {
		above = append(above, dom.Div(dom.Class("new"), m.t(lang.NewMessages)))
	}
	if s := m.Sought; s.N != 0 && s.In == id && s.N == e.N && !e.Body.Kind().ForStaff() {
		above = append(above, dom.Div(dom.Class("sought"), dom.Icon(iconSearch), m.t(lang.FoundHere)))
	}
	return above
}

func viewSaid(m *Model, t *ui.Transcript, look box.Look, i int, prev, e chat.Entry, state chat.SendState, above dom.Nodes) *dom.Node {
	ours := e.Author.Role != chat.Visitor
	class := "row theirs"
	if ours {
		class = "row ours"
	}
	author := m.author(t.Talk.ID, e.Author)
	starts := prev.Body == nil || len(above) > 0 || !ui.SameGroup(prev, e)
	var by dom.Nodes
	if starts {
		class += " starts"
		name := lang.NameOf(m.Lang, author)
		if e.Author.ID == m.Me.ID {
			name = lang.You.In(m.Lang)
		}
		by = dom.Nodes{dom.Bdi(dom.Class("name"), dom.Text(name)), dom.Time(dom.Clock(e.At))}
	}
	return saidRow.Row(ui.RowKey(e), dom.Str(class), above, dom.Str(avatarClass(author)), dom.Str(initials(author)), by,
		dom.Str(box.Class(e)), box.Inside(look, e), append(viewState(m, t, i, e, state), viewTranslating(m, t, e)...))
}

// viewState is how far an own message has come; said once under a run of messages in the same state, and always for what
// is not stored.
func viewState(m *Model, t *ui.Transcript, i int, e chat.Entry, state chat.SendState) dom.Nodes {
	if e.Author.ID != m.Me.ID {
		return nil
	}
	if i+1 < t.Len() && state != chat.Failed {
		if next, nextState := t.Row(i + 1); nextState == state && ui.SameGroup(e, next) {
			return nil
		}
	}
	words := dom.Nodes{dom.Icon(stateIcons[state]), dom.Text(lang.State(state).In(m.Lang))}
	if state != chat.Failed {
		return words
	}
	return append(words, viewFailure(m, t, e)...)
}

func viewFailure(m *Model, t *ui.Transcript, e chat.Entry) dom.Nodes {
	p := t.Pending(e.ID)
	return dom.Nodes{
		dom.Span(dom.Class("why"), dom.Text(lang.Problem(m.Lang, p.Problem, p.By))),
		dom.Button(dom.Class("link"), dom.On(dom.Clicked, RetryPressed{In: t.Talk.ID, ID: e.ID}), m.t(lang.Retry)),
		dom.Button(dom.Class("link"), dom.On(dom.Clicked, DiscardPressed{In: t.Talk.ID, ID: e.ID}), m.t(lang.Discard)),
	}
}

// viewHappened is a line about what somebody did, and how far an own one has come until it is stored.
func viewHappened(m *Model, t *ui.Transcript, look box.Look, e chat.Entry, state chat.SendState) dom.Nodes {
	line := append(box.StaffLine(look, e), dom.Time(dom.Clock(e.At)))
	switch state {
	case chat.Failed:
		line = append(line, viewFailure(m, t, e)...)
	case chat.Queued:
		line = append(line, dom.Span(dom.Class("state"), dom.Text(lang.State(state).In(m.Lang))))
	}
	return line
}
