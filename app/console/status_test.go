package console

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

func TestAStatusIsSaidAndKept(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Busy")
	if f := frames[wire.Be](d); len(f) != 1 || f[0].Status != chat.Busy {
		t.Errorf("said %v", f)
	}
	d.mustShow("Busy1 chat")
	d.effects = nil
	d.load()
	if f := frames[wire.Be](d); len(f) != 1 || f[0].Status != chat.Busy {
		t.Errorf("after a reload said %v", f)
	}
	d.press("Available")
	d.effects = nil
	d.load()
	if f := frames[wire.Be](d); len(f) != 0 {
		t.Errorf("said %v, which the relay takes for granted", f)
	}
}

func TestNotificationsAreAskedForByAClickAndOnlyForWhatIsNotLookedAt(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.writes(1, "unseen")
	if len(effects[ui.Notify](d)) != 0 || len(effects[ui.AskToNotify](d)) != 0 {
		t.Fatal("without being asked")
	}
	d.step(ui.Told{Name: "notify", Value: "default"})
	d.press("Desktop notifications")
	if len(effects[ui.AskToNotify](d)) != 1 {
		t.Fatal("the browser does not ask")
	}
	d.step(ui.Told{Name: "notify", Value: "granted"})
	d.writes(0, "seen") // in view
	id := d.writes(1, "Anybody there?")
	d.pass(botsHave) // a bot would have taken it by now
	if n := effects[ui.Notify](d); len(n) != 1 || n[0] != (ui.Notify{Tag: string(id), Title: "Visitor 1", Text: "Anybody there?"}) {
		t.Errorf("notified %v", n)
	}
	d.step(ui.Looked{Visible: true})
	d.writes(0, "now it is not seen")
	if n := effects[ui.Notify](d); len(n) != 2 {
		t.Errorf("notified %v", n)
	}
	d.step(ui.Told{Name: "notified", Value: string(id)})
	if got := d.loop.Model.focused(); got != id {
		t.Errorf("a click on it leads to %s", got)
	}
	d.press("Desktop notifications")
	d.writes(2, "quiet")
	d.pass(botsHave)
	if n := effects[ui.Notify](d); len(n) != 2 {
		t.Error("notified although switched off")
	}
}

func TestABrowserThatForbidsNotificationsIsSaid(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.step(ui.Told{Name: "notify", Value: "denied"})
	d.press("This browser does not allow notifications")
	if len(effects[ui.AskToNotify](d)) != 0 || len(effects[ui.Say](d)) != 2 {
		t.Errorf("%v", d.effects)
	}
}

func TestAQuestionMarkOpensTheKeysButNotWhileTyping(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.key("?", dom.Shift)
	if d.doc.Find("dialog", "") != nil {
		t.Error("it opens while typing")
	}
	d.shift.key("?", dom.Shift)
	if d.doc.Find("dialog", "Keyboard") == nil {
		t.Fatal("it does not open")
	}
	d.shift.key("F9", 0)
	if d.loop.Model.focused() != d.id {
		t.Error("a key reaches the desk behind")
	}
	d.submit("Close this")
	if d.doc.Find("dialog", "") != nil {
		t.Error("still open")
	}
}
