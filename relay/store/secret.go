package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"

	"pupitre/relay/bus"
)

// Secret is 32 random bytes that stay the same for a name: made when first asked for, by whichever relay asks first, and
// on disk before they are returned. A secret that was lost is not made anew (KV): nobody's token would be good any more.
func (s *Store) Secret(ctx context.Context, name string) ([]byte, error) {
	kv, err := s.KV(ctx, bus.BucketSecrets, 0)
	if err != nil {
		return nil, err
	}
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	_, err = kv.Create(ctx, name, secret)
	if errors.Is(err, jetstream.ErrKeyExists) {
		var e jetstream.KeyValueEntry
		if e, err = kv.Get(ctx, name); err == nil {
			secret = e.Value()
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%w: secret %s: %w", bus.ErrDown, name, err)
	}
	return secret, s.sync.settle(ctx) // also behind an existing one: another relay may just have made it
}
