package mirror

import (
	"net/http"
	"time"

	"pupitre/app/chat"
	"pupitre/app/cobrowse"
	"pupitre/app/wire"
	"pupitre/relay/auth"
)

// viewer is an agent who looks at a visitor's page. The room's mu guards all of it but the line.
type viewer struct {
	*line
	room *room

	said    wire.MirrorStatus // what they were told last
	fresh   bool              // they are to forget what they have
	at      int               // how many messages of the epoch they have been sent
	shown   uint64            // and have shown, by their word
	shownAt time.Time         // when that grew, or when there was nothing to show
	askedAt time.Time         // when they asked for the epoch again last
	moments [][]byte          // at most maxMoments
	answers [][]byte          // at most maxAnswers
	wants   map[string]bool   // resources that they wait for; at most maxWants
	sending []delivery        // resources on their way; at most maxWants
}

// delivery is a resource of which a part is sent.
type delivery struct {
	*resource
	offset int
}

const (
	viewerMessage = 64 << 10
	viewerBytes   = 256 << 10 // a second
	viewerCount   = 300       // messages a second
	maxMoments    = 8
	maxAnswers    = 256
	maxViewers    = 16 // of one page
	partSize      = 48 << 10
	againIn       = 10 * time.Second // who asks for the epoch again twice within that needs another one
	behindFor     = 3 * time.Second  // who shows nothing new for so long does not keep up, and holds nobody back
)

// ServeAgent is /ws/mirror/agent.
func (m *Mirrors) ServeAgent(w http.ResponseWriter, r *http.Request) {
	if m.o.Allowed != nil && !m.o.Allowed(r) {
		http.Error(w, "this page may not connect here", http.StatusForbidden)
		return
	}
	signIn, signInErr := m.o.Agents.Of(r.Context(), auth.CookieOf(r))
	l, err := m.accept(w, r)
	if err != nil {
		return
	}
	defer l.drop()
	switch {
	case signInErr == auth.ErrSignedOut:
		l.turnAway(wire.CloseSignedOut)
		return
	case signInErr != nil:
		l.turnAway(wire.CloseStore)
		return
	}
	m.mu.Lock()
	l.signIn = signIn
	m.mu.Unlock()
	h, ok := l.hello()
	if base, staff := h.Conversation.Base(); !ok || staff || chat.MaySee(base, signIn.Person) != nil {
		l.turnAway(wire.CloseMalformed)
		return
	}
	room, ok := m.enter(l, h.Conversation)
	if !ok {
		l.turnAway(wire.CloseGoingAway)
		return
	}
	defer m.leave(room)
	v := &viewer{line: l, room: room, wants: map[string]bool{}}
	if !room.look(v) {
		l.turnAway(wire.CloseNotYours)
		return
	}
	// Signed out since the upgrade? From here on SignedOut would have told.
	if err := m.o.Agents.Still(r.Context(), signIn.Key); err != nil {
		l.end(wire.CloseSignedOut)
	}
	l.run(viewerMessage, viewerBytes, viewerCount, v.take, v.next)
	room.unlook(v)
}

// look adds a viewer, if the conversation is one that they may look at.
func (r *room) look(v *viewer) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !mayLook(r.state, v.signIn.Person) || r.state.Last == 0 || len(r.viewers) >= maxViewers {
		return false
	}
	v.fresh, v.shownAt = true, r.m.now()
	r.viewers = append(r.viewers, v)
	r.told()
	return true
}

func (r *room) unlook(v *viewer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, other := range r.viewers {
		if other == v {
			r.viewers = append(r.viewers[:i:i], r.viewers[i+1:]...)
			break
		}
	}
	r.lookedAt = r.m.now()
	if v.signIn.Person.ID == r.state.Agent.ID {
		r.handsAt = r.lookedAt
	}
	r.deeds.left(v)
	r.told()
}

// forget drops what waits of a page that is mirrored no longer. The room's mu is held.
func (v *viewer) forget() {
	v.at, v.shown, v.moments, v.sending = 0, 0, nil, nil
}

