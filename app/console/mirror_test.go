package console

import (
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// mirrors is what the relay says of the conversation's page.
func (d *deskOf) mirrors(change func(*chat.Summary)) {
	d.t.Helper()
	s := d.loop.Model.Conversations[d.id]
	change(&s)
	d.frame(wire.Summaries{List: []chat.Summary{s}})
}

func atScreen(t *testing.T) *deskOf {
	t.Helper()
	d := atDesk(t)
	d.loop.Model.Rules.Mirror, d.loop.Model.MirrorPage = chat.AskAlways, "https://chat.example/mirror/"
	d.mirrors(func(s *chat.Summary) {
		s.Online, s.Page = true, chat.PageView{URL: "https://shop.example/lamps", Title: "Lamps"}
	})
	d.effects = nil
	return d
}

func TestTheVisitorsPageIsOpenedAndAskedForAtOnce(t *testing.T) {
	t.Parallel()
	d := atScreen(t)
	d.press("Open current page")
	want := ui.Visit{Address: "https://chat.example/mirror/?conversation=" + string(d.id), Window: "pupitre-" + string(d.id)}
	if got := effects[ui.Visit](d); len(got) != 1 || got[0] != want || d.last() != (chat.Share{How: chat.Asked}) {
		t.Fatalf("visits %v, wrote %v", got, d.last())
	}
	written := len(d.held[d.id])
	d.mirrors(func(s *chat.Summary) { s.Mirror.Asked, s.Mirror.At = chat.LevelView, d.now })
	d.press("Open current page")
	d.mustShow("The visitor is asked · 30 s left")
	d.press("Take control")
	d.mustShow("The visitor has not answered yet.")
	if len(effects[ui.Visit](d)) != 2 || len(d.held[d.id]) != written {
		t.Error("somebody who has a question before them is asked again, or the page is not opened")
	}
}

func TestControlIsAskedForOnceThePageIsShown(t *testing.T) {
	t.Parallel()
	d := atScreen(t)
	d.press("Take control")
	d.mustShow("Open the current page first")
	d.mirrors(func(s *chat.Summary) { s.Mirror.Level, s.Mirror.Since = chat.LevelView, d.now })
	d.mustShow("The page is shared") // in the state box
	d.press("Take control")
	if d.last() != (chat.Control{How: chat.Asked}) {
		t.Fatalf("wrote %v", d.last())
	}
	d.mirrors(func(s *chat.Summary) {
		s.Mirror.Level, s.Mirror.Asked, s.Mirror.Acting = chat.LevelControl, chat.LevelNone, d.now
	})
	d.mustShow("You control the page")
	d.press("Give back control")
	if d.last() != (chat.Control{How: chat.Ended}) {
		t.Fatalf("wrote %v", d.last())
	}
	d.mirrors(func(s *chat.Summary) { s.Mirror.Level, s.Mirror.Since = chat.LevelView, d.now })
	d.press("Stop sharing")
	if d.last() != (chat.Share{How: chat.Ended}) {
		t.Fatalf("wrote %v", d.last())
	}
}

func TestWhoIsAwayIsNotAsked(t *testing.T) {
	t.Parallel()
	d := atScreen(t)
	d.mirrors(func(s *chat.Summary) { s.Online = false })
	d.press("Open current page")
	d.mustShow("The visitor is not on the site now.")
	if len(effects[ui.Visit](d)) != 0 {
		t.Error("a page is opened that nobody shows")
	}
	d.loop.Model.Rules.Mirror = chat.MirrorOff
	d.frame(wire.Pong{})
	d.mustNotShow("Open current page")
}

func TestThePageStandsBesideTheConversationAsLongAsItIsShown(t *testing.T) {
	t.Parallel()
	d := atScreen(t)
	d.mirrors(func(s *chat.Summary) { s.Mirror.Level, s.Mirror.Since = chat.LevelView, d.now })
	d.press("Show beside the conversation")
	frame := func() bool { return strings.Contains(d.doc.Body.HTML(), `title="Page of Visitor 0"`) }
	if kept := (ui.Save{Key: dockKey, Value: string(d.id) + ":100"}); !frame() || effects[ui.Save](d)[len(effects[ui.Save](d))-1] != kept {
		t.Fatalf("saved %v in %s", effects[ui.Save](d), d.doc.Body.HTML())
	}
	d.loop.Model.dockDividerKey("ArrowRight")
	if d.loop.Model.Dock.Share != 90 || d.loop.Model.Panes[0].Share != 110 {
		t.Errorf("shares %d and %d", d.loop.Model.Panes[0].Share, d.loop.Model.Dock.Share)
	}
	d.mirrors(func(s *chat.Summary) { s.Mirror = chat.Mirror{} })
	if frame() {
		t.Error("the frame stays when nothing is shown")
	}
	var again Model
	again.restoreDock(string(d.id) + ":60")
	if again.Dock != (Dock{d.id, 60}) {
		t.Errorf("restored %v", again.Dock)
	}
}
