package web_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/relaytest"
	"pupitre/relay/wiretest"
)

// showing is a conversation between Ana and a visitor in which a page can be shown.
type showing struct {
	t    *testing.T
	r    *relaytest.Relay
	v, a *wiretest.Client
	me   wire.Welcome
	last chat.EntryID // of the last question
	n    int
}

func newShowing(t *testing.T, options ...relaytest.Option) *showing {
	t.Helper()
	s := &showing{t: t, r: relaytest.Start(t, options...)}
	s.v, s.a = s.r.Visitor(), s.r.Agent("ana@localhost")
	s.a.HelloAgent()
	s.me = s.v.Hello(relaytest.Site, "")
	s.v.Say(wiretest.Text(s.me.Conversation, 0, "v-hello", "Hello?"))
	wiretest.Await[wire.Ack](s.v)
	s.by(s.a, chat.Joined{})
	return s
}

// by writes an entry that must be taken, and is its id.
func (s *showing) by(c *wiretest.Client, b chat.Body) chat.EntryID {
	s.t.Helper()
	s.n++
	id := chat.EntryID("s-" + strings.Repeat("i", s.n))
	c.Say(wire.Send{Conversation: s.me.Conversation, ID: id, Body: b})
	for {
		switch f := c.Next().(type) {
		case wire.Ack:
			if f.ID == id {
				return id
			}
		case wire.Nack:
			s.t.Fatalf("%T refused: %v", b, f.Problem)
		}
	}
}

// grants has Ana ask for the levels one after the other and the visitor grant them.
func (s *showing) grants(levels ...chat.Level) *showing {
	s.t.Helper()
	for _, level := range levels {
		switch level {
		case chat.LevelView:
			id := s.by(s.a, chat.Share{How: chat.Asked})
			s.by(s.v, chat.Share{How: chat.Granted, Of: id})
		default:
			id := s.by(s.a, chat.Control{How: chat.Asked, Pointing: level == chat.LevelPoint})
			s.by(s.v, chat.Control{How: chat.Granted, Of: id, Pointing: level == chat.LevelPoint})
		}
	}
	return s
}

// mirrorSocket is a page or a viewer.
type mirrorSocket struct {
	t   *testing.T
	ws  *websocket.Conn
	who string

	waiting [][]byte // read and not asked for
}

func dialMirror(t *testing.T, r *relaytest.Relay, path, cookie, origin string) (*mirrorSocket, int) {
	t.Helper()
	h := http.Header{}
	if origin == "" {
		origin = r.URL
	}
	h.Set("Origin", origin)
	if cookie != "" {
		h.Set("Cookie", "pupitre="+cookie)
	}
	ctx, cancel := context.WithTimeout(t.Context(), wiretest.Within)
	defer cancel()
	ws, answer, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(r.URL, "http")+path, &websocket.DialOptions{HTTPHeader: h})
	if err != nil {
		if answer == nil {
			t.Fatal(err)
		}
		return nil, answer.StatusCode
	}
	ws.SetReadLimit(-1)
	t.Cleanup(func() { ws.CloseNow() })
	return &mirrorSocket{t: t, ws: ws, who: path}, answer.StatusCode
}

// page connects a page of the visitor; it says which it is.
func (s *showing) page(id string, visible bool) *mirrorSocket {
	s.t.Helper()
	p := s.pageAs(s.me.Token, s.me.Conversation, id)
	p.say(wire.AppendMirrorPage(nil, wire.MirrorWhere{Visible: visible, Address: "https://shop.example/" + id, Title: id}))
	return p
}

func (s *showing) pageAs(token string, conv chat.ConversationID, id string) *mirrorSocket {
	s.t.Helper()
	p, status := dialMirror(s.t, s.r, "/ws/mirror/visitor", "", "")
	if p == nil {
		s.t.Fatalf("status %d", status)
	}
	p.say(wire.AppendMirrorHello(nil, wire.MirrorHello{Site: relaytest.Site, Token: token, Conversation: conv, Page: id}))
	return p
}

// viewer connects somebody who looks.
func (s *showing) viewer(email, id string) *mirrorSocket {
	s.t.Helper()
	v, status := dialMirror(s.t, s.r, "/ws/mirror/agent", s.r.Cookie(email), "")
	if v == nil {
		s.t.Fatalf("status %d", status)
	}
	v.say(wire.AppendMirrorHello(nil, wire.MirrorHello{Site: relaytest.Site, Conversation: s.me.Conversation, Page: id}))
	return v
}

