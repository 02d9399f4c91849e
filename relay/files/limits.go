package files

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"pupitre/app/chat"
)

// What may be under way at a time. Addresses are visitors', loopback excepted.
var (
	// Parts on their way, each in memory until it is on disk. A console with four conversations has more of them.
	partsAtATime = crowd{most: 128, mostVisitors: 96, mostOfVisitor: 4, mostOfStaff: 16, mostOfAddress: 32}
	// Files that are read.
	readsAtATime = crowd{most: 64, mostVisitors: 48, mostOfVisitor: 4, mostOfStaff: 16, mostOfAddress: 16}
	// Those, and who waits for it: a browser asks for all pictures of a thread at once.
	askedAtATime = crowd{most: 1024, mostVisitors: 768, mostOfVisitor: 64, mostOfStaff: 256, mostOfAddress: 256}
)

const (
	maxDecoding = 1      // pictures decoded at a time, each in at most maxMemory
	maxKeys     = 10_000 // visitors whose rate is remembered
)

var (
	visitorBegins = beginning{rate.Every(2 * time.Second), 20}
	staffBegins   = beginning{rate.Every(100 * time.Millisecond), 200}
)

type beginning struct {
	limit rate.Limit
	burst int
}

// limits count the parts that are on their way and the files that are read, and how often somebody begins a file.
type limits struct {
	mu     sync.Mutex
	parts  crowd
	reads  crowd
	asked  crowd
	freed  chan struct{} // closed when a read ends, then another one
	begins map[chat.PersonID]*rate.Limiter
}

func newLimits() *limits {
	return &limits{parts: partsAtATime, reads: readsAtATime, asked: askedAtATime, freed: make(chan struct{}), begins: map[chat.PersonID]*rate.Limiter{}}
}

// send counts a part of somebody at an address ("" is not counted); leave ends it. It is false when too many are on their way.
func (t *limits) send(who chat.Person, from string) (leave func(), ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.parts.enter(who, from) {
		return nil, false
	}
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.parts.leave(who, from)
	}, true
}

// read waits until somebody at an address ("" is not counted) may read a file; leave ends it. The error is chat.TooFast when too
// many wait, or the context's.
func (t *limits) read(ctx context.Context, who chat.Person, from string) (leave func(), err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.asked.enter(who, from) {
		return nil, chat.TooFast
	}
	for !t.reads.enter(who, from) {
		freed := t.freed
		t.mu.Unlock()
		select {
		case <-freed:
		case <-ctx.Done():
			err = ctx.Err()
		}
		t.mu.Lock()
		if err != nil {
			t.asked.leave(who, from)
			return nil, err
		}
	}
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.asked.leave(who, from)
		t.reads.leave(who, from)
		close(t.freed)
		t.freed = make(chan struct{})
	}, nil
}

// mayBegin counts the beginning of a file.
func (t *limits) mayBegin(who chat.PersonID, visitor bool, now time.Time) bool {
	b := staffBegins
	if visitor {
		b = visitorBegins
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	l := t.begins[who]
	if l == nil {
		if len(t.begins) >= maxKeys {
			t.forgetRested(now)
		}
		if visitor && len(t.begins) >= maxKeys { // never the few of the merchant's side
			return false
		}
		l = rate.NewLimiter(b.limit, b.burst)
		t.begins[who] = l
	}
	return l.AllowN(now, 1)
}

// forgetRested drops the limiters that are as good as new.
func (t *limits) forgetRested(now time.Time) {
	for who, l := range t.begins {
		if l.TokensAt(now) >= float64(l.Burst()) {
			delete(t.begins, who)
		}
	}
}
