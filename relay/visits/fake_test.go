package visits

import (
	"context"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/auth"
)

const (
	shop  = chat.SiteID("shop")
	julie = chat.PersonID("v1")
)

// trails is a desk that keeps trails in memory.
type trails struct {
	mu       sync.Mutex
	now      func() time.Time
	profiles map[chat.PersonID]chat.Profile
	entries  map[chat.PersonID][]chat.Entry
	convs    map[chat.ConversationID]chat.Conversation
	down     bool
}

func (d *trails) Learn(_ context.Context, site chat.SiteID, visitor chat.PersonID, id chat.EntryID, b chat.Body) wire.Frame {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch p := chat.Check(b); {
	case p != chat.NoProblem:
		return wire.Nack{ID: id, Problem: p}
	case d.down:
		return wire.Nack{ID: id, Problem: chat.Unavailable}
	}
	for _, e := range d.entries[visitor] {
		if e.ID == id {
			return wire.Ack{ID: id, N: e.N}
		}
	}
	e := chat.Entry{ID: id, N: uint64(len(d.entries[visitor]) + 1), At: d.now().UnixMilli(), Body: b}
	d.entries[visitor] = append(d.entries[visitor], e)
	p := d.profiles[visitor]
	p.Visitor, p.Site = visitor, site
	d.profiles[visitor] = p.After(e)
	return wire.Ack{ID: id, N: e.N}
}

func (d *trails) Profile(visitor chat.PersonID) chat.Profile {
	d.mu.Lock()
	defer d.mu.Unlock()
	p := d.profiles[visitor]
	p.Visitor = visitor
	return p
}

func (d *trails) Here() (list []chat.PersonID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for id, p := range d.profiles {
		if !p.Gone {
			list = append(list, id)
		}
	}
	return list
}

func (d *trails) Conversation(id chat.ConversationID) chat.Conversation { return d.convs[id] }
func (d *trails) Epoch() uint64                                         { return 1 }
func (d *trails) Follow(context.Context, chat.Person, wire.Follow) (wire.Page, error) {
	return wire.Page{}, nil
}

// kinds are what stands in a trail.
func (d *trails) kinds(visitor chat.PersonID) (kinds []chat.Kind) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, e := range d.entries[visitor] {
		kinds = append(kinds, e.Body.Kind())
	}
	return kinds
}

// clock is the test's; it goes only when it is told to.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

type world struct {
	*Visits
	t     *testing.T
	desk  *trails
	clock *clock
	keys  *auth.Visitors
}

// begin is a relay's visits on the test's clock: who is gone for 30 s of that is gone.
func begin(t *testing.T, options ...func(*Options)) world {
	t.Helper()
	c := &clock{at: time.UnixMilli(1_800_000_000_000)}
	d := &trails{now: c.now, profiles: map[chat.PersonID]chat.Profile{}, entries: map[chat.PersonID][]chat.Entry{}, convs: map[chat.ConversationID]chat.Conversation{}}
	return again(t, d, c, options...)
}

func again(t *testing.T, d *trails, c *clock, options ...func(*Options)) world {
	keys := auth.NewVisitors([]byte("0123456789abcdef0123456789abcdef"), c.now)
	o := Options{Site: shop, Origins: []string{"https://shop.example"}, Visitors: keys, Desk: d, Now: c.now}
	for _, option := range options {
		option(&o)
	}
	v := Open(o)
	t.Cleanup(v.Close)
	return world{v, t, d, c, keys}
}

// says sends what a page says about the visitor, and returns the status and the body.
func (w world) says(token, body string) (int, string) {
	w.t.Helper()
	r := httptest.NewRequestWithContext(w.t.Context(), "POST", "/visitor/about", strings.NewReader(body))
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	r.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0")
	answer := httptest.NewRecorder()
	w.ServeAbout(answer, r)
	return answer.Code, answer.Body.String()
}

// visitor is somebody new.
func (w world) visitor() (chat.PersonID, string) {
	id, token, err := w.keys.Known(shop, "")
	if err != nil {
		w.t.Fatal(err)
	}
	return id, token
}

// until waits for a condition.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !is(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}
