package widget

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

var itself = chat.Person{ID: "relay", Role: chat.System}

// talking is a chat that Ana has taken.
func talking(t *testing.T) *story {
	s := visit(t)
	s.connect()
	s.writes("hello")
	s.acknowledge()
	s.happens(ana, chat.Joined{})
	return s
}

func (s *story) answers(words string) { s.t.Helper(); s.step(ui.Told{Name: hearShare, Value: words}) }

// bodies are what is on its way about the page.
func (s *story) bodies() (list []chat.Body) {
	for _, f := range s.sent {
		if send, ok := f.(wire.Send); ok && about(send.Body) {
			list = append(list, send.Body)
		}
	}
	return list
}

func (s *story) mustTell(want string) {
	s.t.Helper()
	if got := s.told[tellShare]; got != want {
		s.t.Errorf("the page was told %q, want %q", got, want)
	}
}

func TestTheVisitorIsAskedAndTheirAnswerIsSentOnce(t *testing.T) {
	t.Parallel()
	s := talking(t)
	s.now += 5_000
	q := s.happens(ana, chat.Share{How: chat.Asked})
	s.mustTell("1\n0\n" + string(q.ID) + "\nAna Martin\n\n30000")
	s.taken()
	s.answers("granted\n1\n" + string(q.ID))
	s.answers("granted\n1\n" + string(q.ID)) // a second tab
	if got := s.bodies(); len(got) != 1 || got[0] != (chat.Share{How: chat.Granted, Of: q.ID}) {
		t.Fatalf("sent %+v", got)
	}
	s.acknowledge()
	s.mustTell("0\n1\n" + string(q.ID) + "\nAna Martin\n")
	c := s.happens(ana, chat.Control{How: chat.Asked})
	s.mustTell("3\n1\n" + string(c.ID) + "\nAna Martin\n\n30000")
	s.answers("granted\n3\n" + string(c.ID))
	s.acknowledge()
	s.mustTell("0\n3\n" + string(c.ID) + "\nAna Martin\n")
	s.answers("stopped\n3\n")
	s.acknowledge()
	s.mustTell("0\n1\n" + string(c.ID) + "\nAna Martin\n")
	s.answers("stopped\n1\n")
	if got := s.bodies(); len(got) != 1 || got[0] != (chat.Share{How: chat.Ended}) {
		t.Fatalf("sent %+v", got)
	}
	s.acknowledge()
	s.mustTell("")
}

// The page has stopped by itself; that it has is told as soon as somebody can be told.
func TestAStopWithoutAConnectionIsToldWhenItIsBack(t *testing.T) {
	t.Parallel()
	s := talking(t)
	q := s.happens(ana, chat.Share{How: chat.Asked})
	s.answers("granted\n1\n" + string(q.ID))
	s.acknowledge()
	s.step(ui.SocketClosed{Code: 1006})
	s.answers("stopped\n1\n")
	if s.outbox() != 1 {
		t.Fatalf("not kept: %v", s.kept)
	}
	s.load() // and the page is loaded anew before it is back
	s.connect()
	if got := s.bodies(); len(got) != 1 || got[0] != (chat.Share{How: chat.Ended}) {
		t.Fatalf("sent %+v", got)
	}
	s.acknowledge()
	if s.told[tellShare] != "" {
		t.Errorf("the page was told %q", s.told[tellShare])
	}
}

func TestWhatIsNoLongerAskedIsNotAnswered(t *testing.T) {
	t.Parallel()
	s := talking(t)
	q := s.happens(ana, chat.Share{How: chat.Asked})
	s.happens(itself, chat.Share{How: chat.Expired, Of: q.ID})
	s.mustTell("")
	s.mustShow("Nobody answered whether the page may be seen")
	s.taken()
	s.answers("granted\n1\n" + string(q.ID))
	second := s.happens(ana, chat.Share{How: chat.Asked})
	s.answers("granted\n1\n" + string(q.ID)) // to the first question
	s.answers("granted\n3\n" + string(second.ID))
	s.answers("nonsense")
	if got := s.bodies(); len(got) != 0 {
		t.Errorf("sent %+v", got)
	}
	s.answers("refused\n1\n" + string(second.ID))
	send, ok := last[wire.Send](s)
	if !ok {
		t.Fatal("the refusal was not sent")
	}
	s.frame(wire.Nack{Conversation: conversation, ID: send.ID, Problem: chat.AlreadyOver}) // the relay was faster
	if s.outbox() != 0 || s.doc.Find("button", "Discard") != nil {
		t.Errorf("a refusal of nothing is still there: %v", s.kept)
	}
}

// The entries that a chat holds after a reload may not reach back to the question. Then the page goes by what it knows itself.
func TestALongConversationTellsNothingThatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	s := talking(t)
	q := s.happens(ana, chat.Share{How: chat.Asked})
	s.happens(julie, chat.Share{How: chat.Granted, Of: q.ID})
	s.mustTell("0\n1\n" + string(q.ID) + "\nAna Martin\n")
	for range 70 {
		s.says(ana, "more")
	}
	s.load()
	s.connect()
	if told, ok := s.told[tellShare]; ok {
		t.Errorf("told %q", told)
	}
	s.answers("stopped\n1\n")
	if got := s.bodies(); len(got) != 1 || got[0] != (chat.Share{How: chat.Ended}) {
		t.Errorf("sent %+v", got)
	}
	s.acknowledge()
	s.mustTell("")
}
