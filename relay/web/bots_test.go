package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bot"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
	"pupitre/relay/wiretest"
)

const botKey = "Authorization: Bearer a-key-of-some-length-for-orders"

func withBots(t *testing.T, file string) relaytest.Option {
	t.Helper()
	list, err := bot.Read([]byte(file), relaytest.Site, "")
	if err != nil {
		t.Fatal(err)
	}
	return func(c *web.Config) { c.Bots = list }
}

const orders = `{"bots": [{"id": "orders", "name": "Orders", "greets": true, "key": "a-key-of-some-length-for-orders"}]}`

func TestABotJoinsOverTheRelaysAddress(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withBots(t, orders))
	a := r.Agent("ana@localhost")
	a.HelloAgent()
	for there := false; !there; { // the bot is among the colleagues, and always there
		for _, c := range wiretest.Await[wire.Staff](a).List {
			there = there || c.ID == "orders" && c.Role == chat.Bot && c.Status == chat.Available
		}
	}
	v := r.Visitor()
	me := v.Hello(relaytest.Site, "")
	v.Follow(me.Conversation, me.Epoch, 0)
	v.Say(wiretest.Text(me.Conversation, 0, "v-1", "hello"))
	wiretest.Await[wire.Ack](v)

	here := r.URL + "/api/v1/bot/conversations/" + string(me.Conversation)
	answer, body := ask(t, r.Browser(), "GET", here, "", botKey)
	if answer.StatusCode != 200 || !strings.Contains(body, `"text":"hello"`) || !strings.Contains(body, `"lang":"en"`) || answer.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%d %s", answer.StatusCode, body)
	}
	for id, action := range map[string]string{"1": `{"type": "join", "id": "b-1"}`} {
		if answer, body := ask(t, r.Browser(), "POST", here+"/actions", action, botKey); answer.StatusCode != 200 {
			t.Errorf("%s: %d %s", id, answer.StatusCode, body)
		}
	}
	for joined := false; !joined; {
		for _, e := range wiretest.Await[wire.Entries](v).List {
			joined = joined || e.Body == (chat.Joined{}) && e.Author == chat.Person{ID: "orders", Role: chat.Bot, Name: "Orders"}
		}
	}
	_, body = ask(t, r.Browser(), "GET", r.URL+"/api/v1/bot/staff", "", botKey)
	var staff struct{ Staff []struct{ Kind, Name string } }
	if err := json.Unmarshal([]byte(body), &staff); err != nil || len(staff.Staff) != 5 { // three accounts, two teams
		t.Errorf("%v: %s", err, body)
	}
}

func TestAllUnderTheBotsAddressIsJSON(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t)
	cookie := r.SignIn("admin@localhost")
	for _, c := range []struct {
		method, path string
		client       *http.Client
	}{
		{"GET", "/api/v1/bot/", r.Browser()}, {"GET", "/api/v1/bot/conversations", r.Browser()}, {"DELETE", "/api/v1/bot/staff", r.Browser()},
		{"GET", "/api/v1/bot/conversations", cookie}, // a person's sign-in opens nothing here
	} {
		answer, body := ask(t, c.client, c.method, r.URL+c.path, "")
		if answer.StatusCode != 401 || answer.Header.Get("Content-Type") != "application/json" || !strings.Contains(body, `"problem":"bad token"`) || answer.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s %s: %d %s", c.method, c.path, answer.StatusCode, body)
		}
	}
}

func TestARelayThatStopsDoesNotWaitForABot(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withBots(t, orders))
	_, body := ask(t, r.Browser(), "GET", r.URL+"/api/v1/bot/conversations", "", botKey)
	var list struct{ Version string }
	if err := json.Unmarshal([]byte(body), &list); err != nil {
		t.Fatal(err)
	}
	answered := make(chan int, 1)
	go func() {
		answer, _ := ask(t, r.Browser(), "GET", r.URL+"/api/v1/bot/conversations?wait=30&since="+list.Version, "", botKey)
		answered <- answer.StatusCode
	}()
	for deadline := time.Now().Add(time.Minute); ; {
		if _, numbers := ask(t, r.Browser(), "GET", r.URL+"/metrics", ""); strings.Contains(numbers, "pupitre_bot_requests_waiting 1\n") {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("no request waits")
		}
	}
	began := time.Now()
	r.Stop()
	if took := time.Since(began); took > 25*time.Second {
		t.Errorf("it took %v", took)
	}
	if status := <-answered; status != 200 {
		t.Errorf("answered with %d", status)
	}
}
