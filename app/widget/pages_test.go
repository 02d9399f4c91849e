package widget

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pupitre/app/chat"
	"pupitre/app/ui"
)

func (s *story) goes(url, title string) {
	s.t.Helper()
	s.step(ui.Told{Name: "page", Value: url + "\n" + title})
	s.acknowledge()
}

func TestPagesAreReportedOnlyWhileTheConversationIsOpen(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.goes("https://shop.example/before", "Before")
	s.writes("hello")
	s.acknowledge()
	s.goes("https://shop.example/during", "During")
	s.goes("https://shop.example/during", "During, with its title")
	s.happens(ana, chat.Closed{})
	s.goes("https://shop.example/after", "After")
	if want := []string{"https://shop.example/before", "https://shop.example/during"}; !slices.Equal(s.views(), want) {
		t.Errorf("reported %q, want %q", s.views(), want)
	}
	s.writes("one more question")
	s.acknowledge()
	if got := s.views(); got[len(got)-1] != "https://shop.example/after" {
		t.Errorf("reported %q once it is open again", got)
	}
}

func TestAPageThatIsLoadedAnewIsReportedOnce(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("hello")
	s.acknowledge()
	s.load()
	s.connect()
	s.acknowledge()
	s.load(func(start *ui.Started) { start.Options["url"] = "https://shop.example/basket" })
	s.connect()
	s.acknowledge()
	if want := []string{"https://shop.example/", "https://shop.example/basket"}; !slices.Equal(s.views(), want) {
		t.Errorf("reported %q, want %q", s.views(), want)
	}
}

// A visitor goes on while the line is down: nothing stands in their thread that they did not write.
func TestAPageOnItsWayIsNotShown(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("hello")
	s.acknowledge()
	thread := func() string { return s.find("log", "Messages").TextContent() }
	before := thread()
	s.step(ui.Told{Name: "page", Value: "https://shop.example/basket\nBasket"})
	if s.outbox() == 0 {
		t.Fatal("the page is not reported")
	}
	if got := thread(); got != before {
		t.Errorf("the thread was %q and is now %q", before, got)
	}
}

// Two tabs on two pages would otherwise answer each other for ever.
func TestAPageOfAnotherTabIsNoReasonToReportOnesOwn(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("hello")
	s.acknowledge()
	s.happens(julie, chat.PageView{URL: "https://shop.example/other-tab", Title: "Other"})
	s.acknowledge()
	if got := s.views(); len(got) != 2 {
		t.Errorf("reported %q", got)
	}
}

func TestLongAddressesAndTitlesAreCutAndStrangeOnesAreNotReported(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("hello")
	s.acknowledge()
	s.goes("https://shop.example/"+strings.Repeat("é", chat.MaxURL), strings.Repeat("é", chat.MaxName))
	p, ok := s.held[len(s.held)-1].Body.(chat.PageView)
	if !ok || len(p.URL) > chat.MaxURL || len(p.Title) > chat.MaxName || !utf8.ValidString(p.URL+p.Title) {
		t.Errorf("reported %+v", p)
	}
	n := len(s.held)
	s.goes("file:///home/julie/shop.html", "Mine")
	if len(s.held) != n {
		t.Errorf("reported %+v", s.held[n])
	}
}

func TestAVisitorsOwnPagesAreNotInTheirThread(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("hello")
	s.acknowledge()
	s.goes("https://shop.example/a", "First")
	s.goes("https://shop.example/b", "Second")
	s.mustNotShow("First")
	s.mustNotShow("Second")
	s.mustShow("hello")
}
