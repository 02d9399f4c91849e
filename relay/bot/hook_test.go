package bot

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/relay/bus/bustest"
)

// receiver is a bot's program that is called. It checks every signature as README.md says, and keeps what it has taken.
type receiver struct {
	t      *testing.T
	server *httptest.Server

	mu     sync.Mutex
	taken  []call
	tries  int
	answer func(try int, c call) (status int, body string) // nil: 200
	before func(c call)                                    // may take its time
}

type call struct {
	id, Type string
	Data     struct {
		Bot          string
		Conversation struct{ ID, State string }
		Entry        struct {
			N      uint64
			Type   string
			Text   string
			Author struct{ ID, Role string }
		}
	}
}

// word is a call in short: "entry.stored v1_1 3 text".
func (c call) word() string {
	return strings.TrimSpace(fmt.Sprint(c.Type, " ", c.Data.Conversation.ID, " ", c.Data.Entry.N, " ", c.Data.Entry.Type, " ", c.Data.Entry.Text))
}

func newReceiver(t *testing.T) *receiver {
	r := &receiver{t: t}
	r.server = httptest.NewServer(r)
	t.Cleanup(r.server.Close)
	return r
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		r.t.Error(err)
	}
	id, stamp := req.Header.Get("webhook-id"), req.Header.Get("webhook-timestamp")
	key, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%s.%s", id, stamp, body)
	if want := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)); !hmac.Equal([]byte(want), []byte(req.Header.Get("webhook-signature"))) {
		r.t.Errorf("signed %q, want %q", req.Header.Get("webhook-signature"), want)
	}
	c := call{id: id}
	if err := json.NewDecoder(bytes.NewReader(body)).Decode(&c); err != nil || strings.Contains(id, ".") {
		r.t.Errorf("%s: %v in %s", id, err, body)
	}
	if r.before != nil {
		r.before(c)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tries++
	status, text := 200, ""
	if r.answer != nil {
		status, text = r.answer(r.tries, c)
	}
	if status == 302 {
		w.Header().Set("Location", r.server.URL+"/elsewhere")
	}
	w.WriteHeader(status)
	fmt.Fprint(w, text)
	if status/100 == 2 {
		r.taken = append(r.taken, c)
	}
}

// words are the calls of a conversation that were taken, without those that were taken before.
func (r *receiver) words(conv chat.ConversationID) (list []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	seen := map[string]bool{}
	for _, c := range r.taken {
		if c.Data.Conversation.ID == string(conv) && !seen[c.id] {
			seen[c.id] = true
			list = append(list, c.word())
		}
	}
	return list
}

func (r *receiver) does(answer func(try int, c call) (int, string)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answer = answer
}

func (r *receiver) tried() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.tries
}

// called is a bot that is called there, and has a key as well.
func called(at string) string {
	return `{"bots": [{"id": "orders", "name": "Orders", "greets": true, "key": "` + key + `", "webhook": {"url": "` + at + `", "secret": "` + secret + `"}}]}`
}

func (o *office) told(r *receiver, conv chat.ConversationID, want ...string) {
	o.t.Helper()
	o.until(fmt.Sprint("the webhook was told ", want), func() bool { return slices.Equal(r.words(conv), want) })
}

func TestAWebhookIsToldWhatConcernsTheBot(t *testing.T) {
	t.Parallel()
	r := newReceiver(t)
	o := newOffice(t, called(r.server.URL))
	c := o.client(key)
	o.says(julie, "hi")
	o.told(r, conv, "conversation.waits v1_1 1 text hi")
	c.act(`{"type": "join", "id": "j"}`)
	c.act(`{"type": "text", "id": "t", "text": "Yes?"}`)
	o.says(julie, "help")
	o.does(anna, chat.Joined{})
	o.says(anna, "I am here")
	o.says(julie, "good")
	want := []string{"conversation.waits v1_1 1 text hi", "entry.stored v1_1 4 text help", "entry.stored v1_1 5 joined"}
	o.told(r, conv, want...)
	o.does(anna, chat.Transfer{To: chat.Party{Kind: chat.PartyBot, ID: "orders", Name: "Orders"}})
	want = append(want, "entry.stored v1_1 8 transfer")
	o.told(r, conv, want...)
	o.says(julie, "still there?") // offered: it is told what happens
	c.act(`{"type": "return", "id": "r"}`)
	o.says(julie, "hello?")
	want = append(want, "entry.stored v1_1 9 text still there?")
	o.told(r, conv, want...)
	o.restart()
	o.does(anna, chat.Closed{})
	o.until("nothing is left to tell", func() bool { return len(kept(o)) == 0 })
	o.told(r, conv, want...)
}

