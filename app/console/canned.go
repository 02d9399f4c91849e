package console

import (
	"strings"
	"unicode/utf8"

	"pupitre/app/chat"
	"pupitre/app/ui"
)

// slash is where the word that the caret stands in or behind begins, if it begins with "/".
func slash(draft string, caret int) (from int, ok bool) {
	from = caret
	for from > 0 {
		r, size := utf8.DecodeLastRuneInString(draft[:from])
		if r == ' ' || r == '\n' || r == '\t' || r == 0xa0 || r == 0x202f {
			break
		}
		from -= size
	}
	return from, from < caret && draft[from] == '/'
}

// follow opens, narrows or closes the list of canned responses as the word at the caret says.
func (m *Model) follow() []ui.Effect {
	draft, caret := m.Drafts[m.writing()], m.caret()
	from, ok := slash(draft, caret)
	was := m.Picker
	asked := was.Kind == CannedPicker && was.Asked
	if !ok || from == m.Shut-1 || len(m.Library.search(chat.CannedItem, draft[from+1:caret])) == 0 && !asked {
		if was.Kind == CannedPicker {
			m.Picker = Picker{}
		}
		if !ok {
			m.Shut = 0
		}
		return nil
	}
	m.Picker = Picker{Kind: CannedPicker, From: from, Query: draft[from+1 : caret], Asked: asked}
	return nil
}

// askCanned is the button for what "/" does: it types the slash.
func (m *Model) askCanned() []ui.Effect {
	at, draft, text := m.caret(), m.Drafts[m.writing()], "/"
	if from, ok := slash(draft, at); ok {
		m.Picker = Picker{Kind: CannedPicker, From: from, Query: draft[from+1 : at], Asked: true}
		m.grab()
		return nil
	}
	if at > 0 && !strings.ContainsRune(" \n\t", rune(draft[at-1])) {
		text = " /"
	}
	m.Shut = 0
	effects := m.put(at, at, text)
	m.Picker = Picker{Kind: CannedPicker, From: m.caret() - 1, Asked: true}
	return effects
}

// insertCanned puts the response in the place of the "/word".
func (m *Model) insertCanned(i chat.Item) []ui.Effect {
	from := m.Picker.From
	to := from + 1 + len(m.Picker.Query)
	m.Picker = Picker{}
	m.attach(i.Files)
	return m.put(from, to, m.fill(m.focused(), i.Text))
}

// fill puts in what the variables of a text stand for. One that is not known, or of which nothing is known here, stays as it
// is, so that the agent sees it.
func (m *Model) fill(id chat.ConversationID, text string) string {
	out := ""
	for {
		from, to := variable(text)
		if from < 0 {
			return out + text
		}
		value, ok := m.value(id, text[from+1:to-1])
		if !ok {
			value = text[from:to]
		}
		out, text = out+text[:from]+value, text[to:]
	}
}

// value is what a variable stands for in the conversation.
func (m *Model) value(id chat.ConversationID, name string) (string, bool) {
	c := m.Conversations[id]
	value := ""
	switch fold(name) {
	case "visitor", "visiteur":
		value = m.visitor(id).Name
	case "agent", "conseiller":
		value = m.Me.Name
	case "page":
		value = pageName(c.Page)
	case "site":
		value = m.SiteName
	default:
		value = m.datum(id, name)
	}
	return value, value != ""
}

// unfilled is the first variable in the text, "" for none.
func unfilled(text string) string {
	if from, to := variable(text); from >= 0 {
		return text[from:to]
	}
	return ""
}

// variable is where the first "{name}" stands; -1 for none.
func variable(text string) (from, to int) {
	from = -1
	for i := range len(text) {
		c := text[i]
		switch {
		case c == '{':
			from = i
		case c == '}' && from >= 0 && i > from+1:
			return from, i + 1
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9' && i > from+1, c == '_', c == '-', c == '.', c >= 0x80:
		default:
			from = -1
		}
	}
	return -1, -1
}
