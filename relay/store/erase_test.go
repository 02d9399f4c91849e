package store_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/store"
)

// holding are the files under dir that have those bytes in them.
func holding(t *testing.T, dir, what string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte(what)) {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// What is erased is not in any file of the data directory, neither at once nor after a restart, and is no loss: the store opens, with all
// the rest in it, and takes new entries.
func TestWhatIsErasedIsNowhereOnTheDisk(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		const n = 40
		dir := t.TempDir()
		b := bustest.Open(t, dir, how)
		s := open(t, b, store.Options{})
		o := objects(t, s)
		write := func(c chat.ConversationID, i uint64, what string) {
			t.Helper()
			_, err := s.Append(t.Context(), site, c, chat.Entry{ID: chat.EntryID(fmt.Sprint("e", i)), N: i, At: 1, Author: chat.Person{ID: "v1", Role: chat.Visitor}, Body: chat.Text{Text: what}})
			must(t, err)
		}
		for i := uint64(1); i <= n; i++ {
			write("v1_1", i, fmt.Sprintf("between us %d.", i))
			write(chat.TrailOf("v1"), i, fmt.Sprintf("between us, seen %d.", i))
			write("v2_1", i, fmt.Sprintf("stays %d.", i))
		}
		must(t, o.Put(t.Context(), "a", strings.NewReader("between us, drawn")))
		must(t, o.Put(t.Context(), "b", strings.NewReader("stays drawn")))
		if len(holding(t, dir, "between us 7.")) == 0 || len(holding(t, dir, "between us, drawn")) == 0 {
			t.Fatal("the test would not find what is there")
		}
		for range 2 { // the second time there is nothing
			must(t, s.Erase(t.Context(), site, "v1_1"))
			must(t, s.Erase(t.Context(), site, chat.TrailOf("v1")))
			must(t, o.Remove(t.Context(), "a"))
		}
		gone := func(when string) {
			t.Helper()
			if files := holding(t, dir, "between us"); len(files) > 0 {
				t.Errorf("%s, in %q", when, files)
			}
			if files := holding(t, dir, "v1_1"); len(files) > 0 {
				t.Errorf("%s, its id in %q", when, files)
			}
		}
		gone("at once")
		write("v2_1", n+1, "stays, too")
		bustest.Close(t, s)
		bustest.Close(t, b)
		gone("after the end")

		b = bustest.Open(t, dir, how)
		s = open(t, b, store.Options{})
		defer bustest.Close(t, s)
		o = objects(t, s)
		gone("after a restart")
		read := 0
		_, err := s.Replay(t.Context(), 0, func(_ chat.SiteID, c chat.ConversationID, e chat.Entry) error {
			if read++; c != "v2_1" {
				t.Errorf("%s has entry %d", c, e.N)
			}
			return nil
		})
		must(t, err)
		if read != n+1 {
			t.Errorf("%d entries of others, want %d", read, n+1)
		}
		if r, err := o.Read(t.Context(), "b"); err != nil {
			t.Errorf("another object: %v", err)
		} else {
			r.Close()
		}
	})
}

// A store that loses entries while somebody's are erased is found out as before, and one that is killed in the middle is not.
func TestAnErasureInTheMiddleIsNoLoss(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	b := bustest.Open(t, dir, bus.SyncAlways)
	s := open(t, b, store.Options{})
	fill(t, s, conv, 1, 30)
	must(t, s.Erase(t.Context(), site, conv))
	kept, err := os.ReadFile(filepath.Join(dir, highwater))
	must(t, err)
	fill(t, s, "v2_1", 1, 5)
	bustest.Close(t, s)
	bustest.Close(t, b)
	must(t, os.WriteFile(filepath.Join(dir, highwater), kept, 0o600)) // as it was in the middle
	b = bustest.Open(t, dir, bus.SyncAlways)
	s = open(t, b, store.Options{})
	defer bustest.Close(t, s)
	if _, err := s.Replay(t.Context(), 0, func(chat.SiteID, chat.ConversationID, chat.Entry) error { return nil }); err != nil {
		t.Errorf("after a crash in the middle: %v", err)
	}
}
