package web_test

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/relaytest"
	"pupitre/relay/wiretest"
)

func TestOnlyAManagerTransfersWhatAColleagueHas(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t)
	v, ana, ben, boss := r.Visitor(), r.Agent("ana@localhost"), r.Agent("ben@localhost"), r.Agent("admin@localhost")
	me := v.Hello(relaytest.Site, "")
	v.Follow(me.Conversation, me.Epoch, 0)
	v.Say(wiretest.Text(me.Conversation, 0, "v-1", "hello"))
	wiretest.Await[wire.Ack](v)
	ana.HelloAgent()
	his, _ := ben.HelloAgent()
	manager, _ := boss.HelloAgent()
	ana.Say(wire.Send{Conversation: me.Conversation, After: 1, ID: "a-1", Body: chat.Joined{}})
	wiretest.Await[wire.Ack](ana)

	to := func(p chat.Person) chat.Body {
		return chat.Transfer{To: chat.Party{Kind: chat.PartyOne, ID: string(p.ID), Name: p.Name}}
	}
	for i, body := range []chat.Body{to(his.Me), to(manager.Me), chat.Closed{}, chat.Left{}} {
		ben.Say(wire.Send{Conversation: me.Conversation, After: 2, ID: chat.EntryID("b-" + string(rune('a'+i))), Body: body})
		if n := wiretest.Await[wire.Nack](ben); n.Problem != chat.Taken {
			t.Errorf("Ben, %+v: %v", body, n.Problem)
		}
	}
	boss.Say(wire.Send{Conversation: me.Conversation, After: 2, ID: "m-1", Body: to(manager.Me)},
		wire.Send{Conversation: me.Conversation, After: 3, ID: "m-2", Body: chat.Settled{Of: "m-1", How: chat.Accepted, From: manager.Me}},
		wiretest.Text(me.Conversation, 4, "m-3", "I take over"))
	for n := uint64(3); n <= 5; n++ {
		if ack := wiretest.Await[wire.Ack](boss); ack.N != n {
			t.Errorf("the manager's entry is number %d, want %d", ack.N, n)
		}
	}
	ana.Say(wiretest.Text(me.Conversation, 5, "a-2", "still me?"))
	if n := wiretest.Await[wire.Nack](ana); n.Problem != chat.Taken || n.By != manager.Me {
		t.Errorf("Ana still has it: %+v", n)
	}
}
