package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// Told is why nothing has happened, as it stands in a pane until its conversation changes hands or something else is done.
type Told struct {
	In   chat.ConversationID // "": no conversation is in view
	Text string
}

// decline says why a command cannot be done now.
func (m *Model) decline(c Command) []ui.Effect {
	m.Told = Told{In: m.focused(), Text: m.why(c.needs)}
	return []ui.Effect{ui.Say{Text: m.Told.Text}}
}

// why is what is missing for a command, in words.
func (m *Model) why(n need) string {
	in := m.focused()
	s := m.Conversations[in]
	words := lang.NotHereNow
	switch own := m.mine(s); {
	case n == aSlip:
		words = lang.NothingToUndo
	case n == aGuest && in != "":
		words = lang.BlockedAlready
	case in == "":
		words = lang.OpenFirst
	case n == twoPanes:
		words = lang.OnlyOne
	case s.Closed:
		words = lang.IsClosed
	case n == aScreen && m.Rules.Mirror == chat.MirrorOff:
		words = lang.MirrorIsOff
	case n == aMirror:
		words = lang.NoPageShown
	case n == freeOne && own:
		words = lang.YoursAlready
	case !own && m.mayWrite(in):
		words = lang.TakeFirst
	case !own:
		return lang.TakenBy.With(m.Lang, lang.NameOf(m.Lang, s.Agent))
	case n == aScreen:
		words = lang.VisitorIsAway
	case n == aShare && s.Mirror.Asked != chat.LevelNone:
		words = lang.AnswerFirst
	case n == aShare:
		words = lang.PageFirst
	case n == running:
		words = lang.PausedAlready
	case n == paused:
		words = lang.NotPaused
	}
	return words.In(m.Lang)
}

// viewTold is not read out, for that was done when it happened.
func viewTold(m *Model, in chat.ConversationID) *dom.Node {
	if m.Told.Text == "" || m.Told.In != in {
		return nil
	}
	return dom.Div(dom.Key("told"), dom.Class("offer-bar"), dom.Icon(iconAlert), dom.P(dom.Class("what"), dom.Text(m.Told.Text)))
}
