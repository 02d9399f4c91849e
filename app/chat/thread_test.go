package chat_test

import (
	"testing"

	"pupitre/app/chat"
)

// stored is entry n of the relay's store: each written by Vera, each an id of its own.
func stored(n uint64) chat.Entry { return entry(chat.EntryID("e"+string(rune('0'+n))), n) }

func entry(id chat.EntryID, n uint64) chat.Entry {
	return chat.Entry{ID: id, N: n, At: minute(n), Author: vera, Body: said(string(id))}
}

func span(from, to uint64) []chat.Entry {
	var list []chat.Entry
	for n := from; n <= to; n++ {
		list = append(list, stored(n))
	}
	return list
}

// following is a thread that has caught up with the first last entries.
func following(last uint64) *chat.Thread {
	t := &chat.Thread{}
	t.Catch(span(1, last), last, false, chat.Marks{})
	return t
}

// shown is what a reader sees: ids in order, "?" behind one that waits, "!" behind one that failed.
func shown(t *chat.Thread) string {
	s := ""
	for i := range t.Rows() {
		e, state := t.Row(i)
		if i > 0 {
			s += " "
		}
		s += string(e.ID)
		switch {
		case state == chat.Failed:
			s += "!"
		case state == chat.Queued:
			s += "?"
		case i >= len(t.Stored):
			s += "~" // acknowledged, its place not reached yet
		}
	}
	return s
}

func wantShown(t *testing.T, th *chat.Thread, want string) {
	t.Helper()
	if got := shown(th); got != want {
		t.Errorf("a reader sees %q, want %q", got, want)
	}
}

// sends takes what the thread sends now, and wants that id; "" for nothing.
func sends(t *testing.T, th *chat.Thread, id chat.EntryID, after uint64) {
	t.Helper()
	p, ok := th.Next()
	if ok != (id != "") || p.ID != id || ok && p.After != after {
		t.Errorf("sends %q after %d (%v), want %q after %d", p.ID, p.After, ok, id, after)
	}
}

func write(th *chat.Thread, ids ...chat.EntryID) {
	for _, id := range ids {
		th.Queue(entry(id, 0))
	}
}

func TestAcknowledgedBeforeItComesLive(t *testing.T) {
	t.Parallel()
	th := following(2)
	write(th, "mine")
	wantShown(t, th, "e1 e2 mine?")
	sends(t, th, "mine", 2)
	th.Acked("mine", 3, minute(3))
	wantShown(t, th, "e1 e2 mine")
	if !th.Append([]chat.Entry{entry("mine", 3)}) {
		t.Error("its own live entry does not fit")
	}
	wantShown(t, th, "e1 e2 mine")
	if e, _ := th.Row(2); e.At != minute(3) || e.N != 3 {
		t.Errorf("it has number %d and time %d", e.N, e.At)
	}
}

func TestItComesLiveBeforeItIsAcknowledged(t *testing.T) {
	t.Parallel()
	th := following(2)
	write(th, "mine")
	sends(t, th, "mine", 2)
	th.Append([]chat.Entry{entry("mine", 3)})
	wantShown(t, th, "e1 e2 mine")
	th.Acked("mine", 3, minute(3))
	wantShown(t, th, "e1 e2 mine")
}

func TestSomebodyElseWasFaster(t *testing.T) {
	t.Parallel()
	th := following(2)
	write(th, "mine")
	sends(t, th, "mine", 2)
	th.Acked("mine", 4, minute(4))
	wantShown(t, th, "e1 e2 mine~")
	th.Append(span(3, 3))
	wantShown(t, th, "e1 e2 e3 mine~")
	th.Append([]chat.Entry{entry("mine", 4)})
	wantShown(t, th, "e1 e2 e3 mine")
}

func TestTheFirstWordsOfAConversation(t *testing.T) {
	t.Parallel()
	th := following(0)
	if !th.Complete() || th.Known() != 0 {
		t.Errorf("an empty conversation: complete %v, known %d", th.Complete(), th.Known())
	}
	write(th, "mine")
	sends(t, th, "mine", 0)
	th.Acked("mine", 1, minute(1))
	wantShown(t, th, "mine")
	if th.Last != 1 || !th.Complete() {
		t.Errorf("last %d, complete %v", th.Last, th.Complete())
	}
}

func TestOneIsOnItsWayAtATime(t *testing.T) {
	t.Parallel()
	th := following(0)
	write(th, "a", "b", "c")
	sends(t, th, "a", 0)
	sends(t, th, "", 0)
	th.Acked("a", 1, minute(1))
	sends(t, th, "b", 0)
	sends(t, th, "", 0)
	th.Append([]chat.Entry{entry("a", 1), entry("b", 2)}) // the live entry tells as well as the ack
	sends(t, th, "c", 0)
}

