package store

import (
	"context"
	"errors"
	"sync"
)

// barrier is a group commit: all that wait when a sync begins are answered when it returns. JetStream's file store
// writes each message to its file before it acknowledges (replicas: 1), so one syncfs afterwards covers it.
//
// At most one sync runs and one round waits; a round is as large as there are appends under way (maxAppends).
type barrier struct {
	sync  func() error
	fatal func(error)
	kick  chan struct{} // capacity 1: somebody waits in next
	done  chan struct{} // closed when the goroutine has ended
	quit  chan struct{}

	mu   sync.Mutex
	next *round
}

// round is one sync and those who wait for it.
type round struct {
	over chan struct{}
	err  error // set before over is closed
}

var errStopped = errors.New("the store stops")

func newBarrier(dir string, o Options) (durability, error) {
	b := &barrier{sync: o.Sync, fatal: fatal(o), kick: make(chan struct{}, 1), done: make(chan struct{}), quit: make(chan struct{}), next: newRound()}
	release := func() {}
	if b.sync == nil {
		var err error
		if b.sync, release, err = syncOf(dir); err != nil {
			return nil, err
		}
	}
	go func() {
		defer close(b.done)
		defer release()
		b.run()
	}()
	return b, nil
}

func newRound() *round { return &round{over: make(chan struct{})} }

func (b *barrier) run() {
	for {
		select {
		case <-b.kick:
		case <-b.quit:
			return
		}
		b.mu.Lock()
		r := b.next
		b.next = newRound()
		b.mu.Unlock()
		if r.err = b.sync(); r.err != nil {
			b.fatal(r.err) // does not return, but in tests
		}
		close(r.over)
	}
}

func (b *barrier) settle(ctx context.Context) error {
	b.mu.Lock()
	r := b.next // its sync has not begun, so it covers what was written before this call
	b.mu.Unlock()
	select {
	case b.kick <- struct{}{}:
	default:
	}
	select {
	case <-r.over:
		return r.err
	case <-ctx.Done():
		return ctx.Err()
	case <-b.done:
		return errStopped
	}
}

func (b *barrier) close() {
	close(b.quit)
	<-b.done
}
