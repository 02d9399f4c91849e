package store

import (
	"context"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// KV is a bucket whose writes return when they are on disk, as Append does. A key lives for ttl after it was written; 0:
// for ever, and then the error is bus.ErrCorrupt when it has lost something. Names are in package bus.
func (s *Store) KV(ctx context.Context, name string, ttl time.Duration) (jetstream.KeyValue, error) {
	kv, err := s.guarded(ctx, name, ttl == 0, func() (jetstream.KeyValue, error) { return s.bus.KV(ctx, name, ttl) })
	if err != nil {
		return nil, err
	}
	return synced{kv, s}, nil
}

// LazyKV is a bucket for what comes again by itself: its writes do not wait for the disk, and what is damaged at the start is
// logged and left out.
func (s *Store) LazyKV(ctx context.Context, name string) (jetstream.KeyValue, error) {
	return s.guarded(ctx, name, false, func() (jetstream.KeyValue, error) { return s.bus.LazyKV(ctx, name) })
}

// synced puts the store's durability behind those writes that Pupitre uses.
type synced struct {
	jetstream.KeyValue
	store *Store
}

func (k synced) Put(ctx context.Context, key string, value []byte) (uint64, error) {
	return k.settled(ctx)(k.KeyValue.Put(ctx, key, value))
}

func (k synced) Create(ctx context.Context, key string, value []byte, opts ...jetstream.KVCreateOpt) (uint64, error) {
	return k.settled(ctx)(k.KeyValue.Create(ctx, key, value, opts...))
}

func (k synced) Update(ctx context.Context, key string, value []byte, revision uint64) (uint64, error) {
	return k.settled(ctx)(k.KeyValue.Update(ctx, key, value, revision))
}

func (k synced) Delete(ctx context.Context, key string, opts ...jetstream.KVDeleteOpt) error {
	_, err := k.settled(ctx)(0, k.KeyValue.Delete(ctx, key, opts...))
	return err
}

func (k synced) Purge(ctx context.Context, key string, opts ...jetstream.KVDeleteOpt) error {
	_, err := k.settled(ctx)(0, k.KeyValue.Purge(ctx, key, opts...))
	return err
}

func (k synced) settled(ctx context.Context) func(uint64, error) (uint64, error) {
	return func(revision uint64, err error) (uint64, error) {
		if err == nil {
			err = k.store.sync.settle(ctx)
		}
		if err == nil {
			k.store.record.grew()
		}
		return revision, err
	}
}
