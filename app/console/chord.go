package console

import (
	"strings"
	"unicode/utf8"

	"pupitre/app/dom"
	"pupitre/app/lang"
)

// Chord is a key with the modifiers that are held: F2, Shift+F6, Ctrl+K. The zero Chord is none.
type Chord struct {
	Key  string // as in KeyboardEvent.key; letters are small
	Mods dom.Mods
}

// chordOf is the chord of a key that went down. Of a sign other than a letter Shift says nothing: it depends on the keyboard.
func chordOf(key string, mods dom.Mods) Chord {
	if !writes(key) {
		return Chord{key, mods}
	}
	if key >= "A" && key <= "Z" {
		key, mods = string(key[0]+'a'-'A'), mods|dom.Shift
	}
	if key < "a" || key > "z" {
		mods &^= dom.Shift
	}
	return Chord{key, mods}
}

// writes tells whether the key alone writes a sign.
func writes(key string) bool { return utf8.RuneCountInString(key) == 1 }

// typed tells whether the chord would write something in a field, so that it can only be heard outside of one.
func (c Chord) typed() bool { return writes(c.Key) && c.Mods&(dom.Ctrl|dom.Alt) == 0 }

// needed tells whether writing, moving about or the browser needs the chord, so that nothing else may have it. Ctrl and Alt
// together write signs on many keyboards.
func (c Chord) needed() bool {
	switch c.Key {
	case "", " ", "Tab", "Enter", "Escape", "Backspace", "Delete", "Insert", "Home", "End", "PageUp", "PageDown",
		"ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "F1", "F3", "F5", "F7", "F11", "F12", "ContextMenu":
		return true
	case "/":
		return c.Mods == 0 // opens the canned responses
	}
	switch {
	case c.Mods&dom.Ctrl != 0 && c.Mods&dom.Alt != 0:
		return true
	case c.Mods == dom.Ctrl && writes(c.Key):
		return strings.Contains("acvxyzrtwnfpls+-0", c.Key)
	}
	return false
}

// parseChord reads what String writes.
func parseChord(s string) Chord {
	var c Chord
	for _, m := range modNames {
		if rest, ok := strings.CutPrefix(s, m.en+"+"); ok && rest != "" {
			s, c.Mods = rest, c.Mods|m.mod
		}
	}
	if c.Key = s; len(s) == 1 && s >= "A" && s <= "Z" {
		c.Key = string(s[0] + 'a' - 'A')
	}
	return c
}

// modNames in the order in which they are written.
var modNames = [...]struct {
	mod    dom.Mods
	en, fr string
}{{dom.Ctrl, "Ctrl", "Ctrl"}, {dom.Alt, "Alt", "Alt"}, {dom.Shift, "Shift", "Maj"}}

func (c Chord) String() string { return c.In(lang.En) }

// In is the chord as the keys are named in the language.
func (c Chord) In(l lang.Lang) string {
	s := ""
	for _, m := range modNames {
		switch {
		case c.Mods&m.mod == 0:
		case l == lang.Fr:
			s += m.fr + "+"
		default:
			s += m.en + "+"
		}
	}
	if writes(c.Key) {
		return s + upper(c.Key)
	}
	return s + c.Key
}

// aria is the chord as aria-keyshortcuts wants it.
func (c Chord) aria() string {
	if c.Mods&dom.Ctrl != 0 {
		c.Mods &^= dom.Ctrl
		return "Control+" + c.aria()
	}
	return c.String()
}
