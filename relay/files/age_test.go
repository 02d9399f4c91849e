package files

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/store"
)

// What nobody needs any more goes, and what is needed stays, also over a restart.
func TestWhatIsOldGoes(t *testing.T) {
	t.Parallel()
	c := newCabinet(t)
	for _, id := range []chat.FileID{"half", "young"} {
		if _, err := c.send(julie, id, "0123456789", 0, 4); err != nil {
			t.Fatal(err)
		}
	}
	c.sent("unsent", "hello")
	c.sent("named", "hello")
	if err := c.Keep(t.Context(), conv, julie, chat.File{ID: "named", Name: "x.txt", Type: "text/plain", Size: 5}); err != nil {
		t.Fatal(err)
	}
	if got := c.left(); got != "v1_1.half v1_1.unsent v1_1.young" {
		t.Errorf("left %s", got)
	}
	c = c.again()
	c.clock.later(23 * time.Hour)
	if _, err := c.send(julie, "young", "0123456789", 4, 6); err != nil {
		t.Fatal(err)
	}
	c.clock.later(2 * time.Hour)
	c.sweep(t.Context())
	if got := c.left(); got != "v1_1.unsent v1_1.young" {
		t.Errorf("after a day: %s", got)
	}
	if _, err := c.send(julie, "half", "0123456789", 4, 6); !errors.Is(err, elsewhere{0}) {
		t.Errorf("going on with what was dropped: %v", err)
	}
	c.clock.later(7 * 24 * time.Hour)
	c.sweep(t.Context())
	if got := c.left(); got != "" {
		t.Errorf("after a week: %s", got)
	}
	if _, err := c.read("unsent"); !errors.Is(err, errNoRecord) {
		t.Errorf("a file that nobody named: %v", err)
	}
	if got, err := c.read("named"); got != "hello" || err != nil {
		t.Errorf("the file that was named: %q, %v", got, err)
	}
	if objects, strings := c.objects(); objects != 2 || strings != 2 {
		t.Errorf("%d objects of %d byte strings", objects, strings)
	}
}

// The relay ends between storing a file's bytes and noting the file: both ways on, nothing stays that belongs to nothing.
func TestARelayThatEndsWhileItStores(t *testing.T) {
	t.Parallel()
	for name, goesOn := range map[string]bool{"and the device goes on": true, "and the device does not": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCabinet(t)
			c.objs.fail = func(string) error { return errors.New("the disk is out of order") }
			if _, err := c.send(julie, "f", "hello", 0, 5); err == nil {
				t.Fatal("finished without a disk")
			}
			c.objs.fail = func(string) error { return nil }
			u := c.uploads.get(at("f"))
			if err := c.objs.Put(t.Context(), u.head.Object, strings.NewReader("hello")); err != nil { // and then it ends
				t.Fatal(err)
			}
			c = c.again()
			if goesOn {
				p, err := c.send(julie, "f", "hello", 5, 5)
				if err != nil || p.file == nil || p.offset != 5 {
					t.Fatalf("%+v, %v", p, err)
				}
				if got, err := c.read("f"); got != "hello" || err != nil {
					t.Errorf("%q, %v", got, err)
				}
				if objects, strings := c.objects(); objects != 2 || strings != 2 {
					t.Errorf("%d objects of %d byte strings", objects, strings)
				}
				return
			}
			c.clock.later(25 * time.Hour)
			c.sweep(t.Context())
			if objects, strings := c.objects(); objects != 0 || strings != 0 || c.left() != "" {
				t.Errorf("%d objects of %d byte strings, %s", objects, strings, c.left())
			}
		})
	}
}

