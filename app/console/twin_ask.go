package console

import (
	"strings"

	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

const twinTag = "twin:" // and the Ref: what the browser translates

// pressTwin asks for what is missing; what is there gets the keyboard, and so does what was corrected by hand, whatever the draft
// has become: only TwinAgainPressed replaces that.
func (m *Model) pressTwin() []ui.Effect {
	id := m.focused()
	t, ok := m.twin(id)
	switch {
	case ok && t.Asked:
		return nil
	case ok && (t.fits(m.Drafts[id]) || t.Edited):
		m.enterTwin(id)
		return nil
	}
	return m.askTwin(id)
}

// askTwin has the draft translated, in the place of a former translation.
func (m *Model) askTwin(id chat.ConversationID) []ui.Effect {
	of, to := chat.CleanText(m.Drafts[id]), m.spoken(id)
	m.grab()
	if to == "" {
		to = m.Twins[id].To
	}
	switch chat.CheckText(of) {
	case chat.NoProblem:
		m.Twins[id] = Twin{To: to, Of: of, Asked: true}
		return []ui.Effect{ui.Say{Text: lang.Translating.In(m.Lang)}}
	case chat.TooLarge:
		return nil // the field says so
	}
	return []ui.Effect{ui.Say{Text: lang.WriteFirst.In(m.Lang)}}
}

// askTwins sends the questions that wait for their turn.
func (m *Model) askTwins() (effects []ui.Effect) {
	for id, t := range m.Twins {
		if !t.Asked || t.Ref != 0 || m.Rules.Translate && (m.Link.State != ui.Online || m.Now < m.Translations.Rest) {
			continue
		}
		m.Ref++
		t.Ref = m.Ref
		m.Twins[id] = t
		if m.Rules.Translate {
			effects = append(effects, ui.Transmit{Data: wire.Requests(wire.AskText{Ref: t.Ref, Conversation: id, Text: t.Of, To: t.To})})
		} else {
			effects = append(effects, ui.TranslateHere{Tag: twinTag + itoa(int(t.Ref)), Text: t.Of, To: t.To})
		}
	}
	return effects
}

// twinCame takes the answer to the question of that number.
func (m *Model) twinCame(f wire.Rendered) []ui.Effect {
	for id, t := range m.Twins {
		switch {
		case f.Ref == 0 || t.Ref != f.Ref || !t.Asked:
			continue
		case f.Problem.Temporary() && t.Tries < maxTries:
			t.Tries, t.Ref = t.Tries+1, 0
			m.Twins[id], m.Translations.Rest = t, m.Now+askAgain
			return nil
		}
		t = Twin{From: f.From, To: t.To, Of: t.Of, Text: chat.CleanText(f.Text), Pressed: t.Pressed, Problem: f.Problem}
		if t.Problem == chat.NoProblem && chat.Check(t.with(t.Of)) != chat.NoProblem {
			t.Problem = chat.NoTranslation
		}
		if t.Problem != chat.NoProblem {
			t.Text = ""
			m.Twins[id] = t
			return []ui.Effect{ui.Forget{Key: twinKey + string(id)}, ui.Say{Text: m.twinTrouble(t, t.Of)}}
		}
		effects := append(m.keepTwin(id, t), ui.Say{Text: lang.TwinCame.With(m.Lang, lang.LanguageName(m.Lang, t.To), t.Text)})
		if !t.fits(m.Drafts[id]) {
			effects = append(effects, ui.Say{Text: lang.TwinStale.In(m.Lang)})
		}
		return effects
	}
	return nil
}

// twinCameHere takes what the browser has translated.
func (m *Model) twinCameHere(a ui.Answered) []ui.Effect {
	from, text, problem := translatedBy(a)
	return m.twinCame(wire.Rendered{Ref: counted(strings.TrimPrefix(a.Tag, twinTag)), From: from, Text: text, Problem: problem})
}

// lostTwins lets what was on its way when the connection ended wait for the next one.
func (m *Model) lostTwins() {
	for id, t := range m.Twins {
		if t.Asked && m.Rules.Translate {
			t.Ref = 0
			m.Twins[id] = t
		}
	}
}
