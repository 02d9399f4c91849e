package visits

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// throttle bounds how many visitors one network address may become: each is something on the disk.
type throttle struct {
	mu   sync.Mutex
	from map[string]*rate.Limiter
}

const (
	newEvery   = time.Second
	newBurst   = 60
	maxSources = 10_000 // remembered at a time; beyond that all share one
)

// allow counts a new visitor from an address; "" is not counted.
func (t *throttle) allow(source string, now time.Time) bool {
	if source == "" {
		return true
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.from == nil {
		t.from = map[string]*rate.Limiter{}
	}
	l := t.from[source]
	if l == nil && len(t.from) >= maxSources {
		for known, l := range t.from {
			if l.TokensAt(now) >= newBurst {
				delete(t.from, known)
			}
		}
		if len(t.from) >= maxSources {
			source = ""
			l = t.from[source]
		}
	}
	if l == nil {
		l = rate.NewLimiter(rate.Every(newEvery), newBurst)
		t.from[source] = l
	}
	return l.AllowN(now, 1)
}
