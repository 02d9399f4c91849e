package session

import (
	"context"
	"time"

	"github.com/coder/websocket"

	"pupitre/app/wire"
)

// What waits for a client is of two kinds. What it asked for is sent piece by piece, each when the client has taken those
// before it (room): a slow client gets it slowly. What happens meanwhile does not wait for anybody, so a client for which
// more of that piles up than limits.queue is dropped; it resumes from what it has.

func (s *Session) reply(f wire.Frame) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.push(f)
}

// push adds a frame that the client asked for to the message that goes out next. s.mu is held.
func (s *Session) push(f wire.Frame) {
	if s.over {
		return
	}
	s.out = wire.Append(s.begun(), f)
	s.sent(f)
}

// pushLive adds what has just happened, encoded once for many, or drops a client that is too slow for it. One frame may
// pass the limit by its own size. s.mu is held.
func (s *Session) pushLive(f wire.Frame, encoded []byte) {
	switch {
	case s.over:
	case s.unasked > s.limits.queue:
		s.endLocked(wire.CloseSlow)
	default:
		s.out = append(s.begun(), encoded...)
		s.unasked += len(encoded)
		s.sent(f)
	}
}

// room waits until at most n bytes wait for the client, and tells whether the connection goes on. s.mu is held.
func (s *Session) room(n int) bool {
	for len(s.out) > n && !s.over {
		s.changed.Wait()
	}
	return !s.over
}

func (s *Session) begun() []byte {
	if s.out == nil {
		return wire.Start(make([]byte, 0, 256))
	}
	return s.out
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
		s.out, s.unasked = nil, 0
		s.changed.Broadcast()
		if msg == nil || s.over {
			s.writing = false
			s.mu.Unlock()
			return
		}
		s.nc.SetWriteDeadline(time.Now().Add(writeTimeout + time.Duration(len(msg))*time.Second/slowest))
		s.mu.Unlock()
		if err := s.ws.Write(context.Background(), websocket.MessageBinary, msg); err != nil {
			s.end(0)
			continue
		}
		time.Sleep(tick)
	}
}
