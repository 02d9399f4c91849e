package bot

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pupitre/app/chat"
)

// counted is a desk that counts how often it is asked for what lists are made of.
type counted struct {
	Desk
	summaries, conversations atomic.Int64
}

func (c *counted) Summaries() []chat.Summary {
	c.summaries.Add(1)
	return c.Desk.Summaries()
}

func (c *counted) Conversation(id chat.ConversationID) chat.Conversation {
	c.conversations.Add(1)
	return c.Desk.Conversation(id)
}

// listed is a bot's list in words: "v1_1 waits, v2_1 yours".
func listed(c *client, query string) (words, version string) {
	c.t.Helper()
	var got struct {
		Conversations []struct{ ID, State string }
		Version       string
	}
	if status := c.ask("GET", "conversations"+query, "", &got); status != 200 {
		c.t.Fatalf("status %d", status)
	}
	var list []string
	for _, one := range got.Conversations {
		list = append(list, one.ID+" "+one.State)
	}
	return strings.Join(list, ", "), got.Version
}

// A list is whatever it is at that moment, also after a restart: what waits, what is the bot's, what people have taken, what is over.
func TestAListFollowsWhatHappens(t *testing.T) {
	t.Parallel()
	o := newOffice(t, program)
	c := o.client(key)
	o.says(julie, "hi")
	o.says(omar, "hi")
	for _, step := range []struct {
		what string
		do   func()
		want string
	}{
		{"both wait", func() {}, "v1_1 waits, v2_1 waits"},
		{"one is the bot's", func() { c.act(`{"type": "join", "id": "j"}`) }, "v1_1 yours, v2_1 waits"},
		{"people take the other", func() { o.sendTo("v2_1", anna, chat.Joined{}) }, "v1_1 yours"},
		{"a restart changes nothing", o.restart, "v1_1 yours"},
		{"the bot is offered the other", func() {
			o.sendTo("v2_1", anna, chat.Transfer{To: chat.Party{Kind: chat.PartyBot, ID: "orders", Name: "Orders"}})
		}, "v1_1 yours, v2_1 offered"},
		{"the first is over", func() { c.act(`{"type": "close", "id": "c"}`) }, "v2_1 offered"},
		{"the visitor comes back", func() { o.says(julie, "one more thing") }, "v1_1 waits, v2_1 offered"},
		{"after one more restart", o.restart, "v1_1 waits, v2_1 offered"},
	} {
		step.do()
		if got, _ := listed(c, ""); got != step.want {
			t.Errorf("%s: %q, want %q", step.what, got, step.want)
		}
	}
}

// A request that waits looks at nothing while people talk among themselves, and comes back with what concerns the bot.
func TestAWaitingListIsLeftAloneByWhatDoesNotConcernIt(t *testing.T) {
	t.Parallel()
	desk := &counted{}
	o := newOffice(t, program)
	o.bots.Close()
	desk.Desk, o.o.Desk = o.Desk, desk
	var err error
	if o.bots, err = Open(t.Context(), o.config, o.o); err != nil {
		t.Fatal(err)
	}
	o.Watch(o.bots)
	o.bots.Start()
	c := o.client(key)
	o.says(julie, "hi")
	o.does(anna, chat.Joined{})
	_, version := listed(c, "")
	came := make(chan string, 1)
	go func() {
		words, _ := listed(c, "?wait=30&since="+version)
		came <- words
	}()
	o.until("a request waits", func() bool { return o.bots.Waiting() == 1 })
	summaries, conversations := desk.summaries.Load(), desk.conversations.Load()
	for i := range 50 {
		o.says(julie, fmt.Sprint("question ", i))
		o.says(anna, fmt.Sprint("answer ", i))
	}
	if s, c := desk.summaries.Load()-summaries, desk.conversations.Load()-conversations; s != 0 || c != 0 {
		t.Errorf("it looked at %d lists and %d conversations", s, c)
	}
	o.says(omar, "hi")
	if got := <-came; got != "v2_1 waits" {
		t.Errorf("the list is %q", got)
	}
	if n := desk.summaries.Load() - summaries; n != 0 {
		t.Errorf("it looked at all conversations %d times", n)
	}
}

// However often something rings, a request looks now and then only; and whoever lets go is not kept.
func TestManyRingsAreFewLooks(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBell()
		list := topic{list: "orders"}
		ctx, gone := context.WithCancel(t.Context())
		looks := make(chan int)
		go func() {
			n := 0
			b.until(ctx, list, time.Minute, func() bool { n++; return false })
			looks <- n
		}()
		synctest.Wait() // it has looked, and listens
		for began := time.Now(); time.Since(began) < 5*lookPause/2; time.Sleep(10 * time.Millisecond) {
			b.ring(list)
			b.ring(topic{conv: "v1_1"})
		}
		gone()
		if n := <-looks; n != 4 { // the first one, that of the first ring, and one after each of two pauses
			t.Errorf("%d looks", n)
		}
		began := time.Now()
		b.release()
		b.until(t.Context(), list, time.Minute, func() bool { return false })
		if kept := time.Since(began); kept != 0 {
			t.Errorf("a relay that stops keeps a request for %v", kept)
		}
	})
}
