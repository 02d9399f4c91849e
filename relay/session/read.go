package session

import (
	"context"
	"errors"
	"time"

	"github.com/coder/websocket"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// read is the session's one lasting goroutine.
func (s *Session) read() {
	defer s.leave()
	for {
		kind, msg, err := s.ws.Read(context.Background()) // ends when the connection does; the hub sees to that
		if errors.Is(err, websocket.ErrMessageTooBig) {
			s.end(wire.CloseTooLarge)
			return
		}
		if err != nil {
			return
		}
		s.heard.Store(time.Now().UnixMilli())
		if code := s.take(kind, msg); code != 0 {
			s.end(code)
			return
		}
	}
}

// take handles a message: 0, or why the connection must close.
func (s *Session) take(kind websocket.MessageType, msg []byte) wire.CloseCode {
	if kind != websocket.MessageBinary {
		return wire.CloseMalformed
	}
	frames, err := wire.Decode(msg)
	if errors.Is(err, wire.ErrVersion) {
		return wire.CloseVersion
	}
	if err != nil {
		return wire.CloseMalformed
	}
	if !s.frames.AllowN(time.Now(), max(1, len(frames))) {
		return wire.CloseTooFast
	}
	for _, f := range frames {
		s.traceReceived(f)
		if code := s.takeFrame(f); code != 0 {
			return code
		}
	}
	return 0
}

func (s *Session) takeFrame(f wire.Frame) wire.CloseCode {
	switch f := f.(type) {
	case wire.Unsupported: // from a newer client
	case wire.Hello:
		if s.greeted {
			return wire.CloseMalformed
		}
		s.greeted = true
		s.do(f)
	case wire.Ping:
		if !s.greeted {
			return wire.CloseMalformed
		}
		s.pong()
	case wire.Request:
		if !s.greeted {
			return wire.CloseMalformed
		}
		s.do(f)
	default: // what only a relay says
		return wire.CloseMalformed
	}
	return 0
}

// pong answers at once, whatever the worker is busy with. Before Welcome, Welcome itself is the answer.
func (s *Session) pong() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.welcomed {
		f := wire.Pong{Now: chat.Millis(time.Now().UnixMilli())}
		s.pushLive(f, wire.Append(nil, f)) // counted: nothing waits before it is said
	}
}
