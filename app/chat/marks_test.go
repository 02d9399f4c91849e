package chat_test

import (
	"testing"
	"testing/quick"

	"pupitre/app/chat"
)

// small keeps numbers close together, so that the cases of max meet.
func small(m chat.Marks) chat.Marks {
	return chat.Marks{VisitorDelivered: m.VisitorDelivered % 5, VisitorRead: m.VisitorRead % 5, AgentDelivered: m.AgentDelivered % 5, AgentRead: m.AgentRead % 5}
}

func TestMarksOnlyGrowWhateverTheirOrder(t *testing.T) {
	t.Parallel()
	law := func(a, b, c chat.Marks) bool {
		a, b, c = small(a), small(b), small(c)
		ab := a.With(b)
		grows := ab.VisitorDelivered >= max(a.VisitorDelivered, b.VisitorDelivered) && ab.VisitorRead == max(a.VisitorRead, b.VisitorRead) &&
			ab.AgentDelivered >= max(a.AgentDelivered, b.AgentDelivered) && ab.AgentRead == max(a.AgentRead, b.AgentRead)
		readIsDelivered := ab.VisitorDelivered >= ab.VisitorRead && ab.AgentDelivered >= ab.AgentRead
		return grows && readIsDelivered && ab == b.With(a) && ab.With(b) == ab && ab.With(c) == a.With(b.With(c))
	}
	if err := quick.Check(law, &quick.Config{MaxCount: 2000}); err != nil {
		t.Error(err)
	}
}

func TestAMessageIsQueuedStoredDeliveredRead(t *testing.T) {
	t.Parallel()
	text := func(n uint64, role chat.Role) chat.Entry {
		return chat.Entry{N: n, Author: chat.Person{ID: "x", Role: role}, Body: chat.Text{Text: "x"}}
	}
	visitors, agents := chat.Marked(chat.Visitor, 4, 2), chat.Marked(chat.Agent, 3, 5)
	for _, c := range []struct {
		name string
		e    chat.Entry
		want chat.SendState
	}{
		{"not stored", text(0, chat.Agent), chat.Queued},
		{"an agent's, read by the visitor", text(2, chat.Agent), chat.Read},
		{"an agent's, on the visitor's device", text(4, chat.Manager), chat.Delivered},
		{"an agent's, further than the visitor's device", text(5, chat.Bot), chat.Stored},
		{"a visitor's, read", text(5, chat.Visitor), chat.Read},
		{"a visitor's, not yet", text(6, chat.Visitor), chat.Stored},
	} {
		if got := visitors.With(agents).StateOf(c.e); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestEachSideMarksOnlyItsOwn(t *testing.T) {
	t.Parallel()
	if got, want := chat.Marked(chat.Visitor, 1, 3), (chat.Marks{VisitorDelivered: 3, VisitorRead: 3}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for _, role := range []chat.Role{chat.Agent, chat.Manager, chat.Bot} {
		if got, want := chat.Marked(role, 3, 1), (chat.Marks{AgentDelivered: 3, AgentRead: 1}); got != want {
			t.Errorf("role %d: got %+v, want %+v", role, got, want)
		}
	}
}
