package console

import (
	"cmp"
	"slices"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// Library is what agents pick instead of writing it, and the teams.
type Library map[chat.ItemID]chat.Item

// stocked takes what the relay says about the library.
func (m *Model) stocked(f wire.Items) {
	if f.Reset {
		m.Library = Library{}
	}
	for _, i := range f.List {
		if i.Name == "" {
			delete(m.Library, i.ID)
		} else {
			m.Library[i.ID] = i
		}
	}
	if f.Reset || slices.ContainsFunc(f.List, func(i chat.Item) bool { return i.Name == "" || i.Kind == chat.TeamItem }) {
		m.regroup() // teams decide to whom a transfer is offered
	}
}

// staffed takes who works here and what they do, and who is locked out where something is said of it.
func (m *Model) staffed(f wire.Staff) {
	if m.Staff = f.List; f.Off != nil {
		m.LockedOut = f.Off
	}
	slices.SortFunc(m.Staff, func(a, b chat.Colleague) int {
		return cmp.Or(cmp.Compare(fold(a.Name), fold(b.Name)), cmp.Compare(a.ID, b.ID))
	})
}

// of are the items of a kind, by their order, by category and name.
func (l Library) of(kind chat.ItemKind) []chat.Item {
	var list []chat.Item
	for _, i := range l {
		if i.Kind == kind {
			list = append(list, i)
		}
	}
	slices.SortFunc(list, func(a, b chat.Item) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(fold(a.Category), fold(b.Category)), cmp.Compare(fold(a.Name), fold(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return list
}

// search are the items of a kind that the query finds in name, category and content, the best category first and in each
// the best item.
func (l Library) search(kind chat.ItemKind, query string) []chat.Item {
	list := l.of(kind)
	query = fold(query)
	if query == "" {
		return list
	}
	rank, best := map[chat.ItemID]int{}, map[string]int{}
	found := list[:0]
	for _, i := range list {
		if r := find(query, fold(i.Name), fold(i.Category), fold(i.Text), fold(i.URL)); r > 0 {
			rank[i.ID] = r
			best[i.Category] = max(best[i.Category], r)
			found = append(found, i)
		}
	}
	slices.SortStableFunc(found, func(a, b chat.Item) int {
		return cmp.Or(cmp.Compare(best[b.Category], best[a.Category]), cmp.Compare(fold(a.Category), fold(b.Category)), cmp.Compare(rank[b.ID], rank[a.ID]))
	})
	return found
}

// member tells whether this agent is in the team.
func (m *Model) member(team string) bool {
	i := m.Library[chat.ItemID(team)]
	return i.Kind == chat.TeamItem && slices.Contains(i.Members, string(m.Me.ID))
}

// colleague is somebody of the staff; the zero Colleague if nobody has that id.
func (m *Model) colleague(id chat.PersonID) chat.Colleague {
	for _, c := range m.Staff {
		if c.ID == id {
			return c
		}
	}
	return chat.Colleague{}
}
