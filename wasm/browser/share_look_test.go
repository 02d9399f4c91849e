//go:build cobrowse

package browser_test

import (
	"fmt"
	"os"
	"testing"

	"pupitre/wasm/browser"
)

func TestAxeFindsNothingOnQuestionAndBar(t *testing.T) {
	t.Parallel()
	for _, width := range []int{1280, 390} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			t.Parallel()
			s := talk(t, width)
			s.does("ask")
			s.v.Until(`at("button", "Allow")`)
			s.v.Audit("question")
			s.v.Press("button", "Allow")
			s.v.Until(barOf)
			s.v.Audit("bar")
			s.does("ask-control")
			s.v.Until(`at("button", "Allow")`)
			s.v.Audit("question of control")
			s.v.Press("button", "Allow")
			s.v.Until(`at("button", "Take back control")`)
			s.v.Audit("bar of control")
		})
	}
}

// overlaps tells whether two boxes have a part in common.
const overlaps = `((a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)`

// The bar covers neither the chat's button nor its panel, at either edge.
func TestTheBarLeavesTheChatFree(t *testing.T) {
	t.Parallel()
	for _, width := range []int{320, 390, 600, 1280} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			t.Parallel()
			s := talk(t, width)
			s.may("ask", "Ana Martin can see this page")
			s.may("ask-control", "Ana Martin controls this page")
			box := func(of string) string { return `(` + of + `).getBoundingClientRect()` }
			bar, panel, button := box(barOf), box(`document.querySelector("pupitre-chat").shadowRoot.querySelector("iframe")`), box(`at("button", "Open chat")`)
			for range 2 {
				s.v.Until(`visible(at("textbox", "Message")) && !` + overlaps + `(` + bar + `, ` + panel + `) && ` + bar + `.left >= 0 && ` + bar + `.right <= innerWidth`)
				s.v.Press("button", "Move to the other edge")
			}
			browser.Eval[bool](s.v, `(pupitre("close"), true)`)
			for range 2 {
				s.v.Until(button + `.width && !` + overlaps + `(` + bar + `, ` + button + `)`)
				s.v.Press("button", "Move to the other edge")
			}
			// Where it stands is kept.
			s.v.Press("button", "Move to the other edge")
			s.v.Go(s.r.URL + "/demo/products.html")
			s.v.Until(bar + `.bottom === innerHeight`)
		})
	}
}

// A page's modal dialog makes all else of it inert, and a framework may throw away what it does not know: the bar can be used all the same.
func TestTheBarIsAboveAllThatThePageShows(t *testing.T) {
	t.Parallel()
	s := talk(t, 1280)
	s.may("ask", "Ana Martin can see this page")
	browser.Eval[bool](s.v, `(() => {
		const d = document.body.appendChild(document.createElement("dialog"));
		d.textContent = "A modal dialog";
		d.style.cssText = "width: 100vw; max-width: none; height: 100vh; max-height: none; margin: 0";
		d.showModal();
		return true;
	})()`)
	s.v.Until(`document.querySelector("dialog pupitre-share") && seen("A modal dialog")`)
	s.v.Until(barOf)
	browser.Eval[bool](s.v, `(document.querySelector("dialog").remove(), true)`)
	s.v.Until(barOf)
	browser.Eval[bool](s.v, `(document.querySelector("pupitre-share").remove(), true)`)
	s.v.Until(barOf)
	browser.Eval[bool](s.v, `(document.body.appendChild(document.createElement("dialog")).showModal(), true)`)
	s.v.Until(`document.querySelector("dialog pupitre-share")`)
	s.v.Press("button", "Stop sharing")
	s.v.Until(noBar + ` && ` + unrecorded)
}

// A page that hears keys and clicks on its way does not get at the question by them, and who writes quickly allows nothing.
func TestWhoIsWritingDoesNotAllowByMistake(t *testing.T) {
	t.Parallel()
	s := talk(t, 1280)
	s.v.Press("textbox", "Message")
	s.does("ask")
	s.v.Until(asked + ` && focused() === at("dialog", "")`)
	s.v.Type("and then \r \t\r") // the first button within reach refuses, or is not to be pressed yet
	s.v.Until(`!` + kept)
	s.v.Until(noBarYet)
}

// Another site's page with a strict policy: nothing of ours is kept from it, and the frame is another process.
func TestSharingWorksUnderAStrictPolicy(t *testing.T) {
	t.Parallel()
	s := newMerchant(t, withRecorder(t)).talk(t)
	ana := s.looks("ana@localhost", "w1")
	s.may("ask", "Ana Martin can see this page")
	s.v.Until(recordedPages + ` && getComputedStyle(` + barOf + `).position === "fixed"`)
	ana.sees("/")
	s.v.Press("button", "Stop sharing")
	s.v.Until(noBar + ` && ` + unrecorded)
}

func (m merchant) talk(t *testing.T) *shown {
	t.Helper()
	v := browser.Open(t, 1280, 800)
	v.OnEveryPage(opened)
	v.Go(m.origin + "/")
	v.Until(hasChat)
	browser.Eval[bool](v, `(pupitre("open"), true)`)
	v.TypeInFrame(m.relay.URL, "Message", "Hello\r")
	return (&shown{t: t, r: m.relay, v: v}).joined()
}

// TestPicturesOfSharing is a part of make screenshots.
func TestPicturesOfSharing(t *testing.T) {
	if *pictures == "" {
		t.Skip("make screenshots writes pictures")
	}
	if err := os.MkdirAll(*pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "fr"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			s := talkAt(t, "/demo/?lang="+lang, 1280)
			allow := map[string]string{"en": "Allow", "fr": "Autoriser"}[lang]
			take := func(view string) {
				for _, dark := range []bool{false, true} {
					s.v.Dark(dark)
					for _, width := range []int{1280, 390} {
						s.v.Size(width, 844)
						browser.Eval[bool](s.v, painted)
						write(t, fmt.Sprintf("%s-%s-%s-%d.png", view, lang, map[bool]string{false: "light", true: "dark"}[dark], width), s.v.Screenshot())
					}
				}
				s.v.Size(1280, 844)
				s.v.Dark(false)
			}
			s.does("ask")
			s.v.Until(asked)
			take("share-question")
			s.v.Press("button", allow)
			s.v.Until(notAsked)
			take("share-bar")
			s.does("ask-control")
			s.v.Until(asked)
			take("share-control-question")
			s.v.Press("button", allow)
			s.v.Until(notAsked)
			take("share-control-bar")
			browser.Eval[bool](s.v, `(pupitre("close"), true)`)
			take("share-control-bar-alone")
		})
	}
}
