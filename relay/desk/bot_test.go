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
	toBob := wire.Send{Conversation: conv, ID: "t-1", Body: chat.Transfer{To: chat.Party{Kind: chat.PartyOne, ID: "bob", Name: "Bob"}}}
	note := chat.Note{Text: "She asks for a refund.", About: "t-1"}
	comment := func(site chat.SiteID, transfer wire.Send, text string) wire.Frame {
		return o.Comment(t.Context(), site, lumi, transfer, "n-"+transfer.ID, text)
	}
	notes := func() []chat.Entry {
		t.Helper()
		p, err := o.Follow(t.Context(), anna, wire.Follow{Conversation: conv.Staff(), Limit: 10})
		if err != nil && err != chat.NotFound {
			t.Fatal(err)
		}
		return p.List
	}
	o.refused(comment(shop, toBob, note.Text), chat.NotYours)
	itself := chat.Party{Kind: chat.PartyBot, ID: string(lumi.ID), Name: lumi.Name}
	joined := wire.Send{Conversation: conv, ID: "b-1", Body: chat.Joined{}}
	o.acked(o.Send(t.Context(), shop, lumi, joined))
	o.refused(comment("elsewhere", toBob, note.Text), chat.NotFound)
	o.refused(comment(shop, toBob, ""), chat.BadText)
	for name, step := range map[string]struct {
		change func(*wire.Send)
		want   chat.Problem
	}{
		"on the merchant's side":     {func(f *wire.Send) { f.Conversation = conv.Staff() }, chat.NotFound},
		"to the bot itself":          {func(f *wire.Send) { f.Body = chat.Transfer{To: itself} }, chat.NotAllowed},
		"no transfer":                {func(f *wire.Send) { f.Body = chat.Left{} }, chat.NotAllowed},
		"no body":                    {func(f *wire.Send) { f.Body = nil }, chat.Malformed},
		"an id with a mark":          {func(f *wire.Send) { f.ID = "x-r" }, chat.BadID},
		"an id of the system's":      {func(f *wire.Send) { f.ID = "__t-1" }, chat.BadID},
		"an id of the bot's":         {func(f *wire.Send) { f.ID = joined.ID }, chat.IDUsed},
		"an id of the visitor's":     {func(f *wire.Send) { f.ID = "e-1" }, chat.IDUsed},
		"an id behind a wrong after": {func(f *wire.Send) { f.ID, f.After = "e-1", 1<<63 }, chat.IDUsed},
	} {
		f := toBob
		step.change(&f)
		if n, ok := comment(shop, f, note.Text).(wire.Nack); !ok || n.Problem != step.want {
			t.Errorf("%s: got %+v, want %v", name, n, step.want)
		}
	}
	if got := notes(); len(got) != 0 {
		t.Errorf("stored: %+v", got)
	}
	first := o.acked(comment(shop, toBob, note.Text))
	if again := o.acked(comment(shop, toBob, note.Text)); again != first {
		t.Errorf("again: %+v, want %+v", again, first)
	}
	o.acked(o.Send(t.Context(), shop, lumi, toBob))
	o.refused(comment(shop, toBob, note.Text), chat.IDUsed)
	if got := notes(); len(got) != 1 || got[0].Body != chat.Body(note) || got[0].Author != lumi {
		t.Errorf("%+v", got)
	}
	if _, err := o.Follow(t.Context(), lumi, wire.Follow{Conversation: conv.Staff(), Limit: 10}); err != chat.NotFound {
		t.Errorf("the bot reads it: %v", err)
	}
	o.acked(o.send(anna, 3, chat.Joined{}))
	toBob.ID = "t-2"
	if n := o.refused(comment(shop, toBob, note.Text), chat.Taken); n.By != anna {
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
