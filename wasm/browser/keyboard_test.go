package browser_test

import (
	"fmt"
	"testing"

	"pupitre/app/chat"
	"pupitre/relay/relaytest"
	"pupitre/wasm/browser"
)

// A whole shift without a pointer: from signing in to signing out. The browser itself puts the focus on the first field.
func TestAShiftByKeyboardAlone(t *testing.T) {
	t.Parallel()
	r := shop(t)
	julie := call(t, r, "Is the lamp Halo in stock?")
	omar := call(t, r, "Where is my parcel?")
	omar.write(chat.PageView{URL: r.URL + "/demo/account.html", Title: "Your account"})
	const panes = `[...document.querySelectorAll("section.talk")]`
	field := func(p *browser.Page, text string) {
		t.Helper()
		p.Focus("textbox", "Message")
		p.Until(fmt.Sprintf(`focused().value === %q`, text))
	}

	ana := browser.Open(t, 1280, 800)
	ana.Go(r.URL + "/console/")
	ana.Focus("textbox", "E-mail")
	ana.Type("ana@localhost")
	ana.Key("Tab")
	ana.Type(relaytest.Password + "\r")
	ana.See("Connected")
	ana.Until(`every("listitem", "").length === 2`)

	// status
	ana.TabTo("button", "Available", false)
	ana.Key("Enter")
	ana.TabTo("button", "Away", false)
	ana.Key("Enter")
	ana.Focus("button", "Away")
	ana.Until(`!document.querySelector(":popover-open")`)
	ana.Key("Enter")
	ana.TabTo("button", "Available", false)
	ana.Key("Enter")
	ana.Focus("button", "Available")

	// from the queue: Julie waits longest
	ana.TabUntil(`focused().closest(".box")`, false)
	ana.Key("Enter")
	field(ana, "")
	ana.Type("Yes, we have two.\r")
	julie.await("Yes, we have two.")
	field(ana, "")

	// a canned response
	ana.Type("/retu")
	ana.Until(`document.querySelector(".picker [aria-selected=true]")`)
	ana.Key("Enter")
	ana.Until(`focused().value.startsWith("You may return")`)
	ana.Type("\r")
	julie.await("You may return any lamp within 30 days. The return is free of charge.")

	// emoji: by its button, and back without one
	ana.TabTo("button", "Emoji", false)
	ana.Key("Enter")
	ana.Focus("combobox", "")
	ana.Key("Escape")
	field(ana, "")
	ana.TabTo("button", "Emoji", false)
	ana.Key("Enter")
	ana.Until(`document.querySelectorAll("[role=gridcell]").length > 100`)
	ana.Type("red heart")
	ana.Until(`document.querySelectorAll("[role=gridcell]").length < 20`)
	ana.Key("Enter")
	field(ana, "❤️")
	ana.Type("\r")
	julie.await("❤️")

	// a note
	ana.Key("F2")
	ana.Focus("textbox", "Note")
	ana.Type("She is in a hurry\r")
	ana.See("She is in a hurry")
	ana.Key("F2")
	field(ana, "")

	// filters
	ana.TabTo("button", "Visitor", true)
	ana.Key("Space")
	ana.Until(`at("log", "Messages").querySelectorAll("li.row").length === 1`)
	ana.TabTo("button", "All", true)
	ana.Key("Space")
	ana.Until(`at("log", "Messages").querySelectorAll("li.row").length > 3`)

	// the other conversation beside it, and between the two with drafts
	ana.TabTo("button", "Open beside", true)
	ana.Key("Enter")
	ana.Until(panes + `.length === 2`)
	field(ana, "")
	ana.Type("Let me")
	ana.Key("Shift+F6")
	ana.Until(panes + `[0].contains(focused())`)
	field(ana, "")
	ana.Type("for Julie")
	ana.Key("ArrowLeft")
	ana.Key("F6")
	ana.Until(panes + `[1].contains(focused())`)
	field(ana, "Let me")
	ana.Type(" see\r")
	omar.await("Let me see")
	ana.Key("F6")
	field(ana, "for Julie")
	if at := browser.Eval[int](ana, `focused().selectionStart`); at != len("for Juli") {
		t.Errorf("the caret is at %d", at)
	}

	// to somebody else, or rather not
	ana.Key("F4")
	ana.Focus("combobox", "To whom?")
	ana.Round()
	ana.Key("Escape")
	field(ana, "for Julie")
	ana.Key("F4")
	ana.Focus("combobox", "To whom?")
	ana.Type("After")
	ana.Until(`document.querySelectorAll("dialog [role=option]").length === 1`)
	ana.Key("Enter")
	ana.Until(`at("button", "Withdraw")`)
	field(ana, "for Julie")
	ana.TabTo("button", "Withdraw", true)
	ana.Key("Enter")
	ana.Until(`!at("button", "Withdraw")`)
	ana.SeesFocus()

	// a pause, and its end
	ana.TabTo("button", "Pause", true)
	ana.Key("Enter")
	ana.TabTo("button", "For 5 minutes", false)
	ana.Key("Enter")
	ana.Until(`at("button", "Resume")`)
	ana.SeesFocus()
	ana.TabTo("button", "Resume", true)
	ana.Key("Enter")
	ana.Until(`!at("button", "Resume")`)
	ana.SeesFocus()

	// nothing is a trap, and nothing is out of reach
	ana.Round()
	ana.Key("?")
	ana.Until(`document.querySelector("dialog[open]")`)
	ana.Round()
	ana.Key("Escape")
	ana.SeesFocus()

	// the end, with what it was about
	ana.TabTo("button", "Close", false)
	ana.Key("Enter")
	ana.Until(`document.querySelector("dialog[open]")`)
	ana.Round()
	ana.TabTo("textbox", "Stock", true) // a checkbox
	ana.Key("Space")
	ana.Until(`focused().checked`)
	ana.Key("Enter")
	ana.Until(`!document.querySelector("dialog") && seen("Stock")`)
	ana.Focus("log", "Messages") // there is no field any more
	ana.Key("F6")
	field(ana, "for Julie")
	ana.Key("F6")
	ana.Until(panes + `[1].contains(focused())`)
	ana.Focus("log", "Messages")
	ana.Key("F9")
	ana.Until(panes + `.length === 1`)
	field(ana, "for Julie")
	ana.Key("F9")
	ana.Until(panes + `.length === 0`)
	ana.SeesFocus()

	ana.TabTo("button", "Sign out", false)
	ana.Key("Enter")
	ana.Focus("textbox", "E-mail")
}
