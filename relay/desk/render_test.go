package desk_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/desk"
	"pupitre/relay/translate"
)

// render asks, as Anna unless said otherwise, what a text is in another language.
func (o office) render(who chat.Person, text, to string) (chat.Rendering, error) {
	o.t.Helper()
	return o.Render(o.t.Context(), who, wire.AskText{Conversation: conv, Text: text, To: to})
}

func TestATextIsTranslatedBeforeItIsSentAndNothingIsStored(t *testing.T) {
	t.Parallel()
	o, i := translating(t)
	for range 3 {
		got, err := o.render(anna, "ya viene", "FR")
		bustest.Same(t, err, nil)
		bustest.Same(t, got, chat.Rendering{From: "es", To: "fr", Text: "ya viene in fr"})
	}
	bustest.Same(t, i.count(), 1) // remembered
	_, err := o.render(anna, "ya viene", "en")
	bustest.Same(t, err, nil)
	_, err = o.render(anna, "ya llega", "fr")
	bustest.Same(t, err, nil)
	bustest.Same(t, i.count(), 3)
	bustest.Same(t, len(o.thread()), 1)
	bustest.Same(t, len(o.screen.seen(conv)), 1) // nobody was told
}

// An agent who had a draft translated, and sent it without, has the service asked once, also when it needs no translation.
func TestWhatWasTranslatedBeforeItIsSentIsNotAskedForAgainWhenItIsStored(t *testing.T) {
	t.Parallel()
	o, i := translating(t)
	o.acked(o.send(anna, 1, chat.Joined{}))
	_, err := o.render(anna, "ya viene", "fr")
	bustest.Same(t, err, nil)
	_, err = o.render(anna, "12345", "fr")
	bustest.Same(t, err, error(chat.NotNeeded))
	bustest.Same(t, i.count(), 2)
	o.says(anna, "ya viene")
	o.says(anna, "12345")
	bustest.Same(t, o.translate(anna, 3, "FR"), nil)
	bustest.Same(t, o.translate(anna, 4, "fr"), error(chat.NotNeeded))
	bustest.Same(t, i.count(), 2)
	bustest.Same(t, o.translations(), []chat.Translation{{Of: o.thread()[2].ID, From: "es", To: "fr", Text: "ya viene in fr"}})
	bustest.Same(t, o.translate(anna, 3, "en"), nil) // another language is another question
	bustest.Same(t, i.count(), 3)
	o.says(anna, "ya llega") // what was asked for when it was stored is with it, and nowhere else
	bustest.Same(t, o.translate(anna, 7, "fr"), nil)
	_, err = o.render(anna, "ya llega", "fr")
	bustest.Same(t, err, nil)
	bustest.Same(t, i.count(), 5)
}

// What is remembered is bounded: what was asked for long ago is asked for again.
func TestOnlySomeTextsAreRemembered(t *testing.T) {
	t.Parallel()
	o, i := translating(t)
	asks := func(n int) {
		got, err := o.render(anna, fmt.Sprint("text ", n), "fr")
		bustest.Same(t, err, nil)
		bustest.Same(t, got.Text, fmt.Sprint("text ", n, " in fr"))
		for len(i.asked) > 0 {
			<-i.asked
		}
	}
	const texts = 300
	for n := range texts {
		asks(n)
	}
	asks(texts - 1)
	bustest.Same(t, i.count(), texts)
	asks(0)
	bustest.Same(t, i.count(), texts+1)
}

