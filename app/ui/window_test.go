package ui_test

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// screen is a browser that shows a talk: real heights which the program learns only when a row is in the document, a
// scroll position that is clamped, and a report after each layout, as static/js/watch.js makes it.
type screen struct {
	t     *testing.T
	r     *rand.Rand
	name  string
	talk  *ui.Talk
	shown *ui.Transcript

	real       map[string]float64 // heights by row key
	reported   map[string]float64 // as observed; only of rows in the document
	first      int
	last       int
	before     int
	after      int
	end        bool
	top        float64 // scroll position
	told       int     // as last reported or wanted
	lastTold   int     // as last reported
	height     float64
	newestN    uint64
	oldestHeld uint64
}

func newScreen(t *testing.T, seed uint64, entries, held uint64) *screen {
	s := &screen{t: t, r: rand.New(rand.NewPCG(seed, 3)), name: "seed " + strconv.FormatUint(seed, 10), talk: ui.NewTalk("v_1"),
		real: map[string]float64{}, reported: map[string]float64{}, height: 600, newestN: entries}
	s.shown = ui.NewTranscript(s.talk, nil)
	s.oldestHeld = entries - held + 1
	s.talk.Follow(1)
	s.receive(wire.Page{Conversation: "v_1", List: numbered(s.oldestHeld, entries), Last: entries, Gap: s.oldestHeld > 1})
	return s
}

func numbered(from, to uint64) (list []chat.Entry) {
	for n := from; n <= to; n++ {
		list = append(list, chat.Entry{ID: chat.EntryID("e" + strconv.FormatUint(n, 10)), N: n, Author: chat.Person{ID: "v", Role: chat.Visitor}, Body: chat.Text{Text: "x"}})
	}
	return list
}

func (s *screen) fatal(format string, v ...any) {
	s.t.Helper()
	s.t.Fatalf(s.name+": "+format, v...)
}

func (s *screen) key(i int) string {
	e, _ := s.shown.Row(i)
	return ui.RowKey(e)
}

func (s *screen) px(i int) float64 {
	k := s.key(i)
	if s.real[k] == 0 {
		s.real[k] = float64(20 + s.r.IntN(60))
		if s.r.IntN(8) == 0 {
			s.real[k] = 100 + 300*s.r.Float64()
		}
	}
	return s.real[k]
}

func (s *screen) rows() (sum float64) {
	for i := s.first; i < s.last; i++ {
		sum += s.px(i)
	}
	return sum
}

func (s *screen) full() float64 { return float64(s.before) + s.rows() + float64(s.after) }

func (s *screen) scrollTo(top float64) {
	s.top = max(0, min(top, s.full()-s.height))
}

// render puts the window's rows into the document and tells what the browser observes, until nothing new comes.
func (s *screen) render() {
	for turn := 0; ; turn++ {
		if turn > 20 {
			s.fatal("it does not come to rest")
		}
		var top int
		s.first, s.last, s.before, s.after, top = s.shown.View()
		s.end = s.shown.Window.AtEnd
		switch {
		case s.end:
			s.scrollTo(math.Inf(1))
		case top != s.told:
			s.scrollTo(s.top + float64(top-s.told))
			s.told = top
		default:
			s.scrollTo(s.top)
		}
		if !s.observe() {
			if int(math.Round(s.top)) == s.lastTold {
				break
			}
			s.report(nil) // a scroll event, whoever caused it
		}
	}
	s.check()
}

// observe is the ResizeObserver: rows that are new in the document or have another height.
func (s *screen) observe() bool {
	var rows []dom.RowHeight
	now := map[string]float64{}
	for i := s.first; i < s.last; i++ {
		k := s.key(i)
		if now[k] = s.px(i); s.reported[k] != now[k] {
			rows = append(rows, dom.RowHeight{Key: k, Px: math.Round(now[k]*64) / 64})
		}
	}
	s.reported = now
	if len(rows) == 0 {
		return false
	}
	if s.end {
		s.scrollTo(math.Inf(1))
	}
	s.report(rows)
	return true
}

