package console

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// Filter is what a pane shows of its conversation. It is kept per conversation and across reloads.
type Filter uint8

const (
	All Filter = iota
	Visitor
	Agent
	Actions
)

const filterKey = "filter:"

// filters are the choices in order, with their names and what is kept of them.
var filters = [...]struct {
	Filter Filter
	Name   lang.Text
	Kept   string
	class  chat.Class
}{
	{All, lang.FilterAll, "", chat.Hidden},
	{Visitor, lang.FilterVisitor, "visitor", chat.FromVisitor},
	{Agent, lang.FilterAgent, "agent", chat.FromAgent},
	{Actions, lang.FilterActions, "actions", chat.Action},
}

// lets tells whether the filter lets the entry through.
func (f Filter) lets(e chat.Entry) bool {
	class := chat.ClassOf(e)
	return class != chat.Hidden && (f == All || class == filters[f].class)
}

// show puts the filter on a conversation.
func (m *Model) show(id chat.ConversationID, f Filter) []ui.Effect {
	if f > Actions || m.Filters[id] == f {
		return nil
	}
	delete(m.Filtered, id)
	t := m.talk(id)
	if f == All {
		delete(m.Filters, id)
	} else {
		m.Filters[id] = f
	}
	t.Show(f.lets)
	effects := t.Older()
	if f == All {
		return append(effects, ui.Forget{Key: filterKey + string(id)})
	}
	return append(effects, ui.Save{Key: filterKey + string(id), Value: filters[f].Kept})
}

// filterOf is the filter that was kept by that name.
func filterOf(kept string) Filter {
	for _, f := range filters {
		if f.Kept == kept {
			return f.Filter
		}
	}
	return All
}

// count is how many entries the filter lets through in the whole conversation, loaded or not: as the relay says, and what
// only the merchant's side sees by what is held of it.
func (m *Model) count(id chat.ConversationID, f Filter) int {
	c := m.Conversations[id]
	of := [...]uint64{chat.FromVisitor: c.VisitorSaid, chat.FromAgent: c.AgentSaid, chat.Action: c.Actions}
	for _, e := range m.talk(id).Staff.Thread.Stored {
		of[chat.ClassOf(e)]++
	}
	of[chat.Hidden] = 0
	if f != All {
		return int(of[filters[f].class])
	}
	return int(of[chat.FromVisitor] + of[chat.FromAgent] + of[chat.Action])
}

// hide counts what has come and is not shown.
func (m *Model) hide(id chat.ConversationID, list []chat.Entry) {
	f := m.Filters[id]
	for _, e := range list {
		if e.Author.ID != m.Me.ID && All.lets(e) && !f.lets(e) {
			m.Filtered[id]++
		}
	}
}
