package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
	"pupitre/relay/wiretest"
)

// A manager gets all that is kept of a visitor, as JSON and as a page in which nothing of what was written is markup. Nobody else does.
func TestAManagerExportsAllThatIsKept(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, func(c *web.Config) { c.Unlimited = true })
	v := visitorOf(t, r)
	conv := v.me.Conversation
	const hostile = `<script>alert("x")</script> & javascript:alert(1)`
	for i := range 250 { // more than one page
		v.Say(wiretest.Text(conv, uint64(i), chat.EntryID("e"+strings.Repeat("x", i%3)+string(rune('a'+i%26))+strings.Repeat("y", i/26)), hostile))
		wiretest.Await[wire.Ack](v.Client)
	}
	ana := r.Agent("ana@localhost")
	ana.HelloAgent()
	ana.Say(wire.Send{Conversation: conv.Staff(), ID: "n1", Body: chat.Note{Text: "an internal word"}},
		wire.Send{Conversation: conv.Trail(), ID: "n2", Body: chat.Note{Text: "about the customer"}})
	wiretest.Await[wire.Ack](ana)
	wiretest.Await[wire.Ack](ana)
	path := r.URL + "/agent/export?visitor=" + string(v.me.Me.ID)
	boss := r.SignIn("admin@localhost")
	answer, body := ask(t, boss, "GET", path+"&format=json", "")
	var doc struct {
		Site     string
		Visitors []struct {
			ID                            chat.PersonID
			Conversation, Internal, Trail []struct{ Type, Text string }
		}
	}
	if err := json.Unmarshal([]byte(body), &doc); answer.StatusCode != 200 || err != nil || len(doc.Visitors) != 1 {
		t.Fatalf("%d, %v, %.300s", answer.StatusCode, err, body)
	}
	one := doc.Visitors[0]
	if one.ID != v.me.Me.ID || len(one.Conversation) != 250 || one.Conversation[249].Text != hostile || len(one.Internal) != 1 || one.Internal[0].Text != "an internal word" ||
		len(one.Trail) == 0 || one.Trail[len(one.Trail)-1].Text != "about the customer" {
		t.Errorf("%d entries, %+v, %+v", len(one.Conversation), one.Internal, one.Trail)
	}
	answer, body = ask(t, boss, "GET", path+"&format=html&lang=fr&zone=Europe/Paris", "")
	if answer.StatusCode != 200 || strings.Contains(body, "<script>alert") || strings.Count(body, "&lt;script&gt;alert") != 250 {
		t.Errorf("%d, %d times", answer.StatusCode, strings.Count(body, "&lt;script&gt;alert"))
	}
	for _, words := range []string{`lang="fr"`, "an internal word", "about the customer", "Europe/Paris", "Notes sur le client"} {
		if !strings.Contains(body, words) {
			t.Errorf("the page lacks %q", words)
		}
	}
	for name, c := range map[string]struct {
		client *http.Client
		path   string
		want   int
	}{
		"an agent":       {r.SignIn("ana@localhost"), path + "&format=json", 403},
		"nobody":         {r.Browser(), path + "&format=json", 401},
		"a stranger":     {boss, r.URL + "/agent/export?visitor=vnobody&format=json", 404},
		"no id":          {boss, r.URL + "/agent/export?visitor=../x&format=json", 404},
		"another format": {boss, path + "&format=pdf", 400},
		"no such zone":   {boss, path + "&format=html&zone=Mars/Base", 400},
		"a zone outside": {boss, path + "&format=html&zone=../../etc/passwd", 400},
	} {
		if got, _ := ask(t, c.client, "GET", c.path, ""); got.StatusCode != c.want {
			t.Errorf("%s: %d, want %d", name, got.StatusCode, c.want)
		}
	}
}
