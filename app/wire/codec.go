package wire

import (
	"unicode/utf8"

	"pupitre/app/chat"
)

// The methods of writer and reader are not inlined: that would make the package twice as large for browsers to load.

type writer struct {
	b    []byte
	more func(*writer, chat.Body) // writes bodies that body does not; nil for a browser's program
}

//go:noinline
func (w *writer) byte(v byte) { w.b = append(w.b, v) }

//go:noinline
func (w *writer) uint(v uint64) {
	for v >= 0x80 {
		w.b = append(w.b, byte(v)|0x80)
		v >>= 7
	}
	w.b = append(w.b, byte(v))
}

//go:noinline
func (w *writer) string(s string) {
	w.uint(uint64(len(s)))
	w.b = append(w.b, s...)
}

//go:noinline
func (w *writer) bool(v bool) {
	if v {
		w.byte(1)
	} else {
		w.byte(0)
	}
}

// strings is a list of strings; strings3 three strings one after the other.
func (w *writer) strings(list []string) {
	w.uint(uint64(len(list)))
	for _, s := range list {
		w.string(s)
	}
}

//go:noinline
func (w *writer) strings3(a, b, c string) {
	w.string(a)
	w.string(b)
	w.string(c)
}

// begin and end put the length of what is written between them before it.
//
//go:noinline
func (w *writer) begin() int {
	w.b = append(w.b, 0)
	return len(w.b)
}

//go:noinline
func (w *writer) end(at int) {
	n := len(w.b) - at
	if n < 0x80 {
		w.b[at-1] = byte(n)
		return
	}
	var size writer
	size.uint(uint64(n))
	w.b = append(w.b, size.b[1:]...) // room, then move the payload up
	copy(w.b[at-1+len(size.b):], w.b[at:at+n])
	copy(w.b[at-1:], size.b)
}

// reader reads a payload; after the first mistake it returns zeros and bad stays true. The strings that it returns are parts of
// the message: whoever keeps one keeps the message. With copies they are their own.
type reader struct {
	b      string
	more   func(*reader, chat.Kind) chat.Body // reads bodies that bodyOf does not; nil for a visitor's program
	copies bool
	bad    bool
}

//go:noinline
func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.bad = true
		return 0
	}
	v := r.b[0]
	r.b = r.b[1:]
	return v
}

//go:noinline
func (r *reader) uint() uint64 {
	var v uint64
	for i := 0; i < len(r.b) && i < 10; i++ {
		c := r.b[i]
		if i == 9 && c > 1 {
			break
		}
		v |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.b = r.b[i+1:]
			return v
		}
	}
	r.b, r.bad = "", true
	return 0
}

// int63 is a uint that fits an int64: a time.
//
//go:noinline
func (r *reader) int63() int64 {
	v := r.uint()
	if v > 1<<63-1 {
		r.bad = true
		return 0
	}
	return int64(v)
}

// cut is a part of the input with its length before it.
//
//go:noinline
func (r *reader) cut() string {
	n := r.uint()
	if n > uint64(len(r.b)) {
		r.b, r.bad = "", true
		return ""
	}
	v := r.b[:n]
	r.b = r.b[n:]
	return v
}

// part reads what end has put a length before.
//
//go:noinline
func (r *reader) part() reader { return reader{b: r.cut(), more: r.more, copies: r.copies, bad: r.bad} }

func (r *reader) strings() []string {
	n := r.count()
	if n == 0 {
		return nil
	}
	list := make([]string, 0, min(n, 64))
	for i := 0; i < n && !r.bad; i++ {
		list = append(list, r.string())
	}
	return list
}

// string is text; broken UTF-8 is a mistake.
//
//go:noinline
func (r *reader) string() string {
	s := r.cut()
	if !utf8.ValidString(s) {
		r.bad = true
		return ""
	}
	return r.own(s)
}

func (r *reader) own(s string) string {
	if r.copies {
		return string([]byte(s))
	}
	return s
}

//go:noinline
func (r *reader) bool() bool {
	v := r.byte()
	if v > 1 {
		r.bad = true
	}
	return v == 1
}

// count is a number of items of at least one byte each, so that a lie about it costs no memory.
//
//go:noinline
func (r *reader) count() int {
	n := r.uint()
	if n > uint64(len(r.b)) {
		r.bad = true
		return 0
	}
	return int(n)
}
