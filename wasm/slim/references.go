package slim

import "encoding/binary"

// slack is how far below a function's first program counter a constant may lie that still stands for the function: code
// that looks up the caller of f computes "f - 1", and the compiler may do that sum.
const slack = 64

// program is a module's code together with what its memory holds when it starts.
type program struct {
	*code
	*table
	callees [][]int // by function: those it calls or holds a program counter of
}

// readProgram joins code and table and checks that they count the same functions.
func readProgram(c *code, t *table) (*program, error) {
	p := &program{code: c, table: t}
	if len(c.bodies) != len(t.funcs) {
		return nil, unknown("%d functions in the code, %d in the table", len(c.bodies), len(t.funcs))
	}
	for i, f := range t.funcs {
		if f.field(fieldEntry) != uint32(firstFunction+i) {
			return nil, unknown("the table places function %d at %d", i, f.field(fieldEntry))
		}
	}
	if text, first := t.word(moduleText), t.word(moduleFirstPC); text != 0 || first != firstFunction<<pcShift {
		return nil, unknown("moduledata: program counters from %#x, text at %#x", first, text)
	}
	for _, body := range c.bodies {
		var callees []int
		err := walk(body, func(in instruction) {
			switch in.op {
			case opCall:
				if callee := int(in.value) - c.imports; callee >= 0 && callee < len(c.bodies) {
					callees = append(callees, callee)
				}
			case opI32Const, opI64Const:
				for _, pc := range []int64{in.value, in.value + slack} {
					if callee, ok := c.atPC(pc); ok {
						callees = append(callees, callee)
					}
				}
			}
		})
		if err != nil {
			return nil, err
		}
		p.callees = append(p.callees, callees)
	}
	return p, nil
}

// atPC returns the function that a number is a program counter of, if it can be one.
func (c *code) atPC(pc int64) (function int, ok bool) {
	return c.at(pc >> pcShift)
}

// at returns the function at a place in the table for indirect calls.
func (c *code) at(place int64) (function int, ok bool) {
	if place -= firstFunction; place < 0 || place >= int64(len(c.bodies)) {
		return 0, false
	}
	return int(place), true
}

// roots calls visit for each function that may be entered other than from code: by an export, or through a
// program counter in memory. It takes every word for a program counter that can be one, in all memory but the
// tables of functions, which hold one of each and are not for calls.
func (p *program) roots(visit func(function int)) error {
	for _, f := range p.exported {
		visit(f)
	}
	header, end := p.names.start-headerWords*wordSize, p.word(moduleTableEnd)
	if end < uint64(p.funcdata.end) || end > uint64(len(p.image)) {
		return unknown("moduledata: the tables end at %#x", end)
	}
	for _, s := range []span{{0, header}, {align(int(end)), len(p.image)}} {
		for at := s.start; at < s.end; at += wordSize {
			var word [wordSize]byte // the image ends after the last byte that is not zero
			copy(word[:], p.image[at:s.end])
			if f, ok := p.atPC(int64(binary.LittleEndian.Uint64(word[:]))); ok {
				visit(f)
			}
		}
	}
	return p.methods(visit)
}

// abi.Method: offset of the name and of the type, place of the function for interfaces and of the
// one for values. 32 bits each.
const (
	methodSize = 16
	typeSize   = 48 // abi.Type
	typeKind   = 23 // in abi.Type
	kindMask   = 1<<5 - 1
	kindFunc   = 19 // abi.Func
	nameFlags  = 1<<4 - 1
)

// methods calls visit for each function in the method table of a type. There functions are not program
// counters but places in the table for indirect calls (textAddr in src/runtime/symtab.go). Types have
// no index, so whatever looks like an entry of a method table is taken for one.
func (p *program) methods(visit func(function int)) error {
	start, end := p.word(moduleTypes), p.word(moduleTypesEnd)
	if start > end || end > uint64(len(p.image)) || start%4 != 0 {
		return unknown("moduledata: types from %#x to %#x", start, end)
	}
	types := p.image[start:end]
	for at := 0; at+methodSize <= len(types); at += 4 {
		entry := list(types[at:])
		if !isName(types, entry.at(0)) || !isFuncType(types, entry.at(1)) {
			continue
		}
		for _, place := range []uint32{entry.at(2), entry.at(3)} {
			if f, ok := p.at(int64(place)); ok {
				visit(f)
			}
		}
	}
	return nil
}

// isName tells whether a method's name can be at offset: four flags, a length, and that many bytes. See
// abi.Name.
func isName(types []byte, offset uint32) bool {
	if offset == 0 || int64(offset) >= int64(len(types)) {
		return false
	}
	in := reader{rest: types[offset:]}
	flags, text := in.byte(), in.bytes(in.uint32())
	return !in.failed && flags <= nameFlags && len(text) > 0
}

// isFuncType tells whether a method's type can be at offset. 0 and none stand for a type that the linker left out.
func isFuncType(types []byte, offset uint32) bool {
	if offset == 0 || offset == none {
		return true
	}
	return offset%wordSize == 0 && int64(offset)+typeSize <= int64(len(types)) && types[offset+typeKind]&kindMask == kindFunc
}

// live marks all functions that may be entered when those in cut are never left for another one.
func (p *program) live(cut map[int]bool) ([]bool, error) {
	live := make([]bool, len(p.bodies))
	var found []int
	mark := func(f int) {
		if !live[f] {
			live[f] = true
			found = append(found, f)
		}
	}
	if err := p.roots(mark); err != nil {
		return nil, err
	}
	for len(found) > 0 {
		f := found[len(found)-1]
		found = found[:len(found)-1]
		if cut[f] {
			continue
		}
		for _, callee := range p.callees[f] {
			mark(callee)
		}
	}
	return live, nil
}
