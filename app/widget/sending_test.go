package widget

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pupitre/app/chat"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

func TestWhatIsWrittenOfflineIsSentOnceAndInOrder(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.writes("one")
	s.writes("two")
	s.mustShow("Waiting to be sent")
	if got := s.sends(); got != nil {
		t.Fatalf("sent %q without a connection", got)
	}
	s.connect()
	s.acknowledge()
	s.acknowledge()
	var texts []string
	for _, e := range s.held {
		if text, ok := e.Body.(chat.Text); ok {
			texts = append(texts, text.Text)
		}
	}
	if want := []string{"one", "two"}; !slices.Equal(texts, want) {
		t.Errorf("stored %q, want %q", texts, want)
	}
	if s.outbox() != 0 {
		t.Errorf("still in the outbox: %v", s.kept)
	}
	s.mustNotShow("Waiting to be sent")
	s.mustShow("Sent")
	if got := s.field().Attrs[".value"]; got != "" {
		t.Errorf("the field holds %q", got)
	}
}

func TestAnEntryIsKeptUnderItsConversationBeforeItIsSent(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.writes("hello")
	s.connect()
	send, ok := last[wire.Send](s)
	if !ok {
		t.Fatal("not sent")
	}
	id, p, ok := wire.Unkeep(s.kept["out:"+string(send.ID)])
	if !ok || id != conversation || p.Author != julie {
		t.Errorf("kept for %q by %v", id, p.Author)
	}
}

func TestAReloadLosesNothingThatWasNotStored(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("stored")
	s.acknowledge()
	s.writes("sent, but the answer was lost")
	lost, _ := last[wire.Send](s)
	s.step(ui.SocketClosed{Code: 1006})
	s.writes("never sent")

	s.load()
	s.mustShow("sent, but the answer was lost")
	s.mustShow("never sent")
	s.held = append(s.held, chat.Entry{ID: lost.ID, N: uint64(len(s.held) + 1), At: s.now, Author: julie, Body: lost.Body})
	s.connect()
	if got := s.sends(); !slices.Equal(got, []string{"never sent"}) {
		t.Errorf("sent %q", got)
	}
	s.acknowledge()
	if s.outbox() != 0 {
		t.Errorf("still in the outbox: %v", s.kept)
	}
}

func TestATemporaryRefusalIsTriedAgainWithoutAWordFromThePerson(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("hello")
	first, _ := last[wire.Send](s)
	s.taken()
	s.frame(wire.Nack{Conversation: conversation, ID: first.ID, Problem: chat.TooFast})
	s.mustShow("Waiting to be sent")
	s.wait(6)
	if again, ok := last[wire.Send](s); !ok || again.ID != first.ID {
		t.Errorf("sent %v, want the id %s again", s.sent, first.ID)
	}
}

func TestAFailedMessageSaysWhyAndRetrySendsItUnderItsOldID(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("hello")
	first, _ := last[wire.Send](s)
	s.taken()
	s.frame(wire.Nack{Conversation: conversation, ID: first.ID, Problem: chat.BadText})
	s.mustShow("Not sent")
	s.mustShow("contains characters that cannot be sent")
	if len(s.said) == 0 {
		t.Error("not read out")
	}
	s.press("Try again")
	if again, ok := last[wire.Send](s); !ok || again.ID != first.ID {
		t.Errorf("sent %v, want the id %s again", s.sent, first.ID)
	}
	s.frame(wire.Nack{Conversation: conversation, ID: first.ID, Problem: chat.BadText})
	s.press("Discard")
	s.mustNotShow("hello")
	if s.outbox() != 0 {
		t.Error("a discarded message is still kept")
	}
}

func TestAFailureIsStillOneAfterAReload(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("hello")
	first, _ := last[wire.Send](s)
	s.frame(wire.Nack{Conversation: conversation, ID: first.ID, Problem: chat.BadText})
	s.load()
	s.connect()
	s.mustShow("Not sent")
	if got := s.sends(); got != nil {
		t.Errorf("sent %q by itself", got)
	}
}

func TestTheDraftIsKeptAndATooLongOneIsNotSent(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.types("half a thou")
	s.load()
	if got := s.field().Attrs[".value"]; got != "half a thou" {
		t.Errorf("after a reload the field holds %q", got)
	}
	s.connect()
	s.writes(strings.Repeat("x", chat.MaxText+3))
	s.mustShow("3 characters too many")
	if got := s.sends(); got != nil {
		t.Error("sent what the relay must refuse")
	}
	if got := len(s.kept["draft"]); got != chat.MaxText+3 {
		t.Errorf("%d bytes of the draft are kept", got)
	}
}

