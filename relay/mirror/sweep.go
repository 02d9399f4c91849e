package mirror

import (
	"context"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// sweep looks now and then who is gone, and has the desk write what follows from it.
func (m *Mirrors) sweep() {
	every := time.NewTicker(m.o.Tick)
	defer every.Stop()
	for {
		select {
		case <-every.C:
		case <-m.ctx.Done():
			return
		}
		if m.blocked.Swap(false) {
			m.keepAway()
		}
		for _, r := range m.all() {
			if do := r.due(); do != nil {
				ctx, cancel := context.WithTimeout(m.ctx, 10*time.Second)
				if err := do(ctx); err != nil && !settled(err) && m.ctx.Err() == nil {
					m.log.Warn("a page's sharing was not ended", "conversation", r.conv, "err", err)
				}
				cancel()
			}
		}
	}
}

// settled tells whether somebody else has done it meanwhile.
func settled(err error) bool {
	return err == error(chat.AlreadyOver) || err == error(chat.NotAllowed) || err == error(chat.NotFound)
}

func (m *Mirrors) all() []*room {
	m.mu.Lock()
	defer m.mu.Unlock()
	list := make([]*room, 0, len(m.rooms))
	for _, r := range m.rooms {
		if m.tidy(r); m.rooms[r.conv] == r {
			list = append(list, r)
		}
	}
	return list
}

// due is what is to be ended now; nil for nothing. A page that waits to begin anew is told so.
func (r *room) due() func(context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	desk, conv, m, now := r.m.o.Desk, r.conv, r.state.Mirror, r.m.now()
	if r.current != nil && r.current.waits {
		r.current.renew()
	}
	page := r.pageAt
	for _, s := range r.sources {
		page = later(page, s.seen())
	}
	var anybody, hands time.Time // who look, and who may act
	for _, v := range r.viewers {
		anybody = later(anybody, v.seen())
		if v.signIn.Person.ID == r.state.Agent.ID {
			hands = later(hands, v.seen())
		}
	}
	gone := func(since, seen time.Time, within time.Duration) bool { return now.Sub(later(since, seen)) >= within }
	switch {
	case m.Asked != chat.LevelNone && now.Sub(time.UnixMilli(m.At)) >= AnswerIn:
		return func(ctx context.Context) error { return desk.Expire(ctx, conv, m.Ask) }
	case m.Level >= chat.LevelView && (gone(r.since, page, ShareAway) || gone(r.since, later(anybody, r.lookedAt), ShareAway)):
		return func(ctx context.Context) error { return desk.EndShare(ctx, conv) }
	case m.Level > chat.LevelView && (gone(r.acting, page, ControlAway) || gone(r.acting, later(hands, r.handsAt), ControlAway)):
		return func(ctx context.Context) error { return desk.EndControl(ctx, conv) }
	}
	return nil
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// keepAway ends the sockets of visitors who were blocked.
func (m *Mirrors) keepAway() {
	m.mu.Lock()
	var list []*line
	for l := range m.lines {
		if l.visitor != "" {
			list = append(list, l)
		}
	}
	m.mu.Unlock()
	for _, l := range list {
		if m.o.Desk.Blocked(m.o.Site, l.visitor, "", l.source) {
			l.end(wire.CloseBlocked)
		}
	}
}
