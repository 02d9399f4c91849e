package session

import (
	"net/netip"
	"sync"

	"pupitre/app/chat"
)

// String is the source as auth.SourceOf says it: "192.0.2.7", "2001:db8::/64", "" for the zero one.
func (s source) String() string {
	switch {
	case !s.IsValid():
		return ""
	case s.Is4():
		return s.Addr.String()
	}
	return netip.PrefixFrom(s.Addr, 64).String()
}

// maxAddresses is of how many visitors it is remembered where they came from, a megabyte or so.
const maxAddresses = 10_000

// addresses are where the visitors who came last came from: to block an address nobody needs to know it. It is forgotten with the relay's end.
type addresses struct {
	mu    sync.Mutex
	last  map[chat.PersonID]source
	order []chat.PersonID // a ring, once it is full
	next  int
}

func newAddresses() addresses { return addresses{last: map[chat.PersonID]source{}} }

// note remembers where a visitor came from; who was noted first is forgotten first.
func (a *addresses) note(id chat.PersonID, from source) {
	if from == (source{}) {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	_, known := a.last[id]
	a.last[id] = from
	switch {
	case known:
	case len(a.order) < maxAddresses:
		a.order = append(a.order, id)
	default:
		delete(a.last, a.order[a.next])
		a.order[a.next] = id
		a.next = (a.next + 1) % maxAddresses
	}
}

// of is where the visitor came from last, as source.String; "" for not known.
func (a *addresses) of(id chat.PersonID) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.last[id].String()
}

// forget drops where a visitor came from.
func (a *addresses) forget(id chat.PersonID) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.last, id)
	for i, o := range a.order {
		if o == id {
			a.order[i] = "" // nobody's
		}
	}
}
