package bus

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Bounds of what may wait in this process for the subscription to what is live; see Subscribe for what happens then. On
// the other connection only answers arrive, one for each request under way, and package store bounds those.
const (
	pendingMessages = 1 << 16
	pendingBytes    = 64 << 20
)

// link is one in-process connection and the end of it.
type link struct {
	*nats.Conn
	closed chan struct{}
}

func (b *Bus) connect() error {
	var err error
	if b.store, err = b.dial("store"); err != nil {
		return err
	}
	// NoEcho: this relay delivers its own entries to its own sessions without a way through the server.
	if b.live, err = b.dial("live", nats.NoEcho()); err == nil {
		b.files, err = b.dial("files")
	}
	if err == nil {
		b.js, err = jetstream.New(b.store.Conn)
	}
	if err != nil {
		b.files.close()
		b.live.close()
		b.store.close()
	}
	return err
}

func (b *Bus) dial(name string, more ...nats.Option) (link, error) {
	closed := make(chan struct{})
	c, err := nats.Connect("", append(more,
		nats.Name("pupitre "+name),
		nats.InProcessServer(b.server),
		nats.MaxReconnects(-1),
		nats.ClosedHandler(func(*nats.Conn) { close(closed) }),
		nats.ErrorHandler(func(_ *nats.Conn, s *nats.Subscription, err error) { b.asyncError(s, err) }),
	)...)
	if err != nil {
		return link{}, fmt.Errorf("%w: connect to the embedded server: %w", ErrDown, err)
	}
	return link{c, closed}, nil
}

// asyncError hears what went wrong outside of any call. A subscription that was made with Subscribe speaks for itself.
func (b *Bus) asyncError(s *nats.Subscription, err error) {
	subject := ""
	if s != nil {
		subject = s.Subject
	}
	b.log.Warn("nats", "err", err, "subject", subject)
}

// drain lets what waits go out, and closes. It is finished when the connection is, or the context.
func (l link) drain(ctx context.Context) error {
	if l.Conn == nil {
		return nil
	}
	if err := l.Drain(); err != nil && !errors.Is(err, nats.ErrConnectionClosed) {
		l.close()
		return err
	}
	select {
	case <-l.closed:
		return nil
	case <-ctx.Done():
		l.close()
		return ctx.Err()
	}
}

func (l link) close() {
	if l.Conn != nil {
		l.Close()
		<-l.closed
	}
}
