package browser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pupitre/wasm/browser"
)

// A laptop is shut for an hour in the middle of a conversation, the visitor's and then the agent's: the last words go out and
// their answer is lost, or they do not go out at all, and the other side writes on. When it is opened again nobody presses
// anything: the thread is whole and in order on both sides, and each message was sent once.
func TestALaptopSleepsAndNothingIsLost(t *testing.T) {
	t.Parallel()
	r := shop(t)
	desk, home := newCable(t, r.URL), newCable(t, r.URL)
	ana, v := browser.Open(t, 1280, 2000), browser.Open(t, 470, 2000) // where the chat is as large as the page
	ana.MaySleep()
	v.MaySleep()
	enter(ana, desk.url(), "ana@localhost")
	v.Go(home.url() + "/demo/")
	v.Press("button", "Open chat")
	v.Fill("Message", "Hello\r")
	ana.See("Hello")
	ana.Press("listitem", "")
	ana.Fill("Message", "Good morning\r")
	v.See("Good morning")
	texts := []string{"Hello", "Good morning"}
	for _, side := range []struct {
		name           string
		sleeper, other *browser.Page
		cable          *cable
	}{{"visitor", v, ana, home}, {"agent", ana, v, desk}} {
		say := func(p *browser.Page, text string) {
			text = side.name + ": " + text
			texts = append(texts, text)
			p.Type(text + "\r")
		}
		side.cable.deafen()
		say(side.sleeper, "stored, and nobody says so")
		side.other.See("stored, and nobody says so")
		side.cable.cut()
		say(side.sleeper, "not even sent")
		side.sleeper.Sleep()
		late := texts[len(texts)-1] // comes when it wakes, behind what the other side writes meanwhile
		texts = texts[:len(texts)-1]
		for i := range 3 {
			say(side.other, fmt.Sprintf("written meanwhile, %d", i))
		}
		side.other.Until(fmt.Sprintf(`%s && !seen("Waiting to be sent") && !seen(%q)`, shownOnce(texts), late))
		side.sleeper.Wake(time.Hour)
		texts = append(texts, late)
		for _, p := range []*browser.Page{side.sleeper, side.other} {
			p.Until(shownOnce(texts))
			p.Until(online)
		}
	}
	for name, p := range map[string]*browser.Page{"agent": ana, "visitor": v} {
		got := slices.DeleteFunc(browser.Eval[[]string](p, `at("log", "Messages").innerText.split("\n")`), func(l string) bool { return !slices.Contains(texts, l) })
		if !slices.Equal(got, texts) {
			t.Errorf("the %s reads\n%s\nand not\n%s", name, strings.Join(got, "\n"), strings.Join(texts, "\n"))
		}
	}
}

// shownOnce is whether each of the texts stands in the thread once.
func shownOnce(texts []string) string {
	return fmt.Sprintf(`((lines) => %s.every((w) => lines.filter((l) => l === w).length === 1))(at("log", "Messages").innerText.split("\n"))`, list(texts))
}
