package mirror

import (
	"pupitre/app/chat"
	"pupitre/app/cobrowse"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Model is all that the page knows.
type Model struct {
	Now          chat.Millis // when the last message came, by this device's clock
	Lang         lang.Lang
	Docked       bool // beside the conversation, in the console
	Desk         string
	Conversation chat.ConversationID
	Viewer       string // an id of this page

	Link   ui.Link
	Told   bool // the relay has said how things stand
	Status wire.MirrorStatus
	Begun  chat.Millis // since when the page that was last shown has been shared, by the relay's clock; 0: it was not

	Follow bool // the picture scrolls as the visitor's page does
	Fit    bool // it is as small as it must be to be seen whole
	Scale  int  // percent

	Stream  Stream
	Hand    Hand
	Asking  bool // a wish is on its way to the relay
	Trouble string

	title string // as last shown
}

// Stream is what comes of the visitor's page, and where it stands.
type Stream struct {
	Sanitizer *cobrowse.Sanitizer
	Policy    cobrowse.Policy
	Epoch     uint64 // 0: none
	Seq       uint64 // read last
	Stale     bool   // what comes belongs to nothing, until the relay begins again
	Turn      int    // of the frame that it goes to: each shows one epoch
	Whole     bool   // the first picture can be seen
	Waiting   []passed
	Lag       cobrowse.Lag
	ShownAt   chat.Millis // when something was shown last
	Acks      cobrowse.Acks
	AckSoon   bool // an AckTimeUp will come
	Again     []chat.Millis
	Broken    bool // it has failed too often

	Asked map[string]bool // resources that were asked for
	Parts []part          // of those that come, the oldest first, at most maxParts
}

// passed is a message that the frame has and has not shown yet.
type passed struct {
	seq, at uint64 // seq 0: of a moment
	since   chat.Millis
}

// Options that the page is started with.
const (
	followKey = "follow"
	fitKey    = "fit"
	off       = "off"
)

func initial(m *Model, at chat.Millis, s ui.Started) []ui.Effect {
	ids := chat.NewIDs(s.Seed)
	*m = Model{
		Now: at, Lang: lang.Of(s.Lang), Docked: s.Options["docked"] != "", Desk: s.Options["desk"], Conversation: chat.ConversationID(s.Options["conversation"]),
		Viewer: string(ids.Next()), Link: ui.NewLink("/ws/mirror/agent", s.Seed),
		Follow: s.Kept[followKey] != off, Fit: s.Kept[fitKey] != off,
	}
	if l := s.Options["lang"]; l != "" {
		m.Lang = lang.Of(l)
	}
	m.Stream.Asked = map[string]bool{}
	m.Stream.Sanitizer = cobrowse.New(m.Stream.Policy)
	effects := append(m.showTitle(), tell("follow", m.Follow), tell("fit", m.Fit), tick())
	if !m.named() {
		return effects
	}
	return append(effects, m.Link.Dial(at)...)
}

// named tells whether the address says which conversation it is about.
func (m *Model) named() bool {
	base, staff := m.Conversation.Base()
	return !staff && chat.ValidID(base)
}

// sharing tells whether there is something to end.
func (m *Model) sharing() bool {
	switch m.Status.Phase {
	case wire.MirrorAsking, wire.MirrorLive, wire.MirrorHidden, wire.MirrorGone:
		return true
	}
	return false
}

func tick() ui.Effect { return ui.After{Delay: 1000, Then: Ticked{}} }

func tell(name string, on bool) ui.Effect {
	if on {
		return ui.Tell{Name: name, Value: "on"}
	}
	return ui.Tell{Name: name}
}

// showTitle names the page in the browser's tab.
func (m *Model) showTitle() []ui.Effect {
	title := lang.MirrorTitle.In(m.Lang)
	if t := m.pageTitle(); t != "" {
		title = lang.MirrorNamed.With(m.Lang, t)
	}
	if title == m.title {
		return nil
	}
	m.title = title
	return []ui.Effect{ui.Show{Title: title, Lang: m.Lang.Tag()}}
}

// pageTitle is what the visitor's page is called, "" for nothing.
func (m *Model) pageTitle() string {
	if t := m.Stream.Sanitizer.Observed().Title; t != "" && m.Stream.Whole {
		return t
	}
	return m.Status.Title
}

// pageAddress is where the visitor is.
func (m *Model) pageAddress() string {
	if a := m.Stream.Sanitizer.Observed().Address; a != "" && m.Stream.Whole {
		return a
	}
	return m.Status.Address
}

func (m *Model) t(text lang.Text) dom.Item { return dom.Text(text.In(m.Lang)) }
