// Package erase removes all that is kept of a visitor, or of a customer with all their visitors, for ever: entries, files, and what is
// known from them elsewhere.
//
// It must never report something as erased whose bytes are still on the disk, and never leave half of it: what was begun goes on
// after a crash. What stays is the visitor's id, which a browser drew by chance, who erased them, and when, so that nobody can use that id again.
package erase

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"pupitre/app/chat"
	"pupitre/relay/bus"
)

// Desk holds the entries; *desk.Desk does.
type Desk interface {
	// SameCustomer is the visitor and the customer's other ones.
	SameCustomer(chat.PersonID) []chat.PersonID
	// Bar refuses what is still written about the visitor, and tells everybody that they are gone.
	Bar(chat.PersonID)
	Forget(context.Context, chat.SiteID, chat.PersonID) error
	Knows(chat.PersonID) bool
}

// Files hold what was sent; *files.Files does.
type Files interface {
	Erase(context.Context, chat.PersonID) error
}

// Forget drops what somebody else keeps of visitors.
type Forget func(context.Context, []chat.PersonID) error

// Options of Open. All but Others and Log are required.
type Options struct {
	Site   chat.SiteID
	Done   bus.Bucket // of those who were erased, by visitor; its writes return when they are on disk
	Desk   Desk
	Files  Files
	Others []Forget
	Log    *slog.Logger // nil: slog.Default()
	Now    func() time.Time
}

// Eraser erases one after the other. Its methods may be called from any goroutine.
type Eraser struct {
	o       Options
	turn    chan struct{} // capacity 1: full while somebody is erased
	running sync.WaitGroup
	life    context.Context // ends when Close begins
	quit    context.CancelFunc

	mu     sync.Mutex
	stones map[chat.PersonID]stone
}

// stone is what stays of somebody.
type stone struct {
	By   chat.PersonID `json:"by"`
	At   time.Time     `json:"at"`
	Done bool          `json:"done"`
}

// Open bars all who were erased before. Do it before anybody is served, and then Start.
func Open(ctx context.Context, o Options) (*Eraser, error) {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	e := &Eraser{o: o, turn: make(chan struct{}, 1), stones: map[chat.PersonID]stone{}}
	if err := e.read(ctx); err != nil {
		return nil, fmt.Errorf("read who was erased: %w", err)
	}
	e.life, e.quit = context.WithCancel(context.Background())
	for id := range e.stones {
		o.Desk.Bar(id)
	}
	return e, nil
}

// Start goes on with what a former process did not finish.
func (e *Eraser) Start() {
	if left := e.unfinished(); len(left) > 0 {
		e.o.Log.Info("going on to erase what was not finished", "visitors", len(left))
		e.running.Go(func() { _ = e.erase(e.life, left) }) // said in the log
	}
}

// Close waits for what is under way, which ends soon and goes on after the next start.
func (e *Eraser) Close() {
	e.quit()
	e.running.Wait()
}

// Erased tells whether all of that visitor was erased, or is being.
func (e *Eraser) Erased(id chat.PersonID) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	_, ok := e.stones[id]
	return ok
}

// Erase is for managers. It returns when nothing is left, which takes time with each entry. The error is a chat.Problem: NotAllowed, BadID, NotFound for
// somebody of whom nothing is kept, or Unavailable; what was begun then goes on after the next start, or when it is asked for again.
func (e *Eraser) Erase(ctx context.Context, by chat.Person, visitor chat.PersonID) error {
	switch {
	case by.Role != chat.Manager:
		return chat.NotAllowed
	case !chat.ValidID(visitor):
		return chat.BadID
	case !e.o.Desk.Knows(visitor) && !slices.Contains(e.unfinished(), visitor):
		return chat.NotFound
	}
	list := e.o.Desk.SameCustomer(visitor) // before the first is forgotten
	for _, id := range list {
		if err := e.carve(ctx, id, stone{By: by.ID, At: e.o.Now()}); err != nil {
			return e.failed(err)
		}
		e.o.Desk.Bar(id)
	}
	return e.erase(ctx, e.unfinished()) // with those of a former try
}

// erase removes all of visitors who are barred.
func (e *Eraser) erase(ctx context.Context, list []chat.PersonID) error {
	select {
	case e.turn <- struct{}{}:
		defer func() { <-e.turn }()
	case <-ctx.Done():
		return e.failed(ctx.Err())
	}
	for _, id := range list {
		if err := e.o.Files.Erase(ctx, id); err != nil {
			return e.failed(err)
		}
		if err := e.o.Desk.Forget(ctx, e.o.Site, id); err != nil {
			return e.failed(err)
		}
	}
	for _, forget := range e.o.Others {
		if err := forget(ctx, list); err != nil {
			return e.failed(err)
		}
	}
	for _, id := range list {
		s := e.stone(id)
		s.Done = true
		if err := e.carve(ctx, id, s); err != nil {
			return e.failed(err)
		}
		e.o.Log.Info("all of a visitor was erased", "visitor", id, "by", s.By)
	}
	return nil
}

func (e *Eraser) failed(err error) error {
	if p, ok := errors.AsType[chat.Problem](err); ok && !p.Temporary() {
		return p
	}
	e.o.Log.Error("a visitor is not erased yet; it goes on after the next start", "err", err)
	return chat.Unavailable
}

func (e *Eraser) stone(id chat.PersonID) stone {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.stones[id]
}

// unfinished are those who are barred, and of whom something may still be there.
func (e *Eraser) unfinished() (list []chat.PersonID) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for id, s := range e.stones {
		if !s.Done {
			list = append(list, id)
		}
	}
	return list
}

func (e *Eraser) carve(ctx context.Context, id chat.PersonID, s stone) error {
	b, err := json.Marshal(s)
	if err == nil {
		_, err = e.o.Done.Put(ctx, string(id), b)
	}
	if err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.stones[id] = s
	return nil
}

// errCutOff: who is not read is not barred.
var errCutOff = fmt.Errorf("%w: the list is cut off", bus.ErrDown)

func (e *Eraser) read(ctx context.Context) error {
	w, err := e.o.Done.WatchAll(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = w.Stop() }()
	for {
		select {
		case kv, ok := <-w.Updates():
			switch {
			case !ok:
				return errCutOff
			case kv == nil: // that was all
				return ctx.Err()
			}
			var s stone
			if err := json.Unmarshal(kv.Value(), &s); err != nil {
				return fmt.Errorf("visitor %s: %w", kv.Key(), err)
			}
			e.stones[chat.PersonID(kv.Key())] = s
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
