package store

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"sync"
	"time"

	"pupitre/relay/bus"
	"pupitre/relay/disk"
)

// record remembers, outside of JetStream, how much the store held: JetStream can lose what it had and still call itself
// healthy. A store that holds less than it did is not opened, and the record says so from then on: the next time JetStream
// may well find as many messages as there were, older ones. Whoever deletes the record accepts the loss: then the store
// gets a new epoch, so that clients load anew.
//
// It is written at most once a second while the store grows, and at the end. It may say less than there is, never more.
type record struct {
	store    *Store
	file     string
	epoch    uint64
	accepted bool          // there was no record, and it was not a new store
	dirty    chan struct{} // capacity 1
	quit     chan struct{}
	done     chan struct{}
	once     sync.Once

	mu      sync.Mutex
	had     held            // what was read, and since then what is there
	opened  map[string]bool // the buckets of had that are measured again
	wrote   string          // the file as it is
	frozen  bool            // something was lost: nothing is written any more
	erasing int             // how many take something out: what is there is not compared meanwhile
}

const (
	recordName  = "highwater"
	recordEvery = time.Second
)

func openRecord(ctx context.Context, s *Store) (*record, error) {
	r := &record{store: s, file: filepath.Join(s.bus.Dir(), recordName), dirty: make(chan struct{}, 1), quit: make(chan struct{}), done: make(chan struct{}),
		opened: map[string]bool{}}
	have, err := r.measure(ctx)
	if err != nil {
		return nil, err
	}
	r.epoch, r.had, err = readRecord(r.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if r.accepted, err = r.isUsed(ctx, have); err != nil {
			return nil, err
		}
		r.epoch = newEpoch()
	case err != nil:
		return nil, bus.Lost(s.bus.Dir(), r.file, "the record of what it held cannot be read: "+err.Error())
	case r.had.lost != "":
		return nil, r.lost(r.had.lost)
	case have.lessThan(r.had) != "":
		return nil, r.lost(have.lessThan(r.had))
	}
	if r.accepted {
		s.log.Error("THE STORE CANNOT BE COMPARED with what it was: every client loads its conversations anew", "file", r.file, "entries", have.conv.count)
	}
	if err := r.save(ctx); err != nil {
		return nil, err
	}
	go r.run()
	return r, nil
}

// isUsed tells whether something was stored here before.
func (r *record) isUsed(ctx context.Context, have held) (bool, error) {
	account, err := r.store.js.AccountInfo(ctx)
	if err != nil {
		return false, fmt.Errorf("%w: %w", bus.ErrDown, err)
	}
	return have.conv.count > 0 || account.Streams > 1, nil // the one is that of entries, which has just been made
}

func newEpoch() uint64 {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return max(binary.LittleEndian.Uint64(b[:]), 1)
}

// compare takes a bucket in, or tells what it has lost.
func (r *record) compare(name string, have contents) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	had := r.had.buckets[name]
	if !r.accepted && (have.says.lessThan(had) || !have.whole()) {
		return r.lost(fmt.Sprintf("of its %s it gives %d of %d, up to change %d of %d",
			name, have.given, max(had.count, uint64(have.keys)), have.says.last, max(had.last, have.says.last)))
	}
	r.opened[name] = true
	r.grew()
	return nil
}

// compareRead takes note that so many entries cannot be read, or tells that this is a loss. why is what is known about it.
func (r *record) compareRead(gone uint64, why string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case !r.accepted && gone > r.had.gone:
		return r.lost(fmt.Sprintf("%d of its entries cannot be read%s", gone, why))
	case gone > r.had.gone:
		r.store.log.Error("ENTRIES CANNOT BE READ, and count as lost", "entries", gone, "why", why)
	}
	r.had.gone = gone
	r.grew()
	return nil
}

// lost notes what was lost, and freezes the record. r.mu is held, or nobody else has r.
func (r *record) lost(what string) error {
	r.frozen = true
	if what != r.had.lost {
		r.had.lost = what
		if err := disk.WriteFile(r.file, []byte(r.had.text(r.epoch))); err != nil {
			r.store.log.Error("what the store has lost was not recorded", "err", err)
		}
	}
	return bus.Lost(r.store.bus.Dir(), r.file, what)
}

// grew says that the store has grown.
func (r *record) grew() {
	select {
	case r.dirty <- struct{}{}:
	default:
	}
}

func (r *record) run() {
	defer close(r.done)
	for {
		select {
		case <-r.dirty:
		case <-r.quit:
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		if err := r.save(ctx); err != nil { // tried again with the next entry
			r.store.log.Warn("how much the store holds was not recorded", "err", err)
		}
		cancel()
		select {
		case <-time.After(recordEvery):
		case <-r.quit:
			return
		}
	}
}

// save writes how much is there now.
func (r *record) save(ctx context.Context) error {
	now, err := r.measure(ctx)
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.frozen || r.erasing > 0 {
		return nil
	}
	if why := now.lessThan(r.had); why != "" && !r.accepted { // while it runs: the next start will not be one
		r.store.log.Error("THE STORE HAS LOST SOMETHING", "err", r.lost(why))
		return nil
	}
	r.had.conv = now.conv
	maps.Copy(r.had.buckets, now.buckets)
	return r.note()
}

// shrink lets do take up to n entries out of the store. Before that the record says that they may be missing, for then a crash is no loss;
// afterwards it says again what is there.
func (r *record) shrink(n uint64, do func() error) error {
	r.mu.Lock()
	r.erasing++
	r.had.conv.count -= min(n, r.had.conv.count)
	err := r.note()
	r.mu.Unlock()
	if err == nil {
		err = do()
	}
	r.mu.Lock()
	r.erasing--
	r.mu.Unlock()
	r.grew()
	return err
}

// note writes what was there. r.mu is held.
func (r *record) note() error {
	text := r.had.text(r.epoch)
	if text == r.wrote {
		return nil
	}
	if err := disk.WriteFile(r.file, []byte(text)); err != nil {
		return fmt.Errorf("%w: %w", bus.ErrUnwritable, err)
	}
	r.wrote = text
	return nil
}

// measure is how much is on disk of entries and of the buckets that are open.
func (r *record) measure(ctx context.Context) (held, error) {
	info, err := r.store.stream.Info(ctx)
	if err != nil {
		return held{}, fmt.Errorf("%w: %w", bus.ErrDown, err)
	}
	now := held{conv: mark{info.State.LastSeq, info.State.Msgs}, buckets: map[string]mark{}}
	r.mu.Lock()
	names := maps.Clone(r.opened)
	r.mu.Unlock()
	for name := range names {
		stream, err := r.store.js.Stream(ctx, bus.BucketStream(name)) // asks for its state
		if err != nil {
			return held{}, fmt.Errorf("%w: %w", bus.ErrDown, err)
		}
		state := stream.CachedInfo().State
		now.buckets[name] = mark{state.LastSeq, state.Msgs}
	}
	return now, r.store.sync.settle(ctx)
}

// close writes the last state.
func (r *record) close(ctx context.Context) error {
	r.once.Do(func() { close(r.quit) })
	<-r.done
	return r.save(ctx)
}
