package console

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// hasTwo gives Ana a second chat, which she has never opened here, and one of a colleague's to look at.
func (d *deskOf) hasTwo() (second, bens chat.ConversationID) {
	d.t.Helper()
	second, bens = d.writes(1, "Hello"), d.writes(2, "Hello")
	d.happens(second, ana, chat.Joined{})
	d.happens(bens, ben, chat.Joined{})
	d.effects = nil
	return second, bens
}

// signsOut counts the orders to sign out.
func (d *deskOf) signsOut() (n int) {
	for _, p := range effects[ui.Post](d) {
		if p.Tag == signOutTag {
			n++
		}
	}
	return n
}

func TestWhoSignsOutIsAskedWhatBecomesOfTheirChats(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	second, bens := d.hasTwo()
	d.press("Sign out")
	if d.doc.Find("dialog", "Sign out") == nil || d.signsOut() != 0 {
		t.Fatal("not asked")
	}
	d.mustShow("You still have 2 chats.")
	d.submit("Hand back and sign out")
	for _, id := range []chat.ConversationID{d.id, second} {
		if got := d.written(id, 1)[0]; got != (chat.Left{}) {
			t.Errorf("%s ends with %v", id, got)
		}
	}
	if d.list[bens].Agent != ben {
		t.Error("Ben’s is given away, too")
	}
	if d.signsOut() != 1 {
		t.Errorf("signs out %d times", d.signsOut())
	}
	d.step(ui.Answered{Tag: signOutTag, Status: 204})
	d.mustShow("Answer the visitors of your site.")
}

func TestASignOutThatFailsIsSaid(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Sign out")
	d.press("Sign out and keep them")
	d.step(ui.Answered{Tag: signOutTag})
	d.mustShow("you are still signed in")
	said := effects[ui.Say](d)
	if len(said) == 0 || said[len(said)-1].Text != "The server does not answer, and you are still signed in. Please try again." {
		t.Errorf("said %v", said)
	}
	d.step(ui.Answered{Tag: signOutTag, Status: 204})
	d.mustShow("Answer the visitors of your site.")
	d.mustNotShow("you are still signed in")
}

func TestWhoSignsOutMayKeepTheirChatsOrStay(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Sign out")
	d.mustShow("You still have 1 chat.")
	d.press("Cancel")
	if d.doc.Find("dialog", "") != nil || d.signsOut() != 0 {
		t.Error("cancelled, and yet")
	}
	d.press("Sign out")
	d.press("Sign out and keep them")
	if d.signsOut() != 1 || d.list[d.id].Agent != ana {
		t.Errorf("signs out %d times, %v has it", d.signsOut(), d.list[d.id].Agent)
	}
}

func TestWhoHasNoChatsIsNotAsked(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.press("Hand back")
	d.press("Sign out")
	if d.doc.Find("dialog", "") != nil || d.signsOut() != 1 {
		t.Error("asked about nothing")
	}
}

// leaves presses the button and keeps the relay from answering; it returns what it is sent.
func (d *deskOf) leaves() []wire.Send {
	d.t.Helper()
	d.press("Sign out")
	d.effects = nil
	b := d.doc.Submit("Hand back and sign out")
	d.do(d.loop.Step(d.now, FormSubmitted{}))
	if b == nil {
		d.t.Fatal("no such button")
	}
	sent := frames[wire.Send](d)
	d.sent = nil
	return sent
}

func TestWhoseChatsCannotBeHandedBackStaysSignedIn(t *testing.T) {
	t.Parallel()
	for what, happens := range map[string]func(*deskOf){
		"the connection is lost":      func(d *deskOf) { d.step(ui.SocketClosed{Code: 1006}); d.step(Ticked{}) },
		"the relay does not answer":   func(d *deskOf) { d.now += leaveWithin; d.loop.Model.Link.Heard(d.now); d.step(Ticked{}) },
		"there is no connection":      func(d *deskOf) {},
		"the relay is busy, for long": func(d *deskOf) { d.now += leaveWithin; d.loop.Model.Link.Heard(d.now); d.step(Ticked{}) },
	} {
		d := atDesk(t)
		if what == "there is no connection" {
			d.step(ui.SocketClosed{Code: 1006})
		}
		sent := d.leaves()
		if n := len(sent); n != 1 && what != "there is no connection" {
			t.Fatalf("%s: sent %v", what, sent)
		}
		if what == "the relay is busy, for long" {
			d.frame(wire.Nack{Conversation: d.id, ID: sent[0].ID, Problem: chat.Unavailable})
		}
		happens(d)
		if d.signsOut() != 0 {
			t.Errorf("%s: signed out", what)
		}
		d.mustShow("you are still signed in")
		if d.loop.Model.talk(d.id).Waits() {
			t.Errorf("%s: it is handed back later, when nobody expects it", what)
		}
	}
}

func TestAChatThatWasTakenFromThemKeepsNobodyFromLeaving(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	sent := d.leaves()
	d.happens(d.id, claire, chat.Joined{})
	if d.signsOut() != 0 {
		t.Fatal("not answered yet")
	}
	d.frame(wire.Nack{Conversation: d.id, ID: sent[0].ID, Problem: chat.Taken, By: claire})
	if d.signsOut() != 1 || d.loop.Model.talk(d.id).Waits() {
		t.Errorf("signs out %d times", d.signsOut())
	}
}
