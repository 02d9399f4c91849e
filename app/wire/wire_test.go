package wire_test

import (
	"bytes"
	"encoding/binary"
	"reflect"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

func decode(t *testing.T, msg []byte) []wire.Frame {
	t.Helper()
	frames, err := wire.Decode(msg)
	if err != nil {
		t.Fatalf("%x: %v", msg, err)
	}
	return frames
}

func TestEveryFrameArrivesAsItWasSent(t *testing.T) {
	t.Parallel()
	for _, f := range every {
		if got := decode(t, wire.Message(f)); !reflect.DeepEqual(got, []wire.Frame{f}) {
			t.Errorf("sent %#v, got %#v", f, got)
		}
	}
	for seed := range uint64(3000) {
		r := newRandom(seed)
		sent := make([]wire.Frame, 1+r.IntN(4))
		for i := range sent {
			sent[i] = r.frame()
		}
		if got := decode(t, wire.Message(sent...)); !reflect.DeepEqual(got, sent) {
			t.Fatalf("seed %d: sent %#v, got %#v", seed, sent, got)
		}
	}
}

func TestEveryEntryIsReadAsItWasStored(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2000) {
		e := newRandom(seed).entry()
		if got, err := wire.DecodeEntry(wire.AppendEntry(nil, e)); err != nil || !reflect.DeepEqual(got, e) {
			t.Fatalf("seed %d: stored %#v, got %#v, %v", seed, e, got, err)
		}
	}
}

// The numbers are in every browser's cache and in every store.
func TestTheNumbersOfFramesAndKindsNeverChange(t *testing.T) {
	t.Parallel()
	want := []wire.Type{1, 2, 3, 4, 5, 6, 7, 8, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 9, 10, 11, 12, 13, 74, 75, 76, 77, 14, 78,
		15, 16, 17, 18, 19, 20, 21, 79, 80, 81, 82, 200}
	for i, f := range every {
		if f.Type() != want[i] {
			t.Errorf("%T has number %d, want %d", f, f.Type(), want[i])
		}
	}
	for i, b := range bodies[:len(bodies)-1] {
		if b.Kind() != chat.Kind(i+1) {
			t.Errorf("%T has number %d, want %d", b, b.Kind(), i+1)
		}
	}
}

func TestAVisitorsProgramReadsWhatVisitorsGet(t *testing.T) {
	t.Parallel()
	for _, f := range every {
		got, err := wire.DecodeForVisitor(wire.Message(f))
		if err != nil || len(got) != 1 {
			t.Fatalf("%T: %v, %v", f, got, err)
		}
		_, unknown := got[0].(wire.Unsupported)
		switch f.(type) {
		case wire.Welcome, wire.Page, wire.Entries, wire.Ack, wire.Nack, wire.Marks, wire.TypingNow, wire.Pong, wire.Refused:
			if unknown || !reflect.DeepEqual(got[0], f) {
				t.Errorf("%T is %#v", f, got[0])
			}
		default:
			if u, ok := got[0].(wire.Unsupported); !ok || u.Raw != f.Type() {
				t.Errorf("%T is %#v", f, got[0])
			}
		}
	}
}

