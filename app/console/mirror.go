package console

import (
	"strings"

	"pupitre/app/chat"
	"pupitre/app/ui"
)

// Dock is the visitor's page shown beside its conversation.
type Dock struct {
	ID    chat.ConversationID // "": none
	Share int                 // of the room, in relation to the panes' shares
}

const dockKey = "dock"

// openMirror opens the page on which the visitor's page is seen in a tab of its own, and asks the visitor unless they show it already.
func (m *Model) openMirror(id chat.ConversationID) []ui.Effect {
	return append([]ui.Effect{ui.Visit{Address: m.mirrorAddress(id), Window: "pupitre-" + string(id)}}, m.askMirror(id)...)
}

func (m *Model) mirrorAddress(id chat.ConversationID) string {
	return m.MirrorPage + "?conversation=" + string(id)
}

// askMirror asks the visitor for their page, once.
func (m *Model) askMirror(id chat.ConversationID) []ui.Effect {
	s := m.Conversations[id]
	if !m.mine(s) || s.Mirror.Level != chat.LevelNone {
		return nil
	}
	return m.askFor(id, chat.Share{How: chat.Asked})
}

// askFor writes a question to the visitor, unless they have one before them.
func (m *Model) askFor(id chat.ConversationID, b chat.Body) []ui.Effect {
	if m.Conversations[id].Mirror.Asked != chat.LevelNone {
		return nil
	}
	for _, p := range m.talk(id).Talk.Thread.Pending {
		if p.Body == b && p.State != chat.Failed {
			return nil
		}
	}
	return m.act(id, b)
}

// switchControl asks for control, or gives it back.
func (m *Model) switchControl(id chat.ConversationID) []ui.Effect {
	if m.Conversations[id].Mirror.Level > chat.LevelView {
		return m.act(id, chat.Control{How: chat.Ended})
	}
	return m.askFor(id, chat.Control{How: chat.Asked})
}

// switchDock shows the visitor's page beside the conversation, asking for it, or no longer.
func (m *Model) switchDock(id chat.ConversationID) []ui.Effect {
	if m.Dock.ID == id {
		m.Dock.ID = ""
		return m.keepDock()
	}
	m.Dock = Dock{ID: id, Share: fairShare}
	return append(m.keepDock(), m.askMirror(id)...)
}

// docked tells whether the visitor's page stands beside the conversation now: as long as it is shown, or asked for.
func (m *Model) docked(s chat.Summary) bool {
	return m.Dock.ID == s.ID && (s.Mirror.Level != chat.LevelNone || s.Mirror.Asked != chat.LevelNone)
}

// divideDock moves the divider between the conversation and the page beside it, to so many thousandths of the width of both.
func (m *Model) divideDock(permille int) []ui.Effect {
	i := m.pane(m.Dock.ID)
	if i < 0 {
		return nil
	}
	divideShares(&m.Panes[i].Share, &m.Dock.Share, permille)
	return append(m.keepDock(), m.keepPanes()...)
}

// dockDividerKey does so by keyboard.
func (m *Model) dockDividerKey(key string) []ui.Effect {
	i := m.pane(m.Dock.ID)
	if i < 0 {
		return nil
	}
	permille, ok := steppedShare(m.Panes[i].Share, m.Dock.Share, key)
	if !ok {
		return nil
	}
	return append(m.divideDock(permille), ui.PreventDefault{})
}

// keepDock keeps it on this device: "v1_1:100".
func (m *Model) keepDock() []ui.Effect {
	if m.Dock.ID == "" {
		return []ui.Effect{ui.Forget{Key: dockKey}}
	}
	return []ui.Effect{ui.Save{Key: dockKey, Value: string(m.Dock.ID) + ":" + itoa(m.Dock.Share)}}
}

func (m *Model) restoreDock(kept string) {
	id, share, _ := strings.Cut(kept, ":")
	if _, ok := chat.ConversationID(id).Owner(); ok {
		m.Dock = Dock{ID: chat.ConversationID(id), Share: max(number(share), minShare)}
	}
}

// mayMirror tells whether the visitor's page can be seen or asked for: by who has the conversation while the visitor is there, by a manager
// when a colleague sees it.
func (m *Model) mayMirror(s chat.Summary) bool {
	if m.Rules.Mirror == chat.MirrorOff || s.Closed {
		return false
	}
	return m.mine(s) && (s.Online || s.Mirror.Level != chat.LevelNone) || m.Me.Role == chat.Manager && s.Mirror.Level != chat.LevelNone
}

// mayAct tells whether control can be asked for, or given back.
func (m *Model) mayAct(s chat.Summary) bool {
	return m.mine(s) && s.Mirror.Level != chat.LevelNone && s.Mirror.Asked == chat.LevelNone
}

// mayUnshare tells whether there is something to end.
func (m *Model) mayUnshare(s chat.Summary) bool {
	return (m.mine(s) || m.Me.Role == chat.Manager) && (s.Mirror.Level != chat.LevelNone || s.Mirror.Asked != chat.LevelNone)
}
