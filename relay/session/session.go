// Package session is one WebSocket: it reads a client's frames, asks the desk, and sends what the client follows.
//
// A Hub holds all sessions of a relay and is the desk's Watcher. The package must never decide what a person may do
// (package desk does), and must never let one client wait for another: what cannot be sent is dropped with its
// connection, and the client resumes from what it has.
//
// An idle session is one goroutine with a small stack and some hundred bytes. What writes and what asks the desk
// runs only while there is something to write or to ask.
package session

import (
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
	"golang.org/x/time/rate"

	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/wire"
	"pupitre/relay/auth"
)

// Session is one connection, of a visitor or of an agent.
type Session struct {
	hub    *Hub
	ws     *websocket.Conn
	nc     net.Conn // below ws, for deadlines
	limits *limits
	signIn auth.SignIn // an agent's; zero for a visitor
	from   source

	opened  time.Time
	heard   atomic.Int64 // Unix milliseconds of the last message
	asking  atomic.Int32 // translations that it waits for
	finding atomic.Int32 // searches and files that it waits for

	// Of the reader alone.
	greeted bool
	frames  *rate.Limiter

	// Of the worker alone.
	entries *rate.Limiter
	asks    *rate.Limiter
	finds   *rate.Limiter

	mu       sync.Mutex
	who      chat.Person  // set once, by the worker, which may read it without mu
	lang     lang.Lang    // a visitor's; set with who
	changed  sync.Cond    // todo or out has room, the worker has finished, or it is over
	todo     []wire.Frame // what the worker has still to do, at most maxTodo
	working  bool         // a worker runs
	out      []byte       // the message that the next write takes; nil: nothing
	unasked  int          // bytes of out that the client did not ask for
	writing  bool         // a writer runs
	welcomed bool         // Welcome was sent
	over     bool         // no more frames either way
	follows  []*followed  // at most limits.follows

	stock []chat.Item // what a console is still to be told of the library; Hub.agentsMu guards it
}

// start begins a session on an accepted connection. The hub waits for its goroutines.
func (h *Hub) start(ws *websocket.Conn, nc net.Conn, from source, signIn auth.SignIn) {
	s := &Session{hub: h, ws: ws, nc: nc, from: from, signIn: signIn, limits: &h.o.visitor, opened: time.Now()}
	if signIn.Key != "" {
		s.limits = &h.o.agent
	}
	s.changed.L = &s.mu
	s.heard.Store(s.opened.UnixMilli())
	s.frames = rate.NewLimiter(s.limits.frames, s.limits.frameBurst)
	ws.SetReadLimit(chat.MaxFrame)
	if !h.add(s) { // the relay has begun to stop since welcomeHere
		h.release(from)
		h.turnAway(ws, nc, wire.CloseGoingAway)
		return
	}
	go func() {
		defer h.running.Done() // Add is in h.add, so that none is added while Stop waits
		s.read()
	}()
}

// end closes the connection for a reason, once. Code 0 means that the network has done so. What was received and
// not yet done is still done when the client may come back: somebody pressed Send and closed the page.
func (s *Session) end(code wire.CloseCode) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endLocked(code)
}

func (s *Session) endLocked(code wire.CloseCode) {
	if s.over {
		return
	}
	s.over, s.out = true, nil
	if code.Policy() != wire.ComeBack {
		s.todo = nil
	}
	s.traceClose(code)
	s.changed.Broadcast()
	s.hub.running.Go(func() { s.hangUp(code) })
}

// hangUp says why and waits a moment for the client's own close frame, so that the reason is not lost in a reset.
func (s *Session) hangUp(code wire.CloseCode) {
	s.nc.SetDeadline(time.Now().Add(s.hub.o.grace))
	if code == 0 {
		s.ws.CloseNow()
		return
	}
	s.ws.Close(websocket.StatusCode(code), "")
}

// leave takes the session out of all tables, after the worker's last step.
func (s *Session) leave() {
	s.mu.Lock()
	s.endLocked(0)
	for s.working {
		s.changed.Wait()
	}
	welcomed := s.welcomed
	s.mu.Unlock()
	s.hub.remove(s)
	if welcomed && !s.isAgent() {
		s.hub.desk.Present(s.who.ID, chat.ConversationOf(s.who.ID, 1), false)
		s.hub.left(s.who.ID)
	}
}

func (s *Session) isAgent() bool { return s.signIn.Key != "" }
