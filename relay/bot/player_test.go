package bot

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/wire"
)

// lamps is a bot that greets, asks, and knows three ways to go on.
const lamps = `{"bots": [{"id": "lumi", "name": "Lumi", "greets": true, "script": {"start": "hello", "scenes": {
	"hello": [
		{"say": {"en": "Hello!", "fr": "Bonjour !"}},
		{"ask": {"en": "What about?", "fr": "À quel sujet ?"},
		 "choices": [{"text": {"en": "Lamps", "fr": "Lampes"}}, {"text": {"en": "Order", "fr": "Commande"}, "go": "order"}, {"text": {"en": "Sales", "fr": "Vente"}, "go": "sales"}, {"text": "Nothing", "go": "end"}],
		 "free": "people", "silence": {"after": "1m", "go": "still"}},
		{"card": {"title": "All lamps", "url": "https://shop.example/lamps"}},
		{"go": "people"}],
	"order": [{"say": {"en": "Your number?", "fr": "Votre numéro ?"}}, {"wait": true, "silence": {"after": "2m"}}, {"say": {"en": "Thank you.", "fr": "Merci."}}, {"handOver": {}}],
	"sales": [{"handOver": {"team": "sales", "after": "1m"}}],
	"still": [{"say": "Still there?"}, {"wait": true}, {"go": "people"}],
	"people": [{"say": {"en": "A colleague comes.", "fr": "Un collègue arrive."}}],
	"end": [{"say": "Bye."}, {"close": true}]
}}}]}`

func answer(o *office, choice uint64) chat.Answer {
	o.t.Helper()
	for _, e := range o.entries() {
		if q, ok := e.Body.(chat.Question); ok {
			return chat.Answer{Of: e.ID, Choice: choice, Text: q.Choices[choice]}
		}
	}
	o.t.Fatal("nothing was asked")
	return chat.Answer{}
}

var asked = []string{"v1 Text hi", "lumi Joined", "lumi Text Hello!", "lumi Question What about?"}

func after(lines ...string) []string { return append(append([]string(nil), asked...), lines...) }

func TestAScriptGreetsAsksAndHandsOver(t *testing.T) {
	t.Parallel()
	o := newOffice(t, lamps)
	o.says(julie, "hi")
	o.reads(asked...)
	o.does(julie, answer(o, 0))
	o.reads(after("v1 Answer Lamps", "lumi Link All lamps", "lumi Text A colleague comes.", "lumi Left")...)
	c := o.Conversation(conv)
	if !c.Queued() || c.WaitingSince == 0 || !c.ForPeople {
		t.Errorf("not in the queue: %+v", c)
	}
	o.says(julie, "hello?")
	o.restart()
	o.says(julie, "hello??")
	o.does(anna, chat.Joined{})
	if got := o.thread(); len(got) != 11 {
		t.Errorf("the bot came back:\n%s", strings.Join(got, "\n"))
	}
}

// Whatever the moment at which the relay stops, the script goes on where it was, and says nothing twice.
func TestARestartInTheMiddleOfAScriptChangesNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(t, lamps)
	o.says(julie, "hi")
	o.restart()
	o.reads(asked...)
	o.restart()
	o.does(julie, answer(o, 1))
	o.restart()
	o.reads(after("v1 Answer Order", "lumi Text Your number?")...)
	o.bots.Close() // the bots are gone, the desk is not: what the visitor says meanwhile is answered afterwards
	o.says(julie, "42")
	o.restart()
	o.reads(after("v1 Answer Order", "lumi Text Your number?", "v1 Text 42", "lumi Text Thank you.", "lumi Left")...)
	o.restart()
	o.pass(time.Hour)
	o.reads(after("v1 Answer Order", "lumi Text Your number?", "v1 Text 42", "lumi Text Thank you.", "lumi Left")...)
}

