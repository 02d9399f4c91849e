package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"pupitre/app/chat"
	"pupitre/relay/bus"
)

// Replay reads the whole stream behind the sequence after, in the order of its writing, up to what was its end when
// Replay began, and returns the sequence of that end. fn's error ends it. Big stores log once a second.
//
// From the start (after 0) it finds out whether all entries can be read: otherwise the error is bus.ErrCorrupt, unless
// that loss was accepted (record).
func (s *Store) Replay(ctx context.Context, after uint64, fn func(site chat.SiteID, conv chat.ConversationID, e chat.Entry) error) (last uint64, err error) {
	progress := time.Now()
	r, msgs, err := s.scan(ctx, after, func(at, of uint64, site chat.SiteID, conv chat.ConversationID, e chat.Entry) error {
		if now := time.Now(); now.Sub(progress) >= every {
			progress = now
			s.log.Info("reading the store", "at", at, "of", of)
		}
		return fn(site, conv, e)
	})
	if err != nil {
		return 0, err
	}
	if after > 0 {
		return r.last, nil
	}
	return r.last, s.record.compareRead(msgs-min(r.good, msgs), r.why)
}

// Scan is Replay for who keeps what it reads: fn gets each entry's sequence too, and the one up to which Scan reads. What cannot be read
// is no error.
func (s *Store) Scan(ctx context.Context, after uint64, fn Scanned) (last uint64, err error) {
	r, _, err := s.scan(ctx, after, fn)
	return r.last, err
}

// Scanned gets an entry, its sequence at in the stream, and the sequence of up to which is read.
type Scanned = func(at, of uint64, site chat.SiteID, conv chat.ConversationID, e chat.Entry) error

// scan also tells how many messages the stream had when it began.
func (s *Store) scan(ctx context.Context, after uint64, fn Scanned) (r replay, msgs uint64, err error) {
	info, err := s.stream.Info(ctx)
	if err != nil {
		return r, 0, fmt.Errorf("%w: replay: %w", bus.ErrDown, err)
	}
	// What a killed process wrote, or an append that is under way, may be readable and not yet on disk.
	if err := s.sync.settle(ctx); err != nil {
		return r, 0, err
	}
	r = replay{store: s, last: info.State.LastSeq, fn: fn}
	if info.State.Msgs > 0 && after < r.last {
		err = r.read(ctx, after)
	}
	return r, info.State.Msgs, err
}

// replay is one reading of the stream.
type replay struct {
	store *Store
	last  uint64 // sequence to read up to
	at    uint64 // sequence of the last message that came
	good  uint64 // messages that came and could be read
	why   string // one could not be read: ": number 7 of ..."
	fn    Scanned
}

func (r *replay) read(ctx context.Context, after uint64) error {
	c, err := r.store.js.OrderedConsumer(ctx, bus.StreamConv, jetstream.OrderedConsumerConfig{
		DeliverPolicy: jetstream.DeliverByStartSequencePolicy, OptStartSeq: after + 1,
	})
	if err != nil {
		return fmt.Errorf("%w: replay: %w", bus.ErrDown, err)
	}
	if c.CachedInfo().NumPending == 0 { // the last ones were deleted
		return nil
	}
	messages, err := c.Messages(jetstream.PullMaxMessages(replayAhead))
	if err != nil {
		return fmt.Errorf("%w: replay: %w", bus.ErrDown, err)
	}
	defer messages.Stop()
	r.at = after
	for {
		m, err := r.next(ctx, messages)
		if m == nil {
			return err
		}
		meta, err := m.Metadata()
		if err != nil {
			return fmt.Errorf("%w: replay: %w", bus.ErrDown, err)
		}
		r.at = meta.Sequence.Stream
		if err := r.take(m); err != nil {
			return err
		}
		if r.at >= r.last || meta.NumPending == 0 {
			return nil
		}
	}
}

// next is the next message; nil without an error when the rest is damaged: JetStream counts such messages and never gives
// them.
func (r *replay) next(ctx context.Context, messages jetstream.MessagesContext) (jetstream.Msg, error) {
	for {
		m, err := messages.Next(jetstream.NextMaxWait(patience))
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err == nil:
			return m, nil
		case !errors.Is(err, nats.ErrTimeout):
			return nil, fmt.Errorf("%w: replay: %w", bus.ErrDown, err)
		}
		if more, err := r.more(ctx); !more {
			return nil, err
		}
	}
}

// more asks for what should come next: if one of it is there, the server is only slow.
func (r *replay) more(ctx context.Context) (bool, error) {
	for n := r.at + 1; n <= min(r.last, r.at+window); n++ {
		switch _, err := r.store.stream.GetMsg(ctx, n); {
		case err == nil:
			return true, nil
		case !errors.Is(err, jetstream.ErrMsgNotFound):
			return false, fmt.Errorf("%w: replay: %w", bus.ErrDown, err)
		}
	}
	return false, nil
}

// take gives a message to fn. For an entry that cannot be read fn gets what stands in its place.
func (r *replay) take(m jetstream.Msg) error {
	site, conv, n, ok := bus.ParseEntry(m.Subject())
	if !ok {
		r.good++
		r.store.log.Warn("something else than an entry in the store, left alone", "sequence", r.at)
		return nil
	}
	e, err := decode(m.Data(), n)
	if err != nil {
		r.why = fmt.Sprintf(": number %d of conversation %s: %v, so it may come from another version of this program", n, conv, err)
		e = Lost(n, nil)
	} else {
		r.good++
	}
	return r.fn(r.at, r.last, site, conv, e)
}

const (
	replayAhead = 4096            // messages the server sends ahead: the bound of what waits here
	patience    = 2 * time.Second // without a message, before we ask whether there is one
)
