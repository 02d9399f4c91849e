package console

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

const statusKey = "status"

// statuses are the choices, with what is kept of them.
var statuses = [...]struct {
	Status chat.Status
	Name   lang.Text
	Help   lang.Text
	Kept   string
}{
	{chat.Available, lang.Available, lang.AvailableHelp, ""},
	{chat.Busy, lang.Busy, lang.BusyHelp, "busy"},
	{chat.Away, lang.Away, lang.AwayHelp, "away"},
}

// be says whether this agent takes conversations, to the relay and to this device.
func (m *Model) be(s chat.Status) []ui.Effect {
	m.Status = s
	effects := []ui.Effect{ui.Forget{Key: statusKey}}
	for _, c := range statuses {
		if c.Status == s && c.Kept != "" {
			effects = []ui.Effect{ui.Save{Key: statusKey, Value: c.Kept}}
		}
	}
	if m.Link.State != ui.Online {
		return effects // said at the next Welcome
	}
	return append(effects, ui.Transmit{Data: wire.Requests(wire.Be{Status: s})})
}

// stillBe repeats it on a new connection; the relay takes who connects for available.
func (m *Model) stillBe() []ui.Effect {
	if m.Status == chat.Available {
		return nil
	}
	return []ui.Effect{ui.Transmit{Data: wire.Requests(wire.Be{Status: m.Status})}}
}

func statusOf(kept string) chat.Status {
	for _, c := range statuses {
		if c.Kept == kept {
			return c.Status
		}
	}
	return chat.Available
}

// own is how many open conversations this agent has.
func (m *Model) own() int {
	n := 0
	for _, s := range m.Conversations {
		if m.mine(s) && !s.Closed {
			n++
		}
	}
	return n
}
