package console

import (
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom/domtest"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

func TestALongListInPartsClosesNothingAndDoesNotRing(t *testing.T) {
	t.Parallel()
	s, ids := four(t)
	s.hook = func(e ui.Effect) {
		if _, ok := e.(ui.Chime); ok {
			t.Error("it rings")
		}
	}
	summary := func(i int) chat.Summary { return chat.Summary{Conversation: s.list[ids[i]]} }
	waiting := func(i int) chat.Summary {
		c := summary(i)
		c.WaitingSince, c.LastBy, c.Unread = s.now, c.Visitor, 3
		return c
	}
	s.frame(wire.Summaries{Reset: true, Part: wire.MoreFollow, List: []chat.Summary{summary(0)}})
	s.frame(wire.Summaries{Part: wire.MoreFollow, List: []chat.Summary{summary(1)}})
	s.frame(wire.Summaries{List: []chat.Summary{waiting(2)}}) // a change in between
	s.wantOrder("0 1 2 [3]", "half of the list came")
	s.frame(wire.Summaries{Part: wire.LastPart, List: []chat.Summary{summary(2)}})
	s.wantOrder("0 1 [2]", "the whole list came, without the last one")
	if n := len(s.loop.Model.Conversations); n != 3 {
		t.Errorf("%d conversations", n)
	}
}

// box is the state box of visitor number i.
func (d *deskOf) box(i int) *domtest.Element {
	d.t.Helper()
	for _, e := range d.doc.All("listitem", "") {
		if strings.Contains(e.TextContent(), "Visitor "+itoa(i)) {
			return e
		}
	}
	d.t.Fatalf("no state box of visitor %d in %s", i, d.doc.Body.HTML())
	return nil
}

func TestTheListSaysHowLongAVisitorHasBeenWaiting(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	id := d.writes(1, "Hello?")
	d.pass(95_000)
	d.happens(id, d.list[id].Visitor, chat.PageView{URL: "https://shop.example/", Title: "Lamps"})
	if got := d.box(1).TextContent(); !strings.Contains(got, "1:36Waiting for 1:36") {
		t.Errorf("%q", got)
	}
	if html, want := d.box(1).HTML(), `title="Waiting for 1:36 · Begun 1:36 ago"`; !strings.Contains(html, want) {
		t.Errorf("%s lacks %s", html, want)
	}
	d.happens(id, ben, chat.Joined{})
	d.happens(id, ben, chat.Text{Text: "Good morning"})
	d.pass(5_000)
	if got := d.box(1).TextContent(); !strings.Contains(got, "0:05Quiet for 0:05") || strings.Contains(got, "Waiting") {
		t.Errorf("answered: %q", got)
	}
}

func TestWhatWaitsForAColleagueIsNotOursToDo(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	id := d.writes(1, "Hello?")
	class := func() string { return d.box(1).Attrs["class"] }
	if class() != "box waits" {
		t.Errorf("in the queue: %q", class())
	}
	d.happens(id, ben, chat.Joined{})
	if class() != "box" {
		t.Errorf("Ben's: %q", class())
	}
}

func TestTheListNamesWhoSpokeLast(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	id := d.writes(1, "Hello?")
	for _, step := range []struct {
		who  chat.Person
		want string
	}{{ana, "You: Well"}, {ben, "Ben: Well"}, {chat.Person{ID: "bot", Role: chat.Bot, Name: "Robot"}, "Bot: Well"}, {chat.Person{Role: chat.Agent}, "Agent: Well"}} {
		d.happens(id, step.who, chat.Text{Text: "Well"})
		if got := d.box(1).TextContent(); !strings.Contains(got, step.want) {
			t.Errorf("%q lacks %q", got, step.want)
		}
	}
}

func TestWhatWasErasedLeavesTheDeskAndTheDevice(t *testing.T) {
	t.Parallel()
	s, ids := four(t)
	gone := s.loop.Model.focused()
	var other chat.ConversationID
	for _, id := range ids {
		if id != gone {
			other = id
		}
	}
	forgotten, said := map[string]bool{}, ""
	s.hook = func(e ui.Effect) {
		switch e := e.(type) {
		case ui.Forget:
			forgotten[e.Key] = true
		case ui.Say:
			said = e.Text
		}
	}
	s.step(DraftTyped{Text: "still to be sent"})
	s.frame(wire.Summaries{Gone: []chat.ConversationID{gone}})
	m := &s.loop.Model
	if m.pane(gone) >= 0 || m.Drafts[gone] != "" || m.Talks[gone] != nil {
		t.Errorf("it is still there: %d, %q, %v", m.pane(gone), m.Drafts[gone], m.Talks[gone])
	}
	if _, ok := m.Conversations[gone]; ok {
		t.Error("it is listed")
	}
	if _, ok := m.Conversations[other]; !ok {
		t.Error("another one is not listed any more")
	}
	if !forgotten[draftKey+string(gone)] || forgotten[draftKey+string(other)] {
		t.Errorf("the device forgot %v", forgotten)
	}
	if !strings.Contains(said, "erased") {
		t.Errorf("said %q", said)
	}
}
