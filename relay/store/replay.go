package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"pupitre/app/chat"
	"pupitre/relay/bus"
)

// Replay reads the whole stream behind the sequence after, in the order of its writing, up to what was its end when
// Replay began, and returns the sequence of that end. fn's error ends it. Big stores log once a second.
func (s *Store) Replay(ctx context.Context, after uint64, fn func(site chat.SiteID, conv chat.ConversationID, e chat.Entry) error) (last uint64, err error) {
	info, err := s.stream.Info(ctx)
	if err != nil {
		return 0, fmt.Errorf("%w: replay: %w", bus.ErrDown, err)
	}
	last = info.State.LastSeq
	// What a killed process wrote, or an append that is under way, may be readable and not yet on disk.
	if err := s.sync.settle(ctx); err != nil {
		return 0, err
	}
	if info.State.Msgs == 0 || after >= last {
		return last, nil
	}
	c, err := s.js.OrderedConsumer(ctx, bus.StreamConv, jetstream.OrderedConsumerConfig{
		DeliverPolicy: jetstream.DeliverByStartSequencePolicy, OptStartSeq: after + 1,
	})
	if err != nil {
		return 0, fmt.Errorf("%w: replay: %w", bus.ErrDown, err)
	}
	if c.CachedInfo().NumPending == 0 { // the last ones were deleted
		return last, nil
	}
	messages, err := c.Messages(jetstream.PullMaxMessages(replayAhead))
	if err != nil {
		return 0, fmt.Errorf("%w: replay: %w", bus.ErrDown, err)
	}
	defer messages.Stop()
	progress := time.Now()
	for {
		m, err := messages.Next(jetstream.NextContext(ctx))
		if err != nil {
			return 0, errors.Join(ctx.Err(), fmt.Errorf("%w: replay: %w", bus.ErrDown, err))
		}
		meta, err := m.Metadata()
		if err != nil {
			return 0, fmt.Errorf("%w: replay: %w", bus.ErrDown, err)
		}
		site, conv, n, ok := bus.ParseEntry(m.Subject())
		if !ok {
			s.log.Warn("something else than an entry in the store, left alone", "sequence", meta.Sequence.Stream)
		} else if e, err := decode(m.Data(), n); err != nil {
			return 0, fmt.Errorf("sequence %d: %w", meta.Sequence.Stream, err)
		} else if err := fn(site, conv, e); err != nil {
			return 0, err
		}
		if meta.Sequence.Stream >= last || meta.NumPending == 0 {
			return last, nil
		}
		if now := time.Now(); now.Sub(progress) >= every {
			progress = now
			s.log.Info("reading the store", "at", meta.Sequence.Stream, "of", last)
		}
	}
}

// replayAhead is how many messages the server sends ahead: the bound of what waits here.
const replayAhead = 4096
