package browser_test

import (
	"fmt"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/wiretest"
	"pupitre/wasm/browser"
)

var news = []string{"first news", "second news", "third news"}

// An agent who cannot see hears what visitors write, each once: not again when its row comes into the document anew, and
// nothing of what they write themselves.
func TestAnAgentHearsEachMessageOnce(t *testing.T) {
	t.Parallel()
	r := shop(t)
	julie, omar := call(t, r), call(t, r, "Where is my parcel?")
	for i := range 20 {
		julie.write(chat.Text{Text: fmt.Sprintf("What else I know, part %d", i)})
	}
	ana := browser.Open(t, 1280, 500)
	ana.Listen()
	enter(ana, r.URL, "ana@localhost")
	ana.Until(`every("listitem", "").length === 2`)
	ana.Press("button", omar.initials())
	ana.Press("button", julie.initials())
	ana.Fill("Message", "my own words\r")
	ana.See("Sent")
	name := "Visitor " + julie.tag()
	said := []string{name + ": first news", name + ": second news", name + ": third news"}
	julie.writeAll(news...)
	ana.Until(`top.heard.some(([, said]) => said.includes("third news"))`)
	ana.HeardOnce(t, "when they came", news, said...)

	const log = `at("log", "Messages")`
	gone := func() { ana.Until(`!` + log + `.innerText.includes("third news")`) }
	back := func() { ana.Until(log + `.innerText.includes("third news")`) }
	browser.Eval[bool](ana, `(`+log+`.scrollTo(0, 0), true)`)
	ana.Until(log + `.innerText.includes("part 0")`)
	gone()
	browser.Eval[bool](ana, `(`+log+`.scrollTo(0, 1e6), true)`)
	back()
	ana.HeardOnce(t, "scrolled away and back", news, said...)
	ana.Press("button", "Agent")
	gone()
	ana.Press("button", "All")
	back()
	ana.HeardOnce(t, "filtered away and back", news, said...)
	ana.Press("button", omar.initials())
	gone()
	ana.Press("button", julie.initials())
	back()
	ana.Press("button", "Settings")
	ana.Press("button", "Back")
	back()
	ana.HeardOnce(t, "gone elsewhere and back", news, said...)
	ana.Press("button", "Français")
	ana.Until(`document.documentElement.lang === "fr"`)
	ana.HeardOnce(t, "in another language", news, said...)
	r.Cut()
	r.CutAndRestart()
	ana.Until(`top.heard.some(([, said]) => said === "Connecté")`)
	back()
	ana.HeardOnce(t, "connected again", news, said...)
	ana.HeardOnce(t, "own words", []string{"my own words"})
}

func TestAVisitorHearsEachMessageOnce(t *testing.T) {
	t.Parallel()
	r := shop(t)
	v := browser.Open(t, 1280, 800)
	v.Listen()
	v.Go(r.URL + "/demo/")
	v.Press("button", "Open chat")
	v.Until(`at("textbox", "Message")`)
	for i := range 12 {
		v.Fill("Message", fmt.Sprintf("my own words, part %d\r", i))
	}
	v.See("part 11")
	v.See("Sent")

	ana := r.Agent("ana@localhost")
	_, list := ana.HelloAgent()
	id := list.List[0].ID
	page := ana.Follow(id, 0, 0)
	sends := []wire.Frame{wire.Send{Conversation: id, After: page.Last, ID: "a-0", Body: chat.Joined{}}}
	for i, text := range news {
		sends = append(sends, wire.Send{Conversation: id, After: page.Last + uint64(i) + 1, ID: chat.EntryID(fmt.Sprintf("a-%d", i+1)), Body: chat.Text{Text: text}})
	}
	ana.Say(sends...)
	for range sends {
		wiretest.Await[wire.Ack](ana)
	}
	said := []string{"Ana Martin: first news", "Ana Martin: second news", "Ana Martin: third news"}
	v.Until(`top.heard.some(([, said]) => said.includes("third news"))`)
	v.HeardOnce(t, "when they came", news, said...)

	const log = `at("log", "Messages")`
	browser.Eval[bool](v, `(`+log+`.scrollTo(0, 0), true)`)
	v.Until(`at("button", "Latest")`)
	v.Press("button", "Latest")
	v.Until(`!at("button", "Latest")`)
	v.Press("button", "Close chat")
	v.Until(folded) // pressed before, the same button would fold it
	v.Press("button", "Open chat")
	v.Until(log)
	v.HeardOnce(t, "scrolled, closed and opened", news, said...)
	v.HeardOnce(t, "own words", []string{"my own words"})
	v.Go(r.URL + "/demo/products.html")
	v.Until(`at("log", "Messages")?.innerText.includes("third news")`)
	v.HeardOnce(t, "on another page", news)
}