// Who may write, or may take the conversation to write, may ask; nobody else.
func TestOnlyWhoMayWriteMayAskForATextsTranslation(t *testing.T) {
	t.Parallel()
	o, i := translating(t)
	asks := func(who chat.Person, f wire.AskText) error {
		_, err := o.Render(t.Context(), who, f)
		return err
	}
	hello := wire.AskText{Conversation: conv, Text: "hola", To: "fr"}
	bustest.Same(t, asks(anna, hello), nil) // nobody has it: Anna may take it
	bustest.Same(t, asks(bob, hello), nil)
	o.acked(o.send(anna, 1, chat.Joined{}))
	bustest.Same(t, asks(anna, hello), nil)
	bustest.Same(t, asks(bob, hello), error(chat.Taken))
	bustest.Same(t, asks(julie, hello), error(chat.NotAllowed))
	bustest.Same(t, asks(omar, hello), error(chat.NotFound))
	bustest.Same(t, asks(chat.Person{}, hello), error(chat.NotFound))
	for _, c := range []struct {
		ask  wire.AskText
		want chat.Problem
	}{
		{wire.AskText{Conversation: "v9_1", Text: "hola", To: "fr"}, chat.NotFound},
		{wire.AskText{Conversation: "v9.>", Text: "hola", To: "fr"}, chat.BadID},
		{wire.AskText{Conversation: conv.Staff(), Text: "hola", To: "fr"}, chat.NotAllowed},
		{wire.AskText{Conversation: conv, Text: "hola", To: "f"}, chat.Malformed},
		{wire.AskText{Conversation: conv, Text: "hola", To: "fr\n"}, chat.Malformed},
		{wire.AskText{Conversation: conv, Text: " \n", To: "fr"}, chat.BadText},
		{wire.AskText{Conversation: conv, Text: "a\x00b", To: "fr"}, chat.BadText},
		{wire.AskText{Conversation: conv, Text: strings.Repeat("x", chat.MaxText+1), To: "fr"}, chat.TooLarge},
	} {
		if got := asks(anna, c.ask); got != error(c.want) {
			t.Errorf("%.60v: %v, want %v", c.ask, got, c.want)
		}
	}
	o.acked(o.send(anna, 2, chat.Closed{}))
	bustest.Same(t, asks(anna, hello), error(chat.AlreadyOver))
	bustest.Same(t, i.count(), 1)
}

func TestATextThatNeedsNoTranslation(t *testing.T) {
	t.Parallel()
	o, i := translating(t)
	for range 2 {
		for text, to := range map[string]string{"hola": "es-MX", "12345": "fr"} {
			_, err := o.render(anna, text, to)
			bustest.Same(t, err, error(chat.NotNeeded))
		}
	}
	bustest.Same(t, i.count(), 2)
}

func TestAServiceThatFailsOnATextIsAskedAgain(t *testing.T) {
	t.Parallel()
	var log bustest.Notes
	i := newInterpreter()
	o := openOffice(t, bustest.Open(t, t.TempDir(), bus.SyncAlways), desk.Options{Translator: i, Log: slog.New(slog.NewTextHandler(&log, nil))})
	o.says(julie, "hola")
	i.fail(fmt.Errorf("%w: status 500", translate.ErrService))
	_, err := o.render(anna, "secreto", "fr")
	bustest.Same(t, err, error(chat.NoTranslation))
	if s := log.String(); !strings.Contains(s, "status 500") || strings.Contains(s, "secreto") {
		t.Errorf("logged: %s", s)
	}
	i.fail(nil)
	got, err := o.render(anna, "secreto", "fr")
	bustest.Same(t, err, nil)
	bustest.Same(t, got.Text, "secreto in fr")
}

func TestASlowServiceHoldsUpNeitherMessagesNorTheEnd(t *testing.T) {
	t.Parallel()
	o, i := translating(t)
	defer i.hold()()
	ctx, cancel := context.WithCancel(t.Context())
	asks := func(ctx context.Context, text string) chan error {
		answer := make(chan error, 1)
		go func() {
			_, err := o.Render(ctx, anna, wire.AskText{Conversation: conv, Text: text, To: "fr"})
			answer <- err
		}()
		<-i.asked
		return answer
	}
	gives, waits := asks(ctx, "one"), asks(context.Background(), "two")
	o.says(julie, "and another thing")
	o.acked(o.send(anna, 2, chat.Joined{}))
	o.says(anna, "one moment")
	cancel() // who asked has gone
	bustest.Same(t, <-gives, error(chat.Unavailable))
	end, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	if err := o.Close(end); err != nil {
		t.Error(err)
	}
	bustest.Same(t, <-waits, error(chat.Unavailable))
	_, err := o.render(anna, "three", "fr")
	bustest.Same(t, err, error(chat.Unavailable))
}

