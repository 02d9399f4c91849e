package console

import (
	"os"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/dom/domtest"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

const julie = chat.PersonID("v8f2c")

var (
	julieTalk = chat.ConversationOf(julie, 1)
	vera      = chat.Person{ID: julie, Role: chat.Visitor, Name: "Julie"}
	mona      = chat.Person{ID: "m1", Role: chat.Manager, Name: "Mona"}
)

// asked are the frames of that type that were sent since somebody looked, and forgets them.
func asked[T wire.Frame](s *shift) (list []T) {
	for _, f := range s.sent {
		if f, ok := f.(T); ok {
			list = append(list, f)
		}
	}
	s.sent = nil
	return list
}

// only is the one frame of that type that was sent.
func only[T wire.Frame](s *shift) T {
	s.t.Helper()
	list := asked[T](s)
	if len(list) != 1 {
		s.t.Fatalf("%d frames of type %T were sent, want one", len(list), *new(T))
	}
	return list[0]
}

// tap clicks what has that role and a name that begins so; nobody answers.
func (s *shift) tap(role, name string) {
	s.t.Helper()
	for _, e := range s.doc.All(role, "") {
		if strings.HasPrefix(e.NameOf(), name) || strings.Contains(e.TextContent(), name) {
			s.do(s.loop.Event(s.now, e.Listener(dom.Clicked), dom.Event{Type: dom.Clicked}))
			return
		}
	}
	s.t.Fatalf("no %s %q in %s", role, name, s.doc.Body.HTML())
}

// see wants the words on the page.
func (s *shift) see(words ...string) {
	s.t.Helper()
	text := s.doc.Body.TextContent()
	for _, w := range words {
		if !strings.Contains(text, w) {
			s.t.Errorf("%q is not on the page: %s", w, text)
		}
	}
}

func (s *shift) unseen(words string) {
	s.t.Helper()
	if text := s.doc.Body.TextContent(); strings.Contains(text, words) {
		s.t.Errorf("%q is on the page: %s", words, text)
	}
}

// exchangeOf is exchange i of Julie's, ten entries each, a day apart; 0 is the oldest.
func exchangeOf(i int) chat.Exchange {
	at := chat.Millis(1_690_000_000_000) + chat.Millis(i)*dayLong
	return chat.Exchange{Conversation: julieTalk, Site: "shop", From: uint64(10*i + 1), To: uint64(10*i + 10), Opened: at, Ended: at + 600_000, Said: 8,
		First: "Question " + itoa(i), Agents: []chat.Person{ben}, Tags: []string{"Stock"}}
}

// entriesOf are its entries: what the visitor says, and at the end that it was closed.
func entriesOf(i int) (list []chat.Entry) {
	x := exchangeOf(i)
	for n := x.From; n <= x.To; n++ {
		var b chat.Body = chat.Text{Text: "Words " + itoa(int(n))}
		who := vera
		if n == x.To {
			b, who = chat.Closed{}, ben
		}
		list = append(list, chat.Entry{ID: chat.EntryID("e" + itoa(int(n))), N: n, At: x.Opened + chat.Millis(n-x.From)*60_000, Author: who, Body: b})
	}
	return list
}

func visitAt(i, pages int) chat.VisitLine {
	v := chat.VisitLine{Visitor: julie, Visit: chat.Visit{ID: "visit" + itoa(i), Number: uint64(i), Began: 1_690_000_000_000 + chat.Millis(i)*dayLong, Came: chat.Source{Referrer: "https://www.google.com/"}}, Views: uint64(pages)}
	at := v.Began
	for p := range pages {
		v.Pages = append(v.Pages, chat.PageLine{PageView: chat.PageView{URL: "https://shop.example/" + itoa(p), Title: "Page " + itoa(p)}, At: at, Stayed: 30_000})
		at += 30_000
	}
	v.Ended = at
	return v
}

// fileOfJulie is Julie's file: three of her five exchanges, two of her four visits.
func fileOfJulie() chat.CustomerFile {
	note := chat.Entry{ID: "n1", N: 3, At: 1_690_000_000_000, Author: ben, Body: chat.Note{Text: "Likes oak."}}
	profile := chat.Profile{Visitor: julie, Last: 9, Visit: visitAt(3, 0).Visit, SeenAt: 1_690_300_000_000, Gone: true,
		Customer: chat.Customer{ID: "C-7", Name: "Julie Moreau", Email: "julie@mail.example", Data: []chat.Datum{{Name: "level", Type: chat.DatumText, Value: "Gold"}}}}
	profile.Visit.Device = chat.Device{Country: "FR", Browser: "Firefox 142", System: "Windows 11"}
	return chat.CustomerFile{Profiles: []chat.Profile{profile}, Exchanges: []chat.Exchange{exchangeOf(4), exchangeOf(3), exchangeOf(2)}, Visits: []chat.VisitLine{visitAt(3, 5), visitAt(2, 1)}, Notes: []chat.Entry{note},
		Blocks:         []chat.BlockLine{{Block: chat.Block{ID: "b1", Visitor: julie, By: ben, At: 1_690_000_000_000, Blocked: chat.Blocked{Reason: "Insults"}}, EndedBy: mona, EndedAt: 1_690_000_900_000}},
		ExchangesInAll: 5, VisitsInAll: 4, ViewsInAll: 20, LastAt: exchangeOf(4).Opened}
}

// opened is an agent, or with mona a manager, at Julie's file.
func opened(t *testing.T, who chat.Person) *shift {
	t.Helper()
	s := begin(t)
	s.frame(wire.Welcome{Epoch: epoch, Now: s.now, Me: who})
	s.sent = nil
	s.step(OpenCustomer{Visitor: julie})
	s.give(fileOfJulie())
	return s
}

// give answers the last question for a file.
func (s *shift) give(f chat.CustomerFile) wire.OpenFile {
	s.t.Helper()
	q := only[wire.OpenFile](s)
	s.frame(wire.CustomerFile{Ref: q.Ref, File: f})
	return q
}

func TestACustomerFileShowsWhatIsKnown(t *testing.T) {
	t.Parallel()
	s := opened(t, ana)
	if s.doc.Find("region", "Customer file") == nil {
		t.Fatal("no page")
	}
	s.see("Julie Moreau", "Customer C-7", "julie@mail.example", "Confirmed by your site", "5 conversations", "4 visits", "20 pages", "Question 4", "8 messages · 10\u00a0min", "With Ben", "Stock",
		"Likes oak.", "Firefox 142, Windows 11", "level", "Gold", "Blocked by Ben", "taken back by Mona", "Insults", "5 pages", "1 page")
	for _, hidden := range []string{"Erase everything", "Export as JSON"} {
		s.unseen(hidden)
	}
	m := opened(t, mona)
	m.loop.Model.Place = "Europe/Paris"
	m.step(Ticked{})
	m.see("Erase everything…")
	var hrefs []string
	for _, a := range m.doc.All("link", "") {
		if href := a.Attrs["href"]; strings.HasPrefix(href, "/agent/") {
			hrefs = append(hrefs, href)
		}
	}
	if want := "/agent/export?visitor=v8f2c&format=html&lang=en&zone=Europe%2FParis /agent/export?visitor=v8f2c&format=json&lang=en&zone=Europe%2FParis"; strings.Join(hrefs, " ") != want {
		t.Errorf("links %v, want %s", hrefs, want)
	}
	m.loop.Model.Relay = "https://chat.example" // the page is on a host of its own
	m.step(Ticked{})
	if href := m.doc.Find("link", "Export as JSON").Attrs["href"]; !strings.HasPrefix(href, "https://chat.example/agent/export?") {
		t.Errorf("a console on another host links to %s", href)
	}
}

func TestOlderConversationsAndVisitsComeWhenAskedFor(t *testing.T) {
	t.Parallel()
	s := opened(t, ana)
	s.tap("button", "Show more")
	q := only[wire.OpenFile](s)
	if q.Visitor != julie || q.Before != exchangeOf(2).Opened || q.Limit != fileSize {
		t.Errorf("asked %+v", q)
	}
	s.frame(wire.CustomerFile{Ref: q.Ref, File: chat.CustomerFile{Exchanges: []chat.Exchange{exchangeOf(2), exchangeOf(1), exchangeOf(0)}, Visits: []chat.VisitLine{visitAt(1, 1)}, ExchangesInAll: 5, VisitsInAll: 4}})
	d := s.loop.Model.dossier(julie)
	if len(d.Exchanges) != 5 || len(d.Visits) != 2 {
		t.Errorf("%d exchanges, want each once; %d visits, which were not asked for", len(d.Exchanges), len(d.Visits))
	}
	s.see("Question 0")
	if len(s.doc.All("button", "Show more")) != 0 {
		t.Error("there is no more, and it is offered")
	}
	s.tap("button", "See 2 earlier visits")
	s.tap("button", "Show more")
	q = only[wire.OpenFile](s)
	if q.Before != visitAt(2, 0).Began {
		t.Errorf("asked %+v", q)
	}
	s.frame(wire.CustomerFile{Ref: q.Ref, File: chat.CustomerFile{Visits: []chat.VisitLine{visitAt(1, 1)}, VisitsInAll: 4}})
	s.tap("button", "Show more")
	q = only[wire.OpenFile](s)
	s.frame(wire.CustomerFile{Ref: q.Ref, File: chat.CustomerFile{VisitsInAll: 4}})
	if d := s.loop.Model.dossier(julie); len(d.Visits) != 3 || len(s.doc.All("button", "Show more")) != 0 {
		t.Errorf("%d visits; an empty answer ends the list", len(d.Visits))
	}
}

func TestAFileThatIsBeingPreparedSaysSoAndComes(t *testing.T) {
	t.Parallel()
	s := begin(t)
	s.sent = nil
	s.step(OpenCustomer{Visitor: julie})
	q := only[wire.OpenFile](s)
	s.frame(wire.CustomerFile{Ref: q.Ref, Problem: chat.Unavailable, Ready: 405})
	s.see("This file is being prepared: 40\u00a0%")
	s.now += lookAgain
	s.step(Ticked{})
	again := only[wire.OpenFile](s)
	if again != q {
		t.Errorf("asked %+v again, was %+v", again, q)
	}
	s.frame(wire.CustomerFile{Ref: q.Ref, Problem: chat.NotFound})
	s.see("This file could not be opened.")
	s.tap("button", "Try again")
	s.give(fileOfJulie())
	s.see("Julie Moreau")
	s.unseen("could not be opened")
}

func TestAFileIsAskedForAgainAfterALostConnection(t *testing.T) {
	t.Parallel()
	s := begin(t)
	s.sent = nil
	s.step(OpenCustomer{Visitor: julie})
	first := only[wire.OpenFile](s)
	s.step(ui.SocketClosed{Code: 1006})
	s.see("Reconnecting…")
	s.step(ui.SocketOpened{})
	s.frame(wire.Welcome{Epoch: epoch, Now: s.now, Me: ana})
	if again := only[wire.OpenFile](s); again != first {
		t.Errorf("asked %+v, was %+v", again, first)
	}
	s.frame(wire.CustomerFile{Ref: first.Ref, File: fileOfJulie()})
	s.see("Julie Moreau")
	s.frame(wire.CustomerFile{Ref: first.Ref, File: chat.CustomerFile{}})
	s.see("Julie Moreau") // an answer that nobody waits for changes nothing
}

func TestTheFileFollowsWhatTheVisitorDoes(t *testing.T) {
	t.Parallel()
	s := opened(t, ana)
	p := fileOfJulie().Profiles[0]
	p.Last, p.Gone, p.Pages, p.Page, p.PageAt, p.SeenAt = 10, false, 6, chat.PageView{URL: "https://shop.example/new", Title: "New page"}, visitAt(3, 5).Ended+4000, visitAt(3, 5).Ended+4000
	s.frame(wire.Profile{Profile: p})
	d := s.loop.Model.dossier(julie)
	if v := d.Visits[0]; len(d.Visits) != 2 || len(v.Pages) != 6 || v.Views != 6 || v.Pages[5].Title != "New page" || d.ViewsInAll != 21 {
		t.Errorf("%d visits, the first %+v, %d views", len(d.Visits), v, d.ViewsInAll)
	}
	s.frame(wire.Profile{Profile: p}) // the same again
	p.Last, p.Visit, p.Pages, p.PageAt = 12, chat.Visit{ID: "later", Number: 4, Began: p.PageAt + dayLong}, 1, p.PageAt+dayLong
	s.frame(wire.Profile{Profile: p})
	if d := s.loop.Model.dossier(julie); len(d.Visits) != 3 || d.Visits[0].ID != "later" || len(d.Visits[0].Pages) != 1 || d.VisitsInAll != 5 || d.ViewsInAll != 22 {
		t.Errorf("%d visits of %d, %d views, the first %+v", len(d.Visits), d.VisitsInAll, d.ViewsInAll, d.Visits[0])
	}
}

func TestTheConversationInViewIsAskedAboutOnce(t *testing.T) {
	t.Parallel()
	s := begin(t)
	id := s.writes(1, "Hello")
	s.sent = nil
	s.step(ConversationPressed{ID: id})
	if q := only[wire.OpenFile](s); q.Visitor != "v1" || q.Limit != paneSize {
		t.Errorf("asked %+v", q)
	}
	s.step(Ticked{})
	s.writes(1, "Hello again")
	if list := asked[wire.OpenFile](s); len(list) != 0 {
		t.Errorf("asked %v again", list)
	}
}

func TestANoteAboutACustomerIsNeverLost(t *testing.T) {
	t.Parallel()
	s := begin(t)
	s.sent = nil
	s.step(OpenCustomer{Visitor: julie})
	trail := chat.TrailOf(julie)
	if f := asked[wire.Follow](s); len(f) != 1 || f[0].Conversation != trail {
		t.Fatalf("follows %v", f)
	}
	s.step(OpenCustomer{Visitor: julie})
	s.give(fileOfJulie())
	s.frame(wire.Page{Conversation: trail, Gap: true, Last: 9, List: []chat.Entry{{ID: "x9", N: 9, At: 1, Body: chat.Seen{}}}})

	s.step(CustomerNoteTyped{Text: "Call after six."})
	if s.kept[draftKey+string(trail)] != "Call after six." {
		t.Errorf("the draft is not kept: %v", s.kept)
	}
	s.do(s.loop.Event(s.now, s.doc.Find("textbox", "New note").Listener(dom.Submitted), dom.Event{Type: dom.Submitted}))
	sent := only[wire.Send](s)
	if sent.Conversation != trail || sent.Body != (chat.Note{Text: "Call after six."}) {
		t.Errorf("sent %+v", sent)
	}
	s.see("Call after six.", "Waiting to be sent", "Likes oak.")

	s.step(ui.SocketClosed{Code: 1006}) // before there is an answer
	s.step(ui.SocketOpened{})
	s.frame(wire.Welcome{Epoch: epoch, Now: s.now, Me: ana})
	if f := asked[wire.Send](s); len(f) != 0 {
		t.Errorf("sent %v before the trail is known", f)
	}
	s.frame(wire.Page{Conversation: trail, Gap: true, Last: 9, List: []chat.Entry{{ID: "x9", N: 9, At: 1, Body: chat.Seen{}}}})
	if again := only[wire.Send](s); again.ID != sent.ID || again.Body != sent.Body {
		t.Errorf("sent %+v, was %+v", again, sent)
	}
	s.frame(wire.Nack{Conversation: trail, ID: sent.ID, Problem: chat.NotAllowed})
	s.see("Not sent", "You are not allowed to do this.")
	s.tap("button", "Try again")
	s.frame(wire.Ack{Conversation: trail, ID: sent.ID, N: 10, At: s.now})
	s.unseen("Waiting to be sent")
	s.frame(wire.Entries{Conversation: trail, List: []chat.Entry{{ID: "n11", N: 11, At: s.now, Author: ben, Body: chat.Note{Text: "She called."}}}})
	s.see("She called.", "Call after six.", "Likes oak.")
	if n := len(s.loop.Model.customerNotes(julie)); n != 3 {
		t.Errorf("%d notes, want each once", n)
	}
	for key := range s.kept {
		if strings.HasPrefix(key, "out:") {
			t.Errorf("%s is still kept", key)
		}
	}
	s.sent = nil
	s.step(PagePressed{Page: NoPage})
	if f := only[wire.Unfollow](s); f.Conversation != trail {
		t.Errorf("left %+v", f)
	}
}

// A note that a former page load could not send goes out though nobody opens the file.
func TestANoteOfAFormerPageLoadIsSent(t *testing.T) {
	t.Parallel()
	s := opened(t, ana)
	trail := chat.TrailOf(julie)
	s.step(ui.SocketClosed{Code: 1006})
	s.step(CustomerNoteTyped{Text: "Later."})
	s.step(CustomerNotePressed{})
	if len(s.held[trail]) != 0 {
		t.Fatal("sent without a connection")
	}
	s.load() // with a relay that answers
	if held := s.held[trail]; len(held) != 1 || held[0].Body != (chat.Note{Text: "Later."}) {
		t.Errorf("the relay has %+v", held)
	}
	for key := range s.kept {
		if strings.HasPrefix(key, "out:") {
			t.Errorf("%s is still kept", key)
		}
	}
}

func TestErasingIsAskedForInWordsAndSaysWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	s := opened(t, mona)
	s.sent = nil
	s.tap("button", "Erase everything")
	s.see("Erase everything about Julie Moreau?", "5 conversations, with their files and translations", "4 visits and the pages viewed", "There is no way back.")
	submit := func(text string) {
		s.t.Helper()
		s.step(FieldTyped{Name: sureField, Text: text})
		s.step(FormSubmitted{})
	}
	for _, no := range []string{"", "Julie", "yes", "eras"} {
		submit(no)
		if list := asked[wire.Erase](s); len(list) != 0 {
			t.Fatalf("%q erases", no)
		}
	}
	s.see("This is neither the name nor the word.")
	submit(" julie MOREAU ")
	q := only[wire.Erase](s)
	if q.Visitor != julie {
		t.Errorf("erases %+v", q)
	}
	s.see("Erasing…")
	submit("erase")
	if list := asked[wire.Erase](s); len(list) != 0 {
		t.Error("asked twice")
	}
	s.frame(wire.Done{Ref: q.Ref, Problem: chat.NotAllowed})
	s.see("Only managers may do this.")
	submit("effacer")
	q = only[wire.Erase](s)
	s.frame(wire.Done{Ref: q.Ref})
	s.see("Everything about this customer has been erased")
	s.unseen("Likes oak.")
	s.unseen("Julie Moreau")
	if s.doc.Find("dialog", "") != nil {
		t.Error("the dialog is still open")
	}
	a := opened(t, ana)
	a.step(CustomerNoteTyped{Text: "Half a note"})
	a.frame(wire.Summaries{Gone: []chat.ConversationID{julieTalk}}) // a manager has erased it elsewhere
	a.see("Everything about this customer has been erased")
	if _, kept := a.kept[draftKey+string(chat.TrailOf(julie))]; kept {
		t.Error("the draft of a note is still kept")
	}
	a.step(ErasePressed{})
	if a.doc.Find("dialog", "") != nil {
		t.Error("an agent is asked")
	}
}

