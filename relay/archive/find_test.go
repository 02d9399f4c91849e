package archive

import (
	"fmt"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/relay/bus/bustest"
)

func TestWordsAreFoundWhateverTheirCaseAndAccents(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for id, text := range map[chat.PersonID]string{
		"eleve": "Les Élèves aiment l'été.", "oeuvre": "Un chef-d'œuvre à 49,90 €", "coeur": "Mon CŒUR balance", "cafe": "un cafe\u0301 noir, s'il vous plaît",
		"english": "Can't find my order #A-1042, it didn't arrive", "german": "Straße und Größe", "curly": "aujourd’hui il n’y a pas d’ambiguïté",
		"greek": "Καλημέρα σας", "russian": "Ещё не пришёл заказ", "turkish": "İstanbul'a kargo", "ligature": "le ﬁlm est ﬁni",
	} {
		o.say(id, visitorOf(id), text)
	}
	for text, want := range map[string]string{
		"eleve": "eleve", "ÉLÈVE": "eleve", "élèves": "eleve", "ele": "eleve", "été": "eleve", "ete": "eleve", "l'ete": "eleve", "L’ÉTÉ": "eleve", "eleves ete": "eleve",
		"oeuvre": "oeuvre", "œuvre": "oeuvre", "Œuv": "oeuvre", "chef d'oeuvre": "oeuvre", "chef-d’œ": "oeuvre", "49,90": "oeuvre", "coeur": "coeur", "cœur": "coeur", "CŒ": "coeur",
		"café": "cafe", "cafe": "cafe", "plait": "cafe", "can't find": "english", "cant": "", "a-1042": "english", "1042": "english", "order arr": "english", "arrive order": "english",
		"strasse": "german", "straße": "german", "grosse": "german", "groß": "german", "aujourd'hui": "curly", "ambiguite": "curly", "n'y": "curly",
		"καλημερα": "greek", "еще": "russian", "пришел": "russian", "istanbul": "turkish", "film": "ligature", "ﬁni": "ligature", "leve": "", "order eleve": "",
	} {
		if got := strings.TrimSpace(o.said(text)); got != want {
			t.Errorf("%q finds %q, want %q", text, got, want)
		}
	}
}

func TestWhatIsFoundComesNewestFirstPageByPage(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for i := range 120 {
		id := chat.PersonID(fmt.Sprintf("v%03d", i))
		o.say(id, visitorOf(id), "is it in stock?")
		o.say(id, visitorOf(id), "the blue one, in stock?")
	}
	var all []string
	q := chat.Query{Kind: chat.FindExchanges, Text: "stock", Limit: 50}
	for pages := 1; ; pages++ {
		f := o.find(q)
		if f.Total != 120 {
			t.Errorf("page %d: %d in all", pages, f.Total)
		}
		for _, h := range f.Exchanges {
			all = append(all, string(h.Visitor.ID))
		}
		o.say("late", visitorOf("late"), "stock") // what comes meanwhile moves nothing
		if q.After = f.More; f.More == "" {
			break
		}
		o.erase("late")
		if err := o.Forget(t.Context(), []chat.PersonID{"late"}); err != nil {
			t.Fatal(err)
		}
	}
	for i, id := range all {
		if want := fmt.Sprintf("v%03d", 119-i); id != want {
			t.Fatalf("%d: %s, want %s", i, id, want)
		}
	}
	if len(all) != 120 {
		t.Errorf("%d found", len(all))
	}
}

