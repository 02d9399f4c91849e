package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
)

// What can happen in the input zone's tools, in dialogs and in the settings.
type (
	// DraftLeft says that the message field has lost the keyboard, and where its caret stays.
	DraftLeft struct {
		dom.Message
		Caret int
	}
	// DraftPressed is a click into the message field, which puts its caret somewhere.
	DraftPressed struct {
		dom.Message
		Caret int
	}
	NotePressed struct{ dom.Message }

	PickerPressed struct {
		dom.Message
		Kind PickerKind
	}
	QueryTyped struct {
		dom.Message
		Text string
	}
	ChoicePressed struct {
		dom.Message
		At int
	}

	PausePressed struct {
		dom.Message
		In      chat.ConversationID
		Minutes int
	}
	ResumePressed struct {
		dom.Message
		In chat.ConversationID
	}
	TransferPressed struct {
		dom.Message
		In chat.ConversationID
	}
	SettlePressed struct {
		dom.Message
		In  chat.ConversationID
		How chat.Outcome
	}

	TranslatePressed struct {
		dom.Message
		In chat.ConversationID
		ID chat.EntryID
	}
	BothWaysPressed struct {
		dom.Message
		In chat.ConversationID
	}
	// SpokenChosen says what the visitor speaks; "": what is recognised.
	SpokenChosen struct {
		dom.Message
		In       chat.ConversationID
		Language string
	}

	// The draft in the visitor's language, in the focused pane.
	TwinPressed      struct{ dom.Message }
	TwinAgainPressed struct{ dom.Message }
	TwinTyped        struct {
		dom.Message
		Text string
	}
	TwinKeyPressed struct {
		dom.Message
		Key  string
		Mods dom.Mods
	}
	TwinApproved struct{ dom.Message } // it matches the draft as it is now
	TwinDropped  struct{ dom.Message }

	// Forms, also those of dialogs.
	FieldTyped struct {
		dom.Message
		Name, Text string
	}
	FieldEntered struct {
		dom.Message
		Name string
	}
	BoxTicked struct {
		dom.Message
		Name string
	}
	FormSubmitted  struct{ dom.Message }
	FormKeyPressed struct {
		dom.Message
		Key  string
		Mods dom.Mods
	}
	AddChoicePressed  struct{ dom.Message }
	DropChoicePressed struct {
		dom.Message
		At int
	}
	DialogLeft       struct{ dom.Message }
	KeepChatsPressed struct{ dom.Message } // sign out, and keep what chats there are
	TargetMarked     struct {
		dom.Message
		At int
	}
	// NothingPressed is a click inside something that is open, on nothing in particular.
	NothingPressed struct{ dom.Message }

	StatusPressed struct {
		dom.Message
		Status chat.Status
	}
	NotifyPressed struct{ dom.Message }
	KeysPressed   struct{ dom.Message }

	PalettePressed struct{ dom.Message }
	FoundPressed   struct {
		dom.Message
		At int
	}
	CommandPressed struct {
		dom.Message
		Command CommandID
	}
	// KeyChangePressed asks for the key that the command is to have.
	KeyChangePressed struct {
		dom.Message
		Command CommandID
	}
	KeySetPressed struct {
		dom.Message
		Command CommandID
		Key     Chord
	}

	PagePressed struct {
		dom.Message
		Page Page
	}
	EditPressed struct {
		dom.Message
		Item chat.ItemID
	}
	EditLeft      struct{ dom.Message }
	RemovePressed struct {
		dom.Message
		Item chat.ItemID
	}
	PersonPressed struct {
		dom.Message
		Person chat.PersonID
	}
	DisablePressed struct {
		dom.Message
		Person chat.PersonID
	}
	EnablePressed struct {
		dom.Message
		Person chat.PersonID
	}
)

func (m DraftLeft) With(e dom.Event) dom.Msg    { m.Caret = e.Caret; return m }
func (m DraftPressed) With(e dom.Event) dom.Msg { m.Caret = e.Caret; return m }
func (m QueryTyped) With(e dom.Event) dom.Msg   { m.Text = e.Value; return m }
func (m FieldTyped) With(e dom.Event) dom.Msg   { m.Text = e.Value; return m }
func (m TwinTyped) With(e dom.Event) dom.Msg    { m.Text = e.Value; return m }
func (m TwinKeyPressed) With(e dom.Event) dom.Msg {
	m.Key, m.Mods = e.Key, e.Mods
	return m
}
func (m FormKeyPressed) With(e dom.Event) dom.Msg {
	m.Key, m.Mods = e.Key, e.Mods
	return m
}
