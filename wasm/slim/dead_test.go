package slim

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"
)

// pcOf is the first program counter of a function.
func pcOf(function int) uint64 { return (firstFunction + uint64(function)) << pcShift }

func i64Const(value uint64) string { return "\x42" + sleb128(int64(value)) }

func sleb128(value int64) string {
	out := []byte{}
	for ; value > 63 || value < -64; value >>= 7 {
		out = append(out, byte(value)|0x80)
	}
	return string(append(out, byte(value)&0x7f))
}

// Six functions: run is exported, and one other is reached or not as the case says. What is not reached is dropped, but for its index.
func TestWhatNothingEntersIsDropped(t *testing.T) {
	t.Parallel()
	call := func(function int) string { return "\x00\x41\x00\x10" + string(rune(function+1)) + "\x0b" }
	const quietly = "\x00\x23\x00\x41\x08\x6a\x24\x00\x41\x00\x0b"
	set := func(at func(image []byte) int, value func(image []byte) uint64) func([]byte) {
		return func(image []byte) { binary.LittleEndian.PutUint64(image[at(image):], value(image)) }
	}
	globals := func(offset int) func([]byte) int {
		return func(image []byte) int { return len(image) - tinyGlobals + offset }
	}
	pc := func(function int) func([]byte) uint64 { return func([]byte) uint64 { return pcOf(function) } }
	method := func(name, typ, ifn, tfn uint32) func([]byte) {
		return func(image []byte) {
			types := int(binary.LittleEndian.Uint64(image[tinyModuleData+moduleTypes*wordSize:]))
			for i, value := range []uint32{name, typ, ifn, tfn} {
				list(image[types+tinyMethod:]).set(i, value)
			}
		}
	}
	for _, c := range []struct {
		name   string
		bodies [6]string
		names  [6]string
		memory func(image []byte)
		live   []int
	}{
		{name: "nothing", live: []int{0}},
		{name: "a call", bodies: [6]string{0: call(2), 2: call(4)}, live: []int{0, 2, 4}},
		{name: "a call from what is dropped", bodies: [6]string{2: call(4)}, live: []int{0}},
		{name: "functions that call each other", bodies: [6]string{2: call(4), 4: call(2)}, live: []int{0}},
		{name: "a program counter in code", bodies: [6]string{0: "\x00" + i64Const(pcOf(3)+7) + "\x1a\x0b"}, live: []int{0, 3}},
		{name: "the one before it", bodies: [6]string{0: "\x00" + i64Const(pcOf(3)-1) + "\x1a\x0b"}, live: []int{0, 2, 3}},
		{name: "a program counter of 32 bits", bodies: [6]string{0: "\x00\x41" + sleb128(int64(pcOf(3))) + "\x1a\x0b"}, live: []int{0, 3}},
		{name: "its own program counter", bodies: [6]string{3: "\x00" + i64Const(pcOf(3)) + "\x1a\x0b"}, live: []int{0}},
		{name: "a function value in memory", memory: set(globals(8), pc(5)), live: []int{0, 5}},
		{name: "a function value that ends the memory", live: []int{0, 5}, memory: func(image []byte) {
			end := image[len(image)-wordSize:]
			clear(end)
			binary.LittleEndian.PutUint32(end, uint32(pcOf(5)))
		}},
		{name: "a number out of line", memory: set(globals(12), pc(5)), live: []int{0}},
		{name: "a number that is none", memory: set(globals(8), pc(6)), live: []int{0}},
		{name: "a method", memory: method(tinyName, tinyFuncType, firstFunction+1, firstFunction+4), live: []int{0, 1, 4}},
		{name: "a method whose type was left out", memory: method(tinyName, none, firstFunction+1, none), live: []int{0, 1}},
		{name: "no method: its name", memory: method(0, tinyFuncType, firstFunction+1, firstFunction+4), live: []int{0}},
		{name: "no method: its type", memory: method(tinyName, tinyFuncType+4, firstFunction+1, firstFunction+4), live: []int{0}},
		{name: "an idle function", bodies: [6]string{0: call(2), 2: call(3)}, names: [6]string{2: "runtime.check"}, live: []int{0}},
		{name: "an idle function that is called by name only",
			bodies: [6]string{0: call(2), 2: call(3)}, names: [6]string{2: "main.check"}, live: []int{0, 2, 3}},
		{name: "an idle group in use", bodies: [6]string{0: call(2), 2: call(3)},
			names: [6]string{2: "runtime.traceback1", 5: "runtime.Stack"}, live: []int{0, 2, 3}},
		{name: "an idle group in use by a package", bodies: [6]string{0: call(2), 2: call(3)},
			names: [6]string{2: "runtime.profilealloc", 5: "runtime/pprof.Lookup"}, live: []int{0, 2, 3}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			functions := make([]tinyFunction, 6)
			for i := range functions {
				functions[i] = tinyFunction{name: "main.f", pcsp: "\x02\x01\x10\x05\x00", body: c.bodies[i], funcdata: []string{"args" + string(rune('0'+i))}}
				if functions[i].body == "" {
					functions[i].body = "\x00\x01" + quietly[1:] // not the same as leave
				}
				if c.names[i] != "" {
					functions[i].name = c.names[i]
				}
			}
			image := tinyImage(functions)
			if c.memory != nil {
				c.memory(image)
			}
			slimmed, report, err := Options{Browser: true}.Slim(joinModule(tinyCode(functions), tinyProducers, image))
			if err != nil {
				t.Fatal(err)
			}
			memory := string(mustImage(t, slimmed))
			for i, body := range mustCode(t, slimmed).bodies {
				is, lives := string(body), slices.Contains(c.live, i)
				if lives != (is == functions[i].body) {
					t.Errorf("function %d became % x", i, is)
				}
				if want := string(trap); !lives && is != want && (is != quietly || c.names[i] != "runtime.check") {
					t.Errorf("function %d became % x, want % x", i, is, want)
				}
				if strings.Contains(memory, functions[i].funcdata[0]) != lives {
					t.Errorf("the data of function %d are there: %v", i, !lives)
				}
			}
			if report.Dropped != 6-len(c.live) {
				t.Errorf("report %+v", report)
			}
		})
	}
}

