package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Past is a past conversation that is read in a customer's file. It has a transcript of its own, loaded page by page from its
// end, so the pane that may show the same conversation is not disturbed.
type Past struct {
	chat.Exchange
	Until   chat.Millis // notes of the merchant's side belong to it until then; 0: for ever
	Rows    *ui.Transcript
	Mark    uint64       // n of the entry that somebody looks for; 0: none
	Sought  bool         // it, or the beginning, is still to be brought into view
	Problem chat.Problem // why the relay gave no more of it

	asked  [2]uint64 // Before of the wire.Load that is on its way: in the conversation, in its Staff; 0: none
	latest bool      // Staff has been loaded from its end
}

// Sought is an entry of a conversation that somebody looks for.
type Sought struct {
	In chat.ConversationID
	N  uint64 // 0: none
}

// pastSize is how many entries come at a time.
const pastSize = chat.MaxPage

// pressPast opens an exchange in the file, or closes it when it is the one that is open.
func (m *Model) pressPast(e chat.Exchange) []ui.Effect {
	if p := m.File.Past; p != nil && p.Conversation == e.Conversation && p.From == e.From {
		m.File.Past = nil
		return nil
	}
	return m.readPast(e, 0)
}

// readPast opens an exchange in the file, at that entry or at its beginning.
func (m *Model) readPast(e chat.Exchange, where uint64) []ui.Effect {
	p := &Past{Exchange: e, Until: m.pastUntil(e), Mark: where, Sought: true}
	p.Rows = ui.NewTranscript(ui.NewTalk(e.Conversation), ui.NewTalk(e.Conversation.Staff()))
	p.Rows.Show(p.lets)
	m.File.Past = p
	if where != 0 {
		m.File.Turn++
	}
	return m.loadPast()
}

// pastUntil is when the conversation goes on behind the exchange: notes from then on belong to the next one. Of an exchange that
// stands outside of what the file lists nothing is known about the next; its notes end with it.
func (m *Model) pastUntil(e chat.Exchange) (until chat.Millis) {
	const afterTheEnd = 60_000 // tags and a note are added while it is being closed
	d := m.dossier(m.File.Of)
	for _, o := range d.Exchanges {
		if o.Conversation == e.Conversation && o.From > e.From && (until == 0 || o.Opened < until) {
			until = o.Opened
		}
	}
	if e.Ended != 0 && !d.has(e) {
		return e.Ended + afterTheEnd
	}
	return until
}

// lets tells whether the entry belongs to the exchange.
func (p *Past) lets(e chat.Entry) bool {
	if e.Body.Kind().ForStaff() {
		return e.At >= p.Opened && (p.Until == 0 || e.At < p.Until)
	}
	return All.lets(e) && e.N >= p.From && e.N <= p.To
}

// loadPast asks for what comes before the entries held, as far as it belongs to the exchange, if it is not on its way.
func (m *Model) loadPast() (effects []ui.Effect) {
	p := m.File.Past
	if p == nil || m.Link.State != ui.Online {
		return nil
	}
	p.Problem = chat.NoProblem
	ask := func(series int, of chat.ConversationID, before, most uint64) {
		if p.asked[series] == 0 && before > 1 {
			p.asked[series] = before
			effects = append(effects, ui.Transmit{Data: wire.Requests(wire.Load{Conversation: of, Before: before, Limit: min(pastSize, most)})})
		}
	}
	before := p.To + 1
	if list := p.Rows.Talk.Thread.Stored; len(list) > 0 {
		before = list[0].N
	}
	if before > p.From {
		ask(0, p.Conversation, before, before-p.From)
	}
	staff := p.Rows.Staff.Thread.Stored
	switch {
	case !p.latest:
		ask(1, p.Conversation.Staff(), fromTheEnd, pastSize)
	case len(staff) > 0 && staff[0].At >= p.Opened:
		ask(1, p.Conversation.Staff(), staff[0].N, pastSize)
	}
	return effects
}

// fromTheEnd is the Before of a wire.Load for the latest entries.
const fromTheEnd = 1 << 53

// whole tells whether all of the exchange is there.
func (p *Past) whole() bool {
	list := p.Rows.Talk.Thread.Stored
	return len(list) > 0 && list[0].N <= p.From
}

// loading tells whether a part of it is on its way.
func (p *Past) loading() bool { return p.asked != [2]uint64{} }

// pastCame takes a page that was asked for by loadPast; false for one that belongs to a pane.
func (m *Model) pastCame(f wire.Page) ([]ui.Effect, bool) {
	p := m.File.Past
	if p == nil || f.Before == 0 {
		return nil, false
	}
	series, talk := 0, p.Rows.Talk
	if f.Conversation == p.Conversation.Staff() {
		series, talk = 1, p.Rows.Staff
	} else if f.Conversation != p.Conversation {
		return nil, false
	}
	if p.asked[series] != f.Before {
		return nil, false
	}
	p.asked[series], p.latest = 0, p.latest || series == 1
	if len(talk.Thread.Stored) == 0 && len(f.List) > 0 {
		f.Before, f.Gap, f.Last = 0, true, f.List[len(f.List)-1].N // the first that is held
	}
	talk.Receive(m.Now, m.Epoch, f)
	if series == 0 && len(f.List) == 0 {
		p.Problem = chat.NotFound
		return nil, true
	}
	return m.seekPast(), true
}

// seekPast brings what is looked for into view once it is there, and loads more until then. The beginning is not looked for in a
// long conversation, which is read from its end as in a pane.
func (m *Model) seekPast() []ui.Effect {
	p := m.File.Past
	list := p.Rows.Talk.Thread.Stored
	switch {
	case !p.Sought || len(list) == 0:
	case p.Mark != 0 && list[0].N > p.Mark && !p.whole():
		return m.loadPast()
	case p.Mark != 0:
		p.Sought = false
		p.Rows.ShowFrom(p.Mark)
	case p.whole():
		p.Sought = false
		p.Rows.ShowFrom(p.From)
	default:
		p.Sought = false
	}
	if staff := p.Rows.Staff.Thread.Stored; len(staff) > 0 && staff[0].At >= p.Opened {
		return m.loadPast()
	}
	return nil
}

// pastRefused takes that the relay gives no more of the conversation now.
func (m *Model) pastRefused(f wire.Refused) {
	if p := m.File.Past; p != nil && p.loading() {
		if base, _ := f.Conversation.Base(); base == p.Conversation {
			p.asked, p.Problem = [2]uint64{}, f.Problem
		}
	}
}

// pastMeasured takes what the exchange's scroll box reports.
func (m *Model) pastMeasured(e dom.Event) []ui.Effect {
	p := m.File.Past
	if p == nil {
		return nil // it has just gone
	}
	p.Rows.Measured(e)
	p.Rows.View()
	if p.Rows.Window.First() <= pastSize/4 && !p.whole() && p.Problem == chat.NoProblem {
		return m.loadPast()
	}
	return nil
}

// pastLost notes that what was asked for does not come any more.
func (m *Model) pastLost() {
	if p := m.File.Past; p != nil {
		p.asked = [2]uint64{}
	}
}
