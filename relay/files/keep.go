package files

import (
	"context"
	"errors"

	"pupitre/app/chat"
)

// Keep makes the file stay which an entry names that is about to be stored: it must be there, whole, sent by the entry's
// author, and as the entry says. Other bodies name none. The error is chat.NotStored, chat.Unavailable, or the store's.
//
// When the entry is not stored after all, the file stays nevertheless: whether it was, nobody may know.
func (f *Files) Keep(ctx context.Context, conv chat.ConversationID, author chat.Person, b chat.Body) error {
	var file chat.File
	var width, height uint64
	switch b := b.(type) {
	case chat.File:
		file = b
	case chat.Image:
		file, width, height = b.File, b.Width, b.Height
		if width == 0 {
			return chat.NotStored // what the relay could not decode is no image
		}
	default:
		return nil
	}
	return f.keep(ctx, address{conv, file.ID}, file, func(r record) bool {
		return r.By == author.ID && (width == 0 || r.Width == width && r.Height == height)
	})
}

// KeepItem is Keep for the files of an item of the library.
func (f *Files) KeepItem(ctx context.Context, list []chat.File) error {
	for _, file := range list {
		if err := f.keep(ctx, address{Library, file.ID}, file, func(record) bool { return true }); err != nil {
			return err
		}
	}
	return nil
}

func (f *Files) keep(ctx context.Context, a address, file chat.File, more func(record) bool) error {
	if err := f.enter(); err != nil {
		return err
	}
	defer f.leave()
	err := f.records.name(ctx, a, func(r record) error {
		if r.Size != file.Size || r.Type != file.Type || !more(r) {
			return chat.NotStored
		}
		return nil
	})
	switch {
	case errors.Is(err, errNoRecord):
		return chat.NotStored
	case err != nil:
		return err
	}
	f.named(a)
	return nil
}

// named drops what was kept for the case that the file is never named. What somebody uses now, keepTidy drops later.
func (f *Files) named(a address) {
	if u := f.uploads.get(a); u != nil && u.try() {
		if err := f.uploads.drop(u); err != nil {
			f.o.Log.Warn("the mark of a file that was sent stays", "err", err)
		}
		u.give()
	}
}

// forget drops what was sent of a file, finished or not. Who has not sent it may not; a file that is named stays: chat.NotAllowed.
func (f *Files) forget(ctx context.Context, who chat.Person, a address) error {
	u := f.uploads.get(a)
	if u != nil {
		if err := u.wait(ctx); err != nil {
			return err
		}
		defer u.give()
	}
	mine := func(by chat.PersonID) error {
		if by == who.ID || a.conv == Library && who.Role == chat.Manager {
			return nil
		}
		return chat.NotAllowed
	}
	rec, err := f.records.drop(ctx, a, func(r record) error { return mine(r.By) })
	switch {
	case err == nil:
		f.remove(ctx, rec)
	case !errors.Is(err, errNoRecord):
		return err
	}
	if u == nil || u.gone {
		return nil
	}
	if err := mine(u.head.By); err != nil {
		return err
	}
	if rec.Object != u.head.Object { // stored, perhaps, and not noted
		f.remove(ctx, record{Object: u.head.Object})
	}
	return f.uploads.drop(u)
}
