package files

import (
	"context"
	"errors"
	"io"

	"pupitre/app/chat"
)

// copy makes a file of a conversation of one of the library. It is the sender's own from then on: what becomes of the
// library's does not matter to it. The error is a chat.Problem or the store's.
func (f *Files) copy(ctx context.Context, who chat.Person, a address, from chat.FileID) (progress, error) {
	switch {
	case !who.Role.Staff(), a.conv == Library:
		return progress{}, chat.NotAllowed
	case !chat.ValidID(from):
		return progress{}, chat.BadID
	}
	source, err := f.records.read(ctx, address{Library, from})
	switch {
	case errors.Is(err, errNoRecord):
		return progress{}, chat.NotFound
	case err != nil:
		return progress{}, err
	}
	if problem := f.o.Rules.Takes(source.Type, source.Size); problem != chat.NoProblem {
		return progress{}, problem
	}
	if source.Name, err = f.nameOf(ctx, source); err != nil {
		return progress{}, err
	}
	for {
		rec, err := f.records.read(ctx, a)
		if !errors.Is(err, errNoRecord) {
			return again(rec, err, who, source.Size)
		}
		u := f.uploads.get(a)
		if u != nil {
			err = u.wait(ctx)
		} else {
			u, err = f.begin(ctx, "", head{Conversation: a.conv, File: a.file, By: who.ID, Name: source.Name, Type: source.Type, Length: source.Size})
		}
		if err != nil {
			return progress{}, err
		}
		if u.gone || f.uploads.isDone(u) {
			err := f.forgotten(ctx, u)
			u.give()
			if err != nil {
				return progress{}, err
			}
			continue
		}
		rec, err = f.copyTo(who, u, source)
		u.give()
		if err != nil {
			return progress{}, err
		}
		return progress{offset: rec.Size, file: &rec}, nil
	}
}

// copyTo has the upload's turn.
func (f *Files) copyTo(who chat.Person, u *upload, source record) (record, error) {
	if err := u.look(); err != nil {
		return record{}, errors.Join(err, f.uploads.drop(u))
	}
	if u.head.By != who.ID || u.head.Length != source.Size || u.got > 0 { // somebody sends another file under this id
		return record{}, chat.IDUsed
	}
	ctx, cancel := context.WithTimeout(f.life, storeWithin)
	defer cancel()
	thumb, err := f.thumbOf(ctx, source)
	if err != nil {
		return record{}, err
	}
	rec := source
	rec.Object, rec.By, rec.Named, rec.At = u.head.Object, who.ID, false, f.o.Now()
	read := func() (io.ReadCloser, error) { return f.o.Objects.Read(ctx, source.Object) }
	if err := f.store(ctx, rec, read, thumb); err != nil {
		return record{}, err
	}
	return f.settle(ctx, u, rec)
}

func (f *Files) thumbOf(ctx context.Context, rec record) ([]byte, error) {
	if rec.Thumb == "" {
		return nil, nil
	}
	return f.readAll(ctx, rec.thumb())
}
