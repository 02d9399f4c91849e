package mirror

import (
	"net/http"
	"time"

	"pupitre/app/chat"
	"pupitre/app/cobrowse"
	"pupitre/app/wire"
)

// source is a page of the visitor that can be mirrored. The room's mu guards all of it but the line.
type source struct {
	*line
	room *room
	id   string // wire.MirrorHello.Page

	ready   bool             // it has said which page it is
	where   wire.MirrorWhere // that
	at      time.Time        // when it said so
	turn    uint64           // of room.turns, when it was last made visible
	going   bool             // it records, as far as it was told
	look    wire.MirrorLook  // what it was told
	resync  bool             // it is to begin anew
	renewed time.Time        // when it was told so last
	waits   bool             // it is to be told so again, but not yet
	acked   uint64           // what viewers have shown
	ackSaid uint64           // what it was told of that
	wants   []string         // resources that it is to send
}

const (
	sourceMessage = cobrowse.MaxMessage + 64 // bytes of a message
	sourceBytes   = 4 << 20                  // a second; twice as much at once
	sourceCount   = 600                      // messages a second
	renewEvery    = time.Second              // a page begins anew so often at most
	maxWants      = 4096                     // resources that a page or a viewer waits for
)

// ServeVisitor is /ws/mirror/visitor.
func (m *Mirrors) ServeVisitor(w http.ResponseWriter, r *http.Request) {
	if m.o.Allowed != nil && !m.o.Allowed(r) {
		http.Error(w, "this page may not connect here", http.StatusForbidden)
		return
	}
	if m.o.Reserve != nil {
		release, ok := m.o.Reserve(r)
		if !ok {
			http.Error(w, "too many connections from this address", http.StatusTooManyRequests)
			return
		}
		defer release()
	}
	l, err := m.accept(w, r)
	if err != nil {
		return
	}
	defer l.drop()
	h, ok := l.hello()
	visitor, code := chat.PersonID(""), wire.CloseMalformed
	if ok {
		visitor, code = m.visitor(l, h)
	}
	if code != 0 {
		l.turnAway(code)
		return
	}
	m.mu.Lock()
	l.visitor = visitor
	m.mu.Unlock()
	room, ok := m.enter(l, h.Conversation)
	if !ok {
		l.turnAway(wire.CloseGoingAway)
		return
	}
	defer m.leave(room)
	s := &source{line: l, room: room, id: h.Page}
	if !room.join(s) {
		l.turnAway(wire.CloseNotShared)
		return
	}
	l.run(sourceMessage, sourceBytes, sourceCount, s.take, s.next)
	room.part(s)
}

// visitor is whose page it is; or why it is turned away.
func (m *Mirrors) visitor(l *line, h wire.MirrorHello) (chat.PersonID, wire.CloseCode) {
	if h.Site != m.o.Site {
		return "", wire.CloseNoSite
	}
	if h.Token == "" { // would make somebody new
		return "", wire.CloseBadToken
	}
	id, _, err := m.o.Visitors.Known(h.Site, h.Token)
	switch {
	case err != nil:
		return "", wire.CloseBadToken
	case chat.MaySee(h.Conversation, chat.Person{ID: id, Role: chat.Visitor}) != nil, h.Conversation != chat.ConversationOf(id, 1):
		return "", wire.CloseNotShared
	case m.o.Desk.Blocked(m.o.Site, id, "", l.source):
		return "", wire.CloseBlocked
	}
	return id, 0
}

// maxSources is how many pages of one visitor there may be.
const maxSources = 16

// join adds a page, if the visitor shows theirs.
func (r *room) join(s *source) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.state.Mirror.Level < chat.LevelView || len(r.sources) >= maxSources {
		return false
	}
	for i, other := range r.sources {
		if other.id == s.id { // its network was gone, and that has not been noticed here
			other.end(wire.CloseSlow)
			r.sources = append(r.sources[:i:i], r.sources[i+1:]...)
			break
		}
	}
	s.at = r.m.now()
	r.sources = append(r.sources, s)
	return true
}

// part takes a page out.
func (r *room) part(s *source) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, other := range r.sources {
		if other == s {
			r.sources = append(r.sources[:i:i], r.sources[i+1:]...)
			r.pageAt = r.m.now()
			r.choose()
			return
		}
	}
}