func TestRefusedForAMomentNothingOvertakesIt(t *testing.T) {
	t.Parallel()
	th := following(0)
	write(th, "a", "b")
	sends(t, th, "a", 0)
	th.Refused("a", chat.TooFast, chat.Person{})
	wantShown(t, th, "a? b?")
	sends(t, th, "a", 0)
	th.Refused("a", chat.Unavailable, chat.Person{})
	sends(t, th, "a", 0)
	th.Acked("a", 1, minute(1))
	sends(t, th, "b", 0)
}

func TestRefusedForGoodTheNextGoesOn(t *testing.T) {
	t.Parallel()
	th := following(0)
	write(th, "a", "b")
	sends(t, th, "a", 0)
	th.Refused("a", chat.Taken, ben)
	wantShown(t, th, "a! b?")
	if p := th.Pending[0]; p.Problem != chat.Taken || p.By != ben {
		t.Errorf("it failed for %v by %v", p.Problem, p.By)
	}
	sends(t, th, "b", 0)
	th.Acked("b", 1, minute(1))
	wantShown(t, th, "b a!")
}

func TestTriedAgainItKeepsItsID(t *testing.T) {
	t.Parallel()
	th := following(0)
	write(th, "a")
	sends(t, th, "a", 0)
	th.Refused("a", chat.NotYours, chat.Person{})
	th.Retry("a")
	wantShown(t, th, "a?")
	sends(t, th, "a", 0)
	th.Acked("a", 1, minute(1))
	wantShown(t, th, "a")
}

func TestTriedAgainItWaitsForTheOneOnItsWay(t *testing.T) {
	t.Parallel()
	th := following(0)
	write(th, "a", "b")
	sends(t, th, "a", 0)
	th.Refused("a", chat.NotYours, chat.Person{})
	sends(t, th, "b", 0)
	th.Retry("a")
	sends(t, th, "", 0)
	th.Acked("b", 1, minute(1))
	sends(t, th, "a", 0)
}

func TestOnlyWhatFailedCanBeDiscardedOrTriedAgain(t *testing.T) {
	t.Parallel()
	th := following(0)
	write(th, "a", "b")
	sends(t, th, "a", 0)
	th.Discard("a")
	th.Retry("a")
	wantShown(t, th, "a? b?")
	sends(t, th, "", 0) // trying again did not send it twice
	th.Refused("a", chat.NotAllowed, chat.Person{})
	th.Discard("a")
	th.Discard("a")
	wantShown(t, th, "b?")
}

func TestReconnectedWithNothingMissed(t *testing.T) {
	t.Parallel()
	th := following(2)
	write(th, "a", "b")
	sends(t, th, "a", 2)
	th.Disconnected()
	th.Catch(nil, 2, false, chat.Marks{})
	wantShown(t, th, "e1 e2 a? b?")
	sends(t, th, "a", 2)
}

func TestReconnectedItTurnsOutToBeStored(t *testing.T) {
	t.Parallel()
	th := following(2)
	write(th, "a", "b")
	sends(t, th, "a", 2)
	th.Disconnected()
	th.Catch([]chat.Entry{stored(3), entry("a", 4), stored(5)}, 5, false, chat.Marks{})
	wantShown(t, th, "e1 e2 e3 a e5 b?")
	sends(t, th, "b", 5) // what has been looked through need not be looked through again
}

func TestReconnectedAfterALongTime(t *testing.T) {
	t.Parallel()
	th := following(2)
	write(th, "a")
	sends(t, th, "a", 2)
	th.Disconnected()
	th.Catch(span(7, 9), 9, true, chat.Marks{})
	wantShown(t, th, "e7 e8 e9 a?")
	if th.Complete() {
		t.Error("complete, though 1 to 6 are missing")
	}
	sends(t, th, "a", 2) // it may be among what is not here
	th.Acked("a", 5, minute(5))
	wantShown(t, th, "e7 e8 e9")
	th.Prepend([]chat.Entry{stored(4), entry("a", 5), stored(6)})
	wantShown(t, th, "e4 a e6 e7 e8 e9")
}

// The first reconnection leaves a gap in which the entry may stand; that the second one misses nothing says nothing of it.
func TestAGapIsNotForgottenByTheNextReconnection(t *testing.T) {
	t.Parallel()
	th := following(2)
	write(th, "a")
	sends(t, th, "a", 2)
	th.Catch(span(7, 9), 9, true, chat.Marks{})
	th.Disconnected()
	th.Catch(nil, 9, false, chat.Marks{})
	sends(t, th, "a", 2)
	th.Disconnected()
	th.Prepend(span(3, 6))
	th.Catch(nil, 9, false, chat.Marks{})
	sends(t, th, "a", 9)
}