func TestNothingThatWasFoundOfSomebodyErasedStaysInView(t *testing.T) {
	t.Parallel()
	s := begin(t)
	s.frame(wire.Welcome{Epoch: epoch, Now: s.now, Me: mona})
	s.sent = nil
	s.do(s.loop.Step(s.now, CommandPressed{Command: SearchCommand}))
	s.step(SearchTyped{Text: "oak"})
	s.step(SearchDue{Turn: s.loop.Model.Search.turn})
	found := wire.Found{Ref: only[wire.Find](s).Ref, Total: 2}
	for _, of := range []chat.PersonID{"v9", julie} {
		found.Exchanges = append(found.Exchanges, chat.Hit{Exchange: chat.Exchange{Conversation: chat.ConversationOf(of, 1)}, Visitor: chat.Person{ID: of, Role: chat.Visitor, Name: "Name of " + string(of)}, Snippet: "An oak of " + string(of)})
	}
	s.frame(found)
	s.step(SearchKeyPressed{Key: "ArrowDown"})
	gone := wire.Summaries{Gone: []chat.ConversationID{julieTalk}}
	s.frame(gone)
	s.unseen("of " + string(julie))
	s.see("An oak of v9")
	s.step(SearchSubmitted{})
	if s.loop.Model.File.Of != "v9" {
		t.Errorf("Enter opens the file of %q", s.loop.Model.File.Of)
	}

	s.do(s.loop.Step(s.now, PagePressed{Page: ClientsPage}))
	found = wire.Found{Ref: only[wire.Find](s).Ref, Total: 1}
	found.People = []chat.Acquaintance{{Profile: chat.Profile{Visitor: julie, Customer: chat.Customer{ID: "C-7", Name: "Julie Moreau"}}}}
	s.frame(found)
	s.see("Julie Moreau")
	s.frame(gone)
	s.unseen("Julie Moreau")

	s.step(ClientsPressed{Blocks: true})
	found = wire.Found{Ref: only[wire.Find](s).Ref, Total: 1}
	found.Blocks = []chat.BlockLine{{Block: chat.Block{Visitor: julie, ID: "b1", Name: "Julie Moreau", By: ben, At: 1}}}
	s.frame(found)
	s.step(UnblockPressed{Block: found.Blocks[0].Block})
	s.see("Unblock Julie Moreau?")
	s.frame(gone)
	s.unseen("Julie Moreau")
	if s.doc.Find("dialog", "") != nil {
		t.Error("a dialog about them is still open")
	}
}

