package desk_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/desk"
	"pupitre/relay/translate"
)

// interpreter translates "hola" into each language by its name. While it is held, it does not answer.
type interpreter struct {
	mu    sync.Mutex
	calls []string
	err   error
	held  chan struct{} // nil: not held
	asked chan string
}

func newInterpreter() *interpreter { return &interpreter{asked: make(chan string, 100)} }

func (i *interpreter) Translate(ctx context.Context, text, to string) (translate.Translation, error) {
	i.mu.Lock()
	i.calls = append(i.calls, to)
	err, held := i.err, i.held
	i.mu.Unlock()
	i.asked <- text
	if held != nil {
		select {
		case <-held:
		case <-ctx.Done():
			return translate.Translation{}, ctx.Err()
		}
	}
	if err != nil {
		return translate.Translation{}, err
	}
	if strings.HasPrefix(text, "12") { // the same in every language
		return translate.Translation{Text: text, From: "en"}, nil
	}
	return translate.Translation{Text: text + " in " + to, From: "es"}, nil
}

func (i *interpreter) hold() (release func()) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.held = make(chan struct{})
	return sync.OnceFunc(func() { close(i.held) })
}

func (i *interpreter) fail(err error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.err = err
}

func (i *interpreter) count() int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return len(i.calls)
}

// translating is an office in which Julie has written, with its interpreter.
func translating(t *testing.T) (office, *interpreter) {
	t.Helper()
	i := newInterpreter()
	o := openOffice(t, bustest.Open(t, t.TempDir(), bus.SyncAlways), desk.Options{Translator: i})
	o.says(julie, "hola")
	return o, i
}

func (o office) translate(who chat.Person, n uint64, to string) error {
	o.t.Helper()
	return o.Translate(o.t.Context(), who, wire.Ask{Conversation: conv, N: n, To: to})
}

// translations are those in the thread, as an agent reads it.
func (o office) translations() (list []chat.Translation) {
	o.t.Helper()
	for _, e := range o.thread() {
		if t, ok := e.Body.(chat.Translation); ok {
			bustest.Same(o.t, e.Author.Role, chat.System)
			list = append(list, t)
		}
	}
	return list
}

func TestATranslationIsStoredOnceForEachLanguage(t *testing.T) {
	t.Parallel()
	o, i := translating(t)
	of := o.thread()[0].ID
	for range 3 {
		bustest.Same(t, o.translate(anna, 1, "fr"), nil)
		bustest.Same(t, o.translate(bob, 1, "FR"), nil) // the same language
	}
	bustest.Same(t, o.translate(bob, 1, "en"), nil)
	bustest.Same(t, o.translations(), []chat.Translation{{Of: of, From: "es", To: "fr", Text: "hola in fr"}, {Of: of, From: "es", To: "en", Text: "hola in en"}})
	bustest.Same(t, i.count(), 2)
	bustest.Same(t, o.screen.summary(conv).LastText, "hola")
	bustest.Same(t, o.screen.summary(conv).Unread, 1)
	bustest.Same(t, o.screen.seen(conv), o.thread()) // shown to those who follow, the visitor among them
}

func TestAfterARestartNothingIsAskedForAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for round := range 2 {
		i := newInterpreter()
		o := openOffice(t, bustest.Open(t, dir, bus.SyncAlways), desk.Options{Translator: i})
		if round == 0 {
			o.says(julie, "hola")
		}
		bustest.Same(t, o.translate(anna, 1, "fr"), nil)
		bustest.Same(t, i.count(), 1-round)
		bustest.Same(t, len(o.translations()), 1)
		o.close()
	}
}

func TestTwoWhoAskAtATimeMakeOneCall(t *testing.T) {
	t.Parallel()
	o, i := translating(t)
	release := i.hold()
	answers := make(chan error, 20)
	for k := range cap(answers) {
		who := []chat.Person{anna, bob}[k%2]
		go func() { answers <- o.Translate(t.Context(), who, wire.Ask{Conversation: conv, N: 1, To: "fr"}) }()
	}
	<-i.asked
	release()
	for range cap(answers) {
		bustest.Same(t, <-answers, nil)
	}
	bustest.Same(t, i.count(), 1)
	bustest.Same(t, len(o.translations()), 1)
}

