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
	"pupitre/app/visit"
	"pupitre/app/wire"
)

const infoName = "Visitor information"

// knows tells the desk what the relay knows about visitor number i, as a browser's third visit that began five minutes ago.
func (d *deskOf) knows(i string, change func(*wire.Profile)) {
	d.t.Helper()
	f := wire.Profile{Exchanges: 3, LastAt: d.now - 86_400_000, Profile: chat.Profile{Visitor: chat.PersonID("v" + i), Last: 9, Pages: 4, SeenAt: d.now, PageAt: d.now - 60_000,
		Page: chat.PageView{URL: "https://shop.example/halo", Title: "Halo"},
		Visit: chat.Visit{ID: "x", Number: 3, Began: d.now - 300_000, FirstAt: 1_690_000_000_000, Came: chat.Source{Referrer: "https://www.google.fr/"}, First: chat.Source{Referrer: "https://l.instagram.com/"},
			Device: chat.Device{Country: "FR", Browser: "Firefox 142", System: "Windows 11", Kind: "phone", Language: "fr-FR", Screen: "1920 × 1080", Zone: "Europe/Paris", Offset: 60}}}}
	if change != nil {
		change(&f)
	}
	d.frame(f)
}

// info is the information pane.
func (d *deskOf) info() *domtest.Element { return d.doc.Find("complementary", infoName) }

// tells fails unless the pane says the words, each of them.
func (d *deskOf) tells(words ...string) {
	d.t.Helper()
	pane := d.info()
	if pane == nil {
		d.t.Fatal("no pane")
	}
	for _, w := range words {
		if !strings.Contains(pane.TextContent(), w) {
			d.t.Errorf("%q is not in %s", w, pane.TextContent())
		}
	}
}

func TestThePaneTellsWhatIsKnown(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.tells("Nothing is known about this visitor yet.")
	d.knows("0", nil)
	d.tells("This visit", "Search engine: Google", "First visit", "Social network: Instagram", "https://www.google.fr/",
		"Halo", "since clock 1699999", "Time on site5:00", "Pages viewed4", "Visits3, the first on on 1690000000000",
		"Countrycountry FR", "Phone", "Firefox 142", "Windows 11", "language fr-FR", "1920 × 1080", "Europe/Paris", "3 in all, the latest begun on on 1699913")
	if strings.Contains(d.info().TextContent(), "Nothing is known") || strings.Contains(d.info().TextContent(), "Signed") {
		t.Errorf("it says %s", d.info().TextContent())
	}
}

func TestOfAVisitorFromBeforeTheConversationsAreKnown(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.frame(wire.Profile{Exchanges: 12, LastAt: 5, Profile: chat.Profile{Visitor: "v0"}})
	d.tells("Nothing is known about this visitor yet.", "12 in all, the latest begun on on 5", "See the customer file")
}

func TestTheTimeOnTheSiteRunsWhileTheVisitorIsThere(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.knows("0", nil)
	d.now += 1000
	d.step(Ticked{})
	d.tells("Time on site5:01")
	d.knows("0", func(f *wire.Profile) { f.Profile.Gone, f.Profile.SeenAt = true, d.now-60_000 })
	d.now += 600_000
	d.step(Ticked{})
	d.tells("Time on site4:00", "Last page", "Last seenfull")
	d.knows("0", func(f *wire.Profile) { f.Profile.Visit.Began = d.now + 5000 }) // our clock is behind
	d.tells("Time on site0:00")
	c := d.list[d.id]
	d.frame(wire.Summaries{List: []chat.Summary{{Conversation: c}}}) // the visitor's page was closed: another may come
	d.knows("0", func(f *wire.Profile) { f.Profile.SeenAt = d.now - 1000 })
	d.now += 30_000
	d.step(Ticked{})
	d.tells("Time on site5:30")
}

func TestTheTimeThereIsByTheirZone(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.knows("0", nil)
	d.tells("there " + itoa(int(d.now/60_000*60_000)) + " 60 Europe/Paris")
}

func TestThePaneFollowsTheFocusAndForgetsWithTheConversation(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	other := d.writes(1, "Hi")
	d.knows("0", nil)
	d.click("button", "Visitor 1", dom.Ctrl)
	d.tells("Visitor 1", "Nothing is known")
	d.knows("1", func(f *wire.Profile) { f.Profile.Visit.Device.Browser = "Safari 19" })
	d.tells("Safari 19")
	d.click("button", "Visitor 0", 0)
	d.tells("Firefox 142")
	delete(d.list, other)
	d.summaries()
	if _, kept := d.loop.Model.Profiles[other]; kept {
		t.Error("what is known outlives the conversation in the list")
	}
}

