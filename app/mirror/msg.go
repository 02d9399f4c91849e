package mirror

import (
	"pupitre/app/cobrowse"
	"pupitre/app/dom"
)

// What can happen on the page, beside what the host reports.
type (
	Ticked     struct{ dom.Message } // a second has passed
	AckTimeUp  struct{ dom.Message } // what was shown is to be acknowledged
	TryPressed struct{ dom.Message } // connect now, or begin anew

	AskPressed    struct{ dom.Message }
	StopPressed   struct{ dom.Message }
	FollowPressed struct{ dom.Message }
	FitPressed    struct{ dom.Message }
	ModePressed   struct {
		dom.Message
		Mode Mode
	}
	ActPressed struct { // of a command without fields
		dom.Message
		Command cobrowse.Command
	}
	GiveBackPressed  struct{ dom.Message }
	AddressSubmitted struct{ dom.Message }
	AddressTyped     struct {
		dom.Message
		Text string
	}
	StageKey struct {
		dom.Message
		Key string
	}
)

// With takes what is typed.
func (m AddressTyped) With(e dom.Event) dom.Msg {
	m.Text = e.Value
	return m
}

// With takes the key.
func (m StageKey) With(e dom.Event) dom.Msg {
	m.Key = e.Key
	return m
}
