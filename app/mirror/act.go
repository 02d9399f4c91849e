package mirror

import (
	"strings"

	"pupitre/app/chat"
	"pupitre/app/cobrowse"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Mode is what the agent's pointer and keys do in the picture.
type Mode uint8

const (
	Looking  Mode = iota // they scroll it
	Pointing             // the visitor sees the pointer, and what is pressed is highlighted
	Drawing              // lines on the visitor's page, which fade
	Acting               // they are the page's
)

// needs is what the visitor must have granted for it.
func (m Mode) needs() chat.Level {
	switch m {
	case Looking:
		return chat.LevelView
	case Acting:
		return chat.LevelControl
	}
	return chat.LevelPoint
}

// Hand is what the agent does on the visitor's page.
type Hand struct {
	Mode    Mode
	Wish    Mode   // for which the visitor is asked; Looking: none
	Ref     uint32 // of the last act
	Stroke  uint32
	Down    bool // a button is held
	Refused bool // Trouble says why the last act was not done
	Address string

	clicked cobrowse.Place // pressed last
	at      chat.Millis
	clicks  uint8
}

// twice is how soon and how near to each other two presses are a double click: ms, and parts of 65,535 of an element.
const (
	twiceWithin = 500
	twiceNear   = 4000
)

// modeOf has the frame tell what it must: nothing, what the pointer does, keys as well.
func modeOf(m Mode) ui.Effect {
	return ui.Tell{Name: "mode", Value: [...]string{Looking: "0", Pointing: "1", Drawing: "1", Acting: "2"}[m]}
}

// choose is what the agent wants to do from now on; the visitor is asked if they have not allowed as much.
func (m *Model) choose(mode Mode) []ui.Effect {
	if mode.needs() <= m.Status.Level || mode == Looking {
		m.Hand.Wish = Looking
		return m.enter(mode)
	}
	what := "ask-point"
	if mode == Acting {
		what = "ask-control"
	}
	effects := m.do(what)
	if effects != nil {
		m.Hand.Wish = mode
	}
	return effects
}

// enter begins to do so.
func (m *Model) enter(mode Mode) []ui.Effect {
	var effects []ui.Effect
	if m.Hand.Mode != Looking {
		effects = m.act(cobrowse.Act{Command: cobrowse.CommandNoPointer})
	}
	m.Hand.Mode, m.Hand.Down = mode, false
	effects = append(effects, modeOf(mode))
	if mode == Acting && !m.Follow { // what a wheel does must be seen
		m.Follow = true
		effects = append(effects, tell("follow", true))
	}
	return effects
}

// granted follows what the visitor has allowed, before and now.
func (m *Model) granted(before wire.MirrorStatus) []ui.Effect {
	h, now := &m.Hand, m.Status
	switch {
	case h.Wish != Looking && now.Level >= h.Wish.needs():
		wish := h.Wish
		h.Wish = Looking
		return append(m.enter(wish), ui.Say{Text: lang.HandGranted.In(m.Lang)})
	case h.Wish != Looking && before.Asked != chat.LevelNone && now.Asked == chat.LevelNone: // refused, or not answered
		h.Wish = Looking
	}
	if h.Mode == Looking || now.Level >= h.Mode.needs() {
		return nil
	}
	return append(m.enter(Looking), ui.Say{Text: lang.HandOver.In(m.Lang)})
}

// act does something on the visitor's page, if there is a connection.
func (m *Model) act(a cobrowse.Act) []ui.Effect {
	if m.Link.State != ui.Online {
		return nil
	}
	m.Hand.Ref++
	a.Ref = m.Hand.Ref
	kind := wire.MirrorCommand
	if a.Command.Points() {
		kind = wire.MirrorPoint
	}
	return []ui.Effect{ui.Transmit{Data: cobrowse.AppendAct([]byte{byte(kind)}, a)}}
}

// replied says why something was not done, until something is.
func (m *Model) replied(r wire.MirrorReply) {
	if o := cobrowse.Outcome(r.Outcome); o != cobrowse.Done {
		m.Trouble, m.Hand.Refused = refusal(o).In(m.Lang), true
		return
	}
	if m.Hand.Refused {
		m.Trouble, m.Hand.Refused = "", false
	}
}

func refusal(o cobrowse.Outcome) lang.Text {
	switch o {
	case cobrowse.NodeGone:
		return lang.RefusedGone
	case cobrowse.FieldMasked:
		return lang.RefusedMasked
	case cobrowse.Secret:
		return lang.RefusedSecret
	case cobrowse.FileField:
		return lang.RefusedFile
	case cobrowse.OtherFrame:
		return lang.RefusedFrame
	case cobrowse.VisitorActs:
		return lang.RefusedActs
	case cobrowse.NotGranted:
		return lang.RefusedLevel
	case cobrowse.OtherSite:
		return lang.RefusedSite
	case cobrowse.Impossible:
		return lang.RefusedImpossible
	case cobrowse.TooSlow:
		return lang.RefusedSlow
	}
	return lang.RefusedOtherwise
}

// goTo opens the address that stands in the field.
func (m *Model) goTo() []ui.Effect {
	to := strings.TrimSpace(m.Hand.Address)
	if to == "" {
		return nil
	}
	m.Hand.Address = ""
	return m.act(cobrowse.Act{Command: cobrowse.CommandOpen, Text: to})
}
