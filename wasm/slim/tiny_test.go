package slim

import (
	"encoding/binary"
	"slices"
)

// tinyFunction describes one function of a tiny module by what its record refers to.
type tinyFunction struct {
	name     string
	id       byte
	pcsp     string   // a table by program counter, encoded
	pcdata   []string // tables by program counter, "" for none
	funcdata []string // "" for none
	body     string   // of the code
}

const (
	tinyModuleData = 64
	tinyHeader     = tinyModuleData + moduleWords*wordSize
	tinyFinder     = "\x01finder finder finder\x02" // stands for findfunctab
	tinyGlobals    = 64                             // bytes of memory after all else, zero but for the last
	tinyProducers  = "\x09producers\x01\x08language\x01\x02Go\x08go1.26.8"
)

// tinyFunctions has a function for each thing that strip decides. The inline tree has two calls of
// which the table knows both, in 16 bytes each.
func tinyFunctions() []tinyFunction {
	tree := "\x17\x00\x00\x00\x05\x00\x00\x00\x07\x00\x00\x00\x09\x00\x00\x00" +
		"\x00\x00\x00\x00\x06\x00\x00\x00\x08\x00\x00\x00\x0a\x00\x00\x00"
	return []tinyFunction{
		{name: "runtime.main", id: 17, pcsp: "\x02\x01\x10\x05\x00"},
		{name: "main.main", pcsp: "\x02\x02\x00",
			pcdata:   []string{"\x03\x04\x00", "\x02\x03\x00", "\x02\x01\x02\x01\x00", "\x01\x09\x00"},
			funcdata: []string{"args", "locals", "", tree, "", "arginfo\xff", "live"}},
		{name: "main.(*T).M", id: wrapperID, pcsp: "\x02\x01\x10\x05\x00",
			funcdata: []string{"args", "", "", "", "", "arginfo\xff"}},
	}
}

// tinyModule builds a module of Go's layout by hand, small enough to be fuzzed.
func tinyModule(functions []tinyFunction) []byte {
	return joinModule(tinyCode(functions), tinyProducers, tinyImage(functions))
}

func wasmModule(producers string, image []byte) []byte {
	return joinModule(tinyCode(tinyFunctions()), producers, image)
}

// joinModule puts code sections, by kind, before the memory.
func joinModule(code map[byte]string, producers string, image []byte) []byte {
	module := slices.Clone(preamble)
	for id := range byte(codeSection + 1) {
		if body, ok := code[id]; ok {
			module = appendSection(module, id, []byte(body))
		}
	}
	body, _ := packImage(image)
	module = appendSection(module, dataSectionID, body)
	return appendSection(module, customSection, []byte(producers))
}

// tinyCode has one imported function and exports the first of its own.
func tinyCode(functions []tinyFunction) map[byte]string {
	uvarint := func(n int) string { return string(binary.AppendUvarint(nil, uint64(n))) }
	count := uvarint(len(functions))
	types, table, bodies := count, "\x01\x00\x41\x80\x20\x0b"+count, count
	for i, f := range functions {
		types += "\x00"
		table += uvarint(i + 1)
		body := f.body
		if body == "" {
			body = string(leave)
		}
		bodies += uvarint(len(body)) + body
	}
	return map[byte]string{
		typeSection:     "\x01" + string(goFunction),
		importSection:   "\x01\x04gojs\x07imports\x00\x00",
		functionSection: types,
		exportSection:   "\x02\x03run\x00\x01\x03mem\x02\x00",
		elementSection:  table,
		codeSection:     bodies,
	}
}

func appendSection(module []byte, id byte, body []byte) []byte {
	module = append(module, id)
	module = binary.AppendUvarint(module, uint64(len(body)))
	return append(module, body...)
}

