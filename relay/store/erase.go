package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/nats-io/nats.go/jetstream"

	"pupitre/app/chat"
	"pupitre/relay/bus"
)

// Erase removes all entries of a series for ever, and their bytes from the disk: JetStream's purge and delete leave these where they
// are, so each is overwritten (SecureDeleteMsg). It takes time with each entry, and goes on where it was when it is called again after an
// error, or after a crash. Nobody may append to the series meanwhile.
func (s *Store) Erase(ctx context.Context, site chat.SiteID, conv chat.ConversationID) error {
	filter, err := bus.EntriesOf(site, conv)
	if err != nil {
		return err
	}
	info, err := s.stream.Info(ctx, jetstream.WithSubjectFilter(filter))
	if err != nil {
		return fmt.Errorf("%w: erase: %w", bus.ErrDown, err)
	}
	subjects := slices.Collect(maps.Keys(info.State.Subjects))
	return s.record.shrink(uint64(len(subjects)), func() error {
		for _, subject := range subjects {
			if err := overwrite(ctx, s.stream, subject); err != nil {
				return err
			}
		}
		return s.flush(ctx)
	})
}

// flush returns when all that was overwritten is so on disk. JetStream syncs what it appends, whatever the durability; about what it
// overwrites nothing is promised. Without syncfs the system decides when.
func (s *Store) flush(ctx context.Context) error {
	sync, release, err := syncOf(s.bus.Dir())
	if err != nil {
		return s.sync.settle(ctx)
	}
	defer release()
	return sync()
}

// EraseMarks forgets how far a conversation was read.
func (s *Store) EraseMarks(ctx context.Context, conv chat.ConversationID) error {
	s.marks.mu.Lock()
	delete(s.marks.dirty, conv)
	s.marks.mu.Unlock()
	if err := s.marks.kv.Purge(ctx, string(conv)); err != nil {
		return fmt.Errorf("%w: erase marks: %w", bus.ErrDown, err)
	}
	return nil
}

// overwrite removes all messages of a subject, the latest first.
func overwrite(ctx context.Context, stream jetstream.Stream, subject string) error {
	for {
		m, err := stream.GetLastMsgForSubject(ctx, subject)
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			return nil
		}
		if err == nil {
			err = stream.SecureDeleteMsg(ctx, m.Sequence)
		}
		if err != nil && !errors.Is(err, jetstream.ErrMsgNotFound) {
			return fmt.Errorf("%w: overwrite: %w", bus.ErrDown, err)
		}
	}
}
