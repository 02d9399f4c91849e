package bot

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"pupitre/app/chat"
)

const program = `{"bots": [{"id": "orders", "name": "Orders", "greets": true, "key": "` + key + `"},
	{"id": "night", "name": "Night", "key": "another-key-of-some-length"}]}`

func TestABotTalksOverHTTP(t *testing.T) {
	t.Parallel()
	o := newOffice(t, program)
	c := o.client(key)
	o.says(julie, "where is my order?")

	var list struct {
		Conversations []struct{ ID, State, Lang string }
		Version       string
	}
	if c.ask("GET", "conversations", "", &list); len(list.Conversations) != 1 || list.Conversations[0].ID != string(conv) || list.Conversations[0].State != "waits" || list.Conversations[0].Lang != "en" {
		t.Fatalf("list %+v", list)
	}
	joined := c.act(`{"type": "join", "id": "j-1"}`)
	if joined.N != 2 || joined.ID != "j-1" || !joined.At.Equal(o.now()) {
		t.Errorf("joined: %+v", joined)
	}
	c.act(`{"type": "text", "id": "t-1", "text": "Let me see.\r\n", "after": 2}`)
	c.act(`{"type": "link", "id": "l-1", "url": "https://shop.example/orders", "title": "Your orders", "text": "All of them"}`)
	c.act(`{"type": "offer", "id": "o-1", "url": "https://shop.example/halo", "title": "Halo", "price": "129 €", "image": "https://shop.example/halo.png"}`)
	q := c.act(`{"type": "question", "id": "q-1", "text": "Which one?", "choices": ["42", "43"]}`)
	o.does(julie, chat.Answer{Of: "q-1", Choice: 1, Text: "43"})

	var got talk
	if status := c.ask("GET", "conversations/"+string(conv)+"?after="+decimal(q.N), "", &got); status != 200 || len(got.Entries) != 1 {
		t.Fatalf("status %d, %+v", status, got)
	}
	if e := got.Entries[0]; e.Type != "answer" || e.Of != "q-1" || *e.Choice != 1 || e.Author.Role != "visitor" || got.Conversation.State != "yours" {
		t.Errorf("%+v", got)
	}
	c.ask("GET", "conversations/"+string(conv)+"?limit=2", "", &got)
	if len(got.Entries) != 2 || got.Entries[0].N != 1 || got.Entries[1].Type != "joined" {
		t.Errorf("the first two: %+v", got.Entries)
	}
	c.act(`{"type": "leave", "id": "x-1"}`)
	o.reads("v1 Text where is my order?", "orders Joined", "orders Text Let me see.", "orders Link Your orders", "orders Offer Halo", "orders Question Which one?", "v1 Answer 43", "orders Left")
	c.refused(`{"type": "join", "id": "j-2"}`, http.StatusForbidden, chat.NotAllowed) // people's now
	if status := c.ask("GET", "conversations/"+string(conv), "", nil); status != http.StatusNotFound {
		t.Errorf("reads it afterwards: %d", status)
	}
	if c.ask("GET", "conversations", "", &list); len(list.Conversations) != 0 {
		t.Errorf("list %+v", list)
	}
}

// What an agent had translated before sending it, a bot that gets the conversation reads as it was written, and as it was read.
func TestATextComesWithItsTranslation(t *testing.T) {
	t.Parallel()
	o := newOffice(t, program)
	c := o.client(key)
	o.says(julie, "¿dónde está mi pedido?")
	o.does(anna, chat.Joined{})
	o.does(anna, chat.Text{Text: "Un instant.", Translated: chat.Rendering{From: "fr", To: "es", Text: "Un momento."}})
	o.does(anna, chat.Transfer{To: chat.Party{Kind: chat.PartyBot, ID: "orders", Name: "Orders"}})
	var got talk
	if status := c.ask("GET", "conversations/"+string(conv)+"?after=0", "", &got); status != 200 || len(got.Entries) != 4 {
		t.Fatalf("status %d, %+v", status, got)
	}
	if e := got.Entries[0]; e.Translated != nil {
		t.Errorf("the visitor's own: %+v", e)
	}
	if e := got.Entries[2]; e.Type != "text" || e.Text != "Un instant." || e.Translated == nil || *e.Translated != struct{ From, To, Text string }{"fr", "es", "Un momento."} {
		t.Errorf("%+v", e)
	}
	c.refused(`{"type": "text", "id": "t", "text": "Yes", "translated": {"from": "en", "to": "es", "text": "Sí"}}`, http.StatusBadRequest, chat.Malformed)
}

func TestWhatIsSentTwiceIsDoneOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t, program)
	c := o.client(key)
	o.says(julie, "hi")
	c.act(`{"type": "join", "id": "j"}`)
	first := c.act(`{"type": "text", "id": "t", "text": "one"}`)
	if again := c.act(`{"type": "text", "id": "t", "text": "other words"}`); again != first {
		t.Errorf("again: %+v, want %+v", again, first)
	}
	post := func(key, body string) (w written) {
		t.Helper()
		if status := c.ask("POST", "conversations/"+string(conv)+"/actions", body, &w, "Idempotency-Key", key); status != 200 {
			t.Fatalf("status %d", status)
		}
		return w
	}
	keyed := post("any key: é", `{"type": "text", "text": "two"}`)
	if again := post("any key: é", `{"type": "text", "text": "two"}`); again != keyed {
		t.Errorf("again: %+v, want %+v", again, keyed)
	}
	post("another", `{"type": "text", "text": "three"}`)
	c.act(`{"type": "close", "id": "c"}`)
	c.act(`{"type": "close", "id": "c"}`)
	o.restart()
	c.act(`{"type": "text", "id": "t", "text": "one"}`)
	o.reads("v1 Text hi", "orders Joined", "orders Text one", "orders Text two", "orders Text three", "orders Closed")
}

func TestTransfersOverHTTP(t *testing.T) {
	t.Parallel()
	o := newOffice(t, program)
	c, night := o.client(key), o.client("another-key-of-some-length")
	var staff struct {
		Staff []struct {
			Kind, ID, Name string
			Available      bool
		}
	}
	c.ask("GET", "staff", "", &staff)
	if got, want := fmt.Sprint(staff.Staff), "[{agent anna Anna true} {agent ben Ben false} {team sales Sales true} {bot night Night true}]"; got != want {
		t.Errorf("staff %s, want %s", got, want)
	}
	o.says(julie, "hi")
	night.refused(`{"type": "join", "id": "n"}`, http.StatusForbidden, chat.NotAllowed)
	if status := night.ask("GET", "conversations/"+string(conv), "", nil); status != http.StatusNotFound {
		t.Errorf("a bot that does not greet reads what waits: %d", status)
	}
	c.act(`{"type": "join", "id": "j"}`)
	c.refused(`{"type": "transfer", "id": "t-0", "to": {"kind": "agent", "id": "nobody"}}`, http.StatusNotFound, chat.NotFound)
	c.refused(`{"type": "transfer", "id": "t-0", "to": {"kind": "agent", "id": "night"}}`, http.StatusNotFound, chat.NotFound)
	c.refused(`{"type": "transfer", "id": "t-0", "to": {"kind": "queue"}}`, http.StatusBadRequest, chat.Malformed)
	c.act(`{"type": "transfer", "id": "t-1", "to": {"kind": "agent", "id": "anna"}}`)
	c.act(`{"type": "withdraw", "id": "w-1"}`)
	c.act(`{"type": "transfer", "id": "t-2", "to": {"kind": "bot", "id": "night"}}`)
	c.refused(`{"type": "accept", "id": "a-0"}`, http.StatusForbidden, chat.NotAllowed)
	night.act(`{"type": "return", "id": "r-1"}`)
	night.refused(`{"type": "accept", "id": "a-0"}`, http.StatusConflict, chat.Taken)
	c.act(`{"type": "transfer", "id": "t-3", "to": {"kind": "bot", "id": "night"}}`)
	if night.act(`{"type": "accept", "id": "a-1"}`); o.Conversation(conv).Agent.ID != "night" {
		t.Errorf("%+v", o.Conversation(conv))
	}
	night.act(`{"type": "accept", "id": "a-1"}`) // sent again: it is settled, but the first answer stands
	if got := c.refused(`{"type": "text", "id": "x", "text": "me too"}`, http.StatusConflict, chat.Taken); got.By == nil || got.By.Name != "Night" || got.By.Role != "bot" {
		t.Errorf("by %+v", got.By)
	}
	night.act(`{"type": "transfer", "id": "t-4", "to": {"kind": "team", "id": "sales"}}`)
	c.refused(`{"type": "accept", "id": "a-2"}`, http.StatusForbidden, chat.NotAllowed) // a team's is for people
}

