package chat_test

import (
	"testing"

	"pupitre/app/chat"
)

var relay = chat.Person{ID: "relay", Role: chat.System}

// shown is Ana's conversation with Vera after these steps, the questions of which have the ids "e1", "e2" and so on by their number.
type sharing struct{ chat.Conversation }

func talkingTo(who chat.Person) sharing {
	var s sharing
	s.ID = "vera_1"
	s.by(vera, said("hello?"))
	s.by(who, chat.Joined{})
	return s
}

func (s *sharing) by(who chat.Person, bodies ...chat.Body) {
	for _, b := range bodies {
		n := s.Last + 1
		s.Conversation = s.After(chat.Entry{ID: chat.EntryID("e" + string(rune('0'+n))), N: n, At: minute(n), Author: who, Body: s.Mirror.Timed(b, minute(n))})
	}
}

// answers is b as an answer to the last question.
func (s *sharing) answers(b chat.Body) chat.Body {
	switch b := b.(type) {
	case chat.Share:
		b.Of = s.Mirror.Ask
		return b
	case chat.Control:
		b.Of = s.Mirror.Ask
		return b
	}
	return b
}

var (
	askShare, askPoint, askControl = chat.Share{How: chat.Asked}, chat.Control{How: chat.Asked, Pointing: true}, chat.Control{How: chat.Asked}
	endShare, endControl           = chat.Share{How: chat.Ended}, chat.Control{How: chat.Ended}
)

func TestEachLevelIsGrantedByItself(t *testing.T) {
	t.Parallel()
	s := talkingTo(ana)
	s.by(ana, askShare)
	if m := s.Mirror; m.Level != chat.LevelNone || m.Asked != chat.LevelView || m.Ask != "e3" || m.By != ana {
		t.Errorf("asked: %+v", m)
	}
	s.by(vera, s.answers(chat.Share{How: chat.Granted}))
	if m := s.Mirror; m.Level != chat.LevelView || m.Asked != chat.LevelNone || m.Since != minute(4) || !m.Trusted {
		t.Errorf("granted: %+v", m)
	}
	s.by(ana, askPoint)
	s.by(vera, s.answers(chat.Control{How: chat.Granted, Pointing: true}))
	if m := s.Mirror; m.Level != chat.LevelPoint || m.Acting != minute(6) || m.Since != minute(4) {
		t.Errorf("pointing: %+v", m)
	}
	s.by(ana, askControl)
	if m := s.Mirror; m.Level != chat.LevelPoint || m.Asked != chat.LevelControl {
		t.Errorf("control asked: %+v", m)
	}
	s.by(vera, s.answers(chat.Control{How: chat.Granted}))
	if m := s.Mirror; m.Level != chat.LevelControl || m.Acting != minute(6) {
		t.Errorf("control: %+v", m)
	}
	s.by(vera, endControl)
	if m := s.Mirror; m.Level != chat.LevelView || m.Acting != 0 || m.Since != minute(4) || !m.Trusted {
		t.Errorf("taken back: %+v", m)
	}
	s.by(vera, endShare)
	if m := s.Mirror; m.Level != chat.LevelNone || m.Since != 0 || m.Trusted || m.How != chat.Ended || m.By != vera {
		t.Errorf("over: %+v", m)
	}
}

// Nothing of a page stays with somebody because of what another was granted.
func TestSharingEndsWithTheConversationOrWithWhoHasIt(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		by   chat.Person
		end  chat.Body
		kept bool // the visitor's trust
	}{
		"closed":      {ana, chat.Closed{}, false},
		"handed back": {ana, chat.Left{}, true},
		"transferred": {ben, chat.Settled{Of: "t", How: chat.Accepted, From: ana}, true},
		"taken over":  {ben, chat.Joined{}, true},
	} {
		s := talkingTo(ana)
		s.by(ana, askShare)
		s.by(vera, s.answers(chat.Share{How: chat.Granted}))
		s.by(ana, askControl)
		s.by(vera, s.answers(chat.Control{How: chat.Granted}))
		s.by(c.by, c.end)
		if m := s.Mirror; m.Level != chat.LevelNone || m.Asked != chat.LevelNone || m.Acting != 0 || m.Trusted != c.kept || m.How != chat.Ended {
			t.Errorf("%s: %+v", name, m)
		}
	}
}