func TestAHitSaysWhereAndShowsIt(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.say("julie", chat.Person{ID: "julie", Role: chat.Visitor, Name: "Julie"}, "Bonjour")
	o.does("julie", anna, chat.Joined{})
	o.say("julie", visitorOf("julie"), strings.Repeat("bla ", 60)+"le\nremboursement de la lampe ÉLÉGANTE "+strings.Repeat("encore ", 60))
	o.say("julie", anna, "Une lampe?")
	o.staff("julie", anna, chat.Note{Text: "veut un avoir"})
	f := o.find(chat.Query{Kind: chat.FindExchanges, Text: "lampe elegant rembours"})
	if len(f.Exchanges) != 1 || f.Total != 1 || f.More != "" {
		t.Fatalf("%+v", f)
	}
	h := f.Exchanges[0]
	if h.Conversation != "julie_1" || h.Where != 3 || h.Visitor.Name != "Julie" || h.First != "Bonjour" || h.From != 1 || h.To != 4 || h.Said != 3 {
		t.Errorf("%+v", h)
	}
	var marked []string
	for i := 0; i < len(h.Marks); i += 2 {
		marked = append(marked, h.Snippet[h.Marks[i]:h.Marks[i+1]])
	}
	bustest.Same(t, marked, []string{"remboursement", "lampe", "ÉLÉGANTE"})
	if len(h.Snippet) > 300 || strings.ContainsAny(h.Snippet, "\n") || !strings.HasPrefix(h.Snippet, "…") || !strings.HasSuffix(h.Snippet, "…") {
		t.Errorf("%q", h.Snippet)
	}
	if f := o.find(chat.Query{Kind: chat.FindExchanges, Text: "avoir"}); len(f.Exchanges) != 1 || f.Exchanges[0].Where != 4 || f.Exchanges[0].Snippet != "veut un avoir" {
		t.Errorf("a note: %+v", f.Exchanges)
	}
	if f := o.find(chat.Query{Kind: chat.FindExchanges}); len(f.Exchanges) != 1 || f.Exchanges[0].Where != 0 || f.Exchanges[0].Snippet != "" {
		t.Errorf("without a text: %+v", f.Exchanges)
	}
}

func TestFiltersNarrowASearch(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := o.say("a", visitorOf("a"), "la lampe est cassée")
	o.does("a", anna, chat.Joined{})
	o.say("a", anna, "Montrez-moi")
	o.staff("a", anna, chat.Qualified{Tags: []string{"Panne", "Lampe"}})
	o.does("a", anna, chat.Closed{})
	o.does("a", visitorOf("a"), chat.Reopened{})
	second := o.say("a", visitorOf("a"), "encore la lampe")
	o.does("a", lumi, chat.Joined{})
	o.staff("a", anna, chat.Qualified{Tags: []string{"Lampe"}})
	o.add("other", "b_1", visitorOf("b"), chat.Text{Text: "the lampe"})
	o.learn("a", chat.Identified{Customer: chat.Customer{ID: "c-1"}})
	o.learn("d", chat.Identified{Customer: chat.Customer{ID: "c-1"}})
	o.say("d", visitorOf("d"), "ma lampe")
	o.does("nobody", visitorOf("nobody"), chat.PageView{URL: "https://shop/"}) // nothing was said
	type q = chat.Query
	for name, c := range map[string]struct {
		q
		want string
	}{
		"nothing":           {q{}, "d b a a "},
		"a text":            {q{Text: "lampe"}, "d b a a "},
		"an agent":          {q{Agent: "anna"}, "a "},
		"a bot":             {q{Agent: "lumi", Text: "lampe"}, "a "},
		"an agent's text":   {q{Agent: "anna", Text: "encore"}, ""},
		"a tag":             {q{Tag: "Lampe"}, "a a "},
		"another tag":       {q{Tag: "Panne", Text: "lampe"}, "a "},
		"no such tag":       {q{Tag: "panne"}, ""},
		"a site":            {q{Site: "other"}, "b "},
		"the other site":    {q{Site: shop, Text: "lampe"}, "d a a "},
		"a visitor":         {q{Visitor: "b"}, "b "},
		"a customer":        {q{Visitor: "d", Text: "lampe"}, "d a a "},
		"nobody":            {q{Visitor: "zzz"}, ""},
		"from":              {q{From: second.At - 1000, Text: "lampe"}, "d b a "},
		"until":             {q{Until: second.At - 1000}, "a "},
		"between":           {q{From: first.At, Until: first.At + 1}, "a "},
		"between, no one":   {q{From: first.At + 1, Until: first.At + 2, Text: "lampe"}, ""},
		"an earlier moment": {q{Until: 5}, ""},
	} {
		c.q.Kind = chat.FindExchanges
		f := o.find(c.q)
		if got := visitors(f); got != c.want || int(f.Total) != strings.Count(c.want, " ") {
			t.Errorf("%s: %q, %d in all, want %q", name, got, f.Total, c.want)
		}
	}
}

