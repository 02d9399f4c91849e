package console

import (
	"slices"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// abroad is Ana's desk with a relay that can translate, and a visitor who writes Spanish.
func abroad(t *testing.T) *deskOf {
	t.Helper()
	d := atDesk(t)
	d.frame(wire.Welcome{Epoch: epoch, Now: d.now, Me: ana, Rules: chat.Rules{Translate: true}})
	d.answer()
	d.writes(0, "¿Es roja?")
	d.effects = nil
	return d
}

// asked are the translations on their way since it was last called.
func (d *deskOf) asked() []wire.Ask {
	d.t.Helper()
	list := frames[wire.Ask](d)
	d.effects = nil
	return list
}

// one is the one translation that was asked for.
func (d *deskOf) one() wire.Ask {
	d.t.Helper()
	list := d.asked()
	if len(list) != 1 {
		d.t.Fatalf("asked for %+v", list)
	}
	return list[0]
}

func (d *deskOf) none(when string) {
	d.t.Helper()
	if list := d.asked(); len(list) > 0 {
		d.t.Errorf("%s: asked for %+v", when, list)
	}
}

// arrives stores a translation, tells of it and answers, as the relay does.
func (d *deskOf) arrives(a wire.Ask, from, text string) {
	d.t.Helper()
	of := d.held[a.Conversation][a.N-1]
	d.tell(a.Conversation, d.store(a.Conversation, "", chat.Person{ID: "relay", Role: chat.System}, chat.Translation{Of: of.ID, From: from, To: a.To, Text: text}))
	d.frame(wire.Done{Ref: a.Ref})
}

func TestOneMessageIsTranslated(t *testing.T) {
	t.Parallel()
	d := abroad(t)
	if n := len(d.doc.All("button", "Translate into English")); n != 2 { // "Hello" and "¿Es roja?"
		t.Fatalf("%d messages can be translated", n)
	}
	d.translates(1)
	a := d.one()
	if a.Conversation != d.id || a.N != uint64(len(d.held[d.id])) || a.To != "en" {
		t.Errorf("asked for %+v", a)
	}
	d.mustShow("Translating…")
	d.arrives(a, "es", "Is it red?")
	d.mustShow("Is it red?")
	d.mustShow("Translated from Spanish")
	d.mustNotShow("Translating…")
	if log := d.doc.Find("log", "Messages").TextContent(); strings.Contains(log, "¿Es roja?") { // the list shows what was written
		t.Errorf("the thread shows both: %s", log)
	}
	if said := effects[ui.Say](d); len(said) != 1 || said[0].Text != "Visitor 0: Is it red?" {
		t.Errorf("read out: %+v", said)
	}
	d.press("Show original")
	d.mustShow("¿Es roja?")
	d.press("Show translation")
	d.mustShow("Is it red?")
	d.load() // what is stored is there again, and is not asked for again
	d.effects = nil
	d.mustShow("Is it red?")
	d.none("after a reload")
}

// translates presses the button of the message of that place among those that can be translated.
func (d *deskOf) translates(i int) {
	d.t.Helper()
	b := d.doc.All("button", "Translate into ")
	if i >= len(b) {
		d.t.Fatalf("only %d can be translated in %s", len(b), d.doc.Body.HTML())
	}
	d.do(d.loop.Event(d.now, b[i].Listener(dom.Clicked), dom.Event{Type: dom.Clicked}))
	d.answer()
}

func TestAFailureStandsOnTheMessageAndCanBeTriedAgain(t *testing.T) {
	t.Parallel()
	d := abroad(t)
	d.translates(1)
	a := d.one()
	d.frame(wire.Done{Ref: a.Ref, Problem: chat.NoTranslation})
	d.mustShow("The translation service cannot translate this now.")
	d.mustShow("¿Es roja?")
	if said := effects[ui.Say](d); len(said) != 1 || !strings.Contains(said[0].Text, "cannot translate") {
		t.Errorf("read out: %+v", said)
	}
	d.asked()
	d.press("Try again")
	again := d.one()
	if again.N != a.N || again.Ref == a.Ref {
		t.Errorf("asked again %+v after %+v", again, a)
	}
	d.mustNotShow("cannot translate")
	d.arrives(again, "es", "Is it red?")
	d.mustShow("Is it red?")
	d.frame(wire.Done{Ref: again.Ref, Problem: chat.NoTranslation}) // an answer that nobody waits for
	d.mustNotShow("cannot translate")
}

func TestWhatNeedsNoTranslationSaysSo(t *testing.T) {
	t.Parallel()
	d := abroad(t)
	d.translates(0)
	d.frame(wire.Done{Ref: d.one().Ref, Problem: chat.NotNeeded})
	d.mustShow("This needs no translation.")
}

func TestARelayWithoutTimeIsAskedAgainLater(t *testing.T) {
	t.Parallel()
	d := abroad(t)
	d.translates(1)
	for range maxTries {
		d.frame(wire.Done{Ref: d.one().Ref, Problem: chat.TooFast})
		d.none("at once")
		d.mustShow("Translating…")
		d.now += askAgain
		d.step(Ticked{})
	}
	d.frame(wire.Done{Ref: d.one().Ref, Problem: chat.TooFast})
	d.mustShow("The translation service cannot translate this now.")
}

func TestWhatWasAskedIsAskedAgainOnANewConnection(t *testing.T) {
	t.Parallel()
	d := abroad(t)
	d.translates(1)
	first := d.one()
	d.step(ui.SocketClosed{Code: 1006})
	d.mustShow("Translating…")
	d.none("without a connection")
	d.step(ui.SocketOpened{})
	d.frame(wire.Welcome{Epoch: epoch, Now: d.now, Me: ana, Rules: chat.Rules{Translate: true}})
	d.answer()
	if again := d.one(); again.N != first.N {
		t.Errorf("asked for %+v", again)
	}
}

func TestNotesAndPicturesOfFacesAreNotTranslated(t *testing.T) {
	t.Parallel()
	d := abroad(t)
	before := len(d.doc.All("button", "Translate into "))
	d.happens(d.id.Staff(), ben, chat.Note{Text: "Habla español"})
	d.happens(d.id, d.list[d.id].Visitor, chat.Text{Text: "😀"})
	d.happens(d.id, d.list[d.id].Visitor, chat.File{ID: "f", Name: "factura.pdf", Type: "application/pdf", Size: 1})
	d.happens(d.id, ana, chat.Text{Text: "My own, before the visitor's language is known"})
	if n := len(d.doc.All("button", "Translate into ")); n != before {
		t.Errorf("%d more can be translated", n-before)
	}
}

func TestOnceTheVisitorsLanguageIsKnownAnOwnMessageCanBeTranslated(t *testing.T) {
	t.Parallel()
	d := abroad(t)
	d.types("Yes, it is.")
	d.key("Enter", 0)
	d.translates(1)
	d.arrives(d.one(), "es", "Is it red?")
	d.press("Translate into Spanish")
	a := d.one()
	if a.To != "es" || d.held[d.id][a.N-1].Body != chat.Body(chat.Text{Text: "Yes, it is."}) {
		t.Errorf("asked for %+v", a)
	}
	d.arrives(a, "en", "Sí, lo es.")
	d.mustShow("Yes, it is.") // one's own is read as it was written
	d.mustShow("Translated into Spanish")
	d.press("Show translation")
	d.mustShow("Sí, lo es.")
}

func TestAConversationIsTranslatedBothWays(t *testing.T) {
	t.Parallel()
	d := abroad(t)
	d.press("Translate both ways")
	d.mustShow("English ↔ language not known yet")
	list := d.asked() // what is in view
	if len(list) != 2 || list[0].To != "en" || list[1].To != "en" {
		t.Fatalf("asked for %+v", list)
	}
	d.frame(wire.Done{Ref: list[0].Ref, Problem: chat.NotNeeded}) // "Hello": English already, and not worth a word
	d.mustNotShow("needs no translation")
	d.types("One moment.") // before it is known what the visitor speaks
	d.key("Enter", 0)
	d.none("for a language that is not known")
	d.arrives(list[1], "es", "Is it red?")
	d.mustShow("English ↔ Spanish")
	if a := d.one(); a.To != "es" || d.held[d.id][a.N-1].Body != chat.Body(chat.Text{Text: "One moment."}) {
		t.Errorf("asked for %+v", a)
	}
	d.writes(0, "¿Y azul?")
	d.arrives(d.one(), "es", "And blue?")
	d.mustShow("And blue?")
	d.none("for what is there")

	d.load() // it goes on after a reload, and from where it was
	d.frame(wire.Welcome{Epoch: epoch, Now: d.now, Me: ana, Rules: chat.Rules{Translate: true}})
	d.answer()
	d.mustShow("English ↔ Spanish")
	d.effects = nil
	d.writes(0, "¿Y verde?")
	if list := d.asked(); !slices.ContainsFunc(list, func(a wire.Ask) bool { return a.N == uint64(len(d.held[d.id])) && a.To == "en" }) {
		t.Errorf("asked for %+v", list)
	}

	d.press("English ↔ Spanish") // off
	d.mustShow("Translate both ways")
	d.asked()
	d.writes(0, "¿Y negra?")
	d.none("after it was switched off")
	for key := range d.kept {
		if strings.HasPrefix(key, bothKey) {
			t.Errorf("kept: %s", key)
		}
	}
}

// A message is sent and stored whether or not it can be translated, and before it is.
func TestAMessageIsNotHeldBackForItsTranslation(t *testing.T) {
	t.Parallel()
	d := abroad(t)
	d.press("Translate both ways")
	for _, a := range d.asked() {
		d.arrives(a, "es", "something in English")
	}
	d.types("It is red.")
	d.key("Enter", 0)
	if d.last() != chat.Body(chat.Text{Text: "It is red."}) {
		t.Fatalf("stored: %+v", d.last())
	}
	a := d.one()
	d.types("And blue.") // while the first is being translated
	d.key("Enter", 0)
	if d.last() != chat.Body(chat.Text{Text: "And blue."}) {
		t.Errorf("stored: %+v", d.last())
	}
	d.mustShow("Translating…")
	d.frame(wire.Done{Ref: a.Ref, Problem: chat.NoTranslation})
	d.mustShow("cannot translate this now")
	d.asked()
	d.now += 60_000
	d.step(Ticked{})
	d.none("by itself, after it failed")
	d.press("Try again")
	if again := d.one(); again.N != a.N || again.To != "es" {
		t.Errorf("tried again: %+v", again)
	}
}

func TestTheVisitorsLanguageIsChosenByHand(t *testing.T) {
	t.Parallel()
	d := abroad(t)
	d.press("Translate both ways")
	d.asked()
	d.types("Good morning.")
	d.key("Enter", 0)
	d.none("for a language that is not known")
	d.press("Portuguese")
	d.mustShow("English ↔ Portuguese")
	if a := d.one(); a.To != "pt" {
		t.Errorf("asked for %+v", a)
	}
	for _, b := range d.doc.All("button", "English") {
		if b.Attrs["popovertarget"] != "" {
			t.Error("the agent's own language can be chosen")
		}
	}
	d.load()
	d.frame(wire.Welcome{Epoch: epoch, Now: d.now, Me: ana, Rules: chat.Rules{Translate: true}})
	d.answer()
	d.mustShow("English ↔ Portuguese")
	d.press("As recognised")
	d.mustShow("English ↔ language not known yet")
}

func TestOnlyAFewAreAskedForAtATime(t *testing.T) {
	t.Parallel()
	d := abroad(t)
	for range 10 {
		d.writes(0, "una frase")
	}
	d.effects = nil
	d.press("Translate both ways")
	var all []wire.Ask
	waiting := d.asked()
	for len(waiting) > 0 {
		if running := len(waiting); running > maxAsks {
			t.Fatalf("%d at a time", running)
		}
		all = append(all, waiting[0])
		d.frame(wire.Done{Ref: waiting[0].Ref, Problem: chat.NoTranslation})
		waiting = append(waiting[1:], d.asked()...)
	}
	if len(all) != 12 {
		t.Errorf("asked for %d", len(all))
	}
}

// Two agents of different languages read the same conversation, each in their own.
func TestATranslationForSomebodyElseIsNotTakenForOnesOwn(t *testing.T) {
	t.Parallel()
	d := abroad(t)
	of := d.held[d.id][len(d.held[d.id])-1]
	d.translates(1)
	d.arrives(d.one(), "es", "Is it red?")
	d.tell(d.id, d.store(d.id, "", chat.Person{ID: "relay", Role: chat.System}, chat.Translation{Of: of.ID, From: "es", To: "fr", Text: "Est-elle rouge ?"}))
	d.mustShow("Is it red?")
	d.press("Français")
	d.mustShow("Est-elle rouge ?")
}

func TestATranslationIsNoNewMessage(t *testing.T) {
	t.Parallel()
	d := abroad(t)
	d.step(ui.Looked{Visible: true, Focused: false})
	of := d.held[d.id][len(d.held[d.id])-1]
	d.tell(d.id, d.store(d.id, "", chat.Person{ID: "relay", Role: chat.System}, chat.Translation{Of: of.ID, From: "es", To: "en", Text: "Is it red?"}))
	if _, marked := d.loop.Model.Unseen[d.id]; marked {
		t.Error("taken for a new message")
	}
	d.writes(0, "¿Y azul?")
	d.mustShow("New messages")
}

func TestWithoutAServiceAndWithoutABrowserThatCanThereIsNothingToPress(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.writes(0, "¿Es roja?")
	if d.doc.Find("button", "Translate") != nil {
		t.Error("something can be translated")
	}
}

// browserThatCan is Ana's desk without a service, in a browser with a translator of its own.
func browserThatCan(t *testing.T) *deskOf {
	t.Helper()
	d := atDesk(t)
	d.loop.Model.Translations.Here = true // as ui.Started.Options say
	d.writes(0, "¿Es roja?")
	d.effects = nil
	return d
}

func TestTheBrowserTranslatesForThisDeviceAlone(t *testing.T) {
	t.Parallel()
	d := browserThatCan(t)
	if d.doc.Find("button", "Translate both ways") != nil {
		t.Error("the visitor could not read it")
	}
	d.translates(1)
	order := effects[ui.TranslateHere](d)
	if len(order) != 1 || order[0].Text != "¿Es roja?" || order[0].To != "en" {
		t.Fatalf("ordered %+v", order)
	}
	d.none("of the relay")
	d.mustShow("Translating…")
	d.step(ui.Answered{Tag: order[0].Tag, Status: 200, Body: "es\nIs it red?"})
	d.mustShow("Is it red?")
	d.mustShow("Translated from Spanish")
	if list := frames[wire.Send](d); len(list) > 0 {
		t.Errorf("stored: %+v", list)
	}
	d.step(ui.Answered{Tag: order[0].Tag, Status: 200, Body: "es\nanother answer"})
	d.mustNotShow("another answer")
}

func TestABrowserThatCannotSaysSo(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{"": "Your browser cannot translate this.", "e s\nx": "Your browser cannot translate this.", "es\n": "Your browser cannot translate this."} {
		d := browserThatCan(t)
		d.translates(1)
		status := 200
		if body == "" {
			status = 0
		}
		d.step(ui.Answered{Tag: effects[ui.TranslateHere](d)[0].Tag, Status: status, Body: body})
		d.mustShow(want)
		d.press("Try again")
		d.step(ui.Answered{Tag: hereTag + string(d.held[d.id][len(d.held[d.id])-1].ID), Status: 204})
		d.mustShow("This needs no translation.")
	}
}
