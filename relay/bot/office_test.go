package bot

import (
	"context"
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

	"go.uber.org/goleak"

	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/desk"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	shop = chat.SiteID("shop")
	conv = chat.ConversationID("v1_1")
	key  = "a-key-of-some-length-for-orders"
)

var (
	julie = chat.Person{ID: "v1", Role: chat.Visitor, Name: "Julie"}
	omar  = chat.Person{ID: "v2", Role: chat.Visitor, Name: "Omar"}
	anna  = chat.Person{ID: "anna", Role: chat.Agent, Name: "Anna"}
)

// office is a desk, the bots at it, and the words of a story. Its clock stands still until it is moved.
type office struct {
	*desk.Desk
	t      *testing.T
	bus    *bus.Bus
	bots   *Bots
	config []Bot
	o      Options
	log    *bustest.Notes
	next   int

	mu    sync.Mutex
	clock time.Time
	lang  lang.Lang
}

// bots reads a configuration as it stands in a file.
func bots(t *testing.T, file string) []Bot {
	t.Helper()
	list, err := Read([]byte(file), shop, "")
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func newOffice(t *testing.T, file string, change ...func(*Options)) *office {
	t.Helper()
	o := &office{t: t, config: bots(t, file), log: &bustest.Notes{}, clock: time.Unix(1_700_000_000, 0)}
	o.bus = bustest.Open(t, t.TempDir(), bus.SyncAlways)
	places, err := o.bus.LazyKV(t.Context(), bus.BucketHooks)
	if err != nil {
		t.Fatal(err)
	}
	o.o = Options{
		Secret: []byte("secret"), Places: places, Now: o.now, Log: logTo(o.log),
		Language: func(chat.ConversationID) (lang.Lang, bool) { o.mu.Lock(); defer o.mu.Unlock(); return o.lang, true },
		Staff: func() []chat.Colleague {
			return []chat.Colleague{{Person: anna, Status: chat.Available}, {Person: chat.Person{ID: "ben", Role: chat.Agent, Name: "Ben"}}}
		},
		Teams: func() []chat.Item {
			return []chat.Item{{Kind: chat.TeamItem, ID: "sales", Name: "Sales", Members: []string{"anna"}}}
		},
		FirstRetry: time.Millisecond, LastRetry: 10 * time.Millisecond,
	}
	for _, c := range change {
		c(&o.o)
	}
	o.open()
	t.Cleanup(o.close)
	return o
}

func (o *office) open() {
	o.t.Helper()
	var err error
	if o.Desk, err = desk.Open(o.t.Context(), o.bus, desk.Options{Log: bustest.Log(), Now: o.now}); err != nil {
		o.t.Fatal(err)
	}
	o.o.Desk = o.Desk
	if o.bots, err = Open(o.t.Context(), o.config, o.o); err != nil {
		o.t.Fatal(err)
	}
	o.Watch(o.bots)
	o.bots.Start()
}

func (o *office) close() {
	if o.bots != nil {
		o.bots.Close()
		bustest.Close(o.t, o.Desk)
	}
	o.bots = nil
}

// restart ends the relay and starts another one on the same store.
func (o *office) restart() { o.t.Helper(); o.close(); o.open() }

func (o *office) now() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.clock
}

// pass moves the clock, and has everything looked at, as timers do.
func (o *office) pass(d time.Duration) {
	o.mu.Lock()
	o.clock = o.clock.Add(d)
	o.mu.Unlock()
	o.bots.Start()
}

func (o *office) speaks(l lang.Lang) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.lang = l
}

func (o *office) send(who chat.Person, b chat.Body) wire.Frame {
	o.t.Helper()
	if who.Role == chat.Visitor {
		return o.sendTo(chat.ConversationOf(who.ID, 1), who, b)
	}
	return o.sendTo(conv, who, b)
}

func (o *office) sendTo(id chat.ConversationID, who chat.Person, b chat.Body) wire.Frame {
	o.t.Helper()
	o.next++
	site := chat.SiteID("")
	if who.Role == chat.Visitor {
		site = shop
	}
	return o.Send(o.t.Context(), site, who, wire.Send{Conversation: id, ID: chat.EntryID(fmt.Sprint("e-", o.next)), Body: b})
}

// does writes what must be acknowledged, and returns its n.
func (o *office) does(who chat.Person, b chat.Body) wire.Ack {
	o.t.Helper()
	a, ok := o.send(who, b).(wire.Ack)
	if !ok {
		o.t.Fatalf("%T by %s was refused", b, who.ID)
	}
	return a
}

