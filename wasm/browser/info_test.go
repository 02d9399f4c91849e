package browser_test

import (
	"testing"
)

// The information pane stands beside the conversation and is a drawer on a telephone. Both by keyboard.
func TestTheInformationPaneFoldsAndIsADrawerOnATelephone(t *testing.T) {
	t.Parallel()
	const pane, button = `document.querySelector("aside.info")`, "Visitor information"
	r := shop(t)
	call(t, r, "Is the lamp Halo in stock?")
	ana := signInAudited(t, r.URL, "ana@localhost")
	ana.Size(1280, 800)
	ana.Press("listitem", "")
	ana.Until(pane)
	ana.Audit("the information pane")

	ana.Focus("textbox", "Message")
	ana.Key("Control+F9")
	ana.Until(`!` + pane)
	ana.TabTo("button", button, true)
	ana.Key("Enter")
	ana.Until(pane)
	ana.TabTo("button", "Hide the information", false)
	ana.Key("Enter")
	ana.Until(`!` + pane)
	ana.Focus("button", button) // it came back here
	ana.Go(r.URL + "/console/")
	ana.Until(`document.querySelector("section.talk")`)
	ana.Until(`!` + pane)

	ana.Size(390, 780)
	ana.Until(`at("button", "` + button + `")`)
	ana.Press("button", button)
	ana.Until(`document.querySelector("dialog.drawer[open]")?.contains(document.activeElement)`)
	ana.WithAxe()
	ana.Audit("the drawer")
	ana.Key("Escape")
	ana.Until(`!document.querySelector("dialog")`)
	ana.Focus("button", button)
	ana.Size(1280, 800)
	ana.Until(`!document.querySelector("dialog")`)
}

// Names of countries and amounts are the browser's own, in the page's language, whichever it is now.
func TestTheBrowserNamesCountriesAndAmounts(t *testing.T) {
	t.Parallel()
	r := shop(t)
	p := signInAudited(t, r.URL, "ana@localhost")
	p.Go(r.URL + "/console/#storybook")
	p.Until(`[...document.querySelectorAll(".story")].some((s) => /Information, a customer/.test(s.textContent))`)
	for _, words := range []string{"French (France)", "€129.00", "1,204.5", "March 14, 2021"} {
		p.See(words)
	}
}