// The bytes of today are what programs of tomorrow have to read.
func TestTheBytesOfAMessage(t *testing.T) {
	t.Parallel()
	e := chat.Entry{ID: "a-1", N: 300, At: 5, Author: chat.Person{ID: "v", Role: chat.Visitor, Name: "V"}, Body: chat.Text{Text: "hi"}}
	for _, c := range []struct {
		got  []byte
		want string
	}{
		{wire.Message(wire.Ping{}), "\x01\x08\x00"},
		{wire.Message(wire.Typing{Conversation: "v_1", On: true}, wire.Ping{}), "\x01\x07\x05\x03v_1\x01\x08\x00"},
		{wire.Message(wire.Send{Conversation: "v_1", After: 300, ID: "a-1", Body: chat.Text{Text: "hi"}}), "\x01\x05\x0f\x03v_1\xac\x02\x03a-1\x01\x03\x02hi"},
		{wire.Message(wire.Send{Conversation: "v_1", After: 300, ID: "a-1", Body: chat.Text{Text: "hi", Translated: chat.Rendering{From: "en", To: "fr", Text: "s"}}}),
			"\x01\x05\x17\x03v_1\xac\x02\x03a-1\x01\x0b\x02hi\x02en\x02fr\x01s"},
		{wire.AppendEntry(nil, e), "\x01\x03a-1\xac\x02\x05\x01v\x01\x01V\x01\x03\x02hi"},
	} {
		if string(c.got) != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// parts splits a message of one frame.
func parts(t *testing.T, f wire.Frame) (kind byte, payload []byte) {
	t.Helper()
	msg := wire.Message(f)
	n, size := binary.Uvarint(msg[2:])
	if payload = msg[2+size:]; uint64(len(payload)) != n {
		t.Fatalf("%T: a payload of %d bytes says that it has %d", f, len(payload), n)
	}
	return msg[1], payload
}

func join(kind byte, payload []byte) []byte {
	return append(binary.AppendUvarint([]byte{wire.Version, kind}, uint64(len(payload))), payload...)
}

func TestAnOlderReaderIgnoresWhatANewerWriterAdds(t *testing.T) {
	t.Parallel()
	for seed := range uint64(500) {
		f := newRandom(seed).frame()
		kind, payload := parts(t, f)
		if _, unknown := f.(wire.Unsupported); unknown {
			continue
		}
		longer := join(kind, append(bytes.Clone(payload), "\xff new fields"...))
		if got := decode(t, longer); !reflect.DeepEqual(got, []wire.Frame{f}) {
			t.Fatalf("seed %d: sent %#v, got %#v", seed, f, got)
		}
	}
	e := newRandom(1).entry()
	if got, err := wire.DecodeEntry(append(wire.AppendEntry(nil, e), "\xff new fields"...)); err != nil || !reflect.DeepEqual(got, e) {
		t.Errorf("stored %#v, got %#v, %v", e, got, err)
	}
}

func TestAnOlderReaderIgnoresNewFieldsOfABody(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]chat.Body{
		"\x01\x03\x02hi":                      chat.Text{Text: "hi"}, // as it was before it could have a translation
		"\x01\x0c\x02hi\x02en\x02fr\x01s\xff": chat.Text{Text: "hi", Translated: chat.Rendering{From: "en", To: "fr", Text: "s"}},
		"\x02\x05\x01u\x01t\xff":              chat.PageView{URL: "u", Title: "t"},
		"\x03\x02by":                          chat.Joined{},
		"\x05\x06reason":                      chat.Closed{},
		"\x63\x03\xff\x00\xfe":                chat.Unsupported{Raw: 99, Data: "\xff\x00\xfe"},
		"\x00\x00":                            chat.Unsupported{},
		"\xff\x01\x01 and more..":             chat.Unsupported{Raw: 255, Data: "\x01"},
	} {
		e, err := wire.DecodeEntry([]byte("\x01\x03a-1\x01\x05\x00\x00\x00" + body))
		if err != nil || e.Body != want || e.N != 1 {
			t.Errorf("%q: %#v, %v", body, e, err)
		}
	}
}

// A newer frame or entry passes through an older program as it is.
func TestWhatIsNotKnownIsPassedOnUnchanged(t *testing.T) {
	t.Parallel()
	for kind := range 256 {
		msg := join(byte(kind), []byte("\x01a\xff\x00 anything"))
		frames, err := wire.Decode(msg)
		if err != nil || len(frames) != 1 {
			continue // of a known type, and not well formed
		}
		if _, ok := frames[0].(wire.Unsupported); ok && !bytes.Equal(wire.Message(frames...), msg) {
			t.Errorf("type %d: %x became %x", kind, msg, wire.Message(frames...))
		}
	}
	newer := []byte("\x01\x03a-1\x01\x05\x01b\x02\x01B\x63\x04\xff\x00\xfe\xfd")
	e, err := wire.DecodeEntry(newer)
	if err != nil || e.Body != (chat.Unsupported{Raw: 99, Data: "\xff\x00\xfe\xfd"}) || !bytes.Equal(wire.AppendEntry(nil, e), newer) {
		t.Errorf("%x: %#v, %v", newer, e, err)
	}
	page := wire.Page{Conversation: "v_1", List: []chat.Entry{e}}
	if got := decode(t, wire.Message(page))[0]; !reflect.DeepEqual(got, page) {
		t.Errorf("in a page: %#v", got)
	}
}

func TestWhatIsNotOurLanguageIsRefused(t *testing.T) {
	t.Parallel()
	long := "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f"
	for _, c := range []struct {
		name, msg string
		want      error
	}{
		{"nothing", "", chat.Malformed},
		{"another version", "\x02\x08\x00", wire.ErrVersion},
		{"words", "GET / HTTP/1.1\r\n", wire.ErrVersion},
		{"a type without a length", "\x01\x08", chat.Malformed},
		{"a length beyond the end", "\x01\x08\x01", chat.Malformed},
		{"a length beyond all numbers", "\x01\x08" + long, chat.Malformed},
		{"a length that never ends", "\x01\x08\x80\x80", chat.Malformed},
		{"a truth value that is neither", "\x01\x07\x02\x00\x02", chat.Malformed},
		{"broken UTF-8 in an id", "\x01\x03\x02\x01\xff", chat.Malformed},
		{"broken UTF-8 in a text", "\x01\x05\x08\x00\x00\x00\x01\x02\x01\xff\x00", chat.Malformed},
		{"a time beyond all times", "\x01\x48\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", chat.Malformed},
		{"more entries than bytes", "\x01\x42\x03\x00\x7f\x00", chat.Malformed},
		{"a good frame and a bad one", "\x01\x08\x00\x07\x01\x00", chat.Malformed},
	} {
		if frames, err := wire.Decode([]byte(c.msg)); err != c.want || frames != nil {
			t.Errorf("%s: %v, %v; want %v", c.name, frames, err, c.want)
		}
	}
	for _, c := range []struct {
		b    string
		want error
	}{{"", chat.Malformed}, {"\x02", wire.ErrVersion}, {"\x01", chat.Malformed}, {"\x01\x01a", chat.Malformed}} {
		if e, err := wire.DecodeEntry([]byte(c.b)); err != c.want || e != (chat.Entry{}) {
			t.Errorf("entry %q: %v, %v; want %v", c.b, e, err, c.want)
		}
	}
	if frames, err := wire.Decode(wire.Start(nil)); err != nil || len(frames) != 0 {
		t.Errorf("a message of no frames: %v, %v", frames, err)
	}
}

func TestAMessageThatWasCutIsNeverMistakenForAWholeOne(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		f := newRandom(seed).frame()
		msg := wire.Message(f)
		for n := 2; n < min(len(msg), 300); n++ {
			if frames, err := wire.Decode(msg[:n]); err != chat.Malformed {
				t.Fatalf("seed %d, cut at %d of %d: %#v, %v", seed, n, len(msg), frames, err)
			}
		}
	}
}

