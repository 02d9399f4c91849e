package trio_test

import (
	"strings"

	"pupitre/app/chat"
	"pupitre/app/dom"
)

var (
	clicked   = dom.Event{Type: dom.Clicked}
	submitted = dom.Event{Type: dom.Submitted}
)

func contains(s, part string) bool { return strings.Contains(s, part) }

func conversation(v *visitor) chat.ConversationID { return v.loop.Model.Talk.ID }

// visitorName is what a state box begins with, for a visitor whose first message was stored.
func visitorName(v *visitor) string {
	v.t.Helper()
	v.until("the visitor is known", func() bool { return v.loop.Model.Me.ID != "" })
	tag := v.loop.Model.Me.Tag()
	return strings.ToUpper(tag[:2])
}
