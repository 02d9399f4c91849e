package console

import (
	"cmp"
	"slices"

	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Group is one part of the list of conversations.
type Group struct {
	Name lang.Text
	List []chat.ConversationID
}

// listed takes what the relay says about conversations, and rings for what waits for this agent. While a long list comes in
// parts nothing rings, and what was listed before stays until all is there.
func (m *Model) listed(f wire.Summaries) []ui.Effect {
	if f.Reset {
		m.Listing = make(map[chat.ConversationID]bool, len(f.List))
	}
	ring := false
	var calls []ui.Effect
	for _, s := range f.List {
		old, known := m.Conversations[s.ID]
		m.Conversations[s.ID] = s
		m.handed(s, old)
		if m.Listing != nil {
			m.Listing[s.ID] = true
		} else if m.Listed && !m.reading(s.ID) && m.concerns(s, old, known) && !m.holdBack(s) {
			ring = true
			calls = append(calls, m.call(s)...)
		}
	}
	effects := m.erased(f.Gone)
	whole := f.Reset && f.Part == wire.NoPart || f.Part == wire.LastPart
	if whole {
		m.unlist()
	}
	m.Listed = m.Listed || m.Listing == nil
	if f.Part != wire.MoreFollow || f.Reset { // sorting after every part would take longer the more there are
		m.regroup()
	}
	if whole {
		effects = append(append(append(effects, m.dropPanes()...), m.forget()...), m.forgetBoth()...)
	}
	if ring && m.Sound {
		effects = append(effects, ui.Chime{})
	}
	return append(effects, calls...)
}

// handed takes note that a conversation may have come to somebody else, or to its end.
func (m *Model) handed(s, old chat.Summary) {
	if m.Told.In == s.ID && (s.Agent.ID != old.Agent.ID || s.Closed != old.Closed || s.PausedUntil != old.PausedUntil) {
		m.Told = Told{}
	}
	if m.Awaited == s.ID && m.mine(s) && m.focused() == s.ID && m.Dialog.Kind == NoDialog && m.Page == NoPage {
		m.grab()
	}
}

// unlist forgets the conversations that are not in the list that has come.
func (m *Model) unlist() {
	for id := range m.Conversations {
		if !m.Listing[id] {
			delete(m.Conversations, id)
		}
	}
	m.Listing = nil
}

// concerns tells whether what has changed in a conversation waits for this agent: a visitor's words, a transfer, or a visitor
// whom a bot hands over.
func (m *Model) concerns(s, old chat.Summary, known bool) bool {
	if m.offered(s) && s.Offer.ID != old.Offer.ID {
		return true
	}
	if old.Agent.Role == chat.Bot && s.Queued() && s.WaitingSince != 0 {
		return true
	}
	return s.WaitingSince != 0 && s.LastBy.Role == chat.Visitor && (s.Queued() || m.mine(s)) &&
		(!known || s.Last > old.Last && s.LastText != old.LastText || s.Unread > old.Unread)
}

// press shows a conversation of the list.
func (m *Model) press(id chat.ConversationID, beside bool) []ui.Effect {
	if beside {
		return m.openBeside(id)
	}
	return m.open(id)
}

// dismiss takes a closed conversation out of the list, until something happens in it.
func (m *Model) dismiss(id chat.ConversationID) []ui.Effect {
	s := m.Conversations[id]
	if !s.Closed {
		return nil
	}
	m.Dismissed[id] = s.Last
	m.regroup()
	return append(m.unshow(id), ui.Save{Key: dismissedKey + string(id), Value: itoa(int(s.Last))})
}

// forget drops what was kept of dismissed conversations that the relay does not list any more.
func (m *Model) forget() (effects []ui.Effect) {
	for id := range m.Dismissed {
		if s, ok := m.Conversations[id]; !ok || !s.Closed || s.Last != m.Dismissed[id] {
			delete(m.Dismissed, id)
			effects = append(effects, ui.Forget{Key: dismissedKey + string(id)})
		}
	}
	return effects
}

// regroup orders the conversations by urgency: those in which a visitor waits for us, the longest waiting first; then the
// others, the latest first.
func (m *Model) regroup() {
	offered, paused, bots := Group{Name: lang.OfferedGroup}, Group{Name: lang.PausedGroup}, Group{Name: lang.Bots}
	mine, queue, team, closed := Group{Name: lang.Mine}, Group{Name: lang.Queue}, Group{Name: lang.Team}, Group{Name: lang.ClosedGroup}
	for id, s := range m.Conversations {
		switch {
		case s.Closed && m.Dismissed[id] == s.Last:
		case s.Closed:
			closed.List = append(closed.List, id)
		case m.offered(s):
			offered.List = append(offered.List, id)
		case m.mine(s) && s.Paused(m.relayNow()):
			paused.List = append(paused.List, id)
		case m.mine(s):
			mine.List = append(mine.List, id)
		case s.Agent.IsZero():
			queue.List = append(queue.List, id)
		case s.WithBot():
			bots.List = append(bots.List, id)
		default:
			team.List = append(team.List, id)
		}
	}
	m.Groups = nil
	for _, g := range []Group{offered, mine, queue, paused, bots, team, closed} {
		if len(g.List) > 0 || g.Name == lang.Mine || g.Name == lang.Queue || g.Name == lang.Team || g.Name == lang.ClosedGroup {
			m.Groups = append(m.Groups, g)
		}
	}
	for _, g := range m.Groups {
		slices.SortFunc(g.List, m.urgency)
	}
}

func (m *Model) urgency(a, b chat.ConversationID) int {
	x, y := m.Conversations[a], m.Conversations[b]
	switch {
	case x.WaitingSince != 0 && y.WaitingSince != 0:
		return cmp.Or(cmp.Compare(x.WaitingSince, y.WaitingSince), cmp.Compare(a, b))
	case x.WaitingSince != 0:
		return -1
	case y.WaitingSince != 0:
		return 1
	}
	return cmp.Or(cmp.Compare(y.LastAt, x.LastAt), cmp.Compare(a, b))
}

// waiting is how many conversations wait for this agent: unanswered ones of the queue, unread ones of their own.
func (m *Model) waiting() int {
	n := 0
	for _, s := range m.Conversations {
		if !s.Closed && (s.Agent.IsZero() && s.WaitingSince != 0 || m.mine(s) && s.Unread > 0 && !m.reading(s.ID) || m.offered(s)) {
			n++
		}
	}
	return n
}
