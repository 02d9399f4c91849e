package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
)

// Until what they lead to is there.
type (
	// OpenCustomer opens the file of a customer, or of a visitor who is none.
	OpenCustomer struct {
		dom.Message
		Visitor chat.PersonID
	}
)

func viewHistory(*Model, chat.PersonID) *dom.Node { return nil }
