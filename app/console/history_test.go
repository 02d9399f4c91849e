package console

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/dom/domtest"
	"pupitre/app/lang"
)

// stayed is a visit of pages on which somebody stayed so many seconds.
func stayed(seconds ...int) chat.VisitLine {
	v := chat.VisitLine{Visitor: julie, Visit: chat.Visit{ID: "x", Began: 1_690_000_000_000}}
	at := v.Began
	for i, s := range seconds {
		v.Pages = append(v.Pages, chat.PageLine{PageView: chat.PageView{URL: "https://shop.example/" + itoa(i)}, At: at, Stayed: chat.Millis(s) * 1000})
		at += chat.Millis(s) * 1000
	}
	v.Ended = at
	return v
}

// whole is what any band must be: all pages once and in order, each part to be seen, as wide as the band.
func whole(t *testing.T, b band, v chat.VisitLine, most int) {
	t.Helper()
	at, width := 0, 0
	for i, p := range b.parts {
		if p.from != at || p.to <= p.from || p.share < 1 {
			t.Errorf("part %d of %d: %+v, the last ended at %d", i, len(b.parts), p, at)
		}
		at, width = p.to, width+p.share
	}
	if at != len(v.Pages) || len(b.parts) > most {
		t.Errorf("%d of %d pages in %d parts, at most %d", at, len(v.Pages), len(b.parts), most)
	}
	if len(b.parts) > 0 && (width > 1000 || width < 1000-2*len(b.parts)-most) {
		t.Errorf("%d parts are %d wide", len(b.parts), width)
	}
}

func TestPagesAreAsWideAsTheTimeOnThem(t *testing.T) {
	t.Parallel()
	v := stayed(30, 60, 90)
	b := bandOf(v, nil, 0, false, 80)
	whole(t, b, v, 80)
	if p := b.parts; len(p) != 3 || !(p[0].share < p[1].share && p[1].share < p[2].share) || p[2].share < 2*p[0].share || b.cut || b.total != 180_000 {
		t.Errorf("%+v", b)
	}
	one := stayed(0)
	if b := bandOf(one, nil, 0, false, 80); len(b.parts) != 1 || b.parts[0].share < 990 || b.cut {
		t.Errorf("one page: %+v", b)
	}
	if b := bandOf(stayed(), nil, 0, false, 80); len(b.parts) != 0 {
		t.Errorf("no page: %+v", b)
	}
	idle := stayed(20, 3600, 20, 20)
	b = bandOf(idle, nil, 0, false, 80)
	whole(t, b, idle, 80)
	if !b.cut || !b.parts[1].cut || b.parts[0].cut || b.parts[0].share < 6 {
		t.Errorf("a long stay among short ones: %+v", b)
	}
	unknown := stayed(10, 0, 10) // what is not known lasts until the next page
	unknown.Pages[1].Stayed, unknown.Pages[2].At = 0, unknown.Pages[2].At+5000
	if b := bandOf(unknown, nil, 0, false, 80); b.parts[1].stayed != 5000 {
		t.Errorf("%+v", b)
	}
	here := stayed(10)
	here.Pages[0].Stayed = 0
	if b := bandOf(here, nil, here.Began+60_000, true, 80); b.parts[0].stayed != 60_000 || b.total != 60_000 {
		t.Errorf("who is still there: %+v", b)
	}
}

func TestManyPagesShareParts(t *testing.T) {
	t.Parallel()
	var seconds []int
	for i := range 200 {
		seconds = append(seconds, 3+i%5)
	}
	seconds[77] = 240
	v := stayed(seconds...)
	b := bandOf(v, nil, 0, false, 80)
	whole(t, b, v, 80)
	if len(b.parts) < 50 {
		t.Errorf("%d parts", len(b.parts))
	}
	for _, p := range b.parts {
		if p.from <= 77 && p.to > 77 && p.to-p.from > 1 {
			t.Errorf("the long stay is put together with others: %+v", p)
		}
	}
}

func TestAnyVisitCanBeDrawn(t *testing.T) {
	t.Parallel()
	dice := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var seconds []int
		for range dice.IntN(150) {
			seconds = append(seconds, []int{0, 1, dice.IntN(60), dice.IntN(4000)}[dice.IntN(4)])
		}
		v := stayed(seconds...)
		v.Ended += chat.Millis(dice.IntN(100_000) - 50_000) // clocks differ
		most := 1 + dice.IntN(90)
		talk := chat.Exchange{Conversation: julieTalk, Opened: v.Began + chat.Millis(dice.IntN(4_000_000)-1_000_000)}
		if dice.IntN(2) == 0 {
			talk.Ended = talk.Opened + chat.Millis(dice.IntN(1_000_000))
		}
		b := bandOf(v, []chat.Exchange{talk, talk}, v.Ended+5000, dice.IntN(2) == 0, most)
		whole(t, b, v, most)
		for _, s := range b.talks {
			if s.before < 0 || s.share < 1 {
				t.Fatalf("%+v", s)
			}
		}
	}
}

