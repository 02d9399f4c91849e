package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/wasm/browser"
)

// audited is a page of its own profile that axe-core can look at.
func audited(t *testing.T, url string, width, height int) *browser.Page {
	t.Helper()
	p := browser.Open(t, width, height)
	p.WithAxe()
	p.Go(url)
	return p
}

// signInAudited signs in on a page that axe-core can look at.
func signInAudited(t *testing.T, base, email string) *browser.Page {
	t.Helper()
	p := browser.Open(t, 1440, 900)
	p.WithAxe()
	enter(p, base, email)
	return p
}

// What the other tests rely on: what is wrong is found, in each theme, also in a frame.
func TestAxeFindsWhatIsWrong(t *testing.T) {
	t.Parallel()
	r := shop(t)
	p := audited(t, r.URL+"/console/", 1280, 800)
	p.Until(`at("textbox", "E-mail")`)
	wrong := `(d) => {
		const b = d.createElement("p");
		b.textContent = "hardly to be read";
		b.style.color = "light-dark(#999, #555)";
		b.style.background = "light-dark(#fff, #111)";
		(d.querySelector("main") ?? d.body).append(b, d.createElement("button"));
	}`
	browser.Eval[bool](p, `((`+wrong+`)(document), true)`)
	for _, dark := range []bool{false, true} {
		p.Dark(dark)
		for _, rule := range []string{"color-contrast (1)", "button-name (1)"} {
			if found := strings.Join(p.Findings(), "\n"); !strings.Contains(found, rule) {
				t.Errorf("dark %v: %s is not among\n%s", dark, rule, found)
			}
		}
	}
	v := audited(t, r.URL+"/demo/", 1280, 800)
	v.Press("button", "Open chat")
	v.Until(`at("textbox", "Message")?.closest("[data-root]")`) // the program's, which takes the place of what was there before
	browser.Eval[bool](v, `all().filter((d) => d.title === "Lampyre").map(`+wrong+`).length === 1`)
	if found := strings.Join(v.Findings(), "\n"); !strings.Contains(found, "button-name (1): pupitre-chat >> iframe >> ") {
		t.Errorf("nothing in the frame: %s", found)
	}
}

func TestAxeFindsNothingOnTheSignInPage(t *testing.T) {
	t.Parallel()
	r := shop(t)
	p := audited(t, r.URL+"/console/", 1280, 800)
	p.Until(`at("textbox", "E-mail")`)
	p.Audit("sign-in")
	p.Fill("E-mail", "ana@localhost")
	p.Fill("Password", "wrong\r")
	p.See("do not match")
	p.Audit("a wrong password")
	p.Press("button", "Français")
	p.Until(`document.documentElement.lang === "fr"`)
	p.Audit("sign-in in French")
}

func TestAxeFindsNothingOnTheStorybook(t *testing.T) {
	t.Parallel()
	r := shop(t)
	p := audited(t, r.URL+"/console/#storybook", 1600, 1000)
	p.Until(`document.querySelectorAll(".look").length > 100`)
	p.Audit("storybook") // each story stands there in both languages and both themes
}

func TestAxeFindsNothingOnTheDesk(t *testing.T) {
	t.Parallel()
	r := shop(t)
	ana := signInAudited(t, r.URL, "admin@localhost")
	ana.See("No conversation yet")
	ana.Audit("an empty desk")

	for i := range 5 {
		c := call(t, r, fmt.Sprintf("Is the lamp Halo in stock? I am number %d", i), "I saw it on https://shop.example/lamps")
		c.write(chat.PageView{URL: r.URL + "/demo/products.html", Title: "Lamps"})
	}
	ana.Until(`every("listitem", "").length === 5`)
	ana.Audit("a list with nothing open")
	for i := range 4 {
		beside(t, ana, i, i+1)
	}
	ana.Until(`every("button", "Take").length === 4`)
	ana.Audit("four panes that nobody has taken")

	ana.Until(`document.activeElement?.tagName === "TEXTAREA"`)
	ana.Type("Yes, we have two.\r")
	ana.Until(`at("button", "Transfer")`)
	ana.Audit("four panes, one of them mine")
}

