package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
)

// What can happen in the desk, beside what the host reports (ui.Received and its like).
type (
	Ticked struct{ dom.Message } // a second has passed

	EmailTyped struct {
		dom.Message
		Text string
	}
	PasswordTyped struct {
		dom.Message
		Text string
	}
	SignInPressed  struct{ dom.Message }
	SignOutPressed struct{ dom.Message }

	LanguagePressed struct{ dom.Message }
	ThemePressed    struct{ dom.Message }
	SoundPressed    struct{ dom.Message }

	TryNowPressed struct{ dom.Message }
	ReloadPressed struct{ dom.Message }

	ConversationPressed struct {
		dom.Message
		ID chat.ConversationID
	}
	BackPressed  struct{ dom.Message }
	ListMeasured struct {
		dom.Message
		Top, Height int
	}

	TakePressed     struct{ dom.Message }
	HandBackPressed struct{ dom.Message }
	ClosePressed    struct{ dom.Message }

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

	ThreadMeasured struct {
		dom.Message
		Event *dom.Event
	}
	LatestPressed struct{ dom.Message }
	RetryPressed  struct {
		dom.Message
		ID chat.EntryID
	}
	DiscardPressed struct {
		dom.Message
		ID chat.EntryID
	}
)

func (m EmailTyped) With(e dom.Event) dom.Msg    { m.Text = e.Value; return m }
func (m PasswordTyped) With(e dom.Event) dom.Msg { m.Text = e.Value; return m }
func (m DraftTyped) With(e dom.Event) dom.Msg    { m.Text = e.Value; return m }
func (m DraftKeyPressed) With(e dom.Event) dom.Msg {
	m.Key, m.Mods = e.Key, e.Mods
	return m
}
func (m ListMeasured) With(e dom.Event) dom.Msg {
	m.Top, m.Height = e.Top, e.Height
	return m
}
func (m ThreadMeasured) With(e dom.Event) dom.Msg { m.Event = &e; return m }