func TestTwoRelaysStoreOneTranslation(t *testing.T) {
	t.Parallel()
	one := bustest.Open(t, t.TempDir(), bus.SyncAlways)
	two, err := one.Peer(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { bustest.Close(t, two) })
	i := newInterpreter()
	a, b := openOffice(t, one, desk.Options{Translator: i}), openOffice(t, two, desk.Options{Translator: i})
	b.next = a.next
	a.says(julie, "hola")
	b.screen.wait(func() bool { return len(b.screen.entries[conv]) == 1 })
	release := i.hold()
	answers := make(chan error, 2)
	for _, o := range []office{a, b} {
		go func() { answers <- o.Translate(t.Context(), anna, wire.Ask{Conversation: conv, N: 1, To: "fr"}) }()
	}
	<-i.asked
	<-i.asked // each relay has called
	release()
	bustest.Same(t, []error{<-answers, <-answers}, []error{nil, nil})
	for _, o := range []office{a, b} {
		o.screen.wait(func() bool { return len(o.screen.entries[conv]) == 2 })
		bustest.Same(t, len(o.translations()), 1)
	}
	bustest.Same(t, b.translate(bob, 1, "fr"), nil)
	bustest.Same(t, i.count(), 2)
}

func TestOnlyTheMerchantsSideMayAsk(t *testing.T) {
	t.Parallel()
	o, i := translating(t)
	o.acked(o.send(anna, 1, chat.Joined{}))
	bustest.Same(t, o.translate(julie, 1, "fr"), error(chat.NotAllowed))
	bustest.Same(t, o.translate(omar, 1, "fr"), error(chat.NotFound)) // not even that it is there
	bustest.Same(t, o.translate(chat.Person{}, 1, "fr"), error(chat.NotFound))
	for _, c := range []struct {
		ask  wire.Ask
		want chat.Problem
	}{
		{wire.Ask{Conversation: conv, N: 0, To: "fr"}, chat.NotFound},
		{wire.Ask{Conversation: conv, N: 9, To: "fr"}, chat.NotFound},
		{wire.Ask{Conversation: "v9_1", N: 1, To: "fr"}, chat.NotFound},
		{wire.Ask{Conversation: "v9.>", N: 1, To: "fr"}, chat.BadID},
		{wire.Ask{Conversation: conv, N: 2, To: "fr"}, chat.BadText}, // joined: no words
		{wire.Ask{Conversation: conv, N: 1, To: "f"}, chat.Malformed},
		{wire.Ask{Conversation: conv, N: 1, To: "fr\n"}, chat.Malformed},
		{wire.Ask{Conversation: conv.Staff(), N: 1, To: "fr"}, chat.NotAllowed},
	} {
		bustest.Same(t, o.Translate(t.Context(), anna, c.ask), error(c.want))
	}
	bustest.Same(t, i.count(), 0)
	bustest.Same(t, len(o.translations()), 0)
}

func TestNobodyButTheRelayWritesTranslations(t *testing.T) {
	t.Parallel()
	o, _ := translating(t)
	for _, who := range []chat.Person{julie, anna} {
		o.refused(o.send(who, 1, chat.Translation{Of: "e-1", From: "es", To: "fr", Text: "x"}), chat.NotAllowed)
	}
}

func TestAServiceThatFailsLeavesNothing(t *testing.T) {
	t.Parallel()
	o, i := translating(t)
	i.fail(fmt.Errorf("%w: status 500", translate.ErrService))
	bustest.Same(t, o.translate(anna, 1, "fr"), error(chat.NoTranslation))
	bustest.Same(t, len(o.thread()), 1)
	i.fail(nil)
	bustest.Same(t, o.translate(anna, 1, "fr"), nil) // tried again
	bustest.Same(t, len(o.translations()), 1)
}

