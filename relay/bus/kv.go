package bus

import (
	"context"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Bucket keeps values by key.
type Bucket = jetstream.KeyValue

// KV opens a bucket on disk, and makes it where it is missing. A key lives for ttl after it was written; 0: for ever. Names
// are in subjects.go.
func (b *Bus) KV(ctx context.Context, name string, ttl time.Duration) (Bucket, error) {
	kv, err := b.js.CreateOrUpdateKeyValue(ctx, jetstream.KeyValueConfig{Bucket: name, TTL: ttl, Storage: jetstream.FileStorage})
	if err != nil {
		return nil, fmt.Errorf("%w: open bucket %s: %w", ErrDown, name, err)
	}
	return kv, nil
}

// LazyKV opens a bucket of which the last seconds may be lost with the machine's power: it is never synced for a write,
// whatever the durability of the rest.
func (b *Bus) LazyKV(ctx context.Context, name string) (jetstream.KeyValue, error) {
	// A bucket is a stream of this shape; nats.go's own constructor cannot set PersistMode.
	_, err := b.js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{
		Name:              BucketStream(name),
		Subjects:          []string{BucketKeys(name) + ">"},
		MaxMsgsPerSubject: 1,
		Storage:           jetstream.FileStorage,
		Discard:           jetstream.DiscardNew,
		AllowRollup:       true,
		DenyDelete:        true,
		AllowDirect:       true,
		PersistMode:       jetstream.AsyncPersistMode,
	})
	if err != nil {
		return nil, fmt.Errorf("%w: open bucket %s: %w", ErrDown, name, err)
	}
	return b.js.KeyValue(ctx, name)
}
