package browser_test

import (
	"fmt"
	"os"
	"testing"

	"pupitre/app/chat"
	"pupitre/wasm/browser"
)

// at the file of Julie, who is known for two years.
func julieFile(t *testing.T, role chat.Role) *browser.Page {
	t.Helper()
	r := keep(t, role)
	p := browser.Open(t, 1280, 900)
	p.WithAxe()
	p.Go(r.url + "/console/#customer/" + string(julie))
	p.Until(`at("region", "Customer file") && document.querySelectorAll(".exchange").length === 20`)
	return p
}

func TestACustomerFileHasAnAddress(t *testing.T) {
	t.Parallel()
	p := julieFile(t, chat.Agent)
	p.See("Julie Moreau")
	p.Press("button", "Conversations")
	p.Until(`!at("region", "Customer file") && location.hash === ""`)
	browser.Eval[bool](p, `(history.back(), true)`)
	p.Until(`at("region", "Customer file") && location.hash === "#customer/v8f2c"`)
	browser.Eval[bool](p, `(location.reload(), true)`)
	p.Until(`performance.getEntriesByType("navigation")[0].type === "reload" && at("region", "Customer file") && seen("Julie Moreau")`)
}

func TestAFoundMessageIsReadInItsPlace(t *testing.T) {
	t.Parallel()
	p := julieFile(t, chat.Agent)
	p.Key("Control+F") // the capital letter: with Shift
	p.Until(`focused() === at("combobox", "Search conversations")`)
	p.Type("quick")
	p.Until(`every("option", "").length > 4`)
	p.Key("ArrowDown")
	p.Until(`every("option", "")[1].ariaSelected === "true"`)
	p.Type("! (111)")
	p.Until(`every("option", "").length === 1 && document.querySelector("mark").textContent === "quick! (111)"`)
	p.Key("Enter")
	p.Until(`document.querySelector(".past .sought") && visible(document.querySelector(".past .sought"))`)
	p.Until(`(() => { const b = document.querySelector(".past .scroll").getBoundingClientRect(), r = document.querySelector(".sought").getBoundingClientRect(); return r.top >= b.top - 1 && r.bottom <= b.bottom && r.bottom <= innerHeight })()`)
	if rows := browser.Eval[int](p, `document.querySelectorAll(".past .row").length`); rows > 120 {
		t.Errorf("%d rows of a long conversation are in the document", rows)
	}
	browser.Eval[bool](p, `(history.back(), true)`)
	p.Until(`at("combobox", "Search conversations")?.value === "quick! (111)" && every("option", "").length === 1`)
}

func TestTheBandOfAVisitIsReadByKeyboardAndByPointer(t *testing.T) {
	t.Parallel()
	p := julieFile(t, chat.Agent)
	browser.Eval[bool](p, `(document.querySelector(".band").focus(), true)`)
	p.Key("ArrowRight")
	p.Key("ArrowRight")
	p.Until(`visible(document.querySelector(".pointed")) && document.querySelector(".pointed").innerText.includes("https://shop.example/lamps/halo?variant=1")`)
	p.Key("End")
	p.Until(`document.querySelector(".pointed").innerText.includes("variant=8")`)
	p.Hover("option", "Your basket")
	p.Until(`document.querySelector(".pointed").innerText.includes("Your basket")`)
	if n := browser.Eval[int](p, `Math.max(...[...document.querySelectorAll(".band")].map((b) => b.children.length))`); n > 80 {
		t.Errorf("a band has %d parts", n)
	}
	p.Press("button", "List 9 pages")
	p.Until(`document.querySelectorAll(".listed-page").length === 9`)
}

func TestAxeFindsNothingOnACustomerFile(t *testing.T) {
	t.Parallel()
	p := julieFile(t, chat.Manager)
	p.Audit("a customer's file")
	p.Press("button", "List 9 pages")
	browser.Eval[bool](p, `(document.querySelector(".exchange-head").click(), true)`)
	p.Until(`document.querySelectorAll(".past .row").length > 3`)
	browser.Eval[bool](p, `(document.querySelector(".band").focus(), true)`)
	p.Key("ArrowRight")
	p.Until(`visible(document.querySelector(".pointed"))`)
	p.Audit("a file with a conversation and a list of pages open")
	p.Press("button", "Erase everything")
	p.Until(`document.querySelector("dialog[open]")`)
	p.Audit("erasing it")
	p.Fill("To confirm", "erase\r")
	p.See("Everything about this customer has been erased")
	p.Audit("an erased file")
	p.Key("Control+F") // the capital letter: with Shift
	p.Until(`focused() === at("combobox", "Search conversations")`)
	p.Audit("a new search")
	p.Type("parcel")
	p.Until(`document.querySelectorAll(".hit").length > 5`)
	p.Audit("what was found")
	p.Size(390, 844)
	p.Audit("a narrow search")
}

// TestPicturesOfAFile writes pictures for people to look at; see TestPictures.
func TestPicturesOfAFile(t *testing.T) {
	if *pictures == "" {
		t.Skip("make screenshots writes pictures")
	}
	if err := os.MkdirAll(*pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "fr"} {
		r := keep(t, chat.Manager)
		p := browser.Open(t, 1280, 900)
		p.OnEveryPage(fmt.Sprintf(`Object.defineProperty(navigator, "language", { get: () => %q }); Object.defineProperty(navigator, "languages", { get: () => [%q] })`, lang, lang))
		take := func(view string) {
			for _, dark := range []bool{false, true} {
				p.Dark(dark)
				for _, width := range []int{1280, 390} {
					p.Size(width, 900)
					browser.Eval[bool](p, painted)
					write(t, fmt.Sprintf("%s-%s-%s-%d.png", view, lang, map[bool]string{false: "light", true: "dark"}[dark], width), p.Screenshot())
				}
			}
			p.Size(1280, 900)
			p.Dark(false)
		}
		p.Go(r.url + "/console/#customer/" + string(julie))
		p.Until(`document.querySelectorAll(".exchange").length === 20`)
		take("file")
		browser.Eval[bool](p, `(document.querySelectorAll(".exchange-head")[1].click(), true)`)
		p.Until(`document.querySelectorAll(".past .row").length > 3`)
		take("file-past")
		browser.Eval[bool](p, `(document.querySelectorAll(".exchange-head")[1].click(), document.querySelector(".history").scrollIntoView(), document.querySelector(".band").focus(), true)`)
		p.Key("ArrowRight")
		p.Key("ArrowRight")
		p.Until(`document.querySelector(".pointed")`)
		take("file-history")
		browser.Eval[bool](p, `(document.querySelector(".file-head button.dangerous").click(), true)`)
		p.Until(`document.querySelector("dialog[open]")`)
		take("file-erase")
		p.Key("Escape")
		p.Key("Control+F") // the capital letter: with Shift
		p.Until(`document.activeElement.role === "combobox"`)
		take("search-empty")
		p.Type("parcel")
		p.Until(`document.querySelectorAll(".hit").length > 5`)
		take("search")
		p.Key("Enter")
		p.Until(`document.querySelector(".past .sought")`)
		take("file-found")
	}
}
