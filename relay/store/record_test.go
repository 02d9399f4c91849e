package store_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"pupitre/app/chat"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/store"
)

const highwater = "highwater"

// kept is a store of 60 entries, of two starts, and five things in a bucket, as a relay leaves it.
type kept struct {
	*testing.T
	dir   string
	epoch uint64
	index []byte // index.db of the entries after the first start
	log   bustest.Notes
}

const things = "things"

func newKept(t *testing.T) *kept {
	k := &kept{T: t, dir: t.TempDir()}
	for start := range uint64(2) {
		b, s := k.start()
		fill(t, s, conv, 30*start+1, 30*start+30)
		kv, err := s.KV(t.Context(), things, 0)
		must(t, err)
		for i := range 5 {
			_, err := kv.Put(t.Context(), fmt.Sprint("k", i), []byte("a value that is some bytes long"))
			must(t, err)
		}
		s.SaveMarks(conv, chat.Marks{VisitorRead: 1})
		hooks, err := s.LazyKV(t.Context(), bus.BucketHooks)
		must(t, err)
		_, err = hooks.PutString(t.Context(), "orders."+string(conv), "1")
		must(t, err)
		k.epoch = s.Epoch()
		k.stop(b, s)
		if start == 0 {
			k.index = k.read(k.file(bus.StreamConv, "index.db"))
		}
	}
	if k.log.String() != "" {
		t.Fatalf("log: %s", k.log.String())
	}
	return k
}

func (k *kept) start() (*bus.Bus, *store.Store) {
	k.Helper()
	b := bustest.Open(k, k.dir, bus.SyncAlways)
	return b, open(k.T, b, store.Options{Log: slog.New(slog.NewTextHandler(&k.log, nil))})
}

// tryStart reads everything, as a relay does at its start.
func (k *kept) tryStart() (epoch uint64, entries int, values int, err error) {
	b := bustest.Open(k, k.dir, bus.SyncAlways)
	defer bustest.Close(k, b)
	ctx, cancel := context.WithTimeout(k.Context(), time.Minute)
	defer cancel()
	s, err := store.Open(ctx, b, store.Options{Log: slog.New(slog.NewTextHandler(&k.log, nil))})
	if err != nil {
		return 0, 0, 0, err
	}
	defer bustest.Close(k, s)
	if _, err = s.Replay(ctx, 0, func(_ chat.SiteID, _ chat.ConversationID, e chat.Entry) error {
		if _, lost := e.Body.(chat.Unsupported); !lost {
			entries++
		}
		return nil
	}); err != nil {
		return 0, 0, 0, err
	}
	if err := s.LoadMarks(ctx, func(chat.ConversationID, chat.Marks) {}); err != nil {
		return 0, 0, 0, err
	}
	hooks, err := s.LazyKV(ctx, bus.BucketHooks)
	if err != nil {
		return 0, 0, 0, err
	}
	if _, err := hooks.Keys(ctx); err != nil && !errors.Is(err, jetstream.ErrNoKeysFound) {
		return 0, 0, 0, err
	}
	kv, err := s.KV(ctx, things, 0)
	if err != nil {
		return 0, 0, 0, err
	}
	keys, err := kv.ListKeys(ctx)
	if err != nil {
		return 0, 0, 0, err
	}
	for range keys.Keys() {
		values++
	}
	return s.Epoch(), entries, values, ctx.Err()
}

func (k *kept) stop(b *bus.Bus, s *store.Store) {
	k.Helper()
	bustest.Close(k, s)
	bustest.Close(k, b)
}

// file is the one file of a stream's messages with such a name.
func (k *kept) file(stream, pattern string) string { return find(k.T, k.dir, stream, "msgs/"+pattern) }

func (k *kept) read(name string) []byte {
	k.Helper()
	b, err := os.ReadFile(name)
	must(k.T, err)
	return b
}

// harm changes the bytes of a stream's one file of messages.
func (k *kept) harm(stream string, how func(b []byte) []byte) {
	k.Helper()
	name := k.file(stream, "*.blk")
	must(k.T, os.WriteFile(name, how(k.read(name)), 0o600))
}

func (k *kept) remove(name string) { k.Helper(); must(k.T, os.RemoveAll(name)) }

func half(b []byte) []byte { return b[:len(b)/2] }

func flip(at float64) func([]byte) []byte {
	return func(b []byte) []byte { b[int(float64(len(b))*at)] ^= 1; return b }
}

