package widget

import (
	"pupitre/app/box"
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
)

// update is the list of what the chat does.
func update(m *Model, at chat.Millis, msg dom.Msg) []ui.Effect {
	m.Now = at
	var effects []ui.Effect
	switch msg := msg.(type) {
	case Ticked:
		effects = m.tick(msg.Beat)

	case ui.SocketOpened:
		effects = m.opened()
	case ui.SocketClosed:
		effects = m.closed(msg.Code)
	case ui.Received:
		effects = m.received(msg.Frame)
	case ui.Garbled:
		effects = m.garbled(msg.Version)
	case ui.NetworkCame:
		effects = m.Link.Wake(at)
	case TryNowPressed:
		effects = m.tryNow()
	case ReloadPressed:
		effects = []ui.Effect{ui.Reload{}}

	case ui.Looked:
		effects = m.looked(msg.Visible)
	case ui.Told:
		effects = m.hear(msg.Name, msg.Value)
	case ui.NotKept:
		m.Lossy = true

	case DraftTyped:
		effects = m.drafted(msg.Text)
	case PreviewDue:
		m.showing = false
		effects = m.preview()
	case DraftKeyPressed:
		if msg.Key == "Enter" && msg.Mods == 0 {
			effects = append(m.send(), ui.PreventDefault{})
		}
	case SendPressed:
		m.Grab++
		effects = m.send()
	case RetryPressed:
		effects = m.Talk.Retry(msg.ID)
	case DiscardPressed:
		effects = m.Talk.Discard(msg.ID)

	case box.AnswerPressed:
		effects = m.act(msg.Answer)
	case box.FlipPressed:
		m.Flipped[msg.ID] = !m.Flipped[msg.ID]

	case box.ViewPressed:
		if m.Viewing = msg.View; m.Viewing.Path == "" { // the page is not to hear Escape: it would close the chat
			effects = []ui.Effect{ui.PreventDefault{}}
		}
	case ui.FileCame:
		effects = m.came(msg)
	case ui.UploadPressed:
		m.Grab++
		effects = m.Files.Pressed(msg)
	case ui.FileAnswered:
		m.Files.Answered(at, msg)

	case ThreadMeasured:
		effects = m.measured(*msg.Event)
	case LatestPressed:
		m.Shown.Window.ToEnd()
	case PersonPressed:
		effects = m.act(chat.Left{})
	case SoundPressed:
		effects = m.switchSound()
	case ClosePressed:
		effects = []ui.Effect{ui.Tell{Name: tellClose}}
	}
	return append(effects, m.after()...)
}

// after is what follows from whatever has happened: what the conversation is now, and who is to know it.
func (m *Model) after() []ui.Effect {
	m.fold()
	effects := append(m.report(), m.Talk.Look(m.reading())...)
	effects = append(append(effects, m.tell()...), m.Files.Step(m.Now, m.writeFile)...)
	return append(effects, m.keepTime()...)
}
