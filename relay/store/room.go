package store

import (
	"fmt"
	"sync"
	"time"
)

const (
	defaultMinFree = 64 << 20
	roomEvery      = 500 * time.Millisecond
)

// room watches the free space: on a full disk JetStream lets publishers run into time-outs and needs a restart
// afterwards, so entries are refused before that.
type room struct {
	dir   string
	free  func(dir string) (uint64, error)
	least uint64
	every time.Duration

	mu   sync.Mutex
	at   time.Time // of the last look
	last error
}

func newRoom(dir string, o Options) *room {
	r := &room{dir: dir, free: o.Free, least: o.MinFree, every: roomEvery}
	if r.free == nil {
		r.free = freeBytes
	} else {
		r.every = 0
	}
	if r.least == 0 {
		r.least = defaultMinFree
	}
	return r
}

// check is nil or ErrFull. It asks the file system at most twice a second. A file system that does not answer is not full.
func (r *room) check() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now()
	if now.Sub(r.at) < r.every {
		return r.last
	}
	r.at, r.last = now, nil
	if free, err := r.free(r.dir); err == nil && free < r.least {
		r.last = fmt.Errorf("%w: %d MB free for %s, %d MB needed: make room, then restart the relay if it does not recover by itself",
			ErrFull, free>>20, r.dir, r.least>>20)
	}
	return r.last
}

// fits is nil or ErrFull: whether so many bytes more leave enough. It asks the file system each time.
func (r *room) fits(more uint64) error {
	if free, err := r.free(r.dir); err == nil && free < r.least+more {
		return fmt.Errorf("%w: %d MB free for %s, %d MB needed for a file", ErrFull, free>>20, r.dir, (r.least+more)>>20)
	}
	return nil
}
