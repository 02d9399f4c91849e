package widget

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// reading tells whether the visitor has the end of the conversation before their eyes.
func (m *Model) reading() bool { return m.Open && m.Visible && m.Shown.Window.AtEnd }

func (m *Model) looked(visible bool) []ui.Effect {
	m.Visible = visible
	if visible {
		return m.Link.Wake(m.Now)
	}
	return nil
}

// measured takes what the thread's scroll box reports.
func (m *Model) measured(e dom.Event) []ui.Effect {
	m.Shown.Measured(e)
	m.Shown.View()
	return m.Shown.Older()
}

// fold finds what the thread adds up to. It looks from the end and stops early, whatever the thread's length.
func (m *Model) fold() {
	t := &m.Talk.Thread
	m.Agent, m.Live = agentOf(t), waitsOf(t) || openOf(t)
	if m.reading() {
		m.Read = max(m.Read, t.Known())
	}
	m.Unread = 0
	for i := len(t.Stored) - 1; i >= 0 && t.Stored[i].N > max(m.Read, t.Marks.VisitorRead); i-- {
		if fromStaff(t.Stored[i]) {
			m.Unread++
		}
	}
}

func fromStaff(e chat.Entry) bool { return chat.Said(e.Body) && e.Author.Role.Staff() }

// forVisitor leaves out what a visitor need not read: the pages they saw, how agents arrange their work, and what is shown
// on another entry.
func forVisitor(e chat.Entry) bool {
	switch b := e.Body.(type) {
	case chat.PageView, chat.Paused, chat.Resumed:
		return false
	case chat.Settled:
		return b.How == chat.Accepted
	}
	return chat.ClassOf(e) != chat.Hidden
}

// agentOf is who has the conversation, as far as the entries held tell.
func agentOf(t *chat.Thread) chat.Person {
	for i := len(t.Stored) - 1; i >= 0; i-- {
		e := t.Stored[i]
		switch b := e.Body.(type) {
		case chat.Joined:
			return e.Author
		case chat.Settled:
			if b.How == chat.Accepted {
				return e.Author
			}
		case chat.Left, chat.Closed, chat.Reopened:
			return chat.Person{}
		}
		if fromStaff(e) {
			return e.Author
		}
	}
	return chat.Person{}
}

// wish is the id of the wish for a person instead of a bot that is still on its way; "" for none.
func (m *Model) wish() chat.EntryID {
	for _, p := range m.Talk.Thread.Pending {
		if p.Body == (chat.Left{}) {
			return p.ID
		}
	}
	return ""
}

// waitsOf tells whether something waits to be sent: it will open the conversation, or open it again.
func waitsOf(t *chat.Thread) bool {
	for _, p := range t.Pending {
		if chat.Said(p.Body) && p.State != chat.Failed {
			return true
		}
	}
	return false
}

// openOf tells whether something was said and stored, and the conversation is not over.
func openOf(t *chat.Thread) bool {
	for i := len(t.Stored) - 1; i >= 0; i-- {
		switch t.Stored[i].Body.(type) {
		case chat.Closed:
			return false
		case chat.PageView, chat.Translation:
		default:
			return true
		}
	}
	return len(t.Stored) > 0
}

// announce reads out what others have said since known, once more when it has been translated, and rings when nobody can see it.
func (m *Model) announce(known uint64) []ui.Effect {
	t := &m.Talk.Thread
	from := len(t.Stored)
	for from > 0 && t.Stored[from-1].N > known {
		from--
	}
	var effects []ui.Effect
	rings := false
	m.Shown.Len() // so that its Facts are those of the thread as it is now
	for _, e := range t.Stored[from:] {
		if fromStaff(e) {
			rings = true
			effects = append(effects, m.sayWords(e)...)
		} else if tr, ok := e.Body.(chat.Translation); ok { // one that came together with what it translates was read out with it
			if e, _ := chat.ByID(t.Stored[:from], tr.Of); fromStaff(e) {
				effects = append(effects, m.sayWords(e)...)
			}
		}
	}
	if rings && m.Sound && !(m.Open && m.Visible) {
		effects = append(effects, ui.Chime{})
	}
	return effects
}

// sayWords reads out what somebody said, in the visitor's language where it was translated.
func (m *Model) sayWords(e chat.Entry) []ui.Effect {
	words := chat.Words(e.Body)
	if tr, ok := m.Shown.Facts.Translation(e.ID, ""); ok {
		words = tr.Text
	}
	return m.say(lang.SaysColon.With(m.Lang, lang.NameOf(m.Lang, e.Author), words))
}

// say reads out. While the panel is closed the launcher's badge speaks instead.
func (m *Model) say(words string) []ui.Effect { return []ui.Effect{ui.Say{Text: words}} }

func (m *Model) switchSound() []ui.Effect {
	m.Sound = !m.Sound
	if m.Sound {
		return []ui.Effect{ui.Forget{Key: keySound}, ui.Chime{}}
	}
	return []ui.Effect{ui.Save{Key: keySound, Value: "off"}}
}
