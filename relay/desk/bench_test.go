package desk_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/desk"
)

// nobody watches.
type nobody struct{ frames atomic.Int64 }

func (n *nobody) Live(chat.ConversationID, wire.Frame) { n.frames.Add(1) }
func (n *nobody) Changed(chat.Summary)                 {}

func benchDesk(b *testing.B, how bus.Durability) *desk.Desk {
	d, err := desk.Open(b.Context(), bustest.Open(b, b.TempDir(), how), desk.Options{Log: bustest.Log()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { bustest.Close(b, d) })
	d.Watch(&nobody{})
	return d
}

// BenchmarkSend: each writer in a conversation of its own, waiting for each acknowledgement.
func BenchmarkSend(b *testing.B) {
	for _, how := range bustest.Durabilities() {
		for _, writers := range []int{1, 64, 256} {
			b.Run(fmt.Sprintf("%s/writers=%d", how, writers), func(b *testing.B) {
				d := benchDesk(b, how)
				var next atomic.Int64
				var wg sync.WaitGroup
				b.ResetTimer()
				for w := range writers {
					wg.Go(func() {
						who := chat.Person{ID: chat.PersonID(fmt.Sprint("v", w)), Role: chat.Visitor}
						f := wire.Send{Conversation: chat.ConversationOf(who.ID, 1), Body: chat.Text{Text: "is this one in stock, and in blue?"}}
						for i := next.Add(1); i <= int64(b.N); i = next.Add(1) {
							f.ID = chat.EntryID(fmt.Sprint("e-", i))
							a, ok := d.Send(b.Context(), shop, who, f).(wire.Ack)
							if !ok {
								b.Error("not acknowledged")
								return
							}
							f.After = a.N
						}
					})
				}
				wg.Wait()
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "entries/s")
			})
		}
	}
}

// BenchmarkTyping is what is fanned out without being stored.
func BenchmarkTyping(b *testing.B) {
	d := benchDesk(b, bus.SyncAlways)
	if _, ok := d.Send(b.Context(), shop, julie, wire.Send{Conversation: conv, ID: "e", Body: chat.Text{Text: "hello"}}).(wire.Ack); !ok {
		b.Fatal("not acknowledged")
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := d.Typing(julie, wire.Typing{Conversation: conv, On: true}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "frames/s")
}

// BenchmarkFollow is what a client that opens a conversation waits for: the latest 50 of 5,000 entries.
func BenchmarkFollow(b *testing.B) {
	d := benchDesk(b, bustest.Durabilities()[len(bustest.Durabilities())-1])
	var wg sync.WaitGroup
	for w := range 50 {
		wg.Go(func() {
			for i := range 100 {
				f := wire.Send{Conversation: conv, After: 1 << 62, ID: chat.EntryID(fmt.Sprintf("e%d-%d", w, i)), Body: chat.Text{Text: "hello"}}
				d.Send(b.Context(), shop, julie, f)
			}
		})
	}
	wg.Wait()
	b.ResetTimer()
	for b.Loop() {
		p, err := d.Follow(b.Context(), julie, wire.Follow{Conversation: conv, Limit: 50})
		if err != nil || len(p.List) != 50 {
			b.Fatal(len(p.List), err)
		}
	}
}
