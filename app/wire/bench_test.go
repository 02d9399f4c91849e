package wire

import (
	"testing"

	"pupitre/app/chat"
)

// BenchmarkCodec is a message of one entry there and back.
func BenchmarkCodec(b *testing.B) {
	f := Entries{Conversation: "v0123456789abcdef_1", List: []chat.Entry{{
		ID: "0123456789abcdef0123456789-12", N: 12, At: 1_700_000_000_000,
		Author: chat.Person{ID: "a1", Role: chat.Agent, Name: "Ana Martin"}, Body: chat.Text{Text: "Yes, we have two of them, in brass and in ivory."},
	}}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode(Message(f)); err != nil {
			b.Fatal(err)
		}
	}
}
