package mirror

import (
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// viewNotice stands where the picture would be while there is none, or over it where it goes on no more.
func viewNotice(m *Model) *dom.Node {
	switch {
	case !m.named():
		return m.notice(iconAlert, lang.MirrorNoTalk.In(m.Lang), "", m.toDesk())
	case m.Link.State == ui.Stopped:
		return m.turnedAway()
	case m.Stream.Broken:
		return m.notice(iconAlert, lang.MirrorBroken.In(m.Lang), "", m.press("try", lang.Retry, TryPressed{}))
	case !m.Told:
		return nil
	}
	switch m.Status.Phase {
	case wire.MirrorLive:
		return nil
	case wire.MirrorAsking:
		return m.notice(iconPause, m.words(), lang.MirrorWaitsHelp.In(m.Lang), nil)
	case wire.MirrorHidden:
		return m.notice(iconPause, m.words(), "", nil)
	case wire.MirrorGone:
		return m.notice(iconPause, m.words(), lang.MirrorLeftHelp.In(m.Lang), nil)
	case wire.MirrorNone:
		return m.notice(iconFollow, m.words(), "", m.press("ask", lang.AskToSee, AskPressed{}))
	}
	return m.notice(iconOver, m.words(), "", m.press("ask", lang.AskAgain, AskPressed{}))
}

// turnedAway says why there is no connection, and will be none.
func (m *Model) turnedAway() *dom.Node {
	switch {
	case m.Link.Why == wire.CloseNotYours:
		return m.notice(iconAlert, lang.MirrorTaken.In(m.Lang), "", nil)
	case m.Link.Why.Policy() == wire.SignIn:
		return m.notice(iconAlert, lang.MirrorSignIn.In(m.Lang), "", m.toDesk())
	case m.Link.Why.Policy() == wire.ReloadPage:
		return m.notice(iconAlert, lang.MustReload.In(m.Lang), "", nil)
	}
	return m.notice(iconAlert, lang.MirrorRefused.In(m.Lang), "", nil)
}

func (m *Model) notice(icon, words, help string, action *dom.Node) *dom.Node {
	return dom.Section(dom.Key("notice"), dom.Class("notice"), dom.Aria("label", words),
		dom.Icon(icon),
		dom.P(dom.Class("words"), dom.Text(words)),
		dom.If(help != "", dom.P(dom.Key("help"), dom.Class("help"), dom.Text(help))),
		action,
	)
}

func (m *Model) press(key string, name lang.Text, pressed dom.Msg) *dom.Node {
	return dom.Button(dom.Key(key), dom.Class("primary"), dom.Aria("disabled", yes(m.Asking)), dom.On(dom.Clicked, pressed), m.t(name))
}

func (m *Model) toDesk() *dom.Node {
	return dom.A(dom.Key("desk"), dom.Class("button primary"), dom.Href(m.Desk), m.t(lang.GoToDesk))
}
