package visits

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// guest is a visitor who is on the site, or was a moment ago.
type guest struct {
	turn  sync.Mutex    // held while what is said about them is folded
	speed *rate.Limiter // of what is said about them

	// Visits.mu guards the rest.
	waiting int         // who has the turn, or waits for it
	pages   int         // open sockets and beacons
	left    time.Time   // since when there is none
	at      chat.Millis // when the last page was closed, for their trail
	came    time.Time   // when the first page was opened; zero: that has been looked at
	beacons []*beacon
	poking  bool // somebody looks whether an invitation is there
	poked   bool // and is to look again
}

// What one visitor may say about themselves: more than a person opens pages, or switches between them.
const (
	saysEvery = time.Second
	saysBurst = 30
)

// guest is the visitor's, made if there is none. v.mu is held.
func (v *Visits) guest(id chat.PersonID) *guest {
	g := v.guests[id]
	if g == nil {
		now := v.now()
		g = &guest{left: now, at: now.UnixMilli()}
		v.guests[id] = g
		v.wakeSweep()
	}
	if g.speed == nil {
		g.speed = rate.NewLimiter(rate.Every(saysEvery), saysBurst)
	}
	return g
}

// turn waits until nothing else that is said about the visitor is being folded.
func (v *Visits) turn(id chat.PersonID) (g *guest, done func()) {
	v.mu.Lock()
	g = v.guest(id)
	g.waiting++
	if g.pages == 0 { // a page says something: it is there
		now := v.now()
		g.left, g.at = now, now.UnixMilli()
	}
	v.mu.Unlock()
	g.turn.Lock()
	return g, func() {
		g.turn.Unlock()
		v.mu.Lock()
		g.waiting--
		v.mu.Unlock()
	}
}

// Came counts an open socket of the visitor, or a beacon; Left counts it off.
func (v *Visits) Came(id chat.PersonID) {
	v.mu.Lock()
	_, known := v.guests[id]
	g := v.guest(id)
	if g.pages++; g.pages == 1 {
		g.came = v.now()
		v.wakeSweep()
	}
	v.mu.Unlock()
	if !known {
		v.changed(id)
	}
}

// Left is the end of what Came began.
func (v *Visits) Left(id chat.PersonID) {
	v.mu.Lock()
	defer v.mu.Unlock()
	g := v.guest(id)
	if g.pages--; g.pages <= 0 {
		now := v.now()
		g.pages, g.left, g.at = 0, now, now.UnixMilli()
		v.wakeSweep()
	}
}

// Here are those on the site: with an open page, or with one that was closed less than GoneAfter ago, for people go from page to page.
func (v *Visits) Here() []chat.PersonID {
	v.mu.Lock()
	defer v.mu.Unlock()
	list := make([]chat.PersonID, 0, len(v.guests))
	for id := range v.guests {
		list = append(list, id)
	}
	return list
}

// IsHere tells whether the visitor is among Here.
func (v *Visits) IsHere(id chat.PersonID) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.guests[id] != nil
}

func (v *Visits) changed(id chat.PersonID) {
	if v.o.Changed != nil {
		v.o.Changed(id)
	}
}

func (v *Visits) wakeSweep() {
	select {
	case v.wake <- struct{}{}:
	default:
	}
}

// sweep says of those who have left that they are gone. It runs while there is somebody to wait for.
func (v *Visits) sweep() {
	for {
		select {
		case <-v.ctx.Done():
			return
		case <-v.wake:
		}
		for waiting := true; waiting; {
			select {
			case <-v.ctx.Done():
				return
			case <-time.After(max(v.o.GoneAfter/8, time.Millisecond)):
			}
			waiting = v.sweepOnce()
		}
	}
}

// sweepOnce tells whether somebody who has left may still come back. Whoever's trail could not be written is tried again.
func (v *Visits) sweepOnce() (waiting bool) {
	now := v.now()
	before := now.Add(-v.o.GoneAfter)
	gone, back := map[chat.PersonID]*guest{}, []chat.PersonID{}
	v.mu.Lock()
	for id, g := range v.guests {
		switch {
		case g.pages > 0 && g.came.IsZero():
		case g.pages > 0 && now.Sub(g.came) < v.o.GoneAfter/4: // the page has not said yet which it is
			waiting = true
		case g.pages > 0:
			g.came = time.Time{}
			back = append(back, id)
		case g.waiting == 0 && !g.left.After(before):
			gone[id] = g
		default:
			waiting = true
		}
	}
	v.mu.Unlock()
	for id, g := range gone {
		if v.ctx.Err() != nil {
			return false
		}
		waiting = !v.leave(id, g) || waiting
	}
	for _, id := range back {
		v.back(id)
	}
	return waiting
}

// back says of a visitor whose network was away that they are still where they were. Without beacons only who is in a conversation is
// looked after.
func (v *Visits) back(id chat.PersonID) {
	c := v.o.Desk.Conversation(chat.ConversationOf(id, 1))
	if !v.o.Beacons && (c.Last == 0 || c.Closed) {
		return
	}
	_, done := v.turn(id)
	defer done()
	if p := v.o.Desk.Profile(id); p.Gone && p.Page.URL != "" {
		b := chat.Seen{PageView: p.Page, Pages: p.Pages}
		v.o.Desk.Learn(v.ctx, v.o.Site, id, entryID(p, b), b) // what is lost is said by the next page
	}
}

// leave writes that the visitor is gone, and forgets them. Somebody who comes meanwhile waits for the turn, and writes behind it.
func (v *Visits) leave(id chat.PersonID, g *guest) bool {
	g.turn.Lock()
	defer g.turn.Unlock()
	v.mu.Lock()
	back, at := g.pages > 0 || g.waiting > 0, g.at
	v.mu.Unlock()
	if back {
		return true
	}
	if p := v.o.Desk.Profile(id); p.Last != 0 && !p.Gone && p.SeenAt != 0 {
		b := chat.Gone{At: max(at, p.SeenAt)}
		if temporary(v.o.Desk.Learn(context.WithoutCancel(v.ctx), v.o.Site, id, entryID(p, b), b)) {
			return false
		}
	}
	v.mu.Lock()
	if g.pages == 0 && g.waiting == 0 && v.guests[id] == g {
		delete(v.guests, id)
	}
	v.mu.Unlock()
	v.changed(id)
	return true
}

// temporary tells whether an answer leaves open what has become of the entry.
func temporary(f wire.Frame) bool {
	n, ok := f.(wire.Nack)
	return ok && n.Problem.Temporary()
}
