package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus/bustest"
)

func sizeOf(f chat.CustomerFile) int { return len(wire.Append(nil, wire.CustomerFile{File: f})) }

// tables are all that is kept, and what the indexes know.
func (o office) tables() (rows []string) {
	o.t.Helper()
	o.find(chat.Query{Kind: chat.FindBlocks}) // waits for what was noted
	db, err := connect(o.database(), 1000, "deferred", "query_only(1)")
	if err != nil {
		o.t.Fatal(err)
	}
	defer db.Close()
	c, err := db.Conn(o.t.Context()) // temporary tables are of a connection
	if err != nil {
		o.t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.ExecContext(o.t.Context(), `PRAGMA query_only = 0;
		CREATE VIRTUAL TABLE temp.found_words USING fts5vocab(main, words, 'instance');
		CREATE VIRTUAL TABLE temp.found_names USING fts5vocab(main, names, 'instance')`); err != nil {
		o.t.Fatal(err)
	}
	for _, q := range []string{"about", "acquaintances", "visitors", "exchanges", "said", "visits", "pages", "notes", "blocks", "found_words", "found_names"} {
		rows = append(rows, dump(o.t, c, "SELECT * FROM "+q+" ORDER BY 1, 2")...)
	}
	return rows
}

func dump(t testing.TB, c *sql.Conn, query string) (list []string) {
	t.Helper()
	rows, err := c.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, _ := rows.Columns()
	for rows.Next() {
		values := make([]any, len(columns))
		places := make([]any, len(columns))
		for i := range values {
			places[i] = &values[i]
		}
		if err := rows.Scan(places...); err != nil {
			t.Fatal(err)
		}
		list = append(list, fmt.Sprintf("%s %v", query[14:20], values))
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	return list
}

// happen is some of everything, as seed has it.
func happen(m *memory, seed uint64, steps int, between func()) {
	r := rand.New(rand.NewPCG(seed, 1))
	agents := []chat.Person{anna, bob, lumi, mia}
	var blocks []struct {
		id chat.PersonID
		of chat.EntryID
	}
	for range steps {
		id := chat.PersonID(fmt.Sprint("v", r.IntN(6)))
		who := agents[r.IntN(len(agents))]
		v := chat.Person{ID: id, Role: chat.Visitor, Name: []string{"", "Zoé " + string(id)}[r.IntN(2)]}
		switch r.IntN(18) {
		case 0, 1, 2, 3:
			m.say(id, v, fmt.Sprint("mot", r.IntN(40), " élève ", strings.Repeat("long ", r.IntN(300))))
		case 4, 5:
			m.say(id, who, fmt.Sprint("réponse ", r.IntN(40)))
		case 6:
			m.does(id, who, chat.Joined{})
		case 7:
			m.does(id, who, chat.Closed{})
		case 8:
			m.does(id, v, chat.Reopened{})
		case 9:
			m.staff(id, who, chat.Qualified{Tags: []string{fmt.Sprint("tag", r.IntN(4))}})
		case 10:
			m.staff(id, who, chat.Note{Text: fmt.Sprint("note ", r.IntN(40))})
		case 11:
			m.learn(id, chat.Visited{Visit: chat.Visit{ID: fmt.Sprint("w", r.IntN(3)), Began: m.at}})
		case 12, 13:
			m.learn(id, chat.Seen{PageView: chat.PageView{URL: fmt.Sprint("https://shop/", r.IntN(9))}, Pages: 1 + r.Uint64N(4)})
		case 14:
			m.learn(id, chat.Gone{At: m.at})
		case 15:
			c := chat.Customer{}
			if k := r.IntN(4); k > 0 {
				c = chat.Customer{ID: fmt.Sprint("c", k), Name: fmt.Sprint("Client ", k)}
			}
			m.learn(id, chat.Identified{Customer: c})
		case 16:
			m.trail(id, who, chat.Note{Text: "about them"})
			m.learn(id, chat.Told{Data: []chat.Datum{{Name: "basket", Type: chat.DatumText, Value: fmt.Sprint("panier ", r.IntN(9))}}})
		case 17:
			if len(blocks) > 0 && r.IntN(2) == 0 {
				b := blocks[r.IntN(len(blocks))]
				m.trail(b.id, mia, chat.Blocked{Ended: true, Of: b.of})
			} else {
				e := m.trail(id, who, chat.Blocked{Reason: "raison", Key: string(id)})
				blocks = append(blocks, struct {
					id chat.PersonID
					of chat.EntryID
				}{id, e.ID})
			}
		}
		if between != nil && r.IntN(8) == 0 {
			between()
		}
	}
}

// The law of a read model: fed as things happen, in whatever parts, it has the rows that a rebuilding makes of all.
func TestWhatIsRebuiltIsWhatWasThere(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		live := newOffice(t)
		happen(live.memory, seed, 700, func() { live.said("mot1") })
		was := live.tables()
		if err := live.Close(); err != nil {
			t.Fatal(err)
		}
		if err := Remove(live.dir); err != nil {
			t.Fatal(err)
		}
		again := open(t, live.memory, live.dir, nil).whole()
		got := again.tables()
		if len(was) < 500 || len(got) != len(was) {
			t.Fatalf("seed %d: %d rows, rebuilt %d", seed, len(was), len(got))
		}
		for i := range was {
			if got[i] != was[i] {
				t.Fatalf("seed %d:\n was %s\n got %s", seed, was[i], got[i])
			}
		}
	}
}

func FuzzLiveIsReplay(f *testing.F) {
	f.Add(uint64(1), uint16(100))
	f.Fuzz(func(t *testing.T, seed uint64, steps uint16) {
		live := newOffice(t)
		happen(live.memory, seed, int(steps%400), func() { live.said("mot1") })
		again := open(t, live.memory, t.TempDir(), nil).whole()
		bustest.Same(t, again.tables(), live.tables())
	})
}

// A start reads what came since the last one, and nothing twice.
func TestAStartReadsOnlyWhatIsNew(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	happen(o.memory, 1, 300, nil)
	was := o.tables()
	_ = o.Close()
	o.say("v9", visitorOf("v9"), "giraffe")
	var read []uint64
	o.inScan = func(at uint64) error { read = append(read, at); return nil }
	again := open(t, o.memory, o.dir, nil).whole()
	bustest.Same(t, read, []uint64{uint64(len(o.list))})
	if got := again.said("giraffe"); got != "v9 " {
		t.Errorf("found %q", got)
	}
	if n := len(again.tables()); n <= len(was) {
		t.Errorf("%d rows of %d", n, len(was))
	}
}

// damages are what can become of the files between two starts.
var damages = map[string]func(t *testing.T, o office){
	"removed":       func(t *testing.T, o office) { remove(t, o.database()) },
	"emptied":       func(t *testing.T, o office) { write(t, o.database(), nil) },
	"garbage":       func(t *testing.T, o office) { write(t, o.database(), []byte(strings.Repeat("garbage ", 10_000))) },
	"cut in half":   func(t *testing.T, o office) { b := read(t, o.database()); write(t, o.database(), b[:len(b)/2]) },
	"cut in a page": func(t *testing.T, o office) { b := read(t, o.database()); write(t, o.database(), b[:len(b)-1000]) },
	"bytes flipped": func(t *testing.T, o office) {
		b := read(t, o.database())
		for at := 4096; at < len(b); at += 3 * 4096 { // the heads of pages
			for i := range 8 {
				b[at+i] ^= 0xff
			}
		}
		write(t, o.database(), b)
	},
	"head flipped": func(t *testing.T, o office) {
		b := read(t, o.database())
		b[18] ^= 0x55
		b[40] ^= 0xff
		write(t, o.database(), b)
	},
	"an old schema":  func(t *testing.T, o office) { change(t, o.database(), "PRAGMA user_version = 0") },
	"a newer schema": func(t *testing.T, o office) { change(t, o.database(), "PRAGMA user_version = 99") },
	"a table lost":   func(t *testing.T, o office) { change(t, o.database(), "DROP TABLE pages") },
	"no place":       func(t *testing.T, o office) { change(t, o.database(), "DELETE FROM about") },
	"another store":  func(t *testing.T, o office) { o.epoch = 8 },
	"a store that went backwards": func(t *testing.T, o office) {
		change(t, o.database(), "UPDATE about SET applied = applied + 1000")
	},
}

func remove(t *testing.T, name string) {
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) []byte {
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t *testing.T, name string, b []byte) {
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func change(t *testing.T, file, statement string) {
	db, err := connect(file, 1000, "immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsDamagedIsMadeAnewByItself(t *testing.T) {
	t.Parallel()
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			happen(o.memory, 3, 1500, nil)
			was := o.tables()
			_ = o.Close()
			damage(t, o)
			notes := &bustest.Notes{}
			again := open(t, o.memory, o.dir, slog.New(slog.NewTextHandler(notes, nil))).whole()
			got := again.tables()
			if name == "another store" {
				was, got = was[1:], got[1:] // about says which one
			}
			bustest.Same(t, got, was)
			if !strings.Contains(notes.String(), "the archive is made") {
				t.Errorf("the log does not say it:\n%s", notes)
			}
		})
	}
}