func TestConversationsStandUnderThePagesOfTheirTime(t *testing.T) {
	t.Parallel()
	v := stayed(60, 60, 60, 60)
	talk := func(visitor chat.PersonID, from, to int) chat.Exchange {
		x := chat.Exchange{Conversation: chat.ConversationOf(visitor, 1), Opened: v.Began + chat.Millis(from)*1000}
		if to != 0 {
			x.Ended = v.Began + chat.Millis(to)*1000
		}
		return x
	}
	b := bandOf(v, []chat.Exchange{talk(julie, 500, 600), talk(julie, 180, 0), talk(julie, 60, 120), talk("other", 10, 20), talk(julie, -900, -300)}, 0, false, 80)
	if len(b.talks) != 2 {
		t.Fatalf("%+v", b.talks)
	}
	near := func(got, want int) bool { return got > want-20 && got < want+20 }
	if a, z := b.talks[0], b.talks[1]; !near(a.before, 250) || !near(a.share, 250) || !near(a.before+a.share+z.before, 750) || !near(z.share, 250) {
		t.Errorf("%+v", b.talks)
	}
}

func TestABandIsReadByKeyboard(t *testing.T) {
	t.Parallel()
	s := opened(t, ana)
	band := s.doc.All("listbox", "Pages of this visit")[0]
	press := func(key string) {
		s.do(s.loop.Event(s.now, band.Listener(dom.KeyPressed), dom.Event{Type: dom.KeyPressed, Key: key}))
	}
	shown := func(want string) {
		t.Helper()
		html := s.doc.Body.HTML()
		_, pointed, ok := strings.Cut(html, `class="pointed"`)
		if !ok || !strings.Contains(pointed[:min(len(pointed), 200)], want) {
			t.Errorf("it does not show %s: %v", want, ok)
		}
	}
	press("ArrowRight")
	shown("Page 0")
	press("ArrowRight")
	press("ArrowRight")
	shown("Page 2")
	press("ArrowLeft")
	shown("Page 1")
	press("End")
	press("ArrowRight")
	shown("Page 4")
	press("Home")
	press("ArrowLeft")
	shown("Page 0")
	press("?")
	if s.doc.Find("dialog", "") == nil {
		t.Error("other keys are lost")
	}
}

// In the information pane there is less room.
func TestThePaneShowsTheVisitsToo(t *testing.T) {
	t.Parallel()
	s := opened(t, ana)
	s.step(PagePressed{Page: NoPage})
	m := &s.loop.Model
	html := page(dom.Nodes{dom.Li(viewHistory(m, julie))})
	for _, want := range []string{"5 pages", "1 page", "See 2 earlier visits", "Search engine: Google", `role="listbox"`} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is missing in %s", want, html)
		}
	}
	if html := page(dom.Nodes{dom.Li(viewHistory(m, "nobody"))}); strings.Contains(html, lang.NoVisits.En) {
		t.Errorf("of somebody who was not asked about: %s", html)
	}
}

func TestDaysAndLengthsOfTime(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]chat.Millis{
		"1970-01-01": 0, "1970-01-02": dayLong, "2000-02-29": 951_782_400_000, "2000-03-01": 951_868_800_000, "2026-11-25": 1_795_564_800_000, "2100-12-31": 4_133_894_400_000,
		"": 0, "2026-13-01": 0, "2026-00-10": 0, "26-11-25": 0, "2026/11/25": 0, "2026-11-2x": 0, "1960-01-01": 0,
	} {
		if got := beginOf(day, 0); got != want {
			t.Errorf("%q begins at %d, want %d", day, got, want)
		}
	}
	if got := beginOf("1970-01-02", 60); got != dayLong-3_600_000 {
		t.Errorf("east of UTC a day begins earlier: %d", got)
	}
	for ms, want := range map[chat.Millis]string{-5: "0 s", 0: "0 s", 999: "0 s", 45_000: "45 s", 60_000: "1 min", 130_000: "2 min 10 s", 600_000: "10 min", 3_599_000: "59 min", 3_900_000: "1 h 05 min", 90_000_000: "25 h 00 min"} {
		if got := strings.ReplaceAll(stayedWords(ms), "\u00a0", " "); got != want {
			t.Errorf("%d ms: %q, want %q", ms, got, want)
		}
	}
}

// The golden files are what a reviewer looks at when the drawing changes. What the browser writes stands in brackets.
func TestTheHistoryLooksAsItDid(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Lang{lang.En, lang.Fr} {
		var b strings.Builder
		for _, s := range historyStories() {
			d := domtest.NewDocument()
			var p dom.Patch
			dom.NewTree().Render(&p, viewHistoryStory(s, l))
			d.Apply(&p)
			spell(d.Body)
			b.WriteString("<!-- " + s.name + " -->" + strings.NewReplacer("<li", "\n<li", "<div", "\n<div", "<span class=\"part", "\n<span class=\"part").Replace(d.Body.HTML()) + "\n\n")
		}
		name := "testdata/history." + l.Tag() + ".html"
		if *golden {
			if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(name); err != nil || string(want) != b.String() {
			t.Errorf("%s: looks other than it did (%v); look at the storybook, then go test ./app/console -update", name, err)
		}
	}
}
