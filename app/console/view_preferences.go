package console

import (
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewPreferences is what an agent sets for their own desk on this device.
func viewPreferences(m *Model) dom.Nodes {
	rows := make(dom.Nodes, 0, len(commands))
	for _, c := range commands {
		rows = append(rows, viewKeyOf(m, c))
	}
	return dom.Nodes{
		dom.Section(dom.Key("look"), dom.Class("edit"), dom.H2(m.t(lang.LookTitle)),
			dom.Div(dom.Class("ticks"),
				viewSwitch(m, lang.CompactName, m.Compact, CommandPressed{Command: CompactCommand}),
				viewSwitch(m, lang.BadgeName, !m.NoBadge, CommandPressed{Command: BadgeCommand}),
				viewSwitch(m, lang.DarkTheme, m.Dark, ThemePressed{}),
				viewSwitch(m, lang.SoundOn, m.Sound, SoundPressed{}),
				viewSwitch(m, m.notifyWords(), m.notifies(), NotifyPressed{}))),
		dom.H2(dom.Key("keys-title"), dom.Class("part"), m.t(lang.KeysTitle)),
		dom.P(dom.Key("keys-help"), dom.Class("help"), m.t(lang.ChangeKeysHelp)),
		dom.Ul(dom.Key("keys"), dom.Class("kept key-list"), rows),
	}
}

// viewSwitch is a box to tick that works at once.
func viewSwitch(m *Model, name lang.Text, on bool, press dom.Msg) *dom.Node {
	return viewTicked(name.En, name.In(m.Lang), on, press)
}

// viewKeyOf is a command with its key, and what can be done about it.
func viewKeyOf(m *Model, c Command) *dom.Node {
	name, now := c.Name.In(m.Lang), m.keyOf(c)
	asked, wrong := m.Edit.Command == c.ID, m.wrongKey()
	button := func(words lang.Text, press dom.Msg) *dom.Node {
		return dom.Button(dom.Key(words.En), dom.Class("quiet"), dom.Aria("label", lang.SaysColon.With(m.Lang, words.In(m.Lang), name)), dom.On(dom.Clicked, press), m.t(words))
	}
	state := dom.Nodes{dom.Span(dom.Class("detail"), m.t(lang.NoKeyYet))}
	switch {
	case asked:
		state = dom.Nodes{dom.Span(dom.Class("press-now"), dom.Role("status"), m.t(lang.PressKey))}
	case now != (Chord{}):
		state = dom.Nodes{viewChord(m, now)}
	}
	return dom.Li(dom.Key(c.Kept), dom.Class("item"),
		dom.Span(dom.Class("what"), dom.Span(dom.Class("title"), dom.Text(name)),
			dom.If(asked && wrong != "", dom.Span(dom.Class("wrong"), dom.Role("alert"), dom.Icon(iconAlert), dom.Text(wrong)))),
		state,
		dom.Span(dom.Class("buttons"),
			button(lang.EditIt, KeyChangePressed{Command: c.ID}),
			dom.If(now != (Chord{}), button(lang.RemoveKey, KeySetPressed{Command: c.ID})),
			dom.If(now != c.Key, button(lang.DefaultKey, KeySetPressed{Command: c.ID, Key: c.Key}))))
}

// wrongKey says why the key that was pressed cannot be had.
func (m *Model) wrongKey() string {
	switch {
	case m.Edit.Clash != NoCommand:
		return lang.KeyClash.With(m.Lang, command(m.Edit.Clash).Name.In(m.Lang))
	case m.Edit.Said == lang.KeyNeeded:
		return m.Edit.Said.In(m.Lang)
	}
	return ""
}
