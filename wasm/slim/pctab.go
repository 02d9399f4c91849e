package slim

import "encoding/binary"

// A table by program counter is a list of pairs, the change of a value and the program counters that it
// then holds for. Both are unsigned LEB128 numbers, the change in zigzag form; the value starts at -1. A
// change of 0 ends the table, unless it is the first. See step in runtime/symtab.go.

// pcTable returns the span in pctab, from offset, of the table that starts there, and
// its largest value.
func (t *table) pcTable(offset uint32) (where span, largest int32, err error) {
	in := reader{rest: t.image[t.pctab.start+int(offset) : t.pctab.end]}
	size := len(in.rest)
	value := int32(-1)
	largest = value
	for first := true; ; first = false {
		change := in.uint32()
		if in.failed || change == 0 && !first {
			break
		}
		value += int32(change>>1) ^ -int32(change&1)
		largest = max(largest, value)
		in.uint32()
	}
	if in.failed {
		return span{}, 0, unknown("the table at %d of pctab does not end", offset)
	}
	return span{int(offset), int(offset) + size - len(in.rest)}, largest, nil
}

// stripPCTab empties pctab but for the tables that are not only for tracebacks, and forgets the
// others. Tables are shared between functions and kinds, so what is kept decides.
func (t *table) stripPCTab(dropInline bool) error {
	keep := make([]bool, t.pctab.len())
	for _, f := range t.funcs {
		f.set(fieldPCFile, 0)
		f.set(fieldPCLine, 0)
		if f.gone {
			f.set(fieldPCSP, 0)
		}
		for kind := range f.pcdatas.len() {
			if f.gone || kind == unsafePoint || kind == argLive || kind == inlineIndex && dropInline {
				f.pcdatas.set(kind, 0)
			}
		}
		// The runtime reads the stack size table of a function without one too, at 0 (funcMaxSPDelta).
		kept := []uint32{f.field(fieldPCSP)}
		for kind := range f.pcdatas.len() {
			if offset := f.pcdatas.at(kind); offset != 0 {
				kept = append(kept, offset)
			}
		}
		for _, offset := range kept {
			where, _, err := t.pcTable(offset)
			if err != nil {
				return err
			}
			for i := where.start; i < where.end; i++ {
				keep[i] = true
			}
		}
	}
	for i, kept := range keep {
		if !kept {
			t.image[t.pctab.start+i] = 0
		}
	}
	return nil
}

const (
	// runtime.inlinedCall: id of the function, its name, the call's place in the parent, its first line.
	inlinedSize      = 16
	inlinedName      = 4
	inlinedStartLine = 12
)

// stripInlineTrees takes names and lines out of the inline trees and leaves what recover() needs: ids and
// parents. A tree's length is not written anywhere; the largest index that its table by
// program counter gives is the last call that can be looked up, parents included.
func (t *table) stripInlineTrees() error {
	for i, f := range t.funcs {
		tree, index := f.funcdata(inlineTree), f.pcdata(inlineIndex)
		if tree == none || index == 0 {
			continue
		}
		_, last, err := t.pcTable(index)
		if err != nil {
			return err
		}
		calls := t.image[t.funcdata.start+int(tree) : t.funcdata.end]
		if int64(last+1)*inlinedSize > int64(len(calls)) {
			return unknown("function %d inlines call %d, outside the table", i, last)
		}
		for call := range int(last + 1) {
			binary.LittleEndian.PutUint32(calls[call*inlinedSize+inlinedName:], 0)
			binary.LittleEndian.PutUint32(calls[call*inlinedSize+inlinedStartLine:], 0)
		}
	}
	return nil
}
