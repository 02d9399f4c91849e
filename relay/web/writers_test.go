package web_test

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
	"pupitre/relay/wiretest"
)

// BenchmarkWriters is so many visitors who write as fast as they can, each in a conversation of their own with one frame
// under way, and one agent who follows them all. An operation is a frame from a visitor's socket to the agent's: a text,
// stored and synced on its way, or a sign of typing, which is not stored. Frames within one tick (4 ms) of the last message
// share the next, so a lone writer without a pause measures the tick; BenchmarkRoundTrip has one who pauses. A table at the
// end puts them side by side.
func BenchmarkWriters(b *testing.B) {
	var all table
	for i, how := range bustest.Durabilities() {
		for _, n := range []int{1, 64, 256} {
			b.Run(fmt.Sprintf("%s/writers=%d", how, n), func(b *testing.B) {
				o := openOffice(b, n, func(c *web.Config) { c.Durability = how })
				b.Run("stored", func(b *testing.B) { all.put("stored, "+how.String(), n, o.measure(b, (*writer).text)) })
				if i == 0 { // the store has no part in the other
					b.Run("unstored", func(b *testing.B) { all.put("not stored", n, o.measure(b, (*writer).typing)) })
				}
			})
		}
	}
	all.print(os.Stdout)
}

// office is an agent's connection and the writers whom the agent follows.
type office struct {
	agent   *wiretest.Client
	writers map[chat.ConversationID]*writer
}

type writer struct {
	*wiretest.Client
	conv chat.ConversationID
	last uint64        // entry written
	seen chan struct{} // by the agent
}

func openOffice(b *testing.B, n int, durability relaytest.Option) *office {
	r := relaytest.Start(b, durability, func(c *web.Config) { c.Unlimited = true })
	o := &office{agent: r.Agent("ana@localhost"), writers: map[chat.ConversationID]*writer{}}
	o.agent.HelloAgent()
	for range n {
		w := &writer{Client: r.Visitor(), seen: make(chan struct{}, 1)}
		me := w.Hello(relaytest.Site, "")
		w.conv = me.Conversation
		w.text()
		o.agent.Follow(w.conv, me.Epoch, 0)
		o.writers[w.conv] = w
	}
	return o
}

// text writes a text and waits until it is stored.
func (w *writer) text() {
	w.last++
	w.Say(wiretest.Text(w.conv, w.last-1, chat.EntryID(fmt.Sprint("e", w.last)), "Is this one in stock, and in blue?"))
	wiretest.Await[wire.Ack](w.Client)
}

func (w *writer) typing() { w.Say(wire.Typing{Conversation: w.conv, On: true}) }

// measured is how long each frame took, and how long all took.
type measured struct {
	took []time.Duration
	all  time.Duration
}

// measure lets b.N frames be written, and ends when the agent has had all of them.
func (o *office) measure(b *testing.B, write func(*writer)) measured {
	turns := make(chan struct{}, b.N)
	for range b.N {
		turns <- struct{}{}
	}
	close(turns)
	var mu sync.Mutex
	var took []time.Duration
	var writing sync.WaitGroup
	b.ResetTimer()
	for _, w := range o.writers {
		writing.Go(func() {
			for range turns {
				began := time.Now()
				write(w)
				<-w.seen
				mu.Lock()
				took = append(took, time.Since(began))
				mu.Unlock()
			}
		})
	}
	for had := 0; had < b.N; {
		switch f := o.agent.Next().(type) {
		case wire.Entries:
			had += len(f.List)
			o.writers[f.Conversation].seen <- struct{}{}
		case wire.TypingNow:
			had++
			o.writers[f.Conversation].seen <- struct{}{}
		}
	}
	writing.Wait()
	b.StopTimer()
	slices.Sort(took)
	m := measured{took, b.Elapsed()}
	b.ReportMetric(m.rate(), "frames/s")
	report(b, took, "agent")
	return m
}

func (m measured) rate() float64 { return float64(len(m.took)) / m.all.Seconds() }

// table is a row for each benchmark, of its last and longest run.
type table struct{ rows []row }

type row struct {
	name    string
	writers int
	measured
}

func (t *table) put(name string, writers int, m measured) {
	t.rows = slices.DeleteFunc(t.rows, func(r row) bool { return r.name == name && r.writers == writers })
	t.rows = append(t.rows, row{name, writers, m})
}

func (t *table) print(out io.Writer) {
	slices.SortStableFunc(t.rows, func(a, b row) int { return strings.Compare(b.name, a.name) })
	w := tabwriter.NewWriter(out, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\nvisitor's socket to agent's\twriters\tframes/s\tp50 ms\tp99 ms\t")
	for _, r := range t.rows {
		fmt.Fprintf(w, "%s\t%d\t%.0f\t%.1f\t%.1f\t\n", r.name, r.writers, r.rate(), ms(r.took, 50), ms(r.took, 99))
	}
	w.Flush()
}

// ms is a percentile of sorted times, in milliseconds.
func ms(sorted []time.Duration, percent int) float64 {
	return float64(sorted[len(sorted)*percent/100].Microseconds()) / 1000
}
