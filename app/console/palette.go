package console

import (
	"slices"

	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// Found is a line of the palette: a conversation, a command, or the search for what was written there.
type Found struct {
	ID      chat.ConversationID // "" for none
	Command CommandID
	Text    string // to be looked for in all conversations
	Name    string
	Detail  string
	Group   lang.Text
	rank    int
}

const (
	findField    = "who"
	mostTalks    = 8 // conversations that the palette offers before somebody looks for one
	mostFound    = 50
	talksAreNear = 1 // a conversation goes before a command that is found as well
)

// openPalette asks for a conversation or a command by name.
func (m *Model) openPalette() []ui.Effect { return m.openDialog(Dialog{Kind: PaletteDialog}) }

// found is what the palette's query finds, the best first: conversations in the order of the list, and the commands that
// can be done now.
func (m *Model) found() []Found {
	query := fold(m.Dialog.Query)
	list := m.foundTalks(query)
	for _, c := range commands {
		if c.ID == PaletteCommand || !m.can(c) {
			continue
		}
		f := Found{Command: c.ID, Name: c.Name.In(m.Lang), Group: lang.CommandsGroup}
		if f.rank = find(query, fold(f.Name)); f.rank > 0 {
			list = append(list, f)
		}
	}
	if query != "" {
		slices.SortStableFunc(list, func(a, b Found) int { return b.rank - a.rank })
	}
	list = list[:min(len(list), mostFound)]
	if text := chat.CleanText(m.Dialog.Query); text != "" {
		list = append(list, Found{Text: text, Name: lang.SearchFor.With(m.Lang, text), Group: lang.Conversations})
	}
	return list
}

func (m *Model) foundTalks(query string) (list []Found) {
	for _, g := range m.Groups {
		for _, id := range g.List {
			if query == "" && len(list) == mostTalks {
				return list
			}
			s := m.Conversations[id]
			f := Found{ID: id, Name: lang.NameOf(m.Lang, s.Visitor), Detail: preview(m, s), Group: lang.Conversations}
			if f.rank = find(query, fold(f.Name), fold(f.Detail)); f.rank > 0 {
				f.rank += talksAreNear
				list = append(list, f)
			}
		}
	}
	return list
}

// choose does what line i of the palette says.
func (m *Model) choose(i int) []ui.Effect {
	list := m.found()
	if i < 0 || i >= len(list) {
		return nil
	}
	m.closeDialog()
	switch f := list[i]; {
	case f.Text != "":
		return m.openSearch(f.Text)
	case f.ID == "":
		return m.run(command(f.Command))
	}
	return append(m.leavePage(), m.open(list[i].ID)...)
}
