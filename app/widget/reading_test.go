package widget

import (
	"strconv"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/dom/domtest"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

func closed(s *ui.Started) { s.Options["open"] = "" }

func TestUnreadMessagesAreCountedWhileThePanelIsClosed(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("hello")
	s.acknowledge()
	s.step(ui.Told{Name: "open", Value: ""})
	s.taken()
	s.says(ana, "one")
	s.says(ana, "two")
	if got := s.told["unread"]; got != "2" {
		t.Errorf("told %q unread, want 2", got)
	}
	if s.chimes != 2 {
		t.Errorf("%d chimes", s.chimes)
	}
	if m, _ := last[wire.Mark](s); m.Delivered != uint64(len(s.held)) || m.Read == m.Delivered {
		t.Errorf("marked %+v", m)
	}
	s.step(ui.Told{Name: "open", Value: byHand})
	if got := s.told["unread"]; got != "0" {
		t.Errorf("told %q unread once it is open", got)
	}
	if m, _ := last[wire.Mark](s); m.Read != uint64(len(s.held)) {
		t.Errorf("marked %+v", m)
	}
	if s.doc.Focused == "" {
		t.Error("the field did not take the focus")
	}
}

func TestNothingIsReadWhileThePageIsHidden(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("hello")
	s.acknowledge()
	s.step(ui.Looked{Visible: false})
	s.says(ana, "are you there?")
	if s.told["unread"] != "1" || s.chimes != 1 {
		t.Errorf("unread %q, %d chimes", s.told["unread"], s.chimes)
	}
	s.step(ui.Looked{Visible: true})
	if s.told["unread"] != "0" {
		t.Errorf("unread %q", s.told["unread"])
	}
}

func TestAMutedChatDoesNotRing(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.press("Sound")
	s.load(closed, func(start *ui.Started) { start.Options["live"] = "1" })
	s.connect()
	s.says(ana, "hello")
	if s.chimes != 0 {
		t.Error("rang")
	}
}

func TestWhoOnlyPassesTheButtonDoesNotBecomeAVisitor(t *testing.T) {
	t.Parallel()
	s := visit(t, closed)
	if s.dials != 0 || len(s.timers) != 0 {
		t.Errorf("%d dials, %d timers", s.dials, len(s.timers))
	}
	s.step(ui.Told{Name: "open", Value: byHand})
	if s.dials != 1 {
		t.Errorf("%d dials once it is open", s.dials)
	}
}

func TestTheLauncherKnowsWhetherAConversationIsOpen(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	if _, told := s.told["live"]; told {
		t.Error("told before anything was said")
	}
	s.writes("hello")
	if s.told["live"] != "1" {
		t.Error("did not tell that it is open")
	}
	s.acknowledge()
	s.happens(ana, chat.Joined{})
	s.mustShow("Ana Martin is with you")
	s.happens(ana, chat.Closed{})
	if s.told["live"] != "" {
		t.Error("did not tell that it is over")
	}
	s.mustShow("Conversation closed")
}

func TestSomebodyTypingIsShownForAWhile(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.frame(wire.TypingNow{Conversation: conversation, Who: ana, On: true})
	s.mustShow("Ana Martin is typing…")
	s.wait(7)
	s.mustNotShow("is typing")
}

func TestALostConnectionIsSaidInWordsWithWhatCanBeDone(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	for range 4 {
		s.step(ui.SocketClosed{Code: 1006})
		s.wait(1)
		for s.loop.Model.Link.State != ui.Dialing {
			s.wait(1)
		}
	}
	s.step(ui.SocketClosed{Code: 1006})
	s.wait(1)
	s.mustShow("Connection lost. Reconnecting in ")
	s.mustShow("What you write is kept")
	dials := s.dials
	s.press("Try now")
	if s.dials != dials+1 {
		t.Error("did not try")
	}
	s.connect()
	s.mustNotShow("Reconnecting")
}

func TestARelayThatSendsAwayIsNotAskedAgainByItself(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.step(ui.SocketClosed{Code: wire.CloseNoSite})
	s.mustShow("The chat is not available at the moment.")
	dials := s.dials
	s.wait(60)
	if s.dials != dials {
		t.Error("came back by itself")
	}
	s.step(ui.Garbled{Version: true})
	s.press("Reload")
	if s.reloads != 1 {
		t.Error("did not reload")
	}
}

func TestAnEntryFromANewerProgramHasAPlace(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.happens(ana, chat.Unsupported{Raw: 99, Data: "x"})
	s.mustShow("(type 99)")
}

// measure reports heights for all rows that are in the document, as static/js/watch.js does, until nothing changes.
func (s *story) measure(top int) (rows []*domtest.Element) {
	s.t.Helper()
	log := s.find("log", "Messages")
	for range 10 {
		rows = log.Kids[len(log.Kids)-2].Kids
		e := dom.Event{Type: dom.Measured, Top: top, Height: 500}
		e.Full = px(log.Kids[len(log.Kids)-3]) + px(log.Kids[len(log.Kids)-1]) + 40*len(rows)
		for _, r := range rows {
			e.Rows = append(e.Rows, dom.RowHeight{Key: s.loop.RowKey(r.ID), Px: 40})
		}
		if log.Attrs[".end"] != "" || top > e.Full-e.Height {
			e.Top = e.Full - e.Height
		}
		before := s.doc.Body.HTML()
		s.do(s.loop.Event(s.now, log.Listener(dom.Measured), e))
		if s.doc.Body.HTML() == before {
			break
		}
	}
	return rows
}

func px(e *domtest.Element) int { n, _ := strconv.Atoi(e.Attrs[".space"]); return n }

func TestALongThreadStaysSmallInTheDocumentAndCanBeReadToItsBeginning(t *testing.T) {
	t.Parallel()
	const entries = 10_000
	s := visit(t)
	for n := range entries {
		who := julie
		if n%3 == 0 {
			who = ana
		}
		s.held = append(s.held, chat.Entry{ID: chat.EntryID("e" + strconv.Itoa(n)), N: uint64(n + 1), At: s.now + chat.Millis(n), Author: who, Body: chat.Text{Text: "entry " + strconv.Itoa(n)}})
	}
	s.connect()
	s.measure(1 << 30)
	s.mustShow("entry 9999")
	loads := 0
	for range 2 * entries {
		rows := s.measure(0)
		if len(rows) > 100 {
			t.Fatalf("%d rows in the document", len(rows))
		}
		load, ok := last[wire.Load](s)
		s.taken()
		if !ok {
			break
		}
		loads++
		from := max(1, load.Before-min(load.Before, load.Limit))
		s.frame(wire.Page{Conversation: conversation, Before: load.Before, List: s.held[from-1 : load.Before-1], Last: entries})
	}
	if first := s.loop.Model.Talk.Thread.Stored[0].N; first != 1 {
		t.Errorf("after %d pages the first entry is %d", loads, first)
	}
	s.measure(0)
	s.mustShow("entry 0")
	s.press("Latest message")
	s.measure(1 << 30)
	s.mustShow("entry 9999")
}

func TestAConversationThatCannotBeReadNowIsAskedForAgain(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.step(ui.SocketOpened{})
	s.frame(wire.Welcome{Epoch: epoch, Now: s.now, Me: julie, Token: "token", Conversation: conversation})
	s.taken()
	s.frame(wire.Refused{Conversation: conversation, Problem: chat.Unavailable})
	s.mustShow("The server cannot answer now.")
	s.wait(6)
	s.page()
	s.mustNotShow("The server cannot answer now.")
}

func TestWhoAcceptsATransferIsWithTheVisitorAtOnce(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("hello")
	s.acknowledge()
	ben := chat.Person{ID: "b1", Role: chat.Agent, Name: "Ben Keller"}
	s.happens(ana, chat.Joined{})
	offer := s.happens(ana, chat.Transfer{To: chat.Party{Kind: chat.PartyOne, ID: "b1", Name: "Ben Keller"}})
	s.happens(ben, chat.Settled{Of: offer.ID, How: chat.Returned, From: ana})
	s.mustShow("Ana Martin is with you")
	offer = s.happens(ana, chat.Transfer{To: chat.Party{Kind: chat.PartyOne, ID: "b1", Name: "Ben Keller"}})
	s.happens(ben, chat.Settled{Of: offer.ID, How: chat.Accepted, From: ana})
	s.mustShow("Ben Keller is with you")
}

func TestWhoIsBlockedIsNotThereAnyMore(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	if _, told := s.told["blocked"]; told {
		t.Error("told before")
	}
	s.step(ui.SocketClosed{Code: wire.CloseBlocked})
	if _, told := s.told["blocked"]; !told {
		t.Error("the page around is not told")
	}
	dials := s.dials
	s.wait(120)
	if s.dials != dials {
		t.Error("it comes back by itself")
	}
}
