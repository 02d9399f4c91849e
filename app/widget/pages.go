package widget

import (
	"unicode/utf8"

	"pupitre/app/chat"
	"pupitre/app/ui"
)

// moved notes that the visitor has gone to another page of the site, or that the page's title is known now.
func (m *Model) moved(url, title string) {
	m.Moved = m.Moved || url != m.Page.URL
	m.Page = chat.PageView{URL: url, Title: title}
}

// report writes the page that the visitor is on into the conversation, once after each move, and only while the
// conversation is open: with a text that is only on its way it would be the first thing in it. Entries of other tabs are no reason to write, or two tabs would answer each other for ever.
func (m *Model) report() []ui.Effect {
	t := &m.Talk.Thread
	if !m.Moved || !t.Loaded || !openOf(t) || m.Page.URL == "" {
		return nil
	}
	m.Moved = false
	view := chat.PageView{URL: cut(m.Page.URL, chat.MaxURL), Title: chat.CleanLine(m.Page.Title, chat.MaxName)}
	if view.URL == m.lastPage() || chat.CheckPage(view) != chat.NoProblem {
		return nil
	}
	m.told.page = view.URL
	return append(m.act(view), ui.Save{Key: keyPage, Value: view.URL})
}

// lastPage is the address of the last page view that is known.
func (m *Model) lastPage() string {
	t := &m.Talk.Thread
	for i := t.Rows() - 1; i >= 0; i-- {
		e, _ := t.Row(i)
		if p, ok := e.Body.(chat.PageView); ok {
			return p.URL
		}
	}
	if t.Complete() {
		return ""
	}
	return m.told.page
}

// cut is s, or as much of its beginning as fits into size bytes without breaking a character.
func cut(s string, size int) string {
	if len(s) <= size {
		return s
	}
	for size > 0 && !utf8.RuneStart(s[size]) {
		size--
	}
	return s[:size]
}
