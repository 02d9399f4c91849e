package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"pupitre/relay/bus"
)

// chunk is how many bytes of an object lie in one message: each is a sync with bus.SyncAlways, and a message may have 1 MB.
const chunk = 512 << 10

// Objects is a bucket of byte strings by name. Its methods may be called from any goroutine.
type Objects struct {
	bucket  string
	objects jetstream.ObjectStore
	stream  jetstream.Stream
	sync    durability
	room    *room
}

// Objects opens a bucket of JetStream's object store. Names are in package bus.
func (s *Store) Objects(ctx context.Context, bucket string) (*Objects, error) {
	objects, stream, err := s.bus.Objects(ctx, bucket)
	if err != nil {
		return nil, err
	}
	return &Objects{bucket: bucket, objects: objects, stream: stream, sync: s.sync, room: s.room}, nil
}

// Put stores all that r yields, in place of what had that name, and returns when it is on disk. After an error Sweep may have to remove
// what came so far. The error is ErrFull, or bus.ErrDown with r's or the context's.
func (o *Objects) Put(ctx context.Context, name string, r io.Reader) error {
	if err := o.room.check(); err != nil {
		return err
	}
	_, err := o.objects.Put(ctx, jetstream.ObjectMeta{Name: name, Opts: &jetstream.ObjectMetaOptions{ChunkSize: chunk}}, whole{r})
	if err != nil {
		return fmt.Errorf("%w: put an object: %w", bus.ErrDown, err)
	}
	return o.sync.settle(ctx)
}

// whole fills the buffer whatever the reader under it does: JetStream makes a message of each Read.
type whole struct{ io.Reader }

func (w whole) Read(p []byte) (int, error) {
	n, err := io.ReadFull(w.Reader, p)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}

// Read reads an object from its beginning. The last Read fails if the bytes are not those that were put, one that waits for more than
// 20 s with bus.ErrDown. ErrNotFound: there is none of that name. ctx is of all the reading, which Close ends.
func (o *Objects) Read(ctx context.Context, name string) (io.ReadCloser, error) {
	looking := &looking{Context: ctx}
	r, err := o.objects.Get(looking, name)
	switch {
	case errors.Is(err, jetstream.ErrObjectNotFound):
		return nil, ErrNotFound
	case err != nil:
		return nil, fmt.Errorf("%w: read an object: %w", bus.ErrDown, err)
	}
	looking.began.Store(true)
	return prompt{r, ctx}, nil
}

// Remove forgets an object, whose bytes are overwritten. One that is not there is forgotten already.
func (o *Objects) Remove(ctx context.Context, name string) error {
	info, err := o.objects.GetInfo(ctx, name, jetstream.GetObjectInfoShowDeleted())
	if errors.Is(err, jetstream.ErrObjectNotFound) {
		return nil
	}
	if err == nil {
		err = overwrite(ctx, o.stream, bus.ObjectChunks(o.bucket, info.NUID))
	}
	if err == nil { // last, for it leads to the others
		err = overwrite(ctx, o.stream, bus.ObjectMeta(o.bucket, name))
	}
	if err != nil {
		return fmt.Errorf("%w: remove an object: %w", bus.ErrDown, err)
	}
	return o.sync.settle(ctx)
}

// Room is nil if so many bytes more may be written, or ErrFull.
func (o *Objects) Room(more uint64) error { return o.room.fits(more) }

// Sweep removes what a Put left behind whose process ended, if it is older than that; left is how much is not yet. It
// reads all names, so it is not for every day.
func (o *Objects) Sweep(ctx context.Context, older time.Duration) (left int, err error) {
	// First what is there, then what belongs to something: a Put that ends between is among both.
	info, err := o.stream.Info(ctx, jetstream.WithSubjectFilter(bus.ObjectChunks(o.bucket, ">")))
	if err != nil {
		return 0, fmt.Errorf("%w: sweep: %w", bus.ErrDown, err)
	}
	list, err := o.objects.List(ctx)
	if err != nil && !errors.Is(err, jetstream.ErrNoObjectsFound) {
		return 0, fmt.Errorf("%w: sweep: %w", bus.ErrDown, err)
	}
	known := make(map[string]bool, len(list))
	for _, i := range list {
		known[i.NUID] = true
	}
	for subject := range info.State.Subjects {
		if nuid, ok := bus.ParseObjectChunks(o.bucket, subject); !ok || known[nuid] {
			continue
		}
		gone, err := o.sweep(ctx, subject, older)
		if err != nil {
			return 0, fmt.Errorf("%w: sweep: %w", bus.ErrDown, err)
		}
		if !gone {
			left++
		}
	}
	return left, nil
}

func (o *Objects) sweep(ctx context.Context, subject string, older time.Duration) (gone bool, err error) {
	last, err := o.stream.GetLastMsgForSubject(ctx, subject)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return true, nil
	}
	if err != nil || time.Since(last.Time) < older {
		return false, err // it may be another relay's, under way
	}
	return true, overwrite(ctx, o.stream, subject)
}
