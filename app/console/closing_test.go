package console

import (
	"reflect"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// tagged gives the library tags.
func (d *deskOf) tagged() {
	d.t.Helper()
	d.frame(wire.Items{List: []chat.Item{{Kind: chat.TagItem, ID: "t1", Name: "Delivery"}, {Kind: chat.TagItem, ID: "t2", Name: "Return"}, {Kind: chat.TagItem, ID: "t3", Name: "Advice"}}})
}

func TestClosingAsksWhatItWasAbout(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.tagged()
	d.press("Close")
	if d.doc.Find("dialog", "Close the conversation with Visitor 0") == nil {
		t.Fatal("no dialog")
	}
	d.tick("Return")
	d.tick("Advice")
	d.tick("Delivery")
	d.tick("Delivery")
	d.enters("textbox", "Note for your team", "Wants it in blue")
	d.submit("Close")
	want := []chat.Body{chat.Note{Text: "Wants it in blue"}, chat.Qualified{Tags: []string{"Advice", "Return"}}}
	if got := d.written(d.id.Staff(), 9); !reflect.DeepEqual(got, want) {
		t.Errorf("wrote %v, want %v", got, want)
	}
	if d.last() != (chat.Closed{}) || d.doc.Find("dialog", "") != nil {
		t.Errorf("then %v", d.last())
	}
}

func TestEnterSkipsTheQuestion(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.tagged()
	d.press("Close")
	d.submit("Close") // the button has the keyboard
	if d.last() != (chat.Closed{}) || len(d.held[d.id.Staff()]) != 0 {
		t.Errorf("wrote %v and %v", d.last(), d.held[d.id.Staff()])
	}
}

func TestEscapeKeepsTheConversation(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.tagged()
	d.press("Close")
	d.keyAt("button", "Cancel", "Escape")
	if _, closed := d.last().(chat.Closed); closed || d.doc.Find("dialog", "") != nil {
		t.Error("Escape did something else than leave")
	}
	d.press("Close")
	if d.doc.Find("checkbox", "Return").Attrs[".checked"] != "" {
		t.Error("ticks of the last time are left")
	}
}

func TestWithoutTagsClosingAsksNothing(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Close")
	if d.last() != (chat.Closed{}) {
		t.Errorf("wrote %v", d.last())
	}
}

func TestAPauseIsForATimeOrUntilAnAnswer(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("For 15 minutes")
	if got := d.last(); got != (chat.Paused{Until: d.now + 15*60_000}) {
		t.Errorf("wrote %v at %d", got, d.now)
	}
	if got := d.loop.Model.Groups; got[2].Name.En != "Paused" || len(got[2].List) != 1 {
		t.Errorf("groups %v", got)
	}
	d.mustShow("Paused until")
	d.effects = nil
	d.now += 15*60_000 + 500
	d.step(Ticked{})
	if said := effects[ui.Say](d); len(said) != 1 || said[0].Text != "The pause with Visitor 0 is over" {
		t.Errorf("said %v", said)
	}
	if got := d.loop.Model.Groups[0]; len(got.List) != 1 {
		t.Error("it is not back among one's own")
	}
	d.press("Until the visitor answers")
	if got := d.last(); got != (chat.Paused{}) {
		t.Errorf("wrote %v", got)
	}
	d.mustShow("Paused until the visitor answers")
	d.press("Resume")
	if d.last() != (chat.Resumed{}) {
		t.Errorf("wrote %v", d.last())
	}
	d.press("For 5 minutes")
	d.writes(0, "I am back")
	d.mustNotShow("Paused until")
}
