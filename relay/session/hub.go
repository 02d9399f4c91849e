package session

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/auth"
)

// Desk is what sessions ask of package desk. Errors are a chat.Problem.
type Desk interface {
	Epoch() uint64
	Send(ctx context.Context, site chat.SiteID, who chat.Person, f wire.Send) wire.Frame
	Follow(ctx context.Context, who chat.Person, f wire.Follow) (wire.Page, error)
	Load(ctx context.Context, who chat.Person, f wire.Load) (wire.Page, error)
	Mark(ctx context.Context, who chat.Person, f wire.Mark) error
	Typing(who chat.Person, f wire.Typing) error
	Draft(who chat.Person, f wire.Draft) error
	Translate(ctx context.Context, who chat.Person, f wire.Ask) error
	Render(ctx context.Context, who chat.Person, f wire.AskText) (chat.Rendering, error)
	Present(visitor chat.PersonID, conv chat.ConversationID, online bool)
	Summaries() []chat.Summary
	Summary(chat.ConversationID) (chat.Summary, bool)
}

// Agents tells who is signed in; *auth.SignIns does.
type Agents interface {
	// Of is whose cookie the request carries. Still tells whether a sign-in goes on, and counts as its use.
	// Both give auth.ErrSignedOut, or the store's error.
	Of(ctx context.Context, cookie string) (auth.SignIn, error)
	Still(ctx context.Context, key string) error
}

// Site is the merchant's site that the relay serves.
type Site struct {
	ID   chat.SiteID
	Name string
}

// People are those who may sign in, and those who are locked out. The error is the store's.
type People func(context.Context) (may, off []chat.Person, err error)

// Options of a Hub. Zero durations and numbers mean the defaults given.
type Options struct {
	Site       Site
	Visitors   *auth.Visitors
	Agents     Agents
	Origins    []string      // besides the relay's own, which pages may connect from ("https://console.example")
	PerAddress int           // visitors' connections from one address, loopback excepted; 0: no limit
	Idle       time.Duration // a client that says nothing for so long is gone; 60 s
	HelloIn    time.Duration // how long Hello may take; 10 s
	CheckEvery time.Duration // how often agents' sign-ins are looked up; 1 min
	Trace      func(line string)
	Rules      chat.Rules    // told to every client
	Library    Library       // nil: none
	Archive    Archive       // nil: nothing is found
	People     People        // all who have an account; nil: nobody is told of
	Bots       []chat.Person // are always there
	Erase      Erase         // nil: nothing is erased
	Unlimited  bool          // clients are not held to a rate: for benchmarks

	visitor, agent limits
	grace          time.Duration // how long a close handshake may take; 3 s
}

// Hub is the table of all sessions of a relay. All its methods may be called at any time.
type Hub struct {
	o    Options
	desk Desk
	ctx  context.Context // of questions to the desk; ends when Stop gives up waiting
	quit context.CancelFunc
	open context.Context // ends when Stop begins; under mu where a session is added
	shut context.CancelFunc

	running sync.WaitGroup // sessions and all that they start
	stored  atomic.Uint64  // entries acknowledged

	mu        sync.RWMutex
	followers map[chat.ConversationID][]*Session // a slice is never changed, only replaced
	sessions  map[*Session]struct{}
	visitors  int
	from      map[source]int

	agentsMu sync.Mutex // held while frames for all agents are queued, so that each gets them in one order
	agents   map[*Session]struct{}

	changes changes
	staff   staff
}

// New starts a hub. Tell the desk of it with Watch, and call Stop.
func New(desk Desk, o Options) *Hub {
	ctx, quit := context.WithCancel(context.Background())
	open, shut := context.WithCancel(ctx)
	h := &Hub{
		o:         o.withDefaults(),
		desk:      desk,
		ctx:       ctx,
		quit:      quit,
		open:      open,
		shut:      shut,
		followers: map[chat.ConversationID][]*Session{},
		sessions:  map[*Session]struct{}{},
		from:      map[source]int{},
		agents:    map[*Session]struct{}{},
		changes:   newChanges(),
		staff:     newStaff(),
	}
	for _, s := range desk.Summaries() {
		h.staff.own(s)
	}
	h.wakeStaff()
	h.running.Go(h.sendChanges)
	h.running.Go(h.sendStaff)
	h.running.Go(h.reap)
	h.running.Go(h.checkSignIns)
	return h
}

