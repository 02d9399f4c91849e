package browser_test

import (
	"fmt"
	"testing"

	"pupitre/app/chat"
	"pupitre/relay/relaytest"
	"pupitre/relay/translate"
	"pupitre/relay/translate/translatetest"
	"pupitre/relay/web"
	"pupitre/wasm/browser"
)

// A whole shift without a pointer: from signing in to signing out. The browser itself puts the focus on the first field.
func TestAShiftByKeyboardAlone(t *testing.T) {
	t.Parallel()
	service := translatetest.Start(t, map[string]string{"es": "¿Y en azul?", "en": "And in blue?"})
	r := shop(t, func(c *web.Config) {
		c.Rules = chat.Rules{MaxFile: 1_000_000, Types: "application/pdf"}
		c.Translate = translate.Config{Service: translate.LibreTranslate, URL: service.URL}
	})
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

	// a link, found by a word, and an offer, by the arrows
	ana.TabTo("button", "Send a link", false)
	ana.Key("Enter")
	ana.Focus("combobox", "")
	ana.Type("invoices")
	ana.Until(`document.querySelectorAll("[role=option]").length === 1`)
	ana.Key("Enter")
	julie.awaitEntry(func(b chat.Body) bool { l, ok := b.(chat.Link); return ok && l.URL == r.URL+"/demo/account.html" })
	field(ana, "")
	ana.TabTo("button", "Send an offer", false)
	ana.Key("Enter")
	ana.Focus("combobox", "")
	ana.Until(`document.querySelectorAll("[role=option]").length === 2`)
	ana.Key("ArrowDown")
	ana.Until(`document.querySelectorAll("[role=option]")[1].ariaSelected === "true"`)
	ana.Key("Enter")
	julie.awaitEntry(func(b chat.Body) bool {
		o, ok := b.(chat.Offer)
		return ok && o.Title == "Halo" && o.Price == "€179"
	})
	field(ana, "")

	// a file
	chooser := ana.Chooser()
	ana.TabTo("button", "Attach files", false)
	ana.Key("Enter")
	chooser.Choose(paper(t, "Invoice 1.pdf"))
	ana.Until(`at("list", "Attached files") && !document.querySelector("progress")`)
	ana.SeesFocus()
	ana.TabTo("textbox", "Message", true)
	ana.Type("\r")
	julie.awaitEntry(func(b chat.Body) bool { f, ok := b.(chat.File); return ok && f.Name == "Invoice 1.pdf" })
	field(ana, "")

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

	// words in another language
	julie.write(chat.Text{Text: "¿Y en azul?"})
	ana.See("¿Y en azul?")
	ana.TabUntil(`focused().closest("li.row")?.innerText.includes("azul") && nameOf(focused()) === "Translate into English"`, false)
	ana.Key("Enter")
	ana.See("And in blue?")
	ana.SeesFocus()

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
	ana.Focus("textbox", "Comment") // the first that Tab comes to: the arrows are for the list
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
	ana.Until(`document.querySelector("dialog[open]")`)
	ana.Round()
	ana.TabTo("button", "Hand back and sign out", true)
	ana.Key("Enter")
	ana.Focus("textbox", "E-mail")
}