func TestWhatEndsAConversationTellsFirstWhatItEnds(t *testing.T) {
	t.Parallel()
	viewed := talkingTo(ana)
	viewed.by(ana, askShare)
	asked := viewed
	viewed.by(vera, viewed.answers(chat.Share{How: chat.Granted}))
	controlled := viewed
	controlled.by(ana, askControl)
	controlled.by(vera, controlled.answers(chat.Control{How: chat.Granted}))
	nothing := talkingTo(ana)
	for name, c := range map[string]struct {
		state sharing
		b     chat.Body
		want  chat.Body
	}{
		"control first":            {controlled, chat.Closed{}, endControl},
		"control before the share": {controlled, endShare, endControl},
		"then the share":           {viewed, chat.Left{}, endShare},
		"a question":               {asked, chat.Closed{}, endShare},
		"nothing":                  {nothing, chat.Closed{}, nil},
		"a share by itself":        {viewed, endShare, nil},
		"a transfer sent back":     {viewed, chat.Settled{How: chat.Returned}, nil},
		"words":                    {controlled, said("x"), nil},
	} {
		if got := c.state.Mirror.Ends(c.b); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
	if b := viewed.Mirror.Timed(endShare, minute(6)); b != (chat.Share{How: chat.Ended, Seconds: 120}) {
		t.Errorf("lasted: %+v", b)
	}
	if b := controlled.Mirror.Timed(chat.Control{How: chat.Ended, Seconds: 99}, minute(6)+1); b != (chat.Control{How: chat.Ended, Seconds: 1}) {
		t.Errorf("who ends it says how long: %+v", b)
	}
	if b := asked.Mirror.Timed(endShare, minute(9)); b != endShare {
		t.Errorf("a question that was taken back: %+v", b)
	}
}

// Who may take which step of sharing, in the states it can be in.
func TestWhoMayShareAndControl(t *testing.T) {
	t.Parallel()
	const ok, no, over, taken, needless = chat.NoProblem, chat.NotAllowed, chat.AlreadyOver, chat.Taken, chat.AlreadyAsked
	idle := talkingTo(ana)
	asked := idle
	asked.by(ana, askShare)
	viewed := asked
	viewed.by(vera, viewed.answers(chat.Share{How: chat.Granted}))
	pointed := viewed
	pointed.by(ana, askPoint)
	pointed.by(vera, pointed.answers(chat.Control{How: chat.Granted, Pointing: true}))
	wanted := viewed
	wanted.by(ana, askControl)
	controlled := wanted
	controlled.by(vera, controlled.answers(chat.Control{How: chat.Granted}))
	closed := idle
	closed.by(ana, chat.Closed{})
	bots := talkingTo(bot)
	share := func(how chat.Sharing, of chat.EntryID) chat.Body { return chat.Share{How: how, Of: of} }
	control := func(how chat.Sharing, of chat.EntryID) chat.Body { return chat.Control{How: how, Of: of} }
	pointing := chat.Control{How: chat.Granted, Of: "e5", Pointing: true}
	for _, c := range []struct {
		name                             string
		conv                             sharing
		body                             chat.Body
		vera, ana, ben, boss, bot, relay chat.Problem
	}{
		{"ask", idle, askShare, no, ok, taken, taken, no, no},
		{"ask twice", asked, askShare, no, needless, taken, taken, no, no},
		{"ask for what is there", viewed, askShare, no, needless, taken, taken, no, no},
		{"ask after the end", closed, askShare, no, over, over, over, no, no},
		{"a bot asks", bots, askShare, no, taken, taken, taken, no, no},
		{"control before sharing", idle, askControl, no, no, taken, taken, no, no},
		{"control while it is asked", asked, askControl, no, needless, taken, taken, no, no},
		{"control", viewed, askControl, no, ok, taken, taken, no, no},
		{"pointing", viewed, askPoint, no, ok, taken, taken, no, no},
		{"more than pointing", pointed, askControl, no, ok, taken, taken, no, no},
		{"less than control", controlled, askPoint, no, needless, taken, taken, no, no},

		{"grant", asked, share(chat.Granted, "e3"), ok, no, no, no, no, ok},
		{"refuse", asked, share(chat.Refused, "e3"), ok, no, no, no, no, no},
		{"grant another question", asked, share(chat.Granted, "e1"), over, no, no, no, no, no},
		{"grant without one", idle, share(chat.Granted, "e3"), over, no, no, no, no, no},
		{"grant again", viewed, share(chat.Granted, "e3"), over, no, no, no, no, no},
		{"grant after the end", closed, share(chat.Granted, "e3"), over, no, no, no, no, no},
		{"an answer to nothing", asked, share(chat.Granted, ""), chat.BadID, chat.BadID, chat.BadID, chat.BadID, chat.BadID, chat.BadID},
		{"share for control", asked, control(chat.Granted, "e3"), over, no, no, no, no, no},
		{"control granted", wanted, control(chat.Granted, "e5"), ok, no, no, no, no, no},
		{"less than asked for", wanted, pointing, over, no, no, no, no, no},
		{"sharing for control", wanted, share(chat.Granted, "e5"), over, no, no, no, no, no},
		{"nobody answers", asked, share(chat.Expired, "e3"), no, no, no, no, no, ok},
		{"nobody answers for control", wanted, control(chat.Expired, "e5"), no, no, no, no, no, ok},
		{"somebody has answered", viewed, share(chat.Expired, "e3"), no, no, no, no, no, no},

		{"stop", viewed, endShare, ok, ok, taken, ok, no, ok},
		{"stop all", controlled, endShare, ok, ok, taken, ok, no, ok},
		{"stop the control", controlled, endControl, ok, ok, taken, ok, no, ok},
		{"stop the pointing", pointed, endControl, ok, ok, taken, ok, no, ok},
		{"take a question back", asked, endShare, ok, ok, taken, ok, no, ok},
		{"take a question for control back", wanted, endControl, ok, ok, taken, ok, no, ok},
		{"stop nothing", idle, endShare, over, over, over, over, no, over},
		{"stop no control", viewed, endControl, over, over, over, over, no, over},
		{"no such step", viewed, chat.Share{How: 9}, chat.Malformed, chat.Malformed, chat.Malformed, chat.Malformed, chat.Malformed, chat.Malformed},
	} {
		for who, want := range map[chat.Person]chat.Problem{vera: c.vera, ana: c.ana, ben: c.ben, boss: c.boss, bot: c.bot, relay: c.relay} {
			if got := problem(chat.May(c.conv.Conversation, who, c.body)); got != want {
				t.Errorf("%s by %s: %v, want %v", c.name, who.ID, got, want)
			}
		}
	}
}

func TestASiteSaysWhetherVisitorsAreAsked(t *testing.T) {
	t.Parallel()
	s := talkingTo(ana)
	s.by(ana, askShare)
	first := s.Mirror
	s.by(vera, s.answers(chat.Share{How: chat.Granted}))
	s.by(ana, endShare, askShare)
	again := s.Mirror
	s.by(vera, s.answers(chat.Share{How: chat.Granted}))
	control := s
	control.by(ana, askControl)
	s.by(vera, endShare)
	s.by(ana, askShare)
	stopped := s.Mirror
	for rule, want := range map[chat.Asking][4]bool{
		chat.MirrorOff: {}, chat.AskAlways: {}, chat.Announce: {true, true, true, false}, chat.AskOnce: {false, true, false, false},
	} {
		got := [4]bool{rule.Grants(first), rule.Grants(again), rule.Grants(stopped), rule.Grants(control.Mirror)}
		if got != want {
			t.Errorf("rule %d: first, again, after a stop, control: %v, want %v", rule, got, want)
		}
	}
}
