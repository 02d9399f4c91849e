package widget

import (
	"pupitre/app/chat"
	"pupitre/app/ui"
)

func (m *Model) drafted(text string) []ui.Effect {
	m.Draft = text
	var effects []ui.Effect
	if m.Live { // else there is nobody to see it
		effects = append(m.Talk.Typing(m.Now, text != ""), m.preview()...)
	}
	if text == "" {
		return append(effects, ui.Forget{Key: keyDraft})
	}
	return append(effects, ui.Save{Key: keyDraft, Value: text})
}

// previewEvery is the least pause between two looks that agents get at a draft.
const previewEvery = 500

// preview shows agents the draft where the site lets them see it: at once, and what is typed meanwhile a moment later.
func (m *Model) preview() []ui.Effect {
	if !m.Preview || m.showing || m.shown == m.Draft {
		return nil
	}
	m.shown, m.showing = m.Draft, true
	return append(m.Talk.Preview(m.Draft), ui.After{Delay: previewEvery, Then: PreviewDue{}})
}

// send writes the draft into the conversation. A draft that cannot be sent stays where it is; the view says why.
func (m *Model) send() []ui.Effect {
	text := m.Draft
	if !m.sendable() {
		return nil
	}
	m.Draft = ""
	m.Files.Send(m.Talk.ID)
	return append(m.write(text), ui.Forget{Key: keyDraft})
}

func (m *Model) sendable() bool { return m.Files.Sendable(m.Talk.ID, m.Draft) }

// write adds a text of the visitor's. One that is too long, which only happens to what was sent before the program was
// there, goes back into the field.
func (m *Model) write(text string) []ui.Effect {
	text = chat.CleanText(text)
	switch chat.CheckText(text) {
	case chat.NoProblem:
		return m.act(chat.Text{Text: text})
	case chat.TooLarge:
		if m.Draft != "" {
			text += "\n" + m.Draft
		}
		m.Draft = text
		return []ui.Effect{ui.Save{Key: keyDraft, Value: m.Draft}}
	}
	return nil // nothing in it
}

func (m *Model) act(b chat.Body) []ui.Effect {
	return m.Shown.Write(chat.Entry{ID: m.IDs.Next(), At: m.relayNow(), Author: m.self(), Body: b})
}

// self is the visitor, also before the relay has said who this is.
func (m *Model) self() chat.Person {
	p := m.Me
	p.Role = chat.Visitor
	return p
}

// over is by how many bytes the draft is too long; 0 or less: it is not.
func (m *Model) over() int {
	if len(m.Draft) <= chat.MaxText {
		return 0
	}
	return chat.Excess(chat.CleanText(m.Draft))
}
