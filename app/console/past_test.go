package console

import (
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// loads answers the questions for entries that were sent, from what the relay holds.
func (s *shift) loads(series ...[]chat.Entry) (n int) {
	s.t.Helper()
	for _, f := range asked[wire.Load](s) {
		n++
		held := series[0]
		if _, staff := f.Conversation.Base(); staff {
			held = nil
			if len(series) > 1 {
				held = series[1]
			}
		}
		to := min(f.Before-1, uint64(len(held)))
		s.frame(wire.Page{Conversation: f.Conversation, Before: f.Before, List: held[to-min(to, f.Limit) : to], Last: uint64(len(held))})
	}
	return n
}

// allEntries are Julie's five exchanges one after the other.
func allEntries() (list []chat.Entry) {
	for i := range 5 {
		list = append(list, entriesOf(i)...)
	}
	return list
}

func (s *shift) log() string {
	s.t.Helper()
	log := s.doc.Find("log", "Messages")
	if log == nil {
		s.t.Fatalf("nothing is open in %s", s.doc.Body.HTML())
	}
	return log.TextContent()
}

func TestAPastConversationIsReadInItsPlace(t *testing.T) {
	t.Parallel()
	s := opened(t, ana)
	s.sent = nil
	s.tap("button", "Question 3")
	s.see("Loading…")
	list := allEntries()
	note := func(n uint64, at chat.Millis, text string) chat.Entry {
		return chat.Entry{ID: chat.EntryID("s" + itoa(int(n))), N: n, At: at, Author: ben, Body: chat.Note{Text: text}}
	}
	x := exchangeOf(3)
	notes := []chat.Entry{note(1, x.Opened-1, "of the one before"), note(2, x.Opened+1000, "of this one"), note(3, x.Ended+3_600_000, "of this one, later"), note(4, exchangeOf(4).Opened, "of the next")}
	s.loads(list, notes)
	log := s.log()
	for _, want := range []string{"Words 31", "Words 39", "of this one", "of this one, later", "Ben closed the conversation"} {
		if !strings.Contains(log, want) {
			t.Errorf("%q is missing in %s", want, log)
		}
	}
	for _, other := range []string{"Words 30", "Words 41", "of the one before", "of the next"} {
		if strings.Contains(log, other) {
			t.Errorf("%q of another conversation is in %s", other, log)
		}
	}
	if strings.Contains(log, "Loading") || s.loop.Model.File.Past.Rows.Window.AtEnd {
		t.Error("it is not shown from its beginning")
	}
	s.tap("button", "Question 3")
	if s.loop.Model.File.Past != nil {
		t.Error("pressed again, it is still open")
	}
}

// A page of 200 entries does not reach the beginning of a long one: it is read from its end, and comes page by page.
func TestALongPastConversationComesPageByPage(t *testing.T) {
	t.Parallel()
	s := opened(t, ana)
	var list []chat.Entry
	for n := range uint64(1000) {
		list = append(list, chat.Entry{ID: chat.EntryID("e" + itoa(int(n+1))), N: n + 1, At: 1_690_000_000_000 + chat.Millis(n)*1000, Author: vera, Body: chat.Text{Text: "Words " + itoa(int(n+1)) + "."}})
	}
	long := chat.Exchange{Conversation: julieTalk, From: 101, To: 900, Opened: list[100].At, Ended: list[899].At, First: "A long one"}
	s.sent = nil
	s.step(PastPressed{Exchange: long})
	s.loads(list)
	if log := s.log(); !strings.Contains(log, "Words 900.") || strings.Contains(log, "Words 901.") {
		t.Errorf("it ends with %s", log[max(0, len(log)-60):])
	}
	p := s.loop.Model.File.Past
	s.step(PastMeasured{Event: &dom.Event{Type: dom.Measured, Top: 19_600, Height: 400, Full: 20_000}})
	for i := range 5 {
		s.step(PastMeasured{Event: &dom.Event{Type: dom.Measured, Top: 0, Height: 400, Full: 20_000}})
		if n := s.loads(list); n == 0 {
			if i != 3 || !p.whole() {
				t.Errorf("after %d pages nothing more is asked for; whole: %v", i, p.whole())
			}
			break
		}
	}
	if n := p.Rows.Len(); n != 800 {
		t.Errorf("%d entries, want 800", n)
	}
	if rows := len(s.doc.All("listitem", "")); rows > 120 {
		t.Errorf("%d rows are in the document", rows)
	}
}

func TestAFoundEntryIsBroughtIntoViewAndMarked(t *testing.T) {
	t.Parallel()
	s := opened(t, ana)
	s.sent = nil
	s.step(OpenCustomer{Visitor: julie, Exchange: exchangeOf(1), Where: 15}) // which the file does not list
	s.give(fileOfJulie())
	s.step(OpenCustomer{Visitor: julie, Exchange: exchangeOf(1), Where: 15})
	s.loads(allEntries())
	s.see("Question 1", "Found here")
	p := s.loop.Model.File.Past
	first, last, _, _, _ := p.Rows.View()
	if e, _ := p.Rows.Row(p.Rows.Window.Anchor()); e.N != 15 || first > p.Rows.Window.Anchor() || last <= p.Rows.Window.Anchor() {
		t.Errorf("entry %d is at the upper edge, want 15", e.N)
	}
	if log := s.log(); strings.Index(log, "Found here") > strings.Index(log, "Words 15") || strings.Index(log, "Found here") < strings.Index(log, "Words 14") {
		t.Errorf("another entry is marked: %s", log)
	}
	d := s.loop.Model.dossier(julie)
	if list := s.loop.Model.pasts(d); len(list) != 4 || list[3].From != exchangeOf(1).From || len(d.Exchanges) != 3 {
		t.Errorf("%d are listed, %d of the file", len(list), len(d.Exchanges))
	}
}

// The pane that shows the same conversation has a thread of its own.
func TestAPaneIsNotDisturbedByWhatIsReadInAFile(t *testing.T) {
	t.Parallel()
	s := begin(t)
	s.held[julieTalk] = allEntries()
	c := chat.Conversation{ID: julieTalk}
	for _, e := range s.held[julieTalk] {
		c = c.After(e)
	}
	s.list[julieTalk] = c
	s.summaries()
	s.step(ConversationPressed{ID: julieTalk})
	s.answer()
	pane := s.loop.Model.talk(julieTalk)
	held, anchor := len(pane.Talk.Thread.Stored), pane.Window.AtEnd
	s.step(OpenCustomer{Visitor: julie})
	s.give(fileOfJulie())
	s.step(PastPressed{Exchange: exchangeOf(2)})
	s.loads(s.held[julieTalk])
	if !strings.Contains(s.log(), "Words 21") {
		t.Errorf("it is not there: %s", s.log())
	}
	if len(pane.Talk.Thread.Stored) != held || pane.Window.AtEnd != anchor {
		t.Errorf("the pane holds %d entries, held %d", len(pane.Talk.Thread.Stored), held)
	}
	s.step(PagePressed{Page: NoPage})
	if s.loop.Model.File.Past != nil {
		t.Error("it is kept after the page was left")
	}
}

func TestWhatCannotBeLoadedIsSaidAndAskedForAgain(t *testing.T) {
	t.Parallel()
	s := opened(t, ana)
	s.sent = nil
	s.step(PastPressed{Exchange: exchangeOf(3)})
	s.sent = nil
	s.frame(wire.Refused{Conversation: julieTalk, Problem: chat.Unavailable})
	s.see("Nothing of this conversation could be loaded.")
	s.tap("button", "Try again")
	if n := len(asked[wire.Load](s)); n != 2 {
		t.Errorf("%d questions, want one for each series", n)
	}
	s.step(ui.SocketClosed{Code: 1006})
	s.step(ui.SocketOpened{})
	s.frame(wire.Welcome{Epoch: epoch, Now: s.now, Me: ana})
	s.loads(allEntries())
	if !strings.Contains(s.log(), "Words 31") {
		t.Error("it does not come after a lost connection")
	}
}
