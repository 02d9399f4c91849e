package files

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"pupitre/app/chat"
)

// finish makes a file of an upload that is whole, and looks what it really is. The upload's turn is the caller's. It does not
// end with the request, since its client will ask again. After a chat.Problem the upload is dropped; after another error it
// can be tried again.
func (f *Files) finish(u *upload) (record, error) {
	ctx, cancel := context.WithTimeout(f.life, storeWithin)
	defer cancel()
	rec := record{Object: u.head.Object, By: u.head.By, Name: u.head.Name, Size: u.head.Length, At: f.o.Now()}
	pic, err := f.examine(ctx, u, &rec)
	if err == nil {
		err = f.store(ctx, rec, u.open, pic.thumb)
	}
	if err == nil {
		rec, err = f.settle(ctx, u, rec)
	}
	if problem, ok := errors.AsType[chat.Problem](err); ok {
		return record{}, errors.Join(problem, f.uploads.drop(u))
	}
	return rec, err
}

// examine finds what kind of file it is, which must be one that the site takes, and makes the thumbnail of an image.
func (f *Files) examine(ctx context.Context, u *upload, rec *record) (pic picture, err error) {
	if rec.Type, err = kindOf(u.head.Type, u.open); err != nil {
		return pic, err
	}
	if isImage(rec.Type) {
		if err := occupy(ctx, f.decoding); err != nil {
			return pic, err
		}
		pic, err = look(rec.Type, u.open)
		<-f.decoding
		switch {
		case errors.Is(err, errNoImage):
			rec.Type = anyKind
		case errors.Is(err, errNotShown): // a file like any other
		case err != nil:
			return pic, err
		}
		rec.Width, rec.Height = uint64(pic.width), uint64(pic.height)
		rec.Thumb, rec.ThumbSize = pic.kind, uint64(len(pic.thumb))
	}
	if problem := f.o.Rules.Takes(rec.Type, rec.Size); problem != chat.NoProblem {
		return pic, problem
	}
	return pic, nil
}

// store writes the file and its thumbnail, one file at a time, so that what waits for the disk stays small.
func (f *Files) store(ctx context.Context, rec record, open func() (io.ReadCloser, error), thumb []byte) error {
	if err := occupy(ctx, f.storing); err != nil {
		return err
	}
	defer func() { <-f.storing }()
	r, err := open()
	if err != nil {
		return err
	}
	defer r.Close()
	ended := f.uploads.storing()
	err = f.o.Objects.Put(ctx, rec.Object, r)
	if err == nil {
		err = f.o.Objects.Put(ctx, rec.name(), strings.NewReader(rec.Name))
	}
	if err == nil && len(thumb) > 0 {
		err = f.o.Objects.Put(ctx, rec.thumb(), bytes.NewReader(thumb))
	}
	ended(err)
	return err
}

// settle notes the file, whose bytes are stored. If another relay was faster, its file is the one; of
// somebody else, or of another size, it is chat.IDUsed.
func (f *Files) settle(ctx context.Context, u *upload, rec record) (record, error) {
	a := u.head.address()
	err := f.records.create(ctx, a, rec)
	if errors.Is(err, errExists) {
		first, err := f.records.read(ctx, a)
		switch {
		case err != nil:
			return record{}, err
		case first.Object == rec.Object: // of this upload, by a try that had no answer
			return first, f.uploads.finished(u)
		}
		f.remove(ctx, rec)
		_, whose := again(first, nil, chat.Person{ID: rec.By}, rec.Size)
		return first, errors.Join(whose, f.uploads.drop(u))
	}
	if err != nil {
		return record{}, fmt.Errorf("note a file: %w", err)
	}
	if err := f.uploads.finished(u); err != nil {
		f.o.Log.Warn("the parts of a finished upload stay", "err", err)
	}
	return rec, nil
}

// remove removes a file's bytes, to which no record leads any more.
func (f *Files) remove(ctx context.Context, rec record) {
	if err := f.overwrite(ctx, rec); err != nil {
		f.o.Log.Warn("the bytes of a file that is gone stay", "object", rec.Object, "err", err)
	}
}

func (f *Files) overwrite(ctx context.Context, rec record) error {
	for _, name := range []string{rec.Object, rec.name(), rec.thumb()} {
		if err := f.o.Objects.Remove(ctx, name); err != nil {
			return err
		}
	}
	return nil
}
