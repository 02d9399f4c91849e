package console

import (
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

func TestUpToFourChatsStandSideBySideAndOneHasTheInputZone(t *testing.T) {
	t.Parallel()
	s, _ := four(t)
	s.wantOrder("0 1 2 [3]", "opened one beside the other")
	s.writes(4, "a fifth")
	s.click("button", "Visitor 4", dom.Ctrl)
	s.wantOrder("0 1 2 [4]", "no room for a fifth: it takes the place of the one with the focus")
	s.click("button", "Visitor 1", 0)
	s.wantOrder("0 [1] 2 4", "chosen in the list, it has the focus where it is")
	s.pane(2).press("Remove from view")
	s.wantOrder("0 [1] 4", "removed from view")
	s.pane(1).press("Remove from view")
	s.wantOrder("0 [4]", "the one with the focus removed: the next has it")
	s.click("button", "Visitor 2", 0)
	s.wantOrder("0 [2]", "a plain click shows it in place of the one with the focus")
}

func TestPanesMoveByButtonsAndKeys(t *testing.T) {
	t.Parallel()
	s, _ := four(t)
	s.pane(3).press("Move to the left")
	s.wantOrder("0 1 [3] 2", "moved to the left")
	s.key("F8", dom.Shift)
	s.wantOrder("0 [3] 1 2", "again by key")
	s.key("F8", 0)
	s.key("F8", 0)
	s.key("F8", 0)
	s.wantOrder("0 1 2 [3]", "to the right, and no further than the end")
	s.key("F6", 0)
	s.wantOrder("[0] 1 2 3", "the next one is the first")
	s.key("F6", dom.Shift)
	s.wantOrder("0 1 2 [3]", "and back")
	s.key("F6", dom.Ctrl)
	s.key("x", 0)
	s.wantOrder("0 1 2 [3]", "other keys are the browser's")
	s.key("F9", 0)
	s.wantOrder("0 1 [2]", "removed by key")
}

func TestTheDeskLooksTheSameAfterAReload(t *testing.T) {
	t.Parallel()
	s, ids := four(t)
	s.pane(1).choose("Visitor")
	s.step(DividerDragged{Pane: 0, Permille: 700})
	s.click("button", "Visitor 1", 0)
	s.pane(1).types("half a sen")
	panes := s.loop.Model.Panes
	s.load()
	s.wantOrder("0 [1] 2 3", "loaded anew")
	m := &s.loop.Model
	for i, p := range m.Panes {
		if p != panes[i] {
			t.Errorf("pane %d: %+v, was %+v", i, p, panes[i])
		}
	}
	if m.Filters[ids[1]] != Visitor || m.Drafts[ids[1]] != "half a sen" {
		t.Errorf("filter %v, draft %q", m.Filters[ids[1]], m.Drafts[ids[1]])
	}
	delete(s.list, ids[2])
	s.load()
	s.wantOrder("0 [1] 3", "one is not listed any more")
}

func TestWhatWasKeptByAnybodyElseOpensNothingStrange(t *testing.T) {
	t.Parallel()
	for _, kept := range []string{"", "|", "|9", "x", "x:1 v*_1:5|0", "v1_1:100 v1_1:100|7", "v1_1:99999999999|-1", strings.Repeat("v1_1:1 ", 50), "v1_1:1 v2_1:1 v3_1:1 v4_1:1 v5_1:1|2"} {
		var m Model
		m.restorePanes(kept)
		if len(m.Panes) > maxPanes || m.Focus < 0 || m.Focus > max(0, len(m.Panes)-1) {
			t.Errorf("%q: %+v, focus %d", kept, m.Panes, m.Focus)
		}
		for i, p := range m.Panes {
			if _, ok := p.ID.Owner(); !ok || p.Share < minShare || m.pane(p.ID) != i {
				t.Errorf("%q: %+v", kept, p)
			}
		}
	}
}

func TestADividerMovesByPointerAndByKeyAndNotTooFar(t *testing.T) {
	t.Parallel()
	s, _ := four(t)
	shares := func() (list [4]int) {
		for i, p := range s.loop.Model.Panes {
			list[i] = p.Share
		}
		return list
	}
	divider := s.doc.All("separator", "")[1]
	drag := func(permille int) {
		s.do(s.loop.Event(s.now, divider.Listener(dom.Dragged), dom.Event{Type: dom.Dragged, Top: permille}))
	}
	key := func(k string) {
		s.do(s.loop.Event(s.now, divider.Listener(dom.KeyPressed), dom.Event{Type: dom.KeyPressed, Key: k}))
	}
	for _, step := range []struct {
		do   func()
		want [4]int
	}{
		{func() { drag(650) }, [4]int{100, 130, 70, 100}},
		{func() { drag(0) }, [4]int{100, minShare, 200 - minShare, 100}},
		{func() { drag(1000) }, [4]int{100, 200 - minShare, minShare, 100}},
		{func() { key("ArrowLeft") }, [4]int{100, 150, 50, 100}},
		{func() { key("ArrowRight") }, [4]int{100, 160, 40, 100}},
		{func() { key("Home") }, [4]int{100, minShare, 160, 100}},
		{func() { key("End") }, [4]int{100, 160, minShare, 100}},
		{func() { key("Tab") }, [4]int{100, 160, minShare, 100}},
	} {
		if step.do(); shares() != step.want {
			t.Errorf("got %v, want %v", shares(), step.want)
		}
	}
	s.step(DividerDragged{Pane: 3, Permille: 500})
	s.step(DividerDragged{Pane: -1, Permille: 500})
}

func TestFocusMovesWithoutLosingAnything(t *testing.T) {
	t.Parallel()
	s, ids := four(t)
	s.pane(3).types("a draft")
	s.step(ThreadMeasured{In: ids[3], Event: &dom.Event{Type: dom.Measured, Top: 10, Height: 200, Full: 5000}})
	s.step(ThreadMeasured{In: ids[3], Event: &dom.Event{Type: dom.Measured, Top: 5, Height: 200, Full: 5000}})
	before := s.loop.Model.talk(ids[3]).Window
	field := s.pane(3).all("textbox", "Message")[0]
	s.step(PaneTouched{In: ids[0], Grab: true})
	s.wantOrder("[0] 1 2 3", "clicked into the first")
	s.step(PaneTouched{In: ids[3], Grab: true})
	s.wantOrder("0 1 2 [3]", "and back into the last")
	if again := s.pane(3).all("textbox", "Message")[0]; again != field {
		t.Error("the message field is another one: its caret and its selection are lost")
	}
	after := s.loop.Model.talk(ids[3]).Window
	if s.loop.Model.Drafts[ids[3]] != "a draft" || after.AtEnd != before.AtEnd || after.Anchor() != before.Anchor() {
		t.Errorf("draft %q, at the end %v, row %d", s.loop.Model.Drafts[ids[3]], after.AtEnd, after.Anchor())
	}
}

func TestSelectingATextDoesNotMoveTheKeyboard(t *testing.T) {
	t.Parallel()
	s, ids := four(t)
	pane := s.pane(0).el
	s.do(s.loop.Event(s.now, pane.Listener(dom.Clicked), dom.Event{Type: dom.Clicked, Value: "some words"}))
	s.wantOrder("[0] 1 2 3", "selected some words")
	if s.loop.Model.GrabIn != "" {
		t.Error("the field took the keyboard")
	}
	s.do(s.loop.Event(s.now, s.pane(1).el.Listener(dom.Clicked), dom.Event{Type: dom.Clicked}))
	if s.loop.Model.GrabIn != ids[1] || s.loop.Model.focused() != ids[1] {
		t.Error("a click into the pane does not let one write there")
	}
	s.do(s.loop.Event(s.now, s.pane(2).el.Listener(dom.FocusCame), dom.Event{Type: dom.FocusCame}))
	s.wantOrder("0 1 [2] 3", "tabbed into the third")
}

func TestAMessageForAnotherPaneStealsNothing(t *testing.T) {
	t.Parallel()
	s, ids := four(t)
	s.pane(3).types("writing")
	s.step(ThreadMeasured{In: ids[0], Event: &dom.Event{Type: dom.Measured, Top: 5000, Height: 200, Full: 5200}})
	s.step(ThreadMeasured{In: ids[0], Event: &dom.Event{Type: dom.Measured, Top: 100, Height: 200, Full: 5200}})
	grab, anchor := s.loop.Model.Grab, s.loop.Model.talk(ids[0]).Window.Anchor()
	s.writes(0, "news")
	s.wantOrder("0 1 2 [3]", "a message came")
	m := &s.loop.Model
	if m.Grab != grab || m.talk(ids[0]).Window.Anchor() != anchor || m.talk(ids[0]).Window.AtEnd {
		t.Error("it took the keyboard, or scrolled")
	}
	if !strings.Contains(s.pane(0).el.TextContent(), "New messages") {
		t.Error("nothing says that there is something new further down")
	}
	if !strings.HasPrefix(m.title, "(") {
		t.Errorf("title %q", m.title)
	}
}

func TestItRingsOnlyForWhatTheAgentDoesNotLookAt(t *testing.T) {
	t.Parallel()
	s, ids := four(t)
	rung := 0
	s.hook = func(e ui.Effect) {
		if _, ok := e.(ui.Chime); ok {
			rung++
		}
	}
	chimes := func(do func()) int {
		rung = 0
		do()
		return rung
	}
	unread := func(id chat.ConversationID, i int) func() {
		return func() {
			s.now += 1000
			e := s.store(id, "", s.list[id].Visitor, chat.Text{Text: "more"})
			s.frame(wire.Entries{Conversation: id, List: []chat.Entry{e}})
			s.frame(wire.Summaries{List: []chat.Summary{{Conversation: s.list[id], Unread: i}}})
		}
	}
	if n := chimes(unread(ids[0], 1)); n != 0 {
		t.Errorf("in view: rang %d times", n)
	}
	s.step(ui.Looked{Visible: true, Focused: false})
	if n := chimes(unread(ids[0], 2)); n != 1 {
		t.Errorf("in another window: rang %d times", n)
	}
	s.step(ui.Looked{Visible: true, Focused: true})
	s.step(ThreadMeasured{In: ids[0], Event: &dom.Event{Type: dom.Measured}}) // its box has no size: a narrow window
	if n := chimes(unread(ids[0], 3)); n != 1 {
		t.Errorf("hidden: rang %d times", n)
	}
	s.step(SoundPressed{})
	if n := chimes(unread(ids[0], 4)); n != 0 {
		t.Errorf("switched off: rang %d times", n)
	}
}

func TestAClosedConversationStaysUntilItIsDismissed(t *testing.T) {
	t.Parallel()
	s, ids := four(t)
	s.pane(3).press("Close")
	if got := s.box("Visitor 3"); !got {
		t.Fatal("it has left the list")
	}
	s.wantOrder("0 1 2 3", "closed: still in view, nothing to write in")
	s.click("button", "Remove from the list", 0)
	if s.box("Visitor 3") {
		t.Error("still in the list")
	}
	s.wantOrder("0 1 [2]", "dismissed")
	s.load()
	if s.box("Visitor 3") {
		t.Error("it is back after a reload")
	}
	s.happens(ids[3], s.list[ids[3]].Visitor, chat.Reopened{})
	s.writes(3, "one more thing")
	if !s.box("Visitor 3") {
		t.Error("the visitor writes again and nobody sees it")
	}
	s.load()
	for key := range s.kept {
		if strings.HasPrefix(key, dismissedKey) {
			t.Errorf("%s is kept for nothing", key)
		}
	}
}

// A conversation may have many more entries than anybody counts.
func TestALongConversationThatIsDismissedStaysOutOfTheList(t *testing.T) {
	t.Parallel()
	var m Model
	initial(&m, 0, ui.Started{Kept: map[string]string{dismissedKey + "v1_1": "123456"}})
	if m.Dismissed["v1_1"] != 123456 {
		t.Errorf("dismissed at %d", m.Dismissed["v1_1"])
	}
}

// box tells whether the list has the state box of that visitor.
func (s *shift) box(name string) bool {
	for _, li := range s.doc.All("listitem", "") {
		if strings.Contains(li.TextContent(), name) && li.Attrs["class"] != "" && strings.HasPrefix(li.Attrs["class"], "box") {
			return true
		}
	}
	return false
}

func TestAConversationThatIsOfferedOrPausedHasItsGroup(t *testing.T) {
	t.Parallel()
	s, ids := four(t)
	s.happens(ids[0], ana, chat.Paused{})
	s.happens(ids[1], ben, chat.Transfer{To: chat.Party{Kind: chat.PartyOne, ID: "a1", Name: "Ana Martin"}})
	var groups []string
	for _, g := range s.loop.Model.Groups {
		groups = append(groups, g.Name.En)
	}
	if got := strings.Join(groups, ", "); got != "Transferred to you, Mine, Queue, Paused, Team, Closed" {
		t.Errorf("groups: %s", got)
	}
	s.writes(0, "here I am")
	if s.loop.Model.Conversations[ids[0]].Paused(s.now) {
		t.Error("the visitor has written and it is still paused")
	}
}

func TestAnUnsentTextIsSeenUntilItComesOrGrowsOld(t *testing.T) {
	t.Parallel()
	s, ids := four(t)
	shown := func() bool { return strings.Contains(s.pane(0).el.TextContent(), "is my par") }
	s.frame(wire.DraftNow{Conversation: ids[0], Text: "Where is my par"})
	if !shown() {
		t.Error("it is not seen")
	}
	s.writes(0, "Where is it?")
	if shown() {
		t.Error("the message has come, and the draft is still there")
	}
	s.frame(wire.DraftNow{Conversation: ids[0], Text: "Where is my par"})
	s.now += 7_000
	s.step(Ticked{})
	if shown() {
		t.Error("seven seconds later it is still there")
	}
}

func TestTheFirstButtonLeadsToTheMessageField(t *testing.T) {
	t.Parallel()
	s, _ := four(t)
	grab := s.loop.Model.Grab
	s.click("button", "Skip to the message field", 0)
	if m := &s.loop.Model; m.Grab == grab || m.GrabIn != m.focused() {
		t.Error("the keyboard does not go there")
	}
}
