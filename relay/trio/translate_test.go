package trio_test

import (
	"testing"

	"pupitre/relay/translate"
	"pupitre/relay/translate/translatetest"
	"pupitre/relay/web"
)

var (
	question = map[string]string{"es": "¿Tienen esta lámpara en rojo?", "fr": "Avez-vous cette lampe en rouge ?", "en": "Do you have this lamp in red?"}
	reply    = map[string]string{"fr": "Oui, et aussi en bleu.", "es": "Sí, y también en azul."}
)

// abroad is a stage whose relay has a translation service.
func abroad(t *testing.T, service string) (*stage, *translatetest.Server) {
	s := translatetest.Start(t, question, reply)
	return newStage(t, func(c *web.Config) {
		c.Translate = translate.Config{Service: service, URL: s.URL, Key: translatetest.Key}
	}), s
}

// french is an agent whose desk speaks French.
func (s *stage) french(v *visitor) *agent {
	ana := s.agent("ana@localhost")
	ana.press("button", "Français")
	ana.press("button", visitorName(v))
	return ana
}

// asked waits until the service was asked for something.
func (s *stage) asked(service *translatetest.Server) {
	s.t.Helper()
	s.until(func() string { return "the service was asked" }, func() bool { return len(service.Calls()) > 0 })
}

func TestAVisitorWritesSpanishAndAnAgentReadsFrench(t *testing.T) {
	for _, service := range []string{translate.LibreTranslate, translate.DeepL} {
		t.Run(service, func(t *testing.T) {
			s, service := abroad(t, service)
			v := s.visitor()
			v.say(question["es"])
			ana := s.french(v)
			ana.press("button", "Traduire dans les deux sens")
			ana.see(question["fr"])
			ana.see("Traduit de\u00a0: espagnol")
			ana.see("français ↔ espagnol")
			ana.say(reply["fr"])
			v.see(reply["es"])
			v.see("Translated from French")
			if contains(v.text(), reply["fr"]) {
				t.Error("the visitor sees both")
			}
			v.press("button", "Show original") // of the answer
			v.see(question["es"])
			v.until("the original is there", func() bool { return contains(v.text(), reply["fr"]) || contains(v.text(), question["fr"]) })
			ana.press("button", "Voir l’original")
			ana.until("the visitor's own words are there", func() bool { return contains(ana.doc.Find("log", "Messages").TextContent(), question["es"]) })
			v.load()
			ana.load()
			v.see(reply["es"])
			ana.see(question["fr"])
			if n := len(service.Calls()); n != 2 {
				t.Errorf("%d calls: %q", n, service.Calls())
			}
		})
	}
}

func TestASlowServiceHoldsBackNothing(t *testing.T) {
	s, service := abroad(t, translate.LibreTranslate)
	v := s.visitor()
	v.say(question["es"])
	ana := s.french(v)
	service.Hold()
	ana.press("button", "Traduire dans les deux sens")
	s.asked(service)
	ana.see("Traduction en cours…")
	ana.say(reply["fr"])
	v.see(reply["fr"]) // as it was written
	v.say("¿Sí?")
	ana.see("¿Sí?")
	service.Release()
	v.see(reply["es"])
	ana.see(question["fr"])
}

func TestAServiceThatFailsIsSaidOnTheMessageAndTriedAgain(t *testing.T) {
	s, service := abroad(t, translate.LibreTranslate)
	v := s.visitor()
	v.say(question["es"])
	ana := s.agent("ana@localhost")
	ana.press("button", visitorName(v))
	service.Fail(translatetest.Status(500, `{"error":"Cannot translate text"}`))
	ana.press("button", "Translate into English")
	ana.see("The translation service cannot translate this now.")
	ana.see(question["es"])
	ana.press("button", "Try again")
	ana.see(question["en"])
	v.say("xyzzy")
	ana.press("button", "Translate into English")
	ana.see("The translation service cannot translate this now.") // a language that nobody recognises
	ana.say("Hello")
	v.see("Hello")
}

func TestTwoAgentsWhoAskGetOneTranslation(t *testing.T) {
	s, service := abroad(t, translate.LibreTranslate)
	v := s.visitor()
	v.say(question["es"])
	ana, ben := s.agent("ana@localhost"), s.agent("ben@localhost")
	service.Hold()
	for _, a := range []*agent{ana, ben} {
		a.press("button", visitorName(v))
		a.press("button", "Translate into English")
	}
	s.asked(service)
	service.Release()
	ana.see(question["en"])
	ben.see(question["en"])
	if n := len(service.Calls()); n != 1 {
		t.Errorf("%d calls", n)
	}
	s.relay.Restart()
	ana.load()
	ana.see(question["en"])
	if n := len(service.Calls()); n != 1 {
		t.Errorf("after a restart: %d calls", n)
	}
}

func TestWithoutAServiceNothingCanBeTranslated(t *testing.T) {
	s := newStage(t)
	v := s.visitor()
	v.say(question["es"])
	ana := s.agent("ana@localhost")
	ana.press("button", visitorName(v))
	ana.see(question["es"])
	if ana.doc.Find("button", "Translate") != nil {
		t.Error("something can be translated")
	}
}
