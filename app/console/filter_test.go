package console

import (
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/dom/domtest"
)

// talked is Ana's conversation with visitor 0: 2 texts of the visitor, 1 of Ana's, a note of Ben's, 1 page, 1 taking.
func talked(t *testing.T) (*shift, chat.ConversationID) {
	t.Helper()
	s := begin(t)
	id := s.writes(0, "Hello")
	s.click("button", "Visitor 0", 0)
	s.pane(0).press("Take")
	s.happens(id, s.list[id].Visitor, chat.PageView{URL: "https://shop.example/lamps", Title: "Lamps"})
	s.writes(0, "Is it in stock?")
	s.happens(id.Staff(), ben, chat.Note{Text: "We have two"})
	s.happens(id, ana, chat.Text{Text: "Yes"})
	return s, id
}

func (s *shift) wantShown(i int, want ...string) {
	s.t.Helper()
	rows := s.pane(i).all("log", "")[0].TextContent()
	for _, words := range []string{"Hello", "You joined", "Lamps", "Is it in stock?", "We have two", "Yes"} {
		expected := strings.Contains(strings.Join(want, "|"), words)
		if strings.Contains(rows, words) != expected {
			s.t.Errorf("%q shown: %v, in %q", words, !expected, rows)
		}
	}
}

func TestEachFilterShowsItsKindAndCountsIt(t *testing.T) {
	t.Parallel()
	s, _ := talked(t)
	for _, f := range []struct {
		name  string
		shown []string
	}{
		{"All 6", []string{"Hello", "You joined", "Lamps", "Is it in stock?", "We have two", "Yes"}},
		{"Visitor 2", []string{"Hello", "Is it in stock?"}},
		{"Agent 2", []string{"We have two", "Yes"}},
		{"Actions & Navigation 2", []string{"You joined", "Lamps"}},
	} {
		name := strings.TrimRight(f.name, " 0123456789")
		s.pane(0).choose(name)
		s.wantShown(0, f.shown...)
		if b := s.pane(0).filter(name); b.TextContent() != strings.ReplaceAll(f.name, name+" ", name) || b.Attrs["aria-pressed"] != "true" {
			t.Errorf("%s: button %q, pressed %s", f.name, b.TextContent(), b.Attrs["aria-pressed"])
		}
	}
}

func TestAPageViewHasItsTitleItsAddressAndItsTime(t *testing.T) {
	t.Parallel()
	s, id := talked(t)
	s.pane(0).choose("Actions & Navigation")
	s.happens(id, s.list[id].Visitor, chat.PageView{URL: "javascript:alert(1)", Title: "Trap"})
	var links []*domtest.Element
	for _, l := range s.pane(0).all("link", "") {
		if strings.Contains(l.TextContent(), "Viewed") {
			links = append(links, l)
		}
	}
	if len(links) != 2 {
		t.Fatalf("%d page views", len(links))
	}
	if a := links[0].Attrs; a["href"] != "https://shop.example/lamps" || a["title"] != a["href"] || a["rel"] != "noopener noreferrer" || a["target"] != "_blank" {
		t.Errorf("its link has %v", a)
	}
	if row := links[0].Parent.TextContent(); !strings.Contains(row, "“Lamps”") || !strings.Contains(row, "clock 17000000") {
		t.Errorf("its row says %q", row)
	}
	if href, is := links[1].Attrs["href"]; is {
		t.Errorf("an address that is none leads to %q", href)
	}
}

func TestWhatComesAndIsHiddenIsSaidAndOneClickAway(t *testing.T) {
	t.Parallel()
	s, id := talked(t)
	s.pane(0).choose("Agent")
	s.writes(0, "one")
	s.writes(0, "two")
	s.happens(id, ben, chat.Text{Text: "Yes"}) // shown
	s.happens(id, s.list[id].Visitor, chat.PageView{URL: "https://shop.example/"})
	if len(s.pane(0).all("button", "3 new hidden by the filter")) != 1 {
		t.Fatalf("nothing says so in %s", s.pane(0).el.HTML())
	}
	s.pane(0).press("3 new hidden")
	s.wantShown(0, "Hello", "You joined", "Lamps", "Is it in stock?", "We have two", "Yes")
	if len(s.pane(0).all("button", "3 new")) != 0 {
		t.Error("it is still said")
	}
}

func TestAFilterBelongsToItsConversation(t *testing.T) {
	t.Parallel()
	s, _ := talked(t)
	s.pane(0).choose("Visitor")
	s.writes(1, "Hello")
	s.click("button", "Visitor 1", dom.Ctrl)
	s.wantShown(0, "Hello", "Is it in stock?")
	s.wantShown(1, "Hello")
	if got := s.pane(1).filter("All").Attrs["aria-pressed"]; got != "true" {
		t.Error("the other conversation has a filter, too")
	}
	s.load()
	s.wantShown(0, "Hello", "Is it in stock?")
	s.pane(0).choose("All")
	s.load()
	s.wantShown(0, "Hello", "You joined", "Lamps", "Is it in stock?", "We have two", "Yes")
}

// What a filter lets through may lie far back: older pages are asked for until there is enough to see.
func TestAFilterLooksFurtherBack(t *testing.T) {
	t.Parallel()
	s := begin(t)
	id := s.writes(0, "the first words")
	for range 500 {
		s.store(id, "", ana, chat.Text{Text: "x"})
	}
	s.click("button", "Visitor 0", 0)
	s.pane(0).choose("Visitor")
	if rows := s.pane(0).all("log", "")[0].TextContent(); !strings.Contains(rows, "the first words") {
		t.Errorf("shows %q", rows)
	}
	s.pane(0).choose("Actions")
	if rows := s.pane(0).all("log", "")[0].TextContent(); !strings.Contains(rows, "Nothing of this kind yet") {
		t.Errorf("shows %q", rows)
	}
}
