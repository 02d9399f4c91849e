package console

import (
	"pupitre/app/box"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

func view(m *Model) dom.Nodes {
	if m.Storybook {
		return viewStorybook()
	}
	if m.Me.IsZero() {
		return dom.Nodes{viewSignIn(m)}
	}
	pane := "list"
	if len(m.Panes) > 0 && !m.InList {
		pane = "talk"
	}
	if m.Page != NoPage {
		pane = "settings"
	}
	return dom.Nodes{dom.Div(dom.Key("desk"), dom.Class("desk"), dom.Data("pane", pane), dom.On(dom.KeyPressed, KeyPressed{}),
		viewTop(m), viewTrouble(m), viewUndo(m),
		dom.Main(dom.Key("work"), dom.Class("work"), viewList(m), viewPanes(m), viewInfo(m), viewSettings(m), viewCustomer(m), viewSearching(m)),
		viewDialog(m), box.Viewer(box.Look{Lang: m.Lang, Files: m.Files}, m.Viewing),
	)}
}

// t is a text in the reader's language.
//
//go:noinline
func (m *Model) t(text lang.Text) *dom.Node { return dom.Text(text.In(m.Lang)) }

// label names an element for those who cannot see its drawing, and shows the name to those who point at it.
func (m *Model) label(text lang.Text) dom.Item {
	return dom.Group{dom.Aria("label", text.In(m.Lang)), dom.Title(text.In(m.Lang))}
}

// labelKey is label with the key that does the same.
func (m *Model) labelKey(text lang.Text, id CommandID) dom.Item {
	return dom.Group{dom.Aria("label", text.In(m.Lang)), dom.Title(m.withKey(text, id)), m.shortcut(id)}
}

// shortcut tells those who cannot see it which key does the same.
func (m *Model) shortcut(id CommandID) dom.Item {
	c := m.chord(id)
	return dom.If(c != (Chord{}), dom.Aria("keyshortcuts", c.aria()))
}

// viewTrouble is the bar that says in words that the connection is gone and what happens next. It counts seconds, so it is
// not what is read out: see closed.
func viewTrouble(m *Model) *dom.Node {
	var words string
	var action *dom.Node
	switch m.Link.State {
	case ui.Online:
		if !m.NotKept {
			return nil
		}
		words = lang.NotKept.In(m.Lang)
	case ui.Dialing, ui.Greeting:
		words = lang.Reconnecting.In(m.Lang)
	case ui.Waiting:
		words = lang.ReconnectingIn.With(m.Lang, itoa(m.Link.Seconds(m.Now)))
		action = dom.Button(dom.Class("quiet"), dom.On(dom.Clicked, TryNowPressed{}), m.t(lang.TryNow))
	case ui.Stopped:
		words = lang.MustReload.In(m.Lang)
		action = dom.Button(dom.Class("quiet"), dom.On(dom.Clicked, ReloadPressed{}), m.t(lang.Reload))
	}
	return dom.Div(dom.Key("trouble"), dom.Class("trouble"), dom.Role("status"), dom.Aria("live", "off"),
		dom.Icon(iconOffline), dom.Span(dom.Strong(dom.Text(words)), dom.If(m.Link.State != ui.Online, dom.Span(dom.Class("more"), dom.Text(" "), m.t(lang.WillBeSent)))), action)
}
