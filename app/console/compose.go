package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// writing is the key of the draft in the focused pane's field: the conversation, or its Staff for a note.
func (m *Model) writing() chat.ConversationID {
	id := m.focused()
	if m.Noting[id] && id != "" {
		return id.Staff()
	}
	return id
}

// typed takes what stands in the message field now, and where the caret is, in UTF-16 units.
func (m *Model) typed(text string, caret int) []ui.Effect {
	m.Carets[m.writing()] = byteAt(text, caret)
	m.leavePicker()
	effects := m.drafted(text)
	return append(effects, m.follow()...)
}

func (m *Model) drafted(text string) []ui.Effect {
	id := m.writing()
	was := m.Drafts[id]
	m.Drafts[id], m.Warned, m.Told = text, Warned{}, Told{}
	key := draftKey + string(id)
	base, note := id.Base()
	t := m.talk(base).Talk
	var effects []ui.Effect
	if !note {
		effects = append(t.Typing(m.Now, text != "" && m.mine(m.Conversations[base])), m.unlikeTwin(id, was, text)...)
	}
	if text == "" {
		delete(m.Drafts, id)
		return append(effects, ui.Forget{Key: key})
	}
	return append(effects, ui.Save{Key: key, Value: text})
}

// caret is where the caret stands in the draft, in bytes: as last heard of, else at the end.
func (m *Model) caret() int {
	id := m.writing()
	draft := m.Drafts[id]
	if at, ok := m.Carets[id]; ok {
		return min(at, len(draft))
	}
	return len(draft)
}

// put replaces a part of the draft, and sets the caret behind what came.
func (m *Model) put(from, to int, text string) []ui.Effect {
	id := m.writing()
	draft := m.Drafts[id]
	from, to = min(from, len(draft)), min(to, len(draft))
	draft = draft[:from] + text + draft[to:]
	m.Carets[id] = from + len(text)
	m.jump(draft, from+len(text), from+len(text))
	m.grab()
	return m.drafted(draft)
}

// draftKey takes a key in the message field, before the field does.
func (m *Model) draftKey(key string, mods dom.Mods, caret int) []ui.Effect {
	m.Carets[m.writing()] = byteAt(m.Drafts[m.writing()], caret)
	if m.Picker.Kind == CannedPicker || m.Picker.Kind != NoPicker && key == "Escape" {
		if effects, ok := m.pickerKey(key, mods); ok {
			return effects
		}
		switch key {
		case "ArrowLeft", "ArrowRight", "Home", "End":
			m.Picker = Picker{} // the caret leaves the word
		}
	}
	if key == "Enter" && mods == 0 {
		return append(m.send(), ui.PreventDefault{})
	}
	return m.key(key, mods, true)
}

// Jump is a caret that the program moves: in which draft, for the how manieth time, and what it selects, in UTF-16 units.
type Jump struct {
	In       chat.ConversationID
	Turn     int
	From, To int
}

// jump selects a part of the draft in the field; the places are in bytes.
func (m *Model) jump(draft string, from, to int) {
	m.Jump = Jump{In: m.writing(), Turn: m.Jump.Turn + 1, From: units(draft[:from]), To: units(draft[:to])}
}

// Warned is the attempt to send that was held back once, for a variable without a value.
type Warned struct {
	In   chat.ConversationID // the draft's key
	Text string
}

// send writes the draft into the conversation that has the focus, and takes it first if nobody has it. A draft that cannot
// be sent stays where it is; one with a variable that nothing filled in is sent only the second time in a row.
func (m *Model) send() []ui.Effect {
	id, key := m.focused(), m.writing()
	text := chat.CleanText(m.Drafts[key])
	if !m.sendable(key) {
		return nil
	}
	if open := unfilled(text); open != "" && m.Warned != (Warned{key, text}) {
		m.Warned = Warned{key, text}
		if from, to := variable(m.Drafts[key]); from >= 0 { // none where a control character, which is not sent, stands in it
			m.jump(m.Drafts[key], from, to)
		}
		m.grab()
		return []ui.Effect{ui.Say{Text: lang.Unfilled.With(m.Lang, open)}}
	}
	var effects []ui.Effect
	if key != id {
		effects = m.act(id, chat.Note{Text: text})
	} else if wait, waits := m.awaitTwin(id, text); waits {
		return wait
	} else if m.mayWrite(id) {
		effects = append(m.sayAll(id, m.written(id, text)), m.dropTwin(id)...)
	} else {
		return nil
	}
	m.Picker, m.Warned = Picker{}, Warned{}
	delete(m.Drafts, key)
	delete(m.Carets, key)
	return append(effects, ui.Forget{Key: draftKey + string(key)})
}

func (m *Model) sendable(key chat.ConversationID) bool { return m.Files.Sendable(key, m.Drafts[key]) }

// sayAll writes the text, if there is one, and sends what is attached. Its entries follow when the relay has the files.
func (m *Model) sayAll(id chat.ConversationID, text chat.Text) (effects []ui.Effect) {
	effects = m.join(id)
	if text.Text != "" {
		effects = append(effects, m.act(id, text)...)
	}
	m.Files.Send(id)
	return effects
}

// say writes what is for the visitor, and takes the conversation first if nobody has it.
func (m *Model) say(id chat.ConversationID, b chat.Body) []ui.Effect {
	return append(m.join(id), m.act(id, b)...)
}

// join takes the conversation if nobody has it.
func (m *Model) join(id chat.ConversationID) []ui.Effect {
	if !m.takes(id) {
		return nil
	}
	return m.act(id, chat.Joined{})
}

// mayWrite tells whether the conversation has an input zone for this agent. A bot gives way.
func (m *Model) mayWrite(id chat.ConversationID) bool {
	c, ok := m.Conversations[id]
	return ok && !c.Closed && (c.Agent.IsZero() || c.Agent.Role == chat.Bot || m.mine(c))
}

// writes tells whether there is a field in the conversation's pane.
func (m *Model) writes(id chat.ConversationID) bool { return m.Noting[id] || m.mayWrite(id) }

// takes tells whether to write means to take the conversation first.
func (m *Model) takes(id chat.ConversationID) bool {
	if m.mine(m.Conversations[id]) {
		return false
	}
	for _, p := range m.talk(id).Talk.Thread.Pending { // it may be on its way already
		if _, ok := p.Body.(chat.Joined); ok && p.State != chat.Failed {
			return false
		}
	}
	return true
}

// act writes an entry into a conversation.
func (m *Model) act(id chat.ConversationID, b chat.Body) []ui.Effect {
	if _, ok := b.(chat.Joined); ok {
		m.grab()
	}
	t, e := m.talk(id), m.entry(b)
	knowOwn(t, e)
	return t.Write(e)
}

// knowOwn has the translation that was written with an own text shown with it from the first moment on.
func knowOwn(t *ui.Transcript, e chat.Entry) {
	if _, text := e.Body.(chat.Text); text {
		t.Facts.Take(e)
	}
}

// entry is an own entry that is to be written.
func (m *Model) entry(b chat.Body) chat.Entry {
	return chat.Entry{ID: m.IDs.Next(), At: m.relayNow(), Author: m.Me, Body: b}
}
