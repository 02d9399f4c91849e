package bus

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

const lockName = "lock"

var errHeld = errors.New("held by another process")

// lock is the right to use a data directory: an open, locked file with the number of the process in it. The system
// gives it back when the process ends, however it ends.
type lock struct{ file *os.File }

func takeLock(dir string) (*lock, error) {
	name := filepath.Join(dir, lockName)
	f, err := openLocked(name)
	if errors.Is(err, errHeld) {
		by := ""
		if pid, _ := os.ReadFile(name); len(pid) > 0 {
			by = " (process " + strings.TrimSpace(string(pid)) + ")"
		}
		return nil, locked(dir, by)
	}
	if err != nil {
		return nil, unwritable(dir, err)
	}
	// Only for people who look: the lock is the lock, not the number.
	if err := f.Truncate(0); err == nil {
		_, _ = f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	}
	return &lock{f}, nil
}

// release unlocks and closes. Closing alone would leave the lock to a child process that was forked a moment ago and has
// not yet called exec.
func (l *lock) release() {
	unlock(l.file)
	_ = l.file.Close()
}
