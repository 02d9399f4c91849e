package console

import (
	"pupitre/app/chat"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Lookup is a question to the relay that waits for its answer: a wire.Find, a wire.OpenFile, or another frame that is answered
// with its Ref and may be asked twice.
type Lookup struct {
	Ref   uint64
	By    asker
	Of    chat.PersonID // whom it is about, for askers that ask about several
	Frame wire.Request
	Since chat.Millis // when somebody began to wait
	Again chat.Millis // the relay had no time, or has to read first: it is asked again then; 0: it is on its way, or waits for the connection
	Ready uint64      // how much the relay has read, in thousandths, as last heard
}

// asker is who waits for an answer. Each has one Lookup about each person: a newer one takes its place.
type asker uint8

const (
	searchAsker  asker = iota + 1 // the page of searches
	insideAsker                   // the search in one customer's conversations
	fileAsker                     // a customer's file
	talksAsker                    // older conversations of it
	visitsAsker                   // older visits of it
	eraseAsker                    // its end
	clientsAsker                  // the page of clients
	blockAsker                    // a block
	undoAsker                     // its undoing
	unblockAsker                  // the end of another
)

const (
	lookAgain = 1_000 // after an answer that may be another one soon
	slowAfter = 1_000 // from when on people are told that it takes a while
)

// lookUp asks the relay, and forgets what the asker has asked before.
func (m *Model) lookUp(by asker, of chat.PersonID, f wire.Request) []ui.Effect {
	m.forgetLookup(by, of)
	m.Ref++
	m.Lookups = append(m.Lookups, Lookup{Ref: m.Ref, By: by, Of: of, Frame: numbered(f, m.Ref), Since: m.Now})
	return m.askLookup(len(m.Lookups) - 1)
}

// askLookup asks question i, now or again.
func (m *Model) askLookup(i int) []ui.Effect {
	if m.Link.State != ui.Online {
		return nil // Welcome makes up for it
	}
	l := &m.Lookups[i]
	l.Again = 0
	return []ui.Effect{ui.Transmit{Data: wire.Requests(l.Frame)}}
}

// numbered is the frame with that Ref.
func numbered(f wire.Request, ref uint64) wire.Request {
	switch f := f.(type) {
	case wire.Find:
		f.Ref = ref
		return f
	case wire.OpenFile:
		f.Ref = ref
		return f
	case wire.Erase:
		f.Ref = ref
		return f
	case wire.Block:
		f.Ref = ref
		return f
	case wire.Unblock:
		f.Ref = ref
		return f
	}
	return f
}

// looking is the question that the asker waits for.
func (m *Model) looking(by asker, of chat.PersonID) (Lookup, bool) {
	for _, l := range m.Lookups {
		if l.By == by && l.Of == of {
			return l, true
		}
	}
	return Lookup{}, false
}

// asker is who waits for that answer; 0: nobody.
func (m *Model) asker(ref uint64) asker {
	for _, l := range m.Lookups {
		if l.Ref == ref {
			return l.By
		}
	}
	return 0
}

func (m *Model) forgetLookup(by asker, of chat.PersonID) {
	if l, ok := m.looking(by, of); ok {
		m.dropLookup(l.Ref)
	}
}

func (m *Model) dropLookup(ref uint64) {
	kept := m.Lookups[:0]
	for _, l := range m.Lookups {
		if l.Ref != ref {
			kept = append(kept, l)
		}
	}
	m.Lookups = kept
}

// lookedUp is the question that an answer belongs to; false for one that nobody waits for any more, and for one that says to
// ask again.
func (m *Model) lookedUp(ref uint64, p chat.Problem, ready uint64) (Lookup, bool) {
	for i := range m.Lookups {
		l := m.Lookups[i]
		switch {
		case l.Ref != ref:
			continue
		case p.Temporary():
			m.Lookups[i].Again, m.Lookups[i].Ready = m.Now+lookAgain, ready
			return l, false
		}
		m.dropLookup(ref)
		return l, true
	}
	return Lookup{}, false
}

// lookOnceMore asks once more what could not be answered, when it is time.
func (m *Model) lookOnceMore() (effects []ui.Effect) {
	for i, l := range m.Lookups {
		if l.Again != 0 && m.Now >= l.Again {
			effects = append(effects, m.askLookup(i)...)
		}
	}
	return effects
}

// lookAfresh asks once more what waited for an answer when the connection ended.
func (m *Model) lookAfresh() (effects []ui.Effect) {
	for i := range m.Lookups {
		effects = append(effects, m.askLookup(i)...)
	}
	return effects
}

// slow tells whether people should be told that it takes a while.
func (m *Model) slow(l Lookup) bool { return m.Now-l.Since >= slowAfter }
