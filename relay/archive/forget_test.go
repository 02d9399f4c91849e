package archive

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"pupitre/app/chat"
)

// bytesIn counts words in the database's files.
func (o office) bytesIn(words ...string) (n int) {
	o.t.Helper()
	for _, more := range []string{"", "-wal"} {
		b, err := os.ReadFile(o.database() + more)
		if err != nil && !os.IsNotExist(err) {
			o.t.Fatal(err)
		}
		for _, w := range words {
			n += bytes.Count(b, []byte(w))
		}
	}
	return n
}

func TestWhoIsForgottenLeavesNoByte(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	happen(o.memory, 9, 800, func() { o.said("mot1") })
	secrets := []string{"zqxwordone", "zqxlongtwo", "zqxnamethree", "zqxmailfour", "zqxdatumfive", "zqxpagesix", "zqxnoteseven", "zqxreasoneight", "zqxtagnine", "zqxtitleten"}
	victims := []chat.PersonID{"zqxvictima", "zqxvictimb"}
	for i, id := range victims {
		v := chat.Person{ID: id, Role: chat.Visitor, Name: "zqxnamethree"}
		for k := range 40 {
			o.say(id, v, fmt.Sprint("zqxwordone number ", k, strings.Repeat(" zqxlongtwo filler", 60)))
			o.say("v1", visitorOf("v1"), fmt.Sprint("somebody else ", k))
			o.learn(id, chat.Visited{Visit: chat.Visit{ID: fmt.Sprint("w", k), Came: chat.Source{Referrer: "https://zqxpagesix/"}}})
			o.learn(id, chat.Seen{PageView: chat.PageView{URL: "https://shop/zqxpagesix", Title: "zqxtitleten"}, Pages: 1})
			o.learn(id, chat.Told{Data: []chat.Datum{{Name: "d", Type: chat.DatumText, Value: fmt.Sprint("zqxdatumfive ", k)}}})
			o.said("mot1") // so that it is written bit by bit
		}
		o.learn(id, chat.Identified{Customer: chat.Customer{ID: "c2", Name: "zqxnamethree", Email: "zqxmailfour@x.example"}})
		o.staff(id, anna, chat.Note{Text: "zqxnoteseven"})
		o.staff(id, anna, chat.Qualified{Tags: []string{"zqxtagnine"}})
		o.trail(id, anna, chat.Note{Text: "zqxnoteseven"})
		o.trail(id, anna, chat.Blocked{Reason: "zqxreasoneight", Key: string(id)})
		if f := o.find(chat.Query{Kind: chat.FindExchanges, Text: "zqxwordone"}); f.Total != uint64(i+1) {
			t.Fatalf("%d found", f.Total)
		}
	}
	for _, w := range secrets {
		if o.bytesIn(w) == 0 {
			t.Errorf("%s was not there", w)
		}
	}
	others := o.said("somebody")
	for _, id := range victims {
		o.erase(id)
		o.Forgot(chat.ConversationOf(id, 1))
	}
	for _, kind := range []chat.FindKind{chat.FindExchanges, chat.FindPeople, chat.FindBlocks} { // shown to nobody from here on
		if f := o.find(chat.Query{Kind: kind, Text: "zqx"}); f.Total+uint64(len(f.Exchanges)+len(f.People)+len(f.Blocks)) != 0 {
			t.Errorf("found: %+v", f)
		}
	}
	if err := o.Forget(t.Context(), victims); err != nil {
		t.Fatal(err)
	}
	if n := o.bytesIn(append(secrets, "zqx")...); n != 0 {
		t.Errorf("%d times there still", n)
	}
	if got := o.said("somebody"); got != others || got == "" {
		t.Errorf("others: %q, were %q", got, others)
	}
	for _, kind := range []chat.FindKind{chat.FindExchanges, chat.FindPeople, chat.FindBlocks} {
		if f := o.find(chat.Query{Kind: kind, Text: "zqx"}); f.Total != 0 {
			t.Errorf("found: %+v", f)
		}
	}
	for _, id := range victims {
		if _, err := o.File(t.Context(), id, 0, 5); err != chat.NotFound {
			t.Errorf("%s: %v", id, err)
		}
	}
	// What is left is what a rebuilding makes, but for the numbers of rows.
	again := open(t, o.memory, t.TempDir(), nil).whole()
	for _, q := range []chat.Query{{Kind: chat.FindExchanges, Text: "mot"}, {Kind: chat.FindPeople}, {Kind: chat.FindBlocks}, {Kind: chat.FindPeople, Identity: true}} {
		a, b := o.find(q), again.find(q)
		a.More, b.More = "", ""
		if fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("%+v:\n left %+v\n made %+v", q, a, b)
		}
	}
	if err := o.Forget(t.Context(), []chat.PersonID{"nobody"}); err != nil {
		t.Errorf("a stranger: %v", err)
	}
}

// What was read ahead, before the store had forgotten it, does not come back.
func TestForgettingInterruptsTheReading(t *testing.T) {
	t.Parallel()
	m := newMemory()
	for range 100 {
		m.say("other", visitorOf("other"), "stays")
	}
	m.say("victim", visitorOf("victim"), "zqxsecret")
	reached, goOn := make(chan bool), make(chan bool)
	once := true
	m.inScan = func(at uint64) error {
		if at == 50 && once {
			once = false
			reached <- true
			<-goOn
		}
		return nil
	}
	o := open(t, m, t.TempDir(), nil)
	<-reached
	o.erase("victim") // the reading under way still has it
	done := make(chan error)
	go func() { done <- o.Forget(t.Context(), []chat.PersonID{"victim"}) }()
	await(t, func() bool { return o.forgetting.Load() == 1 })
	goOn <- true
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if f := o.whole().find(chat.Query{Kind: chat.FindExchanges}); visitors(f) != "other " || o.bytesIn("zqxsecret") != 0 {
		t.Errorf("%+v", f)
	}
}
