package mirror

import (
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewTools are how the picture is looked at.
func viewTools(m *Model) *dom.Node {
	seen := m.Stream.Sanitizer.Observed()
	size := itoa(int(seen.Width)) + " × " + itoa(int(seen.Height))
	return dom.Div(dom.Key("tools"), dom.Class("tools"), dom.Role("group"), dom.Aria("label", lang.MirrorTools.In(m.Lang)),
		m.toggle(lang.FollowVisitor, m.Follow, iconFollow, FollowPressed{}),
		m.toggle(lang.ZoomToFit, m.Fit, iconFit, FitPressed{}),
		dom.Span(dom.Class("size"), dom.Title(lang.VisitorWindow.With(m.Lang, size)),
			dom.Span(dom.Class("unseen"), dom.Text(lang.VisitorWindow.With(m.Lang, ""))), dom.Text(size),
			dom.If(m.Scale > 0 && m.Scale != 100, dom.Span(dom.Class("scale"), dom.Text(itoa(m.Scale)+"\u202f%")))),
	)
}

func (m *Model) toggle(name lang.Text, on bool, icon string, pressed dom.Msg) *dom.Node {
	is := "false"
	if on {
		is = "true"
	}
	return dom.Button(dom.Class("toggle"), dom.Aria("pressed", is), dom.Title(name.In(m.Lang)), dom.Aria("label", name.In(m.Lang)), dom.On(dom.Clicked, pressed),
		dom.Icon(icon), dom.Span(dom.Class("name"), m.t(name)))
}

// viewActions are what can be done with the page as a whole.
func viewActions(m *Model) *dom.Node {
	const hint = "open-hint"
	address := m.pageAddress()
	return dom.Div(dom.Key("actions"), dom.Class("actions"),
		dom.If(dom.SafeURL(address) && m.sharing(), dom.Span(dom.Key("open"), dom.Class("open"),
			dom.A(dom.Class("button"), dom.Href(address), dom.Aria("describedby", hint), dom.Title(lang.OpenAddress.In(m.Lang)), dom.Icon(iconOpen), dom.Span(dom.Class("name"), m.t(lang.OpenAddress))),
			dom.Span(dom.Class("hint"), dom.ElementID(hint), m.t(lang.OpenAsYou)))),
		dom.If(m.Told && m.sharing(), dom.Button(dom.Key("stop"), dom.Class("stop"), dom.Title(lang.StopHint.In(m.Lang)), dom.Aria("disabled", yes(m.Asking)), dom.On(dom.Clicked, StopPressed{}),
			dom.Icon(iconStop), dom.Span(m.t(lang.StopSharing)))),
	)
}

func yes(on bool) string {
	if on {
		return "true"
	}
	return "false"
}
