package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync/atomic"
	"time"

	"pupitre/relay/bus"
)

const (
	lookEvery   = 250 * time.Millisecond // how often a read that waits for an object's bytes looks whether its context has ended
	bytesComeIn = 20 * time.Second       // much longer than a busy store takes; but one may count bytes that are damaged, and never give them
)

// looking is a context for jetstream's ObjectStore.Get, whose Read does not hear that it is cancelled: when no more comes, it waits
// until the deadline that the context has as the Read begins, and only then looks. After began that is soon.
type looking struct {
	context.Context
	began atomic.Bool
}

// Deadline implements context.Context.
func (l *looking) Deadline() (time.Time, bool) {
	if l.began.Load() {
		return time.Now().Add(lookEvery), true
	}
	return l.Context.Deadline()
}

// prompt reads on after a Read that waited in vain, but not for ever.
type prompt struct {
	io.ReadCloser
	ctx context.Context
}

func (r prompt) Read(p []byte) (int, error) {
	for began := time.Now(); ; {
		n, err := r.ReadCloser.Read(p)
		late, ok := errors.AsType[net.Error](err)
		switch {
		case n > 0, err != nil && !(ok && late.Timeout()), len(p) == 0:
			return n, err
		case r.ctx.Err() != nil:
			return 0, r.ctx.Err()
		case time.Since(began) > bytesComeIn:
			return 0, fmt.Errorf("%w: read an object: its bytes are not given", bus.ErrDown)
		}
	}
}
