package cobrowse

import "unicode/utf8"

// reader reads a message; after the first mistake it returns zeros, and err says what it was. The strings that it returns are parts of the message:
// whoever keeps one keeps the message. Its methods are not inlined: the program would become larger.
type reader struct {
	b   string
	err error
}

//go:noinline
func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
	r.b = ""
}

//go:noinline
func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.fail(ErrMalformed)
		return 0
	}
	v := r.b[0]
	r.b = r.b[1:]
	return v
}

// uint is a number below 2^32, in at most five bytes. It need not be the shortest way to write it: a recorder leaves room for a length that it learns later.
//
//go:noinline
func (r *reader) uint() uint32 {
	var v uint32
	for i := 0; i < len(r.b) && i < 5; i++ {
		c := r.b[i]
		if i == 4 && c > 0x0f {
			break
		}
		v |= uint32(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.b = r.b[i+1:]
			return v
		}
	}
	r.fail(ErrMalformed)
	return 0
}

//go:noinline
func (r *reader) int() int32 {
	v := r.uint()
	return int32(v>>1) ^ -int32(v&1)
}

// count is a number of items of at least so many bytes each, so that a lie about it costs no memory.
//
//go:noinline
func (r *reader) count(each int) int {
	n := r.uint()
	if uint64(n)*uint64(each) > uint64(len(r.b)) {
		r.fail(ErrMalformed)
		return 0
	}
	return int(n)
}

// bytes are as many bytes as the number before them says.
//
//go:noinline
func (r *reader) bytes() string {
	n := r.uint()
	if uint64(n) > uint64(len(r.b)) {
		r.fail(ErrMalformed)
		return ""
	}
	v := r.b[:n]
	r.b = r.b[n:]
	return v
}

// string is text of at most MaxText UTF-16 units; broken UTF-8 is a mistake.
//
//go:noinline
func (r *reader) string() string {
	s := r.bytes()
	switch {
	case !utf8.ValidString(s):
		r.fail(ErrMalformed)
		return ""
	case !fits(s):
		r.fail(ErrTooLarge)
		return ""
	}
	return s
}

// hash is the name of a resource, or "" for none.
func (r *reader) hash() string {
	h := r.bytes()
	if len(h) != 0 && len(h) != HashSize {
		r.fail(ErrMalformed)
		return ""
	}
	return h
}

// short is a number of two bytes, the higher first.
func (r *reader) short() uint16 {
	high := uint16(r.byte())
	return high<<8 | uint16(r.byte())
}

// units is how many UTF-16 units a valid string has.
func units(s string) int {
	n := len(s)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x80:
		case c < 0xc0: // a continuation byte does not count
			n--
		case c >= 0xf0: // beyond the basic plane: two units, so one of the continuations counts
			n++
		}
	}
	return n
}
