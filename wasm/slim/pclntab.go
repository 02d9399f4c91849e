package slim

import (
	"bytes"
	"encoding/binary"
)

const (
	wordSize = 8 // size of uintptr in the module's memory: GOARCH=wasm is a 64-bit port

	// Words of runtime.pcHeader, after its 8 bytes of magic, padding and sizes.
	headerFuncs   = 1 // nfunc
	headerUnused  = 3 // held the start of the text before Go 1.26, and is 0 since
	headerOffsets = 4 // names, compilation units, files, pctab, functab: offsets from the header
	headerWords   = 9

	// Words of runtime.moduledata. A slice takes three.
	moduleTables   = 1  // funcnametab, cutab, filetab, pctab, pclntable, ftab: a slice each
	moduleFinder   = 19 // findfunctab, a table that finds functions quickly, after the function data
	moduleFirstPC  = 20 // minpc
	moduleText     = 22 // text, what places of functions in types are counted from
	moduleTypes    = 37 // types, start of the types and their names
	moduleTypesEnd = 38 // etypes
	moduleGofunc   = 40 // gofunc, start of the function data
	moduleTableEnd = 41 // epclntab, end of all tables of functions
	moduleWords    = 42
)

// headerMagic begins runtime.pcHeader: abi.CurrentPCLnTabMagic, two zeros, the size of an
// instruction on wasm and the size of a pointer.
var headerMagic = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, wordSize}

// span is a range of bytes of the image, end excluded.
type span struct{ start, end int }

func (s span) len() int { return s.end - s.start }

// table is the runtime's table of functions ("pclntab"), found in the image of a program's memory.
// Its spans lie in the image, in this order.
type table struct {
	image    []byte
	names    span // funcnametab: function names, each ended by a zero byte
	units    span // cutab: for each compilation unit, where its file names are
	files    span // filetab: file names
	pctab    span // values by program counter, see pctab.go
	functab  span // (entry, offset) of each function, then the functions' records
	funcdata span // what the records' funcdata refer to
	module   int  // runtime.firstmoduledata
	funcs    []function
}

// findTable finds the table of functions and checks that it is whole and laid out as expected.
func findTable(image []byte) (*table, error) {
	header, err := findHeader(image)
	if err != nil {
		return nil, err
	}
	word := func(i int) uint64 { return binary.LittleEndian.Uint64(image[header+i*wordSize:]) }

	if text := word(headerUnused); text != 0 {
		return nil, unknown("pcHeader holds a start of text, %#x", text)
	}
	// The tables follow the header and one another.
	edges := [6]int{header + headerWords*wordSize}
	for i := range 5 {
		offset := word(headerOffsets + i)
		if offset > uint64(len(image)-header) || header+int(offset) < edges[i] {
			return nil, unknown("pcHeader places table %d at offset %d", i, offset)
		}
		edges[i+1] = header + int(offset)
	}
	if edges[1] != edges[0] {
		return nil, unknown("pcHeader is followed by %d unknown bytes", edges[1]-edges[0])
	}
	t := &table{
		image: image,
		names: span{edges[1], edges[2]},
		units: span{edges[2], edges[3]},
		files: span{edges[3], edges[4]},
		pctab: span{edges[4], edges[5]},
	}

	// A function takes at least its entry and its record, which bounds their number.
	count := word(headerFuncs)
	if count == 0 || count > uint64((len(image)-edges[5])/(entrySize+recordSize)) {
		return nil, unknown("pcHeader counts %d functions", count)
	}
	if err := t.checkModuleData(header, edges[5], int(count)); err != nil {
		return nil, err
	}
	return t, t.readFunctions(int(count))
}

// findHeader returns the position of the only pcHeader.
func findHeader(image []byte) (int, error) {
	header := bytes.Index(image, headerMagic)
	if header < 0 {
		return 0, unknown("no pcHeader of Go 1.26")
	}
	if bytes.Contains(image[header+1:], headerMagic) {
		return 0, unknown("more than one pcHeader")
	}
	if header%wordSize != 0 || len(image)-header < headerWords*wordSize {
		return 0, unknown("pcHeader at %d of %d bytes", header, len(image))
	}
	return header, nil
}

// checkModuleData finds runtime.firstmoduledata, which describes the same tables by address and length,
// checks that it agrees with the pcHeader and takes from it what the header does not say: the
// ends of the table of functions and of their data. What follows those, findfunctab, must stay: without
// it the runtime still finds functions, but only by looking at one after the other.
func (t *table) checkModuleData(header, functab, count int) error {
	tables := []struct {
		start int
		size  int // of one element
		bytes int // -1: told by the module data
	}{
		{t.names.start, 1, t.names.len()},
		{t.units.start, 4, t.units.len()},
		{t.files.start, 1, t.files.len()},
		{t.pctab.start, 1, t.pctab.len()},
		{functab, 1, -1},
		{functab, entrySize, (count + 1) * entrySize},
	}
	found := -1
	pattern := binary.LittleEndian.AppendUint64(nil, uint64(header))
	pattern = binary.LittleEndian.AppendUint64(pattern, uint64(t.names.start))
	for at := 0; ; at += wordSize {
		i := bytes.Index(t.image[at:], pattern)
		if i < 0 {
			break
		}
		if at += i; at%wordSize != 0 || len(t.image)-at < moduleWords*wordSize {
			at -= at % wordSize
			continue
		}
		if found >= 0 {
			return unknown("more than one moduledata")
		}
		found = at
	}
	if found < 0 {
		return unknown("no moduledata for the pcHeader")
	}
	t.module = found
	word := func(i int) int { return int(t.word(i)) }

	for i, want := range tables {
		start, length, capacity := word(moduleTables+3*i), word(moduleTables+3*i+1), word(moduleTables+3*i+2)
		if start != want.start || length != capacity {
			return unknown("moduledata places table %d at %d, pcHeader at %d", i, start, want.start)
		}
		if want.bytes >= 0 && length != want.bytes/want.size {
			return unknown("moduledata gives table %d %d elements, pcHeader %d", i, length, want.bytes/want.size)
		}
	}
	size := word(moduleTables + 3*4 + 1)
	gofunc, end := word(moduleGofunc), word(moduleFinder)
	if size < 0 || size > len(t.image)-functab || gofunc < functab+size || end < gofunc || end > len(t.image) {
		return unknown("moduledata: %d bytes of functions at %d, their data from %d to %d", size, functab, gofunc, end)
	}
	t.functab = span{functab, functab + size}
	t.funcdata = span{gofunc, end}
	return nil
}

// word returns a word of the module data.
func (t *table) word(i int) uint64 {
	return binary.LittleEndian.Uint64(t.image[t.module+i*wordSize:])
}
