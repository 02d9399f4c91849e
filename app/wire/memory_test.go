package wire_test

import (
	"runtime"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// A relay keeps the id of a message for long. What else came with it is not to stay with the id.
func TestWhatIsKeptOfAMessageDoesNotKeepTheMessage(t *testing.T) {
	const messages, padding = 512, 60_000
	msg := wire.Message(wire.Send{Conversation: "v1_1", ID: "m-1", Body: chat.Text{Text: "a"}}, wire.Unsupported{Raw: 250, Data: strings.Repeat("x", padding)})
	entry := wire.AppendEntry(nil, chat.Entry{ID: "m-1", N: 1, Author: chat.Person{ID: "v1", Role: chat.Visitor}, Body: chat.Text{Text: strings.Repeat("x", padding)}})
	ids := make([]chat.EntryID, 0, 2*messages)
	before := heap()
	for range messages {
		frames, err := wire.Decode(msg)
		if err != nil {
			t.Fatal(err)
		}
		e, err := wire.DecodeEntry(entry)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, frames[0].(wire.Send).ID, e.ID)
	}
	if kept := heap() - before; kept > messages*padding/10 {
		t.Errorf("%d ids keep %d KB", len(ids), kept>>10)
	}
	runtime.KeepAlive(ids)
}

// heap is what lives there, in bytes.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
