// Package wire is the language that browsers and the relay speak, and the form in which the relay stores entries.
//
// A WebSocket message is the byte Version and then any number of frames, each: its type (one byte), the length of its
// payload (uvarint), the payload. Numbers are unsigned varints, strings are a length and UTF-8 bytes, truth values one
// byte. Items of lists have their length before them, too. The language only grows: fields are added at a payload's or item's end, types at the end of the table, and neither is
// ever used anew. A reader ignores what follows the fields it knows, and keeps a frame or an entry of an unknown type
// as a value (Unsupported), so an older program goes on beside a newer one.
//
// Decoding never panics and never takes more memory than a small multiple of its input.
package wire

import "pupitre/app/chat"

// Version is the first byte of every message. Another one means that the page must be loaded anew.
const Version = 1

// Decode reads a whole message. The error is chat.Malformed, or ErrVersion; then no frame is returned.
func Decode(msg []byte) ([]Frame, error) {
	return decode(msg, reader{copies: true, more: (*reader).staffBody}, (*reader).frame)
}

// DecodeForAgent is Decode for an agent's program. What it returns are parts of one copy of the message, which stays in memory
// with any of them: a program that keeps threads whole reads them in half the time. A relay keeps an id of a message.
func DecodeForAgent(msg []byte) ([]Frame, error) {
	return decode(msg, reader{more: (*reader).staffBody}, (*reader).frame)
}

// DecodeForVisitor is DecodeForAgent for a visitor's program: frames and entries that only the relay and agents get are Unsupported to it,
// so that it need not load what reads them.
func DecodeForVisitor(msg []byte) ([]Frame, error) { return decode(msg, reader{}, (*reader).forAll) }

func (r *reader) frame(t Type) (Frame, bool) {
	if f, ok := r.requests(t); ok {
		return f, true
	}
	if f, ok := r.forAll(t); ok {
		return f, true
	}
	return r.forAgents(t)
}

func decode(msg []byte, r reader, frame func(*reader, Type) (Frame, bool)) ([]Frame, error) {
	if len(msg) == 0 {
		return nil, chat.Malformed
	}
	if msg[0] != Version {
		return nil, ErrVersion
	}
	var frames []Frame
	for r.b = string(msg[1:]); len(r.b) > 0; {
		kind := Type(r.byte())
		p := r.part()
		raw := p.b
		f, known := frame(&p, kind)
		if !known {
			f = Unsupported{Raw: kind, Data: p.own(raw)}
		}
		if r.bad || p.bad {
			return nil, chat.Malformed
		}
		frames = append(frames, f)
	}
	return frames, nil
}

// Requests is a message of the given requests: all that a client sends.
func Requests(requests ...Request) []byte {
	w := writer{b: Start(nil)}
	for _, f := range requests {
		w.request(f)
	}
	return w.b
}

// Start begins a message in dst, to which Append adds frames.
func Start(dst []byte) []byte { return append(dst, Version) }

// Message is a message of any frames.
func Message(frames ...Frame) []byte {
	b := Start(nil)
	for _, f := range frames {
		b = Append(b, f)
	}
	return b
}

// Append adds one frame to a message begun with Start.
func Append(dst []byte, f Frame) []byte {
	w := writer{b: dst, more: (*writer).staffBody}
	switch f := f.(type) {
	case Request:
		w.request(f)
	case reply:
		w.byte(byte(f.(Frame).Type()))
		at := w.begin()
		f.reply(&w)
		w.end(at)
	}
	return w.b
}

func (w *writer) request(f Request) {
	w.byte(byte(f.Type()))
	at := w.begin()
	f.encode(w)
	w.end(at)
}

// ErrVersion is Decode's error for a message of another version of this language.
var ErrVersion error = versionError{}

type versionError struct{}

func (versionError) Error() string { return "another version of the wire language" }
