package session

import (
	"context"
	"time"

	"golang.org/x/time/rate"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// ask has an entry translated, beside the worker, which goes on: a service that takes its time holds back nothing else.
func (s *Session) ask(f wire.Ask) {
	if s.asks == nil {
		s.asks = rate.NewLimiter(s.limits.asks, s.limits.askBurst)
	}
	switch {
	case !s.isAgent():
		s.reply(wire.Done{Ref: f.Ref, Problem: chat.NotAllowed})
		return
	case s.asking.Load() >= maxAsking, !s.asks.AllowN(time.Now(), 1):
		s.reply(wire.Done{Ref: f.Ref, Problem: chat.TooFast})
		return
	}
	s.asking.Add(1)
	s.hub.running.Go(func() {
		ctx, cancel := context.WithTimeout(s.hub.open, waitForService) // a relay that stops waits for no service
		defer cancel()
		done := wire.Done{Ref: f.Ref}
		if err := s.hub.desk.Translate(ctx, s.who, f); err != nil {
			done.Problem = chat.ProblemOf(err)
		}
		s.asking.Add(-1)
		s.reply(done)
	})
}
