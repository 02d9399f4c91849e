package desk

import (
	"context"
	"sync"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
)

// background hears what other relays tell.
type background struct {
	unsubscribe func()
	run         context.Context // ends with Close
	cancel      context.CancelFunc
	running     sync.WaitGroup
	missed      chan struct{} // capacity 1: live messages were lost
	replayed    uint64        // every entry up to this sequence of the store has been applied
}

// listen subscribes once for all conversations. What others stored between the replay and now is read after that.
func (d *Desk) listen(ctx context.Context) error {
	run, cancel := context.WithCancel(context.Background())
	d.run, d.cancel, d.missed = run, cancel, make(chan struct{}, 1)
	var err error
	d.unsubscribe, err = d.bus.Subscribe(bus.AllLive, func(subject string, data []byte) { d.receive(run, subject, data) }, d.miss)
	if err == nil {
		if err = d.catchUp(ctx); err != nil {
			d.unsubscribe()
		}
	}
	if err != nil {
		cancel()
		return err
	}
	d.running.Go(func() {
		for {
			select {
			case <-d.missed:
			case <-run.Done():
				return
			}
			if err := d.catchUp(run); err != nil && run.Err() == nil {
				d.log.Warn("entries of other relays were missed and could not be read", "err", err)
			}
		}
	})
	return nil
}

func (b *background) stop() {
	b.cancel()
	b.unsubscribe()
	b.running.Wait()
}

func (b *background) miss() {
	select {
	case b.missed <- struct{}{}:
	default:
	}
}

// catchUp reads from the store all that was not read yet.
func (d *Desk) catchUp(ctx context.Context) error {
	last, err := d.store.Replay(ctx, d.replayed, func(site chat.SiteID, conv chat.ConversationID, e chat.Entry) error {
		return d.arrive(ctx, site, conv, []chat.Entry{e})
	})
	if err == nil {
		d.replayed = last
	}
	return err
}

// receive is what another relay published. Bytes that are not a message of it are dropped.
func (d *Desk) receive(ctx context.Context, subject string, data []byte) {
	site, conv, ok := bus.ParseLive(subject)
	frames, err := wire.Decode(data)
	if !ok || err != nil {
		d.unquiet.warn(d.log, "not a message of a relay", "err", err)
		return
	}
	for _, f := range frames {
		switch f := f.(type) {
		case wire.Entries:
			ctx, cancel := d.within(ctx)
			if err := d.arrive(ctx, site, conv, f.List); err != nil && ctx.Err() == nil {
				d.unquiet.warn(d.log, "entries between could not be read", "conversation", conv, "err", err)
			}
			cancel()
		case wire.Marks:
			d.grow(conv, f.Marks)
		case wire.DraftNow:
			m := d.fan.order(conv)
			d.fan.live(conv, f)
			m.Unlock()
		case wire.TypingNow:
			m := d.fan.order(conv)
			d.fan.live(conv, f)
			m.Unlock()
		}
	}
}

// arrive applies entries of another relay, and reads first what is missing before them.
func (d *Desk) arrive(ctx context.Context, site chat.SiteID, conv chat.ConversationID, list []chat.Entry) error {
	if len(list) == 0 || !d.apply(site, conv, list) {
		return nil
	}
	missing, err := d.store.Read(ctx, site, conv, d.index.Conversation(conv).Last+1, list[0].N-1)
	if err != nil {
		return err
	}
	d.apply(site, conv, append(missing, list...))
	return nil
}
