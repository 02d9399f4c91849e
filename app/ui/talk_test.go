package ui_test

import (
	"reflect"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

const conv chat.ConversationID = "v_1"

var (
	vera = chat.Person{ID: "v", Role: chat.Visitor}
	ana  = chat.Person{ID: "ana", Role: chat.Agent, Name: "Ana"}
)

// following is a talk that has caught up with last entries.
func following(last uint64) *ui.Talk {
	talk := ui.NewTalk(conv)
	talk.Follow(1)
	talk.Receive(0, 1, wire.Page{Conversation: conv, List: numbered(1, last), Last: last})
	return talk
}

func mine(id chat.EntryID, text string) chat.Entry {
	return chat.Entry{ID: id, At: 1, Author: ana, Body: chat.Text{Text: text}}
}

// told is effects in words: frames as Trace tells them, the outbox by key.
func told(t *testing.T, effects []ui.Effect) string {
	t.Helper()
	var words []string
	for _, e := range effects {
		switch e := e.(type) {
		case ui.Transmit:
			frames, err := wire.Decode(e.Data)
			if err != nil {
				t.Fatalf("transmits %x: %v", e.Data, err)
			}
			for _, f := range frames {
				words = append(words, wire.Trace(f))
			}
		case ui.Save:
			words = append(words, "save "+e.Key)
		case ui.Forget:
			words = append(words, "forget "+e.Key)
		default:
			t.Fatalf("unexpected %#v", e)
		}
	}
	return strings.Join(words, ", ")
}

func wantTold(t *testing.T, what string, effects []ui.Effect, want string) {
	t.Helper()
	if got := told(t, effects); got != want {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestAMessageIsKeptSentAcknowledgedForgottenAndLive(t *testing.T) {
	t.Parallel()
	talk := following(2)
	wantTold(t, "written", talk.Write(mine("a-1", "hi")), "save out:a-1, send v_1 id=a-1 after=2 kind=1")
	wantTold(t, "acknowledged", talk.Receive(0, 1, wire.Ack{Conversation: conv, ID: "a-1", N: 3, At: 9}), "forget out:a-1")
	live := mine("a-1", "hi")
	live.N, live.At = 3, 9
	wantTold(t, "live", talk.Receive(0, 1, wire.Entries{Conversation: conv, List: []chat.Entry{live}}), "")
	if talk.Thread.Rows() != 3 {
		t.Errorf("%d rows", talk.Thread.Rows())
	}
}

func TestTheLiveEntryTellsAsWellAsTheAcknowledgement(t *testing.T) {
	t.Parallel()
	talk := following(2)
	talk.Write(mine("a-1", "one"))
	wantTold(t, "the next waits", talk.Write(mine("a-2", "two")), "save out:a-2")
	live := mine("a-1", "one")
	live.N = 3
	wantTold(t, "live", talk.Receive(0, 1, wire.Entries{Conversation: conv, List: []chat.Entry{live}}), "forget out:a-1, send v_1 id=a-2 after=2 kind=1")
	wantTold(t, "acknowledged", talk.Receive(0, 1, wire.Ack{Conversation: conv, ID: "a-1", N: 3}), "")
}

func TestAMessageWrittenOfflineWaitsForThePage(t *testing.T) {
	t.Parallel()
	talk := ui.NewTalk(conv)
	wantTold(t, "offline", talk.Write(mine("a-1", "hi")), "save out:a-1")
	wantTold(t, "now and then", talk.Flush(), "")
	wantTold(t, "online", talk.Follow(7), "follow v_1 after=0 limit=60")
	wantTold(t, "the page is on its way", talk.Flush(), "")
	wantTold(t, "the page", talk.Receive(0, 7, wire.Page{Conversation: conv}), "send v_1 id=a-1 after=0 kind=1")
	wantTold(t, "now and then", talk.Flush(), "")
	talk.Lost()
	wantTold(t, "offline again", talk.Flush(), "")
	wantTold(t, "online again", talk.Follow(7), "follow v_1 after=0 limit=60")
	wantTold(t, "it had arrived", talk.Receive(0, 7, wire.Page{Conversation: conv, List: []chat.Entry{{ID: "a-1", N: 1, Author: ana, Body: chat.Text{Text: "hi"}}}, Last: 1}), "forget out:a-1")
}

func TestRefusedForGoodItWaitsForAPerson(t *testing.T) {
	t.Parallel()
	talk := following(2)
	talk.Write(mine("a-1", "one"))
	talk.Write(mine("a-2", "two"))
	ben := chat.Person{ID: "ben", Role: chat.Agent, Name: "Ben"}
	wantTold(t, "refused", talk.Receive(0, 1, wire.Nack{Conversation: conv, ID: "a-1", Problem: chat.Taken, By: ben}), "save out:a-1, send v_1 id=a-2 after=2 kind=1")
	wantTold(t, "again", talk.Retry("a-1"), "save out:a-1")
	wantTold(t, "refused", talk.Receive(0, 1, wire.Nack{Conversation: conv, ID: "a-2", Problem: chat.Taken, By: ben}), "save out:a-2, send v_1 id=a-1 after=2 kind=1")
	wantTold(t, "discarded", talk.Discard("a-2"), "forget out:a-2")
	wantTold(t, "not failed", talk.Discard("a-1"), "")
}

func TestRefusedForAMomentItIsSentByTheNextTick(t *testing.T) {
	t.Parallel()
	talk := following(2)
	talk.Write(mine("a-1", "one"))
	talk.Write(mine("a-2", "two"))
	wantTold(t, "refused", talk.Receive(0, 1, wire.Nack{Conversation: conv, ID: "a-1", Problem: chat.TooFast}), "save out:a-1")
	wantTold(t, "next tick", talk.Flush(), "send v_1 id=a-1 after=2 kind=1")
	wantTold(t, "and the one after", talk.Flush(), "")
}

func TestAFailureIsToldThePersonAfterAReload(t *testing.T) {
	t.Parallel()
	talk := following(2)
	talk.Write(mine("a-1", "one"))
	kept := map[string]string{}
	for _, e := range talk.Receive(0, 1, wire.Nack{Conversation: conv, ID: "a-1", Problem: chat.Taken, By: ana}) {
		if s, ok := e.(ui.Save); ok {
			kept[s.Key] = s.Value
		}
	}
	after := ui.NewTalk(conv)
	after.Adopt(ui.Outbox(kept)[conv])
	if p := after.Thread.Pending; len(p) != 1 || p[0].State != chat.Failed || p[0].Problem != chat.Taken || p[0].By != ana {
		t.Errorf("after the reload: %+v", p)
	}
}

func TestAFollowThatIsRefusedForAMomentIsAskedAgain(t *testing.T) {
	t.Parallel()
	talk := ui.NewTalk(conv)
	talk.Write(mine("a-1", "hi"))
	talk.Follow(7)
	wantTold(t, "refused", talk.Receive(0, 7, wire.Refused{Conversation: conv, Problem: chat.Unavailable}), "")
	if talk.Problem != chat.Unavailable {
		t.Errorf("problem %v", talk.Problem)
	}
	wantTold(t, "next tick", talk.Flush(), "follow v_1 after=0 limit=60")
	wantTold(t, "and the one after", talk.Flush(), "")
	wantTold(t, "the page", talk.Receive(0, 7, wire.Page{Conversation: conv}), "send v_1 id=a-1 after=0 kind=1")
	if talk.Problem != chat.NoProblem {
		t.Errorf("problem %v", talk.Problem)
	}
}

func TestAFollowThatIsRefusedForGoodIsNotAskedAgain(t *testing.T) {
	t.Parallel()
	talk := ui.NewTalk(conv)
	talk.Follow(7)
	talk.Receive(0, 7, wire.Refused{Conversation: conv, Problem: chat.NotFound})
	wantTold(t, "next tick", talk.Flush(), "")
}

func TestAGapIsFollowedAnew(t *testing.T) {
	t.Parallel()
	talk := following(2)
	wantTold(t, "one is missing", talk.Receive(0, 1, wire.Entries{Conversation: conv, List: numbered(4, 4)}), "follow v_1 after=2 limit=60")
	wantTold(t, "the page", talk.Receive(0, 1, wire.Page{Conversation: conv, List: numbered(3, 4), Last: 4}), "")
	if talk.Thread.Known() != 4 {
		t.Errorf("known up to %d", talk.Thread.Known())
	}
}

func TestOlderEntriesAreAskedForOnceAndInTime(t *testing.T) {
	t.Parallel()
	talk := ui.NewTalk(conv)
	wantTold(t, "offline", talk.Older(0), "")
	talk.Follow(1)
	wantTold(t, "before the page", talk.Older(0), "")
	talk.Receive(0, 1, wire.Page{Conversation: conv, List: numbered(301, 360), Last: 360, Gap: true})
	wantTold(t, "far from the first row", talk.Older(51), "")
	wantTold(t, "near", talk.Older(50), "load v_1 before=301 limit=200")
	wantTold(t, "on their way", talk.Older(0), "")
	if !talk.Loading() {
		t.Error("not loading")
	}
	talk.Receive(0, 1, wire.Refused{Conversation: conv, Problem: chat.Unavailable})
	wantTold(t, "refused, next tick", talk.Flush(), "")
	wantTold(t, "refused, scrolled", talk.Older(0), "load v_1 before=301 limit=200")
	talk.Receive(0, 1, wire.Page{Conversation: conv, Before: 301, List: numbered(101, 300), Last: 360})
	if talk.Loading() || talk.Thread.Rows() != 260 {
		t.Errorf("loading %v, %d rows", talk.Loading(), talk.Thread.Rows())
	}
	wantTold(t, "the rest", talk.Older(0), "load v_1 before=101 limit=200")
	talk.Receive(0, 1, wire.Page{Conversation: conv, Before: 101, List: numbered(1, 100), Last: 360})
	wantTold(t, "nothing left", talk.Older(0), "")
}

func TestAPageThatWasAskedForOnALostConnectionIsAskedForAgain(t *testing.T) {
	t.Parallel()
	talk := ui.NewTalk(conv)
	talk.Follow(1)
	talk.Receive(0, 1, wire.Page{Conversation: conv, List: numbered(61, 120), Last: 120, Gap: true})
	talk.Older(0)
	talk.Lost()
	wantTold(t, "offline", talk.Older(0), "")
	talk.Follow(1)
	wantTold(t, "before the page", talk.Older(0), "")
	talk.Receive(0, 1, wire.Page{Conversation: conv, Last: 120})
	wantTold(t, "online", talk.Older(0), "load v_1 before=61 limit=200")
}

func TestTypingIsToldNowAndThenAndItsEndOnce(t *testing.T) {
	t.Parallel()
	talk := following(0)
	wantTold(t, "nothing to end", talk.Typing(1_000, false), "")
	wantTold(t, "begins", talk.Typing(1_000, true), "typing v_1 on=true")
	wantTold(t, "goes on", talk.Typing(3_999, true), "")
	wantTold(t, "still goes on", talk.Typing(4_000, true), "typing v_1 on=true")
	wantTold(t, "ends", talk.Typing(4_100, false), "typing v_1 on=false")
	wantTold(t, "has ended", talk.Typing(4_200, false), "")
	wantTold(t, "begins again", talk.Typing(4_300, true), "typing v_1 on=true")
	talk.Write(mine("a-1", "hi"))
	wantTold(t, "sent, which ends it", talk.Typing(4_400, false), "")
	talk.Typing(4_500, true)
	talk.Lost()
	wantTold(t, "offline", talk.Typing(9_000, true), "")
	talk.Follow(1)
	wantTold(t, "online", talk.Typing(9_100, true), "typing v_1 on=true")
}

func TestSomebodyTypesUntilTheirWordsComeOrTheSignIsOld(t *testing.T) {
	t.Parallel()
	now := func(on bool) wire.Frame { return wire.TypingNow{Conversation: conv, Who: vera, On: on} }
	for _, c := range []struct {
		name string
		do   func(*ui.Talk)
		at   chat.Millis
		want chat.Person
	}{
		{"soon after", func(*ui.Talk) {}, 6_999, vera},
		{"6 s later", func(*ui.Talk) {}, 7_000, chat.Person{}},
		{"stopped", func(talk *ui.Talk) { talk.Receive(2_000, 1, now(false)) }, 2_000, chat.Person{}},
		{"still typing", func(talk *ui.Talk) { talk.Receive(4_000, 1, now(true)) }, 9_999, vera},
		{"their words", func(talk *ui.Talk) { talk.Receive(2_000, 1, wire.Entries{Conversation: conv, List: numbered(1, 1)}) }, 2_000, chat.Person{}},
		{"the connection ended", func(talk *ui.Talk) { talk.Lost() }, 2_000, chat.Person{}},
	} {
		talk := following(0)
		talk.Receive(1_000, 1, now(true))
		c.do(talk)
		if got := talk.TypistAt(c.at); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestTheRelayIsToldWhatWasReceivedAndWhatWasRead(t *testing.T) {
	t.Parallel()
	talk := ui.NewTalk(conv)
	wantTold(t, "offline", talk.Look(true), "")
	talk.Follow(1)
	wantTold(t, "before the page", talk.Look(true), "")
	talk.Receive(0, 1, wire.Page{Conversation: conv, List: numbered(1, 2), Last: 2})
	wantTold(t, "somewhere else", talk.Look(false), "mark v_1 delivered=2 read=0")
	wantTold(t, "still", talk.Look(false), "")
	wantTold(t, "looks", talk.Look(true), "mark v_1 delivered=2 read=2")
	wantTold(t, "still", talk.Look(true), "")
	wantTold(t, "looks away", talk.Look(false), "")
	talk.Receive(0, 1, wire.Entries{Conversation: conv, List: numbered(3, 3)})
	wantTold(t, "a new one, looking away", talk.Look(false), "mark v_1 delivered=3 read=2")
	talk.Lost()
	wantTold(t, "offline", talk.Look(true), "")
	talk.Follow(1)
	wantTold(t, "online", talk.Look(true), "mark v_1 delivered=3 read=3")
}

func TestMarksOfTheOtherSideTurnSentIntoRead(t *testing.T) {
	t.Parallel()
	talk := following(0)
	talk.Write(mine("a-1", "hi"))
	talk.Receive(0, 1, wire.Ack{Conversation: conv, ID: "a-1", N: 1})
	for _, want := range []chat.SendState{chat.Stored, chat.Delivered, chat.Read} {
		talk.Receive(0, 1, wire.Marks{Conversation: conv, Marks: chat.Marked(chat.Visitor, uint64(min(want, 2)-1), uint64(max(want, 2)-2))})
		if _, got := talk.Thread.Row(0); got != want {
			t.Errorf("state %d, want %d", got, want)
		}
	}
}

func TestWritingBringsTheEndIntoView(t *testing.T) {
	t.Parallel()
	shown := ui.NewTranscript(following(2), nil)
	shown.Window.AtEnd = false
	shown.Write(chat.Entry{ID: "a-1", Author: ana, Body: chat.Joined{}})
	if shown.Window.AtEnd {
		t.Error("taking the conversation scrolled")
	}
	shown.Write(mine("a-2", "hi"))
	if !shown.Window.AtEnd {
		t.Error("a text did not scroll to the end")
	}
}

func TestTheOutboxIsInTheOrderOfWriting(t *testing.T) {
	t.Parallel()
	kept := map[string]string{"sound": "off", "draft:v_1": "x", "out:bad": "not ours"}
	keep := func(c chat.ConversationID, id chat.EntryID, at chat.Millis) {
		kept["out:"+string(id)] = wire.Keep(c, chat.Pending{Entry: chat.Entry{ID: id, At: at, Body: chat.Text{Text: "x"}}})
	}
	for _, id := range []chat.EntryID{"s-10", "s-9", "s-1", "s-2", "s-11", "s-100"} {
		keep(conv, id, 50)
	}
	keep(conv, "r-7", 40)
	keep(conv, "t-1", 60)
	keep("v_2", "s-3", 50)
	got := map[chat.ConversationID][]chat.EntryID{}
	for c, list := range ui.Outbox(kept) {
		for _, p := range list {
			got[c] = append(got[c], p.ID)
		}
	}
	want := map[chat.ConversationID][]chat.EntryID{
		conv: {"r-7", "s-1", "s-2", "s-9", "s-10", "s-11", "s-100", "t-1"}, "v_2": {"s-3"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWhatIsAdoptedTwiceIsThereOnce(t *testing.T) {
	t.Parallel()
	list := []chat.Pending{{Entry: mine("a-1", "one")}, {Entry: mine("a-2", "two")}}
	talk := ui.NewTalk(conv)
	talk.Adopt(list[:1])
	talk.Adopt(list)
	if n := len(talk.Thread.Pending); n != 2 {
		t.Errorf("%d pending", n)
	}
}
