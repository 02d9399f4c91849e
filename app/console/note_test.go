package console

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

func TestANoteHasItsOwnDraftAndGoesToTheTeamAlone(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.types("Dear")
	d.press("Note")
	if d.doc.Find("textbox", "Note for the team") == nil || d.doc.Find("textbox", "Message") != nil {
		t.Fatal("the field is not for a note")
	}
	d.mustShow("Only your team sees it.")
	for _, name := range []string{"Send a link", "Send an offer", "Ask a question"} {
		if d.doc.Find("button", name) != nil {
			t.Errorf("%s is for visitors", name)
		}
	}
	d.effects = nil
	d.types("A difficult one")
	if got := frames[wire.Typing](d); len(got) > 0 {
		t.Error("the visitor is told that somebody types")
	}
	if d.kept["draft:"+string(d.id.Staff())] != "A difficult one" || d.kept["draft:"+string(d.id)] != "Dear" {
		t.Errorf("kept %v", d.kept)
	}
	n := len(d.held[d.id])
	d.key("Enter", 0)
	if got := d.written(d.id.Staff(), 1); len(got) != 1 || got[0] != (chat.Note{Text: "A difficult one"}) || len(d.held[d.id]) != n {
		t.Errorf("wrote %v", got)
	}
	if !d.key("F2", 0) {
		t.Error("F2 was left to the browser")
	}
	if d.value() != "Dear" {
		t.Errorf("the message is now %q", d.value())
	}
}

func TestANoteIsPossibleInSomebodyElsesAndInAClosedConversation(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.happens(d.id, ana, chat.Left{})
	d.happens(d.id, ben, chat.Joined{})
	d.mustShow("Ben has this conversation.")
	d.press("Note")
	d.types("For Ben")
	d.key("Enter", 0)
	d.happens(d.id, ben, chat.Closed{})
	d.types("Too late")
	d.key("Enter", 0)
	got := d.written(d.id.Staff(), 2)
	if len(got) != 2 || got[0] != (chat.Note{Text: "For Ben"}) || got[1] != (chat.Note{Text: "Too late"}) {
		t.Errorf("wrote %v", got)
	}
	d.press("Note")
	d.mustShow("This conversation is closed.")
}
