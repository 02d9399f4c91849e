// Package slim makes a linked Go js/wasm module smaller to download without changing what it does.
//
// A slimmed module is about a fifth smaller once compressed, and a third smaller if it only has to run in
// a browser (Options.Browser). It must be served compressed: runs of zeros are written out where the linker
// skipped them.
//
// Slimming drops custom sections, empties the tables that only tracebacks read, and writes the data segments
// again with fewer, longer runs. For a browser it also drops functions: those of the runtime that
// idle.go lists, and then all that no export, no program counter in memory and no other function leads to. All other code,
// stack maps and type information stay byte for byte, and functions keep their indices: a trace of a slimmed module
// can be read against the unslimmed one.
//
// What a slimmed program loses: the names, files and lines that runtime.Caller, runtime.FuncForPC
// and panic traces give; for a browser, the traces themselves, not the messages before them. What it keeps: everything
// else, recover() and garbage collection included.
//
// The layout is that of Go 1.26, read from its sources: src/runtime/symtab.go (pcHeader, moduledata),
// src/runtime/runtime2.go (_func), src/runtime/symtabinl.go (inlinedCall), src/internal/abi/symtab.go
// (the indices of PCDATA and FUNCDATA), src/internal/abi/type.go (Type, Method, Name), src/cmd/link/internal/ld/pcln.go and
// src/cmd/link/internal/wasm/asm.go (the writers), src/cmd/internal/obj/wasm/wasmobj.go (the code). Nothing
// promises that the next Go keeps it, so every assumption is checked and a module that breaks one is refused with
// ErrUnknownLayout, never altered.
package slim

import (
	"errors"
	"fmt"
)

// ErrUnknownLayout says that a module is not laid out as Go 1.26 lays out js/wasm: another version's,
// already slimmed, damaged, or no module at all. The error that wraps it names what was unexpected.
// The caller can go on with the unslimmed module.
var ErrUnknownLayout = errors.New("slim: unknown module layout")

// unknown wraps ErrUnknownLayout with what was unexpected.
func unknown(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrUnknownLayout, fmt.Sprintf(format, args...))
}

// Options choose how much is dropped. The zero value changes nothing that a program can observe,
// apart from the names, files and lines of its own functions.
type Options struct {
	// Browser says that the module runs in a page: nobody sets GODEBUG or GOTRACEBACK, and nobody takes
	// profiles or execution traces. Then the functions of the runtime that only serve those, listed in idle.go with
	// what the program loses, are dropped, with all that nothing else calls; a group of them that the module
	// can put to use stays, and the report says so. Inline trees are dropped too unless a
	// function calls recover(). Functions keep their indices, also the dropped ones.
	Browser bool

	// DropInlineTrees also drops the record of which calls were inlined where. Since Go 1.25
	// recover() counts inlined calls to decide whether a deferred function called it directly,
	// so a program with this option can recover a panic that Go would have let through: in
	//
	//	func run()           { defer tidy("x"); panic("y") }
	//	func tidy(s string)  { swallow() }
	//	func swallow()       { recover() }
	//
	// Go does not recover; without the trees it does. Leave it off unless no code of the
	// program, its packages and the standard library relies on that. Browser drops them by itself where
	// nothing calls recover().
	DropInlineTrees bool
}

// Report says what Slim did, in bytes unless stated.
type Report struct {
	Before, After  int // size of the whole module
	Custom         int // custom sections dropped
	Functions      int // number of functions found in the tables
	Cleared        int // bytes of traceback tables that held something and are now zero
	SegmentsBefore int // number of data segments
	SegmentsAfter  int // number of data segments

	CodeBefore, CodeAfter int      // size of all functions
	Dropped               int      // number of functions without code of their own now
	Kept                  []string // what Browser would drop, and why it stays
}

// Slim returns a copy, smaller once compressed, of a linked Go js/wasm module and what was done; the argument is not
// changed. It returns ErrUnknownLayout, wrapped, for anything but an unslimmed module of Go 1.26.
func Slim(module []byte) ([]byte, Report, error) {
	return Options{}.Slim(module)
}

// Slim is like the function Slim, with options.
func (o Options) Slim(module []byte) ([]byte, Report, error) {
	sections, err := parseSections(module)
	if err != nil {
		return nil, Report{}, err
	}
	if err := checkVersion(sections); err != nil {
		return nil, Report{}, err
	}
	data, err := dataSection(sections)
	if err != nil {
		return nil, Report{}, err
	}
	image, segments, err := loadImage(data.body)
	if err != nil {
		return nil, Report{}, err
	}
	table, err := findTable(image)
	if err != nil {
		return nil, Report{}, err
	}

	report := Report{Before: len(module), Functions: len(table.funcs), SegmentsBefore: segments}
	before := countNonZero(image)
	if o.Browser {
		if err := slimForBrowser(sections, table, &o, &report); err != nil {
			return nil, Report{}, err
		}
	}
	if err := table.strip(o.DropInlineTrees); err != nil {
		return nil, Report{}, err
	}
	report.Cleared = before - countNonZero(image)
	data.body, report.SegmentsAfter = packImage(image)

	slimmed, custom := writeSections(sections)
	report.After, report.Custom = len(slimmed), custom
	return slimmed, report, nil
}

// slimForBrowser does what Options.Browser asks for, but leaves the inline trees to the option for those.
func slimForBrowser(sections []*section, t *table, o *Options, report *Report) error {
	code, err := readCode(sections)
	if err != nil {
		return err
	}
	p, err := readProgram(code, t)
	if err != nil {
		return err
	}
	recoverer, err := p.recoverer()
	if err != nil {
		return err
	}
	report.CodeBefore = code.size()
	gone, kept, err := p.dropIdle()
	if err != nil {
		return err
	}
	report.Kept = kept
	if recoverer == "" {
		o.DropInlineTrees = true
	} else if !o.DropInlineTrees {
		report.Kept = append(report.Kept, "inline trees: "+recoverer+" recovers")
	}
	for i, dropped := range gone {
		if dropped {
			t.funcs[i].gone = true
			report.Dropped++
		}
	}
	code.write()
	report.CodeAfter = code.size()
	return nil
}

func countNonZero(image []byte) int {
	n := 0
	for _, b := range image {
		if b != 0 {
			n++
		}
	}
	return n
}
