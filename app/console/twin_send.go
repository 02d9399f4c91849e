package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// Fate is what Send does with a draft that may have a translation. The hint under the fields says it beforehand.
type Fate uint8

const (
	SentAlone  Fate = iota // there is no translation, or it did not come
	SentBoth               // as one message
	SentLate               // without the translation that is on its way: it has held back once
	HeldBack               // the translation is on its way
	Renewed                // the draft has changed and is translated again
	ShownFirst             // the translation came after Send was pressed, and nobody has read it yet
	Refused                // see twinTrouble
)

// fate is that of this text, the cleaned draft. A translation that does not come holds back nothing, and one that is still on its
// way holds back once.
func (m *Model) fate(id chat.ConversationID, text string) Fate {
	t, ok := m.twin(id)
	switch {
	case !ok || text == "" || t.Problem != chat.NoProblem:
		return SentAlone
	case t.Asked && t.Pressed:
		return SentLate
	case t.Asked:
		return HeldBack
	case t.Of != text && !t.Edited:
		return Renewed
	case m.twinTrouble(t, text) != "":
		return Refused
	case t.Pressed:
		return ShownFirst
	}
	return SentBoth
}

// awaitTwin tells whether a message has to wait for its translation, and what is done about it.
func (m *Model) awaitTwin(id chat.ConversationID, text string) ([]ui.Effect, bool) {
	t := m.Twins[id]
	say := func(words string) ([]ui.Effect, bool) { return []ui.Effect{ui.Say{Text: words}}, true }
	switch m.fate(id, text) {
	case HeldBack:
		t.Pressed = true
		m.Twins[id] = t
		return nil, true // the hint is an alert
	case Renewed:
		m.askTwin(id)
		return say(lang.TwinRenewed.In(m.Lang))
	case ShownFirst:
		m.enterTwin(id)
		return say(lang.TwinFirst.In(m.Lang))
	case Refused:
		return say(m.twinTrouble(t, text))
	}
	return nil, false
}

// twinHint is what Enter does while the draft has a translation, and whether the reader has to do something first; "": what
// it always does.
func (m *Model) twinHint(id chat.ConversationID, text string) (hint string, mistake bool) {
	switch m.fate(id, text) {
	case SentBoth:
		return lang.EnterSendsBoth.In(m.Lang), false
	case SentLate:
		return lang.TwinLate.In(m.Lang), true
	case HeldBack:
		return lang.EnterWaits.In(m.Lang), false
	case Renewed:
		return lang.EnterRenews.In(m.Lang), false
	case ShownFirst:
		return lang.TwinFirst.In(m.Lang), false
	case Refused:
		return m.twinTrouble(m.Twins[id], text), true
	}
	return "", false
}

// twinTrouble is what is the matter with the translation of a draft, in words; "": nothing.
func (m *Model) twinTrouble(t Twin, draft string) string {
	problem := t.check()
	switch {
	case t.Problem != chat.NoProblem:
		return m.whyNot(t.Problem) + " " + lang.GoesAsItIs.In(m.Lang)
	case t.Asked || t.fits(draft) && problem == chat.NoProblem:
		return ""
	case problem == chat.TooLarge:
		return lang.TwinTooLong.With(m.Lang, itoa(chat.Excess(chat.CleanText(t.Text))))
	case problem != chat.NoProblem:
		return lang.TwinEmpty.In(m.Lang)
	}
	return lang.TwinStale.In(m.Lang)
}

// check is what is the matter with a translation that is there, whatever the draft is.
func (t Twin) check() chat.Problem { return chat.CheckText(chat.CleanText(t.Text)) }

// enterTwin gives the keyboard to the translation, to be read.
func (m *Model) enterTwin(id chat.ConversationID) {
	m.readTwin(id)
	m.Grab, m.GrabIn, m.GrabTwin = m.Grab+1, "", id
}

// readTwin notes that the translation was looked at.
func (m *Model) readTwin(id chat.ConversationID) {
	t := m.Twins[id]
	t.Pressed = false
	m.Twins[id] = t
}

// twinKeyPressed takes a key in the translation's field, before the field does.
func (m *Model) twinKeyPressed(key string, mods dom.Mods) []ui.Effect {
	id := m.focused()
	t, ok := m.twin(id)
	if key != "Enter" || mods != 0 || !ok || !t.there() {
		return m.key(key, mods, true)
	}
	m.readTwin(id) // who presses it here stands in it
	effects := append(m.send(), ui.PreventDefault{})
	if _, waits := m.Twins[id]; !waits {
		m.grab()
	}
	return effects
}