func (s *screen) report(rows []dom.RowHeight) {
	s.told = int(math.Round(s.top))
	s.lastTold = s.told
	s.shown.Measured(dom.Event{Type: dom.Measured, Top: s.told, Height: int(s.height), Full: int(math.Round(s.full())), Rows: rows})
}

func (s *screen) receive(f wire.Frame) { s.talk.Receive(0, 1, f) }

// check: what is visible is in the document, and not much more.
func (s *screen) check() {
	s.t.Helper()
	n := s.shown.Len()
	if s.shown.Window.Len() != n || s.first < 0 || s.last > n || s.first > s.last {
		s.fatal("%d rows, the window has %d and shows %d to %d", n, s.shown.Window.Len(), s.first, s.last)
	}
	if s.first > 0 && float64(s.before) > s.top+1 || s.last < n && float64(s.before)+s.rows() < s.top+s.height-1 {
		s.fatal("a blank: rows from %d, %.0f px, seen from %.0f, %.0f px", s.before, s.rows(), s.top, s.height)
	}
	if limit := int(8*s.height/20) + 8; s.last-s.first > limit {
		s.fatal("%d rows in the document", s.last-s.first)
	}
	if s.end && math.Abs(s.top-max(0, s.full()-s.height)) > 1 {
		s.fatal("follows the end and is at %.0f of %.0f", s.top, s.full()-s.height)
	}
}

// seen is where rows stand on the screen, by key, of those that are visible.
func (s *screen) seen() map[string]float64 {
	at := map[string]float64{}
	y := float64(s.before) - s.top
	for i := s.first; i < s.last; i++ {
		if y+s.px(i) > 0 && y < s.height {
			at[s.key(i)] = y
		}
		y += s.px(i)
	}
	return at
}

// anchor is the row at the upper edge: the one that a reader reads.
func (s *screen) anchor() (key string, y float64) {
	y = float64(s.before) - s.top
	for i := s.first; i < s.last; i++ {
		if y+s.px(i) > 0 {
			return s.key(i), y
		}
		y += s.px(i)
	}
	return "", 0
}

// stays wants the reader's row where it was, but for so many px that the reader scrolled, unless the list's end is in the way.
func (s *screen) stays(key string, y, scrolled float64, what string) {
	s.t.Helper()
	now, visible := s.seen()[key]
	if s.shown.Window.AtEnd || s.top < 1 || s.top > s.full()-s.height-1 {
		return
	}
	if want := y - scrolled; visible && math.Abs(now-want) > 3 || !visible && want > 0 && want < s.height {
		s.fatal("%s: %s stood at %.1f and stands at %.1f (visible: %v)", what, key, want, now, visible)
	}
}

func (s *screen) scroll(by float64) {
	key, y := s.anchor()
	was := s.top
	s.scrollTo(s.top + by)
	by = s.top - was
	end := s.top+s.height >= s.full()-2 || s.shown.Window.AtEnd && by >= 0
	s.report(nil)
	if edge := s.top + s.height - (s.full() - 2); s.shown.Window.AtEnd != end && math.Abs(edge) > 2 {
		s.fatal("scrolled by %.0f to %.0f of %.0f: follows the end = %v", by, s.top, s.full()-s.height, !end)
	}
	s.render()
	if math.Abs(by) < 0.37*s.height { // so much is in the document already; further away a reader sees a blank first
		s.stays(key, y, by, "scrolled")
	}
}

func (s *screen) older(n uint64) {
	if n = min(n, s.oldestHeld-1); n == 0 {
		return
	}
	key, y := s.anchor()
	s.receive(wire.Page{Conversation: "v_1", Before: s.oldestHeld, List: numbered(s.oldestHeld-n, s.oldestHeld-1), Last: s.newestN})
	s.oldestHeld -= n
	s.render()
	s.stays(key, y, 0, "older entries came")
}

func (s *screen) newer(n uint64) {
	key, y := s.anchor()
	end := s.shown.Window.AtEnd
	s.receive(wire.Entries{Conversation: "v_1", List: numbered(s.newestN+1, s.newestN+n)})
	s.newestN += n
	s.render()
	s.stays(key, y, 0, "new entries came")
	if end && !s.shown.Window.AtEnd {
		s.fatal("new entries ended following the end")
	}
}

