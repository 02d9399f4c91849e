package browser_test

import (
	"testing"

	"pupitre/app/chat"
)

// Whoever looks something up in the palette goes on writing where they were, however they leave it.
func TestThePaletteGivesTheCaretBack(t *testing.T) {
	t.Parallel()
	r := shop(t)
	call(t, r, "Hello").write(chat.Text{Text: "Is anybody there?"})
	ana := signIn(t, r.URL, "ana@localhost")
	ana.Press("listitem", "")
	ana.Fill("Message", "one three")
	for range len(" three") {
		ana.Key("ArrowLeft")
	}
	for _, c := range []struct{ key, typed, want string }{{"Escape", " two", "one two three"}, {"Enter", " and", "one two and three"}} {
		ana.Key("Control+k")
		ana.Until(`focused().role === "combobox"`)
		if c.key == "Enter" {
			ana.Type("compact rows")
			ana.Until(`every("option", "").length === 2`) // and the search for these words
		}
		ana.Key(c.key)
		ana.Until(`!document.querySelector("dialog") && focused() === at("textbox", "Message")`)
		ana.Type(c.typed)
		ana.Until(`at("textbox", "Message").value === "` + c.want + `"`)
	}
}
