package mirror

import (
	"pupitre/app/chat"
	"pupitre/app/cobrowse"
	"pupitre/app/dom"
	"pupitre/app/ui"
)

// update is the list of what the page does.
func update(m *Model, at chat.Millis, msg dom.Msg) []ui.Effect {
	m.Now = at
	var effects []ui.Effect
	switch msg := msg.(type) {
	case Ticked:
		effects = m.tick()
	case AckTimeUp:
		m.Stream.AckSoon = false
		effects = m.ack()

	case ui.SocketOpened:
		effects = m.opened()
	case ui.SocketClosed:
		effects = m.closed(msg.Code)
	case ui.Received:
		effects = m.received(msg.Frame)
	case ui.NetworkCame:
		effects = m.Link.Wake(at)
	case ui.Told:
		effects = m.told(msg.Name, msg.Value)
	case ui.Answered:
		m.answered(msg)

	case TryPressed:
		effects = m.tryAgain()
	case AskPressed:
		effects = m.do("ask")
	case StopPressed:
		effects = m.do("stop")
	case FollowPressed:
		effects = m.follow(!m.Follow)
	case FitPressed:
		effects = m.fit(!m.Fit)
	case ModePressed:
		effects = m.choose(msg.Mode)
	case ActPressed:
		effects = m.act(cobrowse.Act{Command: msg.Command})
	case GiveBackPressed:
		effects = m.do("stop-control")
	case AddressTyped:
		m.Hand.Address = msg.Text
	case AddressSubmitted:
		effects = m.goTo()
	case StageKey:
		effects = m.stageKey(msg.Key)
	}
	return append(effects, m.showTitle()...)
}
