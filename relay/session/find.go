package session

import (
	"context"
	"time"

	"golang.org/x/time/rate"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// Archive is what sessions ask of package archive. Errors are a chat.Problem.
type Archive interface {
	Find(ctx context.Context, q chat.Query) (wire.Found, error)
	File(ctx context.Context, visitor chat.PersonID, before chat.Millis, limit uint64) (chat.CustomerFile, error)
	Ready() uint64
}

// find answers a search. Agents see every conversation, so they find in all of them; blocks with who made them are for managers.
func (s *Session) find(f wire.Find) {
	may := f.Query.Kind != chat.FindBlocks || s.who.Role == chat.Manager
	var found wire.Found
	s.lookUp(may, func(ctx context.Context) (err error) {
		found, err = s.hub.o.Archive.Find(ctx, f.Query)
		return err
	}, func(p chat.Problem, ready uint64) {
		found.Ref, found.Problem, found.Ready = f.Ref, p, ready
		s.reply(found)
	})
}

// openFile answers with what is known about a visitor or a customer.
func (s *Session) openFile(f wire.OpenFile) {
	var file chat.CustomerFile
	s.lookUp(true, func(ctx context.Context) (err error) {
		file, err = s.hub.o.Archive.File(ctx, f.Visitor, f.Before, f.Limit)
		return err
	}, func(p chat.Problem, ready uint64) {
		s.reply(wire.CustomerFile{Ref: f.Ref, Problem: p, Ready: ready, File: file})
	})
}

// lookUp asks the archive beside the worker, which goes on. ready says how much of the archive is there when it cannot answer for that.
func (s *Session) lookUp(may bool, ask func(context.Context) error, answer func(p chat.Problem, ready uint64)) {
	if s.finds == nil {
		s.finds = rate.NewLimiter(s.limits.finds, s.limits.findBurst)
	}
	switch {
	case !s.isAgent() || !may || s.hub.o.Archive == nil:
		answer(chat.NotAllowed, 0)
		return
	case s.finding.Load() >= maxFinding, !s.finds.AllowN(time.Now(), 1):
		answer(chat.TooFast, 0)
		return
	}
	s.finding.Add(1)
	s.hub.running.Go(func() {
		ctx, cancel := context.WithTimeout(s.hub.open, waitForArchive) // a relay that stops waits for no search
		defer cancel()
		problem, ready := chat.NoProblem, uint64(0)
		if err := ask(ctx); err != nil {
			problem = chat.ProblemOf(err)
		}
		if problem == chat.Unavailable {
			ready = s.hub.o.Archive.Ready()
		}
		s.finding.Add(-1)
		answer(problem, ready)
	})
}