func TestALongConversationIsFoundByItsEarliestAndItsLatestWords(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.say("v", visitorOf("v"), "zebra")
	for i := range 400 {
		o.say("v", visitorOf("v"), fmt.Sprintf("number %d of many, %s", i, strings.Repeat("x", 100)))
		if i%100 == 0 {
			o.said("number") // so that it is written bit by bit
		}
	}
	o.does("v", anna, chat.Joined{}) // labels all of it
	o.say("v", visitorOf("v"), "giraffe")
	for text, where := range map[string]uint64{"zebra": 1, "giraffe": 403, "399": 401} {
		f := o.find(chat.Query{Kind: chat.FindExchanges, Text: text, Agent: "anna"})
		if len(f.Exchanges) != 1 || f.Exchanges[0].Where != where || f.Total != 1 {
			t.Errorf("%s: %+v", text, f)
		}
	}
	if f := o.find(chat.Query{Kind: chat.FindExchanges, Text: "number"}); f.Total != 1 || f.Exchanges[0].Said != 402 {
		t.Errorf("%+v", f)
	}
}

func TestWhatNoSearchHasIsRefused(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.say("v", visitorOf("v"), "hello")
	type q = chat.Query
	for name, c := range map[string]struct {
		q
		want chat.Problem
	}{
		"no kind": {q{}, chat.Malformed}, "a kind to come": {q{Kind: 9}, chat.Malformed}, "a long text": {q{Kind: 1, Text: strings.Repeat("x", 201)}, chat.TooLarge},
		"people with a tag": {q{Kind: 2, Tag: "x"}, chat.Malformed}, "people of an agent": {q{Kind: 2, Agent: "anna"}, chat.Malformed},
		"blocked conversations": {q{Kind: 1, Blocked: true}, chat.Malformed}, "blocks of customers": {q{Kind: 3, Identity: true}, chat.Malformed},
		"a cursor": {q{Kind: 1, After: "x"}, chat.Malformed}, "a cursor of people": {q{Kind: 2, After: "12"}, chat.Malformed}, "of blocks": {q{Kind: 3, After: "-4"}, chat.Malformed},
		"no visitor's id": {q{Kind: 1, Visitor: "a.b"}, chat.BadID}, "no agent's": {q{Kind: 1, Agent: "x y"}, chat.BadID}, "no site's": {q{Kind: 2, Site: ">"}, chat.BadID},
	} {
		if _, err := o.Find(t.Context(), c.q); err != c.want {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	for _, text := range []string{"***", "\"", "'", "👍", "   "} {
		if f := o.find(q{Kind: chat.FindExchanges, Text: text}); len(f.Exchanges) != 0 {
			t.Errorf("%q finds %+v", text, f.Exchanges)
		}
	}
}

// Whatever somebody types is words to look for, never the index's language: it finds what was said in the same words, and breaks nothing.
func FuzzWhateverIsTypedIsOnlyWords(f *testing.F) {
	o := newOffice(f)
	for _, s := range []string{`"`, `'`, `a" OR "b`, `NEAR(a b)`, `a NOT b`, `text:hello`, `*`, `^a`, `{a b}:c`, "a\x00b", `-x`, `(((`, `\`, "é\u0301\u0301", "œ'ﬁ", "a-b_c", "\ue000x",
		"١٢٣", "日本語", "\u1e900\U0001e900", "İI", "ᾳ ǅ", strings.Repeat("a ", 100), strings.Repeat("œ", 66)} {
		f.Add(s)
	}
	n := 0
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "")
		text = strings.ToValidUTF8(text[:min(len(text), chat.MaxQuery)], "")
		if text == "" {
			return // it narrows nothing
		}
		n++
		id := chat.PersonID(fmt.Sprint("v", n))
		o.say(id, visitorOf(id), text)
		for _, kind := range []chat.FindKind{chat.FindExchanges, chat.FindPeople, chat.FindBlocks} {
			f, err := o.Find(t.Context(), chat.Query{Kind: kind, Text: text})
			if err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			if kind != chat.FindExchanges {
				continue
			}
			if words := wordsOf(text); (len(words) > 0) != (len(f.Exchanges) > 0 && f.Exchanges[0].Visitor.ID == id) {
				t.Errorf("%q, which is %q, finds %+v", text, words, f.Exchanges)
			}
			for _, h := range f.Exchanges {
				for i := 0; i+1 < len(h.Marks); i += 2 {
					if h.Marks[i] >= h.Marks[i+1] || h.Marks[i+1] > uint64(len(h.Snippet)) || len(h.Snippet) > 300 {
						t.Fatalf("%q: %q is marked %v", text, h.Snippet, h.Marks)
					}
				}
			}
		}
	})
}
