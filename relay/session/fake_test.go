package session

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/auth"
	"pupitre/relay/wiretest"
)

// fakeDesk keeps entries in memory and lets a test act in the middle of a Follow.
type fakeDesk struct {
	mu       sync.Mutex
	watcher  *Hub
	threads  map[chat.ConversationID][]chat.Entry
	marks    map[chat.ConversationID]chat.Marks
	online   map[chat.PersonID]int
	profiles map[chat.PersonID]chat.Profile
	list     []chat.Summary
	places   map[chat.ConversationID]int // in list, made when first asked for
	inFollow func()                      // after the page was read, before it is returned
	inSend   func()                      // before the entry is stored
	presence chan bool
	inAsk    func(context.Context, wire.Ask) error // nil: translated at once
	loads    atomic.Int32
	blocked  map[blockedOf]bool
}

func newFakeDesk() *fakeDesk {
	return &fakeDesk{threads: map[chat.ConversationID][]chat.Entry{}, marks: map[chat.ConversationID]chat.Marks{},
		online: map[chat.PersonID]int{}, profiles: map[chat.PersonID]chat.Profile{}, presence: make(chan bool, 100), blocked: map[blockedOf]bool{}}
}

func (d *fakeDesk) Epoch() uint64 { return 7 }

// store adds a text and tells the hub, as another session's Send does.
func (d *fakeDesk) store(c chat.ConversationID, by chat.Person, id chat.EntryID, text string) chat.Entry {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.append(c, by, id, chat.Text{Text: text}, true)
}

// slip adds a text and tells nobody: a live frame that got lost.
func (d *fakeDesk) slip(c chat.ConversationID, by chat.Person, id chat.EntryID, text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.append(c, by, id, chat.Text{Text: text}, false)
}

func (d *fakeDesk) append(c chat.ConversationID, by chat.Person, id chat.EntryID, b chat.Body, tell bool) chat.Entry {
	e := chat.Entry{ID: id, N: uint64(len(d.threads[c]) + 1), At: 1000, Author: by, Body: b}
	d.threads[c] = append(d.threads[c], e)
	if tell {
		d.watcher.Live(c, wire.Entries{Conversation: c, List: []chat.Entry{e}})
	}
	return e
}

func (d *fakeDesk) Send(_ context.Context, _ chat.SiteID, who chat.Person, f wire.Send) wire.Frame {
	if d.inSend != nil {
		d.inSend()
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	nack := wire.Nack{Conversation: f.Conversation, ID: f.ID}
	if err := chat.MaySee(f.Conversation, who); err != nil {
		nack.Problem = chat.ProblemOf(err)
		return nack
	}
	if nack.Problem = chat.Check(f.Body); nack.Problem != chat.NoProblem {
		return nack
	}
	for _, e := range d.threads[f.Conversation] {
		if e.ID == f.ID {
			return wire.Ack{Conversation: f.Conversation, ID: f.ID, N: e.N, At: e.At}
		}
	}
	e := d.append(f.Conversation, who, f.ID, f.Body, true)
	return wire.Ack{Conversation: f.Conversation, ID: f.ID, N: e.N, At: e.At}
}

func (d *fakeDesk) Follow(_ context.Context, _ chat.Person, f wire.Follow) (wire.Page, error) {
	d.mu.Lock()
	list := d.threads[f.Conversation]
	p := wire.Page{Conversation: f.Conversation, Last: uint64(len(list)), Marks: d.marks[f.Conversation]}
	switch {
	case p.Last-min(p.Last, f.After) > f.Limit:
		p.Gap, p.List = true, list[p.Last-f.Limit:]
	case f.After < p.Last:
		p.List = list[f.After:]
	}
	hook := d.inFollow
	d.inFollow = nil
	d.mu.Unlock()
	if hook != nil {
		hook()
	}
	return p, nil
}

func (d *fakeDesk) Load(_ context.Context, who chat.Person, f wire.Load) (wire.Page, error) {
	if err := chat.MaySee(f.Conversation, who); err != nil {
		return wire.Page{}, err
	}
	d.loads.Add(1)
	d.mu.Lock()
	defer d.mu.Unlock()
	list := d.threads[f.Conversation]
	to := min(uint64(len(list)), max(f.Before, 1)-1)
	return wire.Page{Conversation: f.Conversation, Before: f.Before, List: list[to-min(to, f.Limit) : to], Last: uint64(len(list))}, nil
}

func (d *fakeDesk) Mark(_ context.Context, who chat.Person, f wire.Mark) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	m := d.marks[f.Conversation].With(chat.Marked(who.Role, f.Delivered, f.Read))
	d.marks[f.Conversation] = m
	d.watcher.Live(f.Conversation, wire.Marks{Conversation: f.Conversation, Marks: m})
	return nil
}

