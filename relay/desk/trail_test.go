package desk_test

import (
	"fmt"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/desk"
)

// What is known about visitors is written by the relay, with notes of the merchant's people, and read by neither visitors nor bots.
func TestATrailIsTheRelaysToWrite(t *testing.T) {
	t.Parallel()
	o := newOffice(t, bus.SyncAlways)
	trail := chat.TrailOf(julie.ID)
	seen := chat.Seen{PageView: chat.PageView{URL: "https://shop/", Title: "Home"}, Pages: 1}
	if a, ok := o.Learn(t.Context(), shop, julie.ID, "s1", seen).(wire.Ack); !ok || a.N != 1 {
		t.Fatal("not learnt")
	}
	if a, ok := o.Learn(t.Context(), shop, julie.ID, "s1", seen).(wire.Ack); !ok || a.N != 1 {
		t.Error("a resend is another entry")
	}
	for name, c := range map[string]struct {
		who  chat.Person
		body chat.Body
		want chat.Problem
	}{
		"a visitor about themselves":  {julie, seen, chat.NotFound},
		"an agent":                    {anna, seen, chat.NotAllowed},
		"an agent's words":            {anna, chat.Text{Text: "x"}, chat.NotAllowed},
		"a block by the way of notes": {anna, chat.Blocked{Key: "v1"}, chat.NotAllowed},
		"a bot's note":                {chat.Person{ID: "b", Role: chat.Bot}, chat.Note{Text: "x"}, chat.NotFound},
	} {
		if got := o.Send(t.Context(), shop, c.who, wire.Send{Conversation: trail, ID: "x", Body: c.body}); got != (wire.Nack{Conversation: trail, ID: "x", Problem: c.want}) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if _, ok := o.Send(t.Context(), "", anna, wire.Send{Conversation: trail, ID: "n1", Body: chat.Note{Text: "pays late"}}).(wire.Ack); !ok {
		t.Error("an agent's note was refused")
	}
	if got := o.Learn(t.Context(), shop, julie.ID, "s2", chat.Seen{PageView: chat.PageView{URL: "javascript:x"}}); got != (wire.Nack{Conversation: trail, ID: "s2", Problem: chat.Malformed}) {
		t.Errorf("a page that is none: %+v", got)
	}
	for name, bad := range map[string]chat.PersonID{"nobody": "", "a subject": "v.>"} {
		if n, ok := o.Learn(t.Context(), shop, bad, "s3", seen).(wire.Nack); !ok || n.Problem != chat.BadID {
			t.Errorf("%s: %+v", name, n)
		}
	}
}

// The trail of somebody who has looked at many pages is not read for one more: an id is looked for among the latest alone.
func TestALongTrailIsNotReadForEachPage(t *testing.T) {
	t.Parallel()
	const pages = 700
	b := bustest.Open(t, t.TempDir(), bustest.Durabilities()[len(bustest.Durabilities())-1])
	o := openOffice(t, b, desk.Options{})
	learn := func(page int) uint64 {
		t.Helper()
		a, ok := o.Learn(t.Context(), shop, julie.ID, chat.EntryID(fmt.Sprint("s", page)), chat.Seen{PageView: chat.PageView{URL: fmt.Sprint("https://shop/", page)}, Pages: uint64(page)}).(wire.Ack)
		if !ok {
			t.Fatalf("page %d is not learnt", page)
		}
		return a.N
	}
	for i := range pages {
		learn(i + 1)
	}
	bustest.Close(t, o.Desk)
	o = openOffice(t, b, desk.Options{}) // which remembers nothing
	if n := learn(pages - chat.MaxPage + 1); n != pages-chat.MaxPage+1 {
		t.Errorf("one of the latest is entry %d once more", n)
	}
	if n := learn(1); n != pages+1 {
		t.Errorf("the first is looked for, and is entry %d", n)
	}
}
