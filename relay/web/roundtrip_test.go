package web_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/relaytest"
	"pupitre/relay/wiretest"
)

// BenchmarkRoundTrip is a visitor's text until it is on an agent's socket, stored and synced on its way, and until the
// visitor has its Ack, with one text under way at a time and a pause after each: what somebody feels who chats.
func BenchmarkRoundTrip(b *testing.B) {
	r := relaytest.Start(b)
	v := r.Visitor()
	me := v.Hello(relaytest.Site, "")
	a := r.Agent("ana@localhost")
	a.HelloAgent()
	v.Say(wiretest.Text(me.Conversation, 0, "first", "hello"))
	wiretest.Await[wire.Ack](v)
	a.Follow(me.Conversation, me.Epoch, 0)
	var there, back []time.Duration
	pause := time.NewTicker(210 * time.Millisecond) // the rate that a visitor is allowed
	defer pause.Stop()
	for i := 0; b.Loop(); i++ {
		<-pause.C
		began := time.Now()
		v.Say(wiretest.Text(me.Conversation, uint64(i+1), chat.EntryID(fmt.Sprint("e", i)), "Is it in stock?"))
		wiretest.Await[wire.Entries](a)
		there = append(there, time.Since(began))
		wiretest.Await[wire.Ack](v)
		back = append(back, time.Since(began))
	}
	report(b, there, "agent")
	report(b, back, "ack")
}

func report(b *testing.B, took []time.Duration, name string) {
	slices.Sort(took)
	for _, p := range []int{50, 99} {
		b.ReportMetric(ms(took, p), fmt.Sprintf("ms-%s-p%d", name, p))
	}
}