// kept are the keys of the bucket that still say something.
func kept(o *office) map[chat.PersonID]places {
	o.t.Helper()
	all, err := readPlaces(o.t.Context(), o.o.Places)
	if err != nil {
		o.t.Fatal(err)
	}
	return all
}

func TestWhatAWebhookDoesNotTakeIsToldAgainInOrder(t *testing.T) {
	t.Parallel()
	r := newReceiver(t)
	statuses := []int{500, 404, 302, 410, 200, 429}
	r.does(func(try int, c call) (int, string) { return statuses[try%len(statuses)], "" })
	o := newOffice(t, called(r.server.URL))
	o.says(julie, "hi")
	o.client(key).act(`{"type": "join", "id": "j"}`)
	want := []string{"conversation.waits v1_1 1 text hi"}
	for i := range 5 {
		o.says(julie, fmt.Sprint(i))
		want = append(want, fmt.Sprintf("entry.stored v1_1 %d text %d", i+3, i))
	}
	o.told(r, conv, want...)
	if !strings.Contains(o.log.String(), "status 302") { // and nobody went there
		t.Error("the redirect is not logged")
	}
	if strings.Contains(o.log.String(), r.server.URL) || strings.Contains(o.log.String(), secret) {
		t.Error("the address or the secret is logged")
	}
}

func TestARestartLosesNoEvent(t *testing.T) {
	t.Parallel()
	r := newReceiver(t)
	r.does(func(try int, c call) (int, string) { return 503, "" })
	o := newOffice(t, called(r.server.URL))
	o.says(julie, "hi")
	o.says(omar, "hi")
	o.client(key).act(`{"type": "join", "id": "j"}`)
	o.says(julie, "one")
	o.until("it was called", func() bool { return r.tried() > 0 })
	o.restart()
	o.says(julie, "two")
	o.does(anna, chat.Joined{}) // the bot has it no more, and still has to hear of what was before
	o.restart()
	o.says(anna, "three")
	r.does(nil)
	o.told(r, conv, "conversation.waits v1_1 1 text hi", "entry.stored v1_1 3 text one", "entry.stored v1_1 4 text two", "entry.stored v1_1 5 joined")
	o.told(r, "v2_1", "conversation.waits v2_1 1 text hi")
	o.restart()
	o.says(julie, "four")
	o.says(omar, "five")
	o.told(r, "v2_1", "conversation.waits v2_1 1 text hi", "conversation.waits v2_1 2 text five")
	o.told(r, conv, "conversation.waits v1_1 1 text hi", "entry.stored v1_1 3 text one", "entry.stored v1_1 4 text two", "entry.stored v1_1 5 joined")
}

// One conversation's event is held up, and one bot's endpoint hangs; neither the others nor the desk wait.
func TestASlowWebhookHoldsNobodyUp(t *testing.T) {
	t.Parallel()
	hang := make(chan struct{})
	slow := newReceiver(t)
	slow.before = func(c call) {
		if c.Data.Conversation.ID == string(conv) {
			<-hang
		}
	}
	quick := newReceiver(t)
	dead := httptest.NewServer(nil)
	dead.Close()
	bot := func(id, at string) string {
		return `{"id": "` + id + `", "name": "x", "greets": true, "webhook": {"url": "` + at + `", "secret": "` + secret + `"}}`
	}
	o := newOffice(t, `{"bots": [`+bot("slow", slow.server.URL)+","+bot("dead", dead.URL)+","+bot("quick", quick.server.URL)+`]}`)
	o.says(julie, "hi")
	for range 20 {
		o.says(julie, "more")
	}
	o.says(omar, "hi")
	o.told(slow, "v2_1", "conversation.waits v2_1 1 text hi")
	o.until("the quick one was told all", func() bool { return len(quick.words(conv)) == 21 && len(quick.words("v2_1")) == 1 })
	if got := slow.words(conv); len(got) != 0 {
		t.Errorf("told %q", got)
	}
	close(hang)
	o.until("the slow one was told all", func() bool { return len(slow.words(conv)) == 21 })
}

