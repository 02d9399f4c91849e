package files

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"

	"pupitre/app/chat"
	"pupitre/relay/disk"
)

// part of a file, as it came.
type part struct {
	name, kind string // of the file, as its sender's device says
	source     string // what its request is counted by, as auth.SourceOf
	length     uint64 // of the file
	offset     uint64 // where the part begins
	frame      []byte // frameHead bytes to be filled in, then those of the part
}

func (p part) size() uint64 { return uint64(len(p.frame) - frameHead) }

// progress of an upload: how much is there; of a finished one, what was found.
type progress struct {
	offset uint64
	file   *record
}

// elsewhere: another part is expected. It is a chat.NotStored.
type elsewhere struct{ offset uint64 }

func (elsewhere) Error() string { return chat.NotStored.Error() }
func (elsewhere) Unwrap() error { return chat.NotStored }

// noRoom: the visitor has sent as much as the site keeps of one visitor. It is a chat.TooLarge.
type noRoom struct{}

func (noRoom) Error() string { return chat.TooLarge.Error() }
func (noRoom) Unwrap() error { return chat.TooLarge }

// check looks at what a sender says of a file, before any of it is taken: NoProblem, or what is wrong.
func (f *Files) check(a address, p part) chat.Problem {
	file := chat.File{ID: a.file, Name: p.name, Type: p.kind, Size: p.length}
	if problem := chat.Check(file); problem != chat.NoProblem {
		return problem
	}
	return f.o.Rules.Takes(p.kind, p.length)
}

// take puts a part that check has let pass on disk and, when it is the last one, makes the file. An empty part at the end makes it once more
// when that has failed. The error is a chat.Problem, elsewhere, or the store's.
func (f *Files) take(ctx context.Context, who chat.Person, a address, p part) (progress, error) {
	for {
		rec, err := f.records.read(ctx, a)
		if !errors.Is(err, errNoRecord) {
			return again(rec, err, who, p.length)
		}
		u, err := f.upload(ctx, who, a, p)
		if err != nil {
			return progress{}, err
		}
		if u.gone || f.uploads.isDone(u) { // dropped or finished while this one waited
			err := f.forgotten(ctx, u)
			u.give()
			if err != nil {
				return progress{}, err
			}
			continue
		}
		got, err := f.add(who, u, p)
		u.give()
		return got, err
	}
}

// again is the answer to a part of a file that is finished.
func again(rec record, err error, who chat.Person, length uint64) (progress, error) {
	switch {
	case err != nil:
		return progress{}, err
	case rec.By != who.ID, rec.Size != length:
		return progress{}, chat.IDUsed
	}
	return progress{offset: rec.Size, file: &rec}, nil
}

// upload is the upload of that address, begun if the part is the first one, with its turn.
func (f *Files) upload(ctx context.Context, who chat.Person, a address, p part) (*upload, error) {
	u := f.uploads.get(a)
	if u == nil && p.offset > 0 {
		return nil, elsewhere{}
	}
	if u == nil {
		return f.begin(ctx, p.source, head{Conversation: a.conv, File: a.file, By: who.ID, Visitor: who.Role == chat.Visitor, Name: p.name, Type: p.kind, Length: p.length})
	}
	return u, u.wait(ctx)
}

// begin makes room for a file and begins its upload, or gives the one that somebody has begun meanwhile, with its turn.
func (f *Files) begin(ctx context.Context, source string, h head) (*upload, error) {
	if !f.limits.mayBegin(h.By, h.Visitor, f.o.Now()) {
		return nil, chat.TooFast
	}
	h.Object = strings.ToLower(rand.Text())
	u := &upload{head: h, source: source, turn: make(chan struct{}, 1)}
	u.turn <- struct{}{}
	known, waiting, err := f.uploads.insert(u, f.o.Now())
	switch {
	case err != nil:
		return nil, err
	case known != nil:
		return known, known.wait(ctx)
	}
	if err = f.roomFor(ctx, h, waiting); err == nil {
		err = u.create()
	}
	if err == nil {
		err = disk.SyncDir(f.uploads.dir)
	}
	if err != nil {
		_ = f.uploads.drop(u)
		u.give()
		return nil, err
	}
	return u, nil
}

// roomFor looks at the disk, and at what a visitor has sent. Unfinished uploads were counted before what is stored, so one
// that is finished meanwhile counts twice rather than not at all.
func (f *Files) roomFor(ctx context.Context, h head, waiting uint64) error {
	if err := f.o.Objects.Room(2 * h.Length); err != nil { // the parts, and the file made of them
		return err
	}
	if !h.Visitor {
		return nil
	}
	files, bytes, err := f.records.sent(ctx, h.By)
	if err == nil && (files >= maxStored || f.o.Quota > 0 && bytes+waiting > f.o.Quota) {
		err = noRoom{}
	}
	return err
}

// add puts the part where it belongs. The upload's turn is the caller's.
func (f *Files) add(who chat.Person, u *upload, p part) (progress, error) {
	if err := u.look(); err != nil {
		return progress{}, errors.Join(err, f.uploads.drop(u))
	}
	switch {
	case u.head.By != who.ID:
		return progress{}, chat.IDUsed
	case u.head.Length != p.length:
		return progress{}, chat.Malformed
	case u.got != p.offset:
		return progress{}, elsewhere{u.got}
	case p.size() > p.length-p.offset:
		return progress{}, chat.Malformed
	}
	if p.size() > 0 {
		err := f.o.Objects.Room(p.length - p.offset)
		if err == nil {
			err = u.add(p.frame)
		}
		if errors.Is(err, errSync) { // what was written before may be lost too
			err = errors.Join(err, f.uploads.drop(u))
		}
		if err != nil {
			return progress{}, err
		}
	}
	f.uploads.touch(u, f.o.Now())
	if u.got < u.head.Length {
		return progress{offset: u.got}, nil
	}
	rec, err := f.finish(u)
	if err != nil {
		return progress{}, err
	}
	return progress{offset: rec.Size, file: &rec}, nil
}

// forgotten drops an upload that has become a file which is not there any more. Its turn is the caller's.
func (f *Files) forgotten(ctx context.Context, u *upload) error {
	if u.gone {
		return nil
	}
	_, err := f.records.read(ctx, u.head.address())
	if errors.Is(err, errNoRecord) {
		err = f.uploads.drop(u)
	}
	return err
}
