package visits

import (
	"net/http"
	"slices"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/auth"
)

// Live implements desk.Watcher: somebody may be blocked now.
func (v *Visits) Live(c chat.ConversationID, f wire.Frame) {
	entries, ok := f.(wire.Entries)
	if !ok || !c.IsTrail() || !slices.ContainsFunc(entries.List, blocks) {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.closed && v.o.Blocked != nil {
		v.ended.Go(v.dismiss)
	}
}

func blocks(e chat.Entry) bool {
	b, ok := e.Body.(chat.Blocked)
	return ok && !b.Ended
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
		if v.o.Blocked(b.visitor, b.from) {
			b.end()
		}
	}
}

// blocked tells whether nothing is to be known of who asks.
func (v *Visits) blocked(visitor chat.PersonID, r *http.Request) bool {
	return v.o.Blocked != nil && v.o.Blocked(visitor, auth.SourceOf(r))
}
