package session

import (
	"context"
	"errors"
	"time"

	"pupitre/app/wire"
	"pupitre/relay/auth"
)

// reap ends sessions that have been silent for too long: one goroutine for all, since a timer for each costs more
// than it tells.
func (h *Hub) reap() {
	every := min(h.o.Idle, h.o.HelloIn) / 4
	t := time.NewTicker(max(every, time.Millisecond))
	defer t.Stop()
	for {
		select {
		case <-h.open.Done():
			return
		case now := <-t.C:
			for _, s := range h.silent(now) {
				s.end(wire.CloseIdle)
			}
		}
	}
}

func (h *Hub) silent(now time.Time) []*Session {
	h.mu.RLock()
	defer h.mu.RUnlock()
	var list []*Session
	before := now.Add(-h.o.Idle).UnixMilli()
	for s := range h.sessions {
		if s.heard.Load() < before || now.Sub(s.opened) > h.o.HelloIn && !s.isWelcomed() {
			list = append(list, s)
		}
	}
	return list
}

func (s *Session) isWelcomed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.welcomed
}

// checkSignIns ends agents' sessions whose sign-in has expired or was ended by another relay, and keeps the others'
// from expiring while their console is open.
func (h *Hub) checkSignIns() {
	t := time.NewTicker(h.o.CheckEvery)
	defer t.Stop()
	for {
		select {
		case <-h.open.Done():
			return
		case <-t.C:
			for _, s := range h.agentSessions() {
				if err := h.still(s); errors.Is(err, auth.ErrSignedOut) {
					s.end(wire.CloseSignedOut)
				}
			}
		}
	}
}

func (h *Hub) still(s *Session) error {
	ctx, cancel := context.WithTimeout(h.open, askTimeout)
	defer cancel()
	return h.o.Agents.Still(ctx, s.signIn.Key)
}

// closeFor is how a connection ends whose sign-in could not be found.
func closeFor(err error) wire.CloseCode {
	if errors.Is(err, auth.ErrSignedOut) {
		return wire.CloseSignedOut
	}
	return wire.CloseStore
}
