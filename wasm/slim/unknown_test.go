package slim

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
)

// Each case breaks one assumption about the layout; the error must name it.
func TestUnknownLayoutsAreRefused(t *testing.T) {
	t.Parallel()
	image := func(change func(image []byte)) func() []byte {
		return func() []byte {
			i := tinyImage(tinyFunctions())
			change(i)
			return wasmModule(tinyProducers, i)
		}
	}
	word := func(at, word int, value uint64) func() []byte {
		return image(func(i []byte) { binary.LittleEndian.PutUint64(i[at+word*wordSize:], value) })
	}
	record := func(offset int, value uint32) func() []byte {
		return image(func(i []byte) {
			functab := int(binary.LittleEndian.Uint64(i[tinyModuleData+(moduleTables+12)*wordSize:]))
			first := int(list(i[functab:]).at(1))
			binary.LittleEndian.PutUint32(i[functab+first+offset:], value)
		})
	}
	functions := func(change func(f *tinyFunction)) func() []byte {
		return func() []byte {
			f := tinyFunctions()
			change(&f[1])
			return tinyModule(f)
		}
	}
	body := func(id byte, body string) func() []byte {
		return func() []byte {
			return appendSection(appendSection(bytes.Clone(preamble), customSection, []byte(tinyProducers)), id, []byte(body))
		}
	}
	version := func(version string) func() []byte {
		return func() []byte {
			producers := strings.Replace(tinyProducers, "\x08go1.26.8", string(rune(len(version)))+version, 1)
			return wasmModule(producers, tinyImage(tinyFunctions()))
		}
	}
	for _, c := range []struct {
		name   string
		module func() []byte
		says   string
	}{
		{"nothing", func() []byte { return nil }, "not a WebAssembly module"},
		{"another format", func() []byte { return []byte("\x7fELF\x02\x01\x01\x00 and more") }, "not a WebAssembly module"},
		{"no section", func() []byte { return preamble }, "producers"},
		{"a cut module", func() []byte { m := tinyModule(tinyFunctions()); return m[:len(m)/2] }, "cut short"},
		{"Go 1.25", version("go1.25.7"), `"go1.25.7"`},
		{"Go 1.27", version("go1.27"), `"go1.27"`},
		{"Go 1.260", version("go1.260"), `"go1.260"`},
		{"another compiler", func() []byte { return wasmModule("\x09producers\x00", tinyImage(tinyFunctions())) }, "no version of Go"},
		{"no data", body(10, ""), "no data section"},
		{"a data count", body(dataCountSection, "\x01"), "data count"},
		{"two data sections", func() []byte {
			return appendSection(tinyModule(tinyFunctions()), dataSectionID, []byte{0})
		}, "two data sections"},
		{"a passive segment", body(dataSectionID, "\x01\x01\x03abc"), "kind 1"},
		{"a segment in another memory", body(dataSectionID, "\x01\x02\x01\x41\x00\x0b\x03abc"), "kind 2"},
		{"a segment at a global", body(dataSectionID, "\x01\x00\x23\x00\x0b\x03abc"), "opcode 0x23"},
		{"a segment at a sum", body(dataSectionID, "\x01\x00\x41\x00\x41\x01\x6a\x0b\x00"), "opcode 0x41"},
		{"a segment at minus one", body(dataSectionID, "\x01\x00\x41\x7f\x0b\x01a"), "lies at -1"},
		{"a segment far away", body(dataSectionID, "\x01\x00\x41\xff\xff\xff\xff\x07\x0b\x01a"), "lies at 2147483647"},
		{"a cut segment", body(dataSectionID, "\x01\x00\x41\x00\x0b\x09abc"), "cut short"},
		{"bytes after the segments", body(dataSectionID, "\x00abc"), "left over"},

		{"no pcHeader", image(func(i []byte) { i[tinyHeader] = 0xf0 }), "no pcHeader"},
		{"pointers of 4 bytes", image(func(i []byte) { i[tinyHeader+7] = 4 }), "no pcHeader"},
		{"two pcHeaders", image(func(i []byte) { copy(i, headerMagic) }), "more than one pcHeader"},
		{"a start of text, as before Go 1.26", word(tinyHeader, headerUnused, 0x10000000), "start of text"},
		{"no function", word(tinyHeader, headerFuncs, 0), "0 functions"},
		{"a function more", word(tinyHeader, headerFuncs, 4), "moduledata gives table 5"},
		{"too many functions", word(tinyHeader, headerFuncs, 1<<63), "functions"},
		{"a table outside memory", word(tinyHeader, headerOffsets+2, 1<<40), "table 2"},
		{"tables out of order", word(tinyHeader, headerOffsets+3, 80), "table 3"},
		{"a longer header", word(tinyHeader, headerOffsets, 80), "unknown bytes"},
		{"no moduledata", word(tinyModuleData, 0, 1), "no moduledata"},
		{"a moved table in moduledata", word(tinyModuleData, moduleTables+6, 8), "moduledata places table 2"},
		{"a shorter table in moduledata", word(tinyModuleData, moduleTables+10, 8), "table 3"},
		{"function data before the functions", word(tinyModuleData, moduleGofunc, 8), "their data from 8"},
		{"function data without end", word(tinyModuleData, moduleFinder, 1<<40), "their data from"},

		{"another entry", record(fieldEntry, 9), "two entries"},
		{"a name outside", record(fieldName, 1<<20), "name of function 0"},
		{"a stack table outside", record(fieldPCSP, 1<<31), "a table of function 0"},
		{"too many pcdata", record(fieldPCDatas, pcdataKinds+1), "6 pcdata"},
		{"a longer record", record(fieldPCDatas, 2), "pcdata 1 of function 0"},
		{"an unknown function id", functions(func(f *tinyFunction) { f.id = wrapperID + 1 }), "id 24"},
		{"a new kind of funcdata", functions(func(f *tinyFunction) { f.funcdata = make([]string, funcdataKinds+1) }), "9 funcdata"},
		{"a stack table without end", functions(func(f *tinyFunction) { f.pcsp = strings.Repeat("\x02", 2000) + "\x80\x80\x80\x80\x80\x80" }), "does not end"},
		{"an inlined call outside the tree", functions(func(f *tinyFunction) { f.pcdata[inlineIndex] = "\x80\x80\x08\x01\x00" }), "outside the table"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			out, _, err := Slim(c.module())
			if !errors.Is(err, ErrUnknownLayout) {
				t.Fatalf("got %v, want ErrUnknownLayout", err)
			}
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("the error %q does not say %q", err, c.says)
			}
			if out != nil {
				t.Error("a module came with the error")
			}
		})
	}
}