func TestPagesWithAnAddressAreFoundByIt(t *testing.T) {
	t.Parallel()
	s := begin(t)
	var told []string
	s.hook = func(e ui.Effect) {
		if e, ok := e.(ui.Tell); ok {
			told = append(told, e.Name+" "+e.Value)
		}
	}
	want := func(when string, want ...string) {
		s.t.Helper()
		if strings.Join(told, "|") != strings.Join(want, "|") {
			s.t.Errorf("%s: told %q, want %q", when, told, want)
		}
		told = nil
	}
	s.step(OpenCustomer{Visitor: julie})
	want("opened", "address customer/v8f2c")
	s.step(ui.Told{Name: "address", Value: ""})
	want("the browser's way back")
	if s.loop.Model.Page != NoPage {
		t.Error("the page is still there")
	}
	s.step(ui.Told{Name: "address", Value: "search"})
	want("and forth")
	if s.loop.Model.Page != SearchPage {
		t.Error("no search")
	}
	for _, odd := range []string{"nonsense", "customer/", "customer/a.b", "customer/*", "customer/" + strings.Repeat("v", 65)} {
		s.step(ui.Told{Name: "address", Value: odd})
		want(odd, "address ")
		if s.loop.Model.Page != NoPage {
			t.Errorf("%s opens page %d", odd, s.loop.Model.Page)
		}
	}
	reloads := 0
	s.hook = func(e ui.Effect) {
		if _, ok := e.(ui.Reload); ok {
			reloads++
		}
	}
	s.step(ui.Told{Name: "address", Value: "storybook"})
	if reloads != 1 {
		t.Error("the storybook is another program: the page is to be loaded anew")
	}

	l, doc := ui.NewLoop(Program()), domtest.NewDocument()
	l.Start(s.now, ui.Started{Lang: "en", Options: map[string]string{"page": "customer/v8f2c"}})
	doc.Apply(l.Render())
	if l.Model.Page != CustomerPage || l.Model.File.Of != julie || doc.Find("region", "Customer file") != nil {
		t.Error("a link does not lead to the file once somebody has signed in")
	}
}

// The golden files are what a reviewer looks at when the look of the page changes.
func TestACustomerFileLooksAsItDid(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Lang{lang.En, lang.Fr} {
		s := opened(t, mona)
		if l == lang.Fr {
			s.step(LanguagePressed{})
		}
		s.step(PagePointed{Visit: "v8f2c.visit3", At: 1})
		s.step(PagesPressed{Visit: "v8f2c.visit3"})
		html := strings.NewReplacer("<li", "\n<li", "<section", "\n<section", "<div", "\n<div").Replace(s.doc.Find("region", lang.CustomerFile.In(l)).HTML()) + "\n"
		file := "testdata/customer." + l.Tag() + ".html"
		if *golden {
			if err := os.WriteFile(file, []byte(html), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || string(want) != html {
			t.Errorf("%s: looks other than it did (%v); go test ./app/console -update, then read the difference", file, err)
		}
	}
}
