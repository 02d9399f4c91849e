package console

import (
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// atSearch is an agent at the page of searches. Its timers run when due says so.
type atSearch struct {
	*shift
	waits []dom.Msg
}

func searches(t *testing.T) *atSearch {
	t.Helper()
	s := &atSearch{shift: begin(t)}
	s.hook = func(e ui.Effect) {
		if a, ok := e.(ui.After); ok && a.Delay == searchPause {
			s.waits = append(s.waits, a.Then)
		}
	}
	s.key("F", dom.Ctrl)
	if s.loop.Model.Page != SearchPage {
		t.Fatal("its key does not open the page")
	}
	s.sent = nil
	return s
}

func (s *atSearch) types(text string) {
	s.t.Helper()
	s.do(s.loop.Event(s.now, s.field().Listener(dom.Typed), dom.Event{Type: dom.Typed, Value: text}))
}

func (s *atSearch) field() interface{ Listener(dom.EventType) dom.ID } {
	s.t.Helper()
	f := s.doc.Find("combobox", "Search conversations")
	if f == nil {
		s.t.Fatal("no field")
	}
	return f
}

// due lets the timers run.
func (s *atSearch) due() {
	s.t.Helper()
	for _, m := range s.waits {
		s.step(m)
	}
	s.waits = nil
}

func (s *atSearch) press(key string) {
	s.t.Helper()
	s.do(s.loop.Event(s.now, s.field().Listener(dom.KeyPressed), dom.Event{Type: dom.KeyPressed, Key: key}))
}

func (s *atSearch) enter() {
	s.t.Helper()
	s.do(s.loop.Event(s.now, s.field().Listener(dom.Submitted), dom.Event{Type: dom.Submitted}))
}

func hit(i int, snippet string, marks ...uint64) chat.Hit {
	return chat.Hit{Exchange: exchangeOf(i), Visitor: vera, Where: exchangeOf(i).From + 2, Snippet: snippet, Marks: marks}
}

func TestASearchWaitsUntilNobodyTypes(t *testing.T) {
	t.Parallel()
	s := searches(t)
	for _, text := range []string{"l", "la", "lam", "lamp"} {
		s.types(text)
	}
	if list := asked[wire.Find](s.shift); len(list) != 0 {
		t.Errorf("asked %v while somebody typed", list)
	}
	s.due()
	q := only[wire.Find](s.shift)
	if q.Query.Kind != chat.FindExchanges || q.Query.Text != "lamp" || q.Query.Limit == 0 || q.Query.Limit > chat.MaxFound {
		t.Errorf("asked %+v", q)
	}
	s.unseen("Searching…")
	s.now += slowAfter
	s.step(Ticked{})
	s.see("Searching…")
	s.frame(wire.Found{Ref: q.Ref, Exchanges: []chat.Hit{hit(4, "The lamp Halo", 4, 8), hit(3, "Two lamps", 4, 8)}, Total: 1000, More: "next"})
	s.see("More than 1,000 conversations", "Julie", "With Ben", "Stock", "The lamp Halo")
	s.unseen("Searching…")
	if m := s.doc.Body.HTML(); !strings.Contains(m, "The <mark>lamp</mark> Halo") {
		t.Errorf("the word is not marked in %s", m)
	}

	s.types("lamp oak")
	s.due()
	later := only[wire.Find](s.shift)
	s.see("The lamp Halo") // what was found stays until the answer comes
	s.frame(wire.Found{Ref: q.Ref, Exchanges: []chat.Hit{hit(0, "an old answer")}})
	s.unseen("an old answer")
	s.frame(wire.Found{Ref: later.Ref})
	s.see("No conversation found", "Try fewer or shorter words")
	s.types("")
	s.due()
	s.see("Find what was said")
	if list := asked[wire.Find](s.shift); len(list) != 0 {
		t.Errorf("asked %v for nothing", list)
	}
}

func TestWhatFollowsIsAddedToWhatWasFound(t *testing.T) {
	t.Parallel()
	s := searches(t)
	s.types("lamp")
	s.due()
	q := only[wire.Find](s.shift)
	s.frame(wire.Found{Ref: q.Ref, Exchanges: []chat.Hit{hit(4, "first")}, Total: 2, More: "cursor"})
	s.tap("button", "Show more")
	more := only[wire.Find](s.shift)
	if more.Query.After != "cursor" || more.Query.Text != "lamp" {
		t.Errorf("asked %+v", more)
	}
	s.frame(wire.Found{Ref: more.Ref, Exchanges: []chat.Hit{hit(3, "second")}, Total: 2})
	s.see("first", "second", "2 conversations")
	if len(s.doc.All("button", "Show more")) != 0 {
		t.Error("there is no more, and it is offered")
	}
}

func TestSearchesAreNarrowed(t *testing.T) {
	t.Parallel()
	s := searches(t)
	s.loop.Model.Zone = 120
	s.frame(wire.Staff{List: []chat.Colleague{{Person: ana}, {Person: ben}}, Off: []chat.Person{{ID: "z1", Role: chat.Agent, Name: "Zoe"}}})
	s.frame(wire.Items{List: []chat.Item{{ID: "t", Kind: chat.TagItem, Name: "Stock"}}})
	if strings.Contains(s.doc.Body.HTML(), `name="site"`) {
		t.Error("there is one site, and it can be chosen")
	}
	s.see("Zoe", "Stock")
	for _, c := range []struct {
		name, value string
		want        chat.Query
	}{
		{fromFilter, "2026-11-25", chat.Query{From: 1_795_557_600_000}},
		{untilFilter, "2026-11-25", chat.Query{From: 1_795_557_600_000, Until: 1_795_644_000_000}},
		{agentFilter, "b1", chat.Query{From: 1_795_557_600_000, Until: 1_795_644_000_000, Agent: "b1"}},
		{tagFilter, "Stock", chat.Query{From: 1_795_557_600_000, Until: 1_795_644_000_000, Agent: "b1", Tag: "Stock"}},
		{fromFilter, "", chat.Query{Until: 1_795_644_000_000, Agent: "b1", Tag: "Stock"}},
	} {
		s.step(SearchNarrowed{Name: c.name, Value: c.value})
		c.want.Kind, c.want.Limit = chat.FindExchanges, fileSize
		if q := only[wire.Find](s.shift); q.Query != c.want {
			t.Errorf("%s %q asks for %+v, want %+v", c.name, c.value, q.Query, c.want)
		}
	}
	list := s.loop.Model.Conversations
	list["v1_1"], list["v2_1"] = chat.Summary{Conversation: chat.Conversation{ID: "v1_1", Site: "shop"}}, chat.Summary{Conversation: chat.Conversation{ID: "v2_1", Site: "blog"}}
	s.step(Ticked{})
	if !strings.Contains(s.doc.Body.HTML(), `name="site"`) {
		t.Error("of two sites none can be chosen")
	}
}

func TestAResultIsOpenedByKeyboard(t *testing.T) {
	t.Parallel()
	s := searches(t)
	s.types("lamp")
	s.enter() // at once, without the pause
	q := only[wire.Find](s.shift)
	s.enter()
	if list := asked[wire.Find](s.shift); len(list) != 0 {
		t.Error("asked twice for the same")
	}
	s.frame(wire.Found{Ref: q.Ref, Exchanges: []chat.Hit{hit(4, "a"), hit(3, "b"), hit(2, "c")}, Total: 3})
	for _, key := range []string{"ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"} {
		s.press(key)
	}
	s.enter()
	m := &s.loop.Model
	if m.Page != CustomerPage || m.File.Of != julie || m.File.Past == nil || m.File.Past.From != exchangeOf(2).From || m.File.Past.Mark != exchangeOf(2).From+2 {
		t.Fatalf("page %d, file %+v", m.Page, m.File)
	}
	s.tap("button", "Search conversations") // the way back
	if m.Page != SearchPage || len(m.Search.Hits) != 3 || m.Search.At != 2 {
		t.Errorf("back at page %d with %d results, %d marked", m.Page, len(m.Search.Hits), m.Search.At)
	}
	s.step(KeyPressed{Key: "k", Mods: dom.Ctrl})
	s.step(QueryTyped{Text: " parcel "})
	s.see("Search conversations for “parcel”")
	s.sent = nil
	s.step(FoundPressed{At: len(m.found()) - 1})
	if q := only[wire.Find](s.shift); q.Query.Text != "parcel" || m.Page != SearchPage || m.Search.Text != "parcel" {
		t.Errorf("the palette looks for %+v", q)
	}
}

func TestASearchInAFileStaysWithItsCustomer(t *testing.T) {
	t.Parallel()
	s := opened(t, ana)
	s.sent = nil
	s.step(SearchTyped{Of: julie, Text: "oak"})
	s.step(SearchDue{Of: julie, Turn: s.loop.Model.File.Search.turn})
	q := only[wire.Find](s)
	if q.Query.Visitor != julie || q.Query.Text != "oak" {
		t.Errorf("asked %+v", q)
	}
	s.frame(wire.Found{Ref: q.Ref, Exchanges: []chat.Hit{hit(1, "of oak")}, Total: 1})
	s.see("of oak", "1 conversation")
	s.step(HitPressed{Of: julie, At: 0})
	if p := s.loop.Model.File.Past; p == nil || p.From != exchangeOf(1).From || p.Mark != hit(1, "").Where {
		t.Errorf("opened %+v", p)
	}
	s.step(SearchTyped{Of: julie, Text: "oak tree"})
	s.step(SearchDue{Of: julie, Turn: s.loop.Model.File.Search.turn})
	late := only[wire.Find](s)
	s.step(OpenCustomer{Visitor: "vother"})
	s.frame(wire.Found{Ref: late.Ref, Exchanges: []chat.Hit{hit(1, "late")}, Total: 1})
	if n := len(s.loop.Model.File.Search.Hits); n != 0 {
		t.Errorf("%d results of another customer", n)
	}
}

func TestASearchSaysWhenItCannotBeDone(t *testing.T) {
	t.Parallel()
	s := searches(t)
	s.types("lamp")
	s.due()
	q := only[wire.Find](s.shift)
	s.frame(wire.Found{Ref: q.Ref, Problem: chat.Unavailable, Ready: 400})
	s.see("The search is being prepared: 40\u00a0%")
	s.now += lookAgain
	s.step(Ticked{})
	if again := only[wire.Find](s.shift); again != q {
		t.Errorf("asked %+v again, was %+v", again, q)
	}
	s.step(ui.SocketClosed{Code: 1006})
	s.see("Reconnecting…")
	s.step(ui.SocketOpened{})
	s.frame(wire.Welcome{Epoch: epoch, Now: s.now, Me: ana})
	if again := only[wire.Find](s.shift); again != q {
		t.Errorf("asked %+v after a lost connection, was %+v", again, q)
	}
	s.frame(wire.Found{Ref: q.Ref, Problem: chat.Malformed})
	s.see("The search failed.")
	s.tap("button", "Try again")
	q = only[wire.Find](s.shift)
	s.frame(wire.Found{Ref: q.Ref, Exchanges: []chat.Hit{hit(1, "found")}, Total: 1})
	s.see("found")
}

// What the relay says about places in a text is not believed.
func TestBrokenMarksMarkNothing(t *testing.T) {
	t.Parallel()
	const s = "Lampe à l’huile"
	for _, c := range []struct {
		marks []uint64
		want  string
	}{
		{nil, s}, {[]uint64{0, 5}, "[Lampe] à l’huile"}, {[]uint64{0, 5, 6, 8}, "[Lampe] [à] l’huile"},
		{[]uint64{6, 7}, s}, {[]uint64{7, 8}, s}, {[]uint64{0, 99}, s}, {[]uint64{5, 2}, s}, {[]uint64{3, 3}, s}, {[]uint64{1 << 63, 2}, s}, {[]uint64{0}, s},
		{[]uint64{6, 8, 0, 5}, "Lampe [à] l’huile"}, {[]uint64{0, 5, 3, 8}, "[Lampe] à l’huile"},
		{[]uint64{0, uint64(len(s))}, "[" + s + "]"},
	} {
		got := ""
		for _, n := range markedWords(s, c.marks) {
			_, text, _ := strings.Cut(page(dom.Nodes{n}), "<ol>")
			text, _, _ = strings.Cut(text, "</ol>")
			got += strings.NewReplacer("<mark>", "[", "</mark>", "]").Replace(text)
		}
		if got != c.want {
			t.Errorf("%v: %q, want %q", c.marks, got, c.want)
		}
	}
}
