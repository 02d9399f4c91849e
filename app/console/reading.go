package console

import (
	"strconv"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// reading tells whether the agent has the end of the conversation before their eyes.
func (m *Model) reading(id chat.ConversationID) bool {
	t := m.Talks[id]
	return t != nil && m.Page == NoPage && m.pane(id) >= 0 && m.Visible && m.Focused && t.Window.AtEnd && !t.Window.Hidden
}

// read tells the relay what is read.
func (m *Model) read() (effects []ui.Effect) {
	for _, p := range m.Panes {
		if m.reading(p.ID) {
			effects = append(effects, m.talk(p.ID).Talk.Look(true)...)
		}
	}
	return effects
}

func (m *Model) looked(visible, focused bool) []ui.Effect {
	was := m.Visible && m.Focused
	m.Visible, m.Focused = visible, focused
	if was && !(visible && focused) {
		for _, p := range m.Panes {
			delete(m.Unseen, p.ID)
		}
	}
	if visible {
		return m.Link.Wake(m.Now)
	}
	return nil
}

// known is the last entry held of a conversation or its Staff.
func (m *Model) known(of chat.ConversationID) uint64 {
	id, staff := of.Base()
	if t := m.Talks[id]; t != nil && staff {
		return t.Staff.Thread.Known()
	} else if t != nil {
		return t.Talk.Thread.Known()
	}
	return 0
}

// announce reads out what others have said since known in the conversations in view, and remembers where reading stopped.
func (m *Model) announce(f wire.Entries, known uint64) []ui.Effect {
	id, staff := f.Conversation.Base()
	if f.Conversation.IsTrail() || m.pane(id) < 0 || len(f.List) == 0 {
		return nil
	}
	m.hide(id, f.List)
	var effects []ui.Effect
	for _, e := range f.List {
		if e.N <= known {
			continue
		}
		if _, marked := m.Unseen[id]; !marked && !staff && !m.reading(id) && e.Author.ID != m.Me.ID && All.lets(e) {
			m.Unseen[id] = e.N - 1
		}
		if tr, ok := e.Body.(chat.Translation); ok {
			effects = append(effects, m.sayTranslated(id, tr)...)
		}
		if e.Author.ID != m.Me.ID && chat.Said(e.Body) {
			effects = append(effects, ui.Say{Text: lang.SaysColon.With(m.Lang, lang.NameOf(m.Lang, m.author(id, e.Author)), chat.Words(e.Body))})
		}
	}
	return effects
}

// measured takes what the thread's scroll box reports.
func (m *Model) measured(id chat.ConversationID, e dom.Event) []ui.Effect {
	if m.pane(id) < 0 {
		return nil // it has just gone
	}
	t := m.talk(id)
	t.Measured(e)
	t.View()
	return t.Older()
}

// showTitle keeps the page's title true: how many wait, then the product's name.
func (m *Model) showTitle() []ui.Effect {
	title := lang.Title.In(m.Lang)
	if n := m.waiting(); n > 0 && !m.NoBadge {
		title = "(" + strconv.Itoa(n) + ") " + title
	}
	if shown := title + m.Lang.Tag(); shown != m.title {
		m.title = shown
		return []ui.Effect{ui.Show{Title: title, Lang: m.Lang.Tag()}}
	}
	return nil
}
