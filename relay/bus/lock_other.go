//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package bus

import (
	"errors"
	"io/fs"
	"os"
)

// openLocked where there is no flock: Windows does not remove a file that is open, so a file that is there and cannot be
// removed is held. On other systems this finds nobody: run one relay on a directory.
func openLocked(name string) (*os.File, error) {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errHeld
	}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o640)
	if errors.Is(err, fs.ErrExist) {
		return nil, errHeld
	}
	return f, err
}

func unlock(*os.File) {}
