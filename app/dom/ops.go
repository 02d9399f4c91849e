package dom

import (
	"unicode/utf8"
)

// ID numbers a live node. 1 is the element that a tree is mounted in.
type ID uint32

// Op is one operation of a patch; its operands follow as unsigned varints (ids, numbers) and as lengths, in UTF-16
// units, into the patch's one string. static/js/patch.js has the same table; a test compares them.
type Op uint8

const (
	OpElement  Op = 1  // id, tag: make an element
	OpText     Op = 2  // id, text: make a text node
	OpInsert   Op = 3  // parent, id, before (0: at the end)
	OpRemove   Op = 4  // id
	OpAttr     Op = 5  // id, name, value: set an attribute, or a property when the name begins with a dot
	OpNoAttr   Op = 6  // id, name
	OpSetText  Op = 7  // id, text: of a text node
	OpListen   Op = 8  // id, mask: bit t for EventType t
	OpTemplate Op = 9  // number, then the skeleton as nested nodes (see writeSkeleton)
	OpClone    Op = 10 // id, template: holes get id+1, id+2...
	OpFill     Op = 11 // id, text: of an element that is a text hole
)

// Patch is a difference as bytes: operations and the string that they take their text from.
type Patch struct {
	Ops []byte
	Str []byte
}

// Empty tells whether there is nothing to do.
//
//go:noinline
func (p *Patch) Empty() bool { return len(p.Ops) == 0 }

// Reset empties the patch and keeps its memory.
//
//go:noinline
func (p *Patch) Reset() { p.Ops, p.Str = p.Ops[:0], p.Str[:0] }

//go:noinline
func (p *Patch) Op(o Op) { p.Ops = append(p.Ops, byte(o)) }

//go:noinline
func (p *Patch) Uint(v uint32) {
	for v >= 0x80 {
		p.Ops = append(p.Ops, byte(v)|0x80)
		v >>= 7
	}
	p.Ops = append(p.Ops, byte(v))
}

//go:noinline
func (p *Patch) id(id ID) { p.Uint(uint32(id)) }

// String adds s to the string and its length to the operations.
//
//go:noinline
func (p *Patch) String(s string) {
	if !utf8.ValidString(s) { // or the lengths would not match what the browser decodes
		s = string([]rune(s))
	}
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
	p.Uint(uint32(n))
	p.Str = append(p.Str, s...)
}