// Damage that shows only when something is looked for: that question is not answered, and the archive is made anew.
func TestDamageFoundByAQuestionIsMended(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.say("v", visitorOf("v"), "giraffe")
	if got := o.said("giraffe"); got != "v " {
		t.Fatal(got)
	}
	change(t, o.database(), "UPDATE said SET lines = x'ff'")
	if f, err := o.Find(t.Context(), chat.Query{Kind: chat.FindExchanges, Text: "giraffe"}); err != chat.Unavailable {
		t.Errorf("%+v, %v", f, err)
	}
	await(t, func() bool {
		f, err := o.Find(t.Context(), chat.Query{Kind: chat.FindExchanges, Text: "giraffe"})
		return err == nil && visitors(f) == "v "
	})
}

// While it is made there is no half answer, but how far it is.
func TestWhileItIsMadeItSaysHowFarItIs(t *testing.T) {
	t.Parallel()
	m := newMemory()
	for i := range 3 * batchEntries {
		m.say(chat.PersonID(fmt.Sprint("v", i%100)), visitorOf("v"), "stock")
	}
	reached, goOn := make(chan bool), make(chan bool)
	m.inScan = func(at uint64) error {
		if at == 2*batchEntries+1 {
			reached <- true
			<-goOn
		}
		return nil
	}
	o := open(t, m, t.TempDir(), nil)
	<-reached
	if got := o.Ready(); got < 600 || got > 700 {
		t.Errorf("ready: %d", got)
	}
	if f, err := o.Find(t.Context(), chat.Query{Kind: chat.FindExchanges}); err != chat.Unavailable || len(f.Exchanges) > 0 {
		t.Errorf("%+v, %v", f, err)
	}
	if f, err := o.File(t.Context(), "v1", 0, 5); err != chat.Unavailable || len(f.Profiles) > 0 {
		t.Errorf("%+v, %v", f, err)
	}
	if n, at := o.Counts("v1"); n != 0 || at != 0 {
		t.Errorf("%d, %d", n, at)
	}
	goOn <- true
	if f := o.whole().find(chat.Query{Kind: chat.FindExchanges, Text: "stock"}); f.Total != 100 {
		t.Errorf("%d in all", f.Total)
	}
}

// A store that cannot be read, or a disk that cannot be written, is tried again, and what is there stays.
func TestAStoreThatFailsIsReadAgain(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	happen(o.memory, 5, 200, nil)
	was := o.tables()
	_ = o.Close()
	failed := 0
	o.say("v8", visitorOf("v8"), "zebra")
	o.inScan = func(uint64) error {
		if failed++; failed < 3 {
			return errors.New("down")
		}
		return nil
	}
	again := open(t, o.memory, o.dir, nil).whole()
	if got := again.said("zebra"); got != "v8 " {
		t.Errorf("found %q", got)
	}
	if n := len(again.tables()); n <= len(was) || failed != 3 {
		t.Errorf("%d rows of %d, read %d times", n, len(was), failed)
	}
}

func TestAQuestionEndsWithItsContext(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	asked, goOn := make(chan bool), make(chan bool)
	o.memory.mu.Lock()
	o.inScan = func(uint64) error { asked <- true; <-goOn; return nil }
	o.memory.mu.Unlock()
	o.say("v", visitorOf("v"), "hello")
	<-asked
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := o.Find(ctx, chat.Query{Kind: chat.FindExchanges}); err != chat.Unavailable {
		t.Error(err)
	}
	goOn <- true
}
