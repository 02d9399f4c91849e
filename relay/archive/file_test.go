package archive

import (
	"fmt"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/relay/bus/bustest"
)

func TestAnExchangeIsAConversationFromItsOpeningToItsEnd(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	opened := o.does("v", visitorOf("v"), chat.PageView{URL: "https://shop/"})
	o.say("v", chat.Person{ID: "v", Role: chat.Visitor, Name: "Julie"}, "Bonjour,\n\nune question")
	o.does("v", lumi, chat.Joined{})
	o.say("v", lumi, "Je vous passe quelqu'un")
	transfer := o.does("v", lumi, chat.Transfer{To: chat.Party{Kind: chat.PartyOne, ID: "anna"}})
	o.does("v", anna, chat.Settled{Of: transfer.ID, How: chat.Accepted, From: lumi})
	o.does("v", bob, chat.Settled{Of: transfer.ID, How: chat.Returned, From: lumi}) // had nothing to do with it
	o.staff("v", bob, chat.Note{Text: "je regarde seulement"})
	o.staff("v", anna, chat.Qualified{Tags: []string{"Faux"}})
	o.staff("v", anna, chat.Qualified{Tags: []string{"Stock"}})
	ended := o.does("v", anna, chat.Closed{})
	late := o.does("v", visitorOf("v"), chat.Survey{Score: 5})
	o.staff("v", mia, chat.Qualified{Tags: []string{"Stock", "Avis"}}) // of the one that was last
	again := o.does("v", visitorOf("v"), chat.Reopened{})
	o.say("v", visitorOf("v"), "Encore moi")
	f := o.file("v")
	bustest.Same(t, f.Exchanges, []chat.Exchange{
		{Conversation: "v_1", Site: shop, From: again.N, To: again.N + 1, Opened: again.At, Said: 1, First: "Encore moi"},
		{Conversation: "v_1", Site: shop, From: 1, To: late.N, Opened: opened.At, Ended: ended.At, Said: 2, First: "Bonjour, une question",
			Agents: []chat.Person{lumi, anna}, Tags: []string{"Stock", "Avis"}},
	})
	n, at := o.Counts("v")
	if n != 2 || at != again.At || f.ExchangesInAll != 2 || f.LastAt != again.At {
		t.Errorf("%d exchanges, the last at %d; the file says %d, %d", n, at, f.ExchangesInAll, f.LastAt)
	}
	if n, at := o.Counts("zzz"); n != 0 || at != 0 {
		t.Errorf("a stranger had %d, at %d", n, at)
	}
}

func TestVisitsAndHowLongEachPageWasLookedAt(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	pages := uint64(0)
	page := func(url string) chat.Entry {
		pages++
		return o.learn("v", chat.Seen{PageView: chat.PageView{URL: url, Title: "T" + url}, Pages: pages})
	}
	visit := chat.Visit{ID: "a", Number: 1, Began: 1_000_500, Device: chat.Device{Browser: "Firefox 142"}}
	o.learn("v", chat.Visited{Visit: visit})
	one := page("https://shop/1")
	two := page("https://shop/2")
	visit.Device.Country = "FR"
	o.learn("v", chat.Visited{Visit: visit}) // more is known
	gone := o.learn("v", chat.Gone{At: two.At + 700})
	o.learn("v", chat.Told{Data: []chat.Datum{{Name: "basket", Type: chat.DatumMoney, Value: "129.00 EUR"}}})
	three := page("https://shop/3") // back in the same visit
	o.learn("v", chat.Visited{Visit: chat.Visit{ID: "b", Number: 2, Began: three.At + 5000}})
	four := page("https://shop/4")
	titled := o.learn("v", chat.Seen{PageView: chat.PageView{URL: "https://shop/4", Title: "Later"}, Pages: pages}) // no page more
	f := o.file("v")
	line := func(e chat.Entry, stayed chat.Millis) chat.PageLine {
		return chat.PageLine{PageView: e.Body.(chat.Seen).PageView, At: e.At, Stayed: stayed}
	}
	bustest.Same(t, f.Visits, []chat.VisitLine{
		{Visitor: "v", Visit: chat.Visit{ID: "b", Number: 2, Began: three.At + 5000}, Ended: titled.At, Views: 1, Pages: []chat.PageLine{{PageView: chat.PageView{URL: "https://shop/4", Title: "Later"}, At: four.At, Stayed: titled.At - four.At}}},
		{Visitor: "v", Visit: visit, Ended: three.At, Views: 3, Pages: []chat.PageLine{line(one, 1000), line(two, 700), line(three, 0)}},
	})
	if f.VisitsInAll != 2 || f.ViewsInAll != 4 || len(f.Profiles) != 1 || f.Profiles[0].Page.URL != "https://shop/4" || f.Profiles[0].Told[0].Value != "129.00 EUR" || gone.N != 5 {
		t.Errorf("%+v", f)
	}
}

