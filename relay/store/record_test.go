package store_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/store"
)

const highwater = "highwater"

// A store of 60 entries, on which harm is done while the relay is down. A store that lost nothing keeps its epoch; one
// that did gets another and says so loudly.
func TestAStoreThatWentBackwardsGetsAnotherEpoch(t *testing.T) {
	t.Parallel()
	for name, story := range map[string]struct {
		harm func(t *testing.T, dir string)
		same bool // the epoch stays
		left int  // entries that can be read afterwards; -1: it depends
	}{
		"nothing happened":               {func(*testing.T, string) {}, true, 60},
		"the index of the store is gone": {remove("index.db"), true, 60},
		"the stream's description is gone": {func(t *testing.T, dir string) {
			remove("meta.inf")(t, dir)
			remove("meta.sum")(t, dir)
		}, true, 60},
		"the store is gone":           {func(t *testing.T, dir string) { must(t, os.RemoveAll(filepath.Join(dir, "jetstream"))) }, false, 0},
		"the end of the file is gone": {truncate, false, -1},
		"one bit flipped":             {flip, false, -1},
		"an older copy was put back, without the record": {func(t *testing.T, dir string) {
			must(t, os.Remove(filepath.Join(dir, highwater)))
		}, false, 60},
		"the record is garbage": {func(t *testing.T, dir string) {
			must(t, os.WriteFile(filepath.Join(dir, highwater), []byte("epoch zzz"), 0o600))
		}, false, 60},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			b := bustest.Open(t, dir, bus.SyncAlways)
			s := open(t, b, store.Options{})
			fill(t, s, conv, 1, 60)
			epoch := s.Epoch()
			bustest.Close(t, s)
			bustest.Close(t, b)

			story.harm(t, dir)

			var log bustest.Notes
			s = open(t, bustest.Open(t, dir, bus.SyncAlways), store.Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
			got := 0
			if _, err := s.Replay(t.Context(), 0, func(chat.SiteID, chat.ConversationID, chat.Entry) error { got++; return nil }); err != nil {
				t.Error(err)
			}
			next := s.Epoch()
			bustest.Close(t, s)
			if (next == epoch) != story.same || next == 0 {
				t.Errorf("epoch %x became %x with %d entries left", epoch, next, got)
			}
			if loud := strings.Contains(log.String(), "THE STORE"); loud == story.same {
				t.Errorf("log: %s", log.String())
			}
			if story.left >= 0 && got != story.left || story.left < 0 && got >= 60 {
				t.Errorf("%d entries left", got)
			}
		})
	}
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

// find is the one file of the stream with such a name.
func find(t *testing.T, dir, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "jetstream", "$G", "streams", bus.StreamConv, pattern))
	if err != nil || len(found) != 1 {
		t.Fatalf("%s: %v, %v", pattern, found, err)
	}
	return found[0]
}

func remove(name string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		pattern := name
		if name == "index.db" {
			pattern = "msgs/" + name
		}
		must(t, os.Remove(find(t, dir, pattern)))
	}
}

func truncate(t *testing.T, dir string) {
	name := find(t, dir, "msgs/*.blk")
	info, err := os.Stat(name)
	must(t, err)
	must(t, os.Truncate(name, info.Size()/2))
	remove("index.db")(t, dir)
}

func flip(t *testing.T, dir string) {
	name := find(t, dir, "msgs/*.blk")
	b, err := os.ReadFile(name)
	must(t, err)
	b[len(b)/2] ^= 1
	must(t, os.WriteFile(name, b, 0o600))
	remove("index.db")(t, dir)
}
