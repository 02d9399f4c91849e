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
			ana.see("Traduit (espagnol)")
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

// understood is a French agent's desk that knows that the visitor writes Spanish.
func (s *stage) understood(v *visitor) *agent {
	s.t.Helper()
	v.say(question["es"])
	ana := s.french(v)
	ana.press("button", "Traduire en français")
	ana.see(question["fr"])
	return ana
}

const spanish = "Traduction en espagnol"

// twin waits until the translation of the draft is there, and is this one.
func twin(a *agent, text string) {
	a.t.Helper()
	a.until("the draft's translation is there", func() bool {
		f := a.doc.Find("textbox", spanish)
		return f != nil && f.Attrs[".value"] == text
	})
}

func TestAnAgentTranslatesBeforeSendingAndTheVisitorReadsIt(t *testing.T) {
	for _, service := range []string{translate.LibreTranslate, translate.DeepL} {
		t.Run(service, func(t *testing.T) {
			s, service := abroad(t, service)
			v := s.visitor()
			ana := s.understood(v)
			ana.fill("Message", reply["fr"])
			ana.press("button", "Traduire avant l’envoi")
			twin(ana, reply["es"])
			if contains(v.text(), reply["es"]) {
				t.Error("the visitor sees what was not sent")
			}
			ana.load() // the draft and its translation are still there
			twin(ana, reply["es"])
			ana.fill(spanish, "Sí, y también en azul oscuro.")
			ana.press("button", "Envoyer")
			ana.see("Traduit en espagnol")
			v.see("Sí, y también en azul oscuro.")
			v.see("Translated from French")
			if contains(v.text(), reply["fr"]) {
				t.Error("the visitor sees both")
			}
			v.press("button", "Show original")
			v.see(reply["fr"])
			v.load()
			v.see("Sí, y también en azul oscuro.")
			ana.press("button", "Traduire dans les deux sens") // asks for nothing that is there
			v.say("Gracias")
			ana.see("Gracias")
			s.relay.Restart()
			ben := s.agent("ben@localhost")
			ben.press("button", visitorName(v))
			ben.see(reply["fr"])
			ben.press("button", "Show translation")
			ben.see("Sí, y también en azul oscuro.")
			for _, text := range service.Calls()[2:] {
				if text == reply["fr"] {
					t.Errorf("translated again: %q", service.Calls())
				}
			}
		})
	}
}

func TestATranslationBeforeSendingThatIsSlowOrFailsHoldsBackNothing(t *testing.T) {
	s, service := abroad(t, translate.LibreTranslate)
	v := s.visitor()
	ana := s.understood(v)
	service.Hold()
	ana.fill("Message", reply["fr"])
	ana.press("button", "Traduire avant l’envoi")
	service.Await(2)
	ana.see("Traduction en cours…")
	v.say("¿Sí?")
	ana.see("¿Sí?")
	ana.press("button", "Envoyer")
	ana.see("Envoyez à nouveau pour envoyer sans elle.")
	ana.press("button", "Envoyer")
	v.see(reply["fr"])
	service.Release()
	service.Fail(translatetest.Status(500, `{"error":"Cannot translate text"}`))
	ana.fill("Message", "Autre chose ?")
	ana.press("button", "Traduire avant l’envoi")
	ana.see("Le service de traduction ne peut pas traduire ceci pour l’instant. Votre message sera envoyé tel quel.")
	ana.press("button", "Envoyer")
	v.see("Autre chose ?")
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