func (o *office) says(who chat.Person, text string) wire.Ack {
	o.t.Helper()
	return o.does(who, chat.Text{Text: text})
}

// thread is Julie's conversation in words, one line for each entry.
func (o *office) thread() (lines []string) {
	o.t.Helper()
	for _, e := range o.entries() {
		lines = append(lines, string(e.Author.ID)+" "+strings.TrimPrefix(fmt.Sprintf("%T", e.Body), "chat.")+strings.TrimRight(" "+chat.Words(e.Body), " "))
	}
	return lines
}

func (o *office) entries() []chat.Entry {
	o.t.Helper()
	p, err := o.Follow(o.t.Context(), anna, wire.Follow{Conversation: conv, Limit: chat.MaxPage})
	if err != nil && err != chat.NotFound {
		o.t.Fatal(err)
	}
	return p.List
}

// comments are what bots and people have written about entries of Julie's conversation, for the merchant's side: "t-1: words".
func (o *office) comments() (list []string) {
	o.t.Helper()
	p, err := o.Follow(o.t.Context(), anna, wire.Follow{Conversation: conv.Staff(), Limit: chat.MaxPage})
	if err != nil && err != chat.NotFound {
		o.t.Fatal(err)
	}
	for _, e := range p.List {
		if n, ok := e.Body.(chat.Note); ok {
			list = append(list, string(n.About)+": "+n.Text)
		}
	}
	return list
}

// until waits for what others do.
func (o *office) until(what string, so func() bool) {
	o.t.Helper()
	deadline := time.Now().Add(time.Minute)
	rung, stop := o.bots.bell.listen(topic{conv: conv})
	defer stop()
	for !so() {
		select {
		case <-rung:
		case <-time.After(5 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			o.t.Fatalf("waited in vain until %s in:\n%s\n%s", what, strings.Join(o.thread(), "\n"), o.log.String())
		}
	}
}

// reads waits until the thread is that.
func (o *office) reads(want ...string) {
	o.t.Helper()
	o.until("the thread reads\n"+strings.Join(want, "\n")+"\n", func() bool { return slices.Equal(o.thread(), want) })
}

// client is a bot's program.
type client struct {
	*office
	server *httptest.Server
	key    string
}

func (o *office) client(key string) *client {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { o.bots.API().ServeHTTP(w, r) }))
	o.t.Cleanup(func() { o.bots.Release(); s.Close() })
	return &client{o, s, key}
}

// ask sends a request, and decodes the answer into v.
func (c *client) ask(method, path, body string, v any, headers ...string) int {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, c.server.URL+"/api/v1/bot/"+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	if c.key != "" {
		req.Header.Set("Authorization", "Bearer "+c.key)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	answer, err := c.server.Client().Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	if answer.Header.Get("Content-Type") != "application/json" {
		c.t.Errorf("%s %s: %d %s", method, path, answer.StatusCode, text)
	}
	if v != nil {
		if err := json.Unmarshal(text, v); err != nil {
			c.t.Fatalf("%s %s: %v in %s", method, path, err, text)
		}
	}
	return answer.StatusCode
}

type (
	trouble struct {
		Problem, Detail string
		By              *struct{ ID, Role, Name string }
	}
	written struct {
		ID string
		N  uint64
		At time.Time
	}
	talk struct {
		Conversation struct {
			ID, State, Lang string
			Last            uint64
			Agent           *struct{ ID, Role, Name string }
		}
		Entries []struct {
			N       uint64
			ID      string
			Type    string
			Text    string
			Choice  *uint64
			Of      string
			Choices []string
			Author  struct{ ID, Role, Name string }

			Translated *struct{ From, To, Text string }
		}
	}
)

// act does an action that must succeed.
func (c *client) act(json string) written {
	c.t.Helper()
	var w written
	if status := c.ask("POST", "conversations/"+string(conv)+"/actions", json, &w); status != 200 {
		c.t.Fatalf("%s: status %d", json, status)
	}
	return w
}

// refused does an action that must not.
func (c *client) refused(json string, status int, problem chat.Problem) trouble {
	c.t.Helper()
	var got trouble
	if s := c.ask("POST", "conversations/"+string(conv)+"/actions", json, &got); s != status || got.Problem != problem.Error() {
		c.t.Errorf("%s: status %d, %+v; want %d, %v", json, s, got, status, problem)
	}
	return got
}
