package web

import (
	"context"
	"errors"
	"log/slog"

	"pupitre/relay/archive"
	"pupitre/relay/bus"
	"pupitre/relay/store"
)

// Rebuild makes the archive of a data directory anew, in which no relay runs, and returns when it is there. It logs how far it is. What ctx ends, the next
// relay goes on with. The error is a sentence with its cause.
func Rebuild(ctx context.Context, c Config) (err error) {
	if c.Log == nil {
		c.Log = slog.Default()
	}
	b, err := bus.Open(ctx, bus.Options{Dir: c.Data, Durability: c.Durability, Log: c.Log})
	if err != nil {
		return err
	}
	end := context.WithoutCancel(ctx)
	defer func() { err = errors.Join(err, b.Close(end)) }()
	s, err := store.Open(ctx, b, store.Options{Log: c.Log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close(end)) }()
	if err := archive.Remove(c.Data); err != nil {
		return err
	}
	a := archive.Open(archive.Options{Dir: c.Data, Source: s, Log: c.Log})
	defer func() { err = errors.Join(err, a.Close()) }()
	return a.Whole(ctx)
}
