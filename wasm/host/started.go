//go:build js

package host

import "pupitre/app/ui"

// start is the first call: the room holds, as start of host.js writes it, 16 random bytes and then strings, each behind its
// length in four bytes: language, what was typed, what was sent, options and kept values by name. A list begins with its
// length.
//
//go:wasmexport start
func start(at float64, n int32) {
	from := started(inbox[:n])
	var s ui.Started
	copy(s.Seed[:], from)
	from = from[len(s.Seed):]
	s.Lang, s.Typed = from.text(), from.text()
	for range from.number() {
		s.Sent = append(s.Sent, from.text())
	}
	s.Options, s.Kept = from.strings(), from.strings()
	do(running.Start(ms(at), s))
}

// started is what has not been read yet.
type started []byte

func (b *started) number() int {
	n := number(*b)
	*b = (*b)[4:]
	return int(n)
}

func (b *started) text() string {
	n := b.number()
	s := string((*b)[:n])
	*b = (*b)[n:]
	return s
}

func (b *started) strings() map[string]string {
	m := map[string]string{}
	for range b.number() {
		name := b.text()
		m[name] = b.text()
	}
	return m
}
