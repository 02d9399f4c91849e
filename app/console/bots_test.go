package console

import (
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/ui"
)

var lumi = chat.Person{ID: "lumi", Role: chat.Bot, Name: "Lumi"}

// pass lets time pass until the next tick.
func (d *deskOf) pass(ms chat.Millis) {
	d.t.Helper()
	d.now += ms
	d.step(Ticked{})
}

// group is the name of the list's part in which a conversation stands.
func (d *deskOf) group(id chat.ConversationID) string {
	for _, g := range d.loop.Model.Groups {
		for _, c := range g.List {
			if c == id {
				return g.Name.En
			}
		}
	}
	return ""
}

func TestAConversationOfABotCallsNobodyUntilItIsHandedOver(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	id := d.writes(1, "Where is my order?")
	d.happens(id, lumi, chat.Joined{})
	d.happens(id, lumi, chat.Question{Text: "Which one?", Choices: []string{"42", "43"}})
	d.mustShow("Bot: Which one?")
	d.happens(id, chat.Person{ID: "v1", Role: chat.Visitor, Name: "Visitor 1"}, chat.Text{Text: "43"})
	d.pass(botsHave)
	if d.group(id) != "Bots" || len(effects[ui.Chime](d)) != 0 || d.loop.Model.waiting() != 0 {
		t.Errorf("in %q, %d chimes, %d wait", d.group(id), len(effects[ui.Chime](d)), d.loop.Model.waiting())
	}
	d.mustShow("With Lumi (bot)")
	unread := func() int { return strings.Count(d.doc.Body.TextContent(), "1 unread message") }
	if unread() != 1 { // Visitor 0's
		t.Errorf("%d unread counts", unread())
	}
	d.happens(id, lumi, chat.Left{})
	if d.group(id) != "Queue" || len(effects[ui.Chime](d)) != 1 || d.loop.Model.waiting() != 1 {
		t.Errorf("handed over: in %q, %d chimes, %d wait", d.group(id), len(effects[ui.Chime](d)), d.loop.Model.waiting())
	}
	d.happens(id, chat.Person{ID: "v1", Role: chat.Visitor, Name: "Visitor 1"}, chat.Text{Text: "Hello?"})
	if unread() != 2 {
		t.Errorf("handed over: %d unread counts", unread())
	}
}

func TestWhatNoBotTakesCallsPeople(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	d.writes(1, "Hello?")
	if n := len(effects[ui.Chime](d)); n != 0 {
		t.Errorf("%d chimes before a bot could take it", n)
	}
	d.pass(botsHave)
	d.pass(botsHave)
	if n := len(effects[ui.Chime](d)); n != 1 {
		t.Errorf("%d chimes", n)
	}
}

func TestAnAgentTakesAConversationFromABot(t *testing.T) {
	t.Parallel()
	d := atDesk(t)
	id := d.writes(1, "Where is my order?")
	d.happens(id, lumi, chat.Joined{})
	d.click("button", "Visitor 1", 0)
	d.mustShow("Lumi (bot) has this conversation. Sending takes it.")
	d.mustShow("Lumi (bot) joined the conversation")
	d.pane(1).press("Take")
	if d.group(id) != "Mine" {
		t.Errorf("in %q", d.group(id))
	}
}