func garble(b []byte) []byte {
	for i := range b {
		b[i] ^= 0x55
	}
	return b
}

// What a store survives without a loss, and without a word.
func TestAStoreThatLostNothingKeepsItsEpoch(t *testing.T) {
	t.Parallel()
	for name, harm := range map[string]func(k *kept){
		"nothing happened":               func(*kept) {},
		"the index of the store is gone": func(k *kept) { k.remove(k.file(bus.StreamConv, "index.db")) },
		"the stream's description is gone": func(k *kept) {
			k.remove(find(k.T, k.dir, bus.StreamConv, "meta.inf"))
			k.remove(find(k.T, k.dir, bus.StreamConv, "meta.sum"))
		},
		"a bucket's description is gone": func(k *kept) {
			k.remove(find(k.T, k.dir, bus.BucketStream(things), "meta.inf"))
			k.remove(find(k.T, k.dir, bus.BucketStream(things), "meta.sum"))
		},
		"a record of before there were buckets in it": func(k *kept) {
			must(k.T, os.WriteFile(filepath.Join(k.dir, highwater), fmt.Appendf(nil, "epoch %016x\nlast 60\ncount 60\n", k.epoch), 0o600))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := newKept(t)
			harm(k)
			epoch, entries, values, err := k.tryStart()
			if err != nil || epoch != k.epoch || entries != 60 || values != 5 {
				t.Errorf("epoch %x became %x, %d entries, %d values, %v", k.epoch, epoch, entries, values, err)
			}
			if k.log.String() != "" {
				t.Errorf("log: %s", k.log.String())
			}
		})
	}
}

// A store that holds less than it did is not opened, however often one tries, until somebody deletes the record. Then it
// says so loudly, once, and has another epoch.
func TestAStoreThatLostSomethingIsOpenedOnlyWhenThatIsAccepted(t *testing.T) {
	t.Parallel()
	for name, story := range map[string]struct {
		harm            func(k *kept)
		says            string
		entries, values int // that are left
	}{
		"the store is gone": {func(k *kept) { k.remove(filepath.Join(k.dir, "jetstream")) }, "did hold 60", 0, 0},
		"the end of the file is gone": {func(k *kept) {
			k.harm(bus.StreamConv, half)
			k.remove(k.file(bus.StreamConv, "index.db"))
		}, "did hold 60", 30, 5},
		"every block is garbage": {func(k *kept) { k.harm(bus.StreamConv, garble) }, "did hold 60", 0, 5},
		"one bit flipped, and no index": {func(k *kept) {
			k.harm(bus.StreamConv, flip(0.5))
			k.remove(k.file(bus.StreamConv, "index.db"))
		}, "did hold 60", 30, 5},
		"one bit flipped, and a stale index": {func(k *kept) {
			k.harm(bus.StreamConv, flip(0.33))
			must(k.T, os.WriteFile(k.file(bus.StreamConv, "index.db"), k.index, 0o600))
		}, "did hold 60", -1, 5},
		"one bit flipped, and the index says that all is well":              {func(k *kept) { k.harm(bus.StreamConv, flip(0.33)) }, "1 of its entries cannot be read", 59, 5},
		"one bit of the last entry flipped, and the index says all is well": {func(k *kept) { k.harm(bus.StreamConv, flip(0.995)) }, "1 of its entries cannot be read", 59, 5},
		"an entry is in a form that nobody knows": {func(k *kept) {
			b, s := k.start()
			_, err := b.JetStream().Publish(k.Context(), "conv.1.shop.v1_1.61", []byte("garbage"))
			must(k.T, err)
			k.stop(b, s)
		}, "number 61 of conversation v1_1", 60, 5},
		"the record is garbage": {func(k *kept) {
			must(k.T, os.WriteFile(filepath.Join(k.dir, highwater), []byte("epoch zzz"), 0o600))
		}, "epoch zzz", 60, 5},
		"a bucket is gone":    {func(k *kept) { k.remove(find(k.T, k.dir, bus.BucketStream(things), "")) }, "of its things it gives 0 of 5", 60, 0},
		"a bucket is garbage": {func(k *kept) { k.harm(bus.BucketStream(things), garble) }, "of its things it gives 0 of 5", 60, 0},
		"the end of a bucket is gone": {func(k *kept) {
			k.harm(bus.BucketStream(things), half)
			k.remove(k.file(bus.BucketStream(things), "index.db"))
		}, "of its things it gives", 60, -1},
		"one bit of a bucket flipped": {func(k *kept) { k.harm(bus.BucketStream(things), flip(0.9)) }, "of its things it gives", 60, -1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := newKept(t)
			story.harm(k)
			for range 2 {
				_, _, _, err := k.tryStart()
				if !errors.Is(err, bus.ErrCorrupt) || !strings.Contains(err.Error(), k.dir) || !strings.Contains(err.Error(), story.says) ||
					!strings.Contains(err.Error(), "delete "+filepath.Join(k.dir, highwater)) || strings.Contains(err.Error(), "\n") {
					t.Errorf("it says: %v", err)
				}
			}
			if got := k.log.String(); strings.Contains(got, "THE STORE") {
				t.Errorf("log of a start that did not happen: %s", got)
			}
			k.remove(filepath.Join(k.dir, highwater))
			epoch, entries, values, err := k.tryStart()
			if err != nil || epoch == k.epoch || epoch == 0 || story.entries >= 0 && entries != story.entries || story.values >= 0 && values != story.values {
				t.Errorf("accepted: epoch %x became %x, %d entries, %d values, %v", k.epoch, epoch, entries, values, err)
			}
			if !strings.Contains(k.log.String(), "THE STORE") && name != "the store is gone" { // that is a new one
				t.Errorf("log: %s", k.log.String())
			}
			k.log = bustest.Notes{}
			next, again, _, err := k.tryStart()
			if err != nil || next != epoch || again != entries || k.log.String() != "" {
				t.Errorf("once more: epoch %x became %x, %d entries, %v, log: %s", epoch, next, again, err, k.log.String())
			}
		})
	}
}

