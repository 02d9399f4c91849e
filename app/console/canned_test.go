package console

import (
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/wire"
)

func TestASlashOpensTheCannedResponsesAndEnterInsertsOne(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.types("Good morning. /")
	if got, want := d.options(), "Without category: [Été] Returns: Sending back Shipping: Delivery time Where is it"; got != want {
		t.Errorf("offered %s, want %s", got, want)
	}
	d.types("Good morning. /deliv")
	if got := d.options(); got != "Shipping: [Delivery time]" {
		t.Errorf("found %s", got)
	}
	if got := d.field().Attrs["aria-activedescendant"]; got == "" || d.field().Attrs["aria-controls"] == "" {
		t.Error("a screen reader does not hear what is marked")
	}
	if !d.key("Enter", 0) {
		t.Error("Enter was left to the field")
	}
	if got, want := d.value(), "Good morning. Dear Visitor 0, it takes two days. Ana Martin|"; got != want {
		t.Errorf("the field holds %q, want %q", got, want)
	}
	if d.options() != "" {
		t.Error("the list is still open")
	}
	d.key("Enter", 0)
	if got := d.last(); got != (chat.Text{Text: "Good morning. Dear Visitor 0, it takes two days. Ana Martin"}) {
		t.Errorf("sent %v", got)
	}
}

func TestSeveralCannedResponsesGoIntoOneMessageAtTheCaret(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.types("/where| See you soon 😀")
	d.key("Tab", 0)
	if got := d.value(); got != "It is on its way.| See you soon 😀" {
		t.Errorf("the field holds %q", got)
	}
	d.types("It is on its way. See you soon 😀 /ete|!")
	if got := d.options(); got != "Without category: [Été]" { // without its accents
		t.Fatalf("found %s", got)
	}
	d.key("Enter", 0)
	if got := d.value(); got != "It is on its way. See you soon 😀 Closed in summer.|!" {
		t.Errorf("the field holds %q", got)
	}
}

func TestCannedResponsesAreFoundByNameCategoryAndContent(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	for query, want := range map[string]string{"/ship": "Shipping: [Delivery time] Where is it", "/30": "Returns: [Sending back]", "/is": "Shipping: [Where is it]", "/SENDING": "Returns: [Sending back]"} {
		d.types(query)
		if got := d.options(); !strings.HasPrefix(got, want) {
			t.Errorf("%s finds %s, want %s", query, got, want)
		}
	}
}

func TestASlashThatIsNoneOpensNothing(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	for _, text := range []string{"and/or", "https://shop.example/delivery", "1/2", "/nothing-of-the-kind", "/delivery | back", "|/delivery"} {
		d.types(text)
		if got := d.options(); got != "" {
			t.Errorf("%q opens %s", text, got)
		}
	}
	d.types("/nothing-of-the-kind")
	d.key("Enter", 0)
	if got := d.last(); got != (chat.Text{Text: "/nothing-of-the-kind"}) {
		t.Errorf("sent %v", got)
	}
}

func TestArrowsMarkAndEscapeCloses(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.types("/ship")
	for _, step := range [][2]string{{"ArrowDown", "Shipping: Delivery time [Where is it]"}, {"ArrowDown", "Shipping: [Delivery time] Where is it"}, {"ArrowUp", "Shipping: Delivery time [Where is it]"}} {
		if !d.key(step[0], 0) || d.options() != step[1] {
			t.Errorf("after %s: %s", step[0], d.options())
		}
	}
	if !d.key("Escape", 0) || d.options() != "" {
		t.Errorf("Escape leaves %s", d.options())
	}
	d.types("/shipp")
	if d.options() != "" {
		t.Error("it opens again by itself")
	}
	d.types("/shipp /del")
	if d.options() != "Shipping: [Delivery time]" {
		t.Error("another slash does not open it")
	}
	d.key("ArrowLeft", 0)
	if d.options() != "" {
		t.Error("it stays open though the caret moves")
	}
}

func TestTheButtonDoesWhatTheSlashDoes(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.types("Hello")
	d.press("Canned responses")
	if got := d.value(); got != "Hello /|" {
		t.Errorf("the field holds %q", got)
	}
	if !strings.Contains(d.options(), "Delivery time") {
		t.Errorf("offered %s", d.options())
	}
	d.frame(wire.Items{Reset: true})
	d.press("Canned responses")
	d.press("Canned responses")
	d.mustShow("no canned responses yet")
}

