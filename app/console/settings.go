package console

import (
	"pupitre/app/lang"
	"pupitre/app/ui"
)

func (m *Model) switchLanguage() []ui.Effect {
	if m.Lang == lang.En {
		m.Lang = lang.Fr
	} else {
		m.Lang = lang.En
	}
	return []ui.Effect{ui.Save{Key: "lang", Value: m.Lang.Tag()}}
}

func (m *Model) switchTheme() []ui.Effect {
	m.Dark = !m.Dark
	theme := "light"
	if m.Dark {
		theme = "dark"
	}
	return []ui.Effect{ui.Save{Key: "theme", Value: theme}, ui.SetOption{Name: "theme", Value: theme}}
}

func (m *Model) switchSound() []ui.Effect {
	m.Sound = !m.Sound
	if m.Sound {
		return []ui.Effect{ui.Save{Key: "sound", Value: "on"}, ui.Chime{}}
	}
	return []ui.Effect{ui.Save{Key: "sound", Value: "off"}}
}
