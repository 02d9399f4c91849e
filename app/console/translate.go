package console

import (
	"strings"

	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Translations are what the desk knows about them, beside those that are stored.
type Translations struct {
	Here   bool                             // the browser can translate, for this device alone
	Asks   map[chat.EntryID]Ask             // what was asked for, by what is to be translated
	Queue  []chat.EntryID                   // those whose turn comes
	Rest   chat.Millis                      // until then nothing is asked for: the relay was asked too fast
	Both   map[chat.ConversationID]BothWays // conversations that are translated both ways
	Spoken map[chat.ConversationID]string   // the visitor's language as last recognised
}

// Ask is a translation that was asked for.
type Ask struct {
	In      chat.ConversationID
	N       uint64
	To      string
	Pressed bool         // by hand, so whoever did it wants to know what came of it
	Ref     uint64       // of the wire.Ask that is on its way; 0: none
	Tries   int          // how often the relay had no time
	Over    bool         // answered
	Problem chat.Problem // then: why there is none; NoProblem: its entry has come or is coming
}

const (
	maxAsks  = 4 // on their way at a time, so that the relay refuses none
	maxTries = 5
	askAgain = 1_000
	hereTag  = "translate:" // and the entry's id: what the browser translates
)

// into is the language that an entry is to be translated into: this agent's for what the visitor wrote, else the visitor's;
// "" where that is not known, or nobody else would see it.
func (m *Model) into(id chat.ConversationID, e chat.Entry) string {
	mine := m.Lang.Tag()
	switch spoken := m.spoken(id); {
	case e.Author.Role == chat.Visitor:
		return mine
	case m.Rules.Translate && chat.BaseLanguage(spoken) != mine:
		return spoken
	}
	return ""
}

// spoken is the visitor's language: as chosen, else as recognised, else "".
func (m *Model) spoken(id chat.ConversationID) string {
	if chosen := m.Translations.Both[id].Spoken; chosen != "" {
		return chosen
	}
	return m.Translations.Spoken[id]
}

// missing is the language that an entry could still be translated into, or "".
func (m *Model) missing(t *ui.Transcript, e chat.Entry) string {
	text, ok := e.Body.(chat.Text)
	if !ok || e.N == 0 || !m.Rules.Translate && !m.Translations.Here || ui.EmojiOnly(text.Text) {
		return ""
	}
	to := m.into(t.Talk.ID, e)
	if tr, ok := t.Facts.Translation(e.ID, to); ok && chat.BaseLanguage(tr.To) == chat.BaseLanguage(to) {
		return ""
	}
	return to
}

// translate asks for one entry because somebody wants it.
func (m *Model) translate(id chat.ConversationID, entry chat.EntryID) []ui.Effect {
	t := m.talk(id)
	e, _ := chat.ByID(t.Talk.Thread.Stored, entry)
	to := m.missing(t, e)
	if to == "" {
		return nil
	}
	m.wish(Ask{In: id, N: e.N, To: to, Pressed: true}, entry)
	if m.Rules.Translate {
		return nil // sent with those that wait for their turn
	}
	return []ui.Effect{ui.TranslateHere{Tag: hereTag + string(entry), Text: chat.Words(e.Body), To: to}}
}

func (m *Model) wish(a Ask, entry chat.EntryID) {
	m.Translations.Asks[entry] = a
	if m.Rules.Translate {
		m.Translations.Queue = append(m.Translations.Queue, entry)
	}
}

// askOn sends what waits for its turn.
func (m *Model) askOn() (effects []ui.Effect) {
	x := &m.Translations
	if m.Link.State != ui.Online || m.Now < x.Rest || len(x.Queue) == 0 {
		return nil
	}
	running := 0
	for _, a := range x.Asks {
		if a.Ref != 0 && !a.Over {
			running++
		}
	}
	for ; running < maxAsks && len(x.Queue) > 0; x.Queue = x.Queue[1:] {
		id := x.Queue[0]
		a, ok := x.Asks[id]
		if !ok || a.Over || a.Ref != 0 {
			continue // it waits twice
		}
		m.Ref++
		a.Ref = m.Ref
		x.Asks[id] = a
		running++
		effects = append(effects, ui.Transmit{Data: wire.Requests(wire.Ask{Ref: a.Ref, Conversation: a.In, N: a.N, To: a.To})})
	}
	return effects
}

// translated takes the answer to an Ask. One that the relay had no time for is asked for again a moment later.
func (m *Model) translated(f wire.Done) []ui.Effect {
	x := &m.Translations
	for id, a := range x.Asks {
		switch {
		case f.Ref == 0 || a.Ref != f.Ref || a.Over:
			continue
		case f.Problem.Temporary() && a.Tries < maxTries:
			a.Tries, a.Ref = a.Tries+1, 0
			x.Asks[id] = a
			x.Queue, x.Rest = append(x.Queue, id), m.Now+askAgain
			return nil
		}
		return m.askOver(id, a, f.Problem)
	}
	return nil
}

// translatedHere takes what the browser has translated. Nobody but this device gets it.
func (m *Model) translatedHere(answer ui.Answered) []ui.Effect {
	id := chat.EntryID(strings.TrimPrefix(answer.Tag, hereTag))
	a, ok := m.Translations.Asks[id]
	if !ok || a.Over {
		return nil
	}
	from, text, problem := translatedBy(answer)
	tr := chat.Translation{Of: id, From: from, To: a.To, Text: chat.CleanText(text)}
	switch t := m.Talks[a.In]; {
	case problem != chat.NoProblem:
	case chat.Check(tr) != chat.NoProblem:
		problem = chat.NoTranslation
	case t != nil:
		t.Facts.Take(chat.Entry{Body: tr})
		if e, _ := chat.ByID(t.Talk.Thread.Stored, id); e.Author.Role == chat.Visitor {
			m.Translations.Spoken[a.In] = from
		}
	}
	return m.askOver(id, a, problem)
}

// translatedBy is what the browser says to TranslateHere.
func translatedBy(a ui.Answered) (from, text string, p chat.Problem) {
	switch a.Status {
	case 200:
		from, text, _ = strings.Cut(a.Body, "\n")
		return from, text, chat.NoProblem
	case 204:
		return "", "", chat.NotNeeded
	}
	return "", "", chat.NoTranslation
}

// askOver notes what became of a wish, and says so to those who cannot see it.
func (m *Model) askOver(id chat.EntryID, a Ask, problem chat.Problem) []ui.Effect {
	a.Over, a.Problem = true, problem
	m.Translations.Asks[id] = a
	if problem == chat.NoProblem || problem == chat.NotNeeded && !a.Pressed {
		return nil
	}
	return []ui.Effect{ui.Say{Text: m.whyNot(problem)}}
}

// whyNot is a problem of a translation in words.
func (m *Model) whyNot(p chat.Problem) string {
	if p == chat.NoTranslation && !m.Rules.Translate {
		return lang.NotHere.In(m.Lang)
	}
	if p.Temporary() { // it was tried often enough
		p = chat.NoTranslation
	}
	return lang.Problem(m.Lang, p, chat.Person{})
}

// sayTranslated reads out what the visitor wrote, once it is in this agent's language.
func (m *Model) sayTranslated(id chat.ConversationID, tr chat.Translation) []ui.Effect {
	e, _ := chat.ByID(m.talk(id).Talk.Thread.Stored, tr.Of)
	if e.Author.Role != chat.Visitor || chat.BaseLanguage(tr.To) != m.Lang.Tag() {
		return nil
	}
	return []ui.Effect{ui.Say{Text: lang.SaysColon.With(m.Lang, lang.NameOf(m.Lang, m.author(id, e.Author)), tr.Text)}}
}

// unspoken forgets what belongs to a conversation that is not followed any more.
func (m *Model) unspoken(id chat.ConversationID) {
	x := &m.Translations
	delete(x.Spoken, id)
	for entry, a := range x.Asks {
		if a.In == id {
			delete(x.Asks, entry)
		}
	}
}

// unasked lets what was on its way when the connection ended wait for the next one.
func (m *Model) unasked() {
	x := &m.Translations
	for id, a := range x.Asks {
		if a.Ref != 0 && !a.Over {
			a.Ref = 0
			x.Asks[id] = a
			x.Queue = append(x.Queue, id)
		}
	}
}
