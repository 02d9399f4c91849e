package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/relaytest"
	"pupitre/relay/wiretest"
)

// caller is a visitor without a browser, for tests that look at the agent's.
type caller struct {
	*wiretest.Client
	t            *testing.T
	conversation chat.ConversationID
	n            uint64       // of the last entry known
	came         []chat.Entry // and not looked at yet
}

// call is a new visitor who has written these texts.
func call(t *testing.T, r *relaytest.Relay, texts ...string) *caller {
	t.Helper()
	c := &caller{Client: r.Visitor(), t: t}
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
	c.t.Helper()
	c.Say(wire.Send{Conversation: c.conversation, After: c.n, ID: chat.EntryID(fmt.Sprintf("%s-%d", c.conversation, c.n)), Body: b})
	c.n = wiretest.Await[wire.Ack](c.Client).N
}

// writeAll writes texts at a time, and waits until they are stored.
func (c *caller) writeAll(texts ...string) {
	c.t.Helper()
	var sends []wire.Frame
	for i, text := range texts {
		sends = append(sends, wire.Send{Conversation: c.conversation, After: c.n, ID: chat.EntryID(fmt.Sprintf("%s-%d-%d", c.conversation, c.n, i)), Body: chat.Text{Text: text}})
	}
	c.Say(sends...)
	for range sends {
		c.n = wiretest.Await[wire.Ack](c.Client).N
	}
}

// tag is what tells the visitor apart in the desk: "Visitor 8f2c".
func (c *caller) tag() string {
	owner, _ := c.conversation.Owner()
	return chat.Person{ID: owner}.Tag()
}

// initials are on the visitor's picture.
func (c *caller) initials() string { return strings.ToUpper(c.tag()[:2]) }

// await waits until somebody else has written the text.
func (c *caller) await(text string) {
	c.t.Helper()
	c.awaitEntry(func(b chat.Body) bool { return b == chat.Text{Text: text} })
}

// awaitEntry waits until somebody else has written one like that. What came before it is not looked at again.
func (c *caller) awaitEntry(like func(chat.Body) bool) {
	c.t.Helper()
	for {
		for len(c.came) > 0 {
			e := c.came[0]
			c.n, c.came = e.N, c.came[1:]
			if like(e.Body) {
				return
			}
		}
		c.came = wiretest.Await[wire.Entries](c.Client).List
	}
}
