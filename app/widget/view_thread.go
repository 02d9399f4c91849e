package widget

import (
	"strconv"

	"pupitre/app/box"
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// viewThread is the conversation: only the rows near those in sight are in the document. New messages are read out by
// ui.Say and not by the log itself, which also changes when somebody scrolls.
func viewThread(m *Model) *dom.Node {
	t := m.Shown
	first, last, before, after, top := t.View()
	rows := make(dom.Nodes, 0, last-first)
	for i := first; i < last; i++ {
		rows = append(rows, viewEntry(m, i))
	}
	at := dom.Top(top)
	if t.Window.AtEnd {
		at = dom.AtEnd(true)
	}
	return dom.Div(dom.Key("thread"), dom.Class("thread"),
		dom.Div(dom.Class("scroll"), dom.Role("log"), m.label(lang.Messages), dom.Aria("live", "off"), dom.TabIndex(0), dom.Watched(), at, dom.On(dom.Measured, ThreadMeasured{}),
			viewHello(m),
			dom.Div(dom.Key("before"), dom.Space(before)),
			dom.Ol(dom.Key("rows"), dom.Data("rows", ""), rows),
			dom.Div(dom.Key("after"), dom.Space(after)),
			box.Sending(m.look(), func(key string, inside dom.Nodes) *dom.Node {
				return mineRow.Row(key, dom.Str("row mine starts"), dom.Nodes(nil), dom.Str("bubble card sending"), inside, dom.Nodes(nil))
			})),
		viewEarlier(m),
		viewLatest(m))
}

// viewHello is what stands in a chat in which nothing was said.
func viewHello(m *Model) *dom.Node {
	if m.Talk.Thread.Rows() > 0 || m.Token != "" && !m.Talk.Thread.Loaded {
		return nil
	}
	return dom.Div(dom.Key("hello"), dom.Class("hello"), dom.H2(m.t(lang.HelloTitle)), dom.P(m.t(lang.HelloHelp)))
}

func viewEarlier(m *Model) *dom.Node {
	if !m.Talk.Loading() {
		return nil
	}
	return dom.P(dom.Key("earlier"), dom.Class("pill earlier"), m.t(lang.Earlier))
}

// viewLatest is the way back to the end for somebody who reads further up.
func viewLatest(m *Model) *dom.Node {
	if m.Shown.Window.AtEnd {
		return nil
	}
	words := lang.LatestMessage.In(m.Lang)
	if m.Unread > 0 {
		words = lang.NewCount.With(m.Lang, m.Unread, strconv.Itoa(m.Unread))
	}
	return dom.Button(dom.Key("latest"), dom.Class("pill latest"), dom.On(dom.Clicked, LatestPressed{}), dom.Icon(iconDown), dom.Text(words))
}

// Rows of the thread: what somebody said, and what happened.
var (
	mineRow = dom.NewTemplate(dom.Li(dom.HoleAttr(0, dom.Class("")),
		dom.Div(dom.Class("above"), dom.Slot(1)),
		dom.Div(dom.HoleAttr(2, dom.Class("")), dom.Dir("auto"), dom.Slot(3)),
		dom.Div(dom.Class("state"), dom.Slot(4))))
	theirsRow = dom.NewTemplate(dom.Li(dom.HoleAttr(0, dom.Class("")),
		dom.Div(dom.Class("above"), dom.Slot(1)),
		dom.Span(dom.Class("face"), dom.HoleAttr(2, dom.Data("hue", "")), dom.Aria("hidden", "true"), dom.HoleText(3)),
		dom.Div(dom.Class("by"), dom.Slot(4)),
		dom.Div(dom.HoleAttr(5, dom.Class("")), dom.Dir("auto"), dom.Slot(6))))
	happenedRow = dom.NewTemplate(dom.Li(dom.HoleAttr(0, dom.Class("")),
		dom.Div(dom.Class("above"), dom.Slot(1)),
		dom.P(dom.Slot(2))))
)

func viewEntry(m *Model, i int) *dom.Node {
	e, state := m.Shown.Row(i)
	prev := m.row(i - 1)
	var above dom.Nodes
	if prev.Body == nil || !ui.SameDay(prev.At, e.At, m.Zone) {
		above = dom.Nodes{dom.Div(dom.Class("day"), dom.Time(dom.Day(e.At)))}
	}
	if !box.Bubble(e) {
		return happenedRow.Row(ui.RowKey(e), dom.Str("row happened"), above, box.Line(m.look(), e))
	}
	starts := ""
	if len(above) > 0 || !ui.SameGroup(prev, e) {
		starts = " starts"
	}
	class, inside := box.Class(e), box.Inside(m.look(), e)
	if e.Author.Role == chat.Visitor {
		return mineRow.Row(ui.RowKey(e), dom.Str("row mine"+starts), above, dom.Str(class), inside, viewState(m, i, e, state))
	}
	var by dom.Nodes
	if starts != "" {
		by = dom.Nodes{dom.Bdi(dom.Text(m.nameOf(e.Author))), dom.Time(dom.Clock(e.At))}
	}
	return theirsRow.Row(ui.RowKey(e), dom.Str("row theirs"+starts), above, dom.Str(hue(e.Author)), dom.Str(ui.Initials(e.Author.Name)), by, dom.Str(class), inside)
}

// row is row i, nothing outside the thread.
func (m *Model) row(i int) chat.Entry {
	e, _ := m.Shown.Row(i)
	return e
}

// viewState is how far an own text has come: always for what is not stored, else under the last text of those that have
// come equally far. Why one failed stands beside it, with what can be done.
func viewState(m *Model, i int, e chat.Entry, state chat.SendState) dom.Nodes {
	if state != chat.Failed && state != chat.Queued && m.repeats(i, state) {
		return nil
	}
	words := dom.Nodes{dom.Icon(stateIcons[state]), dom.Span(m.t(lang.State(state)))}
	if state != chat.Failed {
		return append(words, dom.Time(dom.Clock(e.At)))
	}
	p := m.Shown.Pending(e.ID)
	return append(words,
		dom.Span(dom.Class("why"), dom.Text(lang.Problem(m.Lang, p.Problem, p.By))),
		box.Act(lang.Retry.In(m.Lang), RetryPressed{ID: e.ID}),
		box.Act(lang.Discard.In(m.Lang), DiscardPressed{ID: e.ID}))
}

// repeats tells whether the next own text after row i has come as far. It looks at a few rows only: an answer that follows
// says enough.
func (m *Model) repeats(i int, state chat.SendState) bool {
	t := m.Shown
	for j := i + 1; j < min(t.Len(), i+50); j++ {
		e, other := t.Row(j)
		if chat.Said(e.Body) && e.Author.Role == chat.Visitor {
			return other == state
		}
	}
	return false
}

// look is how the boxes are to be drawn for the visitor.
func (m *Model) look() box.Look {
	return box.Look{Lang: m.Lang, Me: m.self(), In: m.Talk.ID, Facts: &m.Shown.Facts, Flipped: m.Flipped, Files: m.Files}
}
