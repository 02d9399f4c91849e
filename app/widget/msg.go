package widget

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
)

// What can happen in the chat, beside what the host reports (ui.Received and its like).
type (
	// Ticked comes every second while something changes with time, else every five. Only the latest number counts.
	Ticked struct {
		dom.Message
		Beat int
	}

	DraftTyped struct {
		dom.Message
		Text string
	}
	DraftKeyPressed struct {
		dom.Message
		Key  string
		Mods dom.Mods
	}
	SendPressed struct{ dom.Message }
	// PreviewDue says that agents may have another look at the draft.
	PreviewDue struct{ dom.Message }

	RetryPressed struct {
		dom.Message
		ID chat.EntryID
	}
	DiscardPressed struct {
		dom.Message
		ID chat.EntryID
	}

	ThreadMeasured struct {
		dom.Message
		Event *dom.Event
	}
	LatestPressed struct{ dom.Message }

	PersonPressed struct{ dom.Message }
	SoundPressed  struct{ dom.Message }
	ClosePressed  struct{ dom.Message }
	TryNowPressed struct{ dom.Message }
	ReloadPressed struct{ dom.Message }
)

func (m DraftTyped) With(e dom.Event) dom.Msg { m.Text = e.Value; return m }
func (m DraftKeyPressed) With(e dom.Event) dom.Msg {
	m.Key, m.Mods = e.Key, e.Mods
	return m
}
func (m ThreadMeasured) With(e dom.Event) dom.Msg { m.Event = &e; return m }
