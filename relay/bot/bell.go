package bot

import (
	"context"
	"sync"
	"time"

	"pupitre/app/chat"
)

// bell wakes requests that wait for something new.
type bell struct {
	over    context.Context // ends when all waiting ends
	release context.CancelFunc
	mu      *sync.Mutex
	waiting map[chan struct{}]chat.ConversationID // "": for any
}

func newBell() bell {
	b := bell{mu: new(sync.Mutex), waiting: map[chan struct{}]chat.ConversationID{}}
	b.over, b.release = context.WithCancel(context.Background())
	return b
}

// listen registers; what rings from now on wakes the channel. Call the second result.
func (b *bell) listen(conv chat.ConversationID) (<-chan struct{}, func()) {
	c := make(chan struct{}, 1)
	b.mu.Lock()
	b.waiting[c] = conv
	b.mu.Unlock()
	return c, func() {
		b.mu.Lock()
		delete(b.waiting, c)
		b.mu.Unlock()
	}
}

// ring does not block.
func (b *bell) ring(conv chat.ConversationID) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for c, what := range b.waiting {
		if what == conv || what == "" {
			select {
			case c <- struct{}{}:
			default:
			}
		}
	}
}

// until asks again at each ring of the conversation ("": of any) until so, the time is over, the request has gone, or the
// relay stops.
func (b *bell) until(ctx context.Context, conv chat.ConversationID, wait time.Duration, so func() bool) {
	rung, stop := b.listen(conv)
	defer stop()
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for !so() {
		select {
		case <-rung:
		case <-timer.C:
			return
		case <-ctx.Done():
			return
		case <-b.over.Done():
			return
		}
	}
}