// Each request that is wrong is told why, in JSON.
func TestBadRequestsAreRefusedByName(t *testing.T) {
	t.Parallel()
	o := newOffice(t, program)
	c := o.client(key)
	o.says(julie, "hi")
	c.act(`{"type": "join", "id": "j"}`)
	o.says(omar, "hi")
	here := "conversations/" + string(conv)
	for _, r := range []struct {
		method, path, body string
		status             int
		problem            chat.Problem
		says               string
	}{
		{"POST", here + "/actions", ``, 400, chat.Malformed, "unexpected end"},
		{"POST", here + "/actions", `[]`, 400, chat.Malformed, "array"},
		{"POST", here + "/actions", `{"type": "text", "id": "x", "text": "a"} {}`, 400, chat.Malformed, "after top-level value"},
		{"POST", here + "/actions", `{"type": "shout", "id": "x"}`, 400, chat.Malformed, "accept, close, join"},
		{"POST", here + "/actions", `{"type": "text", "id": "x", "text": "a", "html": "<b>"}`, 400, chat.Malformed, `unknown field "html"`},
		{"POST", here + "/actions", `{"type": "join", "id": "x", "text": "a"}`, 400, chat.Malformed, `unknown field "text"`},
		{"POST", here + "/actions", `{"type": "text", "id": "x", "text": 7}`, 400, chat.Malformed, "text cannot be a number"},
		{"POST", here + "/actions", `{"type": "text", "text": "a"}`, 400, chat.BadID, "Idempotency-Key"},
		{"POST", here + "/actions", `{"type": "text", "id": "a.b", "text": "a"}`, 400, chat.BadID, ""},
		{"POST", here + "/actions", `{"type": "text", "id": "x", "text": " "}`, 422, chat.BadText, ""},
		{"POST", here + "/actions", `{"type": "text", "id": "x", "text": "` + strings.Repeat("a", chat.MaxText+1) + `"}`, 413, chat.TooLarge, ""},
		{"POST", here + "/actions", `{"type": "text", "id": "x", "text": "` + strings.Repeat("a", maxRequest) + `"}`, 413, chat.TooLarge, "65536 bytes"},
		{"POST", here + "/actions", `{"type": "link", "id": "x", "url": "javascript:alert(1)", "title": "a"}`, 400, chat.Malformed, ""},
		{"POST", here + "/actions", `{"type": "question", "id": "x", "text": "a", "choices": []}`, 400, chat.Malformed, ""},
		{"POST", here + "/actions", `{"type": "text", "id": "e-1", "text": "a"}`, 409, chat.IDUsed, ""}, // the visitor's
		{"POST", here + "~/actions", `{"type": "text", "id": "x", "text": "a"}`, 404, chat.NotFound, ""},
		{"POST", "conversations/v2_1/actions", `{"type": "text", "id": "x", "text": "a"}`, 409, chat.NotYours, ""},
		{"POST", "conversations/v9_1/actions", `{"type": "join", "id": "x"}`, 404, chat.NotFound, ""},
		{"POST", "conversations/%3E/actions", `{"type": "join", "id": "x"}`, 400, chat.BadID, ""},
		{"GET", here + "~", "", 404, chat.NotFound, ""},
		{"GET", "conversations/v9_1", "", 404, chat.NotFound, ""},
		{"GET", here + "?limit=0", "", 400, chat.Malformed, "limit"},
		{"GET", here + "?limit=201", "", 400, chat.Malformed, "limit"},
		{"GET", here + "?after=-1", "", 400, chat.Malformed, "after"},
		{"GET", here + "?wait=31", "", 400, chat.Malformed, "wait"},
		{"GET", here + "?before=1", "", 400, chat.Malformed, `"before"`},
		{"GET", here + "?after=1&after=2", "", 400, chat.Malformed, `"after"`},
		{"GET", "nothing", "", 404, chat.NotFound, ""},
		{"DELETE", here, "", 404, chat.NotFound, ""},
	} {
		var got trouble
		status := c.ask(r.method, r.path, r.body, &got)
		if status != r.status || got.Problem != r.problem.Error() || !strings.Contains(got.Detail, r.says) {
			t.Errorf("%s %s %.80s: %d %+v, want %d, %v, %q", r.method, r.path, r.body, status, got, r.status, r.problem, r.says)
		}
	}
	c.ask("POST", here+"/actions", `{"type": "text", "text": "x"}`, nil, "Idempotency-Key", strings.Repeat("x", 256))
	for name, header := range map[string]string{"no key": "", "a wrong one": "Bearer " + key + "x", "another scheme": "Basic " + key, "the key alone": key} {
		stranger := o.client("")
		var got trouble
		if status := stranger.ask("GET", here, "", &got, "Authorization", header); status != 401 || got.Problem != chat.BadToken.Error() {
			t.Errorf("%s: %d %+v", name, status, got)
		}
	}
	o.reads("v1 Text hi", "orders Joined")
	if strings.Contains(o.log.String(), key) {
		t.Error("a key is logged")
	}
}

