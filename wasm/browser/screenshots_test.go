package browser_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"pupitre/relay/relaytest"
	"pupitre/wasm/browser"
)

var pictures = flag.String("pictures", "", "write pictures of the main views into this `folder`")

// TestPictures writes pictures of the main views of console and chat, for people to look at: in both languages, light and
// dark, wide and narrow. make screenshots runs it.
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("make screenshots writes pictures")
	}
	if err := os.MkdirAll(*pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "fr"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			picture(t, lang)
		})
	}
}

// picture tells a short story and takes a picture of each view on the way.
func picture(t *testing.T, lang string) {
	r := shop(t)
	v := browser.Open(t, 1280, 800)
	v.Go(r.URL + "/demo/?lang=" + lang)
	take := func(p *browser.Page, view string) {
		for _, dark := range []bool{false, true} {
			p.Dark(dark)
			for _, width := range []int{1280, 390} {
				p.Size(width, 844)
				browser.Eval[bool](p, painted)
				write(t, fmt.Sprintf("%s-%s-%s-%d.png", view, lang, map[bool]string{false: "light", true: "dark"}[dark], width), p.Screenshot())
			}
		}
		p.Size(1280, 844)
		p.Dark(false)
	}
	take(v, "shop")
	browser.Eval[bool](v, `(pupitre("open"), true)`)
	v.Until(`at("textbox", "Message")?.closest("[data-root]")`)
	take(v, "chat-new")
	v.Fill("Message", "Is the lamp Halo in stock, and in blue?\r")

	ana := browser.Open(t, 1280, 844)
	ana.OnEveryPage(fmt.Sprintf(`Object.defineProperty(navigator, "language", { get: () => %q })`, lang))
	ana.Go(r.URL + "/console/")
	ana.Until(`every("textbox", "").length === 2`)
	take(ana, "console-sign-in")
	ana.Press("textbox", "E-mail")
	ana.Type("ana@localhost\t" + relaytest.Password + "\r")
	ana.See("Is the lamp Halo in stock, and in blue?")
	take(ana, "console-list")
	ana.Press("listitem", "")
	ana.Fill("Message", "Yes, we have two of them.\r")
	v.See("Yes, we have two of them.")
	take(ana, "console-conversation")
	take(v, "chat-answered")
	ana.Key("Control+k")
	ana.Until(`document.querySelector("dialog[open], [role=dialog]")`)
	take(ana, "console-palette")

	book := ana.Tab()
	book.Go(r.URL + "/console/#storybook")
	book.Until(`document.querySelectorAll(".story").length > 10`)
	book.Size(1600, 4000)
	write(t, "storybook-"+lang+".png", book.Screenshot())
}

// painted waits until what was changed has been painted.
const painted = `new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => go(true))))`

func write(t *testing.T, name string, png []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(*pictures, name), png, 0o644); err != nil {
		t.Fatal(err)
	}
}
