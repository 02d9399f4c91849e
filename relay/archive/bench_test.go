package archive

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/desk"
	"pupitre/relay/store"
)

// BenchmarkAMillionEntries measures a relay with 1,000,000 entries of 100,000 conversations, and a customer with 1,000 exchanges and 10,000 page
// views. It says which goals are met.
//
//	PUPITRE_BENCH_ENTRIES  another number of entries; -short: 20,000
//	PUPITRE_BENCH_STORE    a directory in which the store is kept for the next time
func BenchmarkAMillionEntries(b *testing.B) {
	entries := 1_000_000
	if testing.Short() {
		entries = 20_000
	}
	if n, err := strconv.Atoi(os.Getenv("PUPITRE_BENCH_ENTRIES")); err == nil {
		entries = n
	}
	dir := os.Getenv("PUPITRE_BENCH_STORE")
	if dir == "" {
		dir = b.TempDir()
	}
	how := bustest.Durabilities()[len(bustest.Durabilities())-1]
	if err := writeStore(b, dir, how, entries); err != nil {
		b.Fatal(err)
	}
	if err := Remove(dir); err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	d, err := desk.Open(b.Context(), bustest.Open(b, dir, how), desk.Options{Log: bustest.Log()})
	if err != nil {
		b.Fatal(err)
	}
	defer bustest.Close(b, d)
	fmt.Printf("%d entries; the desk is open after %.1f s\n", entries, time.Since(began).Seconds())
	before := usedNow()

	began = time.Now()
	o := Options{Dir: dir, Source: d, Log: bustest.Log()}
	a := Open(o)
	if err := a.Whole(b.Context()); err != nil {
		b.Fatal(err)
	}
	took := time.Since(began)
	fmt.Printf("made anew in %.1f s, %.0f entries/s\n", took.Seconds(), float64(entries)/took.Seconds())
	fmt.Printf("on disk: store %d MB, archive %d MB\n", size(b, filepath.Join(dir, "jetstream"))>>20, size(b, filepath.Join(dir, File))>>20)
	_ = a.Close()
	began = time.Now()
	a = Open(o)
	defer a.Close()
	if err := a.Whole(b.Context()); err != nil {
		b.Fatal(err)
	}
	fmt.Printf("opened and checked in %.2f s\n", time.Since(began).Seconds())
	b.ResetTimer()

	r := rand.New(rand.NewPCG(1, 2))
	visitor := func() chat.PersonID { return visitorOfBench(r.IntN(conversations(entries))) }
	measure(b, "latest 50 of one conversation", 5*time.Millisecond, func(int) error {
		_, err := d.Follow(b.Context(), anna, wire.Follow{Conversation: chat.ConversationOf(visitor(), 1), Limit: 50})
		return err
	})
	measure(b, "latest 50 of a conversation of thousands", 5*time.Millisecond, func(int) error {
		p, err := d.Follow(b.Context(), anna, wire.Follow{Conversation: chat.ConversationOf(regular, 1), Limit: 50})
		if err == nil && len(p.List) != 50 {
			err = fmt.Errorf("%d entries", len(p.List))
		}
		return err
	})
	file := func(id chat.PersonID, before chat.Millis) error {
		f, err := a.File(b.Context(), id, before, chat.MaxFound)
		if err == nil && len(f.Exchanges) == 0 {
			err = fmt.Errorf("%s has none", id)
		}
		return err
	}
	measure(b, "all conversations of one visitor", 50*time.Millisecond, func(int) error { return file(visitor(), 0) })
	measure(b, "the file of 1,000 exchanges, 10,000 views", 100*time.Millisecond, func(int) error { return file(regular, 0) })
	measure(b, "how many exchanges a visitor had", 5*time.Millisecond, func(int) error { a.Counts(visitor()); return nil })

	find := func(q chat.Query) error {
		f, err := a.Find(b.Context(), q)
		if err == nil && f.Total == 0 && q.Agent == "" {
			err = fmt.Errorf("%+v finds nothing", q)
		}
		return err
	}
	agents := []chat.PersonID{"", "agent-3"}
	for _, text := range []string{"e", "b", "bo", "bon", "bonj", "bonjour", "livraison", "the", "e a s l", "commande livraison", "bonjour o", "l'été", "élé", "where is th", rare} {
		measure(b, fmt.Sprintf("search %q", text), 100*time.Millisecond, func(i int) error {
			return find(chat.Query{Kind: chat.FindExchanges, Text: text, Agent: agents[i%len(agents)]})
		})
	}
	end := epochOfBench + chat.Millis(entries)*stepOfBench
	measure(b, `search "e" in one old week`, 100*time.Millisecond, func(int) error {
		from := epochOfBench + (end-epochOfBench)/10
		return find(chat.Query{Kind: chat.FindExchanges, Text: "e", From: from, Until: from + (end-epochOfBench)/50})
	})
	measure(b, `search "e" with the rarest tag`, 100*time.Millisecond, func(int) error {
		return find(chat.Query{Kind: chat.FindExchanges, Text: "e", Tag: "Rare"})
	})
	for _, text := range []string{"", "m", "mar", "martin", "martin 77", regularMail} {
		measure(b, fmt.Sprintf("people %q", text), 100*time.Millisecond, func(int) error { return find(chat.Query{Kind: chat.FindPeople, Text: text}) })
	}
	after := usedNow()
	fmt.Printf("memory: %d MB resident, %d MB of them heap; before the archive was opened %d and %d\n", after.resident>>20, after.heap>>20, before.resident>>20, before.heap>>20)
	for range b.N - 1 { // measured above
	}
}

