package store

import (
	"context"
	"fmt"
	"os"

	"pupitre/relay/bus"
)

// durability is what stands between JetStream's acknowledgement and ours.
type durability interface {
	// settle returns when all that JetStream acknowledged before the call is on disk. The error is the context's.
	settle(ctx context.Context) error
	close()
}

func newDurability(b *bus.Bus, o Options) (durability, error) {
	switch b.Durability() {
	case bus.SyncAlways:
		return syncAlways{}, nil
	case bus.Barrier:
		return newBarrier(b.Dir(), o)
	}
	return nil, fmt.Errorf("unknown durability %d", b.Durability())
}

// syncAlways: JetStream syncs its file after each write and before it acknowledges, which says it all.
type syncAlways struct{}

func (syncAlways) settle(context.Context) error { return nil }
func (syncAlways) close()                       {}

// watch ends the process when JetStream could not write, or its sync failed (SyncAlways).
func (s *Store) watch(fatal func(error)) {
	defer close(s.watched)
	select {
	case err := <-s.bus.Broken():
		fatal(err)
	case <-s.quit:
	}
}

// fatal ends the process: after a failed sync the kernel may have dropped the pages, and trying again would report
// success for what is lost.
func fatal(o Options) func(error) {
	if o.Fatal != nil {
		return o.Fatal
	}
	return func(err error) {
		o.Log.Error("the disk did not take what was written: the relay stops, so that nothing is acknowledged that may be lost; "+
			"check the disk, then start the relay again", "err", err)
		os.Exit(1)
	}
}