func (m *mirrorSocket) say(msg []byte) {
	m.t.Helper()
	ctx, cancel := context.WithTimeout(m.t.Context(), wiretest.Within)
	defer cancel()
	if err := m.ws.Write(ctx, websocket.MessageBinary, msg); err != nil {
		m.t.Fatalf("%s: send: %v", m.who, err)
	}
}

// read is the next message, or why the socket was closed.
func (m *mirrorSocket) read() ([]byte, wire.CloseCode) {
	m.t.Helper()
	ctx, cancel := context.WithTimeout(m.t.Context(), wiretest.Within)
	defer cancel()
	_, msg, err := m.ws.Read(ctx)
	if ctx.Err() != nil {
		m.t.Fatalf("%s: nothing came", m.who)
	}
	if err != nil {
		return nil, wire.CloseCode(max(0, websocket.CloseStatus(err)))
	}
	return msg, 0
}

// next is the next message of one of these kinds (none given: of any but a state); others stay for whoever asks for them.
func (m *mirrorSocket) next(kinds ...wire.MirrorKind) []byte {
	m.t.Helper()
	fits := func(msg []byte) bool {
		k := wire.MirrorKind(msg[0])
		return slices.Contains(kinds, k) || len(kinds) == 0 && k != wire.MirrorState
	}
	if i := slices.IndexFunc(m.waiting, fits); i >= 0 {
		msg := m.waiting[i]
		m.waiting = slices.Delete(m.waiting, i, i+1)
		return msg
	}
	for {
		msg, code := m.read()
		if msg == nil {
			m.t.Fatalf("%s: closed with %d instead of %v", m.who, code, kinds)
		}
		if fits(msg) {
			return msg
		}
		m.waiting = append(m.waiting, msg)
	}
}

// state is the next status in that phase.
func (m *mirrorSocket) state(phase wire.MirrorPhase) wire.MirrorStatus {
	m.t.Helper()
	for {
		s, ok := wire.ReadMirrorState(m.next(wire.MirrorState))
		if !ok {
			m.t.Fatal("a state that cannot be read")
		}
		if s.Phase == phase {
			return s
		}
	}
}

// closed passes over messages until the socket closes, and tells why and which kinds there were.
func (m *mirrorSocket) closed() (code wire.CloseCode, kinds []wire.MirrorKind) {
	m.t.Helper()
	for _, msg := range m.waiting {
		kinds = append(kinds, wire.MirrorKind(msg[0]))
	}
	for {
		msg, code := m.read()
		if msg == nil {
			return code, kinds
		}
		kinds = append(kinds, wire.MirrorKind(msg[0]))
	}
}

// goes is what the page is told of who looks.
func (m *mirrorSocket) goes() wire.MirrorLook {
	m.t.Helper()
	look, ok := wire.ReadMirrorGo(m.next(wire.MirrorGo))
	if !ok {
		m.t.Fatal("a MirrorGo that cannot be read")
	}
	return look
}

// ops writes a message of operations, which are these bytes.
func (m *mirrorSocket) ops(epoch, seq uint64, operations string) {
	m.t.Helper()
	m.say(append(wire.AppendMirrorOps(nil, wire.MirrorOpsHead{Epoch: epoch, Seq: seq, At: 1}), operations...))
}

// sees reads the next operations.
func (m *mirrorSocket) sees() (epoch, seq uint64, operations string) {
	m.t.Helper()
	h, rest, ok := wire.ReadMirrorOps(m.next(wire.MirrorOps))
	if !ok {
		m.t.Fatal("operations that cannot be read")
	}
	return h.Epoch, h.Seq, string(rest)
}

func (m *mirrorSocket) shows(epoch, seq uint64, operations string) {
	m.t.Helper()
	if e, s, o := m.sees(); e != epoch || s != seq || o != operations {
		m.t.Fatalf("%s: got %d.%d %.40q, want %d.%d %.40q", m.who, e, s, o, epoch, seq, operations)
	}
}

func (m *mirrorSocket) leave() { m.ws.Close(websocket.StatusGoingAway, "") }
