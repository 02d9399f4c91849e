package mirror

import (
	"strconv"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// view is the page around the picture; the picture itself is the glue's, and lies where .notice and .keys do.
func view(m *Model) dom.Nodes {
	class := "bar"
	if m.Docked {
		class = "bar docked"
	}
	return dom.Nodes{
		dom.Header(dom.Key("bar"), dom.Class(class),
			viewPage(m),
			viewState(m),
			dom.If(m.Stream.Whole && m.Status.Phase == wire.MirrorLive, viewHand(m)),
			dom.If(m.Hand.Mode == Acting, viewWay(m)),
			dom.If(m.Stream.Whole, viewTools(m)),
			viewActions(m),
		),
		dom.P(dom.Key("trouble"), dom.Class("trouble"), dom.Role("alert"), dom.Hidden(m.Trouble == ""), dom.Icon(iconAlert), dom.Span(dom.Text(m.Trouble))),
		dom.Main(dom.Key("main"), dom.Class("area"),
			dom.If(m.Stream.Whole, dom.Div(dom.Key("keys"), dom.Class("keys"), dom.Role("group"), dom.TabIndex(0), dom.Data("stage", ""),
				dom.Aria("label", lang.MirrorStage.In(m.Lang)), dom.Aria("description", m.stageHelp()), dom.On(dom.KeyPressed, StageKey{}))),
			viewNotice(m),
		),
	}
}

// stageHelp says what keys do in the picture.
func (m *Model) stageHelp() string {
	if m.Hand.Mode == Acting {
		return lang.MirrorKeys.In(m.Lang)
	}
	return lang.MirrorScroll.In(m.Lang)
}

// viewPage says which page it is.
func viewPage(m *Model) *dom.Node {
	title := m.pageTitle()
	if title == "" {
		title = lang.MirrorTitle.In(m.Lang)
	}
	return dom.Div(dom.Key("page"), dom.Class("page"),
		dom.H1(dom.Bdi(dom.Text(title))),
		dom.If(m.pageAddress() != "", dom.P(dom.Key("address"), dom.Class("address"), dom.Title(m.pageAddress()), dom.Bdi(dom.Text(m.pageAddress())))),
	)
}

// viewState is how things stand, in a word and an icon. Seconds that come and go are not read out.
func viewState(m *Model) *dom.Node {
	icon, class, words := iconPause, "state", lang.Connecting.In(m.Lang)
	behind := m.behind()
	switch {
	case !m.named(), m.Link.State == ui.Stopped, m.Stream.Broken:
		return nil // the notice says it
	case m.Link.State == ui.Waiting:
		icon, class, words = iconAlert, "state lost", lang.ReconnectingIn.With(m.Lang, itoa(m.Link.Seconds(m.Now)))
	case !m.Told:
	case m.Status.Phase == wire.MirrorLive && !m.Stream.Whole:
		words = lang.MirrorComes.In(m.Lang)
	case m.Status.Phase == wire.MirrorLive && behind > 0:
		icon, class, words = iconBehind, "state late", lang.MirrorBehind.With(m.Lang, itoa(behind))
	case m.Status.Phase == wire.MirrorLive:
		icon, class, words = iconLive, "state live", lang.MirrorLive.In(m.Lang)
	default:
		class, words = "unseen", m.words() // as the notice, which is not read out by itself
	}
	live := dom.Role("status")
	if behind > 0 || m.Link.State == ui.Waiting {
		live = dom.Aria("live", "off")
	}
	return dom.P(dom.Key("state"), dom.Class(class), live, dom.Icon(icon), dom.Span(dom.Text(words)),
		dom.If(m.Link.State == ui.Waiting, dom.Button(dom.Key("try"), dom.Class("link"), dom.On(dom.Clicked, TryPressed{}), m.t(lang.TryNow))))
}

// words are those of the phase.
func (m *Model) words() string {
	switch m.Status.Phase {
	case wire.MirrorAsking:
		return lang.MirrorWaits.In(m.Lang)
	case wire.MirrorRefused:
		return lang.MirrorDeclined.In(m.Lang)
	case wire.MirrorUnanswered:
		return lang.MirrorSilence.In(m.Lang)
	case wire.MirrorHidden:
		return lang.MirrorOtherTab.In(m.Lang)
	case wire.MirrorGone:
		return lang.MirrorLeft.In(m.Lang)
	case wire.MirrorEnded:
		return m.over()
	}
	return lang.MirrorNothing.In(m.Lang)
}

// over is by whom it was ended, and after how long, as far as that is known.
func (m *Model) over() string {
	who := ""
	switch m.Status.By.Role {
	case chat.Visitor:
		who = lang.TheVisitor.In(m.Lang)
	case chat.Agent, chat.Manager, chat.Bot:
		who = lang.NameOf(m.Lang, m.Status.By)
	}
	long := ""
	if m.Begun > 0 && m.Status.Since > m.Begun {
		s := int((m.Status.Since - m.Begun + 500) / 1000)
		if long = lang.Seconds.With(m.Lang, itoa(s)); s >= 60 {
			long = lang.Minutes.With(m.Lang, itoa((s+30)/60))
		}
	}
	switch {
	case who != "" && long != "":
		return lang.MirrorOverByIn.With(m.Lang, who, long)
	case who != "":
		return lang.MirrorOverBy.With(m.Lang, who)
	case long != "":
		return lang.MirrorOverIn.With(m.Lang, long)
	}
	return lang.MirrorOver.In(m.Lang)
}

//go:noinline
func itoa(n int) string { return strconv.Itoa(n) }
