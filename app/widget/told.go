package widget

import (
	"strconv"

	"pupitre/app/chat"
	"pupitre/app/ui"
)

// Words between the chat and the launcher on the merchant's page; static/js/widget.js has the other side.
const (
	hearOpen    = "open"    // byHand, byItself, or "" for closed
	hearPage    = "page"    // address, line end, title
	hearNotKept = "notkept" // what was to be kept was not
	hearShare   = "share"   // what the visitor answers about their page; see share.go

	tellUnread  = "unread"  // how many messages of agents were not read
	tellLive    = "live"    // "1": a conversation is open; the launcher wakes the chat on the next page by itself
	tellClose   = "close"   // the panel is to be closed
	tellShare   = "share"   // what is asked and granted of the visitor's page; "": nothing
	tellBlocked = "blocked" // the relay does not want this visitor; see static/js/frame-blocked.js

	byHand   = "hand" // somebody has opened the panel, so the field takes the focus
	byItself = "self" // it was open on the page before
)

// told is what the launcher was told last.
type told struct {
	unread int
	live   bool
	share  string // without how long it waits
	page   string // address of the last page view written, also by former page loads
}

func (m *Model) hear(name, value string) []ui.Effect {
	switch name {
	case hearOpen:
		return m.openPanel(value)
	case hearPage:
		m.moved(chat.Cut(value, '\n'))
	case hearNotKept:
		m.Lossy = true
	case hearShare:
		return m.sharing(value)
	}
	return nil
}

func (m *Model) openPanel(how string) []ui.Effect {
	m.Open = how != ""
	if how == byHand {
		m.Grab++
	}
	if m.Open && m.Unread > 0 {
		m.Shown.Window.ToEnd()
	}
	return append(m.connect(), m.Link.Wake(m.Now)...)
}

// tell says what has changed.
func (m *Model) tell() []ui.Effect {
	var effects []ui.Effect
	if m.Unread != m.told.unread && m.Talk.Thread.Loaded {
		m.told.unread = m.Unread
		effects = append(effects, ui.Tell{Name: tellUnread, Value: strconv.Itoa(m.Unread)})
	}
	if m.Live != m.told.live && (m.Live || m.Talk.Thread.Loaded) {
		m.told.live = m.Live
		value := ""
		if m.Live {
			value = "1"
		}
		effects = append(effects, ui.Tell{Name: tellLive, Value: value})
	}
	return append(effects, m.tellShare()...)
}
