package console

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

func TestALongListInPartsClosesNothingAndDoesNotRing(t *testing.T) {
	t.Parallel()
	s, ids := four(t)
	s.hook = func(e ui.Effect) {
		if _, ok := e.(ui.Chime); ok {
			t.Error("it rings")
		}
	}
	summary := func(i int) chat.Summary { return chat.Summary{Conversation: s.list[ids[i]]} }
	waiting := func(i int) chat.Summary {
		c := summary(i)
		c.WaitingSince, c.LastBy, c.Unread = s.now, chat.Visitor, 3
		return c
	}
	s.frame(wire.Summaries{Reset: true, Part: wire.MoreFollow, List: []chat.Summary{summary(0)}})
	s.frame(wire.Summaries{Part: wire.MoreFollow, List: []chat.Summary{summary(1)}})
	s.frame(wire.Summaries{List: []chat.Summary{waiting(2)}}) // a change in between
	s.wantOrder("0 1 2 [3]", "half of the list came")
	s.frame(wire.Summaries{Part: wire.LastPart, List: []chat.Summary{summary(2)}})
	s.wantOrder("0 1 [2]", "the whole list came, without the last one")
	if n := len(s.loop.Model.Conversations); n != 3 {
		t.Errorf("%d conversations", n)
	}
}
