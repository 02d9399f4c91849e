// Package bus runs the embedded NATS server and holds the relay's three connections to it.
//
// It must never open a port, never know what an entry means, and never let anything but this package spell a subject or
// a bucket's name (subjects.go).
//
// There are three connections, so that neither a slow reader of what is live nor the bytes of a large file can delay an
// acknowledgement: one publishes entries to JetStream and receives its answers, one fans out, one carries files.
package bus

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Durability is how an entry gets to the disk before it is acknowledged. It belongs to the server, so it is chosen here;
// package store does its part. JetStream's own default (a sync every two minutes) is not among the choices.
type Durability uint8

const (
	// SyncAlways lets JetStream sync every single write.
	SyncAlways Durability = iota
	// Barrier (Linux) lets JetStream write without syncing, and the store sync once for all the writes that wait.
	Barrier
)

func (d Durability) String() string {
	if d == Barrier {
		return "barrier"
	}
	return "sync-always"
}

// Options of a bus. Dir is required.
type Options struct {
	Dir        string // the data directory; made if missing, locked while open
	Durability Durability
	Log        *slog.Logger // nil: slog.Default()
}

// Bus is the running server and the connections to it. Its methods may be called from any goroutine.
type Bus struct {
	dir        string
	durability Durability
	log        *slog.Logger
	lock       *lock          // nil in a peer
	server     *server.Server // shared with peers
	store      link           // publish to JetStream, answers
	live       link           // fan-out
	files      link           // bytes of files
	js         jetstream.JetStream
	broken     chan error // capacity 1
	stopped    chan struct{}
	once       sync.Once
	watching   sync.WaitGroup
}

// Open locks the directory, starts the server and waits until it has recovered what is stored: 3 ms when empty, seconds
// after a kill with a million entries; it then logs every second. The error is ErrUnwritable, ErrLocked, ErrCorrupt, or the context's.
func Open(ctx context.Context, o Options) (*Bus, error) {
	b := &Bus{dir: o.Dir, durability: o.Durability, log: o.Log, broken: make(chan error, 1), stopped: make(chan struct{})}
	if b.log == nil {
		b.log = slog.Default()
	}
	if err := os.MkdirAll(o.Dir, 0o750); err != nil {
		return nil, unwritable(o.Dir, err)
	}
	var err error
	if b.lock, err = takeLock(o.Dir); err != nil {
		return nil, err
	}
	if err := b.start(ctx); err != nil {
		b.lock.release()
		return nil, err
	}
	if err := b.connect(); err != nil {
		b.stop()
		return nil, err
	}
	return b, nil
}

// Peer is another set of connections to the same server, with a directory of its own that must exist: what another
// relay of a cluster is to this one. Close it first.
func (b *Bus) Peer(dir string) (*Bus, error) {
	p := &Bus{dir: dir, durability: b.durability, log: b.log, server: b.server}
	return p, p.connect()
}

// Close drains the connections, so that what was published still goes out, and then stops the server and waits for it.
// A server without a port has no lame-duck mode: sessions must have ended before.
func (b *Bus) Close(ctx context.Context) error {
	err := errors.Join(b.live.drain(ctx), b.files.drain(ctx), b.store.drain(ctx))
	if b.lock != nil {
		b.stop()
	}
	return err
}

func (b *Bus) stop() {
	b.live.close()
	b.files.close()
	b.store.close()
	b.once.Do(func() { close(b.stopped) })
	b.watching.Wait()
	b.server.Shutdown()
	b.server.WaitForShutdown()
	b.lock.release()
}

// Dir is the data directory.
func (b *Bus) Dir() string { return b.dir }

// Durability that the server was started with.
func (b *Bus) Durability() Durability { return b.durability }

// JetStream over the first connection.
func (b *Bus) JetStream() jetstream.JetStream { return b.js }

// Conn is the first connection: for package store's exact reads.
func (b *Bus) Conn() *nats.Conn { return b.store.Conn }

// Broken yields why JetStream has stopped writing: once, if it ever does. A peer's yields nothing.
func (b *Bus) Broken() <-chan error { return b.broken }

// Healthy is nil, or why nothing can be stored now.
func (b *Bus) Healthy() error {
	if !b.server.JetStreamEnabled() {
		return fmt.Errorf("%w: JetStream has stopped: see its last error in this log, then restart the relay", ErrDown)
	}
	if h := b.server.Healthz(&server.HealthzOptions{JSServerOnly: true}); h.Status != "ok" {
		return fmt.Errorf("%w: %s", ErrDown, h.Error)
	}
	if !b.store.IsConnected() || !b.live.IsConnected() || !b.files.IsConnected() {
		return fmt.Errorf("%w: not connected to the embedded server", ErrDown)
	}
	return nil
}

// wait reports the context's end while fn has not returned, and says every second that it goes on.
func (b *Bus) wait(ctx context.Context, done <-chan struct{}) error {
	began, tick := time.Now(), time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return nil
		case <-tick.C:
			b.log.Info("recovering the store", "dir", b.dir, "for", time.Since(began).Round(time.Second))
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