// A second relay of the same store performs the same script.
func TestTwoRelaysSayNothingTwice(t *testing.T) {
	t.Parallel()
	o := newOffice(t, lamps)
	second, err := Open(t.Context(), bots(t, lamps), o.o)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	o.Watch(second)
	o.says(julie, "hi")
	o.reads(asked...)
	o.does(julie, answer(o, 1))
	o.reads(after("v1 Answer Order", "lumi Text Your number?")...)
	o.says(julie, "42")
	o.reads(after("v1 Answer Order", "lumi Text Your number?", "v1 Text 42", "lumi Text Thank you.", "lumi Left")...)
}

func TestFreeTextLeadsOn(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"a person, please": {"lumi Text A colleague comes.", "lumi Left"},
		" ORDER ":          {"lumi Text Your number?"}, // a choice in words
		"commande":         {"lumi Text Your number?"}, // in whatever language
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, lamps)
			o.says(julie, "hi")
			o.reads(asked...)
			o.says(julie, text)
			o.reads(append(after("v1 Text "+strings.TrimRight(text, " ")), want...)...)
		})
	}
}

// An answer that names no choice of the question is words like others.
func TestAForgedAnswerLeadsToPeople(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*chat.Answer){
		"beyond the choices": func(a *chat.Answer) { a.Choice, a.Text = 9, "x" },
		"another question":   func(a *chat.Answer) { a.Of, a.Text = "other", "x" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, lamps)
			o.says(julie, "hi")
			o.reads(asked...)
			a := answer(o, 0)
			change(&a)
			o.does(julie, a)
			o.reads(after("v1 Answer x", "lumi Text A colleague comes.", "lumi Left")...)
		})
	}
}

func TestSilenceLeadsToPeopleInTheEnd(t *testing.T) {
	t.Parallel()
	o := newOffice(t, lamps)
	o.says(julie, "hi")
	o.reads(asked...)
	o.pass(59 * time.Second)
	o.reads(asked...)
	o.pass(time.Second)
	o.reads(after("lumi Text Still there?")...)
	o.restart()
	o.reads(after("lumi Text Still there?")...)
	o.pass(2 * time.Minute)
	o.reads(after("lumi Text Still there?", "lumi Left")...)
}

func TestWhoAnswersAfterASilenceIsHeard(t *testing.T) {
	t.Parallel()
	o := newOffice(t, lamps)
	o.says(julie, "hi")
	o.reads(asked...)
	o.pass(time.Minute)
	o.reads(after("lumi Text Still there?")...)
	o.does(julie, answer(o, 1)) // the button is still there
	o.reads(after("lumi Text Still there?", "v1 Answer Order", "lumi Text A colleague comes.", "lumi Left")...)
}

func TestAPersonWhoTakesItStopsTheBot(t *testing.T) {
	t.Parallel()
	o := newOffice(t, lamps)
	o.says(julie, "hi")
	o.reads(asked...)
	o.does(anna, chat.Joined{})
	o.does(julie, answer(o, 0))
	o.pass(time.Hour)
	o.says(anna, "I am here")
	o.restart()
	o.says(julie, "good")
	o.reads(after("anna Joined", "v1 Answer Lamps", "anna Text I am here", "v1 Text good")...)
}

func TestATransferThatNobodyAcceptsComesBackToTheQueue(t *testing.T) {
	t.Parallel()
	o := newOffice(t, lamps)
	o.says(julie, "hi")
	o.reads(asked...)
	o.does(julie, answer(o, 2))
	o.reads(after("v1 Answer Sales", "lumi Transfer")...)
	if offer := o.Conversation(conv).Offer; offer.To != (chat.Party{Kind: chat.PartyTeam, ID: "sales", Name: "Sales"}) {
		t.Errorf("offered to %+v", offer.To)
	}
	o.restart()
	o.reads(after("v1 Answer Sales", "lumi Transfer")...)
	o.pass(time.Minute)
	o.reads(after("v1 Answer Sales", "lumi Transfer", "lumi Left")...)
}

