package console

import (
	"strings"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// Twin is what a draft is in the visitor's language. Its agent reads it and may change it, and then both are sent as one
// message. It is kept on this device, as the draft is.
type Twin struct {
	From, To string // languages, of the draft and of the twin
	Of       string // the draft that it belongs to, cleaned: with another one it does not match
	Text     string // "" while there is none, or when somebody has emptied it
	Edited   bool   // by hand

	Asked   bool         // it is to come
	Ref     uint64       // of the question that is on its way; 0: none
	Tries   int          // how often the relay had no time
	Pressed bool         // Send was pressed meanwhile
	Problem chat.Problem // why it did not come
}

const twinKey = "twin:"

// mayTwin tells whether the draft of a conversation can be translated before it is sent.
func (m *Model) mayTwin(id chat.ConversationID) bool {
	spoken := m.spoken(id)
	return (m.Rules.Translate || m.Translations.Here) && m.mayWrite(id) && !m.Noting[id] && spoken != "" && chat.BaseLanguage(spoken) != m.Lang.Tag()
}

// twin is the one that belongs to what stands in the conversation's field, and whether there is one or one is to come.
func (m *Model) twin(id chat.ConversationID) (Twin, bool) {
	t, ok := m.Twins[id]
	return t, ok && m.mayWrite(id) && !m.Noting[id]
}

// fits tells whether the twin is one of this draft.
func (t Twin) fits(draft string) bool { return t.there() && t.Of == chat.CleanText(draft) }

// there tells whether it can be read and changed.
func (t Twin) there() bool { return !t.Asked && t.Problem == chat.NoProblem }

// twinTyped takes what stands in the translation's field now.
func (m *Model) twinTyped(text string) []ui.Effect {
	id := m.focused()
	t, ok := m.twin(id)
	if !ok || !t.there() {
		return nil
	}
	t.Text, t.Edited = text, true
	return m.keepTwin(id, t)
}

// twinKeyPressed takes a key in the translation's field, before the field does.
func (m *Model) twinKeyPressed(key string, mods dom.Mods) []ui.Effect {
	if key != "Enter" || mods != 0 {
		return m.key(key, mods, true)
	}
	effects := append(m.send(), ui.PreventDefault{})
	if _, waits := m.Twins[m.focused()]; !waits {
		m.grab()
	}
	return effects
}

// approveTwin says that the translation matches the draft as it is now.
func (m *Model) approveTwin() []ui.Effect {
	id := m.focused()
	t, ok := m.twin(id)
	if !ok || !t.there() {
		return nil
	}
	m.grab()
	t.Of = chat.CleanText(m.Drafts[id])
	return m.keepTwin(id, t)
}

// dropTwin does without.
func (m *Model) dropTwin(id chat.ConversationID) []ui.Effect {
	if _, ok := m.Twins[id]; !ok {
		return nil
	}
	delete(m.Twins, id)
	return []ui.Effect{ui.Forget{Key: twinKey + string(id)}}
}

// unlikeTwin looks at what a change of the draft means for its translation. Why there is none is true of one draft only.
func (m *Model) unlikeTwin(id chat.ConversationID, was, draft string) []ui.Effect {
	t, ok := m.twin(id)
	switch {
	case ok && t.Problem != chat.NoProblem && t.Of != chat.CleanText(draft):
		return m.dropTwin(id)
	case ok && t.fits(was) && !t.fits(draft):
		return []ui.Effect{ui.Say{Text: lang.TwinStale.In(m.Lang)}}
	}
	return nil
}

// awaitTwin tells whether a message has to wait for its translation, and what is done about it. One that does not come holds
// back nothing, and one that is still on its way holds back once.
func (m *Model) awaitTwin(id chat.ConversationID, text string) ([]ui.Effect, bool) {
	t, ok := m.twin(id)
	say := func(words string) ([]ui.Effect, bool) { return []ui.Effect{ui.Say{Text: words}}, true }
	switch {
	case !ok || text == "" || t.Problem != chat.NoProblem || t.Asked && t.Pressed:
		return nil, false
	case t.Asked:
		t.Pressed = true
		m.Twins[id] = t
		return nil, true // the hint is an alert
	case t.Of != text && !t.Edited:
		m.askTwin(id)
		return say(lang.TwinRenewed.In(m.Lang))
	case t.Of != text || chat.Check(t.with(text)) != chat.NoProblem:
		return say(m.twinTrouble(t))
	}
	return nil, false
}

// twinTrouble is what is the matter with the translation, in words.
func (m *Model) twinTrouble(t Twin) string {
	over := len(chat.CleanText(t.Text)) - chat.MaxText
	switch {
	case t.Problem != chat.NoProblem:
		return m.whyNot(t.Problem) + " " + lang.GoesAsItIs.In(m.Lang)
	case over > 0:
		return lang.TooLong.With(m.Lang, itoa(over))
	case chat.CleanText(t.Text) == "":
		return lang.TwinEmpty.In(m.Lang)
	}
	return lang.TwinStale.In(m.Lang)
}

// with is the text and its translation as one message.
func (t Twin) with(text string) chat.Text {
	return chat.Text{Text: text, Translated: chat.Rendering{From: t.From, To: t.To, Text: chat.CleanText(t.Text)}}
}

// written is the draft as it is to be sent, with its translation where it has one.
func (m *Model) written(id chat.ConversationID, text string) chat.Text {
	if t, ok := m.twin(id); ok && t.fits(text) {
		return t.with(text)
	}
	return chat.Text{Text: text}
}

func (m *Model) keepTwin(id chat.ConversationID, t Twin) []ui.Effect {
	m.Twins[id] = t
	return []ui.Effect{ui.Save{Key: twinKey + string(id), Value: t.From + " " + t.To + " " + itoa(len(t.Of)) + " " + yes(t.Edited) + "\n" + t.Of + t.Text}}
}

// twinKept reads what keepTwin kept; false for anything else.
func twinKept(value string) (Twin, bool) {
	head, rest, _ := strings.Cut(value, "\n")
	words := strings.Fields(head)
	if len(words) != 4 || !chat.ValidLanguage(words[0]) || !chat.ValidLanguage(words[1]) || counted(words[2]) > uint64(len(rest)) {
		return Twin{}, false
	}
	n := counted(words[2])
	return Twin{From: words[0], To: words[1], Of: rest[:n], Text: rest[n:], Edited: words[3] == yes(true)}, true
}
