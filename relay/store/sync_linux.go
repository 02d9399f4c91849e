package store

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncOf is a function that puts all that was written to dir's file system on disk.
func syncOf(dir string) (sync func() error, release func(), err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, nil, err
	}
	return func() error { return unix.Syncfs(int(f.Fd())) }, func() { f.Close() }, nil
}
