package archive

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"pupitre/app/chat"
)

const (
	batchEntries = 4000
	batchBytes   = 4 << 20 // of words, about
	retryFirst   = time.Second
	retryMost    = time.Minute
	reportEvery  = time.Second // a line about the progress
)

// errAhead: the database has more than the store, which must have gone backwards.
var errAhead = errors.New("it holds more than the store")

// run keeps the archive up to date until ctx ends.
func (a *Archive) run(ctx context.Context) {
	defer close(a.done)
	for wait := time.Duration(0); ; wait = min(max(2*wait, retryFirst), retryMost) {
		was := a.told.Load()
		err := a.keep(ctx)
		if ctx.Err() != nil {
			return
		}
		if a.told.Load() > was { // it was well for a while
			wait = 0
		}
		if broken(err) {
			a.log.Warn("the archive is made anew", "file", a.file, "why", err)
			err = a.remove(ctx)
		}
		if err != nil {
			a.log.Warn("the archive cannot be kept, and is tried again", "file", a.file, "err", err)
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return
		}
	}
}

// keep opens the database and feeds it, until something goes wrong.
func (a *Archive) keep(ctx context.Context) error {
	if err := a.take(ctx); err != nil {
		return err
	}
	db, err := openDatabase(ctx, a.file, a.o.Source.Epoch())
	a.give()
	if err != nil {
		return err
	}
	if db.made {
		a.log.Info("the archive is made", "file", a.file)
	}
	defer func() { a.withdraw(); db.close() }()
	for {
		noted := a.noted.Load()
		if err := a.feed(ctx, db); err != nil {
			return err
		}
		a.offer(db, noted)
		select {
		case <-db.suspect:
			return errDamaged
		case <-a.hurry:
		case <-a.wake:
			if err := a.gather(ctx); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// gather waits for more of what happens, unless somebody asks.
func (a *Archive) gather(ctx context.Context) error {
	select {
	case <-time.After(a.o.Gather):
	case <-a.hurry:
	case <-ctx.Done():
	}
	return ctx.Err()
}

// offer lets db be asked: it has all that was noted by then.
func (a *Archive) offer(db *database, noted uint64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.db, a.fed = db, noted
	a.told.Add(1)
	a.ready.Store(whole)
	close(a.fresh)
	a.fresh = make(chan struct{})
}

// withdraw lets nobody ask any more, and waits for who does.
func (a *Archive) withdraw() {
	a.mu.Lock()
	a.db = nil
	a.ready.Store(0)
	close(a.fresh)
	a.fresh = make(chan struct{})
	a.mu.Unlock()
	a.asked.Wait()
}

// suspect says that a question found db damaged.
func (a *Archive) suspect(db *database) {
	select {
	case db.suspect <- struct{}{}:
	default:
	}
}

// errGiveWay ends a reading for somebody who waits to forget: what was read ahead may be what is to be forgotten.
var errGiveWay = errors.New("somebody waits")

// feed applies all that the store has behind the database's place.
func (a *Archive) feed(ctx context.Context, db *database) error {
	for {
		if err := a.feedOnce(ctx, db); !errors.Is(err, errGiveWay) {
			return err
		}
	}
}

func (a *Archive) feedOnce(ctx context.Context, db *database) error {
	if err := a.take(ctx); err != nil {
		return err
	}
	defer a.give()
	b, err := db.begin()
	if err != nil {
		return err
	}
	defer func() { b.rollback() }()
	report := time.Now()
	last, err := a.o.Source.Scan(ctx, b.applied, func(at, of uint64, site chat.SiteID, conv chat.ConversationID, e chat.Entry) error {
		if a.forgetting.Load() > 0 {
			return errGiveWay
		}
		if err := b.apply(site, conv, e); err != nil {
			return err
		}
		b.applied = at
		if b.entries < batchEntries && b.bytes < batchBytes {
			return nil
		}
		a.progress(at, of, &report)
		if err := b.commit(); err != nil {
			return err
		}
		next, err := db.begin()
		if err == nil {
			b = next
		}
		return err
	})
	switch {
	case err != nil:
		return err
	case last < b.applied:
		return errAhead
	case last == b.applied && b.entries == 0:
		return nil
	}
	b.applied = last
	return b.commit()
}

// progress says how far the archive is, once a second, as long as it cannot be asked.
func (a *Archive) progress(at, of uint64, last *time.Time) {
	if a.Ready() == whole {
		return
	}
	a.ready.Store(min(at*whole/max(of, 1), whole-1))
	if now := time.Now(); now.Sub(*last) >= reportEvery {
		*last = now
		a.log.Info("the archive is being made", "percent", at*100/max(of, 1), "at", at, "of", of)
	}
}

// take waits for the turn to write; give hands it on to who waits longest. The error is the context's.
func (a *Archive) take(ctx context.Context) error {
	select {
	case a.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (a *Archive) give() { <-a.turn }

func (a *Archive) remove(ctx context.Context) error {
	if err := a.take(ctx); err != nil {
		return err
	}
	defer a.give()
	return Remove(a.o.Dir)
}

// Remove removes the archive from a data directory in which no relay runs: the next one makes it anew.
func Remove(dir string) error {
	var errs []error
	for _, more := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(filepath.Join(dir, File+more)); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