// grows is a row whose height changes while it is in the document: an image that has loaded, say.
func (s *screen) grows() {
	if s.first == s.last {
		return
	}
	i := s.first + s.r.IntN(s.last-s.first)
	end, grown := s.shown.Window.AtEnd, s.key(i)
	if !end && s.r.IntN(2) == 0 { // in the same moment the reader scrolls
		s.scrollTo(s.top + 100*s.r.Float64() - 50)
	}
	key, y := s.anchor()
	s.real[grown] = float64(20 + s.r.IntN(300))
	if s.observe() {
		s.render()
	}
	if grown != key {
		s.stays(key, y, 0, "a row grew")
	}
	if end && !s.shown.Window.AtEnd {
		s.fatal("a row that grew ended following the end")
	}
}

// turns is another size of the window: every row breaks its lines anew.
func (s *screen) turns() {
	end := s.shown.Window.AtEnd
	s.height = float64(200 + s.r.IntN(800))
	for _, k := range slices.Sorted(maps.Keys(s.real)) {
		s.real[k] = 20 + math.Round(s.real[k]*(0.6+0.8*s.r.Float64()))
	}
	s.scrollTo(s.top)
	if !s.observe() {
		s.report(nil)
	}
	s.render()
	if end && !s.shown.Window.AtEnd {
		s.fatal("another size ended following the end")
	}
}

func TestTheReadersRowStaysWhereItIs(t *testing.T) {
	t.Parallel()
	for seed := range uint64(120) {
		s := newScreen(t, seed, 1+seed*7, 1+min(seed*7, 59))
		s.render()
		for range 60 {
			switch s.r.IntN(9) {
			case 0:
				s.newer(1 + s.r.Uint64N(3))
			case 1:
				s.older(1 + s.r.Uint64N(200))
			case 2:
				s.grows()
			case 3:
				if s.r.IntN(8) == 0 {
					s.turns()
				}
			case 4:
				s.scroll((s.r.Float64() - 0.6) * 20_000)
			default:
				s.scroll((s.r.Float64() - 0.6) * 500)
			}
		}
	}
}

func TestTheEndIsFollowedUntilSomebodyScrollsUp(t *testing.T) {
	t.Parallel()
	s := newScreen(t, 1, 300, 60)
	s.render()
	follows := func(want bool, when string) {
		t.Helper()
		if s.shown.Window.AtEnd != want {
			t.Errorf("%s: follows the end = %v", when, !want)
		}
	}
	follows(true, "at first")
	s.newer(3)
	s.older(100)
	follows(true, "after entries above and below")
	s.scroll(-150)
	follows(false, "scrolled up")
	s.newer(3)
	follows(false, "scrolled up, and new entries came")
	s.scroll(1e6)
	follows(true, "scrolled down again")
	s.scroll(-1e6)
	s.shown.Window.ToEnd()
	s.render()
	follows(true, "sent there")
	s.shown.Measured(dom.Event{Type: dom.Measured}) // the box is not shown: it has no size
	follows(true, "hidden")
}

func TestAnEmptyListHasNothingToShow(t *testing.T) {
	t.Parallel()
	var w ui.Window
	for range 2 {
		if first, last, before, after, top := w.View(); first|last|before|after|top != 0 {
			t.Errorf("rows %d to %d, boxes %d and %d, at %d", first, last, before, after, top)
		}
		w.Scrolled(dom.Event{Top: 10, Height: 100, Full: 110})
		w.Measure(0, 50)
		w.Measure(-1, 50)
		w.Splice(0, 0, 5)
		w.Splice(0, 5, 0)
		w.Scrolled(dom.Event{Top: 0, Height: 100, Full: 100})
	}
}

// Before anything is measured, and with a million rows, the document holds a screenful.
func TestALongListIsAShortDocument(t *testing.T) {
	t.Parallel()
	w := ui.Window{AtEnd: true}
	w.Splice(0, 0, 1_000_000)
	first, last, before, after, _ := w.View()
	if last != 1_000_000 || last-first > 40 || before != first*64 || after != 0 {
		t.Errorf("rows %d to %d, boxes %d and %d", first, last, before, after)
	}
}
