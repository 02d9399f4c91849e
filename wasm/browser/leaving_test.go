package browser_test

import (
	"testing"

	"pupitre/wasm/browser"
)

// folded and unfolded: the chat is closed, or open. Its button is called the same in either case.
const (
	folded   = `at("button", "Open chat")?.ariaExpanded === "false" && !at("textbox", "Message")`
	unfolded = `at("button", "Open chat")?.ariaExpanded === "true"`
)

// Somebody opens the chat and presses a link of the shop in the same moment, before anything of the chat has come, ten times
// over. It is open on each next page, with what was said and with the draft; closed there, it stays closed.
func TestTheChatIsOpenOnTheNextPageHoweverSoonSomebodyLeaves(t *testing.T) {
	t.Parallel()
	r := shop(t)
	v := browser.Open(t, 1280, 1000) // the links stand over the chat
	v.Slow(400_000)                  // bytes a second: the program takes one
	v.Go(r.URL + "/demo/")
	v.Press("button", "Open chat")
	v.Fill("Message", "Hello\rhalf a thought")
	for i := range 10 {
		links := []string{"Basket"}
		if i%3 == 1 { // away again, as soon as it has opened by itself
			links = []string{"Account", "Shop", "Basket"}
		}
		for _, link := range links {
			v.Until(`(window.left = at("link", "` + link + `"))`)
			v.Press("link", link)
			v.Until(`!window.left && ` + unfolded)
		}
		v.Until(`at("log", "Messages")?.innerText.includes("Hello") && at("textbox", "Message").value === "half a thought"`)
		v.Press("button", "Close chat")
		v.Until(folded)
		v.Go(r.URL + "/demo/")
		v.Until(folded)
		v.Press("button", "Open chat")
	}
}

// A shop whose pages move something in every frame leaves no idle moment. The chat is open there all the same, unless the
// page has closed it meanwhile.
func TestTheChatIsOpenOnAPageThatIsNeverIdle(t *testing.T) {
	t.Parallel()
	r := shop(t)
	v := browser.Open(t, 1280, 800)
	v.OnEveryPage(`if (top === window) window.requestIdleCallback = (then, how) => how?.timeout && setTimeout(() => { then(); window.waited = true; }, how.timeout)`)
	v.Go(r.URL + "/demo/")
	v.Press("button", "Open chat")
	v.Until(`at("textbox", "Message")`)
	v.Go(r.URL + "/demo/basket.html")
	v.Until(unfolded + ` && at("textbox", "Message")`)
	v.OnEveryPage(`addEventListener("load", () => pupitre("close"))`)
	v.Go(r.URL + "/demo/account.html")
	v.Until(`window.waited && document.readyState === "complete"`)
	v.Until(folded)
}
