package mirror

import (
	"pupitre/app/chat"
	"pupitre/app/cobrowse"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// More than so many new beginnings within so long, and the picture cannot be trusted to come right by itself.
const (
	mostAgain   = 4
	againWithin = 60_000
)

// operations go to the frame, once they are harmless. A new epoch gets a frame of its own; the one before stays in sight, grey, until the other can be seen.
func (m *Model) operations(msg []byte) []ui.Effect {
	head, ops, ok := wire.ReadMirrorOps(msg)
	s := &m.Stream
	if s.Stale || s.Broken {
		return nil
	}
	begins := head.Seq == 1 && head.Epoch != s.Epoch
	if !ok || !begins && (head.Epoch != s.Epoch || head.Seq != s.Seq+1) {
		return m.again()
	}
	if begins {
		s.Sanitizer.Reset()
	}
	clean, err := s.Sanitizer.Message(ops)
	if err != nil {
		return m.again()
	}
	var effects []ui.Effect
	if begins {
		effects = m.begin(head.Epoch)
	}
	s.Seq = head.Seq
	return append(effects, m.pass(head, clean))
}

// begin has the glue make a frame for the epoch.
func (m *Model) begin(epoch uint64) []ui.Effect {
	s := &m.Stream
	s.Epoch, s.Seq, s.Waiting, s.Whole = epoch, 0, nil, false
	s.Lag, s.Turn = cobrowse.Lag{}, s.Turn+1
	mode := "strict"
	if s.Sanitizer.Observed().Quirks {
		mode = "quirks"
	}
	return []ui.Effect{ui.Tell{Name: "begin", Value: mode}}
}

func (m *Model) pass(head wire.MirrorOpsHead, clean []byte) ui.Effect {
	m.Stream.Waiting = append(m.Stream.Waiting, passed{head.Seq, head.At, m.Now})
	return ui.Carry{Name: "operations", Data: clean}
}

// moment goes to the frame if it is about the page that is there.
func (m *Model) moment(msg []byte) []ui.Effect {
	head, ops, ok := wire.ReadMirrorMoment(msg)
	s := &m.Stream
	if !ok || s.Stale || s.Broken || head.Epoch != s.Epoch {
		return nil
	}
	clean := s.Sanitizer.Moment(ops)
	if len(clean) == 0 {
		return nil
	}
	return []ui.Effect{m.pass(head, clean)}
}

// again has the relay tell everything from its beginning: something does not fit.
func (m *Model) again() []ui.Effect {
	s := &m.Stream
	s.Stale = true
	recent := s.Again[:0]
	for _, at := range s.Again {
		if m.Now-at < againWithin {
			recent = append(recent, at)
		}
	}
	s.Again = append(recent, m.Now)
	if len(s.Again) > mostAgain {
		s.Broken = true
		return []ui.Effect{ui.Tell{Name: "clear"}}
	}
	return []ui.Effect{ui.Transmit{Data: []byte{byte(wire.MirrorResync)}}}
}

// done: the frame of that turn has carried out so many messages.
func (m *Model) done(turn, count int) []ui.Effect {
	s := &m.Stream
	if turn != s.Turn {
		return nil
	}
	for ; count > 0 && len(s.Waiting) > 0; count-- {
		p := s.Waiting[0]
		s.Waiting = s.Waiting[1:]
		s.Lag.Shown(p.at, int64(m.Now))
		s.ShownAt = m.Now
		if p.seq > 0 {
			s.Acks.Shown(s.Epoch, p.seq)
		}
	}
	return m.ack()
}

// ack tells the page what was shown, now or when it is time to.
func (m *Model) ack() []ui.Effect {
	a := &m.Stream.Acks
	if epoch, seq, due := a.Due(int64(m.Now)); due {
		return []ui.Effect{ui.Transmit{Data: wire.AppendMirrorAck(nil, wire.MirrorShown{Epoch: epoch, Seq: seq})}}
	}
	wait := a.Wait(int64(m.Now))
	if wait < 0 || m.Stream.AckSoon {
		return nil
	}
	m.Stream.AckSoon = true
	return []ui.Effect{ui.After{Delay: chat.Millis(wait), Then: AckTimeUp{}}}
}

// stillBehind is how long what was shown last says how far the picture is behind, in ms: then nothing has changed.
const stillBehind = 3000

// behind is how many seconds the picture is behind the page; 0: it is not.
func (m *Model) behind() int {
	s := &m.Stream
	if len(s.Waiting) > 0 {
		if waits := m.Now - s.Waiting[0].since; waits >= 1500 {
			return int((waits + 500) / 1000)
		}
	}
	if m.Now-s.ShownAt > stillBehind {
		return 0
	}
	return s.Lag.Seconds()
}