func TestThePaneIsFoldedAndStaysSo(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press(infoName)
	if d.info() != nil {
		t.Fatal("not folded")
	}
	if got := d.doc.Find("button", infoName).Attrs["aria-expanded"]; got != "false" {
		t.Errorf("aria-expanded is %q", got)
	}
	d.load()
	if d.info() != nil {
		t.Error("unfolded by a reload")
	}
	d.loop.Model.Info.Folded = true
	d.step(KeyPressed{Key: "F9", Mods: dom.Ctrl})
	if d.info() == nil {
		t.Fatal("not shown by key")
	}
	if _, kept := d.kept[infoKey]; kept {
		t.Error("still kept as folded")
	}
	d.press("Hide the information")
	if d.info() != nil || d.doc.Find("button", infoName).Attrs[".focus"] == "" {
		t.Error("hidden from inside, the button that shows it has not the keyboard")
	}
	d.press("Settings")
	d.press("Back")
	if d.info() != nil {
		t.Error("unfolded by the settings")
	}
}

func TestInANarrowWindowThePaneIsADrawer(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.step(ui.Told{Name: "width", Value: "800"})
	if d.info() != nil {
		t.Fatal("it covers the conversation")
	}
	d.knows("0", nil)
	d.press(infoName)
	if d.doc.Find("dialog", infoName) == nil {
		t.Fatal("no drawer")
	}
	d.tells("Search engine: Google")
	d.keyAt("dialog", infoName, "Escape")
	if d.doc.Find("dialog", infoName) != nil {
		t.Error("Escape does not close it")
	}
	d.press(infoName)
	d.press("Hide the information")
	if d.info() != nil {
		t.Error("its button does not close it")
	}
	d.press(infoName)
	d.step(PaneClosed{In: d.id})
	if d.doc.Find("dialog", infoName) != nil {
		t.Error("the conversation has gone, and its drawer has not")
	}
	d.click("button", "Visitor 0", 0)
	d.press(infoName)
	d.step(ui.Told{Name: "width", Value: "1280"})
	if d.doc.Find("dialog", infoName) != nil || d.info() == nil {
		t.Error("in a window that is wide again it is still a drawer")
	}
	if _, kept := d.kept[infoKey]; kept {
		t.Error("closing the drawer folds the pane for good")
	}
}

func TestEachConversationInViewNeedsItsRoom(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.step(ui.Told{Name: "width", Value: "1280"})
	if d.info() == nil {
		t.Error("no pane beside one conversation")
	}
	d.writes(1, "Hi")
	d.click("button", "Visitor 1", dom.Ctrl)
	if d.info() != nil {
		t.Error("the pane takes the room of the second")
	}
	d.step(ui.Told{Name: "width", Value: "1440"})
	if d.info() == nil {
		t.Error("no pane beside two in a wide window")
	}
}

func TestWhoIsSignedInIsSaidAsSuch(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.knows("0", func(f *wire.Profile) {
		f.Profile.Customer = chat.Customer{ID: "C-1", Name: "Julie Marchand", Email: "julie@shop.example", Data: []chat.Datum{{Name: "level", Type: chat.DatumText, Value: "gold"}}}
		f.Profile.Told = []chat.Datum{{Name: "level", Type: chat.DatumText, Value: "platinum"}, {Name: "page", Type: chat.DatumText, Value: "x"}}
	})
	d.tells("Signed", "CustomerC-1", "julie@shop.example", "levelSignedgold", "pageFrom the pagex", "Confirmed by your server", "Sent by the page")
	if strings.Contains(d.info().TextContent(), "platinum") {
		t.Error("what the page says hides what is signed")
	}
}

func TestAVisitorWithoutANameGoesByTheCustomers(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	c := d.list[d.id]
	c.Visitor.Name = ""
	d.frame(wire.Summaries{List: []chat.Summary{{Conversation: c, Online: true}}})
	d.knows("0", func(f *wire.Profile) { f.Profile.Customer = chat.Customer{ID: "C-1", Name: "Julie"} })
	d.tells("Julie")
	d.types("/delivery")
	d.key("Enter", 0)
	if got := d.value(); got != "Dear Julie, it takes two days. Ana Martin|" {
		t.Errorf("the field holds %q", got)
	}
}

func TestABlockIsSaidWithItsReason(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.knows("0", func(f *wire.Profile) {
		f.Blocks = []chat.Block{{ID: "b", By: ben, Blocked: chat.Blocked{Until: d.now + 1000, Reason: "Insults"}}}
	})
	d.tells("Blocked until full", "by Ben", "Insults")
	if d.doc.Find("button", "Block visitor") != nil {
		t.Error("blocked already, and to be blocked again")
	}
	d.now += 1000
	d.step(Ticked{})
	if d.doc.Find("button", "Block visitor") == nil || strings.Contains(d.info().TextContent(), "Insults") {
		t.Error("the block is over and still shown")
	}
}

