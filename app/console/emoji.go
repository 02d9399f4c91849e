package console

import (
	"cmp"
	"slices"
	"strings"

	"pupitre/app/lang"
	"pupitre/app/ui"
)

// Emoji is one of the picker's, with the words that find it.
type Emoji struct {
	Text  string
	Name  string
	words string // folded
}

const (
	emojiColumns = 8
	emojiShown   = 30 * emojiColumns
	emojiRecent  = 2 * emojiColumns
	emojiTag     = "emoji"
	emojiPath    = "data/emoji.txt"
	recentKey    = "emoji"
)

// fetchEmoji gets the names when they are first needed: they are not part of the program.
func (m *Model) fetchEmoji() []ui.Effect {
	if len(m.Emoji) > 0 {
		return nil
	}
	m.EmojiGone = false
	return []ui.Effect{ui.Fetch{Tag: emojiTag, Path: emojiPath}}
}

// emojiCame reads the file: a line for each, the emoji, its name and other words for it, with tabs between.
func (m *Model) emojiCame(status int, body string) []ui.Effect {
	if status != 200 {
		m.EmojiGone = true
		return []ui.Effect{ui.Say{Text: lang.NoEmoji.In(m.Lang)}}
	}
	m.Emoji = m.Emoji[:0]
	for body != "" {
		var line string
		line, body, _ = strings.Cut(body, "\n")
		text, rest, ok := strings.Cut(line, "\t")
		name, words, _ := strings.Cut(rest, "\t")
		if ok {
			m.Emoji = append(m.Emoji, Emoji{text, name, fold(words)})
		}
	}
	return nil
}

// emoji are those that the picker shows: those used last and then all, or those that the query finds.
func (m *Model) emoji() []Emoji {
	var list []Emoji
	if m.Picker.Query == "" {
		for _, text := range m.RecentEmoji {
			if i := slices.IndexFunc(m.Emoji, func(e Emoji) bool { return e.Text == text }); i >= 0 {
				list = append(list, m.Emoji[i])
			}
		}
		list = append(list, m.Emoji...)
		return list[:min(len(list), emojiShown)]
	}
	query := fold(m.Picker.Query)
	type hit struct {
		Emoji
		rank int
	}
	var hits []hit
	for _, e := range m.Emoji {
		if r := find(query, e.Name, e.words); r > 0 {
			hits = append(hits, hit{e, r})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { // of equal ones that with the shorter name, which says less besides
		return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(strings.Count(a.Name, " "), strings.Count(b.Name, " ")))
	})
	for _, h := range hits[:min(len(hits), emojiShown)] {
		list = append(list, h.Emoji)
	}
	return list
}

// insertEmoji puts it at the caret and remembers it as the last one used.
func (m *Model) insertEmoji(e Emoji) []ui.Effect {
	m.Picker = Picker{}
	m.RecentEmoji = slices.Insert(slices.DeleteFunc(m.RecentEmoji, func(t string) bool { return t == e.Text }), 0, e.Text)
	m.RecentEmoji = m.RecentEmoji[:min(len(m.RecentEmoji), emojiRecent)]
	at := m.caret()
	return append(m.put(at, at, e.Text), ui.Save{Key: recentKey, Value: strings.Join(m.RecentEmoji, " ")})
}
