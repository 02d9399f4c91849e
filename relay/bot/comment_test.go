package bot

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"pupitre/app/chat"
)

// What a program says about its transfer stands beside it for people, once however often it is sent, and is not the visitor's to read.
func TestAProgramCommentsOnItsTransfer(t *testing.T) {
	t.Parallel()
	o := newOffice(t, program)
	c := o.client(key)
	o.says(julie, "I want my money back")
	const transfer = `{"type": "transfer", "id": "t-1", "to": {"kind": "agent", "id": "anna"}, "comment": "A refund.\r\nOrder 42."}`
	c.refused(transfer, http.StatusConflict, chat.NotYours)
	if got := o.comments(); len(got) != 0 {
		t.Errorf("of a transfer that was refused: %q", got)
	}
	c.act(`{"type": "join", "id": "j"}`)
	c.refused(`{"type": "transfer", "id": "t-0", "to": {"kind": "agent", "id": "anna"}, "comment": "`+strings.Repeat("a", chat.MaxText+1)+`"}`, http.StatusRequestEntityTooLarge, chat.TooLarge)
	c.refused(`{"type": "leave", "id": "l", "comment": "x"}`, http.StatusBadRequest, chat.Malformed)
	first := c.act(transfer)
	if again := c.act(transfer); again != first {
		t.Errorf("again: %+v, want %+v", again, first)
	}
	o.does(anna, chat.Settled{Of: "t-1", How: chat.Accepted, From: chat.Person{ID: "orders", Role: chat.Bot, Name: "Orders"}})
	if again := c.act(transfer); again != first {
		t.Errorf("after it was accepted: %+v, want %+v", again, first)
	}
	if got := o.comments(); !slices.Equal(got, []string{"t-1: A refund.\nOrder 42."}) {
		t.Errorf("comments %q", got)
	}
	o.reads("v1 Text I want my money back", "orders Joined", "orders Transfer", "anna Settled")
}

// Nothing is said about a transfer that is not made: refused, another entry, or one that was made without a comment.
func TestAProgramCommentsOnNothingElse(t *testing.T) {
	t.Parallel()
	o := newOffice(t, program)
	c := o.client(key)
	o.says(julie, "hi")
	c.act(`{"type": "join", "id": "j"}`)
	const toAnna, toItself = `{"kind": "agent", "id": "anna"}`, `{"kind": "bot", "id": "orders"}`
	transfer := func(id, to string) string {
		return `{"type": "transfer", "id": "` + id + `", "to": ` + to + `, "comment": "A refund."}`
	}
	c.refused(transfer("t-1", toItself), http.StatusForbidden, chat.NotAllowed)
	c.refused(transfer("x-r", toAnna), http.StatusBadRequest, chat.BadID)
	c.refused(transfer("__t-1", toAnna), http.StatusBadRequest, chat.BadID)
	c.refused(transfer("e-1", toAnna), http.StatusConflict, chat.IDUsed)
	c.act(transfer("j", toAnna)) // acknowledges what it was
	first := c.act(`{"type": "transfer", "id": "t-2", "to": ` + toAnna + `}`)
	if again := c.act(transfer("t-2", toAnna)); again != first {
		t.Errorf("again: %+v, want %+v", again, first)
	}
	if got := o.comments(); len(got) != 0 {
		t.Errorf("comments %q", got)
	}
	o.reads("v1 Text hi", "orders Joined", "orders Transfer")
}

// A script's comment is in the bot's own language, whatever the visitor speaks, and is there once also after a restart.
func TestAScriptCommentsOnItsTransfer(t *testing.T) {
	t.Parallel()
	o := newOffice(t, `{"bots": [{"id": "lumi", "name": "Lumi", "greets": true, "lang": "fr", "script": {"start": "a", "scenes": {"a": [
		{"say": {"en": "One moment.", "fr": "Un instant."}},
		{"handOver": {"team": "sales", "comment": {"en": "From the shop.", "fr": "Depuis la boutique."}}}]}}}]}`)
	o.says(julie, "hi")
	o.reads("v1 Text hi", "lumi Joined", "lumi Text One moment.", "lumi Transfer")
	o.restart()
	entries := o.entries()
	if got := o.comments(); !slices.Equal(got, []string{string(entries[len(entries)-1].ID) + ": Depuis la boutique."}) {
		t.Errorf("comments %q", got)
	}
}
