//go:build js

// Package host runs a ui.Program in the browser. It is the border between Go and the glue in static/js/host.js and
// decides nothing: what comes in becomes a message, what goes out is bytes.
//
// The border is crossed by go:wasmexport (in) and go:wasmimport (out), which cost nanoseconds where a call through
// syscall/js costs microseconds. Arguments that are not numbers travel through one buffer, see room.
package host

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
)

// running is the loop behind the exported functions, which cannot be generic.
var running interface {
	Start(chat.Millis, ui.Started) []ui.Effect
	Step(chat.Millis, dom.Msg) []ui.Effect
	Event(chat.Millis, dom.ID, dom.Event) []ui.Effect
	Fired(chat.Millis, ui.TimerID) []ui.Effect
	Frames([]byte) []dom.Msg
	RowKey(dom.ID) string
	Render() *dom.Patch
}

// Run makes the program, from when on the glue may call, and never returns. The glue's first call is start.
func Run[M any](p ui.Program[M]) {
	running = ui.NewLoop(p)
	select {}
}

var orders dom.Patch

// do hands the effects to the glue and tells whether the browser's own reaction is unwanted (1) or not (0).
func do(effects []ui.Effect) int32 {
	if len(effects) == 0 {
		return 0
	}
	orders.Reset()
	prevent := ui.Encode(&orders, effects)
	send(&orders)
	if prevent {
		return 1
	}
	return 0
}

func send(p *dom.Patch) {
	if p.Empty() {
		return
	}
	p.Str = append(p.Str, 0) // so that there is a first byte to point to
	apply(&p.Ops[0], int32(len(p.Ops)), &p.Str[0], int32(len(p.Str)-1))
}
