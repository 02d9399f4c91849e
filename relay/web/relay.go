// Package web is the relay as the outside sees it: its addresses, the files and headers it serves, and the assembly of
// all that stands behind them. A relay is a value that a test starts on port 0.
//
// It must never decide anything about conversations: package desk does.
package web

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"sync/atomic"
	"time"

	"pupitre/app/chat"
	"pupitre/relay/bot"
	"pupitre/relay/bus"
	"pupitre/relay/session"
	"pupitre/relay/translate"
	"pupitre/static"
)

// Config of a relay. Listen, Data and Site.ID are required.
type Config struct {
	Listen         string // "127.0.0.1:8080"; port 0: any
	Data           string // the data directory
	Durability     bus.Durability
	Site           Site
	ConsoleOrigins []string       // besides the relay's own, where a console may be loaded from
	TrustedProxies []netip.Prefix // whose X-Forwarded-For and X-Forwarded-Proto are believed
	AdminPassword  string         // of admin@localhost; "": made and shown once
	PerAddress     int            // visitors' connections from one address, loopback excepted; 0: no limit
	Demo           bool           // the demo shop, three accounts and a small library
	Rules          chat.Rules     // what both sides' programs keep to; Translate follows from the next
	Translate      translate.Config
	FileQuota      uint64    // bytes of files that one visitor may send; 0: no bound
	Bots           []bot.Bot // of the site
	Beacons        bool      // pages of the site say that somebody is there before anybody wants to write
	Geo            string    // a file of MaxMind's format that says where addresses are; "": the table in the program
	IdentityKeys   []string  // with which the merchant's server signs who a visitor is: one or two
	Trace          func(line string)
	Log            *slog.Logger  // nil: slog.Default()
	Static         fs.FS         // nil: static.Built
	GoneAfter      time.Duration // without a page a visitor is gone; 0: half a minute
	Unlimited      bool          // clients are not held to a rate: for benchmarks

	Now func() time.Time // the clock of entries and of blocks, for tests; nil: time.Now
}

// Site is the merchant's site that the relay serves.
type Site struct {
	ID      chat.SiteID
	Name    string   // shown to visitors
	Origins []string // "https://shop.example": whose pages may show the chat
	Color   string   // "#rrggbb" or ""
}

// Relay is a running relay.
type Relay struct {
	config   Config
	listener net.Listener
	server   *http.Server
	handler  atomic.Pointer[http.Handler] // the starting page, then the mux
	served   chan error
	parts    parts

	// SignInHint is what to show at the start: who can sign in, with a password if one was made or this is a demo.
	SignInHint SignInHint
}

// SignInHint is shown to whoever started the relay, and nowhere else.
type SignInHint struct {
	Emails   []string
	Password string // "": the one that was configured or shown before
}

// Start listens, then opens the store and all that needs it; until Start returns, /readyz says no and all but /healthz is
// 503. ctx bounds the start alone. The error is a sentence with its cause; nothing is left running then.
func Start(ctx context.Context, c Config) (*Relay, error) {
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.Static == nil {
		c.Static = static.Built
	}
	l, err := Listen(c.Listen)
	if err != nil {
		return nil, err
	}
	r := &Relay{config: c, listener: l, served: make(chan error, 1)}
	r.show(http.HandlerFunc(starting))
	r.server = &http.Server{
		Handler:           http.HandlerFunc(r.serve),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second, // ends with the upgrade of a WebSocket
		WriteTimeout:      5 * time.Minute,  // a Wasm module over a slow line; ends likewise
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(c.Log.Handler(), slog.LevelDebug),
	}
	go func() { r.served <- r.server.Serve(l) }()
	if err := r.open(ctx); err != nil {
		r.server.Close()
		<-r.served
		return nil, err
	}
	return r, nil
}

// URL is where the relay listens, without a slash at its end.
func (r *Relay) URL() string { return "http://" + r.listener.Addr().String() }

// Count is what it holds now.
func (r *Relay) Count() session.Count { return r.parts.hub.Count() }

// Beacons is how many pages say now that somebody is there.
func (r *Relay) Beacons() int { return r.parts.visits.Count() }

// Serving yields the error that ended serving; nothing while all is well.
func (r *Relay) Serving() <-chan error { return r.served }

// answerWithin is how long what the relay answers may take to end once it stops; half of the time that Stop has, if that is less.
const answerWithin = 3 * time.Second

// Stop closes all sockets with wire.CloseGoingAway, finishes what was received, cuts off what is still on its way after
// answerWithin, and closes the store. It waits until ctx ends at most, and then leaves the store as a power cut would.
func (r *Relay) Stop(ctx context.Context) error {
	r.parts.bots.Release()
	err := r.stopServing(ctx)
	return errors.Join(err, r.parts.close(ctx))
}

// stopServing leaves most of the time to the parts, which have what must not be lost; a transfer can be begun again.
func (r *Relay) stopServing(ctx context.Context) error {
	within := answerWithin
	if end, ok := ctx.Deadline(); ok {
		within = min(within, time.Until(end)/2)
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	err := r.server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		r.config.Log.Info("transfers that were under way are cut off")
		err = nil
	}
	return errors.Join(err, r.server.Close())
}

// Cut stops listening and ends all connections without a close frame, as a power cut does. Call Stop after it.
func (r *Relay) Cut() {
	r.server.Close()
	r.parts.hub.Cut()
}

func (r *Relay) serve(w http.ResponseWriter, req *http.Request) {
	(*r.handler.Load()).ServeHTTP(w, req)
}

func (r *Relay) show(h http.Handler) { r.handler.Store(&h) }

// starting is what a relay answers while it opens its store.
func starting(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/healthz" {
		alive(w, r)
		return
	}
	w.Header().Set("Retry-After", "1")
	http.Error(w, "the relay is starting", http.StatusServiceUnavailable)
}
