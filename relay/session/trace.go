package session

import (
	"strconv"

	"pupitre/app/wire"
)

// trace writes a line for a frame ("<" received, ">" sent): never what was written, never a token. s.mu is held.
func (s *Session) trace(direction string, f wire.Frame) {
	if s.hub.o.Trace != nil {
		s.traceLine(direction + " " + wire.Trace(f))
	}
}

func (s *Session) traceReceived(f wire.Frame) {
	if s.hub.o.Trace != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.trace("<", f)
	}
}

func (s *Session) traceClose(code wire.CloseCode) {
	if s.hub.o.Trace != nil {
		s.traceLine("closed " + strconv.Itoa(int(code)))
	}
}

func (s *Session) traceLine(what string) {
	s.hub.o.Trace(s.nc.RemoteAddr().String() + " " + string(s.who.ID) + " " + what)
}
