// Package mirror carries what agents see of visitors' pages and what they do there: a room for each conversation whose page is shown, with the
// page that is looked at (the source) and the agents who look (viewers), over sockets of their own, so that no chat waits behind them.
//
// It must never pass anything without the visitor's grant, which is in the conversation's entries alone; it ends at once what they end. It
// looks at the kinds and heads of messages, never at what a page is made of, and logs nothing of it. Whatever a page, a viewer or a network
// does, each room and each socket has a bound: what waits for a viewer is a place in what the room keeps anyway.
package mirror

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/auth"
)

// Desk is what this package asks of package desk. Conversation and Blocked read memory alone; errors are a chat.Problem.
type Desk interface {
	Conversation(chat.ConversationID) chat.Conversation
	Summaries() []chat.Summary
	Blocked(site chat.SiteID, visitor chat.PersonID, customer, address string) bool
	Send(ctx context.Context, site chat.SiteID, who chat.Person, f wire.Send) wire.Frame
	Expire(ctx context.Context, conv chat.ConversationID, question chat.EntryID) error
	EndControl(ctx context.Context, conv chat.ConversationID) error
	EndShare(ctx context.Context, conv chat.ConversationID) error
}

// Agents tells who is signed in; *auth.SignIns does.
type Agents interface {
	Of(ctx context.Context, cookie string) (auth.SignIn, error)
	Still(ctx context.Context, key string) error
}

// Options of Mirrors. Zero durations mean the defaults given.
type Options struct {
	Site     chat.SiteID
	Origins  []string // of the site's pages
	Hosts    string   // chat.Rules.Hosts
	Desk     Desk
	Visitors *auth.Visitors
	Agents   Agents
	Allowed  func(*http.Request) bool                      // whether the page that asks may connect; nil: any
	Reserve  func(*http.Request) (release func(), ok bool) // counts a visitor's connection for its address; nil: no bound
	Now      func() time.Time                              // the desk's clock; nil: time.Now
	Log      *slog.Logger                                  // nil: slog.Default()
	Tick     time.Duration                                 // how often it is looked at who is gone; 1 s
	Beat     time.Duration                                 // how often a socket is asked whether it is there; 5 s
}

// How long who is asked or looked at may be away.
const (
	AnswerIn    = 30 * time.Second // a question, then nobody has answered
	ControlAway = 15 * time.Second // the page or the one who controls it, then control ends
	ShareAway   = 2 * time.Minute  // the page or all who look at it, then nothing is shown any more
)

// Mirrors is the table of rooms. Its methods may be called from any goroutine.
type Mirrors struct {
	o       Options
	now     func() time.Time
	log     *slog.Logger
	ctx     context.Context // ends with Close
	quit    context.CancelFunc
	running sync.WaitGroup
	site    string // Options.Origins, separated by spaces
	stock   stock  // resources of the site
	counts  counts
	blocked atomic.Bool // somebody was: look who

	mu     sync.Mutex // taken before a room's
	closed bool
	rooms  map[chat.ConversationID]*room
	lines  map[*line]struct{}
}

// Open begins with what entries say is shown or asked for. Tell the desk of it with Watch, before anybody connects.
func Open(o Options) *Mirrors {
	o.Tick, o.Beat = cmp.Or(o.Tick, time.Second), cmp.Or(o.Beat, 5*time.Second)
	ctx, quit := context.WithCancel(context.Background())
	m := &Mirrors{o: o, now: o.Now, log: o.Log, site: strings.Join(o.Origins, " "), ctx: ctx, quit: quit, stock: newStock(siteStock), rooms: map[chat.ConversationID]*room{}, lines: map[*line]struct{}{}}
	if m.now == nil {
		m.now = time.Now
	}
	if m.log == nil {
		m.log = slog.Default()
	}
	for _, s := range o.Desk.Summaries() {
		if s.Mirror.Level != chat.LevelNone || s.Mirror.Asked != chat.LevelNone {
			m.refresh(s.ID, true)
		}
	}
	m.running.Go(m.sweep)
	return m
}

// Close ends all sockets and waits for what was under way. The desk is closed after it.
func (m *Mirrors) Close() {
	m.mu.Lock()
	m.closed = true
	for l := range m.lines {
		l.end(wire.CloseGoingAway)
	}
	m.mu.Unlock()
	m.quit()
	m.running.Wait()
}

// Live takes what was written: it is a desk.Watcher. From the moment that it returns nothing passes that an entry has ended.
func (m *Mirrors) Live(conv chat.ConversationID, f wire.Frame) {
	entries, ok := f.(wire.Entries)
	if !ok {
		return
	}
	about := false
	for _, e := range entries.List {
		switch b := e.Body.(type) {
		case chat.Share, chat.Control:
			about = true
		case chat.Blocked:
			if conv.IsTrail() && !b.Ended {
				m.blocked.Store(true)
			}
		}
	}
	if _, staff := conv.Base(); !staff {
		m.refresh(conv, about)
	}
}

// Changed is for desk.Watcher.
func (m *Mirrors) Changed(chat.Summary) {}

// Forgot ends the room of a conversation that is gone: it is a desk.Forgetter.
func (m *Mirrors) Forgot(conv chat.ConversationID) {
	if r := m.room(conv, false); r != nil {
		r.mu.Lock()
		r.empty(wire.CloseNotShared)
		r.mu.Unlock()
	}
}

// SignedOut ends an agent's sockets of one sign-in.
func (m *Mirrors) SignedOut(key string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for l := range m.lines {
		if l.signIn.Key == key && key != "" {
			l.end(wire.CloseSignedOut)
		}
	}
}

// refresh takes over what the conversation's entries say now; a room is made for it where there is something to keep.
func (m *Mirrors) refresh(conv chat.ConversationID, make bool) {
	if r := m.room(conv, make); r != nil {
		r.refresh()
	}
}

// room is the conversation's; nil for none.
func (m *Mirrors) room(conv chat.ConversationID, make bool) *room {
	m.mu.Lock()
	defer m.mu.Unlock()
	r := m.rooms[conv]
	if r == nil && make && !m.closed {
		r = newRoom(m, conv)
		m.rooms[conv] = r
	}
	return r
}

// enter gives a socket its room; false when the relay stops.
func (m *Mirrors) enter(l *line, conv chat.ConversationID) (*room, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return nil, false
	}
	r := m.rooms[conv]
	if r == nil {
		r = newRoom(m, conv)
		m.rooms[conv] = r
	}
	r.lines++
	return r, true
}

// leave is enter's end.
func (m *Mirrors) leave(r *room) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r.lines--
	m.tidy(r)
}

// tidy forgets a room in which nobody is and nothing is granted or asked. m.mu is held.
func (m *Mirrors) tidy(r *room) {
	if r.lines == 0 && r.idle() {
		delete(m.rooms, r.conv)
	}
}
