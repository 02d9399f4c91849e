package slim

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func mustImage(t *testing.T, module []byte) []byte {
	t.Helper()
	sections, err := parseSections(module)
	if err != nil {
		t.Fatal(err)
	}
	data, err := dataSection(sections)
	if err != nil {
		t.Fatal(err)
	}
	image, _, err := loadImage(data.body)
	if err != nil {
		t.Fatal(err)
	}
	return image
}

func TestTracebackTablesAreEmptied(t *testing.T) {
	t.Parallel()
	slimmed, report, err := Slim(tinyModule(tinyFunctions()))
	if err != nil {
		t.Fatal(err)
	}
	image := string(mustImage(t, slimmed))
	for _, gone := range []string{"main.main", "unit", "file.go", "arginfo", "live", "\x50\x01", "producers"} {
		if strings.Contains(image, gone) || bytes.Contains(slimmed, []byte(gone)) {
			t.Errorf("%q is still there", gone)
		}
	}
	for _, kept := range []string{"\x00runtime.\x00", "\x00main.(*T).M\x00", "args", "locals", tinyFinder,
		"\x02\x01\x10\x05\x00", "\x02\x01\x02\x01\x00"} {
		if !strings.Contains(image, kept) {
			t.Errorf("%q was dropped", kept)
		}
	}
	if report.Functions != 3 || report.Custom == 0 || report.Cleared == 0 || report.After != len(slimmed) {
		t.Errorf("report %+v", report)
	}
}

func TestInlineTreesKeepWhatRecoverNeeds(t *testing.T) {
	t.Parallel()
	module := tinyModule(tinyFunctions())
	slimmed, _, err := Slim(module)
	if err != nil {
		t.Fatal(err)
	}
	want := "\x17\x00\x00\x00" + "\x00\x00\x00\x00" + "\x07\x00\x00\x00" + "\x00\x00\x00\x00" +
		"\x00\x00\x00\x00" + "\x00\x00\x00\x00" + "\x08\x00\x00\x00" + "\x00\x00\x00\x00"
	if image := mustImage(t, slimmed); !bytes.Contains(image, []byte(want)) {
		t.Errorf("ids and parents of the inline tree are gone")
	}
	slimmed, _, err = Options{DropInlineTrees: true}.Slim(module)
	if err != nil {
		t.Fatal(err)
	}
	if image := mustImage(t, slimmed); bytes.Contains(image, []byte("\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x08")) {
		t.Errorf("the inline tree is still there")
	}
}

func TestTheArgumentIsNotChanged(t *testing.T) {
	t.Parallel()
	module := tinyModule(tinyFunctions())
	before := bytes.Clone(module)
	if _, _, err := Slim(module); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(module, before) {
		t.Error("Slim changed its argument")
	}
}

func TestSlimmingTwiceIsRefused(t *testing.T) {
	t.Parallel()
	once, _, err := Slim(tinyModule(tinyFunctions()))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := Slim(once); !errors.Is(err, ErrUnknownLayout) {
		t.Errorf("got %v, want ErrUnknownLayout", err)
	}
}

// Packing is the one step that writes memory anew: the program must find the same there.
func TestPackedSegmentsFillTheSameMemory(t *testing.T) {
	t.Parallel()
	long := append(append([]byte("a"), make([]byte, maxGap)...), 'b')
	longer := append(append([]byte("a"), make([]byte, maxGap+1)...), 'b', 0, 0)
	for _, c := range []struct {
		image    []byte
		segments int
	}{
		{nil, 0},
		{make([]byte, 500), 0},
		{[]byte("\x00\x00x\x00y"), 1},
		{long, 1},
		{longer, 2},
	} {
		body, segments := packImage(c.image)
		image, read, err := loadImage(body)
		if err != nil {
			t.Fatal(err)
		}
		if segments != c.segments || read != segments {
			t.Errorf("image of %d bytes: %d segments, want %d", len(c.image), segments, c.segments)
		}
		if want := bytes.TrimRight(c.image, "\x00"); !bytes.Equal(image, want) {
			t.Errorf("memory is %q, want %q", image, want)
		}
	}
}

func TestNumbersReadAsTheyWereWritten(t *testing.T) {
	t.Parallel()
	for _, n := range []int32{0, 1, -1, 63, 64, -64, -65, 127, 128, 1 << 20, 1<<31 - 1, -1 << 31} {
		in := reader{rest: appendInt32(nil, n)}
		if got := in.int32(); got != n || in.failed || len(in.rest) > 0 {
			t.Errorf("wrote %d, read %d", n, got)
		}
	}
	for _, n := range []int64{0, -1, 63, -65, 1 << 28, 1<<35 - 1, -1 << 42, 1<<62 - 1, 1<<63 - 1, -1 << 63} {
		in := reader{rest: []byte(sleb128(n))}
		if got := in.int64(); got != n || in.failed || len(in.rest) > 0 {
			t.Errorf("wrote %d, read %d", n, got)
		}
	}
	padded := reader{rest: []byte{0x85, 0x80, 0x80, 0x80, 0x00}}
	if got := padded.uint32(); got != 5 || padded.failed {
		t.Errorf("padded 5 reads as %d", got)
	}
	for _, tooLarge := range []string{"", "\x80", "\xff\xff\xff\xff\x1f", "\x80\x80\x80\x80\x80\x00"} {
		in := reader{rest: []byte(tooLarge)}
		if got := in.uint32(); !in.failed || got != 0 {
			t.Errorf("%q reads as %d", tooLarge, got)
		}
	}
}