// restart sends the epoch from its beginning. The room's mu is held.
func (v *viewer) restart() {
	v.forget()
	v.fresh, v.shownAt = true, v.room.m.now()
	v.poke()
}

// moment adds one; who is behind misses the oldest. The room's mu is held.
func (v *viewer) moment(msg []byte) {
	if len(v.moments) == maxMoments {
		v.moments = v.moments[1:]
		v.room.m.counts.dropped.Add(1)
	}
	v.moments = append(v.moments, msg)
	v.poke()
}

// keepsUp tells whether the page is to wait for this viewer. The room's mu is held.
func (v *viewer) keepsUp(now time.Time) bool { return now.Sub(v.shownAt) < behindFor }

// take is what the viewer has said.
func (v *viewer) take(msg []byte) wire.CloseCode {
	r := v.room
	switch wire.MirrorKind(msg[0]) {
	case wire.MirrorAck:
		a, ok := wire.ReadMirrorAck(msg)
		if !ok {
			return wire.CloseMalformed
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		if a.Epoch == r.epoch.number && a.Seq > v.shown && a.Seq <= uint64(v.at) {
			v.shown, v.shownAt = a.Seq, r.m.now()
			r.acked()
		}
	case wire.MirrorResync: // something does not fit: the epoch again, and if that does not help either, another one
		r.mu.Lock()
		defer r.mu.Unlock()
		now := r.m.now()
		if r.current != nil && now.Sub(v.askedAt) < againIn {
			r.current.renew()
		}
		v.askedAt = now
		v.restart()
	case wire.MirrorWant:
		hashes, ok := wire.ReadMirrorWant(msg)
		if !ok {
			return wire.CloseMalformed
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		for _, hash := range hashes {
			v.want(hash)
		}
		v.poke()
	case wire.MirrorPoint, wire.MirrorCommand:
		d, ok := wire.ReadMirrorDeed(msg)
		if !ok {
			return wire.CloseMalformed
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		if outcome := r.deed(v, d); outcome != cobrowse.Done {
			v.answer(wire.MirrorReply{Ref: d.Ref, Outcome: byte(outcome)})
		}
	}
	return 0
}

// answer queues one; of too many the oldest is dropped. The room's mu is held.
func (v *viewer) answer(a wire.MirrorReply) {
	if len(v.answers) == maxAnswers {
		v.answers = v.answers[1:]
	}
	v.answers = append(v.answers, wire.AppendMirrorAnswer(nil, a))
	v.poke()
}

// next is what the viewer is to be sent: first what has changed and what was asked for, then the page, then what counts at this moment only,
// and resources when there is nothing else.
func (v *viewer) next() []byte {
	r := v.room
	r.mu.Lock()
	defer r.mu.Unlock()
	if s := r.status(v.signIn.Person); s != v.said {
		v.said = s
		return wire.AppendMirrorState(nil, s)
	}
	if len(v.answers) > 0 {
		msg := v.answers[0]
		v.answers = v.answers[1:]
		return msg
	}
	if r.state.Mirror.Level < chat.LevelView || r.current == nil || !mayLook(r.state, v.signIn.Person) {
		return nil
	}
	switch {
	case v.fresh && len(r.epoch.list) > 0:
		v.fresh = false
		return []byte{byte(wire.MirrorFresh)}
	case v.at < len(r.epoch.list):
		if v.shown == uint64(v.at) {
			v.shownAt = r.m.now() // they had shown all that there was
		}
		v.at++
		return r.epoch.list[v.at-1]
	case len(v.moments) > 0:
		msg := v.moments[0]
		v.moments = v.moments[1:]
		return msg
	case len(v.sending) > 0:
		d := &v.sending[0]
		end := min(d.offset+partSize, len(d.content))
		msg := wire.AppendMirrorPart(nil, wire.MirrorPart{Hash: d.hash, Type: d.media, Size: uint64(len(d.content)), Offset: uint64(d.offset), Content: d.content[d.offset:end]})
		if d.offset = end; end == len(d.content) {
			v.sending = v.sending[1:]
		}
		return msg
	}
	return nil
}
