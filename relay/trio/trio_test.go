// Package trio tells whole stories in one process: the real widget loop, the real relay, the real console loop, and
// sockets between them. Only the browsers are missing.
package trio_test

import (
	"slices"
	"strconv"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/console"
	"pupitre/app/widget"
	"pupitre/relay/relaytest"
)

type (
	visitor = side[widget.Model]
	agent   = side[console.Model]
)

func (s *stage) visitor() *visitor {
	return join(s, widget.Program(), map[string]string{"site": relaytest.Site, "name": "Test shop", "lang": "en", "open": "hand", "url": "https://shop.example/lamps", "title": "Lamps"}, s.relay.Browser())
}

func (s *stage) agent(email string) *agent {
	s.t.Helper()
	a := join(s, console.Program(), nil, s.relay.Browser())
	a.fill("E-mail", email)
	a.fill("Password", relaytest.Password)
	form := a.doc.Find("button", "Sign in")
	a.event(form, submitted)
	a.see("Connected")
	return a
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

func TestAVisitorWritesAndAnAgentAnswers(t *testing.T) {
	s := newStage(t)
	ana, v := s.agent("ana@localhost"), s.visitor()
	v.say("Is the lamp in stock?")
	v.see("Sent")
	ana.see("Is the lamp in stock?")
	ana.press("button", visitorName(v))
	v.see("Read")
	ana.fill("Message", "Yes")
	ana.say("Yes, we have two.")
	v.see("Yes, we have two.")
	v.see("Ana Martin joined the conversation")
	ana.see("Read")
	all := []string{"Is the lamp in stock?", "joined the conversation", "Yes, we have two."}
	v.reads(all...)
	ana.reads(all...)
}

func TestTypingShowsOnBothSides(t *testing.T) {
	s := newStage(t)
	ana, v := s.agent("ana@localhost"), s.visitor()
	v.say("Hello")
	ana.press("button", visitorName(v))
	ana.press("button", "Take")
	ana.until("it is hers", func() bool { return ana.doc.Find("button", "Hand back") != nil })
	ana.fill("Message", "L")
	v.see("Ana Martin is typing")
	v.fill("Message", "M")
	ana.see("is typing")
	s.pass(10_000)
	v.until("the sign of an agent who went away ends", func() bool { return !contains(v.text(), "is typing") })
}

func TestOneOfTwoAgentsGetsTheConversation(t *testing.T) {
	s := newStage(t)
	ana, ben, v := s.agent("ana@localhost"), s.agent("ben@localhost"), s.visitor()
	v.say("Anybody there?")
	for _, a := range []*agent{ana, ben} {
		a.press("button", visitorName(v))
		a.until("it can be taken", func() bool { return a.doc.Find("button", "Take") != nil })
	}
	ana.event(ana.doc.Find("button", "Take"), clicked)
	ben.event(ben.doc.Find("button", "Take"), clicked)
	ana.until("one has it", func() bool {
		return contains(ana.text(), "Ben Keller has this conversation") != contains(ben.text(), "Ana Martin has this conversation")
	})
	winner, loser, name := ana, ben, "Ana Martin"
	if contains(ana.text(), "Ben Keller has this conversation") {
		winner, loser, name = ben, ana, "Ben Keller"
	}
	loser.see(name + " has already taken this conversation.")
	loser.press("button", "Discard")
	winner.say("I am here.")
	v.see("I am here.")
}

func TestWhatWasWrittenWithoutNetworkIsSentOnce(t *testing.T) {
	s := newStage(t)
	ana, v := s.agent("ana@localhost"), s.visitor()
	v.say("first")
	ana.press("button", visitorName(v))
	ana.say("second")
	v.see("second")
	v.cut()
	v.say("third")
	v.say("fourth")
	v.see("Waiting to be sent")
	v.see("Reconnecting in")
	ana.say("fifth")
	s.pass(5 * 60_000)
	v.load() // and the visitor even reloads meanwhile
	v.see("third")
	v.offline = false
	v.see("fifth")
	all := []string{"first", "second", "fifth", "third", "fourth"}
	v.until("all is sent", func() bool { return !contains(v.text(), "Waiting") })
	v.reads(all...)
	ana.reads(all...)
}

func TestTheRelayGoesAwayAndComesBack(t *testing.T) {
	s := newStage(t)
	ana, v := s.agent("ana@localhost"), s.visitor()
	v.say("one")
	ana.press("button", visitorName(v))
	ana.say("two")
	v.see("two")
	s.relay.Cut()
	s.relay.Stop()
	v.say("three")
	ana.say("four")
	ana.see("Reconnecting")
	ana.see("Waiting to be sent")
	s.relay.Restart()
	v.see("four")
	ana.see("three")
	ana.until("all is sent", func() bool { return !contains(ana.text()+v.text(), "Waiting to be sent") })
	all := []string{"one", "two", "three", "four"}
	got := v.texts(all...)
	same(t, "both threads", got, ana.texts(all...))
	slices.Sort(got)
	slices.Sort(all)
	same(t, "what is there, each once", got, all)
}

func TestAReloadShowsTheWholeThreadAndKeepsTheDraft(t *testing.T) {
	s := newStage(t)
	ana, v := s.agent("ana@localhost"), s.visitor()
	v.say("one")
	ana.press("button", visitorName(v))
	ana.say("two")
	v.see("two")
	v.fill("Message", "a draft")
	ana.fill("Message", "another draft")
	v.load()
	ana.load()
	for _, text := range []string{"one", "two"} {
		v.see(text)
		ana.see(text)
	}
	v.until("the draft is there", func() bool { return v.doc.Find("textbox", "Message").Attrs[".value"] == "a draft" })
	ana.until("the draft is there", func() bool { return ana.doc.Find("textbox", "Message").Attrs[".value"] == "another draft" })
}

func TestAnAgentClosesAndTheVisitorWritesAgain(t *testing.T) {
	s := newStage(t)
	ana, ben, v := s.agent("ana@localhost"), s.agent("ben@localhost"), s.visitor()
	v.say("one")
	ana.press("button", visitorName(v))
	ana.say("two")
	v.see("two")
	ana.press("button", "Close")
	ana.submit("Close")
	ana.see("This conversation is closed.")
	v.see("closed the conversation")
	v.say("three")
	ben.see("three")
	ben.press("button", visitorName(v))
	ben.see("The conversation was reopened")
	ben.say("four")
	v.see("four")
}

func TestAnAgentHandsBackAndAnotherTakes(t *testing.T) {
	s := newStage(t)
	ana, ben, v := s.agent("ana@localhost"), s.agent("ben@localhost"), s.visitor()
	v.say("one")
	ana.press("button", visitorName(v))
	ana.press("button", "Take")
	ana.press("button", "Hand back")
	ana.see("You handed the conversation back")
	ben.press("button", visitorName(v))
	ben.say("two")
	v.see("two")
	ana.see("Ben Keller has this conversation.")
}

func TestAWrongPasswordIsSaidAndASignOutForgets(t *testing.T) {
	s := newStage(t)
	a := join(s, console.Program(), nil, s.relay.Browser())
	a.see("Password")
	a.submit("Sign in")
	a.see("Please enter your e-mail and your password.")
	a.fill("E-mail", "ana@localhost")
	a.fill("Password", "guess")
	a.submit("Sign in")
	a.see("do not match")
	a.fill("Password", relaytest.Password)
	a.submit("Sign in")
	a.see("Connected")
	a.press("button", "Sign out")
	a.see("Answer the visitors of your site.")
	a.load()
	a.see("Answer the visitors of your site.")
}

// Forty messages while the socket breaks again and again, at places drawn from the run's own course.
func TestNothingIsLostOrDoubledOverABadNetwork(t *testing.T) {
	s := newStage(t)
	ana, v := s.agent("ana@localhost"), s.visitor()
	v.say("start")
	ana.press("button", visitorName(v))
	ana.press("button", "Take")
	var all []string
	for i := range 20 {
		mine, theirs := "visitor says "+strconv.Itoa(100+i), "agent says "+strconv.Itoa(100+i)
		all = append(all, mine, theirs)
		v.say(mine)
		if i%3 == 0 {
			v.ws.CloseNow() // the answer to what was just sent is lost
		}
		if i%4 == 1 {
			ana.cut()
			ana.offline = false
		}
		ana.say(theirs)
		if i%5 == 2 {
			v.load()
		}
		s.until(func() string { return "connected again" }, func() bool { return v.ws != nil && ana.ws != nil })
	}
	slices.Sort(all)
	v.until("the visitor has each once", func() bool { return slices.Equal(said(v.loop.Model.Talk.Thread), all) })
	ana.until("the agent has each once", func() bool { return slices.Equal(said(ana.loop.Model.Talks[conversation(v)].Talk.Thread), all) })
	s.until(func() string { return "nothing waits" }, func() bool {
		return len(v.loop.Model.Talk.Thread.Pending)+len(ana.loop.Model.Talks[conversation(v)].Talk.Thread.Pending) == 0
	})
}

// said are the stored texts but the first, sorted.
func said(thread chat.Thread) (texts []string) {
	for _, e := range thread.Stored {
		if b, ok := e.Body.(chat.Text); ok && b.Text != "start" {
			texts = append(texts, b.Text)
		}
	}
	slices.Sort(texts)
	return texts
}
