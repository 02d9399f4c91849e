package console

import (
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/dom/domtest"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// twinDesk is Ana's desk with a relay that can translate, and a visitor of whom it is known that they write Spanish.
func twinDesk(t *testing.T) *deskOf {
	t.Helper()
	d := abroad(t)
	d.translates(1)
	d.arrives(d.one(), "es", "Is it red?")
	d.effects = nil
	return d
}

// back is the desk after a reload, connected again.
func (d *deskOf) back() {
	d.t.Helper()
	d.load()
	d.frame(wire.Welcome{Epoch: epoch, Now: d.now, Me: ana, Rules: chat.Rules{Translate: true}})
	d.answer()
}

// askedText is the one question about a draft since effects were looked at last.
func (d *deskOf) askedText() wire.AskText {
	d.t.Helper()
	list := frames[wire.AskText](d)
	d.effects = nil
	if len(list) != 1 {
		d.t.Fatalf("asked for %+v", list)
	}
	return list[0]
}

func (d *deskOf) askedNoText(when string) {
	d.t.Helper()
	if list := frames[wire.AskText](d); len(list) > 0 {
		d.t.Errorf("%s: asked for %+v", when, list)
	}
	d.effects = nil
}

// comes answers a question.
func (d *deskOf) comes(a wire.AskText, text string) {
	d.t.Helper()
	d.frame(wire.Rendered{Ref: a.Ref, From: "en", Text: text})
}

// twinned types a draft, has it translated and gets the translation.
func (d *deskOf) twinned(draft, text string) {
	d.t.Helper()
	d.types(draft)
	d.press("Translate before sending")
	d.comes(d.askedText(), text)
	d.effects = nil
}

const twinName = "Translation into Spanish"

// twinKeyAt presses a key in the translation's field.
func (d *deskOf) twinKey(key string) { d.t.Helper(); d.keyAt("textbox", twinName, key) }

// holds tells what the conversation's last entry is, and that there are so many.
func (d *deskOf) holds(n int, last chat.Body) {
	d.t.Helper()
	if got := len(d.held[d.id]); got != n || d.last() != last {
		d.t.Errorf("%d entries, the last %+v; want %d, %+v", got, d.last(), n, last)
	}
}

func (d *deskOf) mustSay(words string) {
	d.t.Helper()
	for _, s := range effects[ui.Say](d) {
		if strings.Contains(s.Text, words) {
			return
		}
	}
	d.t.Errorf("%q was not read out: %+v", words, effects[ui.Say](d))
}

// named is the element with that id in or under e; nil if there is none.
func named(e *domtest.Element, id string) *domtest.Element {
	if e.Attrs["id"] == id {
		return e
	}
	for _, k := range e.Kids {
		if found := named(k, id); found != nil {
			return found
		}
	}
	return nil
}

// hint is what stands under the message field, and whether it is an alert.
func (d *deskOf) hint(words string, alert bool) {
	d.t.Helper()
	e := named(d.doc.Body, d.field().Attrs["aria-describedby"])
	if e == nil {
		d.t.Fatal("there is no hint")
	}
	if e.TextContent() != words && !strings.HasSuffix(e.TextContent(), ". "+words) || (e.Attrs["role"] == "alert") != alert {
		d.t.Errorf("the hint is %s; want %q, alert %v", e.HTML(), words, alert)
	}
}

// described is what the translation's field is described with, and whether it is marked as wrong.
func (d *deskOf) described(words string, wrong bool) {
	d.t.Helper()
	f := d.doc.Find("textbox", twinName)
	var list []string
	for id := range strings.FieldsSeq(f.Attrs["aria-describedby"]) {
		if e := named(d.doc.Body, id); e != nil {
			list = append(list, e.TextContent())
		}
	}
	if got := strings.Join(list, " "); got != words || (f.Attrs["aria-invalid"] == "true") != wrong {
		d.t.Errorf("the translation is described as %q, wrong %q; want %q, %v", got, f.Attrs["aria-invalid"], words, wrong)
	}
}

func TestADraftIsTranslatedReadCorrectedAndSentAsOneMessage(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	n := len(d.held[d.id])
	d.types("Yes, it is. ")
	d.press("Translate before sending")
	a := d.askedText()
	if a.Conversation != d.id || a.Text != "Yes, it is." || a.To != "es" {
		t.Errorf("asked for %+v", a)
	}
	d.mustShow("Translating…")
	d.comes(a, "Si, lo es.")
	d.mustSay("Translation into Spanish: Si, lo es.")
	f := d.doc.Find("textbox", twinName)
	if f == nil || f.Attrs[".value"] != "Si, lo es." || f.Attrs["lang"] != "es" {
		t.Fatalf("no field with the translation in %s", d.doc.Body.HTML())
	}
	d.mustShow("Enter sends both as one message")
	d.enters("textbox", twinName, "Sí, lo es. ")
	d.holds(n, d.last())
	d.effects = nil
	d.key("Enter", 0)
	want := chat.Body(chat.Text{Text: "Yes, it is.", Translated: chat.Rendering{From: "en", To: "es", Text: "Sí, lo es."}})
	d.holds(n+1, want)
	if sends := frames[wire.Send](d); len(sends) != 1 || sends[0].Body != want {
		t.Errorf("sent %+v", sends)
	}
	d.none("for what has its translation already")
	d.mustShow("Yes, it is.")
	d.mustShow("Translated into Spanish")
	d.mustNotShow("Sí, lo es.")
	d.press("Show translation")
	d.mustShow("Sí, lo es.")
	if d.doc.Find("textbox", twinName) != nil || d.field().Attrs[".value"] != "" {
		t.Error("the fields are not empty")
	}
	for key := range d.kept {
		if strings.HasPrefix(key, twinKey) || strings.HasPrefix(key, draftKey) {
			t.Errorf("kept: %s", key)
		}
	}
}

// From the first moment on the author sees that it was translated: nothing changes when it is stored.
func TestAnOwnMessageShowsItsTranslationBeforeItIsStored(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	d.twinned("Yes, it is.", "Sí, lo es.")
	d.step(ui.SocketClosed{Code: 1006})
	d.key("Enter", 0)
	d.mustShow("Translated into Spanish")
	d.back()
	d.mustShow("Translated into Spanish")
	d.sentBoth("Yes, it is.", "Sí, lo es.")
}

func TestEverythingAboutATranslationIsDoneByKeyboard(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	n := len(d.held[d.id])
	d.types("Yes, it is.")
	if !d.key("F2", dom.Shift) {
		t.Error("the browser reacts as well")
	}
	d.comes(d.askedText(), "Sí, lo es.")
	d.key("F2", dom.Shift) // what is there gets the keyboard
	d.askedNoText("for what is there")
	if d.doc.Focused != d.doc.Find("textbox", twinName).Attrs[".focus"] || d.field().Attrs[".focus"] != "" {
		t.Error("the translation has not the keyboard")
	}
	d.twinKey("Enter")
	d.holds(n+1, chat.Text{Text: "Yes, it is.", Translated: chat.Rendering{From: "en", To: "es", Text: "Sí, lo es."}})
	if d.doc.Focused != d.field().Attrs[".focus"] {
		t.Error("the message field has not the keyboard")
	}
}

func TestADraftThatHasChangedIsNeverSentWithAnOldTranslation(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	n := len(d.held[d.id])
	before := d.last()
	d.twinned("Yes, it is.", "Sí, lo es.")
	d.types("Yes, it is red.")
	d.mustShow("The translation no longer matches your message.")
	d.mustShow("Enter translates again")
	d.mustSay("no longer matches")
	d.effects = nil
	d.types("Yes, it is red!")
	if said := effects[ui.Say](d); len(said) > 0 {
		t.Errorf("said again: %+v", said)
	}
	d.key("Enter", 0)
	d.mustSay("Your message has changed and is translated again.")
	a := d.askedText()
	if a.Text != "Yes, it is red!" {
		t.Errorf("asked for %+v", a)
	}
	d.holds(n, before)
	d.comes(a, "¡Sí, es roja!")
	d.mustNotShow("no longer matches")
	d.key("Enter", 0)
	d.holds(n+1, chat.Text{Text: "Yes, it is red!", Translated: chat.Rendering{From: "en", To: "es", Text: "¡Sí, es roja!"}})
}

// sentBoth tells that the last message is this text with this translation.
func (d *deskOf) sentBoth(text, twin string) {
	d.t.Helper()
	if want := (chat.Text{Text: text, Translated: chat.Rendering{From: "en", To: "es", Text: twin}}); d.last() != chat.Body(want) {
		d.t.Errorf("sent %+v, want %+v", d.last(), want)
	}
}

// Undoing the change brings the match back; white space around is none.
func TestATranslationMatchesAgainWhenTheChangeIsUndone(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	d.twinned("Yes, it is.", "Sí, lo es.")
	d.types("")
	d.mustShow("no longer matches")
	d.types("Yes, it is.\n")
	d.mustNotShow("no longer matches")
	d.key("Enter", 0)
	d.sentBoth("Yes, it is.", "Sí, lo es.")
}

// What somebody has corrected by hand is not replaced unless they say so.
func TestACorrectedTranslationIsNotLostWhenTheDraftChanges(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	n, before := len(d.held[d.id]), d.last()
	d.twinned("Yes, it is.", "Si, lo es.")
	d.enters("textbox", twinName, "Sí, es roja.")
	d.types("Yes, it is red.")
	d.effects = nil
	d.key("Enter", 0)
	d.askedNoText("without a word")
	d.key("Enter", 0)
	d.mustSay("no longer matches")
	d.holds(n, before)
	d.press("Translation still matches")
	d.mustNotShow("no longer matches")
	d.key("Enter", 0)
	d.holds(n+1, chat.Text{Text: "Yes, it is red.", Translated: chat.Rendering{From: "en", To: "es", Text: "Sí, es roja."}})

	d.twinned("And blue.", "Y azul.")
	d.enters("textbox", twinName, "Y en azul.")
	d.types("And green.")
	d.press("Translate again")
	d.comes(d.askedText(), "Y verde.")
	d.key("Enter", 0)
	d.holds(n+2, chat.Text{Text: "And green.", Translated: chat.Rendering{From: "en", To: "es", Text: "Y verde."}})
}

func TestATranslationCanBeDoneWithout(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	d.twinned("Yes, it is.", "Sí, lo es.")
	d.press("Remove the translation")
	if d.doc.Find("textbox", twinName) != nil {
		t.Error("it is still there")
	}
	if d.doc.Focused != d.field().Attrs[".focus"] {
		t.Error("the message field has not the keyboard")
	}
	d.key("Enter", 0)
	if d.last() != chat.Body(chat.Text{Text: "Yes, it is."}) {
		t.Errorf("sent %+v", d.last())
	}
}

func TestAnEmptiedOrTooLongTranslationIsNotSent(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	n, before := len(d.held[d.id]), d.last()
	d.twinned("Yes, it is.", "Sí, lo es.")
	for text, words := range map[string]string{" \n": "The translation is empty.", strings.Repeat("x", chat.MaxText+3): "The translation has 3 characters too many."} {
		d.enters("textbox", twinName, text)
		d.mustShow(words)
		d.effects = nil
		d.key("Enter", 0)
		d.mustSay(words)
		d.holds(n, before)
	}
}

// One that does not come holds back nothing.
func TestATranslationThatFailsDoesNotHoldTheMessageBack(t *testing.T) {
	t.Parallel()
	for problem, words := range map[chat.Problem]string{
		chat.NoTranslation: "The translation service cannot translate this now. Your message will be sent as it is.",
		chat.NotNeeded:     "This needs no translation. Your message will be sent as it is.",
		chat.Taken:         "Your message will be sent as it is.",
	} {
		d := twinDesk(t)
		d.types("Yes, it is.")
		d.press("Translate before sending")
		d.frame(wire.Rendered{Ref: d.askedText().Ref, Problem: problem})
		d.mustShow(words)
		d.mustSay(words)
		if d.doc.Find("textbox", twinName) != nil {
			t.Errorf("%v: there is a field", problem)
		}
		d.key("Enter", 0)
		if d.last() != chat.Body(chat.Text{Text: "Yes, it is."}) {
			t.Errorf("%v: sent %+v", problem, d.last())
		}
		d.mustNotShow("as it is")
	}
}

func TestAFailureIsTriedAgainOrGoesWithTheDraft(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	fails := func() {
		d.types("Yes, it is.")
		d.press("Translate before sending")
		d.frame(wire.Rendered{Ref: d.askedText().Ref, Problem: chat.NoTranslation})
	}
	fails()
	d.press("Try again")
	d.comes(d.askedText(), "Sí, lo es.")
	d.mustNotShow("cannot translate")
	d.press("Remove the translation")
	fails()
	d.types("Yes, it is red.")
	d.mustNotShow("cannot translate")
}

// An answer that is none is a failure as well.
func TestATranslationThatCannotBeSentIsNone(t *testing.T) {
	t.Parallel()
	for _, f := range []wire.Rendered{{From: "", Text: "Sí"}, {From: "en", Text: " "}, {From: "en", Text: strings.Repeat("x", chat.MaxText+1)}} {
		d := twinDesk(t)
		d.types("Yes, it is.")
		d.press("Translate before sending")
		f.Ref = d.askedText().Ref
		d.frame(f)
		d.mustShow("cannot translate this now")
	}
}

func TestSendWhileItIsBeingTranslatedAsksOnce(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	n, before := len(d.held[d.id]), d.last()
	d.types("Yes, it is.")
	d.press("Translate before sending")
	a := d.askedText()
	d.key("Enter", 0)
	d.holds(n, before)
	d.mustShow("Send again to send without the translation.")
	d.key("Enter", 0)
	d.holds(n+1, chat.Text{Text: "Yes, it is."})
	d.comes(a, "Sí, lo es.") // too late
	if d.doc.Find("textbox", twinName) != nil {
		t.Error("a translation of nothing is shown")
	}

	d.types("And blue.")
	d.press("Translate before sending")
	a = d.askedText()
	d.key("Enter", 0)
	d.press("Cancel")
	d.press("Translate before sending")
	a = d.askedText()
	d.hint("Enter does not send before the translation is there", false) // Send was pressed for the one before
	d.comes(a, "Y azul.")
	d.press("Send")
	d.holds(n+2, chat.Text{Text: "And blue.", Translated: chat.Rendering{From: "en", To: "es", Text: "Y azul."}})
}

// Send is pressed just as the translation comes: what nobody has read is not sent by the press that was to do without it.
func TestATranslationThatComesAfterSendWasPressedIsReadFirst(t *testing.T) {
	t.Parallel()
	both := chat.Text{Text: "Yes, it is.", Translated: chat.Rendering{From: "en", To: "es", Text: "Sí, lo es."}}
	for name, c := range map[string]struct {
		reads func(*deskOf) // what is done before Send is pressed
		held  bool          // Send shows it first
		sent  string
	}{
		"at once":               {func(*deskOf) {}, true, "Sí, lo es."},
		"at once, with Send":    {func(d *deskOf) { d.press("Send") }, false, "Sí, lo es."},
		"from the translation":  {func(d *deskOf) { d.key("F2", dom.Shift) }, false, "Sí, lo es."},
		"after it was changed":  {func(d *deskOf) { d.enters("textbox", twinName, "Sí.") }, false, "Sí."},
		"after a wrong key":     {func(d *deskOf) { d.key("Enter", dom.Shift) }, true, "Sí, lo es."},
		"after the draft moved": {func(d *deskOf) { d.types("Yes"); d.types("Yes, it is.") }, false, "Sí, lo es."},
	} {
		d := twinDesk(t)
		n, before := len(d.held[d.id]), d.last()
		d.types("Yes, it is.")
		d.press("Translate before sending")
		a := d.askedText()
		d.key("Enter", 0)
		d.comes(a, "Sí, lo es.")
		d.hint("The translation has come. Read it, then send.", false)
		c.reads(d)
		if c.held {
			d.effects = nil
			d.key("Enter", 0)
			d.mustSay("The translation has come. Read it, then send.")
			d.holds(n, before)
		}
		if name == "at once" && d.doc.Focused != d.doc.Find("textbox", twinName).Attrs[".focus"] {
			t.Error("the translation has not the keyboard")
		}
		d.hint("Enter sends both as one message", false)
		d.key("Enter", 0)
		want := both
		want.Translated.Text = c.sent
		if d.holds(n+1, want); t.Failed() {
			t.Fatal(name)
		}
	}

	d := twinDesk(t)
	n := len(d.held[d.id])
	d.types("Yes, it is.")
	d.press("Translate before sending")
	a := d.askedText()
	d.key("Enter", 0)
	d.comes(a, "Sí, lo es.")
	d.twinKey("Enter") // who stands in it reads it
	d.holds(n+1, both)
}

// What is pressed a second time is the message that was there the first time.
func TestADraftThatWasRewrittenAfterSendWasPressedIsNotSentUntranslated(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	n, before := len(d.held[d.id]), d.last()
	d.types("Yes, it is.")
	d.press("Translate before sending")
	a := d.askedText()
	d.key("Enter", 0)
	d.types("No, it is not.")
	d.hint("Enter does not send before the translation is there", false)
	d.key("Enter", 0)
	d.holds(n, before)
	d.hint("Send again to send without the translation.", true)
	d.types("No, it is not. ") // white space is no change
	d.hint("Send again to send without the translation.", true)
	d.comes(a, "Sí, lo es.")
	d.key("Enter", 0)
	a = d.askedText()
	if a.Text != "No, it is not." {
		t.Errorf("asked for %+v", a)
	}
	d.comes(a, "No, no lo es.")
	d.key("Enter", 0)
	d.holds(n+1, chat.Text{Text: "No, it is not.", Translated: chat.Rendering{From: "en", To: "es", Text: "No, no lo es."}})
}

// The key and the button never replace what somebody has corrected: only "Translate again" does.
func TestTheKeyForTheTranslationKeepsWhatWasCorrected(t *testing.T) {
	t.Parallel()
	for name, press := range map[string]func(*deskOf){
		"key":    func(d *deskOf) { d.key("F2", dom.Shift) },
		"button": func(d *deskOf) { d.press("Translate before sending") },
	} {
		d := twinDesk(t)
		d.twinned("Yes, it is.", "Si, lo es.")
		d.enters("textbox", twinName, "Sí, es roja.")
		d.types("Yes, it is red.")
		d.effects = nil
		press(d)
		d.askedNoText(name)
		f := d.doc.Find("textbox", twinName)
		if f == nil || f.Attrs[".value"] != "Sí, es roja." {
			t.Fatalf("%s: the correction is lost", name)
		}
		if d.doc.Focused != f.Attrs[".focus"] {
			t.Errorf("%s: the translation has not the keyboard", name)
		}
		if d.doc.Find("button", "Translate before sending").Attrs["aria-expanded"] != "" {
			t.Errorf("%s: the button says that it closes something", name)
		}
	}
	d := twinDesk(t) // what nobody has corrected is asked for anew
	d.twinned("Yes, it is.", "Sí, lo es.")
	d.types("Yes, it is red.")
	d.key("F2", dom.Shift)
	if a := d.askedText(); a.Text != "Yes, it is red." {
		t.Errorf("asked for %+v", a)
	}
}

// The hint says before Enter is pressed what it does, and the field what is the matter with it.
func TestTheHintSaysWhatEnterDoesWithADraftAndItsTranslation(t *testing.T) {
	t.Parallel()
	const stale = "The translation no longer matches your message."
	d := twinDesk(t)
	n, before := len(d.held[d.id]), d.last()
	d.types("Yes, it is.")
	d.press("Translate before sending")
	d.hint("Enter does not send before the translation is there", false)
	d.comes(d.askedText(), "Sí, lo es.")
	d.hint("Enter sends both as one message", false)
	d.described("Enter sends both as one message", false)
	d.types("Yes, it is red.")
	d.hint("Enter translates again", false)
	d.described(stale+" Enter translates again", true)
	d.types("Yes, it is.")
	for text, words := range map[string]string{"": "The translation is empty.", "\u00a0\n": "The translation is empty.", strings.Repeat("x", chat.MaxText+3): "The translation has 3 characters too many."} {
		d.enters("textbox", twinName, text)
		d.hint(words, true)
		d.described(words, true)
		d.key("Enter", 0)
		d.holds(n, before)
	}
	d.enters("textbox", twinName, "Sí, es.")
	d.hint("Enter sends both as one message", false)
	d.effects = nil
	d.types("Yes, it is red.")
	d.hint(stale, true)
	d.described(stale, true)
	if said := effects[ui.Say](d); len(said) > 0 { // the hint is an alert
		t.Errorf("said as well: %+v", said)
	}
	d.key("Enter", 0)
	d.holds(n, before)
	d.mustSay(stale)
	d.press("Translation still matches")
	d.hint("Enter sends both as one message", false)
	d.described("Enter sends both as one message", false)
}

func TestWaitingForATranslationIsGivenUp(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	d.types("Yes, it is.")
	d.press("Translate before sending")
	a := d.askedText()
	d.press("Cancel")
	d.mustNotShow("Translating…")
	d.comes(a, "Sí, lo es.")
	if d.doc.Find("textbox", twinName) != nil {
		t.Error("it came nevertheless")
	}
}

func TestADraftThatChangesWhileItIsTranslatedIsMarked(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	d.types("Yes, it is.")
	d.press("Translate before sending")
	a := d.askedText()
	d.types("Yes, it is red.")
	d.comes(a, "Sí, lo es.")
	d.mustShow("no longer matches")
	d.mustSay("no longer matches")
}

// A busy relay and a lost connection are no failure: the question is asked again.
func TestAQuestionAboutADraftIsAskedAgain(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	d.types("Yes, it is.")
	d.press("Translate before sending")
	d.frame(wire.Rendered{Ref: d.askedText().Ref, Problem: chat.TooFast})
	d.askedNoText("at once")
	d.mustShow("Translating…")
	d.now += askAgain
	d.step(Ticked{})
	first := d.askedText()
	d.step(ui.SocketClosed{Code: 1006})
	d.askedNoText("without a connection")
	d.step(ui.SocketOpened{})
	d.frame(wire.Welcome{Epoch: epoch, Now: d.now, Me: ana, Rules: chat.Rules{Translate: true}})
	d.answer()
	again := d.askedText()
	if again.Text != first.Text || again.Ref == first.Ref {
		t.Errorf("asked %+v after %+v", again, first)
	}
	d.comes(first, "an answer that nobody waits for")
	d.mustShow("Translating…")
	for range maxTries {
		d.frame(wire.Rendered{Ref: again.Ref, Problem: chat.Unavailable})
		d.now += askAgain
		d.step(Ticked{})
		if list := frames[wire.AskText](d); len(list) > 0 {
			again = list[0]
		}
		d.effects = nil
	}
	d.frame(wire.Rendered{Ref: again.Ref, Problem: chat.Unavailable})
	d.mustShow("cannot translate this now")
}

// A draft and its translation stay with their conversation: over a reload, beside other conversations, behind a note.
func TestADraftsTranslationIsKeptWithItsConversation(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	d.twinned("Yes,\nit is.", "Sí,\nlo es.")
	d.back()
	if f := d.doc.Find("textbox", twinName); f == nil || f.Attrs[".value"] != "Sí,\nlo es." {
		t.Fatal("not there after a reload")
	}
	d.mustNotShow("no longer matches")
	d.enters("textbox", twinName, "Sí,\nes.")
	d.writes(1, "Hello from somebody else")
	d.click("button", "Visitor 1", 0)
	if d.doc.Find("textbox", twinName) != nil {
		t.Error("it is shown in another conversation")
	}
	d.types("A draft for the other")
	d.click("button", "Visitor 0", 0)
	if f := d.doc.Find("textbox", twinName); f == nil || f.Attrs[".value"] != "Sí,\nes." {
		t.Error("not there again")
	}
	d.press("Note")
	if d.doc.Find("textbox", twinName) != nil || d.doc.Find("button", "Translate before sending") != nil {
		t.Error("a note is translated")
	}
	d.types("for the team")
	d.key("Enter", 0)
	d.press("Note")
	d.back()
	d.types("Yes, it is.") // Edited was kept as well
	d.key("Enter", 0)
	d.askedNoText("for what was corrected by hand")
	d.press("Translation still matches")
	d.key("Enter", 0)
	d.sentBoth("Yes, it is.", "Sí,\nes.")
}

func TestWhatADeviceHasKeptOfATranslationMayBeAnything(t *testing.T) {
	t.Parallel()
	for _, value := range []string{"", "\n", "en es", "en es 3 true", "en es 9 true\nabc", "en es 18446744073709551615 true\nabc", "e es 1 true\nabc", "en es 1 true more\nabc", "en  1 true\nabc"} {
		if got, ok := twinKept(value); ok {
			t.Errorf("%q is %+v", value, got)
		}
	}
	if got, ok := twinKept("en pt-BR 4 false\na\nbcd\ne"); !ok || got != (Twin{From: "en", To: "pt-BR", Of: "a\nbc", Text: "d\ne"}) {
		t.Errorf("%+v, %v", got, ok)
	}
}

func TestOnlyWhatCanBeTranslatedForTheVisitorIsOffered(t *testing.T) {
	t.Parallel()
	const tool = "Translate before sending"
	there := func(d *deskOf) bool { return d.doc.Find("button", tool) != nil }
	d := abroad(t)
	if there(d) {
		t.Error("before it is known what the visitor speaks")
	}
	d = twinDesk(t)
	if !there(d) || d.doc.Find("button", tool).Attrs["aria-disabled"] != "true" {
		t.Error("not offered, or without a draft")
	}
	d.press(tool)
	d.askedNoText("for an empty draft")
	d.types("Yes")
	if d.doc.Find("button", tool).Attrs["aria-disabled"] == "true" {
		t.Error("not offered with a draft")
	}
	d.happens(d.id, ben, chat.Settled{}) // somebody else's, as far as the list says
	d.frame(wire.Summaries{List: []chat.Summary{{Conversation: chat.Conversation{ID: d.id, Visitor: d.list[d.id].Visitor, Agent: ben, Last: 9}}}})
	if there(d) {
		t.Error("in somebody else's conversation")
	}
	d = abroad(t) // the visitor's language is the agent's own
	d.translates(1)
	d.frame(wire.Entries{Conversation: d.id, List: []chat.Entry{d.store(d.id, "", chat.Person{ID: "relay", Role: chat.System}, chat.Translation{Of: d.held[d.id][len(d.held[d.id])-1].ID, From: "en", To: "fr", Text: "x"})}})
	if there(d) {
		t.Error("into the agent's own language")
	}
	d = atDesk(t)
	d.loop.Model.Translations.Spoken[d.id] = "es"
	d.step(Ticked{})
	if there(d) {
		t.Error("without anybody who translates")
	}
}

func TestTheBrowserTranslatesADraftWhereTheRelayCannot(t *testing.T) {
	t.Parallel()
	d := browserThatCan(t)
	d.translates(1) // so it becomes known what the visitor speaks
	d.step(ui.Answered{Tag: effects[ui.TranslateHere](d)[0].Tag, Status: 200, Body: "es\nIs it red?"})
	d.effects = nil
	d.types("Yes, it is.")
	d.press("Translate before sending")
	orders := effects[ui.TranslateHere](d)
	if len(orders) != 1 || orders[0].Text != "Yes, it is." || orders[0].To != "es" {
		t.Fatalf("ordered %+v", orders)
	}
	d.askedNoText("of the relay")
	d.step(ui.Answered{Tag: orders[0].Tag, Status: 200, Body: "en\nSí,\nlo es."})
	d.key("Enter", 0)
	d.sentBoth("Yes, it is.", "Sí,\nlo es.")
	for status, words := range map[int]string{0: "Your browser cannot translate this. Your message will be sent as it is.", 204: "This needs no translation."} {
		d.types("And blue.")
		d.effects = nil
		d.press("Translate before sending")
		d.step(ui.Answered{Tag: effects[ui.TranslateHere](d)[0].Tag, Status: status})
		d.mustShow(words)
		d.types("")
	}
}

// What was sent with its translation is not translated again, also where everything is.
func TestBothWaysLeavesAloneWhatHasItsTranslation(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	d.press("Translate both ways")
	d.asked()
	d.twinned("Yes, it is.", "Sí, lo es.")
	d.key("Enter", 0)
	d.none("for what was sent with its translation")
	d.types("And blue.")
	d.key("Enter", 0)
	if a := d.one(); a.To != "es" {
		t.Errorf("asked for %+v", a)
	}
}

// A variable that nothing filled in, and a translation that is not there yet, are two different words of warning.
func TestAWarningAboutTheDraftDoesNotSwallowTheOneAboutItsTranslation(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	n, before := len(d.held[d.id]), d.last()
	d.types("Order {order}")
	d.press("Translate before sending")
	for range 2 {
		d.key("Enter", 0)
		d.holds(n, before)
	}
	d.key("Enter", 0)
	d.holds(n+1, chat.Text{Text: "Order {order}"})
}

// A shift lasts eight hours: nothing stays of conversations that are not followed any more.
func TestWhatIsKnownOfTranslationsGoesWithTheConversation(t *testing.T) {
	t.Parallel()
	d := twinDesk(t)
	d.press("Translate both ways")
	d.asked()
	d.writes(0, "¿Y azul?")
	x := &d.loop.Model.Translations
	if len(x.Asks) == 0 || x.Spoken[d.id] != "es" {
		t.Fatalf("%+v", x)
	}
	waiting := frames[wire.Ask](d)
	for i := range maxTalks + 1 {
		d.writes(i+1, "Hello")
		d.click("button", "Visitor "+itoa(i+1), 0)
	}
	if d.loop.Model.Talks[d.id] != nil {
		t.Fatal("still followed")
	}
	if len(x.Asks) != 0 || len(x.Spoken) != 0 {
		t.Errorf("%+v, %+v", x.Asks, x.Spoken)
	}
	for _, a := range waiting {
		d.frame(wire.Done{Ref: a.Ref, Problem: chat.NoTranslation}) // an answer that comes later
	}
	d.click("button", "Visitor 0", 0)
	d.mustShow("English ↔ Spanish") // and is known again with the conversation
}
