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

// One reads entry n. The error is ErrNotFound, ErrUnreadable, bus.ErrDown or the context's.
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
// nevertheless is not there Read puts Lost, so that a thread has no gaps. The error is ErrUnreadable, bus.ErrDown or the context's.
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

// read asks for all entries of the range at once; at most window. An entry that is not there stays zero.
func (s *Store) read(ctx context.Context, site chat.SiteID, conv chat.ConversationID, from, to uint64) ([]chat.Entry, error) {
	if _, err := bus.Entry(site, conv, from); err != nil {
		return nil, err
	}
	c := s.bus.Conn()
	inbox := c.NewRespInbox()
	answers, err := c.SubscribeSync(inbox + ".*")
	if err != nil {
		return nil, fmt.Errorf("%w: read: %w", bus.ErrDown, err)
	}
	defer func() { _ = answers.Unsubscribe() }()
	for n := from; n <= to; n++ {
		subject, err := bus.Entry(site, conv, n)
		if err != nil {
			return nil, err
		}
		if err := c.PublishRequest(bus.DirectGet(subject), replyTo(inbox, n), nil); err != nil {
			return nil, fmt.Errorf("%w: read: %w", bus.ErrDown, err)
		}
	}
	list := make([]chat.Entry, to-from+1)
	for range list {
		m, err := answers.NextMsgWithContext(ctx)
		if err != nil {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			return nil, fmt.Errorf("%w: read: %w", bus.ErrDown, err)
		}
		n, ok := replyNumber(inbox, m.Subject)
		if !ok || n < from || n > to {
			continue
		}
		if list[n-from], err = answer(m, n); err != nil {
			return nil, fmt.Errorf("entry %d of %s: %w", n, conv, err)
		}
	}
	return list, nil
}

// answer is the entry in the answer to an exact read, or zero when there is none.
func answer(m *nats.Msg, n uint64) (chat.Entry, error) {
	switch m.Header.Get("Status") {
	case "":
	case "404":
		return chat.Entry{}, nil
	default: // 408: not answered in time; 503: nobody there
		return chat.Entry{}, fmt.Errorf("%w: status %s", bus.ErrDown, m.Header.Get("Status"))
	}
	return decode(m.Data, n)
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