func TestWhatWasTypedAndSentBeforeTheProgramWasThereIsNotLost(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.kept["sent"] = "first\x00second"
	s.load(func(start *ui.Started) { start.Sent, start.Typed = []string{"first", "second"}, "and" })
	s.mustShow("first")
	if s.outbox() != 2 || s.kept["sent"] != "" {
		t.Errorf("kept: %v", s.kept)
	}
	if got := s.field().Attrs[".value"]; got != "and" {
		t.Errorf("the field holds %q", got)
	}
	s.connect()
	s.acknowledge()
	if got := len(s.held); got != 3 { // and a page view
		t.Errorf("%d entries stored", got)
	}
}

func TestAStoreThatWentBackIsReadAnewAndGetsWhatItLost(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("one")
	s.acknowledge()
	s.says(ana, "gone with the old store")
	s.writes("two")
	s.step(ui.SocketClosed{Code: 1006})
	s.wait(3)
	s.held = s.held[:1]
	s.step(ui.SocketOpened{})
	s.frame(wire.Welcome{Epoch: epoch + 1, Now: s.now, Me: julie, Conversation: conversation})
	if f, _ := last[wire.Follow](s); f.After != 0 || f.Epoch != epoch+1 {
		t.Errorf("followed after %d of epoch %d", f.After, f.Epoch)
	}
	s.page()
	s.mustNotShow("gone with the old store")
	if got := s.sends(); !slices.Contains(got, "two") {
		t.Errorf("sent %q", got)
	}
}

func TestATokenThatIsRefusedIsForgottenAndOnlyAPersonSendsAgain(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("hello")
	s.step(ui.SocketClosed{Code: wire.CloseBadToken})
	if s.kept["token"] != "" {
		t.Error("the token is still kept")
	}
	dials := s.dials
	s.wait(3)
	if s.dials == dials {
		t.Fatal("did not come back")
	}
	s.taken()
	s.step(ui.SocketOpened{})
	if f, _ := last[wire.Hello](s); f.Token != "" {
		t.Errorf("came back with the token %q", f.Token)
	}
	other, id := chat.Person{ID: "v2", Role: chat.Visitor}, chat.ConversationID("v2_1")
	s.frame(wire.Welcome{Epoch: epoch, Now: s.now, Me: other, Token: "new", Conversation: id})
	s.frame(wire.Page{Conversation: id})
	s.mustShow("could not be found again")
	if got := s.sends(); got != nil {
		t.Errorf("sent %q by itself", got)
	}
	s.press("Try again")
	if f, ok := last[wire.Send](s); !ok || f.Conversation != id {
		t.Errorf("sent %v", s.sent)
	}
	if s.kept["token"] != "new" || s.kept["conversation"] != string(id) {
		t.Errorf("kept: %v", s.kept)
	}
}

func TestWhatIsTypedIsSeenOnlyWhereTheSiteSaysSo(t *testing.T) {
	t.Parallel()
	s := visit(t)
	s.connect()
	s.writes("hello")
	s.acknowledge()
	s.types("hel")
	if f, ok := last[wire.Draft](s); ok {
		t.Fatalf("shows %+v", f)
	}
	s.mustNotShow("We can see what you type")

	s.frame(wire.Welcome{Epoch: epoch, Now: s.now, Me: julie, Token: "token", Conversation: conversation, Rules: chat.Rules{Preview: true}})
	s.page()
	s.mustShow("We can see what you type before you send it.")
	s.types("hello t")
	if f, ok := last[wire.Draft](s); !ok || f.Text != "hello t" {
		t.Errorf("shows %+v, %v", f, ok)
	}
	s.taken()
	s.types("hello th")
	s.types("hello the")
	if f, ok := last[wire.Draft](s); ok {
		t.Errorf("shows %+v at once", f)
	}
	s.wait(1)
	if f, ok := last[wire.Draft](s); !ok || f.Text != "hello the" {
		t.Errorf("a moment later it shows %+v, %v", f, ok)
	}
	s.taken()
	s.types(strings.Repeat("é", chat.MaxDraft))
	s.wait(1)
	if f, _ := last[wire.Draft](s); len(f.Text) > chat.MaxDraft || !utf8.ValidString(f.Text) || f.Text == "" {
		t.Errorf("shows %d bytes", len(f.Text))
	}
	s.taken()
	s.types("")
	s.wait(1)
	if f, ok := last[wire.Draft](s); !ok || f.Text != "" {
		t.Errorf("emptied, and it shows %+v, %v", f, ok)
	}
}
