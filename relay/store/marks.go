package store

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
)

// marksEvery is how long marks are collected before they are written.
const marksEvery = 200 * time.Millisecond

// marks writes how far conversations were read: the latest of each conversation, five times a second. What waits is at
// most one value for each conversation, so it needs no other bound. The last moment may be lost with the power:
// clients say it again.
type marks struct {
	store *Store
	kv    jetstream.KeyValue
	quit  chan struct{}
	done  chan struct{}

	mu    sync.Mutex
	dirty map[chat.ConversationID]chat.Marks
	kick  chan struct{} // capacity 1: dirty is not empty
}

func openMarks(ctx context.Context, s *Store) (*marks, error) {
	kv, err := s.LazyKV(ctx, bus.BucketMarks)
	if err != nil {
		return nil, err
	}
	m := &marks{store: s, kv: kv, quit: make(chan struct{}), done: make(chan struct{}), kick: make(chan struct{}, 1),
		dirty: make(map[chat.ConversationID]chat.Marks)}
	go m.run()
	return m, nil
}

// SaveMarks has them written soon; later ones replace them. It does not block. The id must be valid.
func (s *Store) SaveMarks(conv chat.ConversationID, m chat.Marks) {
	s.marks.mu.Lock()
	s.marks.dirty[conv] = m
	s.marks.mu.Unlock()
	select {
	case s.marks.kick <- struct{}{}:
	default:
	}
}

// LoadMarks calls fn for every conversation's marks.
func (s *Store) LoadMarks(ctx context.Context, fn func(chat.ConversationID, chat.Marks)) error {
	w, err := s.marks.kv.WatchAll(ctx, jetstream.IgnoreDeletes())
	if err != nil {
		return fmt.Errorf("%w: marks: %w", bus.ErrDown, err)
	}
	defer func() { _ = w.Stop() }()
	for {
		select {
		case e, ok := <-w.Updates():
			if !ok {
				return fmt.Errorf("%w: marks: watch ended", bus.ErrDown)
			}
			if e == nil { // that was all
				return nil
			}
			if m, ok := decodeMarks(e.Value()); ok && chat.ValidID(e.Key()) {
				fn(chat.ConversationID(e.Key()), m)
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (m *marks) run() {
	defer close(m.done)
	for {
		select {
		case <-m.kick:
		case <-m.quit:
			return
		}
		select {
		case <-time.After(marksEvery):
		case <-m.quit:
			return
		}
		m.flush(context.Background())
	}
}

// flush writes what waits; what could not be written waits for the next time, unless it was replaced.
func (m *marks) flush(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	m.mu.Lock()
	todo := m.dirty
	m.dirty = make(map[chat.ConversationID]chat.Marks, len(todo))
	m.mu.Unlock()
	for conv, v := range todo {
		if _, err := m.kv.Put(ctx, string(conv), encodeMarks(conv, v)); err != nil {
			m.putBack(todo)
			m.store.log.Warn("marks were not written", "conversations", len(todo), "err", err)
			return fmt.Errorf("%w: marks: %w", bus.ErrDown, err)
		}
		delete(todo, conv)
	}
	return nil
}

func (m *marks) putBack(todo map[chat.ConversationID]chat.Marks) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for conv, v := range todo {
		if _, newer := m.dirty[conv]; !newer {
			m.dirty[conv] = v
		}
	}
	select {
	case m.kick <- struct{}{}:
	default:
	}
}

func (m *marks) close(ctx context.Context) error {
	close(m.quit)
	<-m.done
	return m.flush(ctx)
}

// Marks are stored as the frame that says them.
func encodeMarks(conv chat.ConversationID, m chat.Marks) []byte {
	return wire.Message(wire.Marks{Conversation: conv, Marks: m})
}

func decodeMarks(b []byte) (chat.Marks, bool) {
	frames, err := wire.Decode(b)
	if err != nil || len(frames) != 1 {
		return chat.Marks{}, false
	}
	f, ok := frames[0].(wire.Marks)
	return f.Marks, ok
}
