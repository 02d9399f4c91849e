package console

import "pupitre/app/ui"

const densityKey, compactDensity, badgeKey = "density", "compact", "badge"

// switchCompact makes the desk's rows lower, or as high as before.
func (m *Model) switchCompact() []ui.Effect {
	m.Compact = !m.Compact
	if m.Compact {
		return []ui.Effect{ui.Save{Key: densityKey, Value: compactDensity}, m.density()}
	}
	return []ui.Effect{ui.Forget{Key: densityKey}, m.density()}
}

func (m *Model) density() ui.Effect {
	if m.Compact {
		return ui.SetOption{Name: densityKey, Value: compactDensity}
	}
	return ui.SetOption{Name: densityKey}
}

// switchBadge shows in the page's title how many wait, or not.
func (m *Model) switchBadge() []ui.Effect {
	m.NoBadge = !m.NoBadge
	if m.NoBadge {
		return []ui.Effect{ui.Save{Key: badgeKey, Value: "off"}}
	}
	return []ui.Effect{ui.Forget{Key: badgeKey}}
}

// boxHeight is the height of a state box in px, the same as in console.css: with it the list needs no measuring, however
// long.
func (m *Model) boxHeight() int {
	if m.Compact {
		return 54
	}
	return 72
}
