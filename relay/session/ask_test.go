package session

import (
	"context"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/wiretest"
)

func TestAnAgentAsksForATranslation(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	answers := map[string]error{"fr": nil, "tlh": chat.NoTranslation, "es": chat.NotNeeded, "xx": context.DeadlineExceeded}
	w.desk.inAsk = func(_ context.Context, f wire.Ask) error { return answers[f.To] }
	a := w.agent("ana")
	a.HelloAgent()
	for to, want := range map[string]chat.Problem{"fr": chat.NoProblem, "tlh": chat.NoTranslation, "es": chat.NotNeeded, "xx": chat.Unavailable} {
		a.Say(wire.Ask{Ref: 7, Conversation: "v1_1", N: 1, To: to})
		if got := wiretest.Await[wire.Done](a); got != (wire.Done{Ref: 7, Problem: want}) {
			t.Errorf("%s: %+v, want %v", to, got, want)
		}
	}
}

func TestAVisitorMayNotAskForATranslation(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.desk.inAsk = func(context.Context, wire.Ask) error { t.Error("the desk was asked"); return nil }
	v, me := w.following()
	v.Say(wire.Ask{Ref: 1, Conversation: me.Conversation, N: 1, To: "fr"}, wire.Ask{Ref: 2, Conversation: "v9_1", N: 1, To: "fr"})
	for ref := range uint64(2) {
		if got := wiretest.Await[wire.Done](v); got != (wire.Done{Ref: ref + 1, Problem: chat.NotAllowed}) {
			t.Errorf("answered %+v", got)
		}
	}
}

// While a translation takes its time, the same agent's messages are stored and answered.
func TestATranslationHoldsNothingBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	asked, release := make(chan bool), make(chan bool)
	w.desk.inAsk = func(context.Context, wire.Ask) error { asked <- true; <-release; return nil }
	a := w.agent("ana")
	a.HelloAgent()
	a.Say(wire.Ask{Ref: 1, Conversation: "v1_1", N: 1, To: "fr"}, wiretest.Text("v1_1", 0, "e1", "Hello"))
	<-asked
	if ack := wiretest.Await[wire.Ack](a); ack.ID != "e1" {
		t.Errorf("acknowledged %+v", ack)
	}
	release <- true
	if got := wiretest.Await[wire.Done](a); got.Ref != 1 {
		t.Errorf("answered %+v", got)
	}
}

func TestAnAgentAsksForATextsTranslation(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	answers := map[string]error{"fr": nil, "tlh": chat.NoTranslation, "es": chat.NotNeeded, "xx": context.DeadlineExceeded}
	w.desk.inAsk = func(_ context.Context, f wire.Ask) error { return answers[f.To] }
	a := w.agent("ana")
	a.HelloAgent()
	for to, want := range map[string]wire.Rendered{"fr": {Ref: 7, From: "en", Text: "Hello in fr"}, "tlh": {Ref: 7, Problem: chat.NoTranslation},
		"es": {Ref: 7, Problem: chat.NotNeeded}, "xx": {Ref: 7, Problem: chat.Unavailable}} {
		a.Say(wire.AskText{Ref: 7, Conversation: "v1_1", Text: "Hello", To: to})
		if got := wiretest.Await[wire.Rendered](a); got != want {
			t.Errorf("%s: %+v, want %+v", to, got, want)
		}
	}
}

func TestAVisitorMayNotAskForATextsTranslation(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.desk.inAsk = func(context.Context, wire.Ask) error { t.Error("the desk was asked"); return nil }
	v, me := w.following()
	v.Say(wire.AskText{Ref: 1, Conversation: me.Conversation, Text: "Hello", To: "fr"})
	if got := wiretest.Await[wire.Rendered](v); got != (wire.Rendered{Ref: 1, Problem: chat.NotAllowed}) {
		t.Errorf("answered %+v", got)
	}
}

// Translations of texts that were not sent have the same bounds as the others, and count with them.
func TestBothKindsOfTranslationsShareTheirBounds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	release := make(chan bool)
	w.desk.inAsk = func(context.Context, wire.Ask) error { <-release; return nil }
	a := w.agent("ana")
	a.HelloAgent()
	for ref := range uint64(maxAsking) {
		a.Say(wire.Ask{Ref: ref, Conversation: "v1_1", N: 1, To: "fr"})
	}
	a.Say(wire.AskText{Ref: 99, Conversation: "v1_1", Text: "Hello", To: "fr"}, wiretest.Text("v1_1", 0, "e1", "Hello"))
	if got := wiretest.Await[wire.Rendered](a); got != (wire.Rendered{Ref: 99, Problem: chat.TooFast}) {
		t.Errorf("answered %+v", got)
	}
	if ack := wiretest.Await[wire.Ack](a); ack.ID != "e1" { // held back by none of them
		t.Errorf("acknowledged %+v", ack)
	}
	close(release)
}

func TestTooManyTranslationsAtATimeAreRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	release := make(chan bool)
	w.desk.inAsk = func(context.Context, wire.Ask) error { <-release; return nil }
	a := w.agent("ana")
	a.HelloAgent()
	for ref := range uint64(maxAsking + 1) {
		a.Say(wire.Ask{Ref: ref, Conversation: "v1_1", N: 1, To: "fr"})
	}
	if got := wiretest.Await[wire.Done](a); got != (wire.Done{Ref: maxAsking, Problem: chat.TooFast}) {
		t.Errorf("answered %+v", got)
	}
	close(release)
	for range maxAsking {
		if got := wiretest.Await[wire.Done](a); got.Problem != chat.NoProblem {
			t.Errorf("answered %+v", got)
		}
	}
}

func TestTranslationsHaveARate(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *Options) { o.agent = agentLimits; o.agent.asks, o.agent.askBurst = 0.001, 2 })
	a := w.agent("ana")
	a.HelloAgent()
	for i, want := range []chat.Problem{chat.NoProblem, chat.NoProblem, chat.TooFast} {
		a.Say(wire.Ask{Ref: uint64(i), Conversation: "v1_1", N: 1, To: "fr"})
		if got := wiretest.Await[wire.Done](a); got != (wire.Done{Ref: uint64(i), Problem: want}) {
			t.Errorf("answered %+v, want %v", got, want)
		}
	}
}

func TestARelayThatStopsWaitsForNoTranslation(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	asked := make(chan bool)
	w.desk.inAsk = func(ctx context.Context, _ wire.Ask) error { asked <- true; <-ctx.Done(); return ctx.Err() }
	a := w.agent("ana")
	a.HelloAgent()
	a.Say(wire.Ask{Ref: 1, Conversation: "v1_1", N: 1, To: "fr"})
	<-asked
	if err := w.hub.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}
