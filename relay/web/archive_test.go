package web_test

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/archive"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
	"pupitre/relay/wiretest"
)

// find asks until the archive is there.
func find(a *wiretest.Client, q chat.Query) wire.Found {
	for {
		a.Say(wire.Find{Ref: 1, Query: q})
		if f := wiretest.Await[wire.Found](a); !f.Problem.Temporary() {
			return f
		}
		<-time.After(50 * time.Millisecond)
	}
}

// What was said a moment ago is found, by agents alone; and when the archive is thrown away the next relay finds the same.
func TestWhatWasSaidIsFound(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	r := relaytest.Start(t, func(c *web.Config) { c.Data = data })
	v := r.Visitor()
	me := v.Hello(relaytest.Site, "")
	a := r.Agent("ana@localhost")
	a.HelloAgent()
	v.Say(wiretest.Text(me.Conversation, 0, "v-1", "L'été est-il élégant ?"))
	wiretest.Await[wire.Ack](v)
	q := chat.Query{Kind: chat.FindExchanges, Text: "ete elegant"}
	first := find(a, q)
	if len(first.Exchanges) != 1 || first.Exchanges[0].Conversation != me.Conversation || first.Exchanges[0].Where != 1 {
		t.Fatalf("found %+v", first)
	}
	v.Say(wiretest.Text(me.Conversation, 1, "v-2", "Une girafe"), wiretest.Text(me.Conversation, 2, "v-3", "Un zèbre"))
	for range 2 {
		wiretest.Await[wire.Ack](v)
	}
	a.Say(wire.Send{Conversation: me.Conversation, ID: "a-1", Body: chat.Joined{}}, wire.Send{Conversation: chat.TrailOf(me.Me.ID), ID: "n-1", Body: chat.Note{Text: "aimable"}})
	wiretest.Await[wire.Ack](a)
	wiretest.Await[wire.Ack](a)
	a.Say(wire.OpenFile{Ref: 2, Visitor: me.Me.ID, Limit: 10})
	file := wiretest.Await[wire.CustomerFile](a)
	if file.Problem != chat.NoProblem || len(file.File.Exchanges) != 1 || len(file.File.Notes) != 1 || len(file.File.Exchanges[0].Agents) != 1 {
		t.Errorf("file %+v", file)
	}
	v.Say(wire.Find{Ref: 9, Query: q}, wire.OpenFile{Ref: 9, Visitor: me.Me.ID})
	if f := wiretest.Await[wire.Found](v); f.Problem != chat.NotAllowed || len(f.Exchanges) > 0 {
		t.Errorf("a visitor finds %+v", f)
	}
	if f := wiretest.Await[wire.CustomerFile](v); f.Problem != chat.NotAllowed || len(f.File.Profiles) > 0 {
		t.Errorf("a visitor gets %+v", f)
	}
	a.Say(wire.Find{Ref: 3, Query: chat.Query{Kind: chat.FindBlocks}})
	if f := wiretest.Await[wire.Found](a); f.Problem != chat.NotAllowed {
		t.Errorf("an agent finds blocks: %+v", f)
	}
	was := find(a, chat.Query{Kind: chat.FindExchanges})

	r.Stop()
	if err := os.Remove(filepath.Join(data, archive.File)); err != nil {
		t.Fatal(err)
	}
	r.Restart()
	m := r.Agent("admin@localhost")
	m.HelloAgent()
	if again := find(m, chat.Query{Kind: chat.FindExchanges}); !reflect.DeepEqual(again, was) || len(again.Exchanges) != 1 || again.Exchanges[0].Said != 3 {
		t.Errorf("was %+v\nis  %+v", was, again)
	}
	m.Say(wire.OpenFile{Ref: 2, Visitor: me.Me.ID, Limit: 10})
	if again := wiretest.Await[wire.CustomerFile](m); !reflect.DeepEqual(again, file) {
		t.Errorf("was %+v\nis  %+v", file, again)
	}
	if f := find(m, chat.Query{Kind: chat.FindBlocks}); f.Problem != chat.NoProblem || f.Total != 0 {
		t.Errorf("a manager finds blocks: %+v", f)
	}
}
