package ui_test

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/ui"
)

func TestConsecutiveTextsOfOneAuthorAreOneGroup(t *testing.T) {
	t.Parallel()
	ana, ben := chat.Person{ID: "ana", Role: chat.Agent}, chat.Person{ID: "ben", Role: chat.Agent}
	text := func(by chat.Person, minute chat.Millis) chat.Entry {
		return chat.Entry{At: minute * 60_000, Author: by, Body: chat.Text{Text: "x"}}
	}
	joined := chat.Entry{Author: ana, Body: chat.Joined{}}
	for _, c := range []struct {
		name    string
		prev, e chat.Entry
		want    bool
	}{
		{"soon after", text(ana, 1), text(ana, 6), true},
		{"later", text(ana, 1), text(ana, 7), false},
		{"a clock that is behind", text(ana, 3), text(ana, 1), true},
		{"somebody else", text(ana, 1), text(ben, 1), false},
		{"something else", joined, text(ana, 0), false},
		{"nothing before", chat.Entry{}, text(ana, 0), false},
	} {
		if got := ui.SameGroup(c.prev, c.e); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestADayIsTheReadersDay(t *testing.T) {
	t.Parallel()
	const hour = 60 * 60_000
	for _, c := range []struct {
		a, b chat.Millis
		zone int
		want bool
	}{
		{1 * hour, 23 * hour, 0, true},
		{23 * hour, 25 * hour, 0, false},
		{23 * hour, 25 * hour, 120, true},    // Paris, in summer
		{1 * hour, 9 * hour, -5 * 60, false}, // New York: the evening before
		{-1, 0, 0, false},
		{-1, -hour, 0, true},
	} {
		if got := ui.SameDay(c.a, c.b, c.zone); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestInitials(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Ana": "A", "ana moreau": "AM", "Jean-Pierre  de La Tour": "JT", "élodie Ñandú": "ÉÑ", "": "", " - ": "", "(Ben)": "B",
		"王小明": "王", "Олег ёж": "ОЁ", "łukasz": "ł",
	} {
		if got := ui.Initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestAPersonHasOneHue(t *testing.T) {
	t.Parallel()
	for _, id := range []chat.PersonID{"", "ana", "v0123456789"} {
		if h := ui.Hue(id); h != ui.Hue(id) || h < 0 || h > 359 {
			t.Errorf("%q: %d", id, h)
		}
	}
	if ui.Hue("ana") == ui.Hue("ben") {
		t.Error("two people, one hue")
	}
}
