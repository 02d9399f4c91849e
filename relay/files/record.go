package files

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"pupitre/app/chat"
)

// record of a finished file. It is what decides races: between DELETE and an entry that names the file, and between two
// relays that finish the same upload, the one whose write of the record comes first wins.
type record struct {
	Object    string        `json:"object"`          // where its bytes are; never used for another file
	Thumb     string        `json:"thumb,omitempty"` // media type of the thumbnail; "" for none
	ThumbSize uint64        `json:"thumbSize,omitempty"`
	By        chat.PersonID `json:"by"`
	Name      string        `json:"name,omitempty"` // of old files; else it is an object of its own: what a bucket forgets stays on the disk
	Type      string        `json:"type"`           // as the relay found it
	Size      uint64        `json:"size"`
	Width     uint64        `json:"width,omitempty"` // px, of what the relay could decode as an image; else 0
	Height    uint64        `json:"height,omitempty"`
	Named     bool          `json:"named,omitempty"` // an entry or an item names it: it stays
	At        time.Time     `json:"at"`
}

func (r record) thumb() string { return r.Object + "-thumb" }
func (r record) name() string  { return r.Object + "-name" }

var (
	errNoRecord = errors.New("no such file")
	errExists   = errors.New("the file exists already")
	errCutOff   = errors.New("the list of files is cut off")
)

// records are kept by owner, conversation and file, so that those of an owner can be asked for.
type records struct{ kv jetstream.KeyValue }

func key(a address) string { return a.owner() + "." + string(a.conv) + "." + string(a.file) }

func (r records) read(ctx context.Context, a address) (record, error) {
	rec, _, err := r.revision(ctx, a)
	return rec, err
}

func (r records) revision(ctx context.Context, a address) (rec record, revision uint64, err error) {
	e, err := r.kv.Get(ctx, key(a))
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return rec, 0, errNoRecord
	}
	if err == nil {
		err = json.Unmarshal(e.Value(), &rec)
	}
	if err != nil {
		return rec, 0, fmt.Errorf("read what is known of a file: %w", err)
	}
	return rec, e.Revision(), nil
}

// create notes a file that was not there; errExists if it was.
func (r records) create(ctx context.Context, a address, rec record) error {
	rec.Name = ""
	_, err := r.kv.Create(ctx, key(a), rec.encode())
	if errors.Is(err, jetstream.ErrKeyExists) {
		return errExists
	}
	return err
}

// name makes a file stay, if check agrees with what is known of it.
func (r records) name(ctx context.Context, a address, check func(record) error) error {
	for {
		rec, revision, err := r.revision(ctx, a)
		if err == nil {
			err = check(rec)
		}
		if err != nil || rec.Named {
			return err
		}
		rec.Named = true
		if _, err = r.kv.Update(ctx, key(a), rec.encode(), revision); !errors.Is(err, jetstream.ErrKeyRevisionMismatch) {
			return err
		}
	}
}

// drop forgets a file that nothing names, if check agrees, and returns what was known of it. errNoRecord: there was none.
func (r records) drop(ctx context.Context, a address, check func(record) error) (record, error) {
	for {
		rec, revision, err := r.revision(ctx, a)
		if err == nil {
			err = check(rec)
		}
		if err != nil {
			return record{}, err
		}
		if rec.Named {
			return record{}, chat.NotAllowed
		}
		if err = r.kv.Delete(ctx, key(a), jetstream.LastRevision(revision)); !errors.Is(err, jetstream.ErrKeyRevisionMismatch) {
			return rec, err
		}
	}
}

// sent is how many files that visitor has sent, and how many bytes.
func (r records) sent(ctx context.Context, owner chat.PersonID) (files int, bytes uint64, err error) {
	err = r.each(ctx, owner, func(_ jetstream.KeyValueEntry, rec record) {
		if rec.By == owner {
			files, bytes = files+1, bytes+rec.Size
		}
	})
	return files, bytes, err
}

// each gives the records of an owner's conversations to fn, in no order.
func (r records) each(ctx context.Context, owner chat.PersonID, fn func(jetstream.KeyValueEntry, record)) error {
	w, err := r.kv.Watch(ctx, string(owner)+".>", jetstream.IgnoreDeletes())
	if err != nil {
		return err
	}
	defer func() { _ = w.Stop() }()
	for {
		select {
		case e, ok := <-w.Updates():
			switch {
			case !ok:
				return errCutOff
			case e == nil: // all that was there has come
				return ctx.Err()
			}
			var rec record
			if json.Unmarshal(e.Value(), &rec) == nil {
				fn(e, rec)
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (r record) encode() []byte {
	b, err := json.Marshal(r)
	if err != nil {
		panic(err) // only for years beyond 9999
	}
	return b
}
