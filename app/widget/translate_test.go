package widget

import (
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

var relay = chat.Person{ID: "relay", Role: chat.System}

// translated is a chat in which Ana has answered in French, which was then translated into Spanish.
func translated(t *testing.T) (*story, chat.Entry) {
	t.Helper()
	s := visit(t)
	s.connect()
	s.writes("¿La lámpara está en stock?")
	s.acknowledge()
	s.said = nil
	e := s.happens(ana, chat.Text{Text: "Oui, elle est en stock."})
	s.happens(relay, chat.Translation{Of: e.ID, From: "fr", To: "es", Text: "Sí, está en stock."})
	return s, e
}

// flip reads the translation, looks at the original, and goes back.
func (s *story) flip() {
	s.t.Helper()
	s.mustShow("Sí, está en stock.")
	s.mustShow("Translated from French")
	s.mustNotShow("Oui, elle est en stock.")
	s.press("Show original")
	s.mustShow("Oui, elle est en stock.")
	s.mustNotShow("Sí, está en stock.")
	s.press("Show translation")
}

func TestAVisitorReadsTheTranslationAndTheOriginalIsOneClickAway(t *testing.T) {
	t.Parallel()
	s, _ := translated(t)
	s.flip()
	s.mustShow("Sí, está en stock.")
	s.load() // and still after a reload
	s.connect()
	s.mustShow("Sí, está en stock.")
	s.mustNotShow("Oui, elle est en stock.")
}

func TestATranslationIsReadOutOnce(t *testing.T) {
	t.Parallel()
	s, _ := translated(t)
	if got := strings.Join(s.said, " / "); got != "Ana Martin: Oui, elle est en stock. / Ana Martin: Sí, está en stock." {
		t.Errorf("read out: %s", got)
	}
	s.said = nil
	s.happens(relay, chat.Translation{Of: s.held[0].ID, From: "es", To: "fr", Text: "La lampe est-elle en stock ?"}) // for Ana alone
	s.happens(relay, chat.Translation{Of: "nothing-that-is-held", From: "es", To: "fr", Text: "x"})
	if len(s.said) > 0 {
		t.Errorf("the visitor's own words, or nothing, were read out: %q", s.said)
	}
	s.load() // what is there already is not read out
	s.connect()
	if len(s.said) > 0 {
		t.Errorf("after a reload: %q", s.said)
	}
}

func TestAMessageAndItsTranslationThatComeTogetherAreReadOutOnce(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("hola")
	s.acknowledge()
	s.said = nil
	n := uint64(len(s.held))
	s.frame(wire.Entries{Conversation: conversation, List: []chat.Entry{
		{ID: "b1", N: n + 1, At: s.now, Author: ana, Body: chat.Text{Text: "Bonjour"}},
		{ID: "b2", N: n + 2, At: s.now, Author: relay, Body: chat.Translation{Of: "b1", From: "fr", To: "es", Text: "Buenos días"}},
	}})
	if got := strings.Join(s.said, " / "); got != "Ana Martin: Buenos días" {
		t.Errorf("read out: %s", got)
	}
}

// What was translated before it was sent comes as one, and is read out as one.
func TestAMessageThatWasSentWithItsTranslationIsReadInIt(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("¿La lámpara está en stock?")
	s.acknowledge()
	s.said = nil
	s.happens(ana, chat.Text{Text: "Oui, elle est en stock.", Translated: chat.Rendering{From: "fr", To: "es", Text: "Sí, está en stock."}})
	if got := strings.Join(s.said, " / "); got != "Ana Martin: Sí, está en stock." {
		t.Errorf("read out: %s", got)
	}
	for range 2 {
		s.flip()
		s.load() // and after a reload
		s.connect()
	}
}

func TestATranslationNeitherRingsNorCounts(t *testing.T) {
	t.Parallel()
	s, e := translated(t)
	s.step(ui.Told{Name: hearOpen})
	before, unread := s.chimes, s.told["unread"]
	s.happens(relay, chat.Translation{Of: e.ID, From: "fr", To: "ca", Text: "Sí, està en estoc."})
	if s.chimes != before || s.told["unread"] != unread {
		t.Errorf("%d chimes, %s unread", s.chimes-before, s.told["unread"])
	}
}

func TestATranslationDoesNotOpenAClosedConversation(t *testing.T) {
	t.Parallel()
	s, e := translated(t)
	s.happens(ana, chat.Closed{})
	s.happens(relay, chat.Translation{Of: e.ID, From: "fr", To: "en", Text: "Yes, it is in stock."})
	s.mustShow("Conversation closed")
	if s.told["live"] != "" {
		t.Error("the launcher believes that the conversation is open")
	}
}

func TestALanguageThatNobodyKnowsIsShownByItsCode(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("hello")
	s.acknowledge()
	e := s.happens(ana, chat.Text{Text: "nuqneH"})
	s.happens(relay, chat.Translation{Of: e.ID, From: "tlh-Latn", To: "xx", Text: "What do you want?"})
	s.mustShow("What do you want?")
	s.mustShow("Translated from tlh-Latn")
	s.happens(relay, chat.Translation{}) // and a broken one
	s.mustShow("What do you want?")
}
