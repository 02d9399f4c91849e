package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Search is a search in what was said: on the page of searches in all conversations, in a customer's file in theirs.
type Search struct {
	Text        string
	From, Until string // days as a field for dates writes them: "2026-11-25"; "" for not narrowed
	Agent       chat.PersonID
	Tag         string
	Site        chat.SiteID

	Hits    []chat.Hit
	Of      chat.Query   // what they answer
	Total   uint64       // how many there are, 1000 for that many or more
	More    string       // what to ask with for those that follow; "" for none
	At      int          // the one that is marked
	Problem chat.Problem // why there is no answer

	turn int // counts the changes of what is looked for
}

// A search waits until nobody has typed for a moment.
const searchPause = 150

const (
	fromFilter  = "from"
	untilFilter = "until"
	agentFilter = "agent"
	tagFilter   = "tag"
	siteFilter  = "site"
)

// search is that of a customer's file, or with "" that of the page.
func (m *Model) search(of chat.PersonID) *Search {
	if of != "" {
		return &m.File.Search
	}
	return &m.Search
}

func searcher(of chat.PersonID) asker {
	if of != "" {
		return insideAsker
	}
	return searchAsker
}

// openSearch shows the page of searches, and looks for a text at once if one is given.
func (m *Model) openSearch(text string) []ui.Effect {
	effects := m.openPage(SearchPage)
	if text == "" {
		return effects
	}
	m.Search = Search{Text: text, turn: m.Search.turn + 1}
	return append(effects, m.searchNow("")...)
}

// query is what the fields say; false when nothing is looked for.
func (m *Model) query(of chat.PersonID) (chat.Query, bool) {
	s := m.search(of)
	q := chat.Query{Kind: chat.FindExchanges, Text: clip(chat.CleanText(s.Text), chat.MaxQuery), Visitor: of, Limit: fileSize}
	if of == "" {
		q.Agent, q.Tag, q.Site = s.Agent, s.Tag, s.Site
		q.From, q.Until = beginOf(s.From, m.Zone), 0
		if until := beginOf(s.Until, m.Zone); until != 0 {
			q.Until = until + dayLong // that day too
		}
	}
	return q, q.Text != "" || q.Agent != "" || q.Tag != "" || q.Site != "" || q.From != 0 || q.Until != 0
}

// clip is the beginning of s, at most that many bytes and no half sign.
func clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && s[most]&0xc0 == 0x80 {
		most--
	}
	return s[:most]
}

func (m *Model) searchTyped(of chat.PersonID, text string) []ui.Effect {
	s := m.search(of)
	s.Text = text
	s.turn++
	if chat.CleanText(text) == "" {
		return m.searchNow(of)
	}
	return []ui.Effect{ui.After{Delay: searchPause, Then: SearchDue{Of: of, Turn: s.turn}}}
}

// searchDue asks, unless somebody has gone on typing.
func (m *Model) searchDue(of chat.PersonID, turn int) []ui.Effect {
	if s := m.search(of); s.turn != turn || of != "" && of != m.File.Of {
		return nil
	}
	return m.searchNow(of)
}

// filterBy sets a filter of the page.
func (m *Model) filterBy(name, value string) []ui.Effect {
	s := &m.Search
	switch name {
	case fromFilter:
		s.From = value
	case untilFilter:
		s.Until = value
	case agentFilter:
		s.Agent = chat.PersonID(value)
	case tagFilter:
		s.Tag = value
	case siteFilter:
		s.Site = chat.SiteID(value)
	}
	return m.searchNow("")
}

// searchNow asks for what the fields say. What was found before stays until the answer comes.
func (m *Model) searchNow(of chat.PersonID) []ui.Effect {
	s := m.search(of)
	s.turn++
	s.Problem = chat.NoProblem
	q, any := m.query(of)
	if !any {
		m.forgetLookup(searcher(of), of)
		s.Hits, s.Of, s.Total, s.More, s.At = nil, chat.Query{}, 0, "", 0
		return nil
	}
	return m.lookUp(searcher(of), of, wire.Find{Query: q})
}

// moreHits asks for what follows what was found.
func (m *Model) moreHits(of chat.PersonID) []ui.Effect {
	s := m.search(of)
	if s.More == "" {
		return nil
	}
	q := s.Of
	q.After = s.More
	return m.lookUp(searcher(of), of, wire.Find{Query: q})
}

// searched takes what was found.
func (m *Model) searched(f wire.Found) []ui.Effect {
	l, ok := m.lookedUp(f.Ref, f.Problem, f.Ready)
	if !ok || l.By != searchAsker && l.By != insideAsker || l.By == insideAsker && l.Of != m.File.Of {
		return nil
	}
	s := m.search(l.Of)
	if s.Problem = f.Problem; f.Problem != chat.NoProblem {
		return nil
	}
	asked, _ := l.Frame.(wire.Find)
	s.More, s.Total = f.More, f.Total
	if asked.Query.After != "" {
		s.Hits = append(s.Hits, f.Exchanges...)
		return nil
	}
	s.Hits, s.Of, s.At = f.Exchanges, asked.Query, 0
	return nil
}

// searchKey moves the mark; other keys are the field's, or the desk's.
func (m *Model) searchKey(of chat.PersonID, key string, mods dom.Mods) []ui.Effect {
	s := m.search(of)
	n := len(s.Hits)
	switch {
	case mods != 0 || n == 0:
		return m.key(key, mods, true)
	case key == "ArrowDown":
		s.At = (s.At + 1) % n
	case key == "ArrowUp":
		s.At = (s.At + n - 1) % n
	default:
		return m.key(key, mods, true)
	}
	return []ui.Effect{ui.PreventDefault{}}
}

// openMarked opens the result that is marked. Before there is an answer to what stands in the field, Enter asks for it at once.
func (m *Model) openMarked(of chat.PersonID) []ui.Effect {
	s := m.search(of)
	if q, any := m.query(of); any && q != s.Of {
		if l, ok := m.looking(searcher(of), of); ok {
			if asked, _ := l.Frame.(wire.Find); asked.Query == q {
				return nil // on its way
			}
		}
		return m.searchNow(of)
	}
	return m.openHit(of, s.At)
}

// openHit shows where a result is: in the customer's file, the conversation open at the entry that was found.
func (m *Model) openHit(of chat.PersonID, i int) []ui.Effect {
	s := m.search(of)
	if i < 0 || i >= len(s.Hits) {
		return nil
	}
	s.At = i
	h := s.Hits[i]
	if of != "" {
		return m.readPast(h.Exchange, h.Where)
	}
	owner, _ := h.Conversation.Owner()
	return m.openCustomer(OpenCustomer{Visitor: owner, Exchange: h.Exchange, Where: h.Where})
}

// sites are those that this desk has heard of.
func (m *Model) sites() (list []chat.SiteID) {
	for _, c := range m.Conversations {
		at := 0
		for at < len(list) && list[at] < c.Site {
			at++
		}
		if c.Site != "" && (at == len(list) || list[at] != c.Site) {
			list = append(list[:at], append([]chat.SiteID{c.Site}, list[at:]...)...)
		}
	}
	return list
}
