package mirror

import "pupitre/app/dom"

// What can happen on the page, beside what the host reports.
type (
	Ticked     struct{ dom.Message } // a second has passed
	AckTimeUp  struct{ dom.Message } // what was shown is to be acknowledged
	TryPressed struct{ dom.Message } // connect now, or begin anew

	AskPressed    struct{ dom.Message }
	StopPressed   struct{ dom.Message }
	FollowPressed struct{ dom.Message }
	FitPressed    struct{ dom.Message }
	StageKey      struct {
		dom.Message
		Key string
	}
)

// With takes the key.
func (m StageKey) With(e dom.Event) dom.Msg {
	m.Key = e.Key
	return m
}
