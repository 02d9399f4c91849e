package browser_test

import (
	"testing"

	"pupitre/relay/bot"
	"pupitre/relay/web"
)

func TestABotAsksAndHandsOver(t *testing.T) {
	t.Parallel()
	list, err := bot.Demo("demo")
	if err != nil {
		t.Fatal(err)
	}
	r := shop(t, func(c *web.Config) { c.Bots = list })
	ana, v := signIn(t, r.URL, "ana@localhost"), visit(t, r, "/demo/")
	v.Fill("Message", "Hello\r")
	v.Until(`at("button", "Talk to a person") && at("button", "An order or a delivery") && seen("Lumi (bot) is with you")`)
	ana.Until(`seen("Bots") && seen("With Lumi (bot)") && document.title === "Pupitre"`)
	ana.Press("listitem", "")
	ana.Until(`at("button", "Take") && seen("Lumi (bot) has this conversation.")`)
	v.Press("button", "An order or a delivery")
	v.See("Lumi (bot) hands over to our team")
	v.Until(`seen("Chosen") && !at("button", "Talk to a person")`)
	ana.Until(`seen("chose this") && document.title === "(1) Pupitre"`)
	ana.Press("button", "Take")
	ana.Fill("Message", "Which order is it?\r")
	v.See("Which order is it?")
	v.See("Ana Martin is with you")
}
