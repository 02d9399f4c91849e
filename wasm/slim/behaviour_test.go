package slim

import (
	"bytes"
	"compress/gzip"
	"errors"
	"strings"
	"testing"
)

func buildStress(t *testing.T) []byte {
	t.Helper()
	return mustLink(t, stressModule)
}

func mustSlim(t *testing.T, o Options, module []byte) []byte {
	t.Helper()
	slimmed, _, err := o.Slim(module)
	if err != nil {
		t.Fatal(err)
	}
	return slimmed
}

// compressedSize is the size by gzip, which every Go has; brotli gains as much.
func compressedSize(t *testing.T, module []byte) int {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(module); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

func TestSlimmedModuleIsAFifthSmallerToDownload(t *testing.T) {
	t.Parallel()
	module := buildStress(t)
	before, after := compressedSize(t, module), compressedSize(t, mustSlim(t, Options{}, module))
	if after*5 > before*4 {
		t.Errorf("%d bytes became %d", before, after)
	}
}

func TestSlimmedProgramBehavesTheSame(t *testing.T) {
	t.Parallel()
	module := buildStress(t)
	slimmed := mustSlim(t, Options{}, module)
	for _, r := range runners(t) {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			want := r.run(t, module)
			if !strings.HasSuffix(want, "\ndone\n") {
				t.Fatalf("the unslimmed program does not end well:\n%s", want)
			}
			if got := r.run(t, slimmed); got != want {
				t.Errorf("slimmed:\n%s\nunslimmed:\n%s", got, want)
			}
		})
	}
}

// A panic that nothing recovers must still say why, and end with a trace, be it without names.
func TestSlimmedProgramCrashesWithItsMessage(t *testing.T) {
	t.Parallel()
	slimmed := mustSlim(t, Options{}, buildStress(t))
	for _, r := range runners(t) {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			out := r.run(t, slimmed, "crash")
			for _, want := range []string{"\ndone\n", "panic: crash in 2 words", "goroutine 1 [running]:"} {
				if !strings.Contains(out, want) {
					t.Errorf("the crash does not say %q:\n%s", want, out)
				}
			}
			if strings.Contains(out, "fatal error") {
				t.Errorf("the runtime failed:\n%s", out)
			}
		})
	}
}

// This is why inline trees stay by default. If a later Go makes it fail, they may be dropped.
func TestWithoutInlineTreesRecoverReachesTooFar(t *testing.T) {
	t.Parallel()
	module := buildStress(t)
	r := runners(t)[0]
	kept := r.run(t, mustSlim(t, Options{}, module))
	dropped := r.run(t, mustSlim(t, Options{DropInlineTrees: true}, module))
	const story = "recover in an inlined helper: "
	if !strings.Contains(kept, story+"panic not for tidy\n") {
		t.Errorf("with inline trees:\n%s", kept)
	}
	if !strings.Contains(dropped, story+"returned\n") {
		t.Errorf("without inline trees:\n%s", dropped)
	}
}

// Slim promises to change nothing outside the traceback tables. The code in particular stays, so that a trace's
// function indices mean the same in both modules.
func TestOnlyTracebackTablesChange(t *testing.T) {
	t.Parallel()
	module := buildStress(t)
	slimmed := mustSlim(t, Options{}, module)

	before, err := parseSections(module)
	if err != nil {
		t.Fatal(err)
	}
	after, err := parseSections(slimmed)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range before {
		if s.id == customSection {
			continue
		}
		if after[0].id != s.id || s.id != dataSectionID && !bytes.Equal(after[0].body, s.body) {
			t.Errorf("section %d changed", s.id)
		}
		after = after[1:]
	}

	was, is := mustImage(t, module), mustImage(t, slimmed)
	table, err := findTable(was)
	if err != nil {
		t.Fatal(err)
	}
	if len(was) != len(is) {
		t.Fatalf("memory of %d bytes became %d", len(was), len(is))
	}
	if !bytes.Equal(was[:table.names.start], is[:table.names.start]) {
		t.Error("memory before the tables changed")
	}
	if !bytes.Equal(was[table.funcdata.end:], is[table.funcdata.end:]) {
		t.Error("memory after the tables changed")
	}
	for i, b := range is[table.pctab.start:table.pctab.end] {
		if b != 0 && b != was[table.pctab.start+i] {
			t.Fatalf("byte %d of pctab changed to something else than zero", i)
		}
	}
	for i, b := range is[table.funcdata.start:table.funcdata.end] {
		if b != 0 && b != was[table.funcdata.start+i] {
			t.Fatalf("byte %d of the function data changed to something else than zero", i)
		}
	}
}

// The layouts of the next Go will differ in one of these from the real module of today.
func TestDamagedRealModulesAreRefused(t *testing.T) {
	t.Parallel()
	module := buildStress(t)
	image := mustImage(t, module)
	table, err := findTable(image)
	if err != nil {
		t.Fatal(err)
	}
	header := table.names.start - headerWords*wordSize
	for name, at := range map[string]int{
		"magic":                    header,
		"padding":                  header + 4,
		"pointer size":             header + 7,
		"number of functions":      header + headerFuncs*wordSize,
		"start of text":            header + headerUnused*wordSize,
		"offset of names":          header + headerOffsets*wordSize,
		"offset of functab":        header + (headerOffsets+4)*wordSize,
		"entry of function 0":      table.functab.start,
		"offset of function 1":     table.functab.start + 12,
		"entry in the last record": table.functab.start + int(list(image[table.functab.start+(len(table.funcs)-1)*entrySize:]).at(1)),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			damaged := bytes.Clone(image)
			damaged[at] ^= 0x10
			if _, _, err := Slim(wasmModule(tinyProducers, damaged)); !errors.Is(err, ErrUnknownLayout) {
				t.Errorf("got %v, want ErrUnknownLayout", err)
			}
		})
	}
}
