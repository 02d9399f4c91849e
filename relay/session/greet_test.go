package session

import (
	"fmt"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/wiretest"
)

const (
	manyItems         = 5000 // library.MaxItems
	manyConversations = 25_000
)

func summary(i int) chat.Summary {
	return chat.Summary{Conversation: chat.Conversation{ID: chat.ConversationID(fmt.Sprint("v", i, "_1")), Last: 1, LastText: strings.Repeat("x", 200)}}
}

// full is a hub with as many conversations and items as there may be, about 11 MB.
func full(t *testing.T) (*world, *fakeLibrary) {
	l := &fakeLibrary{}
	for i := range manyItems {
		l.list = append(l.list, chat.Item{Kind: chat.LinkItem, ID: chat.ItemID(fmt.Sprint("i", i)), Name: "old", Text: strings.Repeat("x", 900)})
	}
	w := newPipeWorld(t, func(o *Options) { o.Library, o.grace = l, wiretest.Within }) // a busy machine reads 4 MB slowly
	l.hub = w.hub
	for i := range manyConversations {
		w.desk.list = append(w.desk.list, summary(i))
	}
	return w, l
}

// console is what a console knows after some frames, as it keeps it.
type console struct {
	list    map[chat.ConversationID]chat.Summary
	items   map[chat.ItemID]chat.Item
	whole   bool // the list
	largest int  // bytes of a frame
}

func (c *console) take(t *testing.T, f wire.Frame) {
	c.largest = max(c.largest, len(wire.Append(nil, f)))
	switch f := f.(type) {
	case wire.Summaries:
		if f.Reset {
			c.list = map[chat.ConversationID]chat.Summary{}
		}
		if f.Part != wire.NoPart && c.whole {
			t.Error("a part after the last one")
		}
		c.whole = c.whole || f.Part == wire.LastPart
		for _, s := range f.List {
			c.list[s.ID] = s
		}
	case wire.Items:
		if f.Reset {
			c.items = map[chat.ItemID]chat.Item{}
		}
		for _, i := range f.List {
			c.items[i.ID] = i
		}
	}
}

func TestAConsoleGetsHoweverMuchThereIs(t *testing.T) {
	t.Parallel()
	w, l := full(t)
	a := w.agent("ana")
	a.Say(wire.Hello{Lang: "en"})
	wiretest.Await[wire.Welcome](a)
	var c console
	c.take(t, wiretest.Await[wire.Summaries](a))
	s := w.hub.agentSessions()[0]
	if n := waiting(s); n > 4*partSize {
		t.Errorf("%d bytes wait for a console that has read one message", n)
	}
	// Meanwhile things change that have not been told yet, and one that has.
	for _, i := range []int{0, manyConversations - 1} {
		w.desk.change(i, 7)
	}
	for !c.whole {
		c.take(t, a.Next())
	}
	if err := l.Put(t.Context(), ana, chat.Item{Kind: chat.LinkItem, ID: "i4999", Name: "new", URL: "https://a.example"}); err != nil {
		t.Fatal(err)
	}
	for len(c.items) < manyItems {
		c.take(t, a.Next())
	}
	a.Say(wire.Ping{})
	for {
		f := a.Next()
		if _, ok := f.(wire.Pong); ok {
			break
		}
		c.take(t, f)
	}
	if len(c.list) != manyConversations || c.list["v0_1"].Last != 7 || c.list["v24999_1"].Last != 7 {
		t.Errorf("%d conversations, %d and %d", len(c.list), c.list["v0_1"].Last, c.list["v24999_1"].Last)
	}
	if got := c.items["i4999"].Name; got != "new" {
		t.Errorf("an item that was changed meanwhile is %q", got)
	}
	if c.largest > 2*partSize {
		t.Errorf("a frame of %d bytes", c.largest)
	}
}

func TestAConsoleThatDoesNotTakeWhatHappensIsDroppedInTheMiddleOfItsList(t *testing.T) {
	t.Parallel()
	w, l := full(t)
	a := w.agent("ana")
	a.HelloAgent()
	for range 3 * agentLimits.queue / chat.MaxText { // one such heap may have been taken and be half way
		if err := l.Put(t.Context(), ana, chat.Item{Kind: chat.CannedItem, ID: "c", Name: "c", Text: strings.Repeat("x", chat.MaxText)}); err != nil {
			t.Fatal(err)
		}
	}
	if got := a.Closed(); got != wire.CloseSlow {
		t.Errorf("closed with %d, want %d", got, wire.CloseSlow)
	}
}

func TestAPageOfLongTextsIsNotTooMuch(t *testing.T) {
	t.Parallel()
	w := newPipeWorld(t)
	c := w.visitor()
	me := c.Hello("main", "")
	const many = 50 // 800 KB
	for i := range many {
		w.desk.store(me.Conversation, ana, chat.EntryID(fmt.Sprint("e", i)), strings.Repeat("x", chat.MaxText))
	}
	c.Say(wire.Follow{Conversation: me.Conversation, Epoch: me.Epoch, Limit: many})
	a := w.agent("ana")
	a.HelloAgent()
	for n := range uint64(many) {
		a.Say(wire.Mark{Conversation: me.Conversation, Delivered: n, Read: n}, wire.Ping{})
		wiretest.Await[wire.Pong](a)
	}
	collect(t, c, 0, many)
}

func TestWhoAsksForMuchAndReadsNothingWaits(t *testing.T) {
	t.Parallel()
	w := newPipeWorld(t)
	v, me := w.following()
	const pages = 20 // of 256 KB
	for i := range 50 {
		w.desk.slip(me.Conversation, ana, chat.EntryID(fmt.Sprint("e", i)), strings.Repeat("x", chat.MaxText))
	}
	var frames []wire.Frame
	for range pages {
		frames = append(frames, wire.Load{Conversation: me.Conversation, Before: 51, Limit: 50})
	}
	v.Say(frames...)
	a := w.agent("ana")
	a.HelloAgent()
	for range 200 { // time for the relay to do more than it should
		a.Say(wire.Ping{})
		wiretest.Await[wire.Pong](a)
	}
	if n := w.desk.loads.Load(); n > 4 { // one half way, two waiting, one in hand
		t.Errorf("%d pages made for a client that has taken none", n)
	}
	for range pages {
		p := wiretest.Await[wire.Page](v)
		if n := len(p.List); n == 0 || p.List[n-1].N != 50 || len(wire.Append(nil, p)) > maxAnswer {
			t.Errorf("%d entries, %d bytes", n, len(wire.Append(nil, p)))
		}
	}
}

// waiting is how many bytes wait for the client.
func waiting(s *Session) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.out)
}
