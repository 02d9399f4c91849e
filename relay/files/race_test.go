package files

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"pupitre/app/chat"
)

// Two relays with one store: an upload may be finished at both, and an entry may name a file at one while the other deletes it.
func TestTwoRelaysFinishOneFile(t *testing.T) {
	t.Parallel()
	one := newCabinet(t)
	two := openFiles(t, one.bus, one.store, t.TempDir())
	for i := range 10 {
		id := chat.FileID(fmt.Sprint("f", i))
		texts := []string{"hello", "world"}
		got := make([]progress, 2)
		var wg sync.WaitGroup
		for k, c := range []*cabinet{one, two} {
			wg.Go(func() {
				var err error
				if got[k], err = c.send(julie, id, texts[k], 0, 5); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if t.Failed() {
			return
		}
		if a, b := got[0].file.Object, got[1].file.Object; a != b {
			t.Errorf("one says %s, the other %s", a, b)
		}
		text, err := one.read(id)
		if err != nil || text != texts[0] && text != texts[1] {
			t.Errorf("%q, %v", text, err)
		}
	}
	if objects, strings := one.objects(); objects != 20 || strings != 20 {
		t.Errorf("%d objects of %d byte strings", objects, strings)
	}
}

// Two people use one id at two relays at once: who is second does not get the other's file as their own.
func TestTwoPeopleFinishOneFileAtTwoRelays(t *testing.T) {
	t.Parallel()
	one := newCabinet(t)
	two := openFiles(t, one.bus, one.store, t.TempDir())
	two.objs.fail = func(string) error { // it has seen no file yet, and is about to make one
		_, err := one.send(anna, "f", "world", 0, 5)
		return err
	}
	if p, err := two.send(julie, "f", "hello", 0, 5); !isProblem(err, chat.IDUsed) {
		t.Errorf("%+v, %v", p, err)
	}
	if got, err := one.read("f"); got != "world" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if objects, strings := one.objects(); objects != 2 || strings != 2 || two.left() != "" {
		t.Errorf("%d objects of %d byte strings, left %q", objects, strings, two.left())
	}
}

func TestDeletingAtOneRelayAndNamingAtAnother(t *testing.T) {
	t.Parallel()
	one := newCabinet(t)
	two := openFiles(t, one.bus, one.store, t.TempDir())
	for i := range 20 {
		id := chat.FileID(fmt.Sprint("f", i))
		one.clock.later(1e10)
		one.sent(id, "hello")
		var deleted, named error
		var wg sync.WaitGroup
		wg.Go(func() { deleted = one.forget(t.Context(), julie, at(id)) })
		wg.Go(func() {
			named = two.Keep(t.Context(), conv, julie, chat.File{ID: id, Name: "x.txt", Type: "text/plain", Size: 5})
		})
		wg.Wait()
		text, err := one.read(id)
		switch {
		case named == nil && isProblem(deleted, chat.NotAllowed) && text == "hello" && err == nil:
		case isProblem(named, chat.NotStored) && deleted == nil && errors.Is(err, errNoRecord):
		default:
			t.Errorf("named %v, deleted %v, read %q, %v", named, deleted, text, err)
		}
	}
}

func TestAfterCloseNothingIsTaken(t *testing.T) {
	t.Parallel()
	c := newCabinet(t)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if err := c.Keep(t.Context(), conv, julie, chat.File{ID: "f", Name: "x", Type: "text/plain", Size: 5}); !isProblem(err, chat.Unavailable) {
		t.Errorf("%v", err)
	}
}
