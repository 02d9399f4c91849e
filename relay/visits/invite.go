package visits

import (
	"context"
	"slices"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// Invitation is what an agent has written to somebody who did not ask. The zero one: there is none any more.
type Invitation struct {
	ID   chat.EntryID `json:"id"`
	Name string       `json:"name"`
	Text string       `json:"text"` // at most longestInvitation runes
}

const longestInvitation = 400

// Changed implements desk.Watcher: whoever is invited, or was, has their pages told.
func (v *Visits) Changed(s chat.Summary) {
	if visitor, ok := s.ID.Owner(); ok {
		v.poke(visitor)
	}
}

// poke has the visitor's beacons looked at, if there are some. It does not block.
func (v *Visits) poke(visitor chat.PersonID) {
	v.mu.Lock()
	defer v.mu.Unlock()
	g := v.guests[visitor]
	if g == nil || len(g.beacons) == 0 || v.closed {
		return
	}
	g.poked = true
	if !g.poking { // one looks at a time
		g.poking = true
		v.ended.Go(func() { v.tell(visitor, g) })
	}
}

// tell shows an invitation on the visitor's pages, or takes it back, until there was nothing new meanwhile.
func (v *Visits) tell(visitor chat.PersonID, g *guest) {
	for {
		v.mu.Lock()
		if !g.poked {
			g.poking = false
			v.mu.Unlock()
			return
		}
		g.poked = false
		pages := slices.Clone(g.beacons)
		v.mu.Unlock()
		i, ok := v.invitation(visitor)
		for _, b := range pages {
			if ok {
				b.show(i)
			}
		}
	}
}

// invitation is the one that waits for the visitor's answer, the zero one for none; false: the store cannot say now.
func (v *Visits) invitation(visitor chat.PersonID) (i Invitation, ok bool) {
	conv := chat.ConversationOf(visitor, 1)
	if !v.o.Desk.Conversation(conv).Invited {
		return i, true
	}
	ctx, cancel := context.WithTimeout(v.ctx, 10*time.Second)
	defer cancel()
	page, err := v.o.Desk.Follow(ctx, chat.Person{ID: visitor, Role: chat.Visitor}, wire.Follow{Conversation: conv, Epoch: v.o.Desk.Epoch(), Limit: 20})
	if err != nil {
		return i, false
	}
	for _, e := range slices.Backward(page.List) {
		if text, is := e.Body.(chat.Text); is && e.Author.Role.Staff() {
			return Invitation{ID: e.ID, Name: e.Author.Name, Text: firstRunes(text.Text, longestInvitation)}, true
		}
	}
	return i, true
}

func firstRunes(s string, n int) string {
	for at := range s {
		if n == 0 {
			return s[:at] + "…"
		}
		n--
	}
	return s
}
