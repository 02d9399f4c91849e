package auth

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"pupitre/app/chat"
)

// throttle counts attempts by key. An attempt counts when it begins, so that many at once do not slip through, and a
// success forgets the key.
type throttle struct {
	every time.Duration
	burst int

	mu    sync.Mutex
	keys  map[string]*rate.Limiter
	other *rate.Limiter // shared by all keys that found the table full
}

const maxKeys = 10_000

func newThrottle(every time.Duration, burst int) *throttle {
	t := &throttle{every: every, burst: burst, keys: map[string]*rate.Limiter{}}
	t.other = t.limiter()
	return t
}

func (t *throttle) limiter() *rate.Limiter { return rate.NewLimiter(rate.Every(t.every), t.burst) }

// wait counts an attempt and is 0, or how long the next one has to wait.
func (t *throttle) wait(key string, now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	l := t.of(key, now)
	r := l.ReserveN(now, 1)
	d := r.DelayFrom(now)
	if d > 0 {
		r.CancelAt(now)
	}
	return d
}

func (t *throttle) of(key string, now time.Time) *rate.Limiter {
	if l, ok := t.keys[key]; ok {
		return l
	}
	if len(t.keys) >= maxKeys {
		t.sweep(now)
	}
	if len(t.keys) >= maxKeys {
		return t.other
	}
	l := t.limiter()
	t.keys[key] = l
	return l
}

// sweep drops the keys that are as good as new.
func (t *throttle) sweep(now time.Time) {
	for k, l := range t.keys {
		if l.TokensAt(now) >= float64(t.burst) {
			delete(t.keys, k)
		}
	}
}

func (t *throttle) forget(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.keys, key)
}

// tooFast is chat.TooFast with the time after which it can be tried again.
type tooFast struct{ wait time.Duration }

func (tooFast) Error() string   { return chat.TooFast.Error() }
func (t tooFast) Unwrap() error { return chat.TooFast }