// measure prints, for Logf says ten lines at most, the median and the slowest of many, and whether a goal is met by the one that is slower than 95 of 100.
func measure(b *testing.B, what string, goal time.Duration, do func(i int) error) {
	b.Helper()
	const times = 100
	var took []time.Duration
	for i := range times {
		began := time.Now()
		if err := do(i); err != nil {
			b.Fatalf("%s: %v", what, err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	met := "missed"
	if took[times*95/100] <= goal {
		met = "met"
	}
	fmt.Printf("%-45s median %7.2f ms, 95 %% %7.2f, most %7.2f, goal %3d: %s\n", what, ms(took[times/2]), ms(took[times*95/100]), ms(took[times-1]), goal/time.Millisecond, met)
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

type used struct{ resident, heap uint64 }

func usedNow() (u used) {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	u.heap = m.HeapAlloc
	status, _ := os.ReadFile("/proc/self/status") // elsewhere it stays 0
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.ParseUint(strings.Fields(rest)[0], 10, 64)
			u.resident = kb << 10
		}
	}
	return u
}

func size(b *testing.B, path string) (n int64) {
	b.Helper()
	err := filepath.Walk(path, func(_ string, i os.FileInfo, err error) error {
		if err == nil && !i.IsDir() {
			n += i.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// The store of the benchmark: a conversation has ten entries, and some dozens are open at a time.
const (
	perConversation              = 10
	epochOfBench     chat.Millis = 1_700_000_000_000
	stepOfBench      chat.Millis = 30_000 // between entries
	regular                      = chat.PersonID("vregular")
	regularMail                  = "regular.customer@shop.example"
	regularExchanges             = 1000
	regularViews                 = 10_000
	rare                         = "xylophone"
)

func conversations(entries int) int { return entries / perConversation }

func visitorOfBench(i int) chat.PersonID { return chat.PersonID(fmt.Sprintf("v%025d", i)) }

// writeStore publishes all to the stream, as the store writes it, unless it is there already.
func writeStore(b *testing.B, dir string, how bus.Durability, entries int) error {
	broker := bustest.Open(b, dir, how)
	defer bustest.Close(b, broker)
	s, err := store.Open(b.Context(), broker, store.Options{Log: bustest.Log()})
	if err != nil {
		return err
	}
	defer bustest.Close(b, s)
	w := &writer{ctx: b.Context(), js: broker.JetStream(), r: rand.New(rand.NewPCG(4, 2)), at: epochOfBench, ns: map[chat.ConversationID]uint64{}}
	w.zipf = rand.NewZipf(w.r, 1.15, 8, uint64(len(w.words())-1))
	info, err := w.js.Stream(b.Context(), bus.StreamConv)
	if err != nil {
		return err
	}
	if n := info.CachedInfo().State.Msgs; n >= uint64(entries) {
		return nil
	}
	began := time.Now()
	w.all(entries)
	w.flush()
	fmt.Printf("written in %.0f s\n", time.Since(began).Seconds())
	return w.err
}

type writer struct {
	ctx  context.Context
	js   jetstream.JetStream
	r    *rand.Rand
	zipf *rand.Zipf
	at   chat.Millis
	id   int
	ns   map[chat.ConversationID]uint64
	wait []jetstream.PubAckFuture
	err  error
	list []string
}

func (w *writer) all(entries int) {
	total := conversations(entries)
	var open []int // conversations
	steps := map[int]int{}
	next, visits := 0, 0
	for n := 0; (next < total || len(open) > 0) && w.err == nil; n++ {
		for len(open) < 40 && next < total {
			open = append(open, next)
			next++
		}
		i := w.r.IntN(len(open))
		c := open[i]
		w.step(c, steps[c])
		if steps[c]++; steps[c] == perConversation {
			delete(steps, c)
			open[i] = open[len(open)-1]
			open = open[:len(open)-1]
		}
		if every := max(entries/regularExchanges, 1); n%every == 0 && visits < regularExchanges {
			w.regular(visits)
			visits++
		}
	}
}

// step is the entry of a conversation of a visitor, of whom one in three is a customer.
func (w *writer) step(c, step int) {
	id := visitorOfBench(c)
	conv, agent := chat.ConversationOf(id, 1), chat.Person{ID: chat.PersonID(fmt.Sprint("agent-", c%20)), Role: chat.Agent, Name: "Agent"}
	v, relay := chat.Person{ID: id, Role: chat.Visitor}, chat.Person{ID: id, Role: chat.System}
	switch step {
	case 0:
		w.put(conv.Trail(), relay, chat.Visited{Visit: chat.Visit{ID: "w1", Number: 1, Began: w.at, Came: chat.Source{Referrer: "https://www.google.com/"}, Device: chat.Device{Country: "FR", Browser: "Firefox 142", System: "Windows 11", Kind: "desktop"}}})
	case 1:
		if c%3 == 0 {
			w.put(conv.Trail(), relay, chat.Identified{Customer: chat.Customer{ID: fmt.Sprint("c-", c), Name: fmt.Sprint(w.word(), " Martin"), Email: fmt.Sprintf("m%d@mail.example", c)}})
			return
		}
		w.put(conv.Trail(), relay, chat.Seen{PageView: chat.PageView{URL: "https://shop.example/products/" + w.word(), Title: w.text(3)}, Pages: 1})
	case 2:
		w.put(conv, v, chat.Text{Text: "Bonjour, " + w.text(8)})
	case 3:
		w.put(conv, agent, chat.Joined{})
	case 8:
		tag := []string{"Stock", "Livraison", "Retour"}[c%3]
		if c%5000 == 0 {
			tag = "Rare"
		}
		w.put(conv.Staff(), agent, chat.Qualified{Tags: []string{tag}})
	case 9:
		w.put(conv, agent, chat.Closed{})
	default:
		who, text := v, w.text(12)
		if step%2 == 1 {
			who = agent
		}
		if c%5000 == 77 {
			text += " " + rare
		}
		w.put(conv, who, chat.Text{Text: text})
	}
}

// regular is one more visit and conversation of the customer who comes again and again.
func (w *writer) regular(n int) {
	conv, v, relay := chat.ConversationOf(regular, 1), chat.Person{ID: regular, Role: chat.Visitor}, chat.Person{ID: regular, Role: chat.System}
	if n == 0 {
		w.put(conv.Trail(), relay, chat.Identified{Customer: chat.Customer{ID: "c-regular", Name: "Régine Regular", Email: regularMail}})
	} else {
		w.put(conv, v, chat.Reopened{})
	}
	w.put(conv.Trail(), relay, chat.Visited{Visit: chat.Visit{ID: fmt.Sprint("w", n), Number: uint64(n + 1), Began: w.at}})
	for i := range regularViews / regularExchanges {
		w.put(conv.Trail(), relay, chat.Seen{PageView: chat.PageView{URL: "https://shop.example/" + w.word(), Title: w.text(4)}, Pages: uint64(i + 1)})
	}
	w.put(conv, v, chat.Text{Text: w.text(10)})
	w.put(conv, anna, chat.Joined{})
	w.put(conv, anna, chat.Text{Text: w.text(10)})
	w.put(conv, anna, chat.Closed{})
}

func (w *writer) put(conv chat.ConversationID, who chat.Person, body chat.Body) {
	if w.err != nil {
		return
	}
	w.id++
	w.at += stepOfBench
	w.ns[conv]++
	subject, err := bus.Entry(shop, conv, w.ns[conv])
	if err == nil {
		e := chat.Entry{ID: chat.EntryID(fmt.Sprint("e-", w.id)), N: w.ns[conv], At: w.at, Author: who, Body: body}
		var f jetstream.PubAckFuture
		if f, err = w.js.PublishMsgAsync(&nats.Msg{Subject: subject, Data: wire.AppendEntry(nil, e)}); err == nil {
			w.wait = append(w.wait, f)
		}
	}
	if w.err = err; len(w.wait) >= 2000 {
		w.flush()
	}
}

func (w *writer) flush() {
	for _, f := range w.wait {
		select {
		case <-f.Ok():
		case err := <-f.Err():
			w.err = err
		case <-w.ctx.Done():
			w.err = w.ctx.Err()
		}
	}
	w.wait = w.wait[:0]
}

// words are what is said: common ones of both languages first, then 20,000 that are made up of French letters' frequencies.
func (w *writer) words() []string {
	if w.list != nil {
		return w.list
	}
	w.list = strings.Fields(`de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont the of and to in is you that it for my order
		bonjour commande livraison colis retour remboursement taille couleur stock élégante l'été où est-ce est déjà merci s'il vous plaît where delivery refund size blue please
		thanks hello j'ai n'est aujourd'hui quand reçu œuvre cœur numéro adresse magasin promotion code paiement carte facture problème`)
	const letters = "eeeeeeeeeeeeaaaaaaaasssssssiiiiiiinnnnnnnttttttttrrrrrrruuuuuulllllooooodddcccmmppéévqfbghjàxyèêzkwç"
	alphabet := []rune(letters)
	for range 20_000 {
		var word []rune
		for range 2 + w.r.IntN(9) {
			word = append(word, alphabet[w.r.IntN(len(alphabet))])
		}
		w.list = append(w.list, string(word))
	}
	return w.list
}

func (w *writer) word() string { return w.list[w.zipf.Uint64()] }

func (w *writer) text(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.word())
	}
	return b.String()
}