func TestWithoutAServiceThereIsNoTranslationOfATextEither(t *testing.T) {
	t.Parallel()
	o := newOffice(t, bus.SyncAlways)
	o.says(julie, "hola")
	_, err := o.render(anna, "hola", "fr")
	bustest.Same(t, err, error(chat.NoTranslation))
}

// A text and its translation are one entry: stored, shown and read again together, and not translated a second time.
func TestATextIsStoredWithItsTranslation(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	with := chat.Text{Text: "Oui.", Translated: chat.Rendering{From: "fr", To: "es", Text: "Sí."}}
	for round := range 2 {
		i := newInterpreter()
		o := openOffice(t, bustest.Open(t, dir, bus.SyncAlways), desk.Options{Translator: i})
		if round == 0 {
			o.says(julie, "¿Es roja?")
			o.acked(o.send(anna, 1, chat.Joined{}))
			o.acked(o.send(anna, 2, with))
			bustest.Same(t, o.screen.seen(conv), o.thread())
		}
		bustest.Same(t, len(o.thread()), 3)
		bustest.Same(t, o.thread()[2].Body, chat.Body(with))
		s, _ := o.Summary(conv)
		bustest.Same(t, s.LastText, "Oui.") // the list is the agents'
		bustest.Same(t, o.translate(bob, 3, "es"), nil)
		bustest.Same(t, o.translate(bob, 3, "ES-MX"), nil)
		bustest.Same(t, i.count(), 0)
		bustest.Same(t, len(o.thread()), 3)
		o.close()
	}
}

func TestAVisitorSendsNoTranslationWithATextAndNobodyHalfOfOne(t *testing.T) {
	t.Parallel()
	o, _ := translating(t)
	o.acked(o.send(anna, 1, chat.Joined{}))
	whole := chat.Text{Text: "hola", Translated: chat.Rendering{From: "es", To: "fr", Text: "bonjour"}}
	o.refused(o.send(julie, 2, whole), chat.NotAllowed)
	for _, c := range []struct {
		change func(*chat.Rendering)
		want   chat.Problem
	}{
		{func(r *chat.Rendering) { r.Text = "" }, chat.BadText},
		{func(r *chat.Rendering) { r.Text = "\x1b" }, chat.BadText},
		{func(r *chat.Rendering) { r.Text = strings.Repeat("x", chat.MaxText+1) }, chat.TooLarge},
		{func(r *chat.Rendering) { r.From = "" }, chat.Malformed},
		{func(r *chat.Rendering) { r.To = "no language at all" }, chat.Malformed},
	} {
		half := whole
		c.change(&half.Translated)
		o.refused(o.send(anna, 2, half), c.want)
	}
	bustest.Same(t, len(o.thread()), 2)
	longest := whole
	longest.Text, longest.Translated.Text = strings.Repeat("x", chat.MaxText), strings.Repeat("y", chat.MaxText)
	o.acked(o.send(anna, 2, longest))
	if n := len(wire.Message(wire.Send{Conversation: conv, After: 1 << 40, ID: chat.EntryID(strings.Repeat("i", chat.MaxID)), Body: longest})); n > chat.MaxFrame {
		t.Errorf("%d bytes do not fit into a message of a client", n)
	}
}

// What was remembered may be somebody's words.
func TestNothingIsRememberedOfATextWhenSomebodyIsErased(t *testing.T) {
	t.Parallel()
	o, i := translating(t)
	for want := 1; want <= 2; want++ {
		_, err := o.render(anna, "ya viene", "fr")
		bustest.Same(t, err, nil)
		bustest.Same(t, i.count(), want)
		o.Bar(omar.ID)
		bustest.Same(t, o.Forget(t.Context(), shop, omar.ID), nil)
	}
}
