// Package relaytest starts a whole relay inside a test: on 127.0.0.1, on any port, in a directory that goes away.
package relaytest

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/relay/auth"
	"pupitre/relay/web"
	"pupitre/relay/wiretest"
)

// Password of admin@localhost, ana@localhost and ben@localhost.
const Password = "correct horse"

// Site is the id of the site.
const Site = "main"

// Relay is a relay under test.
type Relay struct {
	*web.Relay
	URL    string // without a slash at its end; the same after Restart
	t      testing.TB
	config web.Config
}

// Option changes the relay's configuration before it starts.
type Option func(*web.Config)

// Start starts a relay with the demo's accounts, and stops it when the test ends. Its warnings go to the test's log.
func Start(t testing.TB, options ...Option) *Relay {
	t.Helper()
	c := web.Config{
		Listen:        "127.0.0.1:0",
		Data:          t.TempDir(),
		Site:          web.Site{ID: Site, Name: "Test shop"},
		AdminPassword: Password,
		Demo:          true,
		Rules:         chat.Rules{Mirror: chat.AskAlways},
		Log:           slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})),
	}
	for _, o := range options {
		o(&c)
	}
	r := &Relay{t: t, config: c}
	r.start()
	t.Cleanup(r.Stop)
	return r
}

func (r *Relay) start() {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	relay, err := web.Start(ctx, r.config)
	if err != nil {
		r.t.Fatalf("start a relay: %v", err)
	}
	r.Relay, r.URL = relay, relay.URL()
	r.config.Listen = strings.TrimPrefix(r.URL, "http://")
}

// Stop stops it as SIGTERM does. It may be called again.
func (r *Relay) Stop() {
	r.t.Helper()
	if r.Relay == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := r.Relay.Stop(ctx); err != nil {
		r.t.Errorf("stop the relay: %v", err)
	}
	r.Relay = nil
}

// Restart stops it and starts it again on the same address and directory.
func (r *Relay) Restart() {
	r.t.Helper()
	r.Stop()
	r.start()
}

// CutAndRestart ends all connections without a word, as a power cut does, and starts the relay again on the same address
// and directory. What it had acknowledged must be there. (That entries survive the end of the process itself takes a
// process of its own.)
func (r *Relay) CutAndRestart() {
	r.t.Helper()
	r.Cut()
	r.Restart()
}

// Cookie signs somebody in and returns the cookie's value.
func (r *Relay) Cookie(email string) string {
	r.t.Helper()
	for _, c := range r.SignIn(email).Jar.Cookies(r.parsed()) {
		if c.Name == auth.CookieName {
			return c.Value
		}
	}
	r.t.Fatal("signed in, but got no cookie")
	return ""
}

// SignIn signs somebody in and returns an HTTP client that carries the cookie.
func (r *Relay) SignIn(email string) *http.Client {
	r.t.Helper()
	client := r.Browser()
	if status, body := r.Post(client, "/auth/sign-in", url.Values{"email": {email}, "password": {Password}}); status != http.StatusNoContent {
		r.t.Fatalf("sign in as %s: %d %s", email, status, body)
	}
	return client
}

// Browser is an HTTP client that keeps cookies and does not follow redirects.
func (r *Relay) Browser() *http.Client {
	jar, _ := cookiejar.New(nil) // fails for no options
	transport := http.DefaultTransport.(*http.Transport).Clone()
	r.t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{
		Jar:           jar,
		Transport:     transport,
		Timeout:       30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Post sends a form and returns status and body.
func (r *Relay) Post(client *http.Client, path string, form url.Values) (int, string) {
	r.t.Helper()
	answer, err := client.PostForm(r.URL+path, form)
	if err != nil {
		r.t.Fatalf("POST %s: %v", path, err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		r.t.Fatalf("POST %s: %v", path, err)
	}
	return answer.StatusCode, string(body)
}

// Visitor connects the chat's socket.
func (r *Relay) Visitor() *wiretest.Client {
	r.t.Helper()
	return wiretest.Dial(r.t, r.URL, "/ws/visitor", wiretest.Options{})
}

// Agent signs in and connects a console's socket.
func (r *Relay) Agent(email string) *wiretest.Client {
	r.t.Helper()
	return wiretest.Dial(r.t, r.URL, "/ws/agent", wiretest.Options{Cookie: r.Cookie(email)})
}

func (r *Relay) parsed() *url.URL {
	u, err := url.Parse(r.URL)
	if err != nil {
		r.t.Fatal(err)
	}
	return u
}