func TestABotSeesNothingOfAnotherSite(t *testing.T) {
	t.Parallel()
	o := newOffice(t, program)
	o.says(julie, "hi")
	elsewhere, err := Read([]byte(program), "elsewhere", "")
	if err != nil {
		t.Fatal(err)
	}
	o.config = elsewhere
	o.restart()
	c := o.client(key)
	var got trouble
	if status := c.ask("GET", "conversations/"+string(conv), "", &got); status != 404 {
		t.Errorf("reads: %d %+v", status, got)
	}
	c.refused(`{"type": "join", "id": "j"}`, 404, chat.NotFound)
	var list struct{ Conversations []any }
	if c.ask("GET", "conversations", "", &list); len(list.Conversations) != 0 {
		t.Errorf("list %v", list)
	}
}

func TestAReadingWaitsForWhatIsNew(t *testing.T) {
	t.Parallel()
	o := newOffice(t, program)
	c := o.client(key)
	var list struct {
		Conversations []struct{ ID string }
		Version       string
	}
	c.ask("GET", "conversations", "", &list)
	waits := make(chan int, 1)
	go func() { waits <- c.ask("GET", "conversations?wait=30&since="+list.Version, "", &list) }()
	o.until("a request waits", func() bool { return len(o.bots.api[o.bots.list[0]].waiting) == 1 })
	o.says(julie, "hi")
	if status := <-waits; status != 200 || len(list.Conversations) != 1 {
		t.Fatalf("%d %+v", status, list)
	}
	c.act(`{"type": "join", "id": "j"}`)

	var got talk
	go func() { waits <- c.ask("GET", "conversations/"+string(conv)+"?after=2&wait=30", "", &got) }()
	o.until("a request waits", func() bool { return len(o.bots.api[o.bots.list[0]].waiting) == 1 })
	o.says(julie, "anybody?")
	if status := <-waits; status != 200 || len(got.Entries) != 1 || got.Entries[0].Text != "anybody?" {
		t.Fatalf("%d %+v", status, got)
	}
	began := time.Now()
	if c.ask("GET", "conversations/"+string(conv)+"?after=3&wait=1", "", &got); len(got.Entries) != 0 || time.Since(began) < 900*time.Millisecond {
		t.Errorf("%+v after %v", got, time.Since(began))
	}

	// A person takes it: the bot learns who, and nothing of what they say.
	var taken trouble
	go func() { waits <- c.ask("GET", "conversations/"+string(conv)+"?after=3&wait=30", "", &taken) }()
	o.until("a request waits", func() bool { return len(o.bots.api[o.bots.list[0]].waiting) == 1 })
	o.does(anna, chat.Joined{})
	if status := <-waits; status != 409 || taken.Problem != "taken" || taken.By == nil || taken.By.Name != "Anna" {
		t.Errorf("%d %+v", status, taken)
	}

	// A relay that stops lets nobody wait.
	go func() { waits <- c.ask("GET", "conversations?wait=30&since="+version(c), "", nil) }()
	o.until("a request waits", func() bool { return len(o.bots.api[o.bots.list[0]].waiting) == 1 })
	o.bots.Release()
	if status := <-waits; status != 200 {
		t.Errorf("status %d", status)
	}
}

