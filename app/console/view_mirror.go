package console

import (
	"pupitre/app/box"
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewScreen is the line about the visitor's page: which it is, whether it is shown to this agent, and what can be done about that.
func viewScreen(m *Model, i int, s chat.Summary) *dom.Node {
	shown := s.Mirror.Level != chat.LevelNone || s.Mirror.Asked != chat.LevelNone
	if s.Closed || m.Rules.Mirror == chat.MirrorOff || !m.mine(s) && !shown || i != m.Focus && !shown {
		return nil
	}
	control := viewScreenTool(m, s, ControlCommand, lang.TakeControl, box.IconPointer, false)
	if s.Mirror.Level > chat.LevelView {
		control = viewScreenTool(m, s, ControlCommand, lang.EndControl, box.IconPointer, true)
	}
	return dom.Div(dom.Key("screen"), dom.Class("screen-bar"), dom.Role("group"), m.label(lang.VisitorsPage),
		dom.P(dom.Class("what"), dom.If(!shown, viewPage(m, s.Page)), dom.If(shown, dom.Span(dom.Class("chip shows"), dom.Icon(box.IconScreen), dom.Text(m.mirrorWords(s))))),
		viewScreenTool(m, s, MirrorCommand, lang.OpenCurrentPage, box.IconScreen, false),
		dom.If(shown, dom.Span(dom.Class("wide"), viewScreenTool(m, s, DockCommand, lang.Beside, iconBeside, m.docked(s)))),
		dom.If(m.mine(s), control),
		dom.If(shown, viewScreenTool(m, s, UnshareCommand, lang.Unshare, iconClose, false)))
}

// viewScreenTool is a button of that line. Where it can do nothing now, a press says why.
func viewScreenTool(m *Model, s chat.Summary, id CommandID, name lang.Text, icon string, on bool) *dom.Node {
	c := command(id)
	return dom.Button(dom.Key(c.Kept), dom.Class("quiet worded small"), dom.Aria("label", name.In(m.Lang)), dom.Title(m.withKey(c.Name, id)), dom.If(on, dom.Aria("pressed", "true")),
		dom.If(!m.canIn(c, s), dom.Aria("disabled", "true")), dom.On(dom.Clicked, MirrorPressed{In: s.ID, Do: id}), dom.Icon(icon), dom.Span(m.t(name)))
}

// canIn tells whether one of the commands about the visitor's page can be done in that conversation.
func (m *Model) canIn(c Command, s chat.Summary) bool {
	switch c.needs {
	case aShare:
		return m.mayAct(s)
	case aMirror:
		return m.mayUnshare(s)
	}
	return m.mayMirror(s)
}

// mirrorWords say how far the visitor lets somebody see or act.
func (m *Model) mirrorWords(s chat.Summary) string {
	who := lang.NameOf(m.Lang, s.Agent)
	switch asked, seconds := s.Mirror.Asked, itoa(int(max(0, s.Mirror.At+askedFor-m.Now)/1000)); {
	case asked == chat.LevelView:
		return lang.PageAsked.With(m.Lang, seconds)
	case asked != chat.LevelNone:
		return lang.ControlPending.With(m.Lang, seconds)
	case s.Mirror.Level == chat.LevelControl && m.mine(s):
		return lang.YouControl.With(m.Lang, elapsed(m, s.Mirror.Acting))
	case s.Mirror.Level == chat.LevelControl:
		return lang.ControlledBy.With(m.Lang, who, elapsed(m, s.Mirror.Acting))
	}
	return lang.PageShown.With(m.Lang, elapsed(m, s.Mirror.Since))
}

// askedFor is how long a visitor has for an answer; the relay ends it then.
const askedFor chat.Millis = 30_000

// viewDock is the visitor's page beside pane p, with a divider between them.
func viewDock(m *Model, p Pane) dom.Nodes {
	s, ok := m.Conversations[p.ID]
	if !ok || !m.docked(s) {
		return nil
	}
	all := p.Share + m.Dock.Share
	name := lang.PageOf.With(m.Lang, lang.NameOf(m.Lang, s.Visitor))
	return dom.Nodes{
		dom.Div(dom.Key("dock-divider"), dom.Class("divider beside"), dom.Role("separator"), dom.TabIndex(0), m.label(lang.Divider),
			dom.Aria("orientation", "vertical"), dom.Aria("valuemin", "0"), dom.Aria("valuemax", "100"), dom.Aria("valuenow", itoa(p.Share*100/all)),
			dom.On(dom.Dragged, DockDragged{}), dom.On(dom.KeyPressed, DockKeyPressed{})),
		dom.Div(dom.Key("dock"), dom.Class("dock"), dom.Share(m.Dock.Share),
			dom.Frame(dom.Key(string(p.ID)), dom.Title(name), dom.Source(m.mirrorAddress(p.ID)+"&docked=1"))),
	}
}

// viewShows is the sign in a state box that the visitor shows their page.
func viewShows(m *Model, s chat.Summary) *dom.Node {
	if s.Mirror.Level == chat.LevelNone {
		return nil
	}
	return dom.Span(dom.Class("shows"), dom.Title(m.mirrorWords(s)), dom.Icon(box.IconScreen), dom.Span(dom.Class("unseen"), m.t(lang.ShowsPage)))
}