func (d *fakeDesk) Typing(who chat.Person, f wire.Typing) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.watcher.Live(f.Conversation, wire.TypingNow{Conversation: f.Conversation, Who: who, On: f.On})
	return nil
}

func (d *fakeDesk) Draft(_ chat.Person, f wire.Draft) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.watcher.Live(f.Conversation, wire.DraftNow{Conversation: f.Conversation, Text: f.Text})
	return nil
}

func (d *fakeDesk) Translate(ctx context.Context, _ chat.Person, f wire.Ask) error {
	if d.inAsk == nil {
		return nil
	}
	return d.inAsk(ctx, f)
}

func (d *fakeDesk) Render(ctx context.Context, _ chat.Person, f wire.AskText) (chat.Rendering, error) {
	if err := d.inAsk(ctx, wire.Ask{Ref: f.Ref, Conversation: f.Conversation, To: f.To}); err != nil {
		return chat.Rendering{}, err
	}
	return chat.Rendering{From: "en", To: f.To, Text: f.Text + " in " + f.To}, nil
}

func (d *fakeDesk) Present(v chat.PersonID, _ chat.ConversationID, online bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if online {
		d.online[v]++
	} else {
		d.online[v]--
	}
	d.presence <- online
}

func (d *fakeDesk) Block(_ context.Context, _ chat.Person, f wire.Block, address string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.blocked[blockedOf{f.Target, string(f.Visitor)}] = true
	if f.Target == chat.BlockAddress {
		d.blocked[blockedOf{f.Target, address}] = true
	}
	d.append(chat.TrailOf(f.Visitor), ana, f.ID, chat.Blocked{Target: f.Target}, true)
	return nil
}

func (d *fakeDesk) Unblock(context.Context, chat.Person, wire.Unblock) error { return chat.NotAllowed }

func (d *fakeDesk) Blocked(_ chat.SiteID, visitor chat.PersonID, _, address string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.blocked[blockedOf{chat.BlockVisitor, string(visitor)}] || d.blocked[blockedOf{chat.BlockAddress, address}]
}

type blockedOf struct {
	target chat.BlockTarget
	key    string
}

func (d *fakeDesk) Summaries() []chat.Summary {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.list)
}

func (d *fakeDesk) Summary(c chat.ConversationID) (chat.Summary, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.places == nil {
		d.places = map[chat.ConversationID]int{}
		for i, s := range d.list {
			d.places[s.ID] = i
		}
	}
	i, ok := d.places[c]
	if !ok {
		return chat.Summary{}, false
	}
	return d.list[i], true
}

func (d *fakeDesk) Profile(v chat.PersonID) chat.Profile {
	d.mu.Lock()
	defer d.mu.Unlock()
	p := d.profiles[v]
	p.Visitor = v
	return p
}

func (d *fakeDesk) Invite(_ context.Context, _ chat.SiteID, who chat.Person, f wire.Invite) error {
	d.store(chat.ConversationOf(f.Visitor, 1), who, f.ID, f.Text)
	return nil
}

// change is something new in the list's conversation i.
func (d *fakeDesk) change(i int, last uint64) {
	d.mu.Lock()
	d.list[i].Last = last
	s := d.list[i]
	d.mu.Unlock()
	d.watcher.Changed(s)
}

