package desk_test

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
)

var lumi = chat.Person{ID: "lumi", Role: chat.Bot, Name: "Lumi"}

func TestABotWritesOnItsOwnSiteAlone(t *testing.T) {
	t.Parallel()
	o := newOffice(t, bus.SyncAlways)
	o.says(julie, "hello")
	send := func(site chat.SiteID, c chat.ConversationID, id chat.EntryID, b chat.Body) wire.Frame {
		return o.Send(t.Context(), site, lumi, wire.Send{Conversation: c, ID: id, Body: b})
	}
	o.refused(send("elsewhere", conv, "b-1", chat.Joined{}), chat.NotFound)
	o.refused(send("", conv, "b-1", chat.Joined{}), chat.NotFound)
	o.refused(send(shop, "v9_1", "b-1", chat.Joined{}), chat.NotFound)
	o.acked(send(shop, conv, "b-1", chat.Joined{}))
	o.refused(send(shop, conv.Staff(), "b-2", chat.Note{Text: "x"}), chat.NotFound)
	o.acked(send(shop, conv, "b-3", chat.Text{Text: "hello"}))
	o.acked(o.send(anna, 3, chat.Joined{}))
	if n := o.refused(send(shop, conv, "b-4", chat.Text{Text: "one more"}), chat.Taken); n.By != anna {
		t.Errorf("taken by %+v", n.By)
	}
	if got := o.Conversation(conv); got.Agent != anna || !got.ForPeople {
		t.Errorf("%+v", got)
	}
}

// A bot says to people why they get a conversation, and nothing else behind the visitor's back.
func TestABotCommentsOnItsTransferAlone(t *testing.T) {
	t.Parallel()
	o := newOffice(t, bus.SyncAlways)
	o.says(julie, "hello")
	note := chat.Note{Text: "She asks for a refund.", About: "t-1"}
	comment := func(site chat.SiteID, c chat.ConversationID, n chat.Note) wire.Frame {
		return o.Comment(t.Context(), site, lumi, c, "n-1", n)
	}
	o.refused(comment(shop, conv, note), chat.NotYours)
	o.acked(o.Send(t.Context(), shop, lumi, wire.Send{Conversation: conv, ID: "b-1", Body: chat.Joined{}}))
	o.refused(comment("elsewhere", conv, note), chat.NotFound)
	o.refused(comment(shop, conv.Staff(), note), chat.NotFound)
	o.refused(comment(shop, conv, chat.Note{}), chat.BadText)
	first := o.acked(comment(shop, conv, note))
	if again := o.acked(comment(shop, conv, note)); again != first {
		t.Errorf("again: %+v, want %+v", again, first)
	}
	p, err := o.Follow(t.Context(), anna, wire.Follow{Conversation: conv.Staff(), Limit: 10})
	if err != nil || len(p.List) != 1 || p.List[0].Body != chat.Body(note) || p.List[0].Author != lumi {
		t.Errorf("%+v, %v", p.List, err)
	}
	if _, err := o.Follow(t.Context(), lumi, wire.Follow{Conversation: conv.Staff(), Limit: 10}); err != chat.NotFound {
		t.Errorf("the bot reads it: %v", err)
	}
	o.acked(o.send(anna, 2, chat.Joined{}))
	if n := o.refused(comment(shop, conv, note), chat.Taken); n.By != anna {
		t.Errorf("taken by %+v", n.By)
	}
}

func TestAllWatchersAreToldTheSame(t *testing.T) {
	t.Parallel()
	o := newOffice(t, bus.SyncAlways)
	second := newScreen()
	o.Watch(second)
	o.says(julie, "hello")
	o.acked(o.send(anna, 1, chat.Joined{}))
	for _, s := range []*screen{o.screen, second} {
		if got := s.seen(conv); len(got) != 2 || got[0].N != 1 || got[1].N != 2 {
			t.Errorf("seen %+v", got)
		}
		if got := s.summary(conv); got.Agent != anna {
			t.Errorf("summary %+v", got)
		}
	}
}
