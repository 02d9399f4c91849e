package erase_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.uber.org/goleak"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/desk"
	"pupitre/relay/erase"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m, bustest.Leftovers) }

const site = chat.SiteID("shop")

var (
	boss = chat.Person{ID: "admin", Role: chat.Manager, Name: "Admin"}
	ana  = chat.Person{ID: "ana", Role: chat.Agent, Name: "Ana"}
)

// shop is a desk with somebody who erases, over restarts.
type shop struct {
	t     *testing.T
	dir   string
	bus   *bus.Bus
	desk  *desk.Desk
	erase *erase.Eraser
	files noFiles
	fail  error // of what others keep
	told  []chat.PersonID
}

// noFiles is a place for files without any.
type noFiles struct{}

func (noFiles) Erase(context.Context, chat.PersonID) error { return nil }

func (s *shop) open() {
	s.t.Helper()
	s.bus = bustest.Open(s.t, s.dir, bus.SyncAlways)
	var err error
	if s.desk, err = desk.Open(s.t.Context(), s.bus, desk.Options{Log: bustest.Log()}); err != nil {
		s.t.Fatal(err)
	}
	done, err := s.desk.KV(s.t.Context(), bus.BucketErased, 0)
	if err != nil {
		s.t.Fatal(err)
	}
	others := func(_ context.Context, list []chat.PersonID) error {
		s.told = append(s.told, list...)
		return s.fail
	}
	s.erase, err = erase.Open(s.t.Context(), erase.Options{Site: site, Done: done, Desk: s.desk, Files: s.files, Others: []erase.Forget{others}, Log: bustest.Log()})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(s.close)
}

// close closes what is open.
func (s *shop) close() {
	if s.desk == nil {
		return
	}
	s.erase.Close()
	bustest.Close(s.t, s.desk)
	bustest.Close(s.t, s.bus)
	s.desk = nil
}

func newShop(t *testing.T) *shop {
	s := &shop{t: t, dir: t.TempDir()}
	s.open()
	return s
}

// visit has somebody write, and be known as that customer.
func (s *shop) visit(id chat.PersonID, customer string) {
	s.t.Helper()
	c := chat.ConversationOf(id, 1)
	for _, got := range []wire.Frame{
		s.desk.Send(s.t.Context(), site, chat.Person{ID: id, Role: chat.Visitor}, wire.Send{Conversation: c, ID: "e1", Body: chat.Text{Text: string("written by " + id)}}),
		s.desk.Send(s.t.Context(), "", ana, wire.Send{Conversation: c.Staff(), ID: "e2", Body: chat.Note{Text: string("noted of " + id)}}),
		s.desk.Learn(s.t.Context(), site, id, "e3", chat.Identified{Customer: chat.Customer{ID: customer, Name: string("called " + id)}}),
	} {
		if _, ok := got.(wire.Ack); !ok {
			s.t.Fatalf("%+v", got)
		}
	}
}

// words are those that are kept of visit.
var words = []string{"written by ", "noted of ", "called "}

// left are the words of somebody that are in some file.
func (s *shop) left(id chat.PersonID) (list []string) {
	s.t.Helper()
	err := filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, w := range words {
			if bytes.Contains(b, []byte(w+string(id)+"")) && !slices.Contains(list, w) {
				list = append(list, w)
			}
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return list
}

func TestACustomerIsErasedWithAllTheirBrowsers(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.visit("vjulie", "c-1")
	s.visit("vphone", "c-1")
	s.visit("vomar", "c-2")
	s.visit("vanon", "")
	if err := s.erase.Erase(t.Context(), ana, "vjulie"); err != chat.NotAllowed {
		t.Errorf("an agent: %v", err)
	}
	if err := s.erase.Erase(t.Context(), boss, "nobody"); err != chat.NotFound {
		t.Errorf("nobody: %v", err)
	}
	if len(s.left("vphone")) != len(words) {
		t.Fatalf("before: %q", s.left("vphone"))
	}
	if err := s.erase.Erase(t.Context(), boss, "vjulie"); err != nil {
		t.Fatal(err)
	}
	check := func(when string) {
		t.Helper()
		for id, want := range map[chat.PersonID]int{"vjulie": 0, "vphone": 0, "vomar": len(words), "vanon": len(words)} {
			if got := s.left(id); len(got) != want {
				t.Errorf("%s %s: %q", when, id, got)
			}
			if got := s.erase.Erased(id); got != (want == 0) {
				t.Errorf("%s %s is erased: %v", when, id, got)
			}
			if got := s.desk.Knows(id); got != (want > 0) {
				t.Errorf("%s %s is known: %v", when, id, got)
			}
		}
		again := s.desk.Send(t.Context(), site, chat.Person{ID: "vjulie", Role: chat.Visitor}, wire.Send{Conversation: "vjulie_1", ID: "e9", Body: chat.Text{Text: "written by vjulie"}})
		if n, ok := again.(wire.Nack); !ok || n.Problem != chat.NotFound {
			t.Errorf("%s it can be written in: %+v", when, again)
		}
	}
	check("at once")
	if len(s.desk.Summaries()) != 2 {
		t.Errorf("%d in lists", len(s.desk.Summaries()))
	}
	s.close()
	s.open()
	s.erase.Start()
	check("after a restart")
	if err := s.erase.Erase(t.Context(), boss, "vjulie"); err != chat.NotFound {
		t.Errorf("once more: %v", err)
	}
}

// What could not be erased is shown to nobody, and goes on by itself after the next start.
func TestAnErasureThatWasBegunIsFinished(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.visit("vjulie", "c-1")
	s.fail = errors.New("the disk is out of order")
	if err := s.erase.Erase(t.Context(), boss, "vjulie"); err != chat.Unavailable {
		t.Errorf("got %v", err)
	}
	if s.desk.Knows("vjulie") || !s.erase.Erased("vjulie") {
		t.Error("half of it is shown")
	}
	s.close()
	s.fail, s.told = nil, nil
	s.open()
	if s.desk.Knows("vjulie") {
		t.Error("half of it is shown after a restart")
	}
	s.erase.Start()
	if err := s.erase.Erase(t.Context(), boss, "vjulie"); err != nil && err != chat.NotFound { // or it was finished before
		t.Errorf("once more: %v", err)
	}
	s.close()
	if !slices.Contains(s.told, "vjulie") || len(s.left("vjulie")) > 0 {
		t.Errorf("told %q, left %q", s.told, s.left("vjulie"))
	}
	s.told = nil
	s.open()
	s.erase.Start()
	s.erase.Close()
	if len(s.told) > 0 {
		t.Errorf("it was finished, and begins again: %q", s.told)
	}
}
