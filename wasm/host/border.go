//go:build js

package host

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

//go:wasmimport pupitre apply
func apply(ops *byte, opsLen int32, str *byte, strLen int32)

var inbox = make([]byte, 16<<10)

// room is where the glue writes the n bytes that go with its next call.
//
//go:wasmexport room
func room(n int32) *byte {
	if int(n) > len(inbox) {
		inbox = make([]byte, 2*n)
	}
	return &inbox[0]
}

// event is anything but Measured; the room holds the key, a zero byte, the field's content.
//
//go:wasmexport event
func event(at float64, id, kind, mods, caret, n int32) int32 {
	key, value := cut(inbox[:n])
	e := dom.Event{Type: dom.EventType(kind), Key: key, Value: value, Mods: dom.Mods(mods), Caret: int(caret)}
	if e.Type == dom.Dragged {
		e.Top, e.Caret = e.Caret, 0
	}
	return do(running.Event(ms(at), dom.ID(id), e))
}

// measured is a Watched box's report; the room holds pairs of 32-bit numbers: a row's id, its height in 1/64 px.
//
//go:wasmexport measured
func measured(at float64, id, top, height, full, n int32) int32 {
	e := dom.Event{Type: dom.Measured, Top: int(top), Height: int(height), Full: int(full)}
	for b := inbox[:n]; len(b) >= 8; b = b[8:] {
		if key := running.RowKey(dom.ID(number(b))); key != "" {
			e.Rows = append(e.Rows, dom.RowHeight{Key: key, Px: float64(number(b[4:])) / 64})
		}
	}
	return do(running.Event(ms(at), dom.ID(id), e))
}

// frames is a WebSocket message in the room.
//
//go:wasmexport frames
func frames(at float64, n int32) {
	for _, m := range running.Frames(inbox[:n]) {
		do(running.Step(ms(at), m))
	}
}

//go:wasmexport socket_opened
func socketOpened(at float64) { do(running.Step(ms(at), ui.SocketOpened{})) }

//go:wasmexport socket_closed
func socketClosed(at float64, code int32) {
	do(running.Step(ms(at), ui.SocketClosed{Code: wire.CloseCode(code)}))
}

//go:wasmexport fired
func fired(at float64, id int32) { do(running.Fired(ms(at), ui.TimerID(id))) }

// answered: the room holds the tag, a zero byte, the body.
//
//go:wasmexport answered
func answered(at float64, status, n int32) {
	tag, body := cut(inbox[:n])
	do(running.Step(ms(at), ui.Answered{Tag: tag, Status: int(status), Body: body}))
}

// told: the room holds a name, a zero byte, a value.
//
//go:wasmexport told
func told(at float64, n int32) {
	name, value := cut(inbox[:n])
	do(running.Step(ms(at), ui.Told{Name: name, Value: value}))
}

// fileCame: the room holds conversation, handle, name, media type, with a zero byte between each two.
//
//go:wasmexport file_came
func fileCame(at, size float64, more, n int32) {
	f := ui.FileCame{Size: uint64(size), More: more != 0}
	in, rest := cut(inbox[:n])
	f.In = chat.ConversationID(in)
	f.Handle, rest = cut([]byte(rest))
	f.Name, f.Type = cut([]byte(rest))
	do(running.Step(ms(at), f))
}

// fileAnswered: the room holds path, media type, problem, with a zero byte between each two.
//
//go:wasmexport file_answered
func fileAnswered(at, offset float64, status, whole, width, height, n int32) {
	path, rest := cut(inbox[:n])
	kind, problem := cut([]byte(rest))
	do(running.Step(ms(at), ui.FileAnswered{
		Path: path, Status: int(status), Offset: uint64(offset), Whole: whole != 0, Type: kind, Width: uint64(width), Height: uint64(height), Problem: chat.ProblemNamed(problem),
	}))
}

//go:wasmexport looked
func looked(at float64, visible, focused int32) {
	do(running.Step(ms(at), ui.Looked{Visible: visible != 0, Focused: focused != 0}))
}

//go:wasmexport network_came
func networkCame(at float64) { do(running.Step(ms(at), ui.NetworkCame{})) }

//go:wasmexport not_kept
func notKept(at float64) { do(running.Step(ms(at), ui.NotKept{})) }

//go:wasmexport render
func render() { send(running.Render()) }

// cut splits at the first zero byte and copies both parts out of the room.
func cut(b []byte) (before, after string) {
	for i, c := range b {
		if c == 0 {
			return string(b[:i]), string(b[i+1:])
		}
	}
	return string(b), ""
}

func ms(at float64) chat.Millis { return chat.Millis(at) }

func number(b []byte) uint32 {
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}
