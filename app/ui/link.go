package ui

import (
	"pupitre/app/chat"
	"pupitre/app/wire"
)

// Link is the connection to the relay as a client sees it: it comes back by itself, with growing pauses, and notices a
// connection that is open but dead.
type Link struct {
	Path  string // to dial
	State LinkState
	Retry chat.Millis // Waiting: when the next attempt begins
	Why   wire.CloseCode

	pauses  int         // attempts since the last success
	heard   chat.Millis // when the last sign of life came
	pinged  chat.Millis // when we asked for one; 0: we did not
	jitter  uint32
	started chat.Millis // when Dialing began
	now     chat.Millis // of the last Tick
}

// LinkState is where the connection stands.
type LinkState uint8

const (
	Dialing  LinkState = iota // on the way
	Greeting                  // open; Hello is sent, Welcome has not come
	Online                    // Welcome has come
	Waiting                   // broken; the next attempt begins at Retry
	Stopped                   // will not come back by itself: see Why
)

const (
	pingAfter = 20_000 // silence after which a client asks for a sign of life
	pongIn    = 8_000  // and how long it waits for one,
	pongSoon  = 3_000  // or, after a sleep, in which connections seldom survive, only so long
	sleepFrom = 90_000 // between two Ticks: the device has slept; in the background browsers let a minute pass
	dialIn    = 15_000 // for a connection and its Welcome
)

var pauses = [...]chat.Millis{400, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000}

// NewLink is a link that has not dialled. The seed spreads the attempts of many clients.
func NewLink(path string, seed chat.Seed) Link {
	return Link{Path: path, State: Stopped, jitter: uint32(seed[0]) | uint32(seed[1])<<8 | 1}
}

// Dial begins an attempt now.
func (l *Link) Dial(at chat.Millis) []Effect {
	l.State, l.started, l.now, l.pinged, l.Why = Dialing, at, at, 0, 0
	return []Effect{Dial{l.Path}}
}

// Opened notes that the socket is open; the caller sends its Hello.
func (l *Link) Opened(at chat.Millis) { l.State, l.heard = Greeting, at }

// Welcomed notes that the relay knows us.
func (l *Link) Welcomed(at chat.Millis) { l.State, l.pauses, l.heard, l.pinged = Online, 0, at, 0 }

// Heard notes a sign of life.
func (l *Link) Heard(at chat.Millis) { l.heard, l.pinged = at, 0 }

// Closed notes the end of the connection and what follows from its code.
func (l *Link) Closed(at chat.Millis, code wire.CloseCode) {
	l.Why = code
	if p := code.Policy(); p != wire.ComeBack && p != wire.DropToken {
		l.State = Stopped
		return
	}
	l.wait(at)
}

func (l *Link) wait(at chat.Millis) {
	pause := pauses[min(l.pauses, len(pauses)-1)]
	l.pauses++
	l.jitter = l.jitter*1664525 + 1013904223
	pause += pause * chat.Millis(l.jitter>>24) / 512 // up to half as much again
	l.State, l.Retry = Waiting, at+pause
}

// Wake tries at once: the network came back, or somebody looks at the page again.
func (l *Link) Wake(at chat.Millis) []Effect {
	switch l.State {
	case Waiting:
		l.pauses = 0
		return l.Dial(at)
	case Online:
		if at-l.heard > 2_000 && l.pinged == 0 {
			return l.ping(at, at-l.now)
		}
	}
	return nil
}

// Tick is to be called about once a second.
func (l *Link) Tick(at chat.Millis) []Effect {
	pause := at - l.now
	l.setBack(at)
	switch {
	case l.State == Waiting && at >= l.Retry:
		return l.Dial(at)
	case (l.State == Dialing || l.State == Greeting) && at-l.started > dialIn,
		l.State == Online && l.pinged != 0 && at-l.pinged > pongIn:
		l.wait(at)
		return []Effect{Hangup{}}
	case l.State == Online && l.pinged == 0 && at-l.heard > pingAfter:
		return l.ping(at, pause)
	}
	return nil
}

// setBack moves all times along with a clock that was set back; else the link would wait until the old time comes again.
func (l *Link) setBack(at chat.Millis) {
	if by := l.now - at; by > 0 {
		l.Retry, l.heard, l.started = l.Retry-by, l.heard-by, l.started-by
		if l.pinged != 0 {
			l.pinged -= by
		}
	}
	l.now = at
}

// ping asks for a sign of life; pause is the time since the last Tick.
func (l *Link) ping(at, pause chat.Millis) []Effect {
	l.pinged = at
	if pause > sleepFrom {
		l.pinged -= pongIn - pongSoon
	}
	return []Effect{Transmit{wire.Requests(wire.Ping{})}}
}

// Ended is the link after it was left on purpose: it dials again only when told to.
func (l Link) Ended() Link { return Link{Path: l.Path, State: Stopped, jitter: l.jitter} }

// Seconds until the next attempt, at least 1, for "Reconnecting in 4 s".
func (l *Link) Seconds(at chat.Millis) int { return max(1, int((l.Retry-at+999)/1000)) }
