package chat_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"pupitre/app/chat"
)

func TestWhatEntriesSayAboutOthers(t *testing.T) {
	t.Parallel()
	all := []chat.Entry{
		{ID: "q", N: 1, Author: bot, Body: chat.Question{Text: "Size?", Choices: []string{"S", "M"}}},
		{ID: "a", N: 2, Author: vera, Body: chat.Answer{Of: "q", Choice: 1, Text: "M"}},
		{ID: "b", N: 3, Author: vera, Body: chat.Answer{Of: "q", Choice: 0, Text: "S"}}, // from another tab, too late
		{ID: "t", N: 4, Author: ana, Body: chat.Transfer{To: chat.Party{Kind: chat.PartyOne, ID: "ben", Name: "Ben"}}},
		{ID: "s", N: 5, Author: ben, Body: chat.Settled{Of: "t", How: chat.Returned, From: ana}},
		{ID: "x", N: 6, Body: chat.Translation{Of: "a", From: "fr", To: "en", Text: "one"}},
		{ID: "y", N: 7, Body: chat.Translation{Of: "a", From: "fr", To: "de", Text: "two"}},
		{ID: "z", N: 11, Body: chat.Translation{Of: "a", From: "fr", To: "en", Text: "better"}},
		{ID: "n", N: 8, Author: ana, Body: chat.Note{Text: "first", About: "t"}},
		{ID: "o", N: 9, Author: ben, Body: chat.Note{Text: "second", About: "t"}},
		{ID: "p", N: 10, Author: ben, Body: chat.Note{Text: "about nothing"}},
	}
	var want chat.Facts
	want.Take(all...)
	if a, by, ok := want.Answer("q"); !ok || a.Text != "M" || by.Author != vera {
		t.Errorf("answered %+v by %+v, %v", a, by, ok)
	}
	if s, by, ok := want.Outcome("t"); !ok || s.How != chat.Returned || by.Author != ben {
		t.Errorf("settled %+v by %+v, %v", s, by, ok)
	}
	for into, text := range map[string]string{"": "better", "en": "better", "en-GB": "better", "de": "two", "de-CH": "two", "fr": "better"} {
		if tr, ok := want.Translation("a", into); !ok || tr.Text != text {
			t.Errorf("translated into %q: %+v, %v", into, tr, ok)
		}
	}
	if _, ok := want.Translation("q", ""); ok {
		t.Error("a translation of what was not translated")
	}
	if notes := want.Notes("t"); len(notes) != 2 || notes[0].ID != "n" || notes[1].ID != "o" {
		t.Errorf("notes %+v", notes)
	}
	if _, _, ok := want.Answer("other"); ok {
		t.Error("an answer to nothing")
	}
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 1))
		var got chat.Facts
		for range 3 { // some of it several times, and then all
			for _, i := range r.Perm(len(all))[:r.IntN(len(all))] {
				got.Take(all[i])
			}
		}
		for _, i := range r.Perm(len(all)) {
			got.Take(all[i])
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: %+v, want %+v", seed, got, want)
		}
	}
}

// A translation that was sent with a text is one like those that come later, and the first of them.
func TestATranslationThatWasSentWithAText(t *testing.T) {
	t.Parallel()
	own := chat.Entry{ID: "a", N: 3, Author: ana, Body: chat.Text{Text: "Oui", Translated: chat.Rendering{From: "fr", To: "es", Text: "Sí"}}}
	later := []chat.Entry{
		{ID: "x", N: 4, Body: chat.Translation{Of: "a", From: "fr", To: "en", Text: "Yes"}},
		{ID: "y", N: 5, Body: chat.Translation{Of: "a", From: "fr", To: "es", Text: "Claro"}},
	}
	waiting := own
	waiting.N = 0 // the author's own, before it is stored
	var f chat.Facts
	f.Take(waiting, own, own)
	want := chat.Translation{Of: "a", From: "fr", To: "es", Text: "Sí"}
	for _, into := range []string{"", "es", "es-MX", "de"} {
		if tr, ok := f.Translation("a", into); !ok || tr != want {
			t.Errorf("into %q: %+v, %v", into, tr, ok)
		}
	}
	for _, order := range [][]chat.Entry{{own, later[0], later[1]}, {later[1], own, later[0]}, {later[0], later[1], own}} {
		var f chat.Facts
		f.Take(order...)
		es, _ := f.Translation("a", "es")
		en, _ := f.Translation("a", "en")
		if es.Text != "Claro" || en.Text != "Yes" {
			t.Errorf("%q, %q", es.Text, en.Text)
		}
	}
	f.Take(chat.Entry{ID: "b", N: 6, Body: chat.Text{Text: "Oui"}})
	if tr, ok := f.Translation("b", ""); ok {
		t.Errorf("a translation that nobody has written: %+v", tr)
	}
}

// What a device translates for itself is not stored and has no number.
func TestATranslationOfThisDeviceGivesWayToAnotherOne(t *testing.T) {
	t.Parallel()
	var f chat.Facts
	f.Take(chat.Entry{N: 7, Body: chat.Translation{Of: "e", From: "es", To: "de", Text: "stored"}})
	for _, text := range []string{"one", "two"} {
		for _, to := range []string{"fr", "en"} {
			f.Take(chat.Entry{Body: chat.Translation{Of: "e", From: "es", To: to, Text: text + " " + to}})
		}
	}
	for to, want := range map[string]string{"fr": "two fr", "en": "two en", "de": "stored"} {
		if got, _ := f.Translation("e", to); got.Text != want {
			t.Errorf("into %s: %q, want %q", to, got.Text, want)
		}
	}
}
