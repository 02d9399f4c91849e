// Package desk holds the rules that need state: who may write what, which number an entry gets, what is a resend, who
// took a conversation first, and who is told.
//
// It must never acknowledge or show an entry that is not on disk, and never log what people wrote.
package desk

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"pupitre/app/chat"
	"pupitre/relay/bus"
	"pupitre/relay/index"
	"pupitre/relay/store"
	"pupitre/relay/translate"
)

// Options of a desk. The zero value is good.
type Options struct {
	Now     func() time.Time // the clock of all entries; nil: time.Now
	Log     *slog.Logger     // nil: slog.Default()
	Timeout time.Duration    // longest wait for the store in one call; 0: 5 s
	Store   store.Options    // for tests; its Log defaults to Log

	Translator translate.Translator // nil: nothing is translated
	Mirror     chat.Asking          // whether agents may see visitors' pages
}

// Desk is what sessions talk to. Its methods may be called from any goroutine; those that read or write the store wait for
// it, at most Options.Timeout.
type Desk struct {
	bus     *bus.Bus
	store   *store.Store
	index   *index.Index
	threads *threads
	fan     fan
	files   atomic.Pointer[Files]
	log     *slog.Logger
	now     func() time.Time
	timeout time.Duration
	barred  sync.Map // chat.PersonID of visitors of whom nothing is to be kept
	unquiet quiet
	abroad  abroad
	mirror  chat.Asking
	secret  []byte // see addressKey

	open   sync.RWMutex // read-locked by every call; Close waits for them
	closed bool

	background
}

// Open reads the whole store into the index: seconds for a million entries. The durability is the bus's.
func Open(ctx context.Context, b *bus.Bus, o Options) (*Desk, error) {
	d := &Desk{bus: b, index: index.New(), threads: newThreads(), log: o.Log, now: o.Now, timeout: o.Timeout, abroad: newAbroad(o.Translator), mirror: o.Mirror}
	if d.log == nil {
		d.log = slog.Default()
	}
	if d.now == nil {
		d.now = time.Now
	}
	if d.timeout == 0 {
		d.timeout = 5 * time.Second
	}
	if o.Store.Log == nil {
		o.Store.Log = d.log
	}
	var err error
	if d.store, err = store.Open(ctx, b, o.Store); err != nil {
		return nil, err
	}
	if d.secret, err = d.store.Secret(ctx, "addresses"); err == nil {
		err = d.rebuild(ctx)
	}
	if err == nil {
		err = d.listen(ctx)
	}
	if err != nil {
		_ = d.store.Close(ctx)
		return nil, err
	}
	d.tellBlocks(ctx)
	return d, nil
}

// rebuild folds the store into the index, and what was read.
func (d *Desk) rebuild(ctx context.Context) (err error) {
	d.replayed, err = d.store.Replay(ctx, 0, func(site chat.SiteID, conv chat.ConversationID, e chat.Entry) error {
		d.index.Restore(site, conv, e)
		return nil
	})
	if err != nil {
		return err
	}
	return d.store.LoadMarks(ctx, func(conv chat.ConversationID, m chat.Marks) {
		if now, _ := d.index.Mark(conv, m); now != m {
			d.store.SaveMarks(conv, now) // the store lost entries: their numbers will be used again
		}
	})
}

// Close waits for the calls under way, refuses others with chat.Unavailable, and writes what is still to be written.
// Sessions should have ended before; the bus is closed after.
func (d *Desk) Close(ctx context.Context) error {
	d.open.Lock()
	was := d.closed
	d.closed = true
	d.open.Unlock()
	if was {
		return nil
	}
	d.background.stop()
	return d.store.Close(ctx)
}

// enter begins a call; leave ends it. The error is chat.Unavailable after Close.
func (d *Desk) enter() error {
	d.open.RLock()
	if d.closed {
		d.open.RUnlock()
		return chat.Unavailable
	}
	return nil
}

func (d *Desk) leave() { d.open.RUnlock() }

// within bounds how long a call may wait for the store.
func (d *Desk) within(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, d.timeout)
}

// Epoch of the store; see wire.Follow.
func (d *Desk) Epoch() uint64 { return d.store.Epoch() }

// Ready is nil, or why entries are refused now.
func (d *Desk) Ready() error {
	if err := d.enter(); err != nil {
		return err
	}
	defer d.leave()
	return d.store.Ready()
}

// Secret is store.Secret: 32 random bytes that stay the same for a name.
func (d *Desk) Secret(ctx context.Context, name string) ([]byte, error) {
	if err := d.enter(); err != nil {
		return nil, err
	}
	defer d.leave()
	return d.store.Secret(ctx, name)
}

// KV is store.Store.KV: a bucket whose writes return when they are on disk.
func (d *Desk) KV(ctx context.Context, name string, ttl time.Duration) (bus.Bucket, error) {
	return d.store.KV(ctx, name, ttl)
}

// LazyKV is store.Store.LazyKV: a bucket for what comes again by itself.
func (d *Desk) LazyKV(ctx context.Context, name string) (bus.Bucket, error) {
	return d.store.LazyKV(ctx, name)
}

// Objects is store.Store.Objects: a bucket of bytes by name, as durable.
func (d *Desk) Objects(ctx context.Context, bucket string) (*store.Objects, error) {
	return d.store.Objects(ctx, bucket)
}

// Scan is store.Store.Scan: all entries behind a sequence of the store, for who keeps what it reads. Close does not wait for it.
func (d *Desk) Scan(ctx context.Context, after uint64, fn store.Scanned) (last uint64, err error) {
	return d.store.Scan(ctx, after, fn)
}

// Conversation as it is now; the zero Last if nothing is known of it. That somebody may see it is the caller's to ask.
func (d *Desk) Conversation(id chat.ConversationID) chat.Conversation {
	return d.index.Conversation(id)
}

// Summaries of all open conversations and the latest 50 closed ones, the latest entry first.
func (d *Desk) Summaries() []chat.Summary { return d.index.Summaries() }

// Summary of one conversation; false if nothing was said in it.
func (d *Desk) Summary(conv chat.ConversationID) (chat.Summary, bool) { return d.index.Summary(conv) }
