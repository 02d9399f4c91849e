package browser_test

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/relaytest"
	"pupitre/relay/wiretest"
)

// caller is a visitor without a browser, for tests that look at the agent's.
type caller struct {
	*wiretest.Client
	conversation chat.ConversationID
	n            uint64 // of the last entry known
}

// call is a new visitor who has written these texts.
func call(t *testing.T, r *relaytest.Relay, texts ...string) *caller {
	t.Helper()
	c := &caller{Client: r.Visitor()}
	me := c.Hello("demo", "")
	c.conversation = me.Conversation
	c.Follow(me.Conversation, me.Epoch, 0)
	for _, text := range texts {
		c.write(chat.Text{Text: text})
	}
	return c
}

// write writes one entry and waits until it is stored.
func (c *caller) write(b chat.Body) {
	id := chat.EntryID(string(c.conversation) + "-" + string(rune('a'+c.n)))
	c.Say(wire.Send{Conversation: c.conversation, After: c.n, ID: id, Body: b})
	c.n = wiretest.Await[wire.Ack](c.Client).N
}