func TestAVariableThatNothingFillsInIsSeenAndHeldBackOnce(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.types("/sending")
	d.key("Enter", 0)
	if got := d.value(); got != "You have 30 days. Order {order}|" {
		t.Fatalf("the field holds %q", got)
	}
	before := len(d.held[d.id])
	d.key("Enter", 0)
	if len(d.held[d.id]) != before {
		t.Fatal("sent without a word")
	}
	d.mustShow("{order} was not filled in")
	if got := d.value(); got != "You have 30 days. Order |{order}|" {
		t.Errorf("what is to be filled in is not selected: %q", got)
	}
	d.key("Enter", 0)
	if got := d.last(); got != (chat.Text{Text: "You have 30 days. Order {order}"}) {
		t.Errorf("sent %v", got)
	}
	d.frame(wire.Profile{Profile: chat.Profile{Visitor: "v0", Last: 1, Told: []chat.Datum{{Name: "order", Type: chat.DatumText, Value: "A-17"}}}})
	d.types("/sending")
	d.key("Enter", 0)
	if got := d.value(); got != "You have 30 days. Order A-17|" {
		t.Errorf("with custom data the field holds %q", got)
	}
}

func TestAWarningHoldsForTheVeryNextAttemptOnly(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	other := d.writes(1, "Hello")
	d.happens(other, ana, chat.Joined{})
	const text = "Dear {name}, good morning"
	attempt := func(what string, id chat.ConversationID, sends bool) {
		t.Helper()
		before := len(d.held[id])
		d.key("Enter", 0)
		if sent := len(d.held[id]) > before; sent != sends {
			t.Errorf("%s: sent %v", what, sent)
		}
	}
	d.types(text)
	attempt("the first time", d.id, false)
	d.types("")
	d.types(text)
	attempt("emptied, and written again", d.id, false)
	d.click("button", "Visitor 1", 0)
	d.types(text)
	attempt("the same words for somebody else", other, false)
	d.mustShow("{name} was not filled in")
	attempt("again", other, true)
	d.types(text)
	attempt("the same words after that", other, false)
}

// A control character in a variable, pasted from elsewhere, is not sent; it does not keep the warning from being given either.
func TestAControlCharacterInAVariableIsNoTrouble(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.types("Hello {visi\x0btor}")
	d.key("Enter", 0)
	d.mustShow("{visitor} was not filled in")
	d.key("Enter", 0)
	if got := d.last(); got != (chat.Text{Text: "Hello {visitor}"}) {
		t.Errorf("sent %v", got)
	}
}

func TestWhatIsNoVariableIsLeftAlone(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"{visitor}": "{visitor}", "a {b c} d": "", "{}": "", "{ {x}": "{x}", "{1}": "", "if (x) { return; }": "", "{é_1.a-b}": "{é_1.a-b}", "}{": "", "{{x}}": "{x}", "price {": "", "": "",
	} {
		if got := unfilled(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// While a word is composed, the glue reports no keys, but what the field shows is Typed all the same.
func TestAComposedWordIsNotCutShort(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.types("こんにち /は")
	if d.options() != "" {
		t.Errorf("offered %s", d.options())
	}
	d.types("/しゅっか")
	if d.key("Process", 0) || d.value() != "/しゅっか" {
		t.Errorf("the field holds %q", d.value())
	}
}

func TestAClickIntoTheFieldOpensTheListOfTheWordThere(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.types("/ship and more")
	if d.options() != "" {
		t.Fatal("the caret is elsewhere")
	}
	d.do(d.loop.Event(d.now, d.field().Listener(dom.Clicked), dom.Event{Type: dom.Clicked, Caret: 5}))
	if !strings.Contains(d.options(), "Delivery time") {
		t.Error("the caret is in the word")
	}
	d.key("Enter", 0)
	if got := d.value(); got != "Dear Visitor 0, it takes two days. Ana Martin| and more" {
		t.Errorf("the field holds %q", got)
	}
}
