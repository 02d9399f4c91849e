package web_test

import (
	"net/url"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/relaytest"
	"pupitre/relay/wiretest"
)

func TestTheChatsOfSomebodyWhoIsLockedOutAreForOthers(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t)
	v, ana, ben := r.Visitor(), r.Agent("ana@localhost"), r.Agent("ben@localhost")
	me := v.Hello(relaytest.Site, "")
	v.Follow(me.Conversation, me.Epoch, 0)
	v.Say(wiretest.Text(me.Conversation, 0, "v-1", "hello"))
	wiretest.Await[wire.Ack](v)
	her, _ := ana.HelloAgent()
	ana.Say(wire.Send{Conversation: me.Conversation, After: 1, ID: "a-1", Body: chat.Joined{}})
	wiretest.Await[wire.Ack](ana)
	join := wire.Send{Conversation: me.Conversation, After: 2, ID: "b-1", Body: chat.Joined{}}
	ben.HelloAgent()
	ben.Say(join)
	if n := wiretest.Await[wire.Nack](ben); n.Problem != chat.Taken {
		t.Fatalf("Ben takes what Ana has: %v", n.Problem)
	}

	manager := r.SignIn("admin@localhost")
	for range 2 { // the answer may be lost
		if status, _ := r.Post(manager, "/api/v1/agents/"+string(her.Me.ID), url.Values{"off": {"1"}}); status != 204 {
			t.Fatalf("locked out: %d", status)
		}
	}
	for {
		if e := wiretest.Await[wire.Entries](v).List[0]; e.Body == (chat.Left{}) {
			if e.Author != her.Me {
				t.Errorf("handed back by %+v", e.Author)
			}
			break
		}
	}
	ben.Say(join)
	if ack := wiretest.Await[wire.Ack](ben); ack.N != 4 {
		t.Errorf("Ben's coming is entry %d", ack.N)
	}

	r.CutAndRestart()
	v = r.Visitor()
	v.Hello(relaytest.Site, me.Token)
	if p := v.Follow(me.Conversation, me.Epoch, 0); p.Last != 4 || p.List[2].Body != (chat.Left{}) || p.List[3].Body != (chat.Joined{}) {
		t.Errorf("after a restart: %+v", p)
	}
}