// Bytes of an object that was never finished are found by the mark, and only when they are old: others may be under way.
func TestHalfAnObjectIsSweptUp(t *testing.T) {
	t.Parallel()
	c := newCabinet(t)
	c.sent("whole", "hello")
	subject := bus.ObjectChunks(bus.ObjectsFiles, "HALF")
	if _, err := c.bus.JetStream().Publish(t.Context(), subject, []byte("half of a file")); err != nil {
		t.Fatal(err)
	}
	c.sweep(t.Context())
	if _, strings := c.objects(); strings != 3 {
		t.Errorf("without a mark it was looked for: %d", strings)
	}
	if err := os.WriteFile(filepath.Join(c.dir, storingMark), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	c = c.again()
	c.sweep(t.Context())
	if _, strings := c.objects(); strings != 3 || !c.uploads.haveOrphans() {
		t.Errorf("it may be under way, and is gone: %d", strings)
	}
	if left, err := c.objs.Sweep(t.Context(), 0); left != 0 || err != nil {
		t.Errorf("%d left, %v", left, err)
	}
	if objects, strings := c.objects(); objects != 2 || strings != 2 {
		t.Errorf("%d objects of %d byte strings", objects, strings)
	}
	c.sweep(t.Context())
	if c.uploads.haveOrphans() || strings.Contains(c.left(), storingMark) {
		t.Error("it is looked for for ever")
	}
	if got, err := c.read("whole"); got != "hello" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}

// A crash leaves half a frame, or bytes that the disk never wrote: they do not count.
func TestWhatACrashLeftIsCutOff(t *testing.T) {
	t.Parallel()
	c := newCabinet(t)
	if _, err := c.send(julie, "f", "0123456789", 0, 4); err != nil {
		t.Fatal(err)
	}
	path := c.uploads.get(at("f")).path
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	frame := frameOf([]byte("456"))
	wrong := append([]byte(nil), frame...)
	wrong[len(wrong)-1] = 0
	for name, tail := range map[string][]byte{
		"half a frame": frame[:9], "half a head": frame[:5], "a wrong checksum": wrong, "zeros": make([]byte, 100), "a huge frame": {255, 255, 255, 255, 0, 0, 0, 0, 1},
	} {
		if err := os.WriteFile(path, append(append([]byte(nil), good...), tail...), 0o600); err != nil {
			t.Fatal(err)
		}
		c = c.again()
		if n, err := c.offset(t.Context(), julie, at("f")); n != 4 || err != nil {
			t.Errorf("%s: %d bytes are there, %v", name, n, err)
		}
	}
	if err := os.WriteFile(filepath.Join(c.dir, "v1_1.broken"), []byte("not a head"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path, filepath.Join(c.dir, "v9_9.f")); err != nil { // a name that is not its own
		t.Fatal(err)
	}
	c = c.again()
	if got := c.left(); got != "" {
		t.Errorf("left %s", got)
	}
	c.sent("f", "0123456789")
}

func TestNothingIsTakenOnAFullDisk(t *testing.T) {
	t.Parallel()
	free := uint64(1 << 40)
	b := bustest.Open(t, t.TempDir(), bus.SyncAlways)
	s := openStore(t, b, store.Options{Free: func(string) (uint64, error) { return free, nil }})
	c := openFiles(t, b, s, t.TempDir())
	if _, err := c.send(julie, "f", "0123456789", 0, 4); err != nil {
		t.Fatal(err)
	}
	free = 64<<20 + 5
	for what, do := range map[string]func() error{
		"a new one": func() error { _, err := c.send(julie, "g", "hello", 0, 5); return err },
		"a part":    func() error { _, err := c.send(julie, "f", "0123456789", 4, 10); return err },
	} {
		if err := do(); !errors.Is(err, store.ErrFull) || c.problem("test", err) != chat.Unavailable {
			t.Errorf("%s: %v", what, err)
		}
	}
	if got := c.left(); got != "v1_1.f" {
		t.Errorf("left %s", got)
	}
	free = 1 << 40
	if p, err := c.send(julie, "f", "0123456789", 4, 10); err != nil || p.file == nil {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestUnfinishedUploadsHaveABound(t *testing.T) {
	t.Parallel()
	c := newCabinet(t)
	for i := range maxOfVisitor {
		if _, err := c.send(julie, chat.FileID(string(rune('a'+i))), "0123456789", 0, 1); err != nil {
			t.Fatal(err)
		}
	}
	c.clock.later(time.Minute) // it is not the rate
	if _, err := c.send(julie, "one-more", "0123456789", 0, 1); !isProblem(err, chat.TooFast) {
		t.Errorf("one more: %v", err)
	}
	// All of them together: who has waited longest gives way, if that is long.
	big := func(by chat.PersonID, id chat.FileID) *upload {
		return &upload{head: head{Conversation: conv, File: id, By: by, Length: roomOfAll.bytes}, turn: make(chan struct{}, 1)}
	}
	if _, _, err := c.uploads.insert(big("v2", "big"), c.clock.now()); !isProblem(err, chat.Unavailable) {
		t.Errorf("more than all may have: %v", err)
	}
	c.clock.later(givesWayAfter)
	if _, _, err := c.uploads.insert(big("v2", "big"), c.clock.now()); err != nil {
		t.Errorf("the oldest does not give way: %v", err)
	}
	if n := len(c.uploads.list()); n != 1 {
		t.Errorf("%d uploads, beside the one that needs all the room", n-1)
	}
}

func TestBeginningHasARate(t *testing.T) {
	t.Parallel()
	limits, now := newLimits(), time.Unix(1000, 0)
	count := func(who chat.PersonID, visitor bool) (n int) {
		for limits.mayBegin(who, visitor, now) {
			n++
		}
		return n
	}
	if got := count("v1", true); got != 20 {
		t.Errorf("a visitor begins %d", got)
	}
	if got := count("anna", false); got != 200 {
		t.Errorf("an agent begins %d", got)
	}
	now = now.Add(4 * time.Second)
	if got := count("v1", true); got != 2 {
		t.Errorf("after 4 s: %d", got)
	}
	now = now.Add(time.Hour)
	limits.forgetRested(now)
	if len(limits.begins) != 0 {
		t.Errorf("%d are remembered", len(limits.begins))
	}
}
