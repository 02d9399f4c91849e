package slim

import (
	"bytes"
	"encoding/binary"
)

// Section ids of the WebAssembly binary format, those that say which functions there are.
const (
	typeSection     = 1
	importSection   = 2
	functionSection = 3
	startSection    = 8
	exportSection   = 7
	elementSection  = 9
	codeSection     = 10
)

// firstFunction and pcShift make program counters: block b of function i, imported functions not
// counted, has the program counter (firstFunction + i) << pcShift + b, and the function is
// at firstFunction + i of the table for indirect calls. See assignAddress and writeElementSec in
// src/cmd/link/internal/wasm/asm.go.
const (
	firstFunction = 0x1000
	pcShift       = 16
)

// goFunction is the type of all functions written in Go, the first of every module: it takes the block to
// begin at and returns 0, or 1 to unwind.
var goFunction = []byte{0x60, 1, 0x7f, 1, 0x7f}

const functionKind = 0 // of an import or export

// code is the functions of a module, imported ones not counted.
type code struct {
	section  *section
	imports  int
	types    []uint32 // 0 for goFunction
	exported []int
	bodies   [][]byte // alias the module
}

// readCode reads the functions, and checks that they are in the table for indirect calls where
// program counters find them.
func readCode(sections []*section) (*code, error) {
	one := map[byte]*section{}
	for _, s := range sections {
		if s.id == customSection {
			continue
		}
		if one[s.id] != nil {
			return nil, unknown("two sections of kind %d", s.id)
		}
		one[s.id] = s
	}
	if one[startSection] != nil {
		return nil, unknown("a start section")
	}
	c := &code{}
	for _, part := range []struct {
		id   byte
		read func(in *reader) error
	}{
		{typeSection, readTypes},
		{importSection, c.readImports},
		{functionSection, c.readFunctionTypes},
		{exportSection, c.readExports},
		{elementSection, c.readTable},
		{codeSection, c.readBodies},
	} {
		s := one[part.id]
		if s == nil {
			return nil, unknown("no section of kind %d", part.id)
		}
		in := &reader{rest: s.body}
		if err := part.read(in); err != nil {
			return nil, err
		}
		if in.failed || part.id != typeSection && len(in.rest) > 0 {
			return nil, unknown("section of kind %d with %d bytes left over", part.id, len(in.rest))
		}
	}
	c.section = one[codeSection]
	return c, nil
}

// readTypes reads the first type only.
func readTypes(in *reader) error {
	in.uint32()
	if first := in.bytes(uint32(len(goFunction))); !in.failed && !bytes.Equal(first, goFunction) {
		return unknown("the first type is % x", first)
	}
	return nil
}

func (c *code) readImports(in *reader) error {
	count := in.uint32()
	for range count {
		in.name()
		in.name()
		if kind := in.byte(); !in.failed && kind != functionKind {
			return unknown("an import of kind %d", kind)
		}
		if in.uint32(); in.failed {
			break
		}
	}
	c.imports = int(count)
	return nil
}

func (c *code) readFunctionTypes(in *reader) error {
	for range in.uint32() {
		if c.types = append(c.types, in.uint32()); in.failed {
			break
		}
	}
	return nil
}

func (c *code) readExports(in *reader) error {
	for range in.uint32() {
		in.name()
		kind, index := in.byte(), int(in.uint32())-c.imports
		if in.failed {
			break
		}
		if kind != functionKind {
			continue
		}
		if index < 0 || index >= len(c.types) {
			return unknown("function %d is exported", index)
		}
		c.exported = append(c.exported, index)
	}
	return nil
}

func (c *code) readTable(in *reader) error {
	segments, table := in.uint32(), in.uint32()
	op, first, end, count := in.byte(), in.int32(), in.byte(), in.uint32()
	if in.failed || segments != 1 || table != 0 || op != opI32Const || first != firstFunction || end != opEnd {
		return unknown("a table with functions from %d", first)
	}
	if int64(count) != int64(len(c.types)) {
		return unknown("a table of %d functions, the module has %d", count, len(c.types))
	}
	for i := range c.types {
		if index := in.uint32(); int64(index) != int64(c.imports+i) {
			return unknown("function %d is in the place of %d", index, c.imports+i)
		}
	}
	return nil
}

func (c *code) readBodies(in *reader) error {
	if count := in.uint32(); int64(count) != int64(len(c.types)) {
		return unknown("%d functions have bodies, %d have types", count, len(c.types))
	}
	for range c.types {
		c.bodies = append(c.bodies, in.bytes(in.uint32()))
	}
	return nil
}

// write puts the bodies back into the section that they came from.
func (c *code) write() {
	out := binary.AppendUvarint(nil, uint64(len(c.bodies)))
	for _, body := range c.bodies {
		out = binary.AppendUvarint(out, uint64(len(body)))
		out = append(out, body...)
	}
	c.section.body = out
}

// size is the number of bytes of all bodies.
func (c *code) size() int {
	n := 0
	for _, body := range c.bodies {
		n += len(body)
	}
	return n
}
