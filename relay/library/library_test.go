package library

import (
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"testing"

	"go.uber.org/goleak"

	"pupitre/app/chat"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var (
	ana  = chat.Person{ID: "a1", Role: chat.Agent, Name: "Ana"}
	ben  = chat.Person{ID: "b1", Role: chat.Agent, Name: "Ben"}
	boss = chat.Person{ID: "m1", Role: chat.Manager, Name: "Boss"}
)

// shelf is a library, and what its watcher hears.
type shelf struct {
	*Library
	t    *testing.T
	told chan chat.Item
}

func open(t *testing.T, b *bus.Bus) shelf {
	t.Helper()
	kv, err := b.KV(t.Context(), bus.BucketLibrary, 0)
	if err != nil {
		t.Fatal(err)
	}
	l, err := Open(t.Context(), kv, slog.New(slog.NewTextHandler(t.Output(), nil)))
	if err != nil {
		t.Fatal(err)
	}
	s := shelf{l, t, make(chan chat.Item, 100)}
	l.Watch(func(i chat.Item) { s.told <- i })
	return s
}

func (s shelf) close() {
	s.t.Helper()
	if err := s.Close(); err != nil {
		s.t.Error(err)
	}
}

func newBus(t *testing.T) *bus.Bus {
	b := bustest.Open(t, t.TempDir(), bus.SyncAlways)
	t.Cleanup(func() { bustest.Close(t, b) })
	return b
}

func canned(id chat.ItemID, owner chat.PersonID) chat.Item {
	return chat.Item{Kind: chat.CannedItem, ID: id, Owner: owner, Category: "Hello", Name: "Hello", Text: "Hello {visitor}"}
}

func ids(list []chat.Item) (out []chat.ItemID) {
	for _, i := range list {
		out = append(out, i.ID)
	}
	return out
}

func TestAnItemIsKeptToldAndThereAfterARestart(t *testing.T) {
	t.Parallel()
	b := newBus(t)
	s, other := open(t, b), open(t, b) // another relay of the same store
	if err := s.Put(t.Context(), boss, canned("c1", "")); err != nil {
		t.Fatal(err)
	}
	if got := <-s.told; got.ID != "c1" || got.Text != "Hello {visitor}" {
		t.Errorf("told of %+v", got)
	}
	<-other.told
	changed := canned("c1", "")
	changed.Text = "Good morning"
	if err := s.Put(t.Context(), boss, changed); err != nil {
		t.Fatal(err)
	}
	if got := <-other.told; got.Text != "Good morning" {
		t.Errorf("the other relay is told of %+v", got)
	}
	<-s.told
	s.close()
	other.close()

	s = open(t, b)
	defer s.close()
	if got := s.For("anybody"); len(got) != 1 || got[0].Text != "Good morning" {
		t.Errorf("after a restart: %+v", got)
	}
	if err := s.Drop(t.Context(), boss, chat.CannedItem, "c1"); err != nil {
		t.Fatal(err)
	}
	if got := <-s.told; got.ID != "c1" || got.Name != "" {
		t.Errorf("told of %+v", got)
	}
	if got := s.For("anybody"); len(got) != 0 {
		t.Errorf("removed, and there is %+v", got)
	}
	if err := s.Drop(t.Context(), boss, chat.CannedItem, "c1"); err != nil {
		t.Errorf("removed twice: %v", err)
	}
}

func TestAPersonalItemIsItsOwnersAlone(t *testing.T) {
	t.Parallel()
	s := open(t, newBus(t))
	defer s.close()
	for _, i := range []chat.Item{canned("mine", ana.ID), canned("shared", "")} {
		who := ana
		if i.Owner == "" {
			who = boss
		}
		if err := s.Put(t.Context(), who, i); err != nil {
			t.Fatal(err)
		}
		<-s.told
	}
	if got := ids(s.For(ana.ID)); !slices.Equal(got, []chat.ItemID{"mine", "shared"}) {
		t.Errorf("Ana uses %v", got)
	}
	if got := ids(s.For(ben.ID)); !slices.Equal(got, []chat.ItemID{"shared"}) {
		t.Errorf("Ben uses %v", got)
	}
	for what, err := range map[string]error{
		"Ben changes Ana's":                 s.Put(t.Context(), ben, canned("mine", ben.ID)),
		"Ben writes one for Ana":            s.Put(t.Context(), ben, canned("new", ana.ID)),
		"Ben shares one":                    s.Put(t.Context(), ben, canned("new", "")),
		"Ana makes the shared one hers":     s.Put(t.Context(), ana, canned("shared", ana.ID)),
		"a manager takes Ana's":             s.Put(t.Context(), boss, canned("mine", "")),
		"Ben removes Ana's":                 s.Drop(t.Context(), ben, chat.CannedItem, "mine"),
		"Ben removes the shared one":        s.Drop(t.Context(), ben, chat.CannedItem, "shared"),
		"a bot writes one":                  s.Put(t.Context(), chat.Person{ID: "bot", Role: chat.Bot}, canned("new", "")),
		"a visitor writes one of their own": s.Put(t.Context(), chat.Person{ID: "v1", Role: chat.Visitor}, canned("new", "v1")),
	} {
		if err != error(chat.NotAllowed) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := s.Drop(t.Context(), ana, chat.CannedItem, "mine"); err != nil {
		t.Fatal(err)
	}
	if got := <-s.told; got.Owner != ana.ID {
		t.Errorf("who is told that it is gone is decided by its owner: %+v", got)
	}
}

func TestWhatIsNoItemIsRefusedAndNothingOfItIsKept(t *testing.T) {
	t.Parallel()
	s := open(t, newBus(t))
	defer s.close()
	for _, i := range []chat.Item{
		{}, {Kind: 99, ID: "x", Name: "x"}, {Kind: chat.CannedItem, ID: "a.*", Name: "x", Text: "x"}, {Kind: chat.CannedItem, ID: "x", Name: "x"},
		{Kind: chat.LinkItem, ID: "x", Name: "x", URL: "javascript:alert(1)"}, {Kind: chat.OfferItem, ID: "x", Name: "x"},
		{Kind: chat.TagItem, ID: "x", Name: "two\nlines"}, {Kind: chat.TeamItem, ID: "x", Name: "x", Members: []string{"a b"}},
	} {
		if err := s.Put(t.Context(), boss, i); err == nil {
			t.Errorf("%+v is kept", i)
		}
	}
	if err := s.Drop(t.Context(), boss, chat.CannedItem, ">"); err != error(chat.BadID) {
		t.Errorf("removing >: %v", err)
	}
	if len(s.For(boss.ID)) != 0 {
		t.Error("something was kept")
	}
}

// What all share and what is an agent's own have room of their own, so that nobody can take it from the others.
func TestNobodyFillsTheLibraryForTheOthers(t *testing.T) {
	t.Parallel()
	s := open(t, newBus(t))
	defer s.close()
	s.Watch(func(chat.Item) {})
	put := func(i chat.Item) { s.remember(key(i.Kind, i.ID), i) } // as if it had come from the store, which is slower
	for n := range MaxOwn - 1 {
		put(canned(chat.ItemID(fmt.Sprint("a", n)), ana.ID))
	}
	for n := range MaxItems - 1 {
		put(canned(chat.ItemID(fmt.Sprint("s", n)), ""))
	}
	for _, c := range []struct {
		what string
		who  chat.Person
		item chat.Item
		want error
	}{
		{"the last that Ana may have", ana, canned("last", ana.ID), nil},
		{"one more", ana, canned("more", ana.ID), chat.TooLarge},
		{"a change of one that she has", ana, canned("a0", ana.ID), nil},
		{"Ben's first", ben, canned("b0", ben.ID), nil},
		{"the last that all share", boss, canned("lasts", ""), nil},
		{"one more of those", boss, canned("mores", ""), chat.TooLarge},
		{"Ben's second", ben, canned("b1", ben.ID), nil},
	} {
		if err := s.Put(t.Context(), c.who, c.item); err != c.want {
			t.Errorf("%s: %v, want %v", c.what, err, c.want)
		}
		for c.want == nil && !slices.Contains(ids(s.For(c.who.ID)), c.item.ID) {
			runtime.Gosched() // until it has come back from the store
		}
	}
}

// A console's greeting reads the library under a lock for which who is told of a change waits.
func TestWhoIsToldMayRead(t *testing.T) {
	t.Parallel()
	s := open(t, newBus(t))
	defer s.close()
	read := make(chan int, 1)
	s.Watch(func(chat.Item) { read <- len(s.For(ana.ID)) })
	if err := s.Put(t.Context(), boss, canned("c1", "")); err != nil {
		t.Fatal(err)
	}
	if n := <-read; n != 1 {
		t.Errorf("told of an item before it can be read")
	}
}

func TestFillingChangesNothingThatIsThere(t *testing.T) {
	t.Parallel()
	s := open(t, newBus(t))
	defer s.close()
	mine := canned("c1", "")
	mine.Text = "my own words"
	if err := s.Put(t.Context(), boss, mine); err != nil {
		t.Fatal(err)
	}
	<-s.told
	if err := s.Fill(t.Context(), []chat.Item{canned("c1", ""), canned("c2", "")}); err != nil {
		t.Fatal(err)
	}
	<-s.told
	if got := s.For(ana.ID); len(got) != 2 || got[0].Text != "my own words" {
		t.Errorf("got %+v", got)
	}
}
