package slim

import (
	"bytes"
	"errors"
	"testing"
)

// FuzzSlim: whatever the bytes, Slim returns; it refuses with ErrUnknownLayout, or returns a module
// that fills the same memory but for bytes that it zeroed or rewrote in the tables, and that is not
// larger than what it read plus the zeros between segments.
func FuzzSlim(f *testing.F) {
	module := tinyModule(tinyFunctions())
	idle := tinyFunctions()
	idle[0].body = "\x00\x41\x00\x10\x02\x0b"
	idle[1].name = "runtime.traceback1"
	f.Add(module, true, false)
	f.Add(module, false, true)
	f.Add(tinyModule(idle), false, true)
	f.Add(module[:len(module)-20], false, true)
	f.Add([]byte(preamble), false, false)
	f.Fuzz(func(t *testing.T, module []byte, dropInline, browser bool) {
		before := bytes.Clone(module)
		slimmed, report, err := Options{DropInlineTrees: dropInline, Browser: browser}.Slim(module)
		if !bytes.Equal(module, before) {
			t.Fatal("Slim changed its argument")
		}
		if err != nil {
			if !errors.Is(err, ErrUnknownLayout) {
				t.Fatalf("an error without a kind: %v", err)
			}
			return
		}
		was, is := mustImage(t, module), mustImage(t, slimmed)
		if len(is) > len(was) {
			t.Fatalf("memory grew from %d to %d bytes", len(was), len(is))
		}
		if browser {
			if had, has := len(mustCode(t, module).bodies), len(mustCode(t, slimmed).bodies); had != has {
				t.Fatalf("%d functions became %d", had, has)
			}
		}
		if report.Before != len(module) || report.After != len(slimmed) {
			t.Fatalf("report %+v for %d and %d bytes", report, len(module), len(slimmed))
		}
	})
}