func TestACustomerIsAllTheirVisitors(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	julie := chat.Customer{ID: "c-7", Name: "Julie Martin", Email: "julie@shop.example", Data: []chat.Datum{{Name: "level", Type: chat.DatumText, Value: "Or rosé"}}}
	o.say("phone", visitorOf("phone"), "du téléphone")
	o.say("laptop", visitorOf("laptop"), "du portable")
	o.learn("phone", chat.Identified{Customer: julie})
	o.trail("laptop", anna, chat.Note{Text: "paie en retard"})
	o.learn("laptop", chat.Identified{Customer: julie})
	o.trail("phone", bob, chat.Note{Text: "aimable"})
	o.say("stranger", visitorOf("stranger"), "bonjour")
	for _, id := range []chat.PersonID{"phone", "laptop"} {
		f := o.file(id)
		if len(f.Profiles) != 2 || f.Profiles[0].Visitor != id || f.Profiles[0].Customer.ID != "c-7" || len(f.Exchanges) != 2 || f.ExchangesInAll != 2 || len(f.Notes) != 2 {
			t.Errorf("%s: %+v", id, f)
		} else if n := f.Notes[0].Body.(chat.Note); n.Text != "aimable" || f.Notes[0].Author != bob {
			t.Errorf("the newest note is %+v", f.Notes[0])
		}
		if n, _ := o.Counts(id); n != 2 {
			t.Errorf("%s: %d exchanges", id, n)
		}
	}
	for text, want := range map[string]int{"martin": 1, "JULIE": 1, "julie@shop.example": 1, "c-7": 1, "rose": 1, "or": 1, "hone": 1, "martin zzz": 0, "julie rosé": 1} {
		f := o.find(chat.Query{Kind: chat.FindPeople, Text: text})
		if len(f.People) != want || int(f.Total) != want {
			t.Errorf("%q finds %+v", text, f.People)
		} else if want == 1 {
			if p := f.People[0]; p.Visitors != 2 || p.Exchanges != 2 || p.Customer.Name != "Julie Martin" || p.LastAt == 0 {
				t.Errorf("%q: %+v", text, p)
			}
		}
	}
	if f := o.find(chat.Query{Kind: chat.FindPeople}); len(f.People) != 2 || f.People[0].Visitor != "stranger" {
		t.Errorf("all: %+v", f.People)
	}
	if f := o.find(chat.Query{Kind: chat.FindPeople, Identity: true}); len(f.People) != 1 || f.Total != 1 {
		t.Errorf("customers: %+v", f.People)
	}
	if f := o.find(chat.Query{Kind: chat.FindPeople, Visitor: "laptop"}); len(f.People) != 1 || f.People[0].Visitors != 2 {
		t.Errorf("one customer: %+v", f.People)
	}
	o.learn("laptop", chat.Identified{}) // signed out
	if f := o.file("phone"); len(f.Profiles) != 1 || f.ExchangesInAll != 1 || len(f.Notes) != 1 {
		t.Errorf("after the laptop has left: %+v", f)
	}
	if f := o.find(chat.Query{Kind: chat.FindPeople, Text: "martin"}); len(f.People) != 1 || f.People[0].Visitors != 1 || f.People[0].Visitor != "phone" {
		t.Errorf("after the laptop has left: %+v", f.People)
	}
	o.learn("phone", chat.Identified{})
	if f := o.find(chat.Query{Kind: chat.FindPeople, Text: "martin"}); len(f.People) != 0 {
		t.Errorf("nobody is Julie any more: %+v", f.People)
	}
	if _, err := o.File(t.Context(), "zzz", 0, 5); err != chat.NotFound {
		t.Errorf("a stranger's file: %v", err)
	}
	if _, err := o.File(t.Context(), "z.z", 0, 5); err != chat.BadID {
		t.Errorf("no id: %v", err)
	}
}

