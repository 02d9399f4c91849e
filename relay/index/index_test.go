package index

import (
	"fmt"
	"testing"

	"pupitre/app/chat"
	"pupitre/relay/bus/bustest"
)

const shop = chat.SiteID("shop")

var (
	julie = chat.Person{ID: "v1", Role: chat.Visitor, Name: "Julie"}
	anna  = chat.Person{ID: "anna", Role: chat.Agent, Name: "Anna"}
)

func entry(n uint64, by chat.Person, b chat.Body) chat.Entry {
	return chat.Entry{ID: chat.EntryID(fmt.Sprint("e", n)), N: n, At: chat.Millis(100 * n), Author: by, Body: b}
}

func said(n uint64, by chat.Person) chat.Entry {
	return entry(n, by, chat.Text{Text: fmt.Sprint("text ", n)})
}

func TestEntriesAreAppliedInOrderAndOnce(t *testing.T) {
	t.Parallel()
	x := New()
	for _, step := range []struct {
		n    uint64
		want Outcome
	}{{2, Gap}, {1, Applied}, {1, Seen}, {3, Gap}, {2, Applied}, {3, Applied}, {2, Seen}} {
		if got := x.Apply(shop, "v1_1", said(step.n, julie)); got != step.want {
			t.Errorf("%d: %v, want %v", step.n, got, step.want)
		}
	}
	c := x.Conversation("v1_1")
	if c.Last != 3 || c.Site != shop || c.Visitor != julie || c.LastText != "text 3" || c.WaitingSince != 100 {
		t.Errorf("%+v", c)
	}
	if c := x.Conversation("v9_1"); c.Last != 0 || c.ID != "v9_1" {
		t.Errorf("unknown: %+v", c)
	}
}

func TestAReplayGoesOverHoles(t *testing.T) {
	t.Parallel()
	x := New()
	x.Restore(shop, "v1_1", said(2, julie))
	x.Restore(shop, "v1_1", said(5, julie))
	x.Restore(shop, "v1_1", said(5, julie))
	if s, _ := x.Summary("v1_1"); s.Last != 5 || s.Unread != 2 {
		t.Errorf("%+v", s)
	}
	if got := x.Apply(shop, "v1_1", said(6, julie)); got != Applied {
		t.Error(got)
	}
}

func TestUnreadCountsTheVisitorsTexts(t *testing.T) {
	t.Parallel()
	x := New()
	unread := func() int { s, _ := x.Summary("v1_1"); return s.Unread }
	x.Apply(shop, "v1_1", entry(1, julie, chat.PageView{URL: "https://shop/"}))
	x.Apply(shop, "v1_1", said(2, julie))
	x.Apply(shop, "v1_1", entry(3, anna, chat.Joined{}))
	x.Apply(shop, "v1_1", said(4, anna))
	x.Apply(shop, "v1_1", said(5, julie))
	if unread() != 2 {
		t.Errorf("got %d", unread())
	}
	x.Mark("v1_1", chat.Marked(chat.Agent, 5, 2))
	if unread() != 1 {
		t.Errorf("read up to 2: %d", unread())
	}
	x.Mark("v1_1", chat.Marked(chat.Visitor, 5, 5))
	if unread() != 1 {
		t.Errorf("the visitor's own reading: %d", unread())
	}
	for n := uint64(6); n <= 205; n++ {
		x.Apply(shop, "v1_1", said(n, julie))
	}
	if unread() != 99 {
		t.Errorf("many: %d", unread())
	}
	x.Mark("v1_1", chat.Marked(chat.Agent, 205, 200))
	if unread() != 5 {
		t.Errorf("read up to 200: %d", unread())
	}
}

