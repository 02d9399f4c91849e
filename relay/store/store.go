// Package store keeps entries, how far they were read, and secrets on disk: the stream CONV and two buckets.
//
// It must never report an entry as stored before it is on disk, never choose a number or a time (the desk does), and
// never delete a stream: JetStream finds every message again when a lost stream is made anew. The one exception is a
// damaged bucket (guard.go). Entries are taken out by Erase alone.
package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
)

// Kinds of errors.
var (
	// ErrTakenN: the conversation has an entry of this number already. It is on disk.
	ErrTakenN = errors.New("this number of the conversation is taken")
	// ErrNotFound: no such entry.
	ErrNotFound = errors.New("no such entry")
	// ErrFull: less room on the disk than Options.MinFree.
	ErrFull = errors.New("the disk is full")
	// ErrUnreadable: an entry was stored in a form that this program does not know.
	ErrUnreadable = errors.New("an entry cannot be read")
)

// Options of a store. The zero value is good; tests replace the functions.
type Options struct {
	Log     *slog.Logger                     // nil: slog.Default()
	Sync    func() error                     // Barrier only; nil: syncfs of the data directory
	Fatal   func(error)                      // what follows a failed sync; nil: log it and end the process
	Free    func(dir string) (uint64, error) // bytes free for the data directory; nil: the file system's answer
	MinFree uint64                           // refuse entries below that many bytes; 0: 64 MB
}

// maxAppends is how many entries may be on their way to the disk; another one waits for its turn, or for its context's end.
const maxAppends = 4096

// Store of one relay. Its methods may be called from any goroutine.
type Store struct {
	bus     *bus.Bus
	js      jetstream.JetStream
	log     *slog.Logger
	stream  jetstream.Stream
	sync    durability
	room    *room
	record  *record
	marks   *marks
	turns   chan struct{}
	quit    chan struct{}         // closed when watch must end
	watched chan struct{}         // closed when it has
	failing atomic.Pointer[error] // the last append's error, if it failed for want of the store
}

// Open makes the stream and the buckets where they are missing, and compares the store with what it was when it was last
// written. Close it before the bus.
func Open(ctx context.Context, b *bus.Bus, o Options) (*Store, error) {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	s := &Store{bus: b, js: b.JetStream(), log: o.Log, turns: make(chan struct{}, maxAppends), quit: make(chan struct{}), watched: make(chan struct{})}
	s.room = newRoom(b.Dir(), o)
	var err error
	s.stream, err = s.js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{
		Name:        bus.StreamConv,
		Subjects:    []string{bus.AllEntries, bus.AllStaff, bus.AllTrails},
		Storage:     jetstream.FileStorage,
		AllowDirect: true,
		Replicas:    1,
	})
	if err != nil {
		return nil, fmt.Errorf("%w: open stream %s: %w", bus.ErrDown, bus.StreamConv, err)
	}
	if s.sync, err = newDurability(b, o); err != nil {
		return nil, err
	}
	go s.watch(fatal(o))
	if s.record, err = openRecord(ctx, s); err == nil {
		s.marks, err = openMarks(ctx, s)
	}
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// Close writes what is still to be written and waits for all that the store started. No call may be under way.
func (s *Store) Close(ctx context.Context) error {
	err := s.marks.close(ctx)
	if err2 := s.record.close(ctx); err == nil {
		err = err2
	}
	s.end()
	return err
}

func (s *Store) close() {
	if s.record != nil {
		_ = s.record.close(context.Background())
	}
	s.end()
}

func (s *Store) end() {
	s.sync.close()
	close(s.quit)
	<-s.watched
}

// Epoch numbers the life of this store: it changes when the store lost entries that it had.
func (s *Store) Epoch() uint64 { return s.record.epoch }

// Append stores e, whose N and At are set, and returns it when it is on disk. ErrTakenN: that number is taken, by an
// entry that is on disk. ErrFull, bus.ErrDown and the context's error: it is not known whether it was stored; the
// same number tells.
func (s *Store) Append(ctx context.Context, site chat.SiteID, conv chat.ConversationID, e chat.Entry) (chat.Entry, error) {
	subject, err := bus.Entry(site, conv, e.N)
	if err != nil {
		return chat.Entry{}, err
	}
	if err := s.room.check(); err != nil {
		return chat.Entry{}, err
	}
	select {
	case s.turns <- struct{}{}:
		defer func() { <-s.turns }()
	case <-ctx.Done():
		return chat.Entry{}, ctx.Err()
	}
	taken, err := s.publish(ctx, subject, wire.AppendEntry(nil, e))
	if err != nil {
		return chat.Entry{}, err
	}
	// Also behind a taken number: it may have been taken by an append that did not wait for its sync.
	if err := s.sync.settle(ctx); err != nil {
		return chat.Entry{}, err
	}
	if taken {
		return chat.Entry{}, ErrTakenN
	}
	s.record.grew()
	return e, nil
}

// publish returns when JetStream has acknowledged: the bytes are in the file, and synced if JetStream syncs.
func (s *Store) publish(ctx context.Context, subject string, data []byte) (taken bool, err error) {
	_, err = s.js.PublishMsg(ctx, &nats.Msg{Subject: subject, Data: data},
		jetstream.WithExpectStream(bus.StreamConv), jetstream.WithExpectLastSequencePerSubject(0))
	if api := (*jetstream.APIError)(nil); errors.As(err, &api) && api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence {
		taken, err = true, nil
	}
	if err != nil {
		if ctx.Err() == nil || errors.Is(ctx.Err(), context.DeadlineExceeded) {
			err = fmt.Errorf("%w: append: %w", bus.ErrDown, err)
			s.failing.Store(&err)
		}
		return false, err
	}
	s.failing.Store(nil)
	return taken, nil
}

// Ready is nil, or why entries are refused now: the disk is full, JetStream is down, or the last append failed for such
// a reason. After a full disk JetStream may need a restart of the relay even when there is room again.
func (s *Store) Ready() error {
	if err := s.room.check(); err != nil {
		return err
	}
	if err := s.bus.Healthy(); err != nil {
		return err
	}
	if err := s.failing.Load(); err != nil {
		return fmt.Errorf("%w: if it stays so, restart the relay", *err)
	}
	return nil
}

// every is a ticker's period for progress lines.
const every = time.Second
