package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
)

// window is how many exact reads are asked for before the first answer is awaited. It is also the most that can wait here.
const window = 256

// One reads entry n. The error is ErrNotFound, bus.ErrDown or the context's.
func (s *Store) One(ctx context.Context, site chat.SiteID, conv chat.ConversationID, n uint64) (chat.Entry, error) {
	list, err := s.read(ctx, site, conv, n, n)
	if err != nil {
		return chat.Entry{}, err
	}
	if list[0].N == 0 {
		return chat.Entry{}, ErrNotFound
	}
	return list[0], nil
}

// Read reads the entries from..to, both included, in order. The caller knows that they were stored; for one that
// nevertheless is not there Read puts Lost, so that a thread has no gaps. The error is bus.ErrDown or the context's.
func (s *Store) Read(ctx context.Context, site chat.SiteID, conv chat.ConversationID, from, to uint64) ([]chat.Entry, error) {
	if from == 0 || from > to {
		return nil, nil
	}
	list := make([]chat.Entry, 0, to-from+1)
	for ; from <= to; from += window {
		part, err := s.read(ctx, site, conv, from, min(to, from+window-1))
		if err != nil {
			return nil, err
		}
		list = append(list, part...)
	}
	for i := range list {
		if list[i].N == 0 {
			list[i] = Lost(to-uint64(len(list)-1-i), list)
		}
	}
	return list, nil
}

// read reads a range of at most window entries. An entry that is not there stays zero.
func (s *Store) read(ctx context.Context, site chat.SiteID, conv chat.ConversationID, from, to uint64) ([]chat.Entry, error) {
	subjects := make([]string, to-from+1)
	for i := range subjects {
		var err error
		if subjects[i], err = bus.Entry(site, conv, from+uint64(i)); err != nil {
			return nil, err
		}
	}
	list := make([]chat.Entry, len(subjects))
	return list, s.ask(ctx, bus.StreamConv, subjects, func(i int, m *nats.Msg) (err error) {
		n := from + uint64(i)
		if list[i], err = s.answer(m, n); err != nil {
			err = fmt.Errorf("entry %d of %s: %w", n, conv, err)
		}
		return err
	})
}

// ask asks for the last message on each of the subjects, at most window of them, all at once; fn gets each answer with
// the subject's index.
func (s *Store) ask(ctx context.Context, stream string, subjects []string, fn func(i int, m *nats.Msg) error) error {
	c := s.bus.Conn()
	inbox := c.NewRespInbox()
	answers, err := c.SubscribeSync(inbox + ".*")
	if err != nil {
		return fmt.Errorf("%w: read: %w", bus.ErrDown, err)
	}
	defer func() { _ = answers.Unsubscribe() }()
	for i, subject := range subjects {
		if err := c.PublishRequest(bus.DirectGet(stream, subject), replyTo(inbox, uint64(i)), nil); err != nil {
			return fmt.Errorf("%w: read: %w", bus.ErrDown, err)
		}
	}
	for range subjects {
		m, err := answers.NextMsgWithContext(ctx)
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return fmt.Errorf("%w: read: %w", bus.ErrDown, err)
		}
		i, ok := replyNumber(inbox, m.Subject)
		if !ok || i >= uint64(len(subjects)) {
			continue
		}
		if err := fn(int(i), m); err != nil {
			return err
		}
	}
	return nil
}

// answer is the entry in the answer to an exact read, or zero when there is none.
func (s *Store) answer(m *nats.Msg, n uint64) (chat.Entry, error) {
	if there, err := isThere(m); !there {
		return chat.Entry{}, err
	}
	e, err := decode(m.Data, n)
	if err != nil {
		s.log.Warn("an entry cannot be read, and counts as lost", "n", n, "err", err)
		return chat.Entry{}, nil
	}
	return e, nil
}

// isThere tells whether an exact read found something.
func isThere(m *nats.Msg) (bool, error) {
	switch status := m.Header.Get("Status"); status {
	case "":
		return true, nil
	case "404":
		return false, nil
	default: // 408: not answered in time; 503: nobody there
		return false, fmt.Errorf("%w: status %s", bus.ErrDown, status)
	}
}

func decode(data []byte, n uint64) (chat.Entry, error) {
	e, err := wire.DecodeEntry(data)
	if err != nil {
		return e, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	if e.N != n {
		return e, fmt.Errorf("%w: %w", ErrUnreadable, errOtherN)
	}
	return e, nil
}

var errOtherN = errors.New("it says that it has another number")

// Lost stands in a thread for an entry n that the store had and does not have any more. Its time is that of the entry
// before it.
func Lost(n uint64, list []chat.Entry) chat.Entry {
	e := chat.Entry{ID: chat.EntryID("lost-" + decimal(n)), N: n, Author: chat.Person{Role: chat.System}, Body: chat.Unsupported{}}
	for _, before := range list {
		if before.N != 0 && before.N < n {
			e.At = before.At
		}
	}
	return e
}
