package desk

import (
	"context"
	"sync"

	"pupitre/app/chat"
)

// maxIdle is how many conversations are remembered after the last writer has left.
const maxIdle = 1024

// threads gives each conversation's turn to one writer at a time, in no order; writers of different conversations do
// not wait for each other.
type threads struct {
	mu   sync.Mutex
	all  map[chat.ConversationID]*thread
	idle []idle // longest first
	time uint64 // counts
}

// idle is a thread that had no user at that time; if it was used since, there is another one for it.
type idle struct {
	conv chat.ConversationID
	at   uint64
}

func newThreads() *threads { return &threads{all: make(map[chat.ConversationID]*thread)} }

// take waits for the conversation's turn. The error is the context's.
func (ts *threads) take(ctx context.Context, conv chat.ConversationID) (*thread, error) {
	ts.mu.Lock()
	t := ts.all[conv]
	if t == nil {
		t = &thread{turn: make(chan struct{}, 1)}
		ts.all[conv] = t
	}
	t.users++
	ts.mu.Unlock()
	select {
	case t.turn <- struct{}{}:
		return t, nil
	case <-ctx.Done():
		ts.left(conv, t)
		return nil, ctx.Err()
	}
}

// give hands the turn on.
func (ts *threads) give(conv chat.ConversationID, t *thread) {
	<-t.turn
	ts.left(conv, t)
}

func (ts *threads) left(conv chat.ConversationID, t *thread) {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	if t.users--; t.users > 0 {
		return
	}
	ts.time++
	t.idle = ts.time
	ts.idle = append(ts.idle, idle{conv, t.idle})
	for len(ts.idle) > maxIdle {
		oldest := ts.idle[0]
		ts.idle = ts.idle[1:]
		if t := ts.all[oldest.conv]; t != nil && t.users == 0 && t.idle == oldest.at {
			delete(ts.all, oldest.conv)
		}
	}
}
