package files

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/goleak"

	"pupitre/app/chat"
	"pupitre/relay/auth"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m, bustest.Leftovers) }

const conv = chat.ConversationID("v1_1")

var (
	julie = chat.Person{ID: "v1", Role: chat.Visitor}
	anna  = chat.Person{ID: "anna", Role: chat.Agent, Name: "Anna"}
	site  = chat.Rules{MaxFile: 20 << 20, Types: "image/png image/jpeg image/gif image/webp text/plain"}
)

// clock is the relay's.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) later(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// cabinet is a relay's files on a store of their own.
type cabinet struct {
	*Files
	t     testing.TB
	dir   string
	clock *clock
	bus   *bus.Bus
	store *store.Store
	objs  *faulty
}

// faulty are objects of a disk that may be out of order.
type faulty struct {
	*store.Objects
	fail func(doing string) error
}

func (f *faulty) Put(ctx context.Context, name string, r io.Reader) error {
	if err := f.fail("put"); err != nil {
		return err
	}
	return f.Objects.Put(ctx, name, r)
}

func openStore(t testing.TB, b *bus.Bus, o store.Options) *store.Store {
	t.Helper()
	o.Log = bustest.Log()
	s, err := store.Open(t.Context(), b, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { bustest.Close(t, s) })
	return s
}

func openFiles(t testing.TB, b *bus.Bus, s *store.Store, dir string) *cabinet {
	t.Helper()
	kv, err := s.KV(t.Context(), bus.BucketFiles, 0)
	if err != nil {
		t.Fatal(err)
	}
	objects, err := s.Objects(t.Context(), bus.ObjectsFiles)
	if err != nil {
		t.Fatal(err)
	}
	c := &cabinet{t: t, dir: dir, clock: &clock{at: time.Now()}, bus: b, store: s, objs: &faulty{objects, func(string) error { return nil }}}
	c.Files, err = Open(Options{Dir: dir, Records: kv, Objects: c.objs, Rules: site, Site: "shop", Visitors: auth.NewVisitors(make([]byte, 32), nil), Now: c.clock.now, Log: bustest.Log()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func newCabinet(t testing.TB) *cabinet {
	b := bustest.Open(t, t.TempDir(), bus.SyncAlways)
	return openFiles(t, b, openStore(t, b, store.Options{}), t.TempDir())
}

// again is the cabinet after a restart of the relay.
func (c *cabinet) again() *cabinet {
	c.t.Helper()
	if err := c.Close(); err != nil {
		c.t.Fatal(err)
	}
	before := c.clock.now()
	c = openFiles(c.t, c.bus, c.store, c.dir)
	c.clock.later(before.Sub(c.clock.now()))
	return c
}

func at(id chat.FileID) address { return address{conv, id} }

// send sends the bytes from..to of a text.
func (c *cabinet) send(who chat.Person, id chat.FileID, whole string, from, to int) (progress, error) {
	return c.take(c.t.Context(), who, at(id), part{name: "x.txt", kind: "text/plain", length: uint64(len(whole)), offset: uint64(from), frame: frameOf([]byte(whole[from:to]))})
}

func (c *cabinet) sent(id chat.FileID, text string) {
	c.t.Helper()
	if p, err := c.send(julie, id, text, 0, len(text)); err != nil || p.file == nil {
		c.t.Fatalf("%+v, %v", p, err)
	}
}

// objects are how many the store has, and how many byte strings there belong to some object or to none.
func (c *cabinet) objects() (objects, strings int) {
	c.t.Helper()
	store, stream, err := c.bus.Objects(c.t.Context(), bus.ObjectsFiles)
	if err != nil {
		c.t.Fatal(err)
	}
	list, err := store.List(c.t.Context())
	if err != nil && !errors.Is(err, jetstream.ErrNoObjectsFound) {
		c.t.Fatal(err)
	}
	info, err := stream.Info(c.t.Context(), jetstream.WithSubjectFilter(bus.ObjectChunks(bus.ObjectsFiles, ">")))
	if err != nil {
		c.t.Fatal(err)
	}
	return len(list), len(info.State.Subjects)
}

// left are the files in the folder of unfinished uploads.
func (c *cabinet) left() string {
	c.t.Helper()
	list, err := os.ReadDir(c.dir)
	if err != nil {
		c.t.Fatal(err)
	}
	var names []string
	for _, e := range list {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func (c *cabinet) read(id chat.FileID) (string, error) {
	rec, err := c.records.read(c.t.Context(), at(id))
	if err != nil {
		return "", err
	}
	r, err := c.o.Objects.Read(c.t.Context(), rec.Object)
	if err != nil {
		return "", err
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	return string(b), err
}

func reading(data []byte) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
}

func isProblem(err error, p chat.Problem) bool {
	got, ok := errors.AsType[chat.Problem](err)
	return ok && got == p
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func plain(w, h int, c color.Color) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, c)
		}
	}
	return m
}
