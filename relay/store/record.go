package store

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"pupitre/relay/bus"
)

// record remembers, outside of JetStream, how much the store held: JetStream can lose entries and still call itself
// healthy. A store that holds less than it did gets a new epoch, so that clients load anew.
//
// It is written at most once a second while the store grows, and at the end. It may say less than there is, never more.
type record struct {
	store *Store
	file  string
	epoch uint64
	dirty chan struct{} // capacity 1
	quit  chan struct{}
	done  chan struct{}
	once  sync.Once

	seen mark // written last; only the goroutine uses it
}

// mark is how much a store holds.
type mark struct {
	last  uint64 // sequence
	count uint64 // messages
}

const (
	recordName  = "highwater"
	recordEvery = time.Second
)

func openRecord(ctx context.Context, s *Store) (*record, error) {
	r := &record{store: s, file: filepath.Join(s.bus.Dir(), recordName), dirty: make(chan struct{}, 1), quit: make(chan struct{}), done: make(chan struct{})}
	have, err := r.measure(ctx)
	if err != nil {
		return nil, err
	}
	epoch, had, err := readRecord(r.file)
	switch {
	case errors.Is(err, fs.ErrNotExist) && have.count == 0:
		epoch = 0
	case err != nil:
		s.log.Error("THE STORE CANNOT BE COMPARED with what it was: every client loads its conversations anew", "file", r.file, "err", err)
		epoch = 0
	case have.last < had.last || have.count < had.count:
		s.log.Error("THE STORE HAS LOST ENTRIES: every client loads its conversations anew; look at the disk and at your backups",
			"had", had.count, "has", have.count, "had_last", had.last, "has_last", have.last)
		epoch = 0
	}
	if epoch == 0 {
		epoch = newEpoch()
	}
	r.epoch = epoch
	if err := r.write(have); err != nil {
		return nil, fmt.Errorf("%w: %w", bus.ErrUnwritable, err)
	}
	go r.run()
	return r, nil
}

func newEpoch() uint64 {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return max(binary.LittleEndian.Uint64(b[:]), 1)
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
		r.save(context.Background())
		select {
		case <-time.After(recordEvery):
		case <-r.quit:
			return
		}
	}
}

// save is retried with the next entry when it fails.
func (r *record) save(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	now, err := r.measure(ctx)
	if err == nil && now != r.seen {
		err = r.write(now)
	}
	if err != nil {
		r.store.log.Warn("how much the store holds was not recorded", "err", err)
	}
}

// measure is how much is on disk.
func (r *record) measure(ctx context.Context) (mark, error) {
	info, err := r.store.stream.Info(ctx)
	if err != nil {
		return mark{}, fmt.Errorf("%w: %w", bus.ErrDown, err)
	}
	return mark{info.State.LastSeq, info.State.Msgs}, r.store.sync.settle(ctx)
}

func (r *record) write(m mark) error {
	text := fmt.Sprintf("epoch %016x\nlast %d\ncount %d\n", r.epoch, m.last, m.count)
	if err := writeFile(r.file, []byte(text)); err != nil {
		return err
	}
	r.seen = m
	return nil
}

func readRecord(file string) (epoch uint64, m mark, err error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return 0, mark{}, err
	}
	if _, err := fmt.Sscanf(string(b), "epoch %x\nlast %d\ncount %d\n", &epoch, &m.last, &m.count); err != nil {
		return 0, mark{}, fmt.Errorf("not a record: %w", err)
	}
	return epoch, m, nil
}

// close writes the last state.
func (r *record) close(ctx context.Context) error {
	r.once.Do(func() { close(r.quit) })
	<-r.done
	m, err := r.measure(ctx)
	if err != nil || m == r.seen {
		return err
	}
	return r.write(m)
}

// writeFile replaces a file as a whole: whenever the power goes, it is the old or the new one.
func writeFile(name string, data []byte) error {
	f, err := os.OpenFile(name+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o640)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err2 := f.Close(); err == nil {
		err = err2
	}
	if err == nil {
		err = os.Rename(name+".new", name)
	}
	if err == nil {
		err = syncDir(filepath.Dir(name))
	}
	return err
}

// syncDir puts a rename on disk, where directories can be synced.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) {
		return err
	}
	return nil
}