// Append leaves one byte for a payload's length and moves the payload up when it is longer.
func TestPayloadsOfEveryLength(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 126, 127, 128, 129, 255, 16383, 16384, 16385, chat.MaxFrame, 1<<21 - 1, 1 << 21, 1<<21 + 1} {
		data := strings.Repeat("payload ", n/8+1)[:n]
		want := append(join(200, []byte(data)), 8, 0)
		for _, room := range []int{0, 1, n + 1, n + 2, n + 3, n + 100} {
			dst := wire.Start(make([]byte, 0, room))
			dirty := dst[:cap(dst)]
			for i := range dirty[1:] {
				dirty[1+i] = 0xee
			}
			got := wire.Append(wire.Append(dst, wire.Unsupported{Raw: 200, Data: data}), wire.Ping{})
			if !bytes.Equal(got, want) {
				t.Errorf("a payload of %d bytes in a buffer of %d: got %.20x..., want %.20x...", n, room, got, want)
			}
		}
	}
}

func TestAppendKeepsWhatIsThere(t *testing.T) {
	t.Parallel()
	var msg []byte
	var sent []wire.Frame
	msg = wire.Start(msg)
	for seed := range uint64(200) {
		f := newRandom(seed).frame()
		msg, sent = wire.Append(msg, f), append(sent, f)
	}
	if got := decode(t, msg); !reflect.DeepEqual(got, sent) {
		t.Error("some frame is not what was appended")
	}
}
