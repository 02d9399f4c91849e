package chat_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pupitre/app/chat"
)

// story is a conversation being written: each entry a minute after the last.
type story struct {
	chat.Conversation
}

func (s *story) by(who chat.Person, bodies ...chat.Body) {
	for _, b := range bodies {
		n := s.Last + 1
		s.Conversation = s.After(chat.Entry{N: n, At: minute(n), Author: who, Body: b})
	}
}

func minute(n uint64) chat.Millis { return chat.Millis(n) * 60_000 }

func said(text string) chat.Body { return chat.Text{Text: text} }

func TestAVisitorWaitsFromTheFirstUnansweredWord(t *testing.T) {
	t.Parallel()
	var s story
	s.by(vera, said("hello?"), said("anybody?"))
	if s.WaitingSince != minute(1) || !s.Queued() || s.OpenedAt != minute(1) || s.LastAt != minute(2) {
		t.Errorf("after the visitor's words: %+v", s)
	}
	s.by(ana, chat.Joined{})
	if s.WaitingSince != minute(1) || s.Queued() || s.Agent != ana {
		t.Errorf("taking is no answer: %+v", s)
	}
	s.by(ana, said("hello"))
	if s.WaitingSince != 0 || s.LastBy.Role != chat.Agent || s.LastText != "hello" {
		t.Errorf("after the answer: %+v", s)
	}
	s.by(vera, said("thanks"))
	if s.WaitingSince != minute(5) || s.Visitor != vera {
		t.Errorf("after the next question: %+v", s)
	}
}

func TestAConversationHandedBackWaitsInTheQueueAsLongAsBefore(t *testing.T) {
	t.Parallel()
	var s story
	s.by(vera, said("hello?"))
	s.by(ana, chat.Joined{}, chat.Left{})
	if !s.Queued() || s.WaitingSince != minute(1) || !s.Agent.IsZero() {
		t.Errorf("got %+v", s)
	}
}

func TestAClosedConversationComesBackToTheQueueWhenTheVisitorWrites(t *testing.T) {
	t.Parallel()
	var s story
	s.by(vera, said("hello?"))
	s.by(ana, chat.Joined{}, chat.Closed{})
	if !s.Closed || s.WaitingSince != 0 || s.Queued() || s.Agent != ana {
		t.Errorf("closed: %+v", s)
	}
	s.by(vera, chat.Reopened{}, said("one more thing"))
	if s.Closed || !s.Queued() || s.WaitingSince != minute(5) || !s.Agent.IsZero() {
		t.Errorf("reopened: %+v", s)
	}
}

func TestLookingAtPagesIsNotYetAConversation(t *testing.T) {
	t.Parallel()
	var s story
	s.by(vera, chat.PageView{URL: "https://a.example/1"}, chat.PageView{URL: "https://a.example/2", Title: "Two"})
	if s.Queued() || s.WaitingSince != 0 || s.Page.Title != "Two" || s.Last != 2 {
		t.Errorf("got %+v", s)
	}
}

func TestWhatANewerProgramWroteChangesNothingButTheEndAndTheCount(t *testing.T) {
	t.Parallel()
	var s story
	s.by(vera, said("hello?"))
	want := s.Conversation
	want.Last, want.LastAt, want.Actions = 2, minute(2), 1
	s.by(ana, chat.Unsupported{Raw: 99, Data: "x"})
	if s.Conversation != want {
		t.Errorf("got %+v, want %+v", s.Conversation, want)
	}
}

