package lang_test

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/lang"
)

func TestTheBrowsersTagDecidesTheLanguage(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]lang.Lang{
		"fr": lang.Fr, "fr-CA": lang.Fr, "FR_fr": lang.Fr, "en": lang.En, "en-GB": lang.En, "de": lang.En, "": lang.En, "f": lang.En,
		"fro": lang.En, "fry-NL": lang.En, "frfr": lang.En, "en-fr": lang.En,
	} {
		if got := lang.Of(tag); got != want {
			t.Errorf("%q: %v, want %v", tag, got, want)
		}
	}
	for _, l := range []lang.Lang{lang.En, lang.Fr} {
		if lang.Of(l.Tag()) != l {
			t.Errorf("%q is not its own language", l.Tag())
		}
	}
}

func TestValuesStandInTheirPlaces(t *testing.T) {
	t.Parallel()
	text := lang.Text{En: "% of %", Fr: "%/%"}
	for _, c := range []struct {
		values []string
		en, fr string
	}{
		{[]string{"1", "2"}, "1 of 2", "1/2"},
		{[]string{"100 %", "2"}, "100 % of 2", "100 %/2"}, // a value is not a place
		{[]string{"1"}, "1 of %", "1/%"},
		{nil, "% of %", "%/%"},
		{[]string{"1", "2", "3"}, "1 of 2", "1/2"},
		{[]string{"é", "😀"}, "é of 😀", "é/😀"},
	} {
		if en, fr := text.With(lang.En, c.values...), text.With(lang.Fr, c.values...); en != c.en || fr != c.fr {
			t.Errorf("%q: %q and %q", c.values, en, fr)
		}
	}
}

func TestOneIsNotMany(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		n       int
		written string
		en, fr  string
	}{
		{0, "0", "0 unread messages", "0 message non lu"},
		{1, "1", "1 unread message", "1 message non lu"},
		{2, "2", "2 unread messages", "2 messages non lus"},
		{99, "99+", "99+ unread messages", "99+ messages non lus"},
	} {
		if en, fr := lang.Unread.With(lang.En, c.n, c.written), lang.Unread.With(lang.Fr, c.n, c.written); en != c.en || fr != c.fr {
			t.Errorf("%d: %q and %q", c.n, en, fr)
		}
	}
}

func TestAProblemIsToldInWords(t *testing.T) {
	t.Parallel()
	ben := chat.Person{ID: "ben", Role: chat.Agent, Name: "Ben"}
	for _, c := range []struct {
		p    chat.Problem
		by   chat.Person
		want string
	}{
		{chat.Taken, ben, "Ben has already taken this conversation."},
		{chat.Taken, chat.Person{ID: "x", Role: chat.Agent}, "Agent has already taken this conversation."},
		{chat.Taken, chat.Person{}, "Agent has already taken this conversation."},
		{chat.TooLarge, ben, "This message is too long. Please split it."},
		{chat.NoProblem, ben, "Something went wrong on our side. Please reload the page."},
		{chat.Problem(200), ben, "Something went wrong on our side. Please reload the page."}, // of a newer relay
	} {
		if got := lang.Problem(lang.En, c.p, c.by); got != c.want {
			t.Errorf("%v by %q: %q, want %q", c.p, c.by.Name, got, c.want)
		}
	}
}

func TestPeopleHaveNames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		p    chat.Person
		want string
	}{
		{chat.Person{ID: "ana", Role: chat.Agent, Name: "Ana"}, "Ana"},
		{chat.Person{ID: "v", Role: chat.Visitor, Name: "Vera"}, "Vera"},
		{chat.Person{ID: "v00008f2c", Role: chat.Visitor}, "Visiteur 8f2c"},
		{chat.Person{ID: "ana", Role: chat.Agent}, "Conseiller"},
	} {
		if got := lang.NameOf(lang.Fr, c.p); got != c.want {
			t.Errorf("%+v: %q, want %q", c.p, got, c.want)
		}
	}
}
