package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
)

// What can happen about what is known of visitors.
type (
	// InfoPressed shows the information pane, or hides it again.
	InfoPressed struct{ dom.Message }
	InfoHidden  struct{ dom.Message } // from inside of it

	// DeclarePressed begins to declare custom data that pages send.
	DeclarePressed struct {
		dom.Message
		Data chat.Datum
	}

	VisitorsMeasured struct {
		dom.Message
		Top, Height int
	}
	VisitorsOrdered struct {
		dom.Message
		Longest bool
	}
	// ChatPressed leads from the page of visitors to a conversation.
	ChatPressed struct {
		dom.Message
		In chat.ConversationID
	}
	InvitePressed struct {
		dom.Message
		Visitor chat.PersonID
	}
	// InviteChosen puts a canned response into the invitation.
	InviteChosen struct {
		dom.Message
		Item chat.ItemID
	}
)

func (m VisitorsMeasured) With(e dom.Event) dom.Msg {
	m.Top, m.Height = e.Top, e.Height
	return m
}
func (m InviteChosen) With(e dom.Event) dom.Msg { m.Item = chat.ItemID(e.Value); return m }

// visited is the part of update for the messages of this file.
func (m *Model) visited(msg dom.Msg) []ui.Effect {
	switch msg := msg.(type) {
	case InfoPressed:
		return m.pressInfo()
	case InfoHidden:
		return m.hideInfo()
	case DeclarePressed:
		return m.declare(msg.Data)
	case VisitorsMeasured:
		m.Site.Top, m.Site.Height = msg.Top, msg.Height
	case VisitorsOrdered:
		m.Site.Longest = msg.Longest
		m.Site.sort()
	case ChatPressed:
		return append(m.leavePage(), m.open(msg.In)...)
	case InvitePressed:
		return m.askInvite(msg.Visitor)
	case InviteChosen:
		m.takeCanned(msg.Item)
	}
	return nil
}
