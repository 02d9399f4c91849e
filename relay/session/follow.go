package session

import (
	"context"
	"slices"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// followed is a conversation whose entries this client gets, each once and in order. While behind is true, something
// reads from the desk on its behalf, and live entries only say how far to read.
type followed struct {
	id     chat.ConversationID
	last   uint64 // n of the last entry sent
	upto   uint64 // n of the last entry known to be stored
	behind bool
	marks  *wire.Marks // came while behind
}

// follow registers for what happens before it reads what has happened, so that nothing falls between.
func (s *Session) follow(ctx context.Context, f wire.Follow) {
	f.Limit = min(max(f.Limit, 1), maxPage)
	fl, p := s.begin(f.Conversation)
	if p != chat.NoProblem {
		s.reply(wire.Refused{Conversation: f.Conversation, Problem: p})
		return
	}
	s.hub.follow(f.Conversation, s)
	page, err := s.hub.desk.Follow(ctx, s.who, f)
	if err != nil {
		s.unfollow(f.Conversation)
		s.reply(wire.Refused{Conversation: f.Conversation, Problem: chat.ProblemOf(err)})
		return
	}
	page = fitted(page)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.push(page)
	s.caughtUp(fl, page)
}

// fitted is a page of at most maxAnswer bytes, or of one entry. What is cut off is read next where the list goes on from
// what the client has; else it is the oldest, for which the client asks when somebody scrolls there.
func fitted(p wire.Page) wire.Page {
	for len(p.List) > 1 && len(wire.Append(nil, p)) > maxAnswer {
		half := len(p.List) / 2
		if p.Gap || p.Before != 0 {
			p.List = p.List[half:]
		} else {
			p.List = p.List[:half]
		}
	}
	return p
}

// begin makes room for a conversation; a second Follow of the same one starts anew.
func (s *Session) begin(c chat.ConversationID) (*followed, chat.Problem) {
	if err := chat.MaySee(c, s.who); err != nil {
		return nil, chat.ProblemOf(err)
	}
	fl := &followed{id: c, behind: true}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch i := s.index(c); {
	case i >= 0:
		s.follows[i] = fl
	case len(s.follows) >= s.limits.follows:
		return nil, chat.NotAllowed
	default:
		s.follows = append(s.follows, fl)
	}
	return fl, chat.NoProblem
}

func (s *Session) unfollow(c chat.ConversationID) {
	s.mu.Lock()
	i := s.index(c)
	if i >= 0 {
		s.follows = slices.Delete(s.follows, i, i+1)
	}
	s.mu.Unlock()
	if i >= 0 {
		s.hub.unfollow(c, s)
	}
}

// index is the place of c in s.follows, or -1. s.mu is held.
func (s *Session) index(c chat.ConversationID) int {
	return slices.IndexFunc(s.follows, func(f *followed) bool { return f.id == c })
}

// live sends what has just happened in a followed conversation. encoded is f as bytes, made once for all sessions.
func (s *Session) live(c chat.ConversationID, f wire.Frame, encoded []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.index(c)
	if i < 0 || s.over {
		return
	}
	fl := s.follows[i]
	switch f := f.(type) {
	case wire.Entries:
		s.liveEntries(fl, f, encoded)
	case wire.Marks:
		if fl.behind {
			fl.marks = &f
			return
		}
		s.pushLive(f, encoded)
	case wire.DraftNow: // what a visitor has not sent is for agents alone, not for another tab
		if s.isAgent() && !fl.behind {
			s.pushLive(f, encoded)
		}
	case wire.TypingNow:
		if f.Who.ID != s.who.ID && !fl.behind {
			s.pushLive(f, encoded)
		}
	case wire.Profile: // who is behind gets it when it has caught up
		if s.isAgent() && !fl.behind {
			s.pushLive(f, encoded)
		}
	default:
		s.pushLive(f, encoded)
	}
}

func (s *Session) liveEntries(fl *followed, f wire.Entries, encoded []byte) {
	if len(f.List) == 0 {
		return
	}
	fl.upto = max(fl.upto, f.List[len(f.List)-1].N)
	if fl.behind {
		return
	}
	fresh := f.List
	for len(fresh) > 0 && fresh[0].N <= fl.last {
		fresh = fresh[1:]
	}
	switch {
	case len(fresh) == 0:
	case fresh[0].N != fl.last+1:
		s.fallBehind(fl)
	default:
		fl.last = fresh[len(fresh)-1].N
		if len(fresh) == len(f.List) {
			s.pushLive(f, encoded)
		} else {
			f.List = fresh
			s.pushLive(f, wire.Append(nil, f))
		}
	}
}

// fallBehind reads what is missing in a goroutine of its own. s.mu is held.
func (s *Session) fallBehind(fl *followed) {
	fl.behind = true
	s.hub.running.Go(func() { s.catchUp(fl) })
}

func (s *Session) catchUp(fl *followed) {
	s.mu.Lock()
	if !s.room(s.limits.queue) {
		s.mu.Unlock()
		return
	}
	ctx, cancel := context.WithTimeout(s.hub.ctx, askTimeout)
	defer cancel()
	f := wire.Follow{Conversation: fl.id, Epoch: s.hub.desk.Epoch(), After: fl.last, Limit: maxPage}
	s.mu.Unlock()
	page, err := s.hub.desk.Follow(ctx, s.who, f)
	if err != nil || page.Last <= f.After { // an entry was announced that the store cannot give
		s.end(wire.CloseStore)
		return
	}
	page = fitted(page)
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.index(fl.id); i < 0 || s.follows[i] != fl {
		return // unfollowed meanwhile, or followed anew
	}
	if page.Gap {
		s.push(page)
	} else {
		s.push(wire.Entries{Conversation: fl.id, List: page.List})
	}
	s.caughtUp(fl, page)
}

// caughtUp notes that the client has page, and goes on reading if more was stored meanwhile. s.mu is held.
func (s *Session) caughtUp(fl *followed, page wire.Page) {
	fl.last = page.Last
	if n := len(page.List); n > 0 {
		fl.last = page.List[n-1].N
	}
	fl.upto = max(fl.upto, page.Last)
	if fl.upto > fl.last && !s.over {
		s.fallBehind(fl)
		return
	}
	fl.behind = false
	if visitor, ok := fl.id.Owner(); ok && s.isAgent() { // not of Staff, nor of a trail: those have no owner themselves
		s.hub.ProfileChanged(visitor)
	}
	if fl.marks != nil {
		s.push(*fl.marks)
		fl.marks = nil
	}
}
