package web_test

import (
	"cmp"
	"encoding/json"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
	"pupitre/relay/wiretest"
)

func TestAManagerChangesAccountsAndTheirSignInsEnd(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t)
	manager := r.SignIn("admin@localhost")
	_, body := ask(t, manager, "GET", r.URL+"/api/v1/agents", "")
	ids := map[string]string{}
	var list []struct{ ID, Email string }
	if err := json.Unmarshal([]byte(body), &list); err != nil {
		t.Fatal(err)
	}
	for _, a := range list {
		ids[a.Email] = a.ID
	}
	change := func(email string, form url.Values) int {
		t.Helper()
		status, _ := r.Post(manager, "/api/v1/agents/"+cmp.Or(ids[email], "nobody"), form)
		return status
	}
	signIn := func(email, password string) int {
		status, _ := r.Post(r.Browser(), "/auth/sign-in", url.Values{"email": {email}, "password": {password}})
		return status
	}
	ana, stays := r.Agent("ana@localhost"), r.Agent("ben@localhost")
	ana.HelloAgent()
	stays.HelloAgent()
	if got := change("ana@localhost", url.Values{"off": {"1"}}); got != 204 {
		t.Fatalf("switched off: %d", got)
	}
	if got := ana.Closed(); got != wire.CloseSignedOut {
		t.Errorf("her console closes with %d", got)
	}
	if got := signIn("ana@localhost", relaytest.Password); got != 401 {
		t.Errorf("she signs in: %d", got)
	}
	if got := change("ana@localhost", url.Values{"off": {"0"}, "role": {"manager"}, "password": {"another password"}}); got != 204 {
		t.Fatalf("switched on: %d", got)
	}
	if got := signIn("ana@localhost", "another password"); got != 204 {
		t.Errorf("she signs in with the new password: %d", got)
	}
	for what, got := range map[string]int{
		"a manager's own role":        change("admin@localhost", url.Values{"role": {"agent"}}) - 403,
		"a manager off by themselves": change("admin@localhost", url.Values{"off": {"1"}}) - 403,
		"nobody":                      change("nobody", url.Values{"off": {"1"}}) - 404,
		"no such role":                change("ben@localhost", url.Values{"role": {"god"}}) - 400,
		"a short password":            change("ben@localhost", url.Values{"password": {"x"}}) - 400,
		"nothing":                     change("ben@localhost", url.Values{}) - 400,
		"an empty password":           change("ben@localhost", url.Values{"password": {""}}) - 400,
		"something unknown":           change("ben@localhost", url.Values{"colour": {"red"}}) - 400,
		"neither on nor off":          change("ben@localhost", url.Values{"off": {"perhaps"}}) - 400,
		"what is so already":          change("ben@localhost", url.Values{"off": {"0"}, "role": {"agent"}}) - 204,
	} {
		if got != 0 {
			t.Errorf("%s: off by %d", what, got)
		}
	}
	stays.Say(wire.Ping{}) // what changed nothing has not signed him out
	wiretest.Await[wire.Pong](stays)
	ben := r.SignIn("ben@localhost")
	if status, _ := r.Post(ben, "/api/v1/agents/"+ids["ben@localhost"], url.Values{"role": {"manager"}}); status != 403 {
		t.Errorf("an agent makes himself a manager: %d", status)
	}
}

