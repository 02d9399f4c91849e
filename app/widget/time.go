package widget

import (
	"pupitre/app/chat"
	"pupitre/app/ui"
)

// keepTime starts the timer that is needed now: every second while a countdown or a typing sign is shown or the link needs
// care, every five otherwise, none while there is no connection to care for.
func (m *Model) keepTime() []ui.Effect {
	every := chat.Millis(5_000)
	switch {
	case m.Link.State == ui.Stopped:
		every = 0
	case m.Link.State != ui.Online, !m.Talk.TypistAt(m.Now).IsZero(), m.Files.Busy():
		every = 1_000
	}
	if every == 0 || m.beatEvery != 0 && m.beatEvery <= every {
		return nil
	}
	m.beat, m.beatEvery = m.beat+1, every
	return []ui.Effect{ui.After{Delay: every, Then: Ticked{Beat: m.beat}}}
}

func (m *Model) tick(beat int) []ui.Effect {
	if beat != m.beat {
		return nil
	}
	m.beatEvery = 0 // after starts the next
	effects := m.Link.Tick(m.Now)
	if m.Link.State == ui.Waiting {
		effects = append(effects, m.lost()...)
	}
	return append(effects, m.Talk.Flush()...)
}
