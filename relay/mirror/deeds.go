package mirror

import (
	"pupitre/app/chat"
	"pupitre/app/cobrowse"
	"pupitre/app/wire"
)

// deeds are commands on their way to the page, and who is to be answered. Viewers number theirs as they like, so they get other numbers here.
type deeds struct {
	waiting []wire.MirrorDeed // at most maxDeeds
	last    uint64            // number
	asked   [maxAsked]asker   // by number: the latest
}

type asker struct {
	ref    uint64 // ours
	theirs uint64
	viewer *viewer
}

const (
	maxDeeds = 256
	maxAsked = 1024
)

// deed passes a command on, if the visitor has granted as much to who gives it; Done means that the page will answer. mu is held.
func (r *room) deed(v *viewer, d wire.MirrorDeed) cobrowse.Outcome {
	least := chat.LevelControl
	if d.Kind == wire.MirrorPoint {
		least = chat.LevelPoint
	}
	switch {
	case r.state.Mirror.Level < least, r.state.Agent.ID != v.signIn.Person.ID, !kindOf(d):
		r.m.counts.dropped.Add(1)
		return cobrowse.NotGranted
	case r.current == nil || !r.current.going:
		return cobrowse.NodeGone
	case len(r.deeds.waiting) >= maxDeeds:
		return cobrowse.TooSlow
	}
	q := &r.deeds
	q.last++
	if answered(cobrowse.Command(d.Command)) {
		q.asked[q.last%maxAsked] = asker{q.last, d.Ref, v}
	}
	d.Ref = q.last
	q.waiting = append(q.waiting, d)
	r.current.poke()
	return cobrowse.Done
}

// kindOf tells whether the command is one of its kind: what acts must not come as what only points.
func kindOf(d wire.MirrorDeed) bool {
	return (d.Kind == wire.MirrorPoint) == (cobrowse.Command(d.Command) <= cobrowse.CommandErase)
}

// next is the next command to send, nil for none.
func (q *deeds) next() []byte {
	if len(q.waiting) == 0 {
		return nil
	}
	d := q.waiting[0]
	q.waiting = q.waiting[1:]
	return wire.AppendMirrorDeed(nil, d)
}

// answer goes to who gave the command. mu is held.
func (r *room) answer(a wire.MirrorReply) {
	q := &r.deeds.asked[a.Ref%maxAsked]
	if q.viewer == nil || q.ref != a.Ref {
		return
	}
	q.viewer.answer(wire.MirrorReply{Ref: q.theirs, Outcome: a.Outcome})
	*q = asker{}
}

// answered tells whether a page answers the command.
func answered(c cobrowse.Command) bool {
	switch c {
	case cobrowse.CommandPointer, cobrowse.CommandNoPointer, cobrowse.CommandStroke, cobrowse.CommandErase, cobrowse.CommandMove:
		return false
	}
	return true
}

// clear drops what is on its way, and answers all that is not answered.
func (q *deeds) clear(o cobrowse.Outcome) {
	for i, a := range q.asked {
		if a.viewer != nil {
			a.viewer.answer(wire.MirrorReply{Ref: a.theirs, Outcome: byte(o)})
			q.asked[i] = asker{}
		}
	}
	q.waiting = nil
}

// left forgets a viewer.
func (q *deeds) left(v *viewer) {
	for i := range q.asked {
		if q.asked[i].viewer == v {
			q.asked[i] = asker{}
		}
	}
}
