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
	waiting map[chan struct{}]topic
}

// topic is what somebody waits for: what is new in a conversation, or in a bot's list.
type topic struct {
	conv chat.ConversationID
	list chat.PersonID
}

// lookPause is the least time between two looks of one request: in a list things may change all the time, beyond what is shown.
const lookPause = 200 * time.Millisecond

func newBell() bell {
	b := bell{mu: new(sync.Mutex), waiting: map[chan struct{}]topic{}}
	b.over, b.release = context.WithCancel(context.Background())
	return b
}

// listen registers; what rings from now on wakes the channel. Call the second result.
func (b *bell) listen(to topic) (<-chan struct{}, func()) {
	c := make(chan struct{}, 1)
	b.mu.Lock()
	b.waiting[c] = to
	b.mu.Unlock()
	return c, func() {
		b.mu.Lock()
		delete(b.waiting, c)
		b.mu.Unlock()
	}
}

// ring does not block.
func (b *bell) ring(what topic) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for c, to := range b.waiting {
		if to == what {
			select {
			case c <- struct{}{}:
			default:
			}
		}
	}
}

// until looks at once and after the next ring, then after further rings, at most once in a lookPause, until so, the time is over,
// the request has gone, or the relay stops.
func (b *bell) until(ctx context.Context, to topic, wait time.Duration, so func() bool) {
	rung, stop := b.listen(to)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	defer context.AfterFunc(b.over, cancel)()
	for pause := time.Duration(0); !so(); pause = lookPause {
		rested := time.After(pause)
		select {
		case <-rung:
		case <-ctx.Done():
			return
		}
		select {
		case <-rested:
		case <-ctx.Done():
			return
		}
	}
}
