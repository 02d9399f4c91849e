package bus

import (
	"context"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"
)

// Objects opens a bucket of objects on disk, on the connection for files, and makes it where it is missing; and the stream
// under it, for finding what was left behind. Names are in subjects.go.
func (b *Bus) Objects(ctx context.Context, name string) (jetstream.ObjectStore, jetstream.Stream, error) {
	js, err := jetstream.New(b.files.Conn)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: open objects %s: %w", ErrDown, name, err)
	}
	objects, err := js.CreateOrUpdateObjectStore(ctx, jetstream.ObjectStoreConfig{Bucket: name, Storage: jetstream.FileStorage})
	if err != nil {
		return nil, nil, fmt.Errorf("%w: open objects %s: %w", ErrDown, name, err)
	}
	stream, err := js.Stream(ctx, ObjectStream(name))
	if err != nil {
		return nil, nil, fmt.Errorf("%w: open objects %s: %w", ErrDown, name, err)
	}
	return objects, stream, nil
}
