package archive

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus/bustest"
)

const shop = chat.SiteID("shop")

var (
	anna = chat.Person{ID: "anna", Role: chat.Agent, Name: "Anna"}
	bob  = chat.Person{ID: "bob", Role: chat.Agent, Name: "Bob"}
	lumi = chat.Person{ID: "lumi", Role: chat.Bot, Name: "Lumi"}
	mia  = chat.Person{ID: "mia", Role: chat.Manager, Name: "Mia"}
)

func visitorOf(id chat.PersonID) chat.Person { return chat.Person{ID: id, Role: chat.Visitor} }

// stored is an entry as the store has it.
type stored struct {
	site chat.SiteID
	conv chat.ConversationID
	chat.Entry
}

// memory is a store in memory, with the words of a story. Each entry comes a second after the one before.
type memory struct {
	mu     sync.Mutex
	epoch  uint64
	list   []stored
	ns     map[chat.ConversationID]uint64
	at     chat.Millis
	tell   []*Archive
	reads  int                   // of Scan
	inScan func(at uint64) error // before each entry
}

func newMemory() *memory {
	return &memory{epoch: 7, ns: map[chat.ConversationID]uint64{}, at: 1_000_000}
}

func (m *memory) Epoch() uint64 { m.mu.Lock(); defer m.mu.Unlock(); return m.epoch }

func (m *memory) Scan(ctx context.Context, after uint64, fn func(at, of uint64, site chat.SiteID, conv chat.ConversationID, e chat.Entry) error) (uint64, error) {
	m.mu.Lock()
	list, hook := m.list, m.inScan
	m.reads++
	m.mu.Unlock()
	last := uint64(len(list))
	for at := after + 1; at <= last; at++ {
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		if hook != nil {
			if err := hook(at); err != nil {
				return 0, err
			}
		}
		s := list[at-1]
		if s.conv == "" { // erased
			continue
		}
		if err := fn(at, last, s.site, s.conv, s.Entry); err != nil {
			return last, err
		}
	}
	return last, nil
}

// add stores an entry and tells the archives.
func (m *memory) add(site chat.SiteID, conv chat.ConversationID, who chat.Person, b chat.Body) chat.Entry {
	m.mu.Lock()
	m.at += 1000
	m.ns[conv]++
	e := chat.Entry{ID: chat.EntryID(fmt.Sprintf("e%d", len(m.list)+1)), N: m.ns[conv], At: m.at, Author: who, Body: b}
	m.list = append(m.list, stored{site, conv, e})
	tell := m.tell
	m.mu.Unlock()
	for _, a := range tell {
		a.Live(conv, wire.Entries{Conversation: conv, List: []chat.Entry{e}})
	}
	return e
}

func (m *memory) say(id chat.PersonID, who chat.Person, text string) chat.Entry {
	return m.add(shop, chat.ConversationOf(id, 1), who, chat.Text{Text: text})
}

func (m *memory) does(id chat.PersonID, who chat.Person, b chat.Body) chat.Entry {
	return m.add(shop, chat.ConversationOf(id, 1), who, b)
}

func (m *memory) staff(id chat.PersonID, who chat.Person, b chat.Body) chat.Entry {
	return m.add(shop, chat.ConversationOf(id, 1).Staff(), who, b)
}

func (m *memory) learn(id chat.PersonID, b chat.Body) chat.Entry {
	return m.add(shop, chat.TrailOf(id), chat.Person{ID: id, Role: chat.System}, b)
}

func (m *memory) trail(id chat.PersonID, who chat.Person, b chat.Body) chat.Entry {
	return m.add(shop, chat.TrailOf(id), who, b)
}

// erase takes out all that is of a visitor.
func (m *memory) erase(id chat.PersonID) {
	m.mu.Lock()
	defer m.mu.Unlock()
	list := append([]stored(nil), m.list...)
	for i, s := range list {
		base, _ := s.conv.Base()
		if owner, _ := base.Owner(); owner == id {
			list[i].conv = ""
		}
	}
	m.list = list
}

// office is an archive with its store.
type office struct {
	*memory
	*Archive
	t   testing.TB
	dir string
}

// open opens an archive on a directory, and waits for nothing.
func open(t testing.TB, m *memory, dir string, log *slog.Logger) office {
	t.Helper()
	if log == nil {
		log = bustest.Log()
	}
	a := Open(Options{Dir: dir, Source: m, Log: log, Gather: time.Millisecond, Now: func() time.Time {
		m.mu.Lock()
		defer m.mu.Unlock()
		return time.UnixMilli(m.at)
	}})
	m.mu.Lock()
	m.tell = []*Archive{a}
	m.mu.Unlock()
	t.Cleanup(func() { _ = a.Close() })
	return office{m, a, t, dir}
}

func newOffice(t testing.TB) office {
	t.Helper()
	return open(t, newMemory(), t.TempDir(), nil).whole()
}

// database is the file's name.
func (o office) database() string { return filepath.Join(o.dir, File) }

// whole waits until all is there.
func (o office) whole() office {
	o.t.Helper()
	if err := o.Whole(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
	return o
}

// await waits for a condition, without a bound: the test's own is one.
func await(t testing.TB, is func() bool) {
	t.Helper()
	for !is() {
		select {
		case <-t.Context().Done():
			t.Fatal("it did not come")
		case <-time.After(time.Millisecond):
		}
	}
}

func (o office) find(q chat.Query) wire.Found {
	o.t.Helper()
	f, err := o.Find(o.t.Context(), q)
	if err != nil {
		o.t.Fatalf("%+v: %v", q, err)
	}
	return f
}

// said are the visitors in whose conversations a text is found, with a space between.
func (o office) said(text string) string {
	o.t.Helper()
	return visitors(o.find(chat.Query{Kind: chat.FindExchanges, Text: text}))
}

func visitors(f wire.Found) (list string) {
	for _, h := range f.Exchanges {
		list += string(h.Visitor.ID) + " "
	}
	return list
}

func (o office) file(id chat.PersonID) chat.CustomerFile {
	o.t.Helper()
	f, err := o.File(o.t.Context(), id, 0, chat.MaxFound)
	if err != nil {
		o.t.Fatal(err)
	}
	return f
}

func TestMain(m *testing.M) {
	if dir := os.Getenv(childVariable); dir != "" {
		feedUntilKilled(dir)
	}
	goleak.VerifyTestMain(m)
}
