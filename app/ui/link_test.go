package ui_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

const lostNetwork wire.CloseCode = 1006

// online is a link that has been welcomed at that time.
func online(at chat.Millis) ui.Link {
	l := ui.NewLink("/ws/visitor", chat.Seed{1, 2})
	l.Dial(at)
	l.Opened(at)
	l.Welcomed(at)
	return l
}

func wantEffects(t *testing.T, what string, got []ui.Effect, want ...ui.Effect) {
	t.Helper()
	if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %#v, want %#v", what, got, want)
	}
}

func wantState(t *testing.T, what string, l ui.Link, want ui.LinkState) {
	t.Helper()
	if l.State != want {
		t.Errorf("%s: state %d, want %d", what, l.State, want)
	}
}

var ping = ui.Transmit{Data: wire.Message(wire.Ping{})}

func TestALinkDialsGreetsAndIsOnline(t *testing.T) {
	t.Parallel()
	l := ui.NewLink("/ws/visitor", chat.Seed{})
	wantState(t, "new", l, ui.Stopped)
	wantEffects(t, "dial", l.Dial(1000), ui.Dial{Path: "/ws/visitor"})
	wantState(t, "dialled", l, ui.Dialing)
	l.Opened(1100)
	wantState(t, "opened", l, ui.Greeting)
	l.Welcomed(1200)
	wantState(t, "welcomed", l, ui.Online)
}

func TestPausesGrowUntilAnAttemptSucceeds(t *testing.T) {
	t.Parallel()
	l := ui.NewLink("/", chat.Seed{9})
	least := []chat.Millis{400, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 30_000}
	at := chat.Millis(1_000_000)
	for round := range 2 {
		for i, pause := range least {
			l.Dial(at)
			if i%2 == 1 {
				l.Opened(at) // open is not yet welcome
			}
			l.Closed(at, lostNetwork)
			wantState(t, "broken", l, ui.Waiting)
			if got := l.Retry - at; got < pause || got > pause*3/2 {
				t.Errorf("round %d: pause %d is %d ms, want %d to %d", round, i, got, pause, pause*3/2)
			}
			wantEffects(t, "too early", l.Tick(l.Retry-1))
			at = l.Retry
			wantEffects(t, "when it is time", l.Tick(at), ui.Dial{Path: "/"})
		}
		l.Opened(at)
		l.Welcomed(at)
	}
}

// After a restart of the relay a thousand clients must not come back in the same moment.
func TestManyClientsComeBackSpreadOverTime(t *testing.T) {
	t.Parallel()
	slots := map[chat.Millis]int{}
	r := rand.New(rand.NewPCG(1, 4))
	for range 1000 {
		l := ui.NewLink("/", chat.Seed{byte(r.Uint32()), byte(r.Uint32())})
		l.Dial(0)
		l.Closed(0, wire.CloseGoingAway)
		slots[l.Retry/20]++
	}
	if len(slots) < 9 {
		t.Errorf("all within %d slots of 20 ms", len(slots))
	}
	for at, n := range slots {
		if n > 250 {
			t.Errorf("%d of 1000 come at %d ms", n, at*20)
		}
	}
}

func TestTheNetworkCameBack(t *testing.T) {
	t.Parallel()
	l := online(0)
	for range 5 {
		l.Closed(0, lostNetwork)
		l.Dial(0)
	}
	l.Closed(0, lostNetwork)
	wantEffects(t, "woken", l.Wake(10), ui.Dial{Path: "/ws/visitor"})
	wantEffects(t, "woken again while dialling", l.Wake(20))
	l.Closed(30, lostNetwork)
	if pause := l.Retry - 30; pause > 600 {
		t.Errorf("after a wish the first pause is %d ms", pause)
	}
}

func TestWakingAnOnlineLinkAsksForASignOfLife(t *testing.T) {
	t.Parallel()
	l := online(0)
	wantEffects(t, "just heard", l.Wake(2_000))
	wantEffects(t, "quiet for a while", l.Wake(2_001), ping)
	wantEffects(t, "asked already", l.Wake(2_002))
	stopped := ui.NewLink("/", chat.Seed{})
	wantEffects(t, "stopped", stopped.Wake(9_000))
}

func TestAQuietConnectionIsAskedForASignOfLife(t *testing.T) {
	t.Parallel()
	l := online(0)
	wantEffects(t, "quiet for 20 s", l.Tick(20_000))
	wantEffects(t, "quiet for longer", l.Tick(20_001), ping)
	wantEffects(t, "waiting for the answer", l.Tick(28_001))
	l.Heard(28_001)
	wantEffects(t, "answered", l.Tick(28_002))
	wantState(t, "answered", l, ui.Online)
	wantEffects(t, "quiet again", l.Tick(48_002), ping)
}

func TestAConnectionThatIsOpenButDeadIsLeft(t *testing.T) {
	t.Parallel()
	l := online(0)
	l.Tick(20_001)
	wantEffects(t, "no answer", l.Tick(28_002), ui.Hangup{})
	wantState(t, "no answer", l, ui.Waiting)
	wantEffects(t, "then", l.Tick(l.Retry), ui.Dial{Path: "/ws/visitor"})
	l.Opened(l.Retry)
	l.Welcomed(l.Retry)
	wantEffects(t, "the former question is forgotten", l.Tick(l.Retry+9_000))
}