func version(c *client) string {
	var list struct{ Version string }
	c.ask("GET", "conversations", "", &list)
	return list.Version
}

func TestTooManyRequestsAreTold(t *testing.T) {
	t.Parallel()
	o := newOffice(t, program)
	c, night := o.client(key), o.client("another-key-of-some-length")
	var got trouble
	statuses := map[int]int{}
	for range 3 * burst {
		statuses[c.ask("GET", "staff", "", &got)]++
	}
	if statuses[429] == 0 || statuses[200] < burst || statuses[200]+statuses[429] != 3*burst || got.Problem != "too fast" {
		t.Errorf("%v, %+v", statuses, got)
	}
	if status := night.ask("GET", "staff", "", nil); status != 200 {
		t.Errorf("another bot: %d", status)
	}
}

// A bot whose program has died does not keep the visitor.
func TestWhoIsNotAnsweredGetsPeople(t *testing.T) {
	t.Parallel()
	o := newOffice(t, strings.Replace(program, `"greets": true`, `"greets": true, "patience": "30s"`, 1))
	c := o.client(key)
	o.says(julie, "hi")
	c.act(`{"type": "join", "id": "j"}`)
	c.act(`{"type": "text", "id": "t", "text": "What can I do?"}`)
	o.pass(time.Hour) // the visitor has an answer
	o.reads("v1 Text hi", "orders Joined", "orders Text What can I do?")
	o.says(julie, "help")
	o.pass(29 * time.Second)
	o.reads("v1 Text hi", "orders Joined", "orders Text What can I do?", "v1 Text help")
	o.pass(time.Second)
	o.reads("v1 Text hi", "orders Joined", "orders Text What can I do?", "v1 Text help", "orders Left")

	o.says(omar, "hi")
	if c := o.Conversation("v2_1"); !c.OpenToBots() {
		t.Errorf("%+v", c)
	}
}

// A bot's transfer to somebody who is away does not keep the visitor either.
func TestWhatNobodyAcceptsFromABotGetsPeople(t *testing.T) {
	t.Parallel()
	o := newOffice(t, program)
	c := o.client(key)
	o.says(julie, "hi")
	c.act(`{"type": "join", "id": "j"}`)
	c.act(`{"type": "text", "id": "t", "text": "I give you to Ben."}`)
	c.act(`{"type": "transfer", "id": "x", "to": {"kind": "agent", "id": "ben"}}`)
	o.pass(DefaultPatience)
	o.reads("v1 Text hi", "orders Joined", "orders Text I give you to Ben.", "orders Transfer", "orders Left")
	if got := o.Conversation(conv); got.Offer.ID != "" || !got.Queued() {
		t.Errorf("%+v", got)
	}
}

func TestAVisitorWishesForAPerson(t *testing.T) {
	t.Parallel()
	o := newOffice(t, program)
	c := o.client(key)
	o.says(julie, "hi")
	if o.send(julie, chat.Left{}); o.Conversation(conv).Last != 1 {
		t.Error("leaves what no bot has")
	}
	c.act(`{"type": "join", "id": "j"}`)
	o.does(julie, chat.Left{})
	c.refused(`{"type": "text", "id": "t", "text": "wait"}`, http.StatusConflict, chat.NotYours)
	c.refused(`{"type": "join", "id": "j-2"}`, http.StatusForbidden, chat.NotAllowed)
}

// So does a bot that is not configured any more.
func TestABotThatIsGoneLeavesItsConversations(t *testing.T) {
	t.Parallel()
	o := newOffice(t, program)
	o.says(julie, "hi")
	o.client(key).act(`{"type": "join", "id": "j"}`)
	o.config = nil
	o.restart()
	o.reads("v1 Text hi", "orders Joined", "orders Left")
	if !slices.Contains(strings.Fields(o.log.String()), "bot=orders") {
		t.Errorf("not logged: %s", o.log.String())
	}
}
