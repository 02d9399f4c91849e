package bus

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/nats-io/nats-server/v2/server"
)

// Kinds of errors. What Open returns is a sentence with the cause and with what to do.
var (
	ErrUnwritable = errors.New("the data directory cannot be written")
	ErrLocked     = errors.New("the data directory is in use")
	ErrCorrupt    = errors.New("the store cannot be opened")
	ErrDown       = errors.New("the store is not available")
	ErrBadSubject = errors.New("an id that may not become part of a subject")
)

func unwritable(dir string, cause error) error {
	return fmt.Errorf("%w: %s (%w): give the relay's user the right to write there, or choose another directory with -data", ErrUnwritable, dir, cause)
}

func locked(dir, by string) error {
	return fmt.Errorf("%w: %s is locked by another relay%s: stop that one, or choose another directory with -data", ErrLocked, dir, by)
}

// Lost is why a store that holds less than it did is not opened. accept is the file to delete in order to go on.
func Lost(dir, accept, what string) error {
	return fmt.Errorf("%w: %s: %s: keep a copy of that directory, then look at the disk and restore a backup; to go on without what is lost, delete %s", ErrCorrupt, dir, what, accept)
}

func corrupt(dir string, cause error) error {
	return fmt.Errorf("%w: %w: keep a copy of %s before anything else, then restore a backup or ask for help with that message", ErrCorrupt, cause, filepath.Join(dir, server.JetStreamStoreDir))
}