// After a sleep the connection is most likely dead, so the link waits for its answer only shortly, whichever comes first: the timer, or
// somebody who looks at the page.
func TestALinkThatHasSleptIsQuickToDialAgain(t *testing.T) {
	t.Parallel()
	const morning = 36_000_000
	for name, first := range map[string]func(l *ui.Link) []ui.Effect{
		"the timer":  func(l *ui.Link) []ui.Effect { return l.Tick(morning) },
		"the person": func(l *ui.Link) []ui.Effect { return append(l.Wake(morning), l.Tick(morning+10)...) },
	} {
		l := online(0)
		l.Tick(1_000)
		wantEffects(t, name, first(&l), ping)
		wantEffects(t, name+": waits", l.Tick(morning+3_000))
		wantEffects(t, name+": no longer", l.Tick(morning+3_001), ui.Hangup{})
		wantState(t, name, l, ui.Waiting)
		if pause := l.Retry - morning - 3_001; pause > 600 {
			t.Errorf("%s: dials again after %d ms", name, pause)
		}
	}

	// Asked before the sleep, it does not ask again.
	l := online(0)
	wantEffects(t, "quiet", l.Tick(20_001), ping)
	wantEffects(t, "asleep before the answer", l.Tick(morning), ui.Hangup{})

	// A page in the background ticks once a minute; one whose relay answers is not cut off.
	l = online(0)
	for at := chat.Millis(60_000); at < 600_000; at += 60_000 {
		wantEffects(t, "once a minute", l.Tick(at), ping)
		l.Heard(at + 2_900)
	}
	wantState(t, "once a minute", l, ui.Online)

	// And awake it is as patient as before.
	wantEffects(t, "awake", append(l.Tick(550_000), l.Tick(563_000)...), ping)
	wantEffects(t, "patient", l.Tick(570_000))
	wantState(t, "patient", l, ui.Online)
}

func TestAnAttemptThatTakesTooLongIsGivenUp(t *testing.T) {
	t.Parallel()
	for _, open := range []bool{false, true} {
		l := ui.NewLink("/", chat.Seed{})
		l.Dial(0)
		if open {
			l.Opened(14_000) // but no Welcome comes
		}
		wantEffects(t, "15 s", l.Tick(15_000))
		wantEffects(t, "longer", l.Tick(15_001), ui.Hangup{})
		wantState(t, "longer", l, ui.Waiting)
	}
}

func TestWhatALinkDoesAfterEachClose(t *testing.T) {
	t.Parallel()
	for code, want := range map[wire.CloseCode]ui.LinkState{
		lostNetwork: ui.Waiting, wire.CloseGoingAway: ui.Waiting, wire.CloseSlow: ui.Waiting, wire.CloseIdle: ui.Waiting,
		wire.CloseStore: ui.Waiting, wire.CloseTooFast: ui.Waiting, wire.CloseBadToken: ui.Waiting,
		wire.CloseMalformed: ui.Stopped, wire.CloseVersion: ui.Stopped, wire.CloseSignedOut: ui.Stopped, wire.CloseNoSite: ui.Stopped,
		wire.CloseTooLarge: ui.Stopped, 4999: ui.Stopped,
	} {
		l := online(0)
		l.Closed(1, code)
		if l.State != want || l.Why != code {
			t.Errorf("%d: state %d because of %d, want %d", code, l.State, l.Why, want)
		}
		if want == ui.Stopped {
			wantEffects(t, "stopped", append(l.Tick(1e9), l.Wake(1e9)...))
			wantEffects(t, "told to", l.Dial(1e9), ui.Dial{Path: "/ws/visitor"})
			if l.Why != 0 {
				t.Errorf("%d: still because of %d", code, l.Why)
			}
		}
	}
}

// A clock that is set back, by a person or by the network, must not leave somebody offline for as long.
func TestAClockThatIsSetBackDoesNotHoldTheLinkUp(t *testing.T) {
	t.Parallel()
	const hour = 3_600_000
	l := online(10 * hour)
	l.Closed(10*hour, lostNetwork)
	l.Tick(9 * hour)
	if s := l.Seconds(9 * hour); s > 60 {
		t.Errorf("reconnecting in %d s", s)
	}
	wantEffects(t, "a minute later", l.Tick(9*hour+60_000), ui.Dial{Path: "/ws/visitor"})

	l = online(10 * hour)
	l.Tick(9 * hour)
	wantEffects(t, "a dead connection", l.Tick(9*hour+20_001), ping)
	l.Tick(8 * hour)
	wantEffects(t, "that does not answer", l.Tick(8*hour+8_001), ui.Hangup{})

	l = ui.NewLink("/", chat.Seed{})
	l.Dial(10 * hour)
	l.Tick(9 * hour)
	wantEffects(t, "an attempt that takes too long", l.Tick(9*hour+15_001), ui.Hangup{})
}

func TestSecondsUntilTheNextAttempt(t *testing.T) {
	t.Parallel()
	l := ui.Link{State: ui.Waiting, Retry: 10_000}
	for at, want := range map[chat.Millis]int{0: 10, 1: 10, 999: 10, 1_000: 9, 9_001: 1, 10_000: 1, 20_000: 1} {
		if got := l.Seconds(at); got != want {
			t.Errorf("at %d: %d s, want %d", at, got, want)
		}
	}
}

func TestALinkThatWasLeftOnPurposeStaysAway(t *testing.T) {
	t.Parallel()
	l := online(0)
	l = l.Ended()
	wantEffects(t, "left", append(l.Tick(1e9), l.Wake(1e9)...))
	wantEffects(t, "told to", l.Dial(1e9), ui.Dial{Path: "/ws/visitor"})
}
