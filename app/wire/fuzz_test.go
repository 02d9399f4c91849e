package wire_test

import (
	"reflect"
	"runtime"
	"testing"

	"pupitre/app/wire"
)

// heavy is how many bytes of memory one byte of a message may take, and what a message may take beyond.
const (
	heavy = 40
	base  = 8 << 10
)

// Whatever arrives: no panic, no more memory than a multiple of it, and what is understood is said again in the same words.
func FuzzDecode(f *testing.F) {
	for seed := range uint64(40) {
		r := newRandom(seed)
		f.Add(wire.Message(r.frame(), r.frame()))
	}
	f.Fuzz(func(t *testing.T, msg []byte) {
		frames, err := wire.Decode(msg)
		if err != nil {
			if frames != nil {
				t.Fatalf("frames beside %v", err)
			}
			return
		}
		if n := weight(reflect.ValueOf(frames)); n > heavy*len(msg)+base {
			t.Fatalf("%d bytes became %d", len(msg), n)
		}
		for _, fr := range frames {
			if line := wire.Trace(fr); !printable(line) {
				t.Fatalf("trace %q", line)
			}
		}
		again, err := wire.Decode(wire.Message(frames...))
		if err != nil || !reflect.DeepEqual(again, frames) && len(frames) > 0 {
			t.Fatalf("%#v, said again %#v, %v", frames, again, err)
		}
	})
}

func FuzzDecodeEntry(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(wire.AppendEntry(nil, newRandom(seed).entry()))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := wire.DecodeEntry(b)
		if err != nil {
			return
		}
		if n := weight(reflect.ValueOf(e)); n > heavy*len(b)+base {
			t.Fatalf("%d bytes became %d", len(b), n)
		}
		if again, err := wire.DecodeEntry(wire.AppendEntry(nil, e)); err != nil || !reflect.DeepEqual(again, e) {
			t.Fatalf("%#v, stored again %#v, %v", e, again, err)
		}
	})
}

// What a device has kept may be anything, too: the page's owner can write there.
func FuzzUnkeep(f *testing.F) {
	f.Add("01")
	f.Add("010376 5f31")
	f.Add(wire.Keep("v_1", pending(1)))
	f.Fuzz(func(t *testing.T, kept string) {
		c, p, ok := wire.Unkeep(kept)
		if !ok {
			return
		}
		c2, p2, ok := wire.Unkeep(wire.Keep(c, p))
		if !ok || c2 != c || p2 != p {
			t.Fatalf("%q %#v, kept again %q %#v, %v", c, p, c2, p2, ok)
		}
	})
}

// A message that lies about how much it holds is refused before memory is taken for it.
// Not parallel: it measures the memory of the whole program.
func TestALieAboutACountCostsNothing(t *testing.T) {
	for _, msg := range []string{
		"\x01\x42\x4a\x00\x48" + string(make([]byte, 72)),          // entries
		"\x01\x41\x4b\x00\x00\x48" + string(make([]byte, 72)),      // page
		"\x01\x47\x4a\x00\x48" + string(make([]byte, 72)),          // summaries
		"\x01\x42\x0b\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", // as many as there are numbers
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		wire.Decode([]byte(msg))
		runtime.ReadMemStats(&after)
		if n := after.TotalAlloc - before.TotalAlloc; n > uint64(heavy*len(msg)+base) {
			t.Errorf("%.10x...: %d bytes of memory for %d", msg, n, len(msg))
		}
	}
}
