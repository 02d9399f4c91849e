// Package archive is the read model on disk: what was said, by whom and to whom, who the visitors are and what they looked at, in an
// embedded SQLite database that answers searches and customers' files.
//
// It is fed from the store and can be thrown away: what is missing, damaged, or of another store is made anew by itself. It must never
// hold what the store does not tell, and never give a half answer: until all is there, it answers chat.Unavailable.
package archive

import (
	"context"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// File is the database's name in the data directory. SQLite keeps two more beside it, with -wal and -shm behind their names.
const File = "archive.sqlite"

// Source is the store; *desk.Desk and *store.Store are.
type Source interface {
	Epoch() uint64
	// Scan reads all entries behind the sequence after, in order, and returns the sequence up to which it has read. fn gets each
	// entry's sequence and that one; its error ends the reading.
	Scan(ctx context.Context, after uint64, fn func(at, of uint64, site chat.SiteID, conv chat.ConversationID, e chat.Entry) error) (last uint64, err error)
}

// Options of an archive. Dir and Source are required.
type Options struct {
	Dir    string // the data directory
	Source Source
	Log    *slog.Logger     // nil: slog.Default()
	Now    func() time.Time // for blocks that end by themselves; nil: time.Now
	Gather time.Duration    // how long what happens is gathered before it is written, if nobody asks; 0: half a second
}

// Archive of one relay. Its methods may be called from any goroutine. It is a desk.Watcher.
type Archive struct {
	o    Options
	file string
	log  *slog.Logger

	noted atomic.Uint64 // times that Live was told of entries
	ready atomic.Uint64 // thousandths; whole: all is there
	told  atomic.Uint64 // times that all was there
	wake  chan struct{} // capacity 1: something was noted
	hurry chan struct{} // capacity 1: somebody waits for it
	quit  context.CancelFunc
	done  chan struct{} // closed when run has ended

	turn       chan struct{} // capacity 1: full while somebody uses the files to write
	forgetting atomic.Int64  // who waits to forget: reading gives way
	gone       sync.Map      // visitors who are to be forgotten, or are

	mu    sync.Mutex
	db    *database      // nil: there is none to ask
	asked sync.WaitGroup // who asks db
	fed   uint64         // noted, when what is in db was read
	fresh chan struct{}  // closed and replaced when fed grows or db changes
}

// whole is ready when all is there.
const whole = 1000

// Open begins to bring the archive up to date with the store, in the background, and to make it anew where that is needed. It does not
// wait and cannot fail. Tell the desk of it with Watch, and close it before the store.
func Open(o Options) *Archive {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Gather == 0 {
		o.Gather = 500 * time.Millisecond
	}
	ctx, quit := context.WithCancel(context.Background())
	a := &Archive{o: o, file: filepath.Join(o.Dir, File), log: o.Log, wake: make(chan struct{}, 1), hurry: make(chan struct{}, 1), quit: quit, done: make(chan struct{}),
		turn: make(chan struct{}, 1), fresh: make(chan struct{})}
	go a.run(ctx)
	return a
}

// Close ends what is under way and waits for it. What was not written is read from the store after the next Open.
func (a *Archive) Close() error {
	a.quit()
	<-a.done
	return nil
}

// Live implements desk.Watcher: it notes that there is something to read.
func (a *Archive) Live(_ chat.ConversationID, f wire.Frame) {
	if _, ok := f.(wire.Entries); ok {
		a.noted.Add(1)
		ring(a.wake)
	}
}

// Changed implements desk.Watcher: what it tells comes with Live as well.
func (a *Archive) Changed(chat.Summary) {}

// Ready is how much of the archive is there, in thousandths. Below 1000 all questions are answered with chat.Unavailable.
func (a *Archive) Ready() uint64 { return a.ready.Load() }

// Whole waits until all is there. The error is the context's, or chat.Unavailable after Close.
func (a *Archive) Whole(ctx context.Context) error {
	for {
		a.mu.Lock()
		db, fresh := a.db, a.fresh
		a.mu.Unlock()
		if db != nil {
			return nil
		}
		select {
		case <-fresh:
		case <-ctx.Done():
			return ctx.Err()
		case <-a.done:
			return chat.Unavailable
		}
	}
}

// ask waits until all that was noted so far is there, and calls fn with a view of it that does not change meanwhile. The error is a chat.Problem:
// fn's, or Unavailable.
func (a *Archive) ask(ctx context.Context, fn func(view) error) error {
	db, err := a.caughtUp(ctx)
	if err != nil {
		return chat.Unavailable
	}
	defer a.asked.Done()
	if err = db.view(ctx, fn); err == nil {
		return nil
	}
	p := chat.ProblemOf(err)
	if p == chat.Unavailable && ctx.Err() == nil {
		a.log.Warn("a search was not answered", "err", err)
		if damaged(err) {
			a.suspect(db)
		}
	}
	return p
}

// caughtUp waits until the archive has what was noted by now. Who gets a database says a.asked.Done().
func (a *Archive) caughtUp(ctx context.Context) (*database, error) {
	if a.Ready() < whole {
		return nil, chat.Unavailable
	}
	target := a.noted.Load()
	for {
		a.mu.Lock()
		db, fed, fresh := a.db, a.fed, a.fresh
		if db != nil && fed >= target {
			a.asked.Add(1)
		}
		a.mu.Unlock()
		switch {
		case db == nil:
			return nil, chat.Unavailable
		case fed >= target:
			return db, nil
		}
		ring(a.hurry)
		select {
		case <-fresh:
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-a.done:
			return nil, chat.Unavailable
		}
	}
}

func ring(bell chan struct{}) {
	select {
	case bell <- struct{}{}:
	default:
	}
}
