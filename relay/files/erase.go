package files

import (
	"context"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"

	"pupitre/app/chat"
)

// Erase removes all files of a visitor's conversations, whoever sent them, and their bytes from the disk, also of unfinished ones. It may be
// called again until it succeeds. Nobody may send files there meanwhile.
func (f *Files) Erase(ctx context.Context, visitor chat.PersonID) error {
	if err := f.enter(); err != nil {
		return err
	}
	defer f.leave()
	for _, u := range f.uploads.list() {
		if u.head.address().owner() != string(visitor) {
			continue
		}
		if err := u.wait(ctx); err != nil {
			return err
		}
		err := f.overwrite(ctx, record{Object: u.head.Object}) // stored, perhaps, and not noted
		if err == nil {
			err = f.uploads.drop(u)
		}
		u.give()
		if err != nil {
			return fmt.Errorf("erase an upload: %w", err)
		}
	}
	list, err := f.records.of(ctx, visitor)
	if err != nil {
		return fmt.Errorf("erase files: %w", err)
	}
	for key, rec := range list {
		if err := f.overwrite(ctx, rec); err != nil {
			return fmt.Errorf("erase files: %w", err)
		}
		if err := f.records.kv.Purge(ctx, key); err != nil { // last, for it leads to the others
			return fmt.Errorf("erase files: %w", err)
		}
	}
	return nil
}

// of are the records of a visitor's conversations, by key.
func (r records) of(ctx context.Context, owner chat.PersonID) (map[string]record, error) {
	list := map[string]record{}
	return list, r.each(ctx, owner, func(e jetstream.KeyValueEntry, rec record) { list[e.Key()] = rec })
}
