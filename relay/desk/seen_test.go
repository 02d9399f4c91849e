package desk_test

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
)

func TestReadingIsSeenByTheOtherSide(t *testing.T) {
	t.Parallel()
	o := newOffice(t, bus.SyncAlways)
	mark := func(who chat.Person, delivered, read uint64) error {
		return o.Mark(t.Context(), who, wire.Mark{Conversation: conv, Delivered: delivered, Read: read})
	}
	bustest.Same(t, mark(julie, 1, 1), nil) // her own, nothing there yet
	bustest.Same(t, mark(anna, 1, 1), error(chat.NotFound))
	bustest.Same(t, o.screen.last(conv), nil)
	o.says(julie, "one")
	o.says(julie, "two")
	bustest.Same(t, o.screen.summary(conv).Unread, 2)

	bustest.Same(t, mark(anna, 2, 1), nil)
	bustest.Same[wire.Frame](t, o.screen.last(conv), wire.Marks{Conversation: conv, Marks: chat.Marks{AgentDelivered: 2, AgentRead: 1}})
	bustest.Same(t, o.screen.summary(conv).Unread, 1)
	changes := o.screen.count()
	bustest.Same(t, mark(bob, 1, 1), nil) // not further: nobody is told
	bustest.Same(t, o.screen.count(), changes)

	bustest.Same(t, mark(anna, 99, 99), nil) // nobody reads what is not there
	bustest.Same(t, mark(omar, 2, 2), error(chat.NotFound))
	p, err := o.Follow(t.Context(), julie, wire.Follow{Conversation: conv, Limit: 1})
	bustest.Same(t, err, nil)
	bustest.Same(t, p.Marks, chat.Marks{AgentDelivered: 2, AgentRead: 2})
}

func TestTypingIsSeenAndNotStored(t *testing.T) {
	t.Parallel()
	o := newOffice(t, bus.SyncAlways)
	bustest.Same(t, o.Typing(anna, wire.Typing{Conversation: conv, On: true}), error(chat.NotFound))
	o.says(julie, "hello")
	bustest.Same(t, o.Typing(julie, wire.Typing{Conversation: conv, On: true}), nil)
	bustest.Same[wire.Frame](t, o.screen.last(conv), wire.TypingNow{Conversation: conv, Who: julie, On: true})
	bustest.Same(t, o.Typing(omar, wire.Typing{Conversation: conv, On: true}), error(chat.NotFound))
	bustest.Same(t, o.last(), 1)
}

func TestAVisitorComesAndGoes(t *testing.T) {
	t.Parallel()
	o := newOffice(t, bus.SyncAlways)
	o.Present("v1", conv, true)
	bustest.Same(t, o.screen.count(), 0) // nothing was said: no list shows it
	o.says(julie, "hello")
	bustest.Same(t, o.screen.summary(conv).Online, true)
	o.Present("v1", conv, true)
	o.Present("v1", conv, false)
	bustest.Same(t, o.screen.count(), 1)
	o.Present("v2", conv, false) // somebody else's
	o.Present("v1", conv, false)
	bustest.Same(t, o.screen.summary(conv).Online, false)
	bustest.Same(t, o.screen.count(), 2)
}
