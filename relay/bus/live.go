package bus

import (
	"errors"

	"github.com/nats-io/nats.go"
)

// Publish sends to whoever listens now, on the second connection, without an answer. It does not block and does not
// come back to this relay's own subscriptions.
func (b *Bus) Publish(subject string, data []byte) error { return b.live.Conn.Publish(subject, data) }

// Subscribe calls receive for each message that other relays publish, one after another, on a goroutine of its own; data
// must not be kept. At most 65,536 messages or 64 MB wait; when more do, the newest are dropped and lost is called
// (from yet another goroutine; it must not block), and the receiver reads from the store what it missed.
// stop ends it and returns when receive will not be called again.
func (b *Bus) Subscribe(subject string, receive func(subject string, data []byte), lost func()) (stop func(), err error) {
	s, err := b.live.Conn.Subscribe(subject, func(m *nats.Msg) { receive(m.Subject, m.Data) })
	if err != nil {
		return nil, err
	}
	if err := s.SetPendingLimits(pendingMessages, pendingBytes); err != nil {
		return nil, err
	}
	ended := make(chan struct{})
	s.SetClosedHandler(func(string) { close(ended) })
	status := s.StatusChanged(nats.SubscriptionSlowConsumer)
	go func() {
		for range status { // closed with the subscription
			lost()
		}
	}()
	// What is published after Subscribe has returned must arrive: wait until the server knows of it.
	if err := b.live.Flush(); err != nil {
		return nil, err
	}
	return func() {
		if err := s.Unsubscribe(); err == nil || errors.Is(err, nats.ErrConnectionClosed) {
			<-ended
		}
	}, nil
}