func tinyImage(functions []tinyFunction) []byte {
	names, pctab, funcdata := []byte{}, []byte{0}, []byte{}
	records := make([]byte, align(len(functions)*entrySize+4))
	u32 := binary.LittleEndian.AppendUint32
	place := func(table *[]byte, item string, missing uint32) uint32 {
		if item == "" {
			return missing
		}
		*table = append(*table, item...)
		return uint32(len(*table) - len(item))
	}
	for i, f := range functions {
		binary.LittleEndian.PutUint32(records[i*entrySize:], uint32(firstFunction+i))
		binary.LittleEndian.PutUint32(records[i*entrySize+4:], uint32(len(records)))
		records = u32(records, uint32(firstFunction+i))
		records = u32(records, place(&names, f.name+"\x00", 0))
		records = u32(u32(records, 8), 0) // args, deferreturn
		records = u32(records, place(&pctab, f.pcsp, 0))
		records = u32(records, place(&pctab, "\x02\x01\x00", 0)) // file
		records = u32(records, place(&pctab, "\x50\x01\x00", 0)) // line
		records = u32(records, uint32(len(f.pcdata)))
		records = u32(u32(records, 1), 7) // unit, first line
		records = append(records, f.id, 0, 0, byte(len(f.funcdata)))
		for _, item := range f.pcdata {
			records = u32(records, place(&pctab, item, 0))
		}
		for _, item := range f.funcdata {
			records = u32(records, place(&funcdata, item, none))
		}
		records = append(records, make([]byte, align(len(records))-len(records))...)
	}
	binary.LittleEndian.PutUint32(records[len(functions)*entrySize:], uint32(firstFunction+len(functions)))

	image := make([]byte, tinyHeader+headerWords*wordSize)
	starts := []int{}
	for _, part := range [][]byte{names, []byte("unit"), []byte("file.go\x00"), pctab, records, funcdata, []byte(tinyFinder)} {
		starts = append(starts, len(image))
		image = append(image, part...)
		image = append(image, make([]byte, align(len(image))-len(image))...)
	}
	setWord := func(at, word, value int) {
		binary.LittleEndian.PutUint64(image[at+word*wordSize:], uint64(value))
	}
	copy(image[tinyHeader:], headerMagic)
	setWord(tinyHeader, headerFuncs, len(functions))
	setWord(tinyModuleData, 0, tinyHeader)
	sizes := []int{1, 4, 1, 1, 1}
	for i, size := range sizes {
		setWord(tinyHeader, headerOffsets+i, starts[i]-tinyHeader)
		length := (starts[i+1] - starts[i]) / size
		setWord(tinyModuleData, moduleTables+3*i, starts[i])
		setWord(tinyModuleData, moduleTables+3*i+1, length)
		setWord(tinyModuleData, moduleTables+3*i+2, length)
	}
	setWord(tinyModuleData, moduleTables+15, starts[4])
	setWord(tinyModuleData, moduleTables+16, len(functions)+1)
	setWord(tinyModuleData, moduleTables+17, len(functions)+1)
	setWord(tinyModuleData, moduleFinder, starts[6])
	setWord(tinyModuleData, moduleGofunc, starts[5])

	setWord(tinyModuleData, moduleFirstPC, firstFunction<<pcShift)
	setWord(tinyModuleData, moduleTableEnd, len(image))
	setWord(tinyModuleData, moduleTypes, len(image))
	setWord(tinyModuleData, moduleTypesEnd, len(image)+len(tinyTypes))
	image = append(image, tinyTypes...)
	image = append(image, make([]byte, tinyGlobals)...)
	image[len(image)-1] = 1 // segments end with a byte that is not zero
	return image
}

// tinyTypes has a name at tinyName, a function type at tinyFuncType, and at tinyMethod room for a method.
const (
	tinyName     = 8
	tinyFuncType = 16
	tinyMethod   = tinyFuncType + typeSize
	tinyTypes    = "\x00\x00\x00\x00\x00\x00\x00\x00" + "\x01\x04Area\x00\x00" +
		"\x08\x00\x00\x00\x00\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x08\x08\x13" +
		"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" +
		"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
)