// More people than are sorted for one answer: what comes is the same, newest first and page by page.
func TestManyPeopleAreListedInOrder(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	const all = few + 500
	for i := range all {
		c := chat.Customer{Name: "Martin"}
		if i%2 == 0 {
			c.ID = fmt.Sprint("c-", i)
		}
		o.learn(chat.PersonID(fmt.Sprint("v", i)), chat.Identified{Customer: c})
		if i%7 == 0 {
			o.learn(chat.PersonID(fmt.Sprint("v", i)), chat.Visited{Visit: chat.Visit{ID: "x"}})
		}
	}
	for _, q := range []chat.Query{{Text: "mart"}, {}, {Text: "mart", Identity: true}, {Text: "martin c"}} {
		q.Kind = chat.FindPeople
		last, n := chat.Millis(1<<62), 0
		for range 30 {
			f := o.find(q)
			if f.Total != 1000 {
				t.Errorf("%+v: %d in all", q, f.Total)
			}
			for _, p := range f.People {
				if p.SeenAt > last {
					t.Fatalf("%+v: %d comes behind %d", q, p.SeenAt, last)
				}
				last = p.SeenAt
				n++
			}
			q.After = f.More
		}
		if n != 30*chat.MaxFound {
			t.Errorf("%+v: %d people", q, n)
		}
	}
}

func TestBlocksAndWhoTookThemBack(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.say("rude", chat.Person{ID: "rude", Role: chat.Visitor, Name: "Max Grossier"}, "!!!")
	o.say("other", visitorOf("other"), "hello")
	first := o.trail("rude", anna, chat.Blocked{Reason: "Insultes répétées", Target: chat.BlockVisitor, Key: "rude"})
	o.learn("cust", chat.Identified{Customer: chat.Customer{ID: "c-1", Name: "Cora"}})
	second := o.trail("cust", bob, chat.Blocked{Reason: "Spam", Target: chat.BlockCustomer, Key: "c-1", Until: o.at + 3600_000})
	ended := o.trail("rude", mia, chat.Blocked{Ended: true, Of: first.ID})
	o.trail("rude", anna, chat.Blocked{Ended: true, Of: first.ID}) // a second time, which changes nothing
	o.learn("sister", chat.Identified{Customer: chat.Customer{ID: "c-1"}})
	lines := []chat.BlockLine{
		{Block: chat.Block{ID: second.ID, Visitor: "cust", Name: "Cora", By: bob, At: second.At, Blocked: second.Body.(chat.Blocked)}},
		{Block: chat.Block{ID: first.ID, Visitor: "rude", Name: "Max Grossier", By: anna, At: first.At, Blocked: first.Body.(chat.Blocked)}, EndedBy: mia, EndedAt: ended.At},
	}
	type q = chat.Query
	for name, c := range map[string]struct {
		q
		want []chat.BlockLine
	}{
		"all": {q{}, lines}, "those that hold": {q{Blocked: true}, lines[:1]}, "by reason": {q{Text: "INSULTES repetees"}, lines[1:]}, "by name": {q{Text: "cor"}, lines[:1]},
		"by who ended it": {q{Agent: "mia"}, lines[1:]}, "by who made it": {q{Agent: "bob"}, lines[:1]}, "of a visitor": {q{Visitor: "rude"}, lines[1:]},
		"of the customer's other visitor": {q{Visitor: "sister"}, lines[:1]}, "of nobody": {q{Visitor: "zz"}, nil}, "before": {q{Until: second.At}, lines[1:]},
		"on another site": {q{Site: "x"}, nil}, "on this one": {q{Site: shop, Visitor: "rude"}, lines[1:]}, "words not there": {q{Text: "politesse"}, nil},
	} {
		c.q.Kind = chat.FindBlocks
		f := o.find(c.q)
		if int(f.Total) != len(c.want) {
			t.Errorf("%s: %d in all", name, f.Total)
		}
		if len(f.Blocks)+len(c.want) > 0 {
			t.Run(name, func(t *testing.T) { bustest.Same(t, f.Blocks, c.want) })
		}
	}
	bustest.Same(t, o.file("rude").Blocks, lines[1:])
	bustest.Same(t, o.file("sister").Blocks, lines[:1])
	blocked := func() (list string) {
		f := o.find(chat.Query{Kind: chat.FindPeople, Blocked: true})
		for _, p := range f.People {
			list += fmt.Sprintf("%s %v, ", p.Customer.ID, p.Blocked)
		}
		return list
	}
	if got := blocked(); got != "c-1 true, " {
		t.Errorf("blocked are %s", got)
	}
	for _, p := range o.find(chat.Query{Kind: chat.FindPeople}).People {
		if p.Blocked != (p.Customer.ID == "c-1") {
			t.Errorf("%+v", p)
		}
	}
	o.memory.mu.Lock()
	o.at += 3600_000
	o.memory.mu.Unlock()
	if got := blocked(); got != "" { // it has ended by itself
		t.Errorf("blocked are %s", got)
	}
	for i := range 130 {
		o.trail("rude", anna, chat.Blocked{Key: "rude", Reason: fmt.Sprint("again ", i)})
	}
	n, query := 0, chat.Query{Kind: chat.FindBlocks, Text: "again", Limit: 50}
	for {
		f := o.find(query)
		for _, b := range f.Blocks {
			if want := fmt.Sprint("again ", 129-n); b.Reason != want {
				t.Fatalf("%q, want %q", b.Reason, want)
			}
			n++
		}
		if query.After = f.More; f.More == "" {
			break
		}
	}
	if n != 130 {
		t.Errorf("%d blocks", n)
	}
}