func TestAnOlderPageHoldsWhatAFormerPageLoadHadSent(t *testing.T) {
	t.Parallel()
	th := &chat.Thread{}
	write(th, "a")
	th.Catch(span(7, 9), 9, true, chat.Marks{})
	th.Prepend([]chat.Entry{stored(4), entry("a", 5), stored(6)})
	wantShown(t, th, "e4 a e6 e7 e8 e9")
	th.Acked("a", 5, minute(5))
	wantShown(t, th, "e4 a e6 e7 e8 e9")
}

func TestAcknowledgedButTheStoreForgotIt(t *testing.T) {
	t.Parallel()
	th := following(2)
	write(th, "a")
	sends(t, th, "a", 2)
	th.Acked("a", 5, minute(5))
	th.Catch(span(3, 3), 3, false, chat.Marks{})
	wantShown(t, th, "e1 e2 e3 a?")
	sends(t, th, "a", 3)
}

func TestTheRelayHasAnotherStore(t *testing.T) {
	t.Parallel()
	th := following(5)
	th.Marks = chat.Marked(chat.Agent, 5, 5)
	write(th, "a", "b")
	sends(t, th, "a", 5)
	th.Acked("a", 7, minute(7))
	th.Restart()
	wantShown(t, th, "a? b?")
	if th.Loaded || th.Complete() || th.Last != 0 || th.Marks != (chat.Marks{}) {
		t.Errorf("something of the former store is left: %+v", th)
	}
	th.Catch(span(1, 3), 3, false, chat.Marks{})
	wantShown(t, th, "e1 e2 e3 a? b?")
	sends(t, th, "a", 3)
}

func TestAGapIsNoticed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		th   *chat.Thread
		list []chat.Entry
		fits bool
		want string
	}{
		{"the next", following(2), span(3, 4), true, "e1 e2 e3 e4"},
		{"known ones and the next", following(2), span(1, 3), true, "e1 e2 e3"},
		{"only known ones", following(2), span(1, 2), true, "e1 e2"},
		{"nothing", following(2), nil, true, "e1 e2"},
		{"one is missing", following(2), span(4, 5), false, "e1 e2"},
		{"one is missing in it", following(2), []chat.Entry{stored(3), stored(5)}, false, "e1 e2 e3"},
		{"the first of all", following(0), span(1, 2), true, "e1 e2"},
		{"the first of all is missing", following(0), span(2, 3), false, ""},
	} {
		if fits := c.th.Append(c.list); fits != c.fits {
			t.Errorf("%s: fits = %v", c.name, fits)
		}
		wantShown(t, c.th, c.want)
	}
}

func TestOlderPagesComeBeforeWhatIsHeld(t *testing.T) {
	t.Parallel()
	th := &chat.Thread{}
	th.Catch(span(6, 8), 8, true, chat.Marks{})
	for _, wrong := range [][]chat.Entry{nil, span(1, 3), span(5, 6), {stored(2), stored(5)}} {
		th.Prepend(wrong)
		wantShown(t, th, "e6 e7 e8")
	}
	th.Prepend(span(3, 5))
	th.Prepend(span(3, 5)) // asked for twice
	wantShown(t, th, "e3 e4 e5 e6 e7 e8")
	if th.Complete() {
		t.Error("complete without 1 and 2")
	}
	th.Prepend(span(1, 2))
	if !th.Complete() {
		t.Error("not complete with everything")
	}
}

func TestAnAcknowledgementOfNothingOfOursChangesNothing(t *testing.T) {
	t.Parallel()
	th := following(2)
	th.Acked("other", 3, minute(3))
	th.Refused("other", chat.Taken, ben)
	th.Retry("other")
	th.Discard("other")
	wantShown(t, th, "e1 e2")
}

// Somebody else's entry of the same id does not take an own one's place in the outbox.
func TestAForgedIDDoesNotSwallowAnOwnEntry(t *testing.T) {
	t.Parallel()
	me, other := chat.Person{ID: "a1", Role: chat.Agent}, chat.Person{ID: "v1", Role: chat.Visitor}
	th := chat.Thread{Loaded: true}
	th.Queue(chat.Entry{ID: "x", Author: me, Body: chat.Text{Text: "mine"}})
	th.Append([]chat.Entry{{ID: "x", N: 1, Author: other, Body: chat.Text{Text: "forged"}}})
	if len(th.Pending) != 1 {
		t.Fatal("it is gone")
	}
	th.Append([]chat.Entry{{ID: "x", N: 2, Author: me, Body: chat.Text{Text: "mine"}}})
	if len(th.Pending) != 0 {
		t.Error("it is sent again although it was stored")
	}
}
