package console

import (
	"strconv"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// thread is a desk with one open conversation of n entries.
func thread(b *testing.B, n int) *ui.Loop[Model] {
	b.Helper()
	ana, visitor := chat.Person{ID: "a1", Role: chat.Agent, Name: "Ana Martin"}, chat.Person{ID: "v1", Role: chat.Visitor}
	l := ui.NewLoop(Program())
	l.Start(1, ui.Started{Kept: map[string]string{"panes": "v1_1:100|0"}})
	list := make([]chat.Entry, n)
	for i := range list {
		list[i] = chat.Entry{ID: chat.EntryID("m-" + strconv.Itoa(i)), N: uint64(i + 1), At: int64(i) * 30_000, Author: visitor, Body: chat.Text{Text: "Message " + strconv.Itoa(i)}}
	}
	for _, f := range []wire.Frame{
		wire.Welcome{Epoch: 1, Me: ana},
		wire.Summaries{Reset: true, List: []chat.Summary{{Conversation: chat.Conversation{ID: "v1_1", Visitor: visitor, Agent: ana, Last: uint64(n), LastText: "Message"}}}},
		wire.Page{Conversation: "v1_1", List: list, Last: uint64(n), Gap: true},
	} {
		l.Step(2, ui.Received{Frame: f})
	}
	if l.Render().Empty() {
		b.Fatal("nothing was drawn")
	}
	return l
}

// BenchmarkKey is a key in the message field of a thread of 1,000 entries: update, view, difference, patch.
func BenchmarkKey(b *testing.B) {
	l := thread(b, 1000)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		l.Step(3, DraftTyped{Text: "draft " + strconv.Itoa(i%10)})
		l.Render()
	}
}

// BenchmarkArrival is a new entry in that thread.
func BenchmarkArrival(b *testing.B) {
	l := thread(b, 1000)
	b.ReportAllocs()
	for i := uint64(1001); b.Loop(); i++ {
		l.Step(3, ui.Received{Frame: wire.Entries{Conversation: "v1_1", List: []chat.Entry{{ID: chat.EntryID("m-" + strconv.FormatUint(i, 10)), N: i, Author: chat.Person{ID: "v1", Role: chat.Visitor}, Body: chat.Text{Text: "one more"}}}}})
		l.Render()
	}
}

// BenchmarkDraw is the patch of that thread from nothing.
func BenchmarkDraw(b *testing.B) {
	l := thread(b, 1000)
	b.ReportAllocs()
	for b.Loop() {
		var p dom.Patch
		dom.NewTree().Render(&p, view(&l.Model)...)
		b.SetBytes(int64(len(p.Ops) + len(p.Str)))
	}
}
