package console

import (
	"strconv"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// open shows the conversation in the pane; "" shows none.
func (m *Model) open(id chat.ConversationID) []ui.Effect {
	delete(m.Unseen, m.Open)
	m.Open = id
	if id == "" {
		return []ui.Effect{ui.Forget{Key: "open"}}
	}
	m.Grab++
	effects := m.begin(id)
	m.talk(id).Window.ToEnd()
	return append(effects, ui.Save{Key: "open", Value: string(id)})
}

// reading tells whether the agent has the end of the conversation before their eyes.
func (m *Model) reading(id chat.ConversationID) bool {
	t := m.Talks[id]
	return id == m.Open && t != nil && m.Visible && m.Focused && t.Window.AtEnd
}

// read tells the relay what is read.
func (m *Model) read() []ui.Effect {
	if m.Open == "" || !m.reading(m.Open) {
		return nil
	}
	return m.talk(m.Open).Look(true)
}

func (m *Model) looked(visible, focused bool) []ui.Effect {
	was := m.Visible && m.Focused
	m.Visible, m.Focused = visible, focused
	if was && !(visible && focused) {
		delete(m.Unseen, m.Open)
	}
	if visible {
		return m.Link.Wake(m.Now)
	}
	return nil
}

// announce reads out what others wrote in the open conversation, and remembers where reading stopped.
func (m *Model) announce(f wire.Entries) []ui.Effect {
	if f.Conversation != m.Open || len(f.List) == 0 {
		return nil
	}
	if _, marked := m.Unseen[m.Open]; !marked && !m.reading(m.Open) && f.List[0].Author.ID != m.Me.ID {
		m.Unseen[m.Open] = f.List[0].N - 1
	}
	var effects []ui.Effect
	for _, e := range f.List {
		if t, ok := e.Body.(chat.Text); ok && e.Author.ID != m.Me.ID {
			effects = append(effects, ui.Say{Text: lang.SaysColon.With(m.Lang, lang.NameOf(m.Lang, e.Author), t.Text)})
		}
	}
	return effects
}

// measured takes what the thread's scroll box reports.
func (m *Model) measured(e dom.Event) []ui.Effect {
	t := m.talk(m.Open)
	t.Measured(e)
	first, _, _, _, _ := t.Window.View()
	return t.Older(first)
}

// showTitle keeps the page's title true: how many wait, then the product's name.
func (m *Model) showTitle() []ui.Effect {
	title := lang.Title.In(m.Lang)
	if n := m.waiting(); n > 0 {
		title = "(" + strconv.Itoa(n) + ") " + title
	}
	if shown := title + m.Lang.Tag(); shown != m.title {
		m.title = shown
		return []ui.Effect{ui.Show{Title: title, Lang: m.Lang.Tag()}}
	}
	return nil
}
