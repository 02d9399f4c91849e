package trio_test

import (
	"strings"
	"testing"

	"pupitre/relay/bot"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
)

// withDemoBot lets the demo's own script take part.
func withDemoBot(t *testing.T) relaytest.Option {
	list, err := bot.Demo(relaytest.Site)
	if err != nil {
		t.Fatal(err)
	}
	return func(c *web.Config) { c.Bots = list }
}

func TestABotAsksAndAnAgentGoesOn(t *testing.T) {
	s := newStage(t, withDemoBot(t))
	ana, v := s.agent("ana@localhost"), s.visitor()
	v.say("Hello")
	v.see("I am Lumi, the assistant of Lampyre. I am a program")
	v.see("Lumi (bot) is with you")
	ana.see("With Lumi (bot)")
	ana.see("Bot: What is it about?")
	v.press("button", "An order or a delivery")
	v.see("Chosen")
	v.see("Lumi (bot) hands over to our team")
	ana.until("it waits for people", func() bool { return ana.title == "(1) Pupitre" && !contains(ana.text(), "With Lumi") })

	ana.press("button", visitorName(v))
	ana.press("button", "Take")
	ana.until("it is hers", func() bool { return ana.doc.Find("button", "Hand back") != nil })
	ana.say("Which order is it?")
	v.see("Which order is it?")
	v.see("Ana Martin is with you")
	all := []string{"What is it about?", "If you have your order number", "hands over to our team", "Which order is it?"}
	v.reads(all...)
	ana.reads(all...)
	ana.see("chose this") // the choices as the visitor saw them, and which was taken, on both sides
	for _, text := range []string{v.text(), ana.text()} {
		for _, choice := range []string{"Choosing a lamp", "An order or a delivery", "A return or a defect"} {
			if !strings.Contains(text, choice) {
				t.Errorf("%q is not shown in %s", choice, text)
			}
		}
	}
}

func TestTheRelayGoesAwayInTheMiddleOfAScript(t *testing.T) {
	s := newStage(t, withDemoBot(t))
	v := s.visitor()
	v.say("Hello")
	v.see("What is it about?")
	s.relay.Cut()
	s.relay.Stop()
	v.press("button", "A return or a defect")
	v.see("Waiting to be sent")
	s.relay.Restart()
	v.see("Returns are free within 30 days")
	v.see("hands over to our team")
	v.reads("Hello!", "What is it about?", "Returns are free within 30 days", "hands over to our team")
	ana := s.agent("ana@localhost")
	ana.press("button", visitorName(v))
	ana.say("I am here.")
	v.see("I am here.")
}

func TestAVisitorWhoAsksForAPersonGetsOne(t *testing.T) {
	s := newStage(t, withDemoBot(t))
	ana, v := s.agent("ana@localhost"), s.visitor()
	v.say("Hello")
	v.see("What is it about?")
	v.say("I want to talk to somebody")
	v.see("somebody will answer you here")
	ana.press("button", visitorName(v))
	ana.say("Here I am.")
	v.see("Here I am.")
}

func TestAnAgentTakesAConversationFromTheBotAndGivesItBack(t *testing.T) {
	s := newStage(t, withDemoBot(t))
	ana, v := s.agent("ana@localhost"), s.visitor()
	v.say("Hello")
	v.see("What is it about?")
	ana.press("button", visitorName(v))
	ana.say("I do this myself.") // to write means to take
	v.see("I do this myself.")
	v.see("Ana Martin is with you")
	v.press("button", "Choosing a lamp") // the button is still there, and the bot is silent
	ana.see("chose this")
	ana.press("button", "Transfer")
	ana.until("Lumi can be chosen", func() bool { return ana.doc.Find("option", "Lumi") != nil })
	ana.press("option", "Lumi")
	ana.submit("Transfer to Lumi")
	v.see("Lumi (bot) takes over")
	v.until("it is asked again", func() bool { return strings.Count(v.text(), "What is it about?") == 2 })
	if strings.Contains(v.text(), "call somebody who knows our lamps") {
		t.Error("an answer to the first question was taken for one to the second")
	}
}

func TestAPersonIsOnePressAway(t *testing.T) {
	s := newStage(t, withDemoBot(t))
	ana, v := s.agent("ana@localhost"), s.visitor()
	v.say("Hello")
	v.see("What is it about?")
	v.press("button", "Talk to a person")
	v.see("You asked for a person")
	ana.press("button", visitorName(v))
	ana.see("asked for a person")
	ana.say("Here I am.")
	v.see("Here I am.")
	if v.doc.Find("button", "Talk to a person") != nil {
		t.Error("the button is still there")
	}
	v.reads("What is it about?", "You asked for a person", "Here I am.")
}

// The wish for a person crosses with the person who comes.
func TestAPersonComesJustWhenTheyAreAskedFor(t *testing.T) {
	s := newStage(t, withDemoBot(t))
	ana, v := s.agent("ana@localhost"), s.visitor()
	v.say("Hello")
	v.see("What is it about?")
	v.cut()
	v.press("button", "Talk to a person")
	ana.press("button", visitorName(v))
	ana.press("button", "Take")
	ana.until("it is hers", func() bool { return ana.doc.Find("button", "Hand back") != nil })
	v.offline = false
	v.see("Ana Martin is with you")
	v.until("the wish is gone", func() bool {
		return !contains(v.text(), "You asked for a person") && len(v.loop.Model.Talk.Thread.Pending) == 0
	})
	if contains(v.text(), "You are not allowed") {
		t.Error("the visitor is told that they may not wish for a person")
	}
	for key := range v.kept {
		if strings.HasPrefix(key, "out:") {
			t.Errorf("kept %s", key)
		}
	}
}
