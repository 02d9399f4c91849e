package bot

import (
	"context"
	"sync"
	"time"

	"pupitre/app/chat"
)

// agenda is what is to be looked at: conversations, each by one worker at a time. What waits is at most one item for each
// conversation. Its methods may be called from any goroutine, and do not block.
type agenda struct {
	do   func(context.Context, chat.ConversationID) time.Duration // how long until it looks again by itself; 0: when woken
	ctx  context.Context
	quit context.CancelFunc

	running sync.WaitGroup
	mu      sync.Mutex
	news    sync.Cond
	items   map[chat.ConversationID]*item
	ready   []chat.ConversationID // the longest waiting first
	over    bool
}

type item struct {
	queued, busy bool
	again        bool // it was woken while a worker had it
	timer        *time.Timer
}

// newAgenda starts that many workers. Call stop.
func newAgenda(workers int, do func(context.Context, chat.ConversationID) time.Duration) *agenda {
	a := &agenda{do: do, items: map[chat.ConversationID]*item{}}
	a.ctx, a.quit = context.WithCancel(context.Background())
	a.news.L = &a.mu
	for range workers {
		a.running.Go(a.work)
	}
	return a
}

// wake has a conversation looked at as soon as a worker is free.
func (a *agenda) wake(conv chat.ConversationID) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.over {
		return
	}
	it := a.items[conv]
	if it == nil {
		it = &item{}
		a.items[conv] = it
	}
	a.queue(conv, it)
}

// queue has the item looked at. a.mu is held.
func (a *agenda) queue(conv chat.ConversationID, it *item) {
	if it.timer != nil {
		it.timer.Stop()
		it.timer = nil
	}
	switch {
	case it.busy:
		it.again = true
	case !it.queued:
		it.queued = true
		a.ready = append(a.ready, conv)
		a.news.Signal()
	}
}

// known tells whether the conversation is on the agenda, now or later.
func (a *agenda) known(conv chat.ConversationID) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.items[conv] != nil
}

func (a *agenda) work() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for {
		for len(a.ready) == 0 && !a.over {
			a.news.Wait()
		}
		if a.over {
			return
		}
		conv := a.ready[0]
		a.ready = a.ready[1:]
		it := a.items[conv]
		it.queued, it.busy = false, true
		a.mu.Unlock()
		later := a.do(a.ctx, conv)
		a.mu.Lock()
		it.busy = false
		switch {
		case it.again:
			it.again = false
			a.queue(conv, it)
		case later > 0 && !a.over:
			it.timer = time.AfterFunc(later, func() { a.wake(conv) })
		default:
			delete(a.items, conv)
		}
	}
}

// stop ends what is under way and waits for it.
func (a *agenda) stop() {
	a.mu.Lock()
	a.over = true
	for _, it := range a.items {
		if it.timer != nil {
			it.timer.Stop()
		}
	}
	a.news.Broadcast()
	a.mu.Unlock()
	a.quit()
	a.running.Wait()
}