// How far somebody has read, how far a webhook was told, and who is signed in, comes again by itself: a loss there does not
// keep a relay from starting.
func TestDamageOfWhatComesAgainIsRemoved(t *testing.T) {
	t.Parallel()
	for _, bucket := range []string{bus.BucketMarks, bus.BucketHooks} {
		t.Run(bucket, func(t *testing.T) {
			t.Parallel()
			k := newKept(t)
			k.harm(bus.BucketStream(bucket), flip(0.8))
			epoch, entries, values, err := k.tryStart()
			if err != nil || epoch != k.epoch || entries != 60 || values != 5 {
				t.Errorf("epoch %x became %x, %d entries, %d values, %v", k.epoch, epoch, entries, values, err)
			}
			if got := k.log.String(); !strings.Contains(got, "DAMAGED") || !strings.Contains(got, "bucket="+bucket) {
				t.Errorf("log: %s", got)
			}
		})
	}
}

func TestASecretThatWasLostIsNotMadeAnew(t *testing.T) {
	t.Parallel()
	k := newKept(t)
	b, s := k.start()
	_, err := s.Secret(t.Context(), "visitors")
	must(t, err)
	k.stop(b, s)
	k.harm(bus.BucketStream(bus.BucketSecrets), garble)
	b, s = k.start()
	secret, err := s.Secret(t.Context(), "visitors")
	if secret != nil {
		t.Errorf("a secret of %d bytes", len(secret))
	}
	k.stop(b, s)
	_, _, _, again := k.tryStart()
	for _, err := range []error{err, again} {
		if !errors.Is(err, bus.ErrCorrupt) || !strings.Contains(err.Error(), "of its secrets it gives 0 of 1") {
			t.Errorf("it says: %v", err)
		}
	}
	k.remove(filepath.Join(k.dir, highwater))
	b, s = k.start()
	if secret, err := s.Secret(t.Context(), "visitors"); err != nil || len(secret) != 32 {
		t.Errorf("accepted: %d bytes, %v", len(secret), err)
	}
	k.stop(b, s)
}

func TestANewStoreIsQuiet(t *testing.T) {
	t.Parallel()
	var log bustest.Notes
	s := open(t, bustest.Open(t, t.TempDir(), bus.SyncAlways), store.Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	bustest.Close(t, s)
	if s.Epoch() == 0 || log.String() != "" {
		t.Errorf("epoch %d, log: %s", s.Epoch(), log.String())
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// find is the one file or folder of a stream with such a name.
func find(t *testing.T, dir, stream, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "jetstream", "$G", "streams", stream, pattern))
	if err != nil || len(found) != 1 {
		t.Fatalf("%s: %v, %v", pattern, found, err)
	}
	return found[0]
}
