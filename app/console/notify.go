package console

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

const notifyKey = "notify"

// What the browser says about notifications.
const (
	granted = "granted"
	denied  = "denied"
	none    = "none"
)

// notifies tells whether notifications of the desktop are shown.
func (m *Model) notifies() bool { return m.Notify && m.Permission == granted }

// switchNotify turns notifications on or off. The browser asks the person when it has not yet.
func (m *Model) switchNotify() []ui.Effect {
	switch {
	case m.notifies():
		m.Notify = false
		return []ui.Effect{ui.Forget{Key: notifyKey}}
	case m.Permission == denied || m.Permission == none:
		return []ui.Effect{ui.Say{Text: lang.NotifyBlocked.In(m.Lang)}}
	}
	m.Notify = true
	keep := ui.Save{Key: notifyKey, Value: "on"}
	if m.Permission == granted {
		return []ui.Effect{keep}
	}
	return []ui.Effect{keep, ui.AskToNotify{}}
}

// told takes what the page says: what the person answered, or that they clicked on a notification.
func (m *Model) told(name, value string) []ui.Effect {
	switch name {
	case "address":
		return m.goTo(value)
	case "notify":
		m.Permission = value
		if value == denied || value == none {
			return []ui.Effect{ui.Say{Text: lang.NotifyBlocked.In(m.Lang)}}
		}
	case "width":
		return m.resized(number(value))
	case "notified":
		if id := chat.ConversationID(value); m.Conversations[id].ID == id {
			return append(m.leavePage(), m.open(id)...)
		}
	}
	return nil
}

// call draws the attention of somebody who does not look: once for a conversation that has something new for them.
func (m *Model) call(s chat.Summary) []ui.Effect {
	if !m.notifies() {
		return nil
	}
	return []ui.Effect{ui.Notify{Tag: string(s.ID), Title: lang.NameOf(m.Lang, s.Visitor), Text: s.LastText}}
}
