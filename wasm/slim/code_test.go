package slim

import (
	"encoding/binary"
	"errors"
	"strings"
	"testing"
)

// Each case breaks one assumption about the code; the error must name it. Without Browser nobody looks at the code.
func TestUnknownCodeIsRefused(t *testing.T) {
	t.Parallel()
	section := func(id byte, body string) func() []byte {
		return func() []byte {
			code := tinyCode(tinyFunctions())
			code[id] = body
			return joinModule(code, tinyProducers, tinyImage(tinyFunctions()))
		}
	}
	without := func(id byte) func() []byte {
		return func() []byte {
			code := tinyCode(tinyFunctions())
			delete(code, id)
			return joinModule(code, tinyProducers, tinyImage(tinyFunctions()))
		}
	}
	word := func(word int, value uint64) func() []byte {
		return func() []byte {
			image := tinyImage(tinyFunctions())
			binary.LittleEndian.PutUint64(image[tinyModuleData+word*wordSize:], value)
			return wasmModule(tinyProducers, image)
		}
	}
	body := func(body string) func() []byte {
		return func() []byte {
			f := tinyFunctions()
			f[1].body = body
			return tinyModule(f)
		}
	}
	code := tinyCode(tinyFunctions())
	for _, c := range []struct {
		name   string
		module func() []byte
		says   string
	}{
		{"two code sections", func() []byte {
			return appendSection(tinyModule(tinyFunctions()), codeSection, []byte(code[codeSection]))
		}, "two sections of kind 10"},
		{"a start function", section(startSection, "\x01"), "start section"},
		{"no types", without(typeSection), "no section of kind 1"},
		{"no imports", without(importSection), "no section of kind 2"},
		{"no exports", without(exportSection), "no section of kind 7"},
		{"no table", without(elementSection), "no section of kind 9"},
		{"no code", without(codeSection), "no section of kind 10"},
		{"functions of another type", section(typeSection, "\x01\x60\x00\x01\x7f\x00\x00"), "the first type"},
		{"an imported memory", section(importSection, "\x01\x01a\x01b\x02\x00\x01"), "import of kind 2"},
		{"cut imports", section(importSection, "\x09\x01a\x01b\x00\x00"), "left over"},
		{"bytes after the imports", section(importSection, code[importSection]+"\x00"), "left over"},
		{"an export of an import", section(exportSection, "\x01\x01a\x00\x00"), "function -1 is exported"},
		{"an export of nothing", section(exportSection, "\x01\x01a\x00\x09"), "function 8 is exported"},
		{"cut exports", section(exportSection, "\x09\x01a\x00\x01"), "left over"},
		{"two tables", section(elementSection, "\x02"+code[elementSection][1:]), "a table"},
		{"a table elsewhere", section(elementSection, strings.Replace(code[elementSection], "\x80\x20", "\x80\x21", 1)), "functions from 4224"},
		{"a shorter table", section(elementSection, "\x01\x00\x41\x80\x20\x0b\x02\x01\x02"), "table of 2 functions"},
		{"a table in another order", section(elementSection, "\x01\x00\x41\x80\x20\x0b\x03\x01\x03\x02"), "function 3 is in the place of 2"},
		{"a body less", section(codeSection, "\x02\x02\x00\x0b\x02\x00\x0b"), "2 functions have bodies"},
		{"a cut body", section(codeSection, "\x03\x02\x00\x0b\x02\x00\x0b\x09"), "left over"},
		{"two functions only", func() []byte {
			return joinModule(tinyCode(tinyFunctions()[:2]), tinyProducers, tinyImage(tinyFunctions()))
		}, "2 functions in the code, 3 in the table"},

		{"an opcode of threads", body("\x00\xfe\x00\x0b"), "opcode 0xfe"},
		{"an opcode of tables", body("\x00\xfc\x0d\x00\x0b"), "opcode 0xfc"},
		{"a call of a reference", body("\x00\x14\x00\x0b"), "opcode 0x14"},
		{"a cut constant", body("\x00\x42\x80"), "cut short"},
		{"a constant of 65 bits", body("\x00\x42\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01\x0b"), "cut short"},
		{"cut locals", body("\x09\x01"), "cut short"},
		{"a cut table of branches", body("\x00\x0e\xff\xff\xff\xff\x0f\x00"), "cut short"},

		{"a start of the text", word(moduleText, 0x1000), "text at 0x1000"},
		{"another first program counter", word(moduleFirstPC, 0x20000000), "counters from 0x20000000"},
		{"tables that end within", word(moduleTableEnd, 8), "the tables end at 0x8"},
		{"tables that end outside", word(moduleTableEnd, 1<<40), "the tables end at 0x10000000000"},
		{"types outside", word(moduleTypesEnd, 1<<40), "types from"},
		{"types out of order", word(moduleTypes, 1<<40), "types from"},
		{"an idle function that returns nothing", func() []byte {
			f := tinyFunctions()
			f[1].name = "runtime.check"
			code := tinyCode(f)
			code[functionSection] = "\x03\x00\x01\x00"
			return joinModule(code, tinyProducers, tinyImage(f))
		}, "runtime.check is of type 1"},
		{"floats without hexadecimal", func() []byte {
			f := tinyFunctions()
			f[1].name = "runtime.printfloat64"
			return tinyModule(f)
		}, "0 functions are called runtime.printhex"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			module := c.module()
			if out, _, err := (Options{Browser: true}).Slim(module); !errors.Is(err, ErrUnknownLayout) || out != nil {
				t.Fatalf("got %v, want ErrUnknownLayout", err)
			} else if !strings.Contains(err.Error(), c.says) {
				t.Errorf("the error %q does not say %q", err, c.says)
			}
			if _, _, err := Slim(module); err != nil {
				t.Errorf("the same code is refused without Browser: %v", err)
			}
		})
	}
}

func TestWalkReadsEveryInstruction(t *testing.T) {
	t.Parallel()
	body := "\x02\x03\x7f\x01\x7e" + // locals
		"\x02\x40\x03\x40\x04\x40\x05\x0b\x0b\x0b" + // block, loop, if, else, ends
		"\x0c\x00\x0d\x80\x01\x0e\x02\x00\x01\x02\x0f" + // br, br_if, br_table, return
		"\x10\x05\x11\x00\x00\x1a\x1b" + // call, call_indirect, drop, select
		"\x20\x00\x21\x00\x22\x00\x23\x00\x24\x00" + // locals and globals
		"\x29\x03\x80\x10\x37\x03\x00\x3f\x00\x40\x00" + // load, store, size, grow
		"\x41\x7f\x42\x80\x80\x80\x80\x80\x02\x43abcd\x44abcdefgh" + // constants
		"\x45\x6a\xc4\xfc\x07\xfc\x0a\x00\x00\xfc\x0b\x00\x00\x01\x0b"
	count, call, constants := 0, int64(0), []int64{}
	err := walk([]byte(body), func(i instruction) {
		count++
		switch i.op {
		case opCall:
			call = i.value
		case opI32Const, opI64Const:
			constants = append(constants, i.value)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if count != 37 || call != 5 || len(constants) != 2 || constants[0] != -1 || constants[1] != 2<<35 {
		t.Errorf("%d instructions, call of %d, constants %d", count, call, constants)
	}
}
