package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
)

// What can happen on the page of a customer's file and on the page of searches. Of says whose conversations are searched; ""
// for everybody's.
type (
	MoreExchangesPressed struct {
		dom.Message
		Of chat.PersonID
	}
	MoreVisitsPressed struct {
		dom.Message
		Of chat.PersonID
	}
	FileAgainPressed struct {
		dom.Message
		Of chat.PersonID
	}

	// PastPressed opens a past conversation in its place, or closes it.
	PastPressed struct {
		dom.Message
		Exchange chat.Exchange
	}
	PastMeasured struct {
		dom.Message
		Event *dom.Event
	}
	PastAgainPressed struct{ dom.Message }
	// TalkPressed leads from the file to the conversation itself.
	TalkPressed struct {
		dom.Message
		ID chat.ConversationID
	}

	CustomerNoteTyped struct {
		dom.Message
		Text string
	}
	CustomerNotePressed struct{ dom.Message }
	CustomerNoteRetried struct {
		dom.Message
		ID chat.EntryID
	}
	CustomerNoteDropped struct {
		dom.Message
		ID chat.EntryID
	}

	ErasePressed struct{ dom.Message }

	SearchTyped struct {
		dom.Message
		Of   chat.PersonID
		Text string
	}
	SearchKeyPressed struct {
		dom.Message
		Of   chat.PersonID
		Key  string
		Mods dom.Mods
	}
	// SearchNarrowed sets a filter by its name.
	SearchNarrowed struct {
		dom.Message
		Name, Value string
	}
	// SearchDue says that nobody has typed for a moment.
	SearchDue struct {
		dom.Message
		Of   chat.PersonID
		Turn int
	}
	SearchSubmitted struct {
		dom.Message
		Of chat.PersonID
	}
	HitPressed struct {
		dom.Message
		Of chat.PersonID
		At int
	}
	MoreHitsPressed struct {
		dom.Message
		Of chat.PersonID
	}
	SearchAgainPressed struct {
		dom.Message
		Of chat.PersonID
	}

	// PagePointed marks a part of a visit's band: by the pointer, or by a key of the band.
	PagePointed struct {
		dom.Message
		Visit string // as visitKey
		At    int
	}
	BandKeyPressed struct {
		dom.Message
		Visit string
		Parts int // how many the band has
		Key   string
		Mods  dom.Mods
	}
	// PagesPressed lists the pages of a visit in words, or hides them again.
	PagesPressed struct {
		dom.Message
		Visit string
	}
)

func (m CustomerNoteTyped) With(e dom.Event) dom.Msg { m.Text = e.Value; return m }
func (m SearchTyped) With(e dom.Event) dom.Msg       { m.Text = e.Value; return m }
func (m SearchNarrowed) With(e dom.Event) dom.Msg    { m.Value = e.Value; return m }
func (m PastMeasured) With(e dom.Event) dom.Msg      { m.Event = &e; return m }
func (m BandKeyPressed) With(e dom.Event) dom.Msg {
	m.Key, m.Mods = e.Key, e.Mods
	return m
}
func (m SearchKeyPressed) With(e dom.Event) dom.Msg {
	m.Key, m.Mods = e.Key, e.Mods
	return m
}

// reader is the part of update for what stands in this file.
func (m *Model) reader(msg dom.Msg) []ui.Effect {
	switch msg := msg.(type) {
	case OpenCustomer:
		return m.openCustomer(msg)
	case MoreExchangesPressed:
		return m.moreExchanges(msg.Of)
	case MoreVisitsPressed:
		return m.moreVisits(msg.Of)
	case FileAgainPressed:
		return m.askFile(msg.Of, fileSize)

	case PastPressed:
		return m.pressPast(msg.Exchange)
	case PastMeasured:
		return m.pastMeasured(*msg.Event)
	case PastAgainPressed:
		return m.loadPast()
	case TalkPressed:
		return append(m.leavePage(), m.open(msg.ID)...)

	case CustomerNoteTyped:
		return m.customerNoteTyped(msg.Text)
	case CustomerNotePressed:
		return m.addCustomerNote()
	case CustomerNoteRetried:
		return m.trail(m.File.Of).Retry(msg.ID)
	case CustomerNoteDropped:
		return m.trail(m.File.Of).Discard(msg.ID)
	case ErasePressed:
		return m.askErase()

	case SearchTyped:
		return m.searchTyped(msg.Of, msg.Text)
	case SearchNarrowed:
		return m.filterBy(msg.Name, msg.Value)
	case SearchDue:
		return m.searchDue(msg.Of, msg.Turn)
	case SearchKeyPressed:
		return m.searchKey(msg.Of, msg.Key, msg.Mods)
	case SearchSubmitted:
		return m.openMarked(msg.Of)
	case HitPressed:
		return m.openHit(msg.Of, msg.At)
	case MoreHitsPressed:
		return m.moreHits(msg.Of)
	case SearchAgainPressed:
		return m.searchNow(msg.Of)

	case PagePointed:
		m.History.Visit, m.History.At = msg.Visit, msg.At
	case BandKeyPressed:
		return m.bandKey(msg.Visit, msg.Parts, msg.Key, msg.Mods)
	case PagesPressed:
		m.History.listed(msg.Visit)
	}
	return nil
}