// Notes: agents read them, the visitor learns nothing, a restart keeps them, in both ways to the disk.
func TestNotesAreForTheStaffAlone(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		r := relaytest.Start(t, func(c *web.Config) { c.Durability = how })
		v := r.Visitor()
		me := v.Hello(relaytest.Site, "")
		v.Follow(me.Conversation, me.Epoch, 0)
		v.Say(wiretest.Text(me.Conversation, 0, "v-1", "hello"))
		wiretest.Await[wire.Ack](v)

		staff := me.Conversation.Staff()
		ana, ben := r.Agent("ana@localhost"), r.Agent("ben@localhost")
		ana.HelloAgent()
		ben.HelloAgent()
		ben.Follow(staff, me.Epoch, 0)
		note := wire.Send{Conversation: staff, ID: "n-1", Body: chat.Note{Text: "she called"}}
		ana.Say(note, note) // sent again: the network was slow
		for range 2 {
			if ack := wiretest.Await[wire.Ack](ana); ack.N != 1 {
				t.Errorf("acknowledged %+v", ack)
			}
		}
		if f := wiretest.Await[wire.Entries](ben); f.Conversation != staff || f.List[0].Body != (chat.Note{Text: "she called"}) {
			t.Errorf("Ben is sent %+v", f)
		}
		ana.Say(wire.Send{Conversation: me.Conversation, ID: "n-2", Body: chat.Note{Text: "in the wrong place"}})
		if n := wiretest.Await[wire.Nack](ana); n.Problem != chat.NotAllowed {
			t.Errorf("a note among what the visitor sees: %v", n.Problem)
		}
		ana.Say(wire.Send{Conversation: staff, ID: "t-1", Body: chat.Text{Text: "x"}})
		if n := wiretest.Await[wire.Nack](ana); n.Problem != chat.NotAllowed {
			t.Errorf("a text among the notes: %v", n.Problem)
		}
		ana.Say(wire.Send{Conversation: chat.ConversationID("v9_1").Staff(), ID: "n-3", Body: chat.Note{Text: "about nobody"}})
		if n := wiretest.Await[wire.Nack](ana); n.Problem != chat.NotFound {
			t.Errorf("a note about a conversation that is not there: %v", n.Problem)
		}

		v.Say(wire.Follow{Conversation: staff, Limit: 50})
		if f := wiretest.Await[wire.Refused](v); f.Problem != chat.NotFound {
			t.Errorf("the visitor follows it: %v", f.Problem)
		}
		v.Say(wire.Load{Conversation: staff, Before: 9, Limit: 50}, wire.Send{Conversation: staff, ID: "v-2", Body: chat.Note{Text: "x"}}, wire.Mark{Conversation: staff, Read: 1}, wire.Typing{Conversation: staff, On: true}, wire.Ping{})
		for {
			f := v.Next()
			if s := wire.Trace(f); strings.Contains(s, "~") && f.Type() != wire.TypeRefused && f.Type() != wire.TypeNack {
				t.Errorf("the visitor is sent %s", s)
			}
			if _, ok := f.(wire.Pong); ok {
				break
			}
		}

		r.CutAndRestart()
		ana = r.Agent("ana@localhost")
		if _, list := ana.HelloAgent(); len(list.List) != 1 || list.List[0].ID != me.Conversation || list.List[0].LastText != "hello" {
			t.Errorf("list %+v", list)
		}
		if p := ana.Follow(staff, me.Epoch, 0); len(p.List) != 1 || p.List[0].ID != "n-1" {
			t.Errorf("after a restart: %+v", p)
		}
	})
}

func TestTheDemoHasALibraryAndColleagues(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t)
	a := r.Agent("ana@localhost")
	me, _ := a.HelloAgent()
	items := wiretest.Await[wire.Items](a)
	kinds, sold := map[chat.ItemKind]int{}, map[string]string{}
	for _, i := range items.List {
		if p := chat.CheckItem(i); p != chat.NoProblem {
			t.Errorf("%+v: %v", i, p)
		}
		kinds[i.Kind]++
		if i.Kind == chat.OfferItem {
			sold[i.Name] = strings.TrimPrefix(i.Price, "€")
		}
	}
	shop, err := os.ReadFile("../../static/demo/js/products.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range regexp.MustCompile(`name: "(\w+)".* price: (\d+),`).FindAllStringSubmatch(string(shop), -1) {
		if price, ok := sold[p[1]]; ok && price == p[2] {
			delete(sold, p[1])
		}
	}
	if len(sold) > 0 {
		t.Errorf("offered at a price that the shop does not ask: %v", sold)
	}
	for k := chat.CannedItem; k <= chat.TeamItem; k++ {
		if kinds[k] < 2 {
			t.Errorf("%d items of kind %d", kinds[k], k)
		}
	}
	for {
		staff := wiretest.Await[wire.Staff](a)
		names := ""
		for _, c := range staff.List {
			if c.ID == me.Me.ID && c.Status != chat.Available {
				continue
			}
			names += c.Name + ", "
		}
		if names == "Admin, Ana Martin, Ben Keller, " {
			return
		}
	}
}
