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

// listed takes what the relay says about conversations, and rings for what waits for this agent.
func (m *Model) listed(f wire.Summaries) []ui.Effect {
	if f.Reset {
		m.Conversations = make(map[chat.ConversationID]chat.Summary, len(f.List))
	}
	ring := false
	for _, s := range f.List {
		old, known := m.Conversations[s.ID]
		m.Conversations[s.ID] = s
		ring = ring || m.Listed && !f.Reset && s.WaitingSince != 0 && s.LastBy == chat.Visitor &&
			(!known || s.Last > old.Last && s.LastText != old.LastText || s.Unread > old.Unread) &&
			(s.Queued() || m.mine(s)) && !m.reading(s.ID)
	}
	m.Listed = true
	m.regroup()
	if ring && m.Sound {
		return []ui.Effect{ui.Chime{}}
	}
	return nil
}

// regroup orders the conversations by urgency: those in which a visitor waits for us, the longest waiting first; then the
// others, the latest first.
func (m *Model) regroup() {
	mine, queue, team, closed := Group{Name: lang.Mine}, Group{Name: lang.Queue}, Group{Name: lang.Team}, Group{Name: lang.ClosedGroup}
	for id, s := range m.Conversations {
		switch {
		case s.Closed:
			closed.List = append(closed.List, id)
		case m.mine(s):
			mine.List = append(mine.List, id)
		case s.Agent.IsZero():
			queue.List = append(queue.List, id)
		default:
			team.List = append(team.List, id)
		}
	}
	m.Groups = []Group{mine, queue, team, closed}
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
		if !s.Closed && (s.Agent.IsZero() && s.WaitingSince != 0 || m.mine(s) && s.Unread > 0) {
			n++
		}
	}
	return n
}
