package session

import (
	"context"
	"time"

	"golang.org/x/time/rate"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// ask has an entry translated.
func (s *Session) ask(f wire.Ask) {
	s.call(func(ctx context.Context) error {
		return s.hub.desk.Translate(ctx, s.who, f)
	}, func(p chat.Problem) {
		s.reply(wire.Done{Ref: f.Ref, Problem: p})
	})
}

// askText has a text translated that is still to be sent.
func (s *Session) askText(f wire.AskText) {
	var r chat.Rendering
	s.call(func(ctx context.Context) (err error) {
		r, err = s.hub.desk.Render(ctx, s.who, f)
		return err
	}, func(p chat.Problem) {
		s.reply(wire.Rendered{Ref: f.Ref, From: r.From, Text: r.Text, Problem: p})
	})
}

// call asks for a translation beside the worker, which goes on: a service that takes its time holds back nothing else. Both
// kinds of questions share the bounds of one session.
func (s *Session) call(ask func(context.Context) error, answer func(chat.Problem)) {
	if s.asks == nil {
		s.asks = rate.NewLimiter(s.limits.asks, s.limits.askBurst)
	}
	switch {
	case !s.isAgent():
		answer(chat.NotAllowed)
		return
	case s.asking.Load() >= maxAsking, !s.asks.AllowN(time.Now(), 1):
		answer(chat.TooFast)
		return
	}
	s.asking.Add(1)
	s.hub.running.Go(func() {
		ctx, cancel := context.WithTimeout(s.hub.open, waitForService) // a relay that stops waits for no service
		defer cancel()
		problem := chat.NoProblem
		if err := ask(ctx); err != nil {
			problem = chat.ProblemOf(err)
		}
		s.asking.Add(-1)
		answer(problem)
	})
}
