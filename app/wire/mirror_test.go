package wire_test

import (
	"bytes"
	"reflect"
	"slices"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// again reads a message and writes it anew; nil if it is none of that kind.
var again = map[string]func(msg []byte) []byte{
	"hello": func(msg []byte) []byte {
		h, ok := wire.ReadMirrorHello(msg)
		return when(ok, func() []byte { return wire.AppendMirrorHello(nil, h) })
	},
	"ops": func(msg []byte) []byte {
		h, rest, ok := wire.ReadMirrorOps(msg)
		return when(ok, func() []byte { return append(wire.AppendMirrorOps(nil, h), rest...) })
	},
	"moment": func(msg []byte) []byte {
		h, rest, ok := wire.ReadMirrorMoment(msg)
		return when(ok, func() []byte { return append(wire.AppendMirrorMoment(nil, h), rest...) })
	},
	"part": func(msg []byte) []byte {
		p, ok := wire.ReadMirrorPart(msg)
		return when(ok, func() []byte { return wire.AppendMirrorPart(nil, p) })
	},
	"page": func(msg []byte) []byte {
		p, ok := wire.ReadMirrorPage(msg)
		return when(ok, func() []byte { return wire.AppendMirrorPage(nil, p) })
	},
	"ack": func(msg []byte) []byte {
		a, ok := wire.ReadMirrorAck(msg)
		return when(ok, func() []byte { return wire.AppendMirrorAck(nil, a) })
	},
	"want": func(msg []byte) []byte {
		l, ok := wire.ReadMirrorWant(msg)
		return when(ok, func() []byte { return wire.AppendMirrorWant(nil, l) })
	},
	"go": func(msg []byte) []byte {
		l, ok := wire.ReadMirrorGo(msg)
		return when(ok, func() []byte { return wire.AppendMirrorGo(nil, l) })
	},
	"deed": func(msg []byte) []byte {
		d, ok := wire.ReadMirrorDeed(msg)
		return when(ok, func() []byte { return wire.AppendMirrorDeed(nil, d) })
	},
	"answer": func(msg []byte) []byte {
		a, ok := wire.ReadMirrorAnswer(msg)
		return when(ok, func() []byte { return wire.AppendMirrorAnswer(nil, a) })
	},
	"state": func(msg []byte) []byte {
		s, ok := wire.ReadMirrorState(msg)
		return when(ok, func() []byte { return wire.AppendMirrorState(nil, s) })
	},
}

func when(ok bool, do func() []byte) []byte {
	if !ok {
		return nil
	}
	return do()
}

// mirrorMessages is one of each, as it is written.
var mirrorMessages = map[string][]byte{
	"hello":  wire.AppendMirrorHello(nil, wire.MirrorHello{Site: "shop", Token: "tok", Conversation: "v1_1", Page: "p1"}),
	"ops":    append(wire.AppendMirrorOps(nil, wire.MirrorOpsHead{Epoch: 300, Seq: 1, At: 1 << 60}), 26),
	"moment": append(wire.AppendMirrorMoment(nil, wire.MirrorOpsHead{Epoch: 300, At: 7}), 27, 1, 2, 0),
	"part":   wire.AppendMirrorPart(nil, wire.MirrorPart{Hash: "\xff23456789abcdef", Type: "text/css", Size: 10, Offset: 3, Content: "\x00\xff"}),
	"page":   wire.AppendMirrorPage(nil, wire.MirrorWhere{Visible: true, Address: "https://shop.example/é", Title: "Café"}),
	"ack":    wire.AppendMirrorAck(nil, wire.MirrorShown{Epoch: 2, Seq: 900}),
	"want":   wire.AppendMirrorWant(nil, []string{"\x00abc", "0123456789abcdef"}),
	"go":     wire.AppendMirrorGo(nil, wire.MirrorLook{Level: wire.LevelControl, Name: "Ana Martin"}),
	"deed":   wire.AppendMirrorDeed(nil, wire.MirrorDeed{Kind: wire.MirrorCommand, Command: 16, Ref: 12, Fields: "\x00\x01xy"}),
	"answer": wire.AppendMirrorAnswer(nil, wire.MirrorReply{Ref: 400, Outcome: 8}),
	"state": wire.AppendMirrorState(nil, wire.MirrorStatus{Phase: wire.MirrorLive, Level: wire.LevelView, Asked: wire.LevelControl, Since: 5,
		By: chat.Person{ID: "ana", Role: chat.Agent, Name: "Ana"}, Address: "https://shop.example/", Title: "Shop", Hosts: "cdn.example", Site: "https://shop.example"}),
}

// What one side writes the other reads as it was, and takes for nothing else.
func TestEveryMirrorMessageIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	for name, msg := range mirrorMessages {
		for other, read := range again {
			got := read(slices.Clone(msg))
			if other == name && !bytes.Equal(got, msg) {
				t.Errorf("%s: %x, want %x", name, got, msg)
			}
			if other != name && other != "hello" && name != "hello" && got != nil {
				t.Errorf("a %s was read as %s", name, other)
			}
		}
		for cut := range len(msg) {
			if got := again[name](msg[:cut:cut]); got != nil && name != "ops" && name != "moment" && name != "part" && name != "deed" {
				t.Errorf("%s: its first %d bytes are read", name, cut)
			}
		}
	}
}

func TestMirrorMessagesAreBounded(t *testing.T) {
	t.Parallel()
	long := string(bytes.Repeat([]byte("x"), 5000))
	for name, msg := range map[string][]byte{
		"part":  wire.AppendMirrorPart(nil, wire.MirrorPart{Hash: "h", Type: "t", Size: 1, Content: "ab"}),
		"hello": wire.AppendMirrorHello(nil, wire.MirrorHello{Site: "shop", Token: long, Conversation: "v1_1", Page: "p"}),
		"page":  wire.AppendMirrorPage(nil, wire.MirrorWhere{Address: long}),
		"want":  wire.AppendMirrorWant(nil, slices.Repeat([]string{"h"}, wire.MaxWants+1)),
		"ops":   wire.AppendMirrorOps(nil, wire.MirrorOpsHead{Epoch: 1}), // seq 0
	} {
		if got := again[name](msg); got != nil {
			t.Errorf("%s is taken", name)
		}
	}
	if got := again["hello"](wire.AppendMirrorHello(nil, wire.MirrorHello{Site: "shop", Conversation: "v1_1", Page: "a.b"})); got != nil {
		t.Error("an id that is none is taken")
	}
}

func FuzzMirror(f *testing.F) {
	for _, msg := range mirrorMessages {
		f.Add(msg)
	}
	f.Fuzz(func(t *testing.T, msg []byte) {
		for name, read := range again {
			said := read(slices.Clone(msg))
			if said == nil {
				continue
			}
			if twice := read(slices.Clone(said)); !reflect.DeepEqual(twice, said) {
				t.Fatalf("%s: %x, said again %x", name, said, twice)
			}
			if len(said) > len(msg)+8 {
				t.Fatalf("%s: %d bytes became %d", name, len(msg), len(said))
			}
		}
	})
}
