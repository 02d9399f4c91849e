package mirror

import (
	"pupitre/app/chat"
	"pupitre/app/cobrowse"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewHand is what the agent can do on the visitor's page.
func viewHand(m *Model) *dom.Node {
	h := &m.Hand
	return dom.Div(dom.Key("hand"), dom.Class("tools hand"), dom.Role("group"), dom.Aria("label", lang.HandTools.In(m.Lang)),
		m.mode(Looking, lang.HandLook, iconLook),
		m.mode(Pointing, lang.HandPoint, iconPoint),
		m.mode(Drawing, lang.HandDraw, iconDraw),
		m.mode(Acting, lang.HandAct, iconAct),
		dom.If(h.Wish != Looking, dom.Span(dom.Key("wish"), dom.Class("wish"), dom.Role("status"), m.t(lang.MirrorWaits))),
		dom.If(h.Mode == Pointing || h.Mode == Drawing, m.tool("erase", lang.HandErase, iconErase, ActPressed{Command: cobrowse.CommandErase})),
		dom.If(m.Status.Level > chat.LevelView, dom.Button(dom.Key("back"), dom.Class("give"), dom.Aria("disabled", yes(m.Asking)), dom.On(dom.Clicked, GiveBackPressed{}), m.t(lang.EndControl))),
	)
}

// mode is a button that is down as long as the agent does that.
func (m *Model) mode(mode Mode, name lang.Text, icon string) *dom.Node {
	title := name.In(m.Lang)
	if mode.needs() > max(m.Status.Level, chat.LevelView) {
		title = lang.HandAsks.With(m.Lang, title)
	}
	return dom.Button(dom.Key(itoa(int(mode))), dom.Class("mode"), dom.Aria("pressed", yes(m.Hand.Mode == mode)), dom.Title(title), dom.Aria("label", title),
		dom.Aria("disabled", yes(m.Hand.Wish != Looking && mode != Looking)), dom.On(dom.Clicked, ModePressed{Mode: mode}), dom.Icon(icon), dom.Span(dom.Class("name"), m.t(name)))
}

func (m *Model) tool(key string, name lang.Text, icon string, pressed dom.Msg) *dom.Node {
	return dom.Button(dom.Key(key), dom.Class("tool"), dom.Title(name.In(m.Lang)), dom.Aria("label", name.In(m.Lang)), dom.On(dom.Clicked, pressed), dom.Icon(icon))
}

// viewWay leads the visitor through the site.
func viewWay(m *Model) *dom.Node {
	return dom.Form(dom.Key("way"), dom.Class("way"), dom.Aria("label", lang.WayTools.In(m.Lang)), dom.On(dom.Submitted, AddressSubmitted{}),
		m.tool("back", lang.WayBack, iconBack, ActPressed{Command: cobrowse.CommandBack}),
		m.tool("forward", lang.WayForward, iconForward, ActPressed{Command: cobrowse.CommandForward}),
		m.tool("reload", lang.WayReload, iconReload, ActPressed{Command: cobrowse.CommandReload}),
		dom.Input(dom.Type("text"), dom.Aria("label", lang.WayAddress.In(m.Lang)), dom.Placeholder(lang.WayAddress.In(m.Lang)), dom.MaxLength(chat.MaxURL), dom.Autocomplete("off"), dom.EnterKeyHint("go"),
			dom.Value(m.Hand.Address), dom.On(dom.Typed, AddressTyped{})),
		dom.Button(dom.Type("submit"), m.t(lang.WayGo)),
	)
}
