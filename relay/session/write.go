package session

import (
	"context"
	"time"

	"github.com/coder/websocket"

	"pupitre/app/wire"
)

func (s *Session) reply(f wire.Frame) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.push(f)
}

// push adds a frame to the message that goes out next. s.mu is held.
func (s *Session) push(f wire.Frame) {
	if s.ready() {
		s.out = wire.Append(s.out, f)
		s.sent(f)
	}
}

// pushBytes is push for a frame that was encoded once for many.
func (s *Session) pushBytes(f wire.Frame, encoded []byte) {
	if s.ready() {
		s.out = append(s.out, encoded...)
		s.sent(f)
	}
}

// ready tells whether one more frame may wait, and closes the connection of a client that is too slow. One frame may
// pass the limit by its own size: a page is as large as it is.
func (s *Session) ready() bool {
	switch {
	case s.over:
		return false
	case len(s.out) > s.limits.queue:
		s.endLocked(wire.CloseSlow)
		return false
	case s.out == nil:
		s.out = wire.Start(make([]byte, 0, 256))
	}
	return true
}

func (s *Session) sent(f wire.Frame) {
	s.trace(">", f)
	if !s.writing {
		s.writing = true
		s.hub.running.Go(s.write)
	}
}

// write runs while there is something to send. A lone frame goes out at once; what comes while it is on its way, or
// within a tick, goes out together.
func (s *Session) write() {
	for {
		s.mu.Lock()
		msg := s.out
		s.out = nil
		if msg == nil || s.over {
			s.writing = false
			s.mu.Unlock()
			return
		}
		s.nc.SetWriteDeadline(time.Now().Add(writeTimeout))
		s.mu.Unlock()
		if err := s.ws.Write(context.Background(), websocket.MessageBinary, msg); err != nil {
			s.end(0)
			continue
		}
		time.Sleep(tick)
	}
}
