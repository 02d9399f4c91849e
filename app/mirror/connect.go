package mirror

import (
	"pupitre/app/chat"
	"pupitre/app/cobrowse"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

func (m *Model) opened() []ui.Effect {
	m.Link.Opened(m.Now)
	return []ui.Effect{ui.Transmit{Data: wire.AppendMirrorHello(nil, wire.MirrorHello{Conversation: m.Conversation, Page: m.Viewer})}}
}

// closed: what is shown stays, and the relay tells all of it again when the connection is back.
func (m *Model) closed(code wire.CloseCode) []ui.Effect {
	m.Link.Closed(m.Now, code)
	m.Stream.Stale = true
	if m.Link.State == ui.Stopped {
		m.Told = false
		return []ui.Effect{ui.Tell{Name: "clear"}}
	}
	return nil
}

func (m *Model) tick() []ui.Effect {
	if m.Link.State == ui.Online {
		m.Link.Heard(m.Now) // the relay asks for a sign by itself, and the browser answers
	}
	if !m.named() {
		return []ui.Effect{tick()}
	}
	return append(m.Link.Tick(m.Now), tick())
}

// received is a message of the relay's.
func (m *Model) received(f wire.Frame) []ui.Effect {
	msg, ok := f.(heard)
	if !ok {
		return nil
	}
	switch wire.MirrorKind(msg[0]) {
	case wire.MirrorState:
		s, ok := wire.ReadMirrorState(msg)
		if !ok {
			return nil
		}
		return m.stands(s)
	case wire.MirrorFresh:
		m.Stream.Stale, m.Stream.Epoch, m.Stream.Seq = false, 0, 0
	case wire.MirrorOps:
		return m.operations(msg)
	case wire.MirrorMoment:
		return m.moment(msg)
	case wire.MirrorResource:
		return m.resource(msg)
	case wire.MirrorAnswer:
		if r, ok := wire.ReadMirrorAnswer(msg); ok {
			m.replied(r)
		}
	}
	return nil
}

// stands is how things stand now.
func (m *Model) stands(s wire.MirrorStatus) []ui.Effect {
	m.Link.Welcomed(m.Now)
	if !m.Told || s.Site != m.Status.Site || s.Hosts != m.Status.Hosts {
		m.Stream.Policy = cobrowse.NewPolicy(s.Site, s.Hosts)
		m.Stream.Sanitizer = cobrowse.New(m.Stream.Policy)
		m.Stream.Epoch, m.Stream.Seq = 0, 0
	}
	before := m.Status
	m.Told, m.Status, m.Trouble, m.Asking, m.Hand.Refused = true, s, "", false, false
	hand := m.granted(before)
	switch s.Phase {
	case wire.MirrorLive, wire.MirrorHidden, wire.MirrorGone:
		if m.Begun == 0 {
			m.Begun = s.Since
		}
		return append(hand, tell("grey", s.Phase != wire.MirrorLive))
	case wire.MirrorEnded:
	default:
		m.Begun = 0
	}
	if m.sharing() {
		return hand
	}
	m.Stream.Whole = false
	return append(hand, ui.Tell{Name: "clear"})
}

// do has the relay do something in the agent's name: relay/mirror knows the words.
func (m *Model) do(what string) []ui.Effect {
	if m.Asking {
		return nil
	}
	m.Asking, m.Trouble = true, ""
	return []ui.Effect{ui.Post{Tag: what, Path: "/agent/mirror/" + string(m.Conversation) + "/" + what}}
}

func (m *Model) answered(a ui.Answered) {
	m.Asking = false
	if a.Status == 204 {
		return
	}
	m.Hand.Wish = Looking
	switch {
	case a.Status == 0:
		m.Trouble = lang.MirrorUnasked.In(m.Lang)
	default:
		m.Trouble = lang.Problem(m.Lang, chat.ProblemNamed(a.Body), m.Status.By)
	}
}

func (m *Model) tryAgain() []ui.Effect {
	if m.Stream.Broken {
		m.Stream.Broken, m.Stream.Again = false, nil
		return m.again()
	}
	return m.Link.Wake(m.Now)
}