func TestAListShowsTheLastTextOnOneShortLine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"a\n\n\t b": "a b", "  a ": "a", strings.Repeat("é", chat.Preview): strings.Repeat("é", chat.Preview),
		strings.Repeat("é", chat.Preview+1):        strings.Repeat("é", chat.Preview) + "…",
		strings.Repeat("x", chat.Preview-1) + " y": strings.Repeat("x", chat.Preview-1) + " …",
	} {
		var s story
		s.by(vera, said(text))
		if s.LastText != want {
			t.Errorf("%q: %q, want %q", text, s.LastText, want)
		}
	}
	var s story
	s.by(vera, said(strings.Repeat("😀 \n", chat.MaxText/6)))
	if n := utf8.RuneCountInString(s.LastText); n > chat.Preview+1 || strings.Contains(s.LastText, "\n") {
		t.Errorf("%d runes: %q", n, s.LastText)
	}
}

func TestATransferIsOfferedAndSettled(t *testing.T) {
	t.Parallel()
	toBen := chat.Party{Kind: chat.PartyOne, ID: "ben", Name: "Ben"}
	offered := func() story {
		var s story
		s.by(vera, said("hello?"))
		s.by(ana, chat.Joined{})
		s.Conversation = s.After(chat.Entry{ID: "t", N: 3, At: minute(3), Author: ana, Body: chat.Transfer{To: toBen}})
		return s
	}
	s := offered()
	if s.Agent != ana || s.Offer != (chat.TransferOffer{ID: "t", To: toBen, By: ana}) {
		t.Errorf("offered: %+v", s)
	}
	s.by(ben, chat.Settled{Of: "t", How: chat.Accepted, From: ana})
	if s.Agent != ben || s.Offer != (chat.TransferOffer{}) || s.Queued() {
		t.Errorf("accepted: %+v", s)
	}
	for _, how := range []chat.Outcome{chat.Returned, chat.Withdrawn} {
		s := offered()
		s.by(ben, chat.Settled{Of: "t", How: how, From: ana})
		if s.Agent != ana || s.Offer != (chat.TransferOffer{}) {
			t.Errorf("outcome %d: %+v", how, s)
		}
	}
	for _, end := range []chat.Body{chat.Left{}, chat.Closed{}} {
		s := offered()
		s.by(ana, end)
		if s.Offer != (chat.TransferOffer{}) {
			t.Errorf("after %T there is still an offer", end)
		}
	}
}

func TestAPauseEndsWithItsTimeOrTheVisitorsWord(t *testing.T) {
	t.Parallel()
	paused := func(b chat.Body) story {
		var s story
		s.by(vera, said("hello?"))
		s.by(ana, chat.Joined{}, b)
		return s
	}
	s := paused(chat.Paused{Until: minute(10)})
	if !s.Paused(minute(9)) || s.Paused(minute(10)) {
		t.Errorf("until minute 10: %+v", s)
	}
	s = paused(chat.Paused{})
	if !s.Paused(minute(1e9)) {
		t.Errorf("until the visitor writes: %+v", s)
	}
	s.by(ana, said("by the way"))
	if !s.Paused(minute(5)) {
		t.Error("the agent's own word ended it")
	}
	s.by(vera, chat.Answer{Of: "q", Text: "yes"})
	if s.Paused(minute(5)) || s.WaitingSince == 0 {
		t.Errorf("the visitor has answered: %+v", s)
	}
	s = paused(chat.Paused{})
	if s.by(ana, chat.Resumed{}); s.Paused(minute(5)) {
		t.Error("resumed")
	}
}

func TestEveryEntryIsCountedOnce(t *testing.T) {
	t.Parallel()
	var s story
	s.by(vera, said("a"), chat.PageView{URL: "https://a.example"}, chat.Answer{Of: "q", Text: "x"})
	s.by(ana, chat.Joined{}, said("b"), chat.Link{URL: "https://a.example", Title: "x"}, chat.Question{Text: "x"})
	s.by(chat.Person{ID: "relay", Role: chat.System}, chat.Translation{Of: "a"})
	if s.VisitorSaid != 2 || s.AgentSaid != 2 || s.Actions != 3 {
		t.Errorf("visitor %d, agent %d, actions %d", s.VisitorSaid, s.AgentSaid, s.Actions)
	}
}
