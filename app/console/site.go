package console

import (
	"cmp"
	"slices"

	"pupitre/app/chat"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Site is who is on the site now, while the page of visitors is shown.
type Site struct {
	Watching bool // the relay has been asked for it
	Came     bool // it has answered
	List     map[chat.PersonID]chat.OnSite
	Order    []chat.PersonID
	Longest  bool // those who have been here longest come first

	Top, Height int // scroll position and height of the list
}

// keepWatching asks for the visitors while they are shown, and for no more of them afterwards.
func (m *Model) keepWatching() []ui.Effect {
	shown, online := m.Page == VisitorsPage && m.Rules.Visitors, m.Link.State == ui.Online
	if !shown {
		m.Site = Site{Watching: m.Site.Watching, Longest: m.Site.Longest}
	}
	if want := shown && online; want != m.Site.Watching {
		m.Site.Watching = want
		if online {
			return []ui.Effect{ui.Transmit{Data: wire.Requests(wire.Watch{On: want})}}
		}
	}
	return nil
}

// cameAndWent takes who is on the site.
func (m *Model) cameAndWent(f wire.Visitors) {
	s := &m.Site
	if f.Reset || s.List == nil {
		s.List = make(map[chat.PersonID]chat.OnSite, len(f.List))
	}
	s.Came = s.Came || f.Reset
	for _, o := range f.List {
		s.List[o.Visitor] = o
	}
	for _, id := range f.Left {
		delete(s.List, id)
	}
	s.sort()
}

func (s *Site) sort() {
	s.Order = s.Order[:0]
	for id := range s.List {
		s.Order = append(s.Order, id)
	}
	slices.SortFunc(s.Order, func(a, b chat.PersonID) int {
		first, second := a, b
		if !s.Longest {
			first, second = b, a
		}
		return cmp.Or(cmp.Compare(s.List[first].Visit.Began, s.List[second].Visit.Began), cmp.Compare(a, b))
	})
}