func TestATransferIsAccepted(t *testing.T) {
	t.Parallel()
	o := newOffice(t, lamps)
	o.says(julie, "hi")
	o.reads(asked...)
	o.does(julie, answer(o, 2))
	o.reads(after("v1 Answer Sales", "lumi Transfer")...)
	offer := o.Conversation(conv).Offer
	o.does(anna, chat.Settled{Of: offer.ID, How: chat.Accepted, From: offer.By})
	o.pass(time.Hour)
	o.reads(after("v1 Answer Sales", "lumi Transfer", "anna Settled")...)
	if got := o.Conversation(conv).Agent; got != anna {
		t.Errorf("it is %v's", got)
	}
}

func TestAnAgentGivesAConversationToTheBot(t *testing.T) {
	t.Parallel()
	o := newOffice(t, strings.Replace(lamps, `"greets": true`, `"greets": false`, 1))
	o.says(julie, "hi")
	o.does(anna, chat.Joined{})
	o.does(anna, chat.Transfer{To: chat.Party{Kind: chat.PartyBot, ID: "lumi", Name: "Lumi"}})
	o.reads("v1 Text hi", "anna Joined", "anna Transfer", "lumi Settled", "lumi Text Hello!", "lumi Question What about?")
	o.does(julie, answer(o, 3))
	o.reads("v1 Text hi", "anna Joined", "anna Transfer", "lumi Settled", "lumi Text Hello!", "lumi Question What about?", "v1 Answer Nothing", "lumi Text Bye.", "lumi Closed")
}

func TestABotThatDoesNotGreetTakesNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(t, strings.Replace(lamps, `"greets": true`, `"greets": false`, 1))
	o.says(julie, "hi")
	o.does(anna, chat.Joined{})
	o.reads("v1 Text hi", "anna Joined")
}

func TestTheBotSpeaksTheVisitorsLanguageToTheEnd(t *testing.T) {
	t.Parallel()
	o := newOffice(t, lamps)
	o.speaks(lang.Fr)
	o.says(julie, "salut")
	o.reads("v1 Text salut", "lumi Joined", "lumi Text Bonjour !", "lumi Question À quel sujet ?")
	o.speaks(lang.En) // the page that knows better is gone
	o.restart()
	o.does(julie, answer(o, 1))
	o.reads("v1 Text salut", "lumi Joined", "lumi Text Bonjour !", "lumi Question À quel sujet ?", "v1 Answer Commande", "lumi Text Votre numéro ?")
}

// The script was changed while a conversation was under way: what does not fit any more goes to people.
func TestAnotherScriptHandsOver(t *testing.T) {
	t.Parallel()
	o := newOffice(t, lamps)
	o.says(julie, "hi")
	o.reads(asked...)
	o.config = bots(t, `{"bots": [{"id": "lumi", "name": "Lumi", "greets": true, "script": {"start": "new", "scenes": {"new": [{"say": "I am new."}, {"wait": true}]}}}]}`)
	o.restart()
	o.reads(after("lumi Left")...)
}

func TestAScriptThatNeverEndsIsEnded(t *testing.T) {
	t.Parallel()
	o := newOffice(t, `{"bots": [{"id": "lumi", "name": "Lumi", "greets": true, "script": {"start": "a", "scenes": {"a": [{"say": "Again?"}, {"wait": true}, {"go": "a"}]}}}]}`)
	o.says(julie, "0")
	for i := 1; i <= maxPlayed; i++ {
		o.until("the bot has asked", func() bool { c := o.Conversation(conv); return c.AgentSaid == uint64(i) })
		o.says(julie, fmt.Sprint(i))
	}
	o.until("people have it", func() bool { c := o.Conversation(conv); return c.Queued() && c.ForPeople })
}

// An entry's id that somebody else has taken first does not hold a visitor.
func TestARefusedEntryHandsOver(t *testing.T) {
	t.Parallel()
	o := newOffice(t, lamps)
	jam := o.bots.ids.of(conv, "lumi", "2", "0 hello 0")
	o.Send(t.Context(), shop, julie, wire.Send{Conversation: conv, ID: jam, Body: chat.Text{Text: "hi"}})
	o.reads("v1 Text hi", "lumi Joined", "lumi Left")
}
