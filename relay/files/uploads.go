package files

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"pupitre/app/chat"
)

// Bounds of the unfinished uploads of one person; makeRoom has those of many.
const (
	maxOfVisitor    = 20 // unfinished at a time
	maxOfColleague  = 100
	storingMark     = ".storing" // a file that is there while objects are written
	separator       = "."        // between a conversation's id and a file's, which have none
	folder, private = 0o750, 0o640
)

// uploads are the unfinished ones of this relay, on its own disk: an upload that goes on at another relay begins anew there.
type uploads struct {
	dir string
	log *slog.Logger

	mu      sync.Mutex
	all     map[address]*upload
	orphans bool // bytes may lie in the store that belong to nothing
}

func openUploads(dir string, log *slog.Logger) (*uploads, error) {
	if err := os.MkdirAll(dir, folder); err != nil {
		return nil, err
	}
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	us := &uploads{dir: dir, log: log, all: map[address]*upload{}}
	for _, e := range list {
		path := filepath.Join(dir, e.Name())
		if e.Name() == storingMark {
			us.orphans = true
			continue
		}
		u, err := readHead(path)
		if err != nil || us.path(u.head.address()) != path { // made by nobody, or in the moment of a crash
			if err := os.RemoveAll(path); err != nil {
				return nil, err
			}
			continue
		}
		us.all[u.head.address()] = u
	}
	return us, nil
}

func (us *uploads) path(a address) string {
	return filepath.Join(us.dir, string(a.conv)+separator+string(a.file))
}

func (us *uploads) get(a address) *upload {
	us.mu.Lock()
	defer us.mu.Unlock()
	return us.all[a]
}

func (us *uploads) list() []*upload {
	us.mu.Lock()
	defer us.mu.Unlock()
	list := make([]*upload, 0, len(us.all))
	for _, u := range us.all {
		list = append(list, u)
	}
	return list
}

// insert makes room for an upload and reserves it; u's turn is the caller's, and u is not on disk yet. known is another one
// of that address. waiting is how many bytes all of u's sender have or will have. The error is chat.TooFast or chat.Unavailable.
func (us *uploads) insert(u *upload, now time.Time) (known *upload, waiting uint64, err error) {
	us.mu.Lock()
	defer us.mu.Unlock()
	if known := us.all[u.head.address()]; known != nil {
		return known, 0, nil
	}
	theirs, _ := us.used(func(o *upload) bool { return o.head.By == u.head.By })
	most := maxOfColleague
	if u.head.Visitor {
		most = maxOfVisitor
	}
	if theirs.count >= most {
		return nil, 0, chat.TooFast
	}
	if problem := us.makeRoom(u, now); problem != chat.NoProblem {
		return nil, 0, problem
	}
	u.path, u.touched = us.path(u.head.address()), now
	us.all[u.head.address()] = u
	return nil, theirs.bytes + u.head.Length, nil
}

// drop forgets an upload whose turn the caller has. One that is gone is forgotten already: another may have its place.
func (us *uploads) drop(u *upload) error {
	if u.gone {
		return nil
	}
	us.mu.Lock()
	defer us.mu.Unlock()
	return us.remove(u)
}

func (us *uploads) remove(u *upload) error {
	u.gone = true
	delete(us.all, u.head.address())
	if err := os.Remove(u.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// touch notes that somebody goes on with it.
func (us *uploads) touch(u *upload, now time.Time) {
	us.mu.Lock()
	defer us.mu.Unlock()
	u.touched = now
}

// finished notes that the upload has become a file; its turn is the caller's.
func (us *uploads) finished(u *upload) error {
	us.mu.Lock()
	u.done = true
	us.mu.Unlock()
	return u.shrink()
}

func (us *uploads) isDone(u *upload) bool {
	us.mu.Lock()
	defer us.mu.Unlock()
	return u.done
}

func (us *uploads) since(u *upload) time.Time {
	us.mu.Lock()
	defer us.mu.Unlock()
	return u.touched
}

// storing marks, for whoever finds the folder after a crash, that objects are being written. Ended without an error, nothing
// of them was left behind.
func (us *uploads) storing() (ended func(error)) {
	path := filepath.Join(us.dir, storingMark)
	if f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, private); err == nil {
		f.Close()
	}
	return func(err error) {
		us.mu.Lock()
		defer us.mu.Unlock()
		us.orphans = us.orphans || err != nil
		if !us.orphans {
			_ = os.Remove(path) // stays: the store is looked through once for nothing
		}
	}
}

// swept notes that the store has no bytes that belong to nothing.
func (us *uploads) swept() {
	us.mu.Lock()
	defer us.mu.Unlock()
	us.orphans = false
	_ = os.Remove(filepath.Join(us.dir, storingMark))
}

func (us *uploads) haveOrphans() bool {
	us.mu.Lock()
	defer us.mu.Unlock()
	return us.orphans
}

// try takes the upload's turn if nobody has it.
func (u *upload) try() bool {
	select {
	case u.turn <- struct{}{}:
		return true
	default:
		return false
	}
}

func (u *upload) wait(ctx context.Context) error { return occupy(ctx, u.turn) }
func (u *upload) give()                          { <-u.turn }
