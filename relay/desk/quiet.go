package desk

import (
	"log/slog"
	"sync/atomic"
	"time"
)

// quiet logs once a second at most what may happen to every entry, and says how often it was silent.
type quiet struct {
	next   atomic.Int64 // Unix nanoseconds
	silent atomic.Int64
}

func (q *quiet) warn(log *slog.Logger, msg string, args ...any) {
	now, next := time.Now(), q.next.Load()
	if now.UnixNano() < next || !q.next.CompareAndSwap(next, now.Add(time.Second).UnixNano()) {
		q.silent.Add(1)
		return
	}
	log.Warn(msg, append(args, "not_said", q.silent.Swap(0))...)
}