func (o Options) withDefaults() Options {
	o.Idle = cmp.Or(o.Idle, time.Minute)
	o.HelloIn = cmp.Or(o.HelloIn, 10*time.Second)
	o.CheckEvery = cmp.Or(o.CheckEvery, time.Minute)
	o.grace = cmp.Or(o.grace, 3*time.Second)
	o.visitor = cmp.Or(o.visitor, visitorLimits)
	o.agent = cmp.Or(o.agent, agentLimits)
	if o.Unlimited {
		o.visitor, o.agent = o.visitor.unlimited(), o.agent.unlimited()
	}
	return o
}

// Live sends a frame to all that follow the conversation. It does not block: a client that is too slow is dropped.
func (h *Hub) Live(c chat.ConversationID, f wire.Frame) {
	h.mu.RLock()
	list := h.followers[c]
	h.mu.RUnlock()
	if len(list) == 0 {
		return
	}
	encoded := wire.Append(nil, f)
	for _, s := range list {
		s.live(c, f, encoded)
	}
}

// Stop refuses new sessions, closes all with CloseGoingAway and waits for them until ctx ends.
func (h *Hub) Stop(ctx context.Context) error {
	h.endAll(wire.CloseGoingAway)
	done := make(chan struct{})
	go func() { h.running.Wait(); close(done) }()
	defer h.quit()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Cut refuses new sessions and ends all without a close frame, as a lost network does. Call Stop after it.
func (h *Hub) Cut() { h.endAll(0) }

func (h *Hub) endAll(code wire.CloseCode) {
	h.mu.Lock()
	h.shut()
	all := slices.Collect(maps.Keys(h.sessions))
	h.mu.Unlock()
	for _, s := range all {
		s.end(code)
	}
}

// SignedOut ends an agent's sessions of one sign-in.
func (h *Hub) SignedOut(key string) {
	for _, s := range h.agentSessions() {
		if s.signIn.Key == key {
			s.end(wire.CloseSignedOut)
		}
	}
}

// Count is what a hub holds now, and the entries it had stored since it began.
type Count struct {
	Visitors, Agents, Conversations int
	Stored                          uint64
}

// Count counts.
func (h *Hub) Count() Count {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return Count{
		Visitors:      h.visitors,
		Agents:        len(h.sessions) - h.visitors,
		Conversations: len(h.followers),
		Stored:        h.stored.Load(),
	}
}

func (h *Hub) add(s *Session) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.stopped() {
		return false
	}
	h.running.Add(1)
	h.sessions[s] = struct{}{}
	if !s.isAgent() {
		h.visitors++
	}
	return true
}

func (h *Hub) stopped() bool { return h.open.Err() != nil }

func (h *Hub) remove(s *Session) {
	s.mu.Lock()
	follows := s.follows
	s.follows = nil
	s.mu.Unlock()
	for _, f := range follows {
		h.unfollow(f.id, s)
	}
	h.agentsMu.Lock()
	_, agent := h.agents[s]
	delete(h.agents, s)
	h.agentsMu.Unlock()
	if agent {
		h.wakeStaff()
	}
	h.mu.Lock()
	delete(h.sessions, s)
	if !s.isAgent() {
		h.visitors--
	}
	h.mu.Unlock()
	h.release(s.from)
}

func (h *Hub) follow(c chat.ConversationID, s *Session) {
	h.mu.Lock()
	defer h.mu.Unlock()
	list := h.followers[c]
	if !slices.Contains(list, s) {
		h.followers[c] = append(slices.Clip(list), s)
	}
}

func (h *Hub) unfollow(c chat.ConversationID, s *Session) {
	h.mu.Lock()
	defer h.mu.Unlock()
	list := slices.DeleteFunc(slices.Clone(h.followers[c]), func(o *Session) bool { return o == s })
	if len(list) == 0 {
		delete(h.followers, c)
		return
	}
	h.followers[c] = list
}

func (h *Hub) agentSessions() []*Session {
	h.agentsMu.Lock()
	defer h.agentsMu.Unlock()
	return slices.Collect(maps.Keys(h.agents))
}
