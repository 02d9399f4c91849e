// Package ui is the loop that both browser programs turn in: a message comes in, Update changes the model and returns
// effects, View shows the model as a page, and the page's difference to the last one goes out as a patch.
//
// It is pure: time and randomness arrive with messages, orders to the world leave as effects, which are plain data.
// The browser's side of it is package wasm/host; in tests a few lines take its place.
package ui

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/wire"
)

// Program is a product's side of the loop.
type Program[M any] struct {
	Init   func(m *M, at chat.Millis, s Started) []Effect
	Update func(m *M, at chat.Millis, msg dom.Msg) []Effect
	View   func(m *M) dom.Nodes
	Decode func([]byte) ([]wire.Frame, error) // wire.DecodeForAgent, or wire.DecodeForVisitor
}

// Loop is a running program. It is not safe for use by several goroutines.
type Loop[M any] struct {
	Model M

	program Program[M]
	tree    *dom.Tree
	patch   dom.Patch
	dirty   bool
	busy    bool
	waiting []step
	timers  map[TimerID]dom.Msg
	timer   TimerID
}

type step struct {
	at  chat.Millis
	msg dom.Msg
}

// NewLoop is the program before its first message, which must be Start.
func NewLoop[M any](p Program[M]) *Loop[M] {
	return &Loop[M]{program: p, tree: dom.NewTree(), timers: map[TimerID]dom.Msg{}}
}

// Start gives the program what the host knows.
func (l *Loop[M]) Start(at chat.Millis, s Started) []Effect {
	l.dirty = true
	return l.number(l.program.Init(&l.Model, at, s))
}

// Step takes one message. A message that comes while another is being handled, or while a patch is made, waits its turn:
// its effects are then among those of the call that was running, or of the next one.
func (l *Loop[M]) Step(at chat.Millis, msg dom.Msg) []Effect {
	if msg == nil {
		return nil
	}
	l.waiting = append(l.waiting, step{at, msg})
	if l.busy {
		return nil
	}
	l.busy = true
	var effects []Effect
	for len(l.waiting) > 0 {
		s := l.waiting[0]
		l.waiting = l.waiting[1:]
		l.dirty = true
		effects = append(effects, l.program.Update(&l.Model, s.at, s.msg)...)
	}
	l.waiting, l.busy = nil, false
	return l.number(effects)
}

// Event takes what happened at a live node.
func (l *Loop[M]) Event(at chat.Millis, id dom.ID, e dom.Event) []Effect {
	return l.Step(at, l.tree.Find(id, e))
}

// RowKey is the key of the live node with that id.
func (l *Loop[M]) RowKey(id dom.ID) string { return l.tree.RowKey(id) }

// Fired takes the message of an After whose time has come; of one that was cancelled or replaced, nothing.
func (l *Loop[M]) Fired(at chat.Millis, id TimerID) []Effect {
	msg := l.timers[id]
	delete(l.timers, id)
	return l.Step(at, msg)
}

// Render is what turns the page into the model's view: empty when nothing changed. The patch is valid until the next call.
func (l *Loop[M]) Render() *dom.Patch {
	l.patch.Reset()
	if l.dirty && !l.busy {
		l.dirty, l.busy = false, true
		l.tree.Render(&l.patch, l.program.View(&l.Model)...)
		l.busy = false
	}
	return &l.patch
}

// number gives the timers among the effects their ids and keeps their messages.
func (l *Loop[M]) number(effects []Effect) []Effect {
	for i, e := range effects {
		if a, ok := e.(After); ok {
			l.timer++
			a.ID = l.timer
			l.timers[a.ID] = a.Then
			effects[i] = a
		}
	}
	return effects
}
