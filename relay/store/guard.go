package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"pupitre/relay/bus"
)

// guarded opens a bucket and looks at it before it is used. JetStream may count keys whose values are damaged: it does not
// give them, and who lists or watches the bucket would wait for them for ever. Of a bucket that is kept for ever nothing
// may be missing; the error is bus.ErrCorrupt. Others, and those whose loss was accepted, are made anew of what is left.
func (s *Store) guarded(ctx context.Context, name string, lasting bool, open func() (jetstream.KeyValue, error)) (jetstream.KeyValue, error) {
	kv, err := open()
	if err != nil {
		return nil, err
	}
	b, err := s.look(ctx, name)
	if err == nil && lasting {
		err = s.record.compare(name, b)
	}
	if err == nil && !b.whole() {
		kv, err = s.remake(ctx, name, b.values, open)
	}
	return kv, err
}

// remake replaces a damaged bucket. JetStream cannot be told to give up what it cannot read: deleting such a key leaves
// it counted. Should the power go in the middle, the rest of the bucket is gone too.
func (s *Store) remake(ctx context.Context, name string, values map[string][]byte, open func() (jetstream.KeyValue, error)) (jetstream.KeyValue, error) {
	s.log.Error("VALUES IN THE STORE ARE DAMAGED and were left out", "bucket", name, "left", len(values))
	if err := s.js.DeleteStream(ctx, bus.BucketStream(name)); err != nil {
		return nil, fmt.Errorf("%w: make bucket %s anew: %w", bus.ErrDown, name, err)
	}
	kv, err := open()
	if err != nil {
		return nil, err
	}
	for key, value := range values {
		if _, err := kv.Put(ctx, key, value); err != nil {
			return nil, fmt.Errorf("%w: make bucket %s anew: %w", bus.ErrDown, name, err)
		}
	}
	return kv, s.sync.settle(ctx)
}

// contents of a bucket.
type contents struct {
	says   mark
	keys   int               // that it knows, those that were deleted included
	given  int               // of them, those that it can give
	values map[string][]byte // those that were not deleted
}

// whole tells whether a bucket gives all that it counts: of each key there is one message, the latest.
func (c contents) whole() bool { return c.given == c.keys && c.says.count == uint64(c.keys) }

func (s *Store) look(ctx context.Context, name string) (contents, error) {
	stream, err := s.js.Stream(ctx, bus.BucketStream(name))
	if err != nil {
		return contents{}, fmt.Errorf("%w: bucket %s: %w", bus.ErrDown, name, err)
	}
	info, err := stream.Info(ctx, jetstream.WithSubjectFilter(bus.BucketKeys(name)+">"))
	if err != nil {
		return contents{}, fmt.Errorf("%w: bucket %s: %w", bus.ErrDown, name, err)
	}
	subjects := slices.Collect(maps.Keys(info.State.Subjects))
	c := contents{says: mark{info.State.LastSeq, info.State.Msgs}, keys: len(subjects), values: map[string][]byte{}}
	for part := range slices.Chunk(subjects, window) {
		err := s.ask(ctx, bus.BucketStream(name), part, func(i int, m *nats.Msg) error {
			there, err := isThere(m)
			if !there {
				return err
			}
			c.given++
			if m.Header.Get("KV-Operation") == "" { // otherwise it says that the key was deleted
				c.values[strings.TrimPrefix(part[i], bus.BucketKeys(name))] = m.Data
			}
			return nil
		})
		if err != nil {
			return contents{}, fmt.Errorf("bucket %s: %w", name, err)
		}
	}
	return c, nil
}