// What opens over or in a pane, and the pages of settings.
func TestAxeFindsNothingOnWhatOpensOnTheDesk(t *testing.T) {
	t.Parallel()
	r := shop(t)
	ana := signInAudited(t, r.URL, "admin@localhost")
	call(t, r, "Is the lamp Halo in stock?")
	ana.Press("listitem", "")
	ana.Fill("Message", "Yes, we have two.\r")
	ana.Until(`at("button", "Transfer")`)

	for _, picker := range []string{"Canned responses", "Emoji", "Send a link", "Send an offer", "Ask a question"} {
		ana.Press("button", picker)
		ana.Until(`document.querySelector(".picker")`)
		ana.Audit(picker)
		ana.Key("Escape")
		ana.Until(`!document.querySelector(".picker")`)
	}
	ana.Key("F2")
	ana.Until(`document.querySelector(".foot.note")`)
	ana.Audit("a note")
	ana.Key("F2")

	for _, dialog := range []string{"Transfer", "Close"} {
		ana.Press("button", dialog)
		ana.Until(`document.querySelector("dialog[open]")`)
		ana.Audit(dialog)
		ana.Key("Escape")
		ana.Until(`!document.querySelector("dialog")`)
	}
	ana.Press("button", "Keyboard")
	ana.Until(`document.querySelector("dialog[open]")`)
	ana.Audit("the keys")
	ana.Key("Escape")
	for _, menu := range []string{"Pause", "Available"} {
		ana.Press("button", menu)
		ana.Until(`document.querySelector(".menu:popover-open")`)
		ana.Audit(menu)
		ana.Key("Escape")
	}

	ana.Press("button", "Settings")
	for _, page := range []string{"Canned responses", "Links", "Offers", "Tags", "Teams", "Custom data", "People"} {
		ana.Press("button", page)
		ana.Until(fmt.Sprintf(`document.querySelector("main h1[tabindex]")?.textContent === %q`, page))
		ana.Audit("settings: " + page)
		begin := "New"
		switch page {
		case "People":
			begin = "Add"
		case "Custom data":
			begin = "Declare"
		}
		ana.Press("button", begin)
		ana.Until(`document.querySelector("form.edit")`)
		ana.Audit("settings: new in " + page)
		ana.Press("button", "Save")
		ana.Until(`document.querySelector("[aria-invalid]")`)
		ana.Audit("settings: mistakes in " + page)
		ana.Key("Escape")
		ana.Until(`!document.querySelector("form.edit")`)
	}
}

// On a telephone the list and the conversation take turns.
func TestAxeFindsNothingOnANarrowDesk(t *testing.T) {
	t.Parallel()
	r := shop(t)
	ana := signInAudited(t, r.URL, "ana@localhost")
	call(t, r, "Is the lamp Halo in stock?")
	ana.Size(390, 780)
	ana.Until(`at("listitem", "")`)
	ana.Audit("a narrow list")
	ana.Press("listitem", "")
	ana.Fill("Message", "Yes, we have two.\r")
	ana.Until(`at("button", "Transfer")`)
	ana.Audit("a narrow conversation")
	ana.Press("button", "Settings")
	ana.Until(`document.querySelector(".settings")`)
	ana.Audit("narrow settings")
}

// A transfer: what its author sees, and what the one sees whom it is offered to. And a connection that is lost.
func TestAxeFindsNothingOnATransferAndWithoutAConnection(t *testing.T) {
	t.Parallel()
	r := shop(t)
	ana, ben := signInAudited(t, r.URL, "ana@localhost"), signInAudited(t, r.URL, "ben@localhost")
	call(t, r, "Is the lamp Halo in stock?")
	ana.Press("listitem", "")
	ana.Fill("Message", "Yes, we have two.\r")
	ana.Press("button", "Transfer")
	ana.Until(`document.activeElement?.role === "combobox"`)
	ana.Type("Ben")
	ana.Key("Enter")
	ana.Until(`at("button", "Withdraw")`)
	ana.Audit("a transfer that waits")
	ben.Press("listitem", "")
	ben.Until(`at("button", "Return")`)
	ben.Audit("a transfer to me")
	ben.Press("button", "Return")
	ben.Until(`document.querySelector("dialog[open]")`)
	ben.Audit("returning it")
	r.Cut()
	r.Stop()
	ana.See("Reconnecting in")
	ana.Audit("a lost connection")
	ana.Fill("Message", "And more\r")
	ana.See("Waiting to be sent")
	ana.Audit("a message that waits")
}

func TestAxeFindsNothingOnTheShopAndItsChat(t *testing.T) {
	t.Parallel()
	r := shop(t)
	ana := signIn(t, r.URL, "ana@localhost")
	v := audited(t, r.URL+"/demo/", 1280, 800)
	v.Until(`at("button", "Open chat")`)
	v.Audit("a shop with a closed chat")
	v.Press("button", "Open chat")
	v.Until(`at("textbox", "Message")`)
	v.Audit("a new chat")
	v.Fill("Message", "Is the lamp Halo in stock?\r")
	v.See("Sent")
	ana.Press("listitem", "")
	ana.Fill("Message", "Yes, we have two.\r")
	for _, card := range []string{"Send a link", "Send an offer"} {
		ana.Press("button", card)
		ana.Until(`document.querySelector(".picker [role=option]")`)
		ana.Key("Enter")
		ana.Until(`!document.querySelector(".picker")`)
	}
	ana.Press("button", "Ask a question")
	ana.Fill("Question", "Which size?")
	ana.Fill("Choice 1", "Small")
	ana.Fill("Choice 2", "Large\r")
	v.Until(`at("button", "Small")`)
	v.Audit("cards and a question")
	v.Press("button", "Large")
	v.See("Chosen")
	v.Audit("an answer")
	v.Size(390, 780)
	v.Audit("a telephone")
	v.Press("button", "Close chat")
	v.Until(`!at("textbox", "Message")`)
	v.Audit("a telephone with a closed chat")
	for _, page := range []string{"products.html", "product.html?id=halo", "basket.html", "checkout.html", "account.html"} {
		v.Go(r.URL + "/demo/" + page)
		v.Until(`at("button", "Open chat")`)
		v.Audit(page)
	}
}
