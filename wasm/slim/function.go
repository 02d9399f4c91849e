package slim

import "encoding/binary"

const (
	entrySize  = 8  // runtime.functab: entry, offset of the record
	recordSize = 44 // runtime._func, without the two lists that follow it

	// Offsets in runtime._func.
	fieldEntry     = 0
	fieldName      = 4
	fieldArgs      = 8
	fieldDeferral  = 12 // where deferred functions are called
	fieldPCSP      = 16
	fieldPCFile    = 20
	fieldPCLine    = 24
	fieldPCDatas   = 28
	fieldUnit      = 32
	fieldStartLine = 36
	fieldFuncID    = 40
	fieldFuncDatas = 43

	wrapperID = 23 // abi.FuncIDWrapper, the last of the special ids

	none = 1<<32 - 1 // a reference to function data that a function does not have
)

// What a function's tables by program counter ("pcdata") are for, see internal/abi.
const (
	unsafePoint  = iota // asynchronous preemption and debuggers: not on wasm
	stackMapLive        // garbage collection
	inlineIndex         // inlined calls
	argLive             // tracebacks
	panicBounds         // index and length of a failed bounds check; not on wasm, and tiny
	pcdataKinds
)

// What a function's other data ("funcdata") are for, see internal/abi.
const (
	argMaps      = iota // garbage collection
	localMaps           // garbage collection
	stackObjects        // garbage collection
	inlineTree          // inlined calls
	openDefers          // panics
	argInfo             // tracebacks
	argLiveInfo         // tracebacks
	wrapInfo            // execution traces; tiny
	funcdataKinds
)

// function is the record of one function, a runtime._func in the image. The lists that follow
// the record hold offsets into pctab, 0 for none, and into funcdata, none for none.
type function struct {
	record             []byte
	pcdatas, funcdatas list
	gone               bool // it has no code any more, so it is on no stack
}

type list []byte

func (l list) len() int             { return len(l) / 4 }
func (l list) at(i int) uint32      { return binary.LittleEndian.Uint32(l[4*i:]) }
func (l list) set(i int, to uint32) { binary.LittleEndian.PutUint32(l[4*i:], to) }

func (f function) field(offset int) uint32   { return binary.LittleEndian.Uint32(f.record[offset:]) }
func (f function) set(offset int, to uint32) { binary.LittleEndian.PutUint32(f.record[offset:], to) }

// funcdata returns the offset of the data of one kind.
func (f function) funcdata(kind int) uint32 {
	if kind >= f.funcdatas.len() {
		return none
	}
	return f.funcdatas.at(kind)
}

// pcdata returns the offset of the table of one kind.
func (f function) pcdata(kind int) uint32 {
	if kind >= f.pcdatas.len() {
		return 0
	}
	return f.pcdatas.at(kind)
}

// readFunctions reads all records. The linker writes them without a gap but for alignment, in the order of
// the entries; checking that leaves no doubt about the sizes and counts within them.
func (t *table) readFunctions(count int) error {
	functab := t.image[t.functab.start:t.functab.end]
	next := align(count*entrySize + 4) // the last entry is an end, without offset
	if next > len(functab) {
		return unknown("%d functions in %d bytes", count, len(functab))
	}
	t.funcs = make([]function, 0, count)
	for i := range count {
		entry := list(functab[i*entrySize:]).at(0)
		offset := list(functab[i*entrySize:]).at(1)
		if int(offset) != next || next > len(functab)-recordSize {
			return unknown("record of function %d at %d, expected at %d", i, offset, next)
		}
		f := function{record: functab[next : next+recordSize]}
		if f.field(fieldEntry) != entry {
			return unknown("function %d has two entries, %d and %d", i, entry, f.field(fieldEntry))
		}
		pcdatas, funcdatas := f.field(fieldPCDatas), int(f.record[fieldFuncDatas])
		if pcdatas > pcdataKinds || funcdatas > funcdataKinds || f.record[fieldFuncID] > wrapperID {
			return unknown("function %d has %d pcdata, %d funcdata, id %d", i, pcdatas, funcdatas, f.record[fieldFuncID])
		}
		middle := next + recordSize + 4*int(pcdatas)
		end := middle + 4*funcdatas
		if end > len(functab) {
			return unknown("function %d is cut short", i)
		}
		f.pcdatas, f.funcdatas = functab[next+recordSize:middle], functab[middle:end]
		if err := t.checkOffsets(i, f); err != nil {
			return err
		}
		t.funcs = append(t.funcs, f)
		next = align(end)
	}
	if next != len(functab) {
		return unknown("%d bytes after the last function", len(functab)-next)
	}
	return nil
}

// checkOffsets checks that what a record refers to lies within the tables.
func (t *table) checkOffsets(i int, f function) error {
	if name := f.field(fieldName); int64(name) >= int64(t.names.len()) {
		return unknown("name of function %d at %d", i, name)
	}
	for _, offset := range []uint32{f.field(fieldPCSP), f.field(fieldPCFile), f.field(fieldPCLine)} {
		if int64(offset) >= int64(t.pctab.len()) {
			return unknown("a table of function %d at %d", i, offset)
		}
	}
	for kind := range f.pcdatas.len() {
		if offset := f.pcdatas.at(kind); int64(offset) >= int64(t.pctab.len()) {
			return unknown("pcdata %d of function %d at %d", kind, i, offset)
		}
	}
	for kind := range f.funcdatas.len() {
		if offset := f.funcdatas.at(kind); offset != none && int64(offset) >= int64(t.funcdata.len()) {
			return unknown("funcdata %d of function %d at %d", kind, i, offset)
		}
	}
	return nil
}

func align(n int) int { return (n + wordSize - 1) &^ (wordSize - 1) }
