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
	if s.WaitingSince != 0 || s.LastBy != chat.Agent || s.LastText != "hello" {
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
