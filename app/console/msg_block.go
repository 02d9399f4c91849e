package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
)

// What can happen about blocks, and on the page of clients.
type (
	BlockPressed struct {
		dom.Message
		In chat.ConversationID
	}
	UndoPressed    struct{ dom.Message }
	UnblockPressed struct {
		dom.Message
		Block chat.Block
	}

	ClientsPressed struct {
		dom.Message
		Blocks bool
	}
	ClientsFiltered struct {
		dom.Message
		By ClientFilter
	}
	ClientsTyped struct {
		dom.Message
		Text string
	}
	// ClientsDue says that nobody has typed for a moment. Only the latest number counts.
	ClientsDue struct {
		dom.Message
		Turn int
	}
	MoreClientsPressed struct{ dom.Message }
)

func (m ClientsTyped) With(e dom.Event) dom.Msg { m.Text = e.Value; return m }

// keptAway is the part of update for the messages of this file.
func (m *Model) keptAway(msg dom.Msg) []ui.Effect {
	switch msg := msg.(type) {
	case BlockPressed:
		return m.askBlock(msg.In)
	case UndoPressed:
		return m.undoBlock()
	case UnblockPressed:
		return m.askUnblock(msg.Block)

	case ClientsPressed:
		return m.listClients(msg.Blocks, AllClients)
	case ClientsFiltered:
		return m.listClients(m.Clients.Blocks, msg.By)
	case ClientsTyped:
		return m.typedClients(msg.Text)
	case ClientsDue:
		return m.dueClients(msg.Turn)
	case MoreClientsPressed:
		return m.moreClients()
	}
	return nil
}