func TestCustomDataFillsCannedResponses(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.loop.Model.Library["data"] = chat.Item{Kind: chat.CannedItem, ID: "data", Name: "Data", Text: "{basket} {vip} {level} {other}"}
	d.knows("0", func(f *wire.Profile) {
		f.Profile.Told = []chat.Datum{{Name: "basket", Type: chat.DatumMoney, Value: "129.50 EUR"}, {Name: "vip", Type: chat.DatumYesNo, Value: "yes"}, {Name: "level", Type: chat.DatumText, Value: "1.5 gold"}}
	})
	m := &d.loop.Model
	if got := m.fill(d.id, m.Library["data"].Text); got != "129.50 EUR Yes 1.5 gold {other}" {
		t.Errorf("filled in: %q", got)
	}
	d.press("Français, FR")
	if got := m.fill(d.id, m.Library["data"].Text); got != "129,50 EUR Oui 1.5 gold {other}" {
		t.Errorf("in French: %q", got)
	}
}

func TestEveryWayOfComingHasWordsAndADrawing(t *testing.T) {
	t.Parallel()
	for k := visit.Direct; k <= visit.Referral; k++ {
		if cameBy[k].Icon == "" || cameBy[k].Name == (lang.Text{}) {
			t.Errorf("kind %d has none", k)
		}
	}
	m := &Model{}
	if got := m.cameWords(visit.Provenance{Kind: visit.Campaign, Name: "Spring", Network: "Google Ads"}); got != "Campaign: Spring (Google Ads)" {
		t.Error(got)
	}
}

func TestNothingThatIsKnownBecomesMarkup(t *testing.T) {
	t.Parallel()
	const evil = `"><img src=x onerror=alert(1)><script>x</script>`
	s := visitorStories()[0]
	p := &s.known.Profile
	p.Page = chat.PageView{URL: "javascript:alert(1)", Title: evil}
	p.Visit.Came = chat.Source{Referrer: "javascript:alert(1)", Landing: "https://x.example/?utm_campaign=" + evil}
	p.Visit.First = chat.Source{Referrer: "android-app://com.example/", Landing: "data:text/html,x"}
	p.Visit.Device = chat.Device{Country: evil, Browser: evil, System: evil, Kind: evil, Language: evil, Screen: evil, Zone: evil}
	p.Customer = chat.Customer{ID: evil, Name: evil, Email: evil, Data: []chat.Datum{{Name: evil, Type: chat.DatumLink, Value: "javascript:alert(1)"}, {Name: "a", Type: 99, Value: evil}, {Name: "m", Type: chat.DatumMoney, Value: evil}}}
	s.known.Blocks = []chat.Block{{ID: "b", By: chat.Person{Name: evil}, Blocked: chat.Blocked{Reason: evil}}}
	for _, l := range []lang.Lang{lang.En, lang.Fr} {
		html := page(dom.Nodes{viewVisitorStory(s, l)})
		for _, bad := range []string{"<script", "<img src=x", `href="javascript`, `href="data`, `href="android`} {
			if strings.Contains(html, bad) {
				t.Errorf("%s in %s", bad, html)
			}
		}
	}
}

// The golden files are what a reviewer looks at when the pane's look changes. What the browser writes stands in brackets.
func TestThePaneLooksAsItDid(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Lang{lang.En, lang.Fr} {
		var b strings.Builder
		for _, s := range visitorStories() {
			d := domtest.NewDocument()
			var p dom.Patch
			dom.NewTree().Render(&p, viewVisitorStory(s, l))
			d.Apply(&p)
			spell(d.Body)
			html := d.Body.HTML()
			for _, tag := range []string{"<div", "<dl", "<dt", "<header", "<details", "<ul"} {
				html = strings.ReplaceAll(html, tag, "\n"+tag)
			}
			b.WriteString("<!-- " + s.name + " -->" + html + "\n\n")
		}
		name := "testdata/info." + l.Tag() + ".html"
		if *golden {
			if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil || string(want) != b.String() {
			t.Errorf("%s: looks other than it did (%v); look at the storybook, then go test ./app/console -update", name, err)
		}
	}
}

// spell writes what the browser would write from an element's properties.
func spell(e *domtest.Element) {
	if words := e.Attrs[".words"] + e.Attrs[".time"]; words != "" {
		e.Kids = []*domtest.Element{{Text: "[" + words + "]"}}
	}
	for _, k := range e.Kids {
		spell(k)
	}
}

// What a visitor wrote before anybody knew their name is theirs by the name that is known now.
func TestWordsOfANamelessVisitorGetTheirNameWhenItIsKnown(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	nameless := chat.Person{ID: d.list[d.id].Visitor.ID, Role: chat.Visitor}
	d.happens(d.id, nameless, chat.Text{Text: "before I signed in"})
	log := func() string { return d.doc.Find("log", "Messages").TextContent() }
	if strings.Contains(log(), "Julie Martin") {
		t.Fatal(log())
	}
	d.knows("0", func(f *wire.Profile) { f.Profile.Customer = chat.Customer{ID: "c-7", Name: "Julie Martin"} })
	if !strings.Contains(log(), "Julie Martin") {
		t.Errorf("the thread says %q", log())
	}
}