func TestAWebhooksAnswerIsObeyedOnce(t *testing.T) {
	t.Parallel()
	r := newReceiver(t)
	first := true
	r.does(func(try int, c call) (int, string) {
		if c.Data.Entry.Text == "hi" {
			return 200, `{"actions": [{"type": "join"}, {"type": "text", "text": "Hello."}, {"type": "question", "id": "q-1", "text": "What?", "choices": ["a", "b"]}]}`
		}
		return 200, `{"actions": [{"type": "text", "text": "Good choice."}, {"type": "leave"}]}`
	})
	o := newOffice(t, called(r.server.URL), func(o *Options) {
		o.Client = &http.Client{Transport: tripper(func(req *http.Request) (*http.Response, error) {
			answer, err := http.DefaultTransport.RoundTrip(req)
			if err == nil && first { // the answer is lost on its way: it is told again
				first = false
				answer.Body.Close()
				return nil, io.ErrUnexpectedEOF
			}
			return answer, err
		})}
	})
	o.says(julie, "hi")
	o.reads("v1 Text hi", "orders Joined", "orders Text Hello.", "orders Question What?")
	o.does(julie, chat.Answer{Of: "q-1", Choice: 0, Text: "a"})
	o.reads("v1 Text hi", "orders Joined", "orders Text Hello.", "orders Question What?", "v1 Answer a", "orders Text Good choice.", "orders Left")
	// Told once more after a crash that forgot the place, it says nothing twice.
	o.bots.Close()
	if _, err := o.o.Places.PutString(t.Context(), "orders."+string(conv), "0"); err != nil {
		t.Fatal(err)
	}
	before := r.tried()
	o.restart()
	o.until("it is told again", func() bool { return r.tried() >= before+2 })
	o.until("nothing is left to tell", func() bool { return len(kept(o)) == 0 })
	o.reads("v1 Text hi", "orders Joined", "orders Text Hello.", "orders Question What?", "v1 Answer a", "orders Text Good choice.", "orders Left")
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
}

type tripper func(*http.Request) (*http.Response, error)

func (f tripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestAnAnswerThatIsNoneDoesNoHarm(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ answer, says string }{
		"HTML":             {"<html>thanks</html>", "was not understood"},
		"unknown fields":   {`{"actions": [], "more": 1}`, "was not understood"},
		"too many actions": {`{"actions": [` + strings.Repeat(`{"type": "join"},`, maxActions) + `{"type": "join"}]}`, "was not understood"},
		"too long":         {`{"actions": [{"type": "join"}]}` + strings.Repeat(" ", maxAnswer), "was not understood"},
		"what it may not":  {`{"actions": [{"type": "text", "text": "not mine"}, {"type": "join"}]}`, "was refused"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newReceiver(t)
			r.does(func(int, call) (int, string) { return 200, c.answer })
			o := newOffice(t, called(r.server.URL))
			o.says(julie, "hi")
			o.told(r, conv, "conversation.waits v1_1 1 text hi")
			o.until("it is logged", func() bool { return strings.Contains(o.log.String(), c.says) })
			o.says(julie, "there")
			o.told(r, conv, "conversation.waits v1_1 1 text hi", "conversation.waits v1_1 2 text there")
			o.reads("v1 Text hi", "v1 Text there")
		})
	}
}

func TestAnEventIsGivenUpInTheEnd(t *testing.T) {
	t.Parallel()
	r := newReceiver(t)
	r.does(func(_ int, c call) (int, string) {
		if c.Data.Entry.Text == "poison" {
			return 500, ""
		}
		return 200, ""
	})
	o := newOffice(t, called(r.server.URL))
	o.says(julie, "poison")
	o.until("it was tried", func() bool { return r.tried() > 3 })
	o.says(julie, "food")
	o.pass(25 * time.Hour)
	o.told(r, conv, "conversation.waits v1_1 2 text food")
	if !strings.Contains(o.log.String(), "an event was given up") {
		t.Error("not logged")
	}
}

// The key's own example of standardwebhooks.com, so that its libraries understand us.
func TestTheSignatureIsThatOfStandardWebhooks(t *testing.T) {
	t.Parallel()
	h, err := newHook("https://bot.example/hook", secrets{secret})
	if err != nil {
		t.Fatal(err)
	}
	header := http.Header{}
	h.sign(header, "msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`))
	bustest.Same(t, header.Get("webhook-signature"), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
	bustest.Same(t, header.Get("webhook-timestamp"), "1614265330")
}

// While a secret takes the place of another, both sign, so that whoever checks can change theirs at any moment.
func TestTwoSecretsSign(t *testing.T) {
	t.Parallel()
	fresh := secretPrefix + base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("n"), minSecret))
	signed := func(list string) []string {
		t.Helper()
		b := bots(t, `{"bots": [{"id": "orders", "name": "Orders", "webhook": {"url": "https://bot.example/hook", "secret": `+list+`}}]}`)[0]
		header := http.Header{}
		b.Hook.sign(header, "msg_1", time.Unix(1614265330, 0), []byte("{}"))
		return strings.Split(header.Get("webhook-signature"), " ")
	}
	old, both, alone := signed(`"`+secret+`"`), signed(`["`+fresh+`", "`+secret+`"]`), signed(`["`+fresh+`"]`)
	if len(old) != 1 || len(alone) != 1 || old[0] == alone[0] || !slices.Equal(both, []string{alone[0], old[0]}) {
		t.Errorf("signed %q, then %q, then %q", old, both, alone)
	}
}