func TestInlineTreesGoUnlessAFunctionRecovers(t *testing.T) {
	t.Parallel()
	const tree = "\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x08"
	for _, c := range []struct{ caller, kept string }{
		{"main.run", "inline trees: main.run recovers"},
		{"runtime.other", "inline trees: runtime.other recovers"},
		{"runtime.preprintpanics.func1", ""},
	} {
		functions := tinyFunctions() // the second one has inlined calls
		functions[0].name, functions[0].body = c.caller, "\x00\x41\x00\x10\x02\x41\x00\x10\x03\x0b"
		functions[2].name = "runtime.gorecover"
		slimmed, report, err := Options{Browser: true}.Slim(tinyModule(functions))
		if err != nil {
			t.Fatal(err)
		}
		if kept := strings.Join(report.Kept, ", "); kept != c.kept {
			t.Errorf("%s: kept %q, want %q", c.caller, kept, c.kept)
		}
		if there := strings.Contains(string(mustImage(t, slimmed)), tree); there != (c.kept != "") {
			t.Errorf("%s: the inline tree is there: %v", c.caller, there)
		}
	}
}

// The linker keeps what it finds to be in use by the program's symbols, which are gone from the module. That this package
// finds the same shows that it misses no way to enter a function.
func TestWhatTheLinkerKeptIsAlive(t *testing.T) {
	t.Parallel()
	for _, link := range []func() ([]byte, error){plainModule, stressModule, watchedModule} {
		module := mustLink(t, link)
		table, err := findTable(mustImage(t, module))
		if err != nil {
			t.Fatal(err)
		}
		p, err := readProgram(mustCode(t, module), table)
		if err != nil {
			t.Fatal(err)
		}
		names, err := p.functionNames()
		if err != nil {
			t.Fatal(err)
		}
		live, err := p.live(nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, lives := range live {
			// The first one only "exists to mark the exported functions as alive", the second is inlined
			// wherever it is called.
			if !lives && names[i] != "_rt0_wasm_js" && names[i] != "main.tidy" {
				t.Errorf("%s seems dead", names[i])
			}
		}
	}
}
