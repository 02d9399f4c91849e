package console

import (
	"strings"

	"pupitre/app/chat"
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
	Pressed bool         // Send was pressed meanwhile, and nothing of the draft or of what came was changed since
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
	t.Text, t.Edited, t.Pressed = text, true, false
	return m.keepTwin(id, t)
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

// unlikeTwin looks at what a change of the draft means for its translation. Why there is none is true of one draft only, and
// so is that Send was pressed.
func (m *Model) unlikeTwin(id chat.ConversationID, was, draft string) []ui.Effect {
	t, ok := m.twin(id)
	if !ok {
		return nil
	}
	text := chat.CleanText(draft)
	if text == chat.CleanText(was) {
		return nil
	}
	t.Pressed = false
	m.Twins[id] = t
	switch {
	case t.Problem != chat.NoProblem && t.Of != text:
		return m.dropTwin(id)
	case t.fits(was) && m.fate(id, text) != Refused: // else the hint is an alert
		return []ui.Effect{ui.Say{Text: lang.TwinStale.In(m.Lang)}}
	}
	return nil
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
