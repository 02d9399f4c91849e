package files

import (
	"context"
	"errors"
	"time"
)

// keepTidy drops what is too old, now and every hour.
func (f *Files) keepTidy(ctx context.Context) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		f.sweep(ctx)
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

func (f *Files) sweep(ctx context.Context) {
	f.tidying.Lock()
	defer f.tidying.Unlock()
	for _, u := range f.uploads.list() {
		if !u.try() {
			continue // in use
		}
		if err := f.tidy(ctx, u); err != nil && ctx.Err() == nil {
			f.o.Log.Warn("an old upload could not be dropped", "err", err)
		}
		u.give()
	}
	if !f.uploads.haveOrphans() || ctx.Err() != nil {
		return
	}
	if left, err := f.o.Objects.Sweep(ctx, sweepEvery); err != nil && ctx.Err() == nil {
		f.o.Log.Warn("bytes of files that were never finished could not be looked for", "err", err)
	} else if err == nil && left == 0 {
		f.uploads.swept()
	}
}

// tidy looks what an upload has become. Its turn is the caller's.
func (f *Files) tidy(ctx context.Context, u *upload) error {
	if u.gone {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	ours := record{Object: u.head.Object}
	rec, err := f.records.read(ctx, u.head.address())
	switch {
	case errors.Is(err, errNoRecord):
		if f.o.Now().Sub(f.uploads.since(u)) < unfinishedFor {
			return nil
		}
		f.remove(ctx, ours) // written, and then the relay ended before it was noted
		return f.uploads.drop(u)
	case err != nil:
		return err
	case rec.Object != ours.Object:
		f.remove(ctx, ours) // another relay was faster
		return f.uploads.drop(u)
	case rec.Named:
		return f.uploads.drop(u)
	case f.o.Now().Sub(rec.At) < unsentFor:
		return f.uploads.finished(u)
	}
	rec, err = f.records.drop(ctx, u.head.address(), func(record) error { return nil })
	if err != nil {
		return err // named just now
	}
	f.remove(ctx, rec)
	return f.uploads.drop(u)
}
