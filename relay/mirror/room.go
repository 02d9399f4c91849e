package mirror

import (
	"slices"
	"sync"
	"time"

	"pupitre/app/chat"
	"pupitre/app/cobrowse"
	"pupitre/app/wire"
)

// room is a conversation whose page is shown, asked for, or looked for.
type room struct {
	m     *Mirrors
	conv  chat.ConversationID
	lines int // sockets; guarded by Mirrors.mu

	mu       sync.Mutex
	state    chat.Conversation // what entries say; read anew while mu is held, so never older than what was
	since    time.Time         // since when something is shown, as far as this relay knows
	acting   time.Time         // and can be pointed at or controlled
	sources  []*source         // pages of the visitor, the one that came last at the end
	current  *source           // the one that is mirrored; nil: none
	viewers  []*viewer
	pageAt   time.Time        // when a page was last there
	lookedAt time.Time        // when somebody last looked
	handsAt  time.Time        // when the agent who has the conversation last did
	where    wire.MirrorWhere // what the current page, or the last one, has said of itself
	epoch    epoch
	stock    stock                // resources whose hash cannot be checked
	parts    parts                // resources of which some has come
	asked    map[string]time.Time // resources that the current page was asked for, and when
	deeds    deeds
	turns    uint64 // counts what makes a page visible: the last one counts
}

// roomStock and siteStock are bytes of resources that a room keeps which cannot be checked, and the site those that were.
const (
	roomStock = 4 << 20
	siteStock = 16 << 20
)

func newRoom(m *Mirrors, conv chat.ConversationID) *room {
	r := &room{m: m, conv: conv, stock: newStock(roomStock), asked: map[string]time.Time{}, pageAt: m.now()}
	r.refresh()
	return r
}

// refresh takes over what entries say, and ends what they end.
func (r *room) refresh() {
	r.mu.Lock()
	defer r.mu.Unlock()
	was := r.state.Mirror
	r.state = r.m.o.Desk.Conversation(r.conv)
	now := r.state.Mirror
	if now.Level >= chat.LevelView && (was.Level < chat.LevelView || was.Since != now.Since) {
		r.since = r.m.now()
	}
	if now.Level > chat.LevelView && (was.Level <= chat.LevelView || was.Acting != now.Acting) {
		r.acting = r.m.now()
	}
	if now.Level < was.Level {
		r.deeds.clear(cobrowse.NotGranted)
	}
	if now.Level == chat.LevelNone {
		r.nothing()
	}
	for _, v := range r.viewers {
		if !mayLook(r.state, v.signIn.Person) {
			v.end(wire.CloseNotYours)
		}
	}
	r.told()
}

// mayLook tells who may see what visitors show: who has the conversation, and managers.
func mayLook(c chat.Conversation, who chat.Person) bool {
	return who.Role == chat.Manager || who.Role == chat.Agent && c.Agent.ID == who.ID
}

// nothing is shown: pages are let go, and of what they were nothing stays. mu is held.
func (r *room) nothing() {
	for _, s := range r.sources {
		s.end(wire.CloseNotShared)
	}
	r.sources, r.current, r.where = nil, nil, wire.MirrorWhere{}
	r.forget(cobrowse.NotGranted)
	r.stock.clear()
}

// forget drops what is known of the page that was mirrored; the outcome is that of commands it has not answered. mu is held.
func (r *room) forget(o cobrowse.Outcome) {
	r.epoch = epoch{}
	r.deeds.clear(o)
	r.parts.clear()
	clear(r.asked)
	for _, v := range r.viewers {
		v.forget()
	}
}

// empty ends all that are in the room. mu is held.
func (r *room) empty(code wire.CloseCode) {
	r.nothing()
	for _, v := range r.viewers {
		v.end(code)
	}
	r.state = chat.Conversation{ID: r.conv}
}

// told has everybody look what there is for them now. mu is held.
func (r *room) told() {
	for _, v := range r.viewers {
		v.poke()
	}
	for _, s := range r.sources {
		s.poke()
	}
}

// idle tells whether entries say that nothing is shown or asked.
func (r *room) idle() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	m := r.state.Mirror
	return m.Level == chat.LevelNone && m.Asked == chat.LevelNone
}

// choose finds which page is mirrored: the one that was made visible last; where none is, the one before or the last to come. mu is held.
func (r *room) choose() {
	var best *source
	for _, s := range r.sources {
		switch {
		case !s.ready:
		case best == nil, s.where.Visible && (!best.where.Visible || s.turn > best.turn), !best.where.Visible && s == r.current:
			best = s
		}
	}
	if best != r.current {
		r.current = best
		r.forget(cobrowse.NodeGone)
		for _, v := range r.viewers {
			for hash := range v.wants {
				r.want(hash)
			}
		}
	}
	if best != nil {
		r.where = best.where
	}
	r.told()
}

// looks is who looks, in words, and how much they may; "" for nobody. mu is held.
func (r *room) looks() wire.MirrorLook {
	var names []string
	for _, v := range r.viewers {
		if name := v.signIn.Person.Name; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	look := wire.MirrorLook{Level: r.state.Mirror.Level}
	for i, name := range names {
		if i > 0 {
			look.Name += ", "
		}
		look.Name += name
	}
	return look
}

// status is what a viewer is told. mu is held.
func (r *room) status(who chat.Person) wire.MirrorStatus {
	m := r.state.Mirror
	s := wire.MirrorStatus{Since: m.At, Hosts: r.m.o.Hosts, Site: r.m.site}
	theirs := r.state.Agent.ID == who.ID
	if theirs {
		s.Level, s.Asked = m.Level, m.Asked
	} else {
		s.Level = min(m.Level, chat.LevelView)
	}
	switch {
	case m.Level >= chat.LevelView:
		s.Address, s.Title = r.where.Address, r.where.Title
		if m.Level > chat.LevelView {
			s.By = r.state.Agent
		}
		switch {
		case r.current == nil:
			s.Phase, s.Since = wire.MirrorGone, r.pageAt.UnixMilli()
		case r.current.where.Visible:
			s.Phase, s.Since = wire.MirrorLive, r.current.at.UnixMilli()
		default:
			s.Phase, s.Since = wire.MirrorHidden, r.current.at.UnixMilli()
		}
	case m.Asked != chat.LevelNone:
		s.Phase = wire.MirrorAsking
	case m.How == chat.Refused:
		s.Phase, s.By = wire.MirrorRefused, m.By
	case m.How == chat.Expired:
		s.Phase = wire.MirrorUnanswered
	case m.How == chat.Ended:
		s.Phase, s.By = wire.MirrorEnded, m.By
	default:
		s.Phase, s.Since = wire.MirrorNone, 0
	}
	return s
}

// acked tells the page what the slowest viewer that keeps up has shown. mu is held.
func (r *room) acked() {
	if r.current == nil {
		return
	}
	now, least := r.m.now(), uint64(0)
	for _, v := range r.viewers {
		if v.keepsUp(now) && (least == 0 || v.shown < least) {
			least = v.shown
		}
	}
	if least > r.current.acked {
		r.current.acked = least
		r.current.poke()
	}
}
