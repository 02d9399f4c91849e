// Package wiretest is a client of the relay for tests: a WebSocket that speaks package wire and fails the test when
// something else comes than was awaited. Waiting is bounded, so that a test that hangs says where.
package wiretest

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// Within is how long a frame may take before its absence fails the test.
const Within = 30 * time.Second

// Client is one connection. It belongs to the test's goroutine.
type Client struct {
	t        testing.TB
	ws       *websocket.Conn
	waiting  []wire.Frame
	messages int
}

// Options of Dial. The zero value connects from the relay's own page.
type Options struct {
	Origin string // "" : the relay's own; "none": no such header
	Cookie string // of a sign-in
	HTTP   *http.Client
}

// Dial connects to path ("/ws/visitor") of the relay at base ("http://127.0.0.1:1234"). It fails the test if the
// upgrade is refused.
func Dial(t testing.TB, base, path string, o Options) *Client {
	t.Helper()
	c, status := TryDial(t, base, path, o)
	if c == nil {
		t.Fatalf("connect to %s: HTTP status %d", path, status)
	}
	return c
}

// TryDial is Dial for an upgrade that may be refused: then there is no client, but an HTTP status.
func TryDial(t testing.TB, base, path string, o Options) (*Client, int) {
	t.Helper()
	h := http.Header{}
	switch o.Origin {
	case "":
		h.Set("Origin", base)
	case "none":
	default:
		h.Set("Origin", o.Origin)
	}
	if o.Cookie != "" {
		h.Set("Cookie", "pupitre="+o.Cookie)
	}
	ctx, cancel := context.WithTimeout(context.Background(), Within)
	defer cancel()
	ws, answer, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(base, "http")+path, &websocket.DialOptions{HTTPHeader: h, HTTPClient: o.HTTP})
	if err != nil {
		if answer == nil {
			t.Fatalf("connect to %s: %v", path, err)
		}
		return nil, answer.StatusCode
	}
	ws.SetReadLimit(-1)
	t.Cleanup(func() { ws.CloseNow() })
	return &Client{t: t, ws: ws}, http.StatusSwitchingProtocols
}

// Say sends frames in one message.
func (c *Client) Say(frames ...wire.Frame) {
	c.t.Helper()
	c.SayBytes(wire.Message(frames...))
}

// SayBytes sends any bytes as a message.
func (c *Client) SayBytes(b []byte) {
	c.t.Helper()
	if err := c.TrySay(b); err != nil {
		c.t.Fatalf("send: %v", err)
	}
}

// TrySay is SayBytes on a connection that may be closing.
func (c *Client) TrySay(b []byte) error {
	ctx, cancel := context.WithTimeout(context.Background(), Within)
	defer cancel()
	return c.ws.Write(ctx, websocket.MessageBinary, b)
}

// SayText sends a text message, which the relay does not speak.
func (c *Client) SayText(s string) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), Within)
	defer cancel()
	if err := c.ws.Write(ctx, websocket.MessageText, []byte(s)); err != nil {
		c.t.Fatalf("send: %v", err)
	}
}

// Next is the next frame, whatever it is.
func (c *Client) Next() wire.Frame {
	c.t.Helper()
	f, code := c.next()
	if f == nil {
		c.t.Fatalf("closed with %d instead of a frame", code)
	}
	return f
}

// Await is the next frame of type F; others before it are passed over.
func Await[F wire.Frame](c *Client) F {
	c.t.Helper()
	for {
		f := c.Next()
		if f, ok := f.(F); ok {
			return f
		}
	}
}

// Closed passes over frames until the connection closes, and is the reason: 0 for a reset or an end without one.
func (c *Client) Closed() wire.CloseCode {
	c.t.Helper()
	_, code := c.Rest()
	return code
}

// Rest is all that still comes until the connection closes, and the reason.
func (c *Client) Rest() ([]wire.Frame, wire.CloseCode) {
	c.t.Helper()
	var rest []wire.Frame
	for {
		f, code := c.next()
		if f == nil {
			return rest, code
		}
		rest = append(rest, f)
	}
}

// Messages is how many messages have come: fewer than frames, for the relay joins them.
func (c *Client) Messages() int { return c.messages }

// Leave closes the connection as a browser does whose page is closed.
func (c *Client) Leave() { c.ws.Close(websocket.StatusGoingAway, "") }

// Drop closes it as a network does that has gone.
func (c *Client) Drop() { c.ws.CloseNow() }

func (c *Client) next() (wire.Frame, wire.CloseCode) {
	c.t.Helper()
	for len(c.waiting) == 0 {
		ctx, cancel := context.WithTimeout(context.Background(), Within)
		_, msg, err := c.ws.Read(ctx)
		cancel()
		if errors.Is(err, context.DeadlineExceeded) {
			c.t.Fatalf("nothing came within %v", Within)
		}
		if err != nil {
			return nil, wire.CloseCode(max(0, websocket.CloseStatus(err)))
		}
		c.messages++
		if c.waiting, err = wire.Decode(msg); err != nil {
			c.t.Fatalf("the relay sent what cannot be decoded: %v", err)
		}
	}
	f := c.waiting[0]
	c.waiting = c.waiting[1:]
	return f, 0
}

// Hello says hello as a visitor and returns the Welcome.
func (c *Client) Hello(site chat.SiteID, token string) wire.Welcome {
	c.t.Helper()
	c.Say(wire.Hello{Site: site, Token: token, Lang: "en"})
	return Await[wire.Welcome](c)
}

// HelloAgent says hello as an agent and returns the Welcome and the list.
func (c *Client) HelloAgent() (wire.Welcome, wire.Summaries) {
	c.t.Helper()
	c.Say(wire.Hello{Lang: "en"})
	w := Await[wire.Welcome](c)
	return w, Await[wire.Summaries](c)
}

// Follow follows a conversation from an entry on and returns the Page.
func (c *Client) Follow(conv chat.ConversationID, epoch, after uint64) wire.Page {
	c.t.Helper()
	c.Say(wire.Follow{Conversation: conv, Epoch: epoch, After: after, Limit: 50})
	return Await[wire.Page](c)
}

// Text is a Send of a text.
func Text(conv chat.ConversationID, after uint64, id chat.EntryID, text string) wire.Send {
	return wire.Send{Conversation: conv, After: after, ID: id, Body: chat.Text{Text: text}}
}
