package visits

import (
	"net/http"
	"slices"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/auth"
)

// Live implements desk.Watcher: somebody may be blocked now, or be known as a customer who is.
func (v *Visits) Live(c chat.ConversationID, f wire.Frame) {
	entries, ok := f.(wire.Entries)
	if !ok || !c.IsTrail() || !slices.ContainsFunc(entries.List, mayBlock) {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.closed && v.o.Blocked != nil {
		v.ended.Go(v.dismiss)
	}
}

func mayBlock(e chat.Entry) bool {
	switch b := e.Body.(type) {
	case chat.Blocked:
		return !b.Ended
	case chat.Identified:
		return b.Customer.ID != ""
	}
	return false
}

// dismiss ends the beacons of those who are blocked. Their pages ask once more, and are refused.
func (v *Visits) dismiss() {
	v.mu.Lock()
	list := make([]*beacon, 0, len(v.beacons))
	for b := range v.beacons {
		list = append(list, b)
	}
	v.mu.Unlock()
	for _, b := range list {
		if v.blockedFrom(b.visitor, b.from) {
			b.end()
		}
	}
}

// blocked tells whether nothing is to be known of who asks.
func (v *Visits) blocked(visitor chat.PersonID, r *http.Request) bool {
	return v.blockedFrom(visitor, auth.SourceOf(r))
}

func (v *Visits) blockedFrom(visitor chat.PersonID, address string) bool {
	return v.o.Blocked != nil && v.o.Blocked(visitor, address)
}
