package session

import (
	"context"
	"time"

	"golang.org/x/time/rate"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// do hands a frame to the worker, which does one after the other in the order received. It blocks while maxTodo wait:
// then the client's own network holds it back.
func (s *Session) do(f wire.Frame) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.todo) >= maxTodo && !s.over {
		s.changed.Wait()
	}
	if s.over {
		return
	}
	s.todo = append(s.todo, f)
	if !s.working {
		s.working = true
		s.hub.running.Go(s.work)
	}
}

// work runs while there is something to do. It is not the reader so that the reader's stack, which is there for as
// long as the connection, stays small.
func (s *Session) work() {
	for {
		s.mu.Lock()
		if len(s.todo) == 0 {
			s.todo, s.working = nil, false
			s.changed.Broadcast()
			s.mu.Unlock()
			return
		}
		s.room(s.limits.queue) // the answers so far have been taken
		if len(s.todo) == 0 {  // it is over
			s.mu.Unlock()
			continue
		}
		f := s.todo[0]
		s.todo = s.todo[1:]
		s.changed.Broadcast()
		s.mu.Unlock()
		s.step(f)
	}
}

func (s *Session) step(f wire.Frame) {
	ctx, cancel := context.WithTimeout(s.hub.ctx, askTimeout)
	defer cancel()
	switch f := f.(type) {
	case wire.Hello:
		s.hello(ctx, f)
	case wire.Follow:
		s.follow(ctx, f)
	case wire.Unfollow:
		s.unfollow(f.Conversation)
	case wire.Load:
		s.load(ctx, f)
	case wire.Send:
		s.reply(s.send(ctx, f))
	case wire.Mark:
		s.hub.desk.Mark(ctx, s.who, f) // nobody waits for an answer; a mark that is lost comes again with the next
	case wire.Typing:
		s.hub.desk.Typing(s.who, f)
	case wire.Draft:
		if s.hub.o.Rules.Preview {
			s.hub.desk.Draft(s.who, f)
		}
	case wire.Be:
		if s.isAgent() && f.Status <= chat.Busy {
			s.hub.be(s.who.ID, f.Status)
		}
	case wire.Put:
		s.put(ctx, f)
	case wire.Drop:
		s.drop(ctx, f)
	case wire.Ask:
		s.ask(f)
	case wire.AskText:
		s.askText(f)
	case wire.Find:
		s.find(f)
	case wire.OpenFile:
		s.openFile(f)
	case wire.Erase:
		s.erase(f)
	}
}

func (s *Session) send(ctx context.Context, f wire.Send) wire.Frame {
	if s.entries == nil {
		s.entries = rate.NewLimiter(s.limits.sends, s.limits.sendBurst)
	}
	if !s.entries.AllowN(time.Now(), 1) {
		return wire.Nack{Conversation: f.Conversation, ID: f.ID, Problem: chat.TooFast}
	}
	answer := s.hub.desk.Send(ctx, s.hub.o.Site.ID, s.who, f)
	if _, ok := answer.(wire.Ack); ok {
		s.hub.stored.Add(1)
	}
	return answer
}

func (s *Session) load(ctx context.Context, f wire.Load) {
	f.Limit = min(max(f.Limit, 1), maxPage)
	page, err := s.hub.desk.Load(ctx, s.who, f)
	if err != nil {
		s.reply(wire.Refused{Conversation: f.Conversation, Problem: chat.ProblemOf(err)})
		return
	}
	s.reply(fitted(page))
}
