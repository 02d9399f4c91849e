package console

import (
	"strings"

	"pupitre/app/chat"
	"pupitre/app/ui"
)

// BothWays is a conversation that is translated both ways: what the visitor writes into this agent's language, and what
// this agent writes into the visitor's. It is kept on this device.
type BothWays struct {
	Since  uint64 // what came behind this n is asked for; before it, only what is in view
	Spoken string // the visitor's language, where it was chosen by hand
}

const (
	bothKey = "both:"
	inTail  = 50  // how many of the latest entries are looked at for what is to be translated
	inTalk  = 200 // how many for the visitor's language
)

// beginTranslations reads what was kept.
func beginTranslations(s ui.Started) Translations {
	x := Translations{Here: s.Options["translator"] != "", Asks: map[chat.EntryID]Ask{}, Both: map[chat.ConversationID]BothWays{}, Spoken: map[chat.ConversationID]string{}}
	for key, value := range s.Kept {
		if id, ok := strings.CutPrefix(key, bothKey); ok {
			since, spoken, _ := strings.Cut(value, " ")
			x.Both[chat.ConversationID(id)] = BothWays{Since: counted(since), Spoken: spoken}
		}
	}
	return x
}

// switchBoth begins to translate a conversation both ways, or ends it.
func (m *Model) switchBoth(id chat.ConversationID) []ui.Effect {
	x := &m.Translations
	if _, on := x.Both[id]; !on {
		return m.keepBoth(id, BothWays{Since: m.talk(id).Talk.Thread.Known()})
	}
	delete(x.Both, id)
	for entry, a := range x.Asks { // what waits for its turn and nobody pressed for
		if a.In == id && a.Ref == 0 && !a.Over && !a.Pressed {
			delete(x.Asks, entry)
		}
	}
	return []ui.Effect{ui.Forget{Key: bothKey + string(id)}}
}

// chooseSpoken says by hand what the visitor speaks; "": what is recognised.
func (m *Model) chooseSpoken(id chat.ConversationID, language string) []ui.Effect {
	b, on := m.Translations.Both[id]
	if !on {
		return nil
	}
	b.Spoken = language
	return m.keepBoth(id, b)
}

func (m *Model) keepBoth(id chat.ConversationID, b BothWays) []ui.Effect {
	m.Translations.Both[id] = b
	return []ui.Effect{ui.Save{Key: bothKey + string(id), Value: itoa(int(b.Since)) + " " + b.Spoken}}
}

// forgetBoth drops it for conversations that the relay does not list any more.
func (m *Model) forgetBoth() (effects []ui.Effect) {
	for id := range m.Translations.Both {
		if _, ok := m.Conversations[id]; !ok {
			delete(m.Translations.Both, id)
			effects = append(effects, ui.Forget{Key: bothKey + string(id)})
		}
	}
	return effects
}

// keepTranslating asks for what is missing in the conversations that are translated both ways. A message is never held back
// for it: it is looked for among what is stored.
func (m *Model) keepTranslating() []ui.Effect {
	if m.Rules.Translate {
		for id := range m.Translations.Both {
			if t := m.Talks[id]; t != nil && t.Talk.Thread.Loaded {
				m.wishTail(t)
				m.wishInView(t)
			}
		}
	}
	return append(m.askOn(), m.askTwins()...)
}

// wishTail asks for what has come since it was switched on.
func (m *Model) wishTail(t *ui.Transcript) {
	list := t.Talk.Thread.Stored
	t.Len() // its Facts are those of the thread as it is now
	since := m.Translations.Both[t.Talk.ID].Since
	for _, e := range list[len(list)-min(len(list), inTail):] {
		if e.N > since && (e.Author.Role == chat.Visitor || e.Author.ID == m.Me.ID) {
			m.wishFor(t, e)
		}
	}
}

// wishInView asks for what the visitor wrote and this agent looks at.
func (m *Model) wishInView(t *ui.Transcript) {
	if m.pane(t.Talk.ID) < 0 {
		return
	}
	first, last, _, _, _ := t.View()
	for i := first; i < last; i++ {
		if e, _ := t.Row(i); e.Author.Role == chat.Visitor {
			m.wishFor(t, e)
		}
	}
}

// wishFor asks once for each language: what has failed is tried again by hand.
func (m *Model) wishFor(t *ui.Transcript, e chat.Entry) {
	to := m.missing(t, e)
	if a, asked := m.Translations.Asks[e.ID]; to != "" && !(asked && a.To == to) {
		m.wish(Ask{In: t.Talk.ID, N: e.N, To: to}, e.ID)
	}
}

// listen finds out what the visitor speaks: the language that the latest translation of their words came from.
func (m *Model) listen(t *ui.Transcript) {
	list := t.Talk.Thread.Stored
	list = list[len(list)-min(len(list), inTalk):]
	for i := len(list) - 1; i >= 0; i-- {
		tr, ok := list[i].Body.(chat.Translation)
		if !ok {
			continue
		}
		if e, _ := chat.ByID(list[:i], tr.Of); e.Author.Role == chat.Visitor {
			m.Translations.Spoken[t.Talk.ID] = tr.From
			return
		}
	}
}
