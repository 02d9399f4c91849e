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
		ID     chat.ConversationID
		Beside bool // in a pane of its own
	}
	DismissPressed struct {
		dom.Message
		ID chat.ConversationID
	}
	BackPressed  struct{ dom.Message }
	SkipPressed  struct{ dom.Message } // from the page's beginning to the message field
	ListMeasured struct {
		dom.Message
		Top, Height int
	}

	// PaneTouched says that somebody has clicked or tabbed into a pane.
	PaneTouched struct {
		dom.Message
		In   chat.ConversationID
		Grab bool // nothing else was begun there
	}
	PaneMoved struct {
		dom.Message
		In chat.ConversationID
		By int
	}
	PaneClosed struct {
		dom.Message
		In chat.ConversationID
	}
	DividerDragged struct {
		dom.Message
		Pane, Permille int
	}
	DividerKeyPressed struct {
		dom.Message
		Pane int
		Key  string
	}
	MirrorPressed struct {
		dom.Message
		In chat.ConversationID
		Do CommandID // one of those about the visitor's page
	}
	DockDragged struct {
		dom.Message
		Permille int
	}
	DockKeyPressed struct {
		dom.Message
		Key string
	}
	// KeyPressed is a key that went down anywhere but in a field.
	KeyPressed struct {
		dom.Message
		Key  string
		Mods dom.Mods
	}
	FilterPressed struct {
		dom.Message
		In     chat.ConversationID
		Filter Filter
	}

	TakePressed struct {
		dom.Message
		In chat.ConversationID
	}
	HandBackPressed struct {
		dom.Message
		In chat.ConversationID
	}
	ClosePressed struct {
		dom.Message
		In chat.ConversationID
	}

	DraftTyped struct {
		dom.Message
		Text  string
		Caret int // in UTF-16 units
	}
	DraftKeyPressed struct {
		dom.Message
		Key   string
		Mods  dom.Mods
		Caret int
	}
	SendPressed struct{ dom.Message }

	ThreadMeasured struct {
		dom.Message
		In    chat.ConversationID
		Event *dom.Event
	}
	LatestPressed struct {
		dom.Message
		In chat.ConversationID
	}
	RetryPressed struct {
		dom.Message
		In chat.ConversationID
		ID chat.EntryID
	}
	DiscardPressed struct {
		dom.Message
		In chat.ConversationID
		ID chat.EntryID
	}
)

func (m EmailTyped) With(e dom.Event) dom.Msg    { m.Text = e.Value; return m }
func (m PasswordTyped) With(e dom.Event) dom.Msg { m.Text = e.Value; return m }
func (m DraftTyped) With(e dom.Event) dom.Msg {
	m.Text, m.Caret = e.Value, e.Caret
	return m
}
func (m DraftKeyPressed) With(e dom.Event) dom.Msg {
	m.Key, m.Mods, m.Caret = e.Key, e.Mods, e.Caret
	return m
}
func (m ListMeasured) With(e dom.Event) dom.Msg {
	m.Top, m.Height = e.Top, e.Height
	return m
}
func (m ConversationPressed) With(e dom.Event) dom.Msg {
	m.Beside = m.Beside || e.Mods == dom.Ctrl
	return m
}
func (m PaneTouched) With(e dom.Event) dom.Msg {
	m.Grab = e.Type == dom.Clicked && e.Value == ""
	return m
}
func (m DividerDragged) With(e dom.Event) dom.Msg    { m.Permille = e.Top; return m }
func (m DividerKeyPressed) With(e dom.Event) dom.Msg { m.Key = e.Key; return m }
func (m DockDragged) With(e dom.Event) dom.Msg       { m.Permille = e.Top; return m }
func (m DockKeyPressed) With(e dom.Event) dom.Msg    { m.Key = e.Key; return m }
func (m KeyPressed) With(e dom.Event) dom.Msg {
	m.Key, m.Mods = e.Key, e.Mods
	return m
}
func (m ThreadMeasured) With(e dom.Event) dom.Msg { m.Event = &e; return m }
