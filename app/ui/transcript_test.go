package ui_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

func at(n uint64) chat.Millis { return chat.Millis(n) * 1000 }

// entry n of a conversation that begins with a text, then pages and texts by turns; staff writes notes between.
func mixed(n uint64, staff bool) chat.Entry {
	e := chat.Entry{ID: chat.EntryID("e" + strconv.FormatUint(n, 10)), N: n, At: at(n * 7), Author: vera, Body: chat.Text{Text: "x"}}
	switch {
	case staff:
		e.ID, e.At, e.Author, e.Body = "note"+e.ID, at(n*20), ana, chat.Note{Text: "x"}
	case n%3 == 0:
		e.Body = chat.PageView{URL: "https://shop.example/"}
	case n%3 == 1:
		e.Author = ana
	}
	return e
}

func mixedList(from, to uint64, staff bool) (list []chat.Entry) {
	for n := from; n <= to; n++ {
		list = append(list, mixed(n, staff))
	}
	return list
}

func visitors(e chat.Entry) bool { return chat.ClassOf(e) == chat.FromVisitor }

// want is what a reader is to see, made in the plainest way.
func want(talk, staff *ui.Talk, lets func(chat.Entry) bool) (ids []chat.EntryID) {
	type placed struct {
		e     chat.Entry
		staff int
	}
	var all []placed
	for _, e := range talk.Thread.Stored {
		all = append(all, placed{e, 0})
	}
	for _, e := range staff.Thread.Stored {
		if talk.Thread.Complete() || len(talk.Thread.Stored) == 0 || e.At >= talk.Thread.Stored[0].At {
			all = append(all, placed{e, 1})
		}
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		if a.e.At != b.e.At {
			return int(a.e.At - b.e.At)
		}
		return a.staff - b.staff
	})
	for _, p := range all {
		if lets == nil || lets(p.e) {
			ids = append(ids, p.e.ID)
		}
	}
	for _, p := range slices.Concat(talk.Thread.Pending, staff.Thread.Pending) {
		ids = append(ids, p.ID)
	}
	return ids
}

func shownIDs(s *ui.Transcript) (ids []chat.EntryID) {
	for i := range s.Len() {
		e, _ := s.Row(i)
		ids = append(ids, e.ID)
	}
	return ids
}

func TestATranscriptIsBothSeriesInOrderOfTimeThroughTheFilter(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 9))
		talk, staff := ui.NewTalk(conv), ui.NewTalk(conv.Staff())
		s := ui.NewTranscript(talk, staff)
		last, notes := 1+r.Uint64N(80), r.Uint64N(30)
		from, noted := 1+r.Uint64N(last), 1+r.Uint64N(notes+1)
		s.Follow(1)
		staff.Receive(0, 1, wire.Page{Conversation: staff.ID, List: mixedList(noted, notes, true), Last: notes, Gap: noted > 1})
		talk.Receive(0, 1, wire.Page{Conversation: conv, List: mixedList(from, last, false), Last: last, Gap: from > 1})
		var lets func(chat.Entry) bool
		for step := range 40 {
			switch r.IntN(8) {
			case 0:
				lets = nil
				s.Show(lets)
			case 1:
				lets = visitors
				s.Show(lets)
			case 2, 3:
				talk.Receive(0, 1, wire.Entries{Conversation: conv, List: mixedList(last+1, last+1, false)})
				last++
			case 4:
				staff.Receive(0, 1, wire.Entries{Conversation: staff.ID, List: mixedList(notes+1, notes+1, true)})
				if len(staff.Thread.Stored) > 0 && staff.Thread.Known() == notes+1 {
					notes++
				}
			case 5:
				if from > 1 {
					older := from - min(from-1, 1+r.Uint64N(20))
					talk.Receive(0, 1, wire.Page{Conversation: conv, Before: from, List: mixedList(older, from-1, false), Last: last})
					from = older
				}
			case 6:
				s.Write(chat.Entry{ID: chat.EntryID("a-" + strconv.Itoa(step)), At: at(1e6), Author: ana, Body: chat.Text{Text: "x"}})
			case 7:
				if len(talk.Thread.Pending) > 0 {
					p := talk.Thread.Pending[0]
					last++
					p.N, p.At = last, at(last*7)
					talk.Receive(0, 1, wire.Entries{Conversation: conv, List: []chat.Entry{p.Entry}})
				}
			}
			if got, want := shownIDs(s), want(talk, staff, lets); !reflect.DeepEqual(got, want) {
				t.Fatalf("seed %d, step %d:\ngot  %v\nwant %v", seed, step, got, want)
			}
			if s.Window.Len() != s.Len() {
				t.Fatalf("seed %d, step %d: %d rows in a window of %d", seed, step, s.Len(), s.Window.Len())
			}
			s.View()
		}
	}
}

// A reader in the middle of a long conversation puts a filter on and takes it off again.
func TestAFilterKeepsTheReadersPlace(t *testing.T) {
	t.Parallel()
	for seed := range uint64(40) {
		s := newScreen(t, seed, 3000, 3000)
		s.render()
		s.scroll(-float64(2000 + s.r.IntN(100_000)))
		for range 6 {
			s.scroll(-200)
		}
		was := s.rowAtTop()
		every := 2 + s.r.Uint64N(5)
		s.shown.Show(func(e chat.Entry) bool { return e.N%every == 0 })
		s.render()
		if got := s.rowAtTop(); got+every < was || got > was+2*every {
			s.fatal("of every %d.: read entry %d, then %d", every, was, got)
		}
		s.shown.Show(nil)
		s.render()
		if got := s.rowAtTop(); got+2*every < was || got > was+2*every {
			s.fatal("the filter came off: read entry %d, then %d", was, got)
		}
		s.shown.Show(func(e chat.Entry) bool { return e.N == 7 || e.N == 2900 }) // all that is left fits into the window
		s.render()
		s.report(nil)
		s.shown.Show(nil)
		s.render()
		if got := s.rowAtTop(); s.shown.Window.AtEnd || got+3*every < was || got > 2900 {
			s.fatal("nearly nothing was shown: read entry %d, then %d (end: %v)", was, got, s.shown.Window.AtEnd)
		}
	}
}

func (s *screen) rowAtTop() uint64 {
	key, _ := s.anchor()
	n, _ := strconv.ParseUint(key[1:], 10, 64)
	return n
}

func TestNotesAreSentInTheirOwnSeries(t *testing.T) {
	t.Parallel()
	talk, staff := following(2), ui.NewTalk(conv.Staff())
	staff.Follow(1)
	staff.Receive(0, 1, wire.Page{Conversation: staff.ID})
	s := ui.NewTranscript(talk, staff)
	wantTold(t, "a note", s.Write(chat.Entry{ID: "a-1", At: at(1), Author: ana, Body: chat.Note{Text: "x"}}), "save out:a-1, send v_1~ id=a-1 after=0 kind=21")
	wantTold(t, "a text", s.Write(mine("a-2", "x")), "save out:a-2, send v_1 id=a-2 after=2 kind=1")
	if !s.Waits() {
		t.Error("nothing waits")
	}
	wantTold(t, "refused", staff.Receive(0, 1, wire.Nack{Conversation: staff.ID, ID: "a-1", Problem: chat.TooLarge}), "save out:a-1")
	wantTold(t, "again", s.Retry("a-1"), "save out:a-1, send v_1~ id=a-1 after=0 kind=21")
	if e, state := s.Row(9); e.ID != "" || state != chat.Queued {
		t.Errorf("a row that is not there: %v %v", e, state)
	}
}

// Small steps up from the end, each less than the box's measured heights differ by.
func TestTheEndCanBeLeftByTheSmallestSteps(t *testing.T) {
	t.Parallel()
	s := newScreen(t, 5, 200, 60)
	s.render()
	for range 40 {
		s.scroll(-3)
	}
	if s.shown.Window.AtEnd {
		s.fatal("40 steps up and still at the end")
	}
}

// BenchmarkFilter switches the filter of 10,000 entries and finds the rows to draw.
func BenchmarkFilter(b *testing.B) {
	talk := ui.NewTalk(conv)
	talk.Follow(1)
	talk.Receive(0, 1, wire.Page{Conversation: conv, List: mixedList(1, 10_000, false), Last: 10_000})
	s := ui.NewTranscript(talk, nil)
	s.Measured(dom.Event{Type: dom.Measured, Top: 5000, Height: 800, Full: 600_000})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i%2 == 0 {
			s.Show(visitors)
		} else {
			s.Show(nil)
		}
		s.View()
	}
}