// A file fits into one answer, however much there is; what is left out is the oldest, and is counted.
func TestAFileIsBoundedAndReadOnBackwards(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for i := range 120 {
		o.does("v", visitorOf("v"), chat.Reopened{})
		o.say("v", visitorOf("v"), fmt.Sprint("conversation ", i))
		o.does("v", anna, chat.Closed{})
		o.learn("v", chat.Visited{Visit: chat.Visit{ID: fmt.Sprint("w", i), Began: o.at}})
		for p := range uint64(60) {
			o.learn("v", chat.Seen{PageView: chat.PageView{URL: "https://shop/" + strings.Repeat("x", 500)}, Pages: p + 1})
		}
		o.trail("v", anna, chat.Note{Text: fmt.Sprint("note ", i) + strings.Repeat(" long", 500)})
	}
	f := o.file("v")
	if len(f.Exchanges) != 50 || f.Exchanges[0].First != "conversation 119" || f.ExchangesInAll != 120 || f.VisitsInAll != 120 || f.ViewsInAll != 7200 || len(f.Notes) < 10 {
		t.Errorf("%d of %d exchanges, %d visits, %d views, %d notes", len(f.Exchanges), f.ExchangesInAll, f.VisitsInAll, f.ViewsInAll, len(f.Notes))
	}
	if n := len(f.Visits[0].Pages); n != maxPages || f.Visits[0].Views != 60 {
		t.Errorf("%d pages of %d", n, f.Visits[0].Views)
	}
	seen := 0
	for before := chat.Millis(0); ; {
		f, err := o.File(t.Context(), "v", before, 50)
		if err != nil {
			t.Fatal(err)
		}
		if size := sizeOf(f); size > 256<<10 {
			t.Errorf("%d bytes", size)
		}
		if before != 0 && len(f.Notes) > 0 {
			t.Error("notes come again")
		}
		if len(f.Exchanges) == 0 {
			break
		}
		seen += len(f.Exchanges)
		before = f.Exchanges[len(f.Exchanges)-1].Opened
	}
	if seen != 120 {
		t.Errorf("%d exchanges were read", seen)
	}
}