func TestMarksOnlyGrowAndNotBeyondTheEnd(t *testing.T) {
	t.Parallel()
	x := New()
	if m, grew := x.Mark("v1_1", chat.Marked(chat.Agent, 9, 9)); grew || m != (chat.Marks{}) || len(x.rows) != 0 {
		t.Errorf("unknown conversation: %+v %v, %d rows", m, grew, len(x.rows))
	}
	for n := uint64(1); n <= 3; n++ {
		x.Apply(shop, "v1_1", said(n, julie))
	}
	for _, step := range []struct {
		say  chat.Marks
		want chat.Marks
		grew bool
	}{
		{chat.Marked(chat.Agent, 2, 1), chat.Marks{AgentDelivered: 2, AgentRead: 1}, true},
		{chat.Marked(chat.Agent, 1, 1), chat.Marks{AgentDelivered: 2, AgentRead: 1}, false},
		{chat.Marked(chat.Visitor, 77, 0), chat.Marks{AgentDelivered: 2, AgentRead: 1, VisitorDelivered: 3}, true},
		{chat.Marked(chat.Visitor, 78, 0), chat.Marks{AgentDelivered: 2, AgentRead: 1, VisitorDelivered: 3}, false},
	} {
		got, grew := x.Mark("v1_1", step.say)
		bustest.Same(t, got, step.want)
		bustest.Same(t, grew, step.grew)
	}
	bustest.Same(t, x.Marks("v1_1"), chat.Marks{AgentDelivered: 2, AgentRead: 1, VisitorDelivered: 3})
	bustest.Same(t, x.Marks("v9_1"), chat.Marks{})
}

func TestAVisitorIsThereWhileSomePageIsOpen(t *testing.T) {
	t.Parallel()
	x := New()
	for i, step := range []struct{ opened, changed bool }{
		{true, true}, {true, false}, {false, false}, {false, true}, {false, false},
	} {
		if got := x.Present("v1_1", step.opened); got != step.changed {
			t.Errorf("step %d: %v", i, got)
		}
	}
	if len(x.rows) != 0 {
		t.Error("a row stayed behind")
	}
}

func TestListsShowTheLatestFirst(t *testing.T) {
	t.Parallel()
	x := New()
	ids := func() (list []chat.ConversationID) {
		for _, s := range x.Summaries() {
			list = append(list, s.ID)
		}
		return list
	}
	speak := func(id chat.ConversationID, at chat.Millis, closed bool) {
		e := said(1, julie)
		e.At = at
		x.Apply(shop, id, e)
		if closed {
			e = entry(2, anna, chat.Closed{})
			e.At = at
			x.Apply(shop, id, e)
		}
	}
	speak("old_1", 10, false)
	speak("b_1", 20, false)
	speak("a_1", 20, false)
	x.Apply(shop, "silent_1", entry(1, julie, chat.PageView{URL: "https://shop/"}))
	x.Present("nobody_1", true)
	bustest.Same(t, ids(), []chat.ConversationID{"a_1", "b_1", "old_1"})

	for i := range 600 {
		speak(chat.ConversationID(fmt.Sprintf("c%03d_1", i)), chat.Millis(1000+i), true)
	}
	list := ids()
	if len(list) != 3+50 || list[0] != "c599_1" || list[49] != "c550_1" || list[52] != "old_1" {
		t.Errorf("%d: %v", len(list), list)
	}
	if _, ok := x.Summary("silent_1"); ok {
		t.Error("a conversation in which nothing was said is listed")
	}
}

// The law of a read model: fed live, with repetitions, it is what a replay makes of the same entries.
func FuzzLiveIsReplay(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8})
	f.Fuzz(func(t *testing.T, steps []byte) {
		bodies := []chat.Body{chat.Text{Text: "x"}, chat.PageView{URL: "https://shop/"}, chat.Joined{}, chat.Left{}, chat.Closed{}, chat.Reopened{}}
		live, replay, n := New(), New(), uint64(0)
		for _, s := range steps {
			who := julie
			if s&0x80 != 0 {
				who = anna
			}
			n++
			e := entry(n, who, bodies[int(s)%len(bodies)])
			live.Apply(shop, "v1_1", e)
			live.Apply(shop, "v1_1", e)
			live.Apply(shop, "v1_1", entry(n+2, who, e.Body))
			replay.Restore(shop, "v1_1", e)
			if s&0x40 != 0 {
				live.Mark("v1_1", chat.Marked(who.Role, n, n/2))
			}
		}
		replay.Mark("v1_1", live.Marks("v1_1"))
		bustest.Same(t, live.Summaries(), replay.Summaries())
	})
}
