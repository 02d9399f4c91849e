package desk_test

import (
	"sync"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// screen is a watcher that remembers everything, and checks the order.
type screen struct {
	mu      sync.Mutex
	news    *sync.Cond
	frames  map[chat.ConversationID][]wire.Frame
	entries map[chat.ConversationID][]chat.Entry
	changed map[chat.ConversationID]chat.Summary
	changes int
}

func newScreen() *screen {
	s := &screen{frames: map[chat.ConversationID][]wire.Frame{}, entries: map[chat.ConversationID][]chat.Entry{}, changed: map[chat.ConversationID]chat.Summary{}}
	s.news = sync.NewCond(&s.mu)
	return s
}

func (s *screen) Live(c chat.ConversationID, f wire.Frame) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.frames[c] = append(s.frames[c], f)
	if e, ok := f.(wire.Entries); ok {
		s.entries[c] = append(s.entries[c], e.List...)
	}
	s.news.Broadcast()
}

func (s *screen) Changed(m chat.Summary) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changed[m.ID] = m
	s.changes++
	s.news.Broadcast()
}

// wait blocks until so, which is called with the lock held.
func (s *screen) wait(so func() bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for !so() {
		s.news.Wait()
	}
}

func (s *screen) seen(c chat.ConversationID) []chat.Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.entries[c]
}

func (s *screen) last(c chat.ConversationID) wire.Frame {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.frames[c]; len(f) > 0 {
		return f[len(f)-1]
	}
	return nil
}

func (s *screen) summary(c chat.ConversationID) chat.Summary {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changed[c]
}

func (s *screen) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changes
}

// clock is set by hand.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}
