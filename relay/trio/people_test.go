package trio_test

import (
	"testing"

	"pupitre/app/console"
)

// What the pages of settings post is what the relay reads.
func TestAManagerAddsSomebodyChangesThemLocksThemOutAndLetsThemIn(t *testing.T) {
	s := newStage(t)
	boss := s.agent("admin@localhost")
	claire := join(s, console.Program(), nil, s.relay.Browser())
	signIn := func(password string) {
		t.Helper()
		claire.fill("E-mail", "claire@shop.example")
		claire.fill("Password", password)
		claire.submit("Sign in")
	}

	boss.press("button", "Settings")
	boss.press("button", "People")
	boss.press("button", "Add a person")
	boss.fill("Name", "Claire Dupont")
	boss.fill("E-mail", "claire@shop.example")
	boss.fill("Password", "a long one")
	boss.submit("Save")
	boss.see("Saved")
	signIn("a long one")
	claire.see("Connected")
	boss.see("Claire Dupont")

	boss.press("button", "Change: Claire Dupont")
	boss.fill("New password", "another one")
	boss.submit("Save")
	claire.see("Answer the visitors of your site.")
	signIn("a long one")
	claire.see("do not match")
	signIn("another one")
	claire.see("Connected")

	boss.press("button", "Lock out: Claire Dupont")
	boss.submit("Lock out")
	claire.see("Answer the visitors of your site.")
	signIn("another one")
	claire.see("do not match")
	boss.press("button", "Let in again: Claire Dupont")
	boss.see("They can sign in again")
	signIn("another one")
	claire.see("Connected")
}