// take is what the page has said.
func (s *source) take(msg []byte) wire.CloseCode {
	r := s.room
	r.m.counts.in.Add(uint64(len(msg)))
	switch kind := wire.MirrorKind(msg[0]); kind {
	case wire.MirrorPage:
		p, ok := wire.ReadMirrorPage(msg)
		if !ok {
			return wire.CloseMalformed
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		if p.Visible && (!s.where.Visible || !s.ready) {
			r.turns++
			s.turn = r.turns
		}
		if s.where.Visible != p.Visible || !s.ready {
			s.at = r.m.now()
		}
		s.where, s.ready = p, true
		r.choose()
	case wire.MirrorOps:
		h, _, ok := wire.ReadMirrorOps(msg)
		if !ok {
			return wire.CloseMalformed
		}
		s.ops(h, msg)
	case wire.MirrorMoment:
		h, _, ok := wire.ReadMirrorMoment(msg)
		if !ok {
			return wire.CloseMalformed
		}
		s.moment(h, msg)
	case wire.MirrorResource:
		p, ok := wire.ReadMirrorPart(msg)
		if !ok {
			return wire.CloseMalformed
		}
		s.resource(p)
	case wire.MirrorAnswer:
		a, ok := wire.ReadMirrorAnswer(msg)
		if !ok {
			return wire.CloseMalformed
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.answer(a)
	case wire.MirrorLeft:
		r.part(s)
		return wire.CloseGoingAway
	} // others are a newer page's
	return 0
}

// heeded tells whether what this page says of itself counts. mu is held.
func (s *source) heeded() bool { return s.room.current == s && s.going }

func (s *source) ops(h wire.MirrorOpsHead, msg []byte) {
	r := s.room
	r.mu.Lock()
	defer r.mu.Unlock()
	if !s.heeded() {
		r.m.counts.dropped.Add(1)
		return
	}
	what, renew := r.epoch.take(h, msg, r.m.now())
	switch what {
	case begun:
		s.resync, s.waits, s.acked, s.ackSaid = false, false, 0, 0
		for _, v := range r.viewers {
			v.restart()
		}
	case stale, needed:
		r.m.counts.dropped.Add(1)
	}
	if what == needed || renew {
		s.renew()
	}
	r.told()
}

// renew has the page begin anew, not too often. mu is held.
func (s *source) renew() {
	now := s.room.m.now()
	s.waits = now.Sub(s.renewed) < renewEvery // then sweep does it
	if !s.waits {
		s.renewed, s.resync = now, true
		s.poke()
	}
}

func (s *source) moment(h wire.MirrorOpsHead, msg []byte) {
	r := s.room
	r.mu.Lock()
	defer r.mu.Unlock()
	if !s.heeded() || h.Epoch != r.epoch.number || r.epoch.seq == 0 {
		r.m.counts.dropped.Add(1)
		return
	}
	for _, v := range r.viewers {
		v.moment(msg)
	}
}

// next is what the page is to be told.
func (s *source) next() []byte {
	r := s.room
	r.mu.Lock()
	defer r.mu.Unlock()
	look := r.looks()
	records := r.current == s && len(r.viewers) > 0 && look.Level >= chat.LevelView
	switch {
	case records && (!s.going || look != s.look):
		s.going, s.look = true, look
		return wire.AppendMirrorGo(nil, look)
	case !records && s.going:
		s.going, s.resync = false, false
		if r.current == s { // what it shows when it goes on is another epoch
			r.forget(cobrowse.NodeGone)
		}
		return []byte{byte(wire.MirrorPause)}
	case !records:
		return nil
	case s.resync:
		s.resync = false
		return []byte{byte(wire.MirrorResync)}
	}
	if msg := r.deeds.next(); msg != nil {
		return msg
	}
	if n := min(len(s.wants), wire.MaxWants); n > 0 {
		msg := wire.AppendMirrorWant(nil, s.wants[:n])
		s.wants = s.wants[n:]
		return msg
	}
	if s.acked > s.ackSaid {
		s.ackSaid = s.acked
		return wire.AppendMirrorAck(nil, wire.MirrorShown{Epoch: r.epoch.number, Seq: s.acked})
	}
	return nil
}