// fakeAgents are signed in with a cookie of their name. Mia is a manager.
type fakeAgents struct {
	mu   sync.Mutex
	gone map[string]bool
	inOf func() // before the answer of Of; nil: nothing
}

func (a *fakeAgents) Of(_ context.Context, cookie string) (auth.SignIn, error) {
	if a.inOf != nil {
		a.inOf()
	}
	if cookie == "" || a.Still(nil, cookie) != nil {
		return auth.SignIn{}, auth.ErrSignedOut
	}
	role := chat.Agent
	if cookie == "mia" {
		role = chat.Manager
	}
	return auth.SignIn{Key: cookie, Person: chat.Person{ID: chat.PersonID(cookie), Role: role, Name: cookie}}, nil
}

func (a *fakeAgents) Still(_ context.Context, key string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.gone[key] {
		return auth.ErrSignedOut
	}
	return nil
}

func (a *fakeAgents) leave(key string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.gone[key] = true
}

var secret = []byte("0123456789abcdef0123456789abcdef")

// world is a hub with a desk and agents of memory, behind an HTTP server.
type world struct {
	t      *testing.T
	hub    *Hub
	desk   *fakeDesk
	agents *fakeAgents
	url    string
	client *http.Client // nil: over loopback
}

func options() Options {
	return Options{
		Site:     Site{ID: "main", Name: "Shop"},
		Visitors: auth.NewVisitors(secret, nil),
		Agents:   &fakeAgents{gone: map[string]bool{}},
		Origins:  []string{"https://console.example"},
	}
}

func newWorld(t *testing.T, change ...func(*Options)) *world {
	return startWorld(t, nil, change...)
}

// newPipeWorld has connections without buffers, on which a client that does not read is felt at once.
func newPipeWorld(t *testing.T, change ...func(*Options)) *world {
	return startWorld(t, newPipes(), change...)
}

func startWorld(t *testing.T, p *pipes, change ...func(*Options)) *world {
	o := options()
	for _, c := range change {
		c(&o)
	}
	desk := newFakeDesk()
	w := &world{t: t, desk: desk, agents: o.Agents.(*fakeAgents)}
	w.hub = New(desk, o)
	desk.watcher = w.hub
	mux := http.NewServeMux()
	mux.HandleFunc("/ws/visitor", w.hub.ServeVisitor)
	mux.HandleFunc("/ws/agent", w.hub.ServeAgent)
	server := httptest.NewUnstartedServer(mux)
	if p != nil {
		server.Listener.Close()
		server.Listener = p
	}
	server.Start()
	w.url = server.URL
	if p != nil {
		transport := &http.Transport{DialContext: p.dial}
		w.client = &http.Client{Transport: transport}
		t.Cleanup(transport.CloseIdleConnections)
	}
	t.Cleanup(func() {
		server.Close()
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if err := w.hub.Stop(ctx); err != nil {
			t.Errorf("stop the hub: %v", err)
		}
	})
	return w
}

func (w *world) visitor() *wiretest.Client {
	w.t.Helper()
	return wiretest.Dial(w.t, w.url, "/ws/visitor", wiretest.Options{HTTP: w.client})
}

func (w *world) agent(name string) *wiretest.Client {
	w.t.Helper()
	return wiretest.Dial(w.t, w.url, "/ws/agent", wiretest.Options{HTTP: w.client, Cookie: name})
}

// following is a visitor's connection that follows its own empty conversation.
func (w *world) following() (*wiretest.Client, wire.Welcome) {
	w.t.Helper()
	c := w.visitor()
	me := c.Hello("main", "")
	c.Follow(me.Conversation, me.Epoch, 0)
	return c, me
}

var ana = chat.Person{ID: "ana", Role: chat.Agent, Name: "ana"}

// pipes is a listener of connections in memory.
type pipes struct {
	made chan net.Conn
	once sync.Once
	done chan struct{}
}

func newPipes() *pipes { return &pipes{made: make(chan net.Conn), done: make(chan struct{})} }

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case p.made <- there:
		return here, nil
	case <-p.done:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.made:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { p.once.Do(func() { close(p.done) }); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }
