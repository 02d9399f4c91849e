package widget

import (
	"strconv"

	"pupitre/app/box"
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// view is the whole panel. What static/html/widget.html shows before the program is there has the same shape.
func view(m *Model) dom.Nodes {
	drop := lang.DropHere
	if m.Files.Rules.MaxFile == 0 {
		drop = lang.FilesNotHere
	}
	return dom.Nodes{dom.Main(dom.Class("chat"), dom.Aria("label", "Chat"), // the shop's page has a main part of its own
		dom.Data("drop", string(m.Talk.ID)), dom.Data("words", drop.In(m.Lang)),
		viewTop(m),
		viewLink(m),
		viewThread(m),
		viewTyping(m),
		viewPerson(m),
		viewCompose(m),
		box.Viewer(m.look(), m.Viewing))}
}

func (m *Model) t(t lang.Text) *dom.Node     { return dom.Text(t.In(m.Lang)) }
func (m *Model) label(t lang.Text) dom.Item  { return dom.Aria("label", t.In(m.Lang)) }
func (m *Model) nameOf(p chat.Person) string { return lang.NameOf(m.Lang, p) }
func (m *Model) tool(t lang.Text) dom.Item   { return dom.Group{m.label(t), dom.Title(t.In(m.Lang))} }

func viewTop(m *Model) *dom.Node {
	sound := iconSound
	if !m.Sound {
		sound = iconMute
	}
	return dom.Header(dom.Key("top"), dom.Class("top"),
		viewFace(m),
		dom.Div(dom.Class("about"),
			dom.H1(dom.Bdi(dom.Text(m.Name))),
			dom.P(m.subtitle())),
		dom.Button(dom.Class("quiet"), m.tool(lang.SoundOn), dom.Aria("pressed", strconv.FormatBool(m.Sound)), dom.On(dom.Clicked, SoundPressed{}), dom.Icon(sound)),
		box.Tool("quiet", lang.CloseChat.In(m.Lang), iconClose, ClosePressed{}))
}

func viewFace(m *Model) *dom.Node {
	if m.Agent.IsZero() {
		return dom.Span(dom.Key("site"), dom.Class("face site"), dom.Aria("hidden", "true"), dom.Icon(iconChat))
	}
	return dom.Span(dom.Key("agent"), dom.Class("face"), dom.Data("hue", hue(m.Agent)), dom.Aria("hidden", "true"), dom.Text(ui.Initials(m.Agent.Name)))
}

// hue is one of the twelve that the style sheet knows.
func hue(p chat.Person) string { return strconv.Itoa(ui.Hue(p.ID) / 30) }

func (m *Model) subtitle() *dom.Node {
	switch {
	case !m.Agent.IsZero():
		return dom.Text(lang.WithYou.With(m.Lang, m.nameOf(m.Agent)))
	case !m.Live && m.Talk.Thread.Last > 0:
		return m.t(lang.ChatOver)
	}
	return m.t(lang.WeAnswerHere)
}

// viewLink says in words that the connection is not there, what happens to what is written, and what can be done. A
// connection that is only just being made is not worth a word.
func viewLink(m *Model) *dom.Node {
	words, more := "", ""
	var act *dom.Node
	switch l := &m.Link; {
	case l.State == ui.Stopped && l.Why.Policy() == wire.ReloadPage:
		words = lang.MustReload.In(m.Lang)
		act = box.Act(lang.Reload.In(m.Lang), ReloadPressed{})
	case l.State == ui.Stopped && m.Down != 0:
		words = lang.TurnedAway.In(m.Lang)
		act = box.Act(lang.Retry.In(m.Lang), TryNowPressed{})
	case l.State == ui.Online && m.Talk.Problem != chat.NoProblem:
		words = lang.Problem(m.Lang, m.Talk.Problem, chat.Person{})
	case m.Down == 0 || m.Now-m.Down < 1_000:
	case l.State == ui.Waiting:
		words, more = lang.ReconnectingIn.With(m.Lang, strconv.Itoa(l.Seconds(m.Now))), lang.WillBeSent.In(m.Lang)
		act = box.Act(lang.TryNow.In(m.Lang), TryNowPressed{})
	case m.Was:
		words, more = lang.Reconnecting.In(m.Lang), lang.WillBeSent.In(m.Lang)
	default:
		words = lang.Connecting.In(m.Lang)
	}
	if words == "" {
		return nil
	}
	return dom.Div(dom.Key("link"), dom.Class("notice"), dom.Icon(iconOffline),
		dom.P(dom.Strong(dom.Text(words)), dom.If(more != "", dom.Text(" "+more))), act)
}

func viewTyping(m *Model) *dom.Node {
	who := m.Talk.TypistAt(m.Now)
	if who.IsZero() {
		return dom.P(dom.Key("typing"), dom.Class("typing"), dom.Role("status"))
	}
	return dom.P(dom.Key("typing"), dom.Class("typing"), dom.Role("status"),
		dom.Span(dom.Class("dots"), dom.Aria("hidden", "true"), dom.Span(), dom.Span(), dom.Span()),
		dom.Text(lang.IsTyping.With(m.Lang, m.nameOf(who))))
}

// viewPerson is the way from a bot to people: always there while a bot has the conversation.
func viewPerson(m *Model) *dom.Node {
	if m.Agent.Role != chat.Bot || !m.Live || m.wish() != "" {
		return nil
	}
	return dom.P(dom.Key("person"), dom.Class("person"), dom.Button(dom.Class("link"), dom.On(dom.Clicked, PersonPressed{}), m.t(lang.TalkToPerson)))
}

func viewCompose(m *Model) *dom.Node {
	placeholder := lang.WriteHere
	if !m.Live && m.Talk.Thread.Last > 0 {
		placeholder = lang.WriteAgain
	}
	hint, class, over := "", "hint mistake", m.over()
	switch {
	case over > 0:
		hint = lang.TooLong.With(m.Lang, strconv.Itoa(over))
	case m.Lossy && m.Draft != "":
		hint = lang.NotKept.In(m.Lang)
	case m.Preview:
		hint, class = lang.SeenTyping.In(m.Lang), "hint"
	}
	return dom.Footer(dom.Key("compose"), dom.Class("compose"),
		box.Tray(m.look()),
		dom.Div(dom.Class("field"),
			dom.If(m.Files.Rules.MaxFile > 0, box.Tool("quiet attach", lang.AttachFiles.In(m.Lang), box.IconAttach, ui.UploadPressed{Do: ui.Attach, In: m.Talk.ID})),
			dom.Textarea(dom.Rows(1), dom.Data("grow", ""), m.label(lang.Message), dom.Placeholder(placeholder.In(m.Lang)), dom.Dir("auto"),
				dom.EnterKeyHint("send"), dom.Aria("describedby", "hint"), dom.Value(m.Draft), dom.Focus(m.grab()), dom.Catches(true),
				dom.On(dom.Typed, DraftTyped{}), dom.On(dom.KeyPressed, DraftKeyPressed{})),
			dom.Button(dom.Class("send"), m.tool(lang.Send), dom.Aria("disabled", strconv.FormatBool(!m.sendable())), dom.On(dom.Clicked, SendPressed{}), dom.Icon(iconSend))),
		dom.P(dom.ElementID("hint"), dom.Class(class), dom.Role("status"), dom.If(hint != "", dom.Text(hint))))
}

// grab changes whenever the message field is to have the focus: see dom.Focus.
func (m *Model) grab() string {
	if m.Grab == 0 {
		return ""
	}
	return strconv.Itoa(m.Grab)
}
