// Package visits makes visitors known: it reads what their browser and the merchant's server say about them, folds it against what
// their trail says already, and has the desk store what is new. It also knows who is on the site now.
//
// It must never believe a page about who somebody is (only a token that the merchant's server has signed says that), never log a token
// or what was told, and never store a part of a field.
package visits

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/auth"
)

// Desk is what this package asks of package desk.
type Desk interface {
	Learn(ctx context.Context, site chat.SiteID, visitor chat.PersonID, id chat.EntryID, b chat.Body) wire.Frame
	Profile(visitor chat.PersonID) chat.Profile
	Here() []chat.PersonID
	Conversation(id chat.ConversationID) chat.Conversation
	Follow(ctx context.Context, who chat.Person, f wire.Follow) (wire.Page, error)
	Epoch() uint64
}

// Options of Visits. Site, Visitors and Desk are required; zero durations mean the defaults given.
type Options struct {
	Site       chat.SiteID
	Beacons    bool     // pages say that somebody is there before anybody wants to write
	Origins    []string // of the site's pages, for beacons; the relay's own is one too
	Visitors   *auth.Visitors
	Blocked    func(visitor chat.PersonID, address string) bool // keeps somebody away; nil: nobody
	Desk       Desk
	Identities *Identities             // nil: nobody is believed to be a customer
	Country    func(netip.Addr) string // "FR", "" for not known; nil: none is known
	Changed    func(chat.PersonID)     // who is on the site, or was, has changed; it must not block. nil: nobody is told
	Reserve    Reserve                 // nil: beacons have no bound
	GoneAfter  time.Duration           // without a page who is gone; 30 s
	BeatEvery  time.Duration           // how often an open beacon says that it is; 25 s
	Now        func() time.Time        // nil: time.Now
	Log        *slog.Logger            // nil: slog.Default()
}

// Reserve counts a connection for the address that it comes from; false: there are too many, or the relay stops. release is called when
// it has ended.
type Reserve func(*http.Request) (release func(), ok bool)

// Visits is the table of those who are on the site. Its methods may be called from any goroutine.
type Visits struct {
	o     Options
	now   func() time.Time
	log   *slog.Logger
	ctx   context.Context // ends with Close
	quit  context.CancelFunc
	ended sync.WaitGroup
	new   throttle

	mu      sync.Mutex
	closed  bool
	guests  map[chat.PersonID]*guest
	beacons map[*beacon]struct{}
	wake    chan struct{} // somebody has left
}

// Open begins with those who were on the site when the relay ended: who does not come back in a while has gone.
func Open(o Options) *Visits {
	ctx, quit := context.WithCancel(context.Background())
	v := &Visits{o: o, now: o.Now, log: o.Log, ctx: ctx, quit: quit, guests: map[chat.PersonID]*guest{}, beacons: map[*beacon]struct{}{}, wake: make(chan struct{}, 1)}
	if v.now == nil {
		v.now = time.Now
	}
	if v.log == nil {
		v.log = slog.Default()
	}
	v.o.GoneAfter = cmp.Or(v.o.GoneAfter, 30*time.Second)
	v.o.BeatEvery = cmp.Or(v.o.BeatEvery, 25*time.Second)
	for _, id := range o.Desk.Here() {
		v.guests[id] = &guest{left: v.now(), at: o.Desk.Profile(id).SeenAt}
	}
	v.wakeSweep()
	v.ended.Go(v.sweep)
	v.ended.Go(v.beat)
	return v
}

// Close ends all beacons and waits for what was under way. The desk is closed after it.
func (v *Visits) Close() {
	v.mu.Lock()
	v.closed = true
	for b := range v.beacons {
		b.end()
	}
	v.mu.Unlock()
	v.quit()
	v.ended.Wait()
}

// learn stores what is new in what was said, and names what was not taken. The error is a chat.Problem.
func (v *Visits) learn(ctx context.Context, visitor chat.PersonID, a about) (wrong []string, err error) {
	g, done := v.turn(visitor)
	defer done()
	if !g.speed.AllowN(v.now(), 1) {
		return nil, chat.TooFast
	}
	customer, refused := v.customer(a)
	if wrong = a.wrong; refused != "" {
		wrong = append(wrong, "identity: "+refused)
	}
	p := v.o.Desk.Profile(visitor)
	for _, b := range news(p, a, customer) {
		switch answer := v.o.Desk.Learn(ctx, v.o.Site, visitor, entryID(v.o.Desk.Profile(visitor), b), b).(type) {
		case wire.Nack:
			return wrong, answer.Problem
		}
	}
	return wrong, nil
}

// customer is who the merchant's server says that the visitor is, and nil when nothing is said; or why it is not believed.
func (v *Visits) customer(a about) (c *chat.Customer, refused string) {
	switch {
	case a.identity == nil:
		return nil, ""
	case *a.identity == "":
		return &chat.Customer{}, ""
	case v.o.Identities == nil:
		return nil, "the relay has no keys for identities (-identity-keys)"
	}
	got, why := v.o.Identities.read(*a.identity)
	if why != "" {
		return nil, why
	}
	return &got, ""
}

// entryID is the same on every relay that learns the same of a trail of the same length.
func entryID(p chat.Profile, b chat.Body) chat.EntryID {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %d %v", p.Visitor, p.Last, b.Kind(), b))
	return chat.EntryID("known-" + base32.HexEncoding.EncodeToString(sum[:20]))
}
