package session

import (
	"bufio"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/coder/websocket"

	"pupitre/app/wire"
	"pupitre/relay/auth"
)

// ServeVisitor is /ws/visitor.
func (h *Hub) ServeVisitor(w http.ResponseWriter, r *http.Request) {
	if !h.welcomeHere(w, r) {
		return
	}
	from := sourceOf(r)
	if !h.reserve(from) {
		http.Error(w, "too many connections from this address", http.StatusTooManyRequests)
		return
	}
	ws, nc, err := accept(w, r)
	if err != nil {
		h.release(from)
		return
	}
	h.start(ws, nc, from, auth.SignIn{})
}

// ServeAgent is /ws/agent. A page's script cannot see why an upgrade was refused, so the refusal of a cookie is a
// close code.
func (h *Hub) ServeAgent(w http.ResponseWriter, r *http.Request) {
	if !h.welcomeHere(w, r) {
		return
	}
	signIn, signInErr := h.o.Agents.Of(r.Context(), auth.CookieOf(r))
	ws, nc, err := accept(w, r)
	if err != nil {
		return
	}
	if signInErr != nil {
		h.turnAway(ws, nc, closeFor(signInErr))
		return
	}
	h.start(ws, nc, source{}, signIn)
}

// welcomeHere answers what can be refused before the upgrade: another site's page, and a relay that stops.
func (h *Hub) welcomeHere(w http.ResponseWriter, r *http.Request) bool {
	switch {
	case h.stopped():
		http.Error(w, "the relay is stopping", http.StatusServiceUnavailable)
	case !h.allowed(r):
		http.Error(w, "this page may not connect here", http.StatusForbidden)
	default:
		return true
	}
	return false
}

// Allowed tells whether the page that asks may open a socket here: the relay's own, or one of a console's.
func (h *Hub) Allowed(r *http.Request) bool { return h.allowed(r) }

// allowed tells whether the page that asks is the relay's own or a configured one. Browsers always name the page, and
// only browsers have cookies that somebody else can use: a request without Origin is refused too. The scheme is not
// compared, since behind a proxy it is not known.
func (h *Hub) allowed(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if slices.Contains(h.o.Origins, origin) {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.EqualFold(u.Host, r.Host)
}

// accept upgrades the request and gives the connection under it too.
func accept(w http.ResponseWriter, r *http.Request) (*websocket.Conn, net.Conn, error) {
	small := &smallHijack{ResponseWriter: w}
	ws, err := websocket.Accept(small, r, &websocket.AcceptOptions{
		InsecureSkipVerify: true, // allowed has looked at Origin
		CompressionMode:    websocket.CompressionDisabled,
	})
	return ws, small.conn, err
}

// smallHijack gives the connection buffers of 512 bytes instead of net/http's 4 KB: an idle connection keeps them.
type smallHijack struct {
	http.ResponseWriter
	conn net.Conn
}

const bufferSize = 512

// Hijack implements http.Hijacker.
func (h *smallHijack) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	c, rw, err := http.NewResponseController(h.ResponseWriter).Hijack()
	h.conn = c
	if err != nil || rw.Reader.Buffered() > 0 { // a client that did not wait for the answer
		return c, rw, err
	}
	return c, bufio.NewReadWriter(bufio.NewReaderSize(c, bufferSize), bufio.NewWriterSize(c, bufferSize)), nil
}

// turnAway closes a connection that never became a session.
func (h *Hub) turnAway(ws *websocket.Conn, nc net.Conn, code wire.CloseCode) {
	nc.SetDeadline(time.Now().Add(h.o.grace))
	ws.Close(websocket.StatusCode(code), "")
}

// source is where a connection comes from, for counting: an IPv4 address, or an IPv6 network of 64 bits, which is what
// one household or server gets. The zero source (loopback, an agent) is not counted.
type source struct{ netip.Addr }

func sourceOf(r *http.Request) source {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || at.Addr().Unmap().IsLoopback() {
		return source{}
	}
	a := at.Addr().Unmap().WithZone("")
	if a.Is4() {
		return source{a}
	}
	network, _ := a.Prefix(64) // fails only for more bits than an address has
	return source{network.Addr()}
}

// Reserve counts a connection of another kind for the address that a request comes from; false: there are too many, or the relay stops.
// release is called when it has ended.
func (h *Hub) Reserve(r *http.Request) (release func(), ok bool) {
	from := sourceOf(r)
	if h.stopped() || !h.reserve(from) {
		return nil, false
	}
	return func() { h.release(from) }, true
}

func (h *Hub) reserve(from source) bool {
	if from == (source{}) || h.o.PerAddress == 0 {
		return true
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.from[from] >= h.o.PerAddress {
		return false
	}
	h.from[from]++
	return true
}

func (h *Hub) release(from source) {
	if from == (source{}) || h.o.PerAddress == 0 {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.from[from]--; h.from[from] <= 0 {
		delete(h.from, from)
	}
}