func TestWhatNeedsNoTranslationIsNotStored(t *testing.T) {
	t.Parallel()
	o, i := translating(t)
	o.says(julie, "12345")
	for range 2 {
		bustest.Same(t, o.translate(anna, 1, "es"), error(chat.NotNeeded))
		bustest.Same(t, o.translate(anna, 1, "es-MX"), error(chat.NotNeeded))
		bustest.Same(t, o.translate(anna, 2, "fr"), error(chat.NotNeeded))
	}
	bustest.Same(t, i.count(), 3) // known the second time
	bustest.Same(t, len(o.thread()), 2)
}

// A service that takes its time holds back nothing that people write.
func TestASlowServiceDoesNotHoldBackMessages(t *testing.T) {
	t.Parallel()
	o, i := translating(t)
	release := i.hold()
	answer := make(chan error, 1)
	go func() { answer <- o.Translate(t.Context(), anna, wire.Ask{Conversation: conv, N: 1, To: "fr"}) }()
	<-i.asked
	for n := range 5 {
		o.says(julie, fmt.Sprint("and ", n))
	}
	bustest.Same(t, len(o.thread()), 6)
	release()
	bustest.Same(t, <-answer, nil)
	bustest.Same(t, o.thread()[6].Body.Kind(), chat.KindTranslation)
}

func TestWhoDoesNotWaitGetsItNevertheless(t *testing.T) {
	t.Parallel()
	o, i := translating(t)
	release := i.hold()
	ctx, cancel := context.WithCancel(t.Context())
	answer := make(chan error, 1)
	go func() { answer <- o.Translate(ctx, anna, wire.Ask{Conversation: conv, N: 1, To: "fr"}) }()
	<-i.asked
	cancel()
	bustest.Same(t, <-answer, error(chat.Unavailable))
	release()
	o.screen.wait(func() bool { return len(o.screen.entries[conv]) == 2 })
	bustest.Same(t, len(o.translations()), 1)
}

func TestADeskThatClosesDoesNotWaitForTheService(t *testing.T) {
	t.Parallel()
	o, i := translating(t)
	defer i.hold()()
	answer := make(chan error, 1)
	go func() {
		answer <- o.Translate(context.Background(), anna, wire.Ask{Conversation: conv, N: 1, To: "fr"})
	}()
	<-i.asked
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := o.Close(ctx); err != nil {
		t.Error(err)
	}
	bustest.Same(t, <-answer, error(chat.Unavailable))
	bustest.Same(t, o.translate(anna, 1, "fr"), error(chat.Unavailable))
}

// The id of a translation can be foretold by whoever knows the entry's; so nobody but the relay gets such an id.
func TestNobodyTakesTheIDOfATranslation(t *testing.T) {
	t.Parallel()
	o, _ := translating(t)
	bustest.Same(t, o.translate(anna, 1, "fr"), nil)
	id := o.thread()[1].ID
	other, _ := translating(t)
	other.refused(other.resend(julie, 1, id, chat.Text{Text: "mine"}), chat.BadID)
	bustest.Same(t, other.translate(anna, 1, "fr"), nil)
	bustest.Same(t, len(other.thread()), 2)
}

func TestWithoutAServiceThereIsNoTranslation(t *testing.T) {
	t.Parallel()
	o := newOffice(t, bus.SyncAlways)
	o.says(julie, "hola")
	bustest.Same(t, o.translate(anna, 1, "fr"), error(chat.NoTranslation))
}

// What was written never gets into the log, also when it could not be translated.
func TestALoggedFailureHoldsNoWords(t *testing.T) {
	t.Parallel()
	var log bustest.Notes
	i := newInterpreter()
	o := openOffice(t, bustest.Open(t, t.TempDir(), bus.SyncAlways), desk.Options{Translator: i, Log: slog.New(slog.NewTextHandler(&log, nil))})
	o.says(julie, "secreto")
	i.fail(fmt.Errorf("%w: status 403", translate.ErrKey))
	bustest.Same(t, o.translate(anna, 1, "fr"), error(chat.NoTranslation))
	if s := log.String(); !strings.Contains(s, "does not accept the key") || strings.Contains(s, "secreto") {
		t.Errorf("logged: %s", s)
	}
}
