package browser_test

import (
	"testing"

	"pupitre/relay/relaytest"
	"pupitre/relay/translate"
	"pupitre/relay/translate/translatetest"
	"pupitre/relay/web"
)

// shopAbroad is a shop whose relay can translate a question and its answer between Spanish and English.
func shopAbroad(t *testing.T) *relaytest.Relay {
	t.Helper()
	service := translatetest.Start(t,
		map[string]string{"es": "¿Tienen esta lámpara en rojo?", "en": "Do you have this lamp in red?"},
		map[string]string{"en": "Yes, and in blue, too.", "es": "Sí, y también en azul."})
	return shop(t, func(c *web.Config) {
		c.Translate = translate.Config{Service: translate.LibreTranslate, URL: service.URL}
	})
}

func TestAVisitorAndAnAgentReadEachOtherInTheirLanguages(t *testing.T) {
	t.Parallel()
	r := shopAbroad(t)
	ana, v := signIn(t, r.URL, "ana@localhost"), visit(t, r, "/demo/")
	v.Fill("Message", "¿Tienen esta lámpara en rojo?\r")
	v.See("Sent")
	ana.Until(`at("listitem", "")`)
	ana.Press("listitem", "")
	ana.Until(`at("button", "Translate both ways")`)
	ana.Press("button", "Translate both ways")
	ana.See("Do you have this lamp in red?")
	ana.See("English ↔ Spanish")
	ana.Fill("Message", "Yes, and in blue, too.\r")
	v.See("Sí, y también en azul.")
	v.Until(`!at("log", "Messages").innerText.includes("Yes, and in blue, too.")`)
	v.Press("button", "Show original")
	v.Until(`at("button", "Show translation")`)
	ana.Press("button", "Show original")
	ana.See("¿Tienen esta lámpara en rojo?")
}

// By keyboard alone, with what axe-core finds in each state: the translation is read, corrected, and sent with the draft.
func TestAnAgentTranslatesBeforeSending(t *testing.T) {
	t.Parallel()
	r := shopAbroad(t)
	ana, v := signInAudited(t, r.URL, "ana@localhost"), visit(t, r, "/demo/")
	v.Fill("Message", "¿Tienen esta lámpara en rojo?\r")
	v.See("Sent")
	ana.Until(`at("listitem", "")`)
	ana.Press("listitem", "")
	ana.Until(`at("button", "Translate into English")`)
	ana.Press("button", "Translate into English")
	ana.See("Do you have this lamp in red?")
	ana.Until(`at("button", "Translate before sending")`)
	ana.Fill("Message", "Yes, and in blue, too.")
	ana.Key("Shift+F2")
	const twin = `at("textbox", "Translation into Spanish")`
	ana.Until(twin + `?.value === "Sí, y también en azul."`)
	ana.Until(`document.activeElement === at("textbox", "Message")`) // it takes the keyboard from nobody
	clean := func(when string) {
		t.Helper()
		for _, dark := range []bool{false, true} {
			ana.Dark(dark)
			for _, finding := range ana.Findings() {
				t.Errorf("%s, dark %v: %s", when, dark, finding)
			}
		}
	}
	clean("with a translation")
	ana.Type("!")
	ana.See("The translation no longer matches your message.")
	clean("with one that does not match")
	ana.Key("Backspace")
	ana.Until(`!document.querySelector(".twin .why")`)
	ana.Key("Shift+F2") // what is there gets the keyboard
	ana.Until(`document.activeElement === ` + twin)
	ana.SeesFocus()
	ana.Key("End")
	ana.Type(" ¿Cuál?\r")
	v.See("Sí, y también en azul. ¿Cuál?")
	v.See("Translated from English")
	ana.See("Translated into Spanish")
	ana.Until(`document.activeElement === at("textbox", "Message") && !` + twin)
	ana.Fill("Message", "xyzzy")
	ana.Key("Shift+F2")
	ana.See("Your message will be sent as it is.")
	clean("with one that did not come")
	ana.Type("\r")
	v.See("xyzzy")
}

// A browser's own translator, as far as its documentation tells: no test can load its models.
const fakeTranslator = `
globalThis.LanguageDetector = { create: async () => ({ detect: async (t) => [{ detectedLanguage: t.includes("¿") ? "es" : "en", confidence: 0.9 }], destroy() {} }) };
globalThis.Translator = { create: async ({ sourceLanguage, targetLanguage }) => {
  if (sourceLanguage !== "es" || targetLanguage !== "en") throw new DOMException("no such pair", "NotSupportedError");
  return { translate: async (t) => { if (t.includes("azul")) throw new Error("quota"); return "Is it red?"; }, destroy() {} };
} };`

func TestABrowserTranslatesWhereTheRelayCannot(t *testing.T) {
	t.Parallel()
	r := shop(t)
	ana := signIn(t, r.URL, "ana@localhost")
	ana.OnEveryPage(fakeTranslator)
	ana.Go(r.URL + "/console/")
	ana.See("Connected")
	v := visit(t, r, "/demo/")
	v.Fill("Message", "¿Es roja?\r")
	v.See("Sent")
	ana.Until(`at("listitem", "")`)
	ana.Press("listitem", "")
	ana.Until(`at("button", "Translate into English, for you alone")`)
	ana.Press("button", "Translate into English, for you alone")
	ana.See("Is it red?")
	ana.See("Translated from Spanish")
	v.Fill("Message", "¿O es azul?\r")
	ana.See("¿O es azul?")
	ana.Press("button", "Translate into English, for you alone")
	ana.See("Your browser cannot translate this.")
	v.Fill("Message", "hello\r")
	ana.See("hello")
	ana.Press("button", "Translate into English, for you alone")
	ana.See("This needs no translation.")
	ana.Until(`!at("button", "Translate both ways")`)
}
