package console

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/ui"
)

// hasKeyboard wants the keyboard in the message field.
func (d *deskOf) hasKeyboard(when string) {
	d.t.Helper()
	if f := d.field(); d.doc.Focused == "" || f.Attrs[".focus"] != d.doc.Focused {
		d.t.Errorf("%s the field has not got the keyboard: %q, last was %q", when, f.Attrs[".focus"], d.doc.Focused)
	}
}

func TestWhoTakesAConversationCanWriteAtOnce(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.writes(1, "Hello")
	d.click("button", "Visitor 1", 0)
	d.pane(1).press("Take")
	d.hasKeyboard("after Take")
}

func TestACommandThatCannotBeDoneSaysWhy(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	says := func(command CommandID, words string) {
		t.Helper()
		d.effects = nil
		d.step(CommandPressed{Command: command})
		said := effects[ui.Say](d)
		if len(said) != 1 || said[0].Text != words {
			t.Errorf("said %v, want %q", said, words)
		}
		d.mustShow(words)
	}
	says(TakeCommand, "You already have this conversation.")
	says(ResumeCommand, "This conversation is not paused.")
	says(NextCommand, "There is no other conversation in view.")
	d.types("x")
	d.mustNotShow("There is no other conversation in view.")
	d.step(CommandPressed{Command: PauseCommand})
	d.answer()
	says(PauseCommand, "This conversation is paused already.")

	free := d.writes(1, "Hello")
	d.click("button", "Visitor 1", 0)
	d.mustNotShow("paused already")
	says(CloseCommand, "Take the conversation first.")
	d.happens(free, ben, chat.Joined{})
	d.mustNotShow("Take the conversation first.")
	for _, c := range []CommandID{TransferCommand, HandBackCommand, CloseCommand, PauseCommand, TakeCommand, CannedCommand} {
		says(c, "Ben has this conversation.")
	}
	d.happens(free, ben, chat.Closed{})
	says(CloseCommand, "This conversation is closed. It opens again when the visitor writes.")
	d.step(CommandPressed{Command: HideCommand})
	says(NoteCommand, "Open a conversation first.")
}

func TestAKeyThatCannotBeDoneSaysWhy(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.colleagues()
	d.effects = nil
	d.step(KeyPressed{Key: "F4"})
	if said := effects[ui.Say](d); len(said) != 1 || said[0].Text != "Ben has this conversation." {
		t.Errorf("said %v", said)
	}
}
