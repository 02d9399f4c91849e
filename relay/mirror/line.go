package mirror

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
	"golang.org/x/time/rate"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/auth"
)

// line is one socket: a visitor's page or a viewer. What it is to be sent is asked for message by message, so that nothing waits here.
type line struct {
	mirrors *Mirrors
	ws      *websocket.Conn
	signIn  auth.SignIn   // a viewer's
	visitor chat.PersonID // whose page it is; this and signIn are written once, with Mirrors.mu
	source  string        // a visitor's address, as auth.SourceOf says
	ctx     context.Context
	cancel  context.CancelFunc
	heard   atomic.Int64 // Unix milliseconds of the last sign, by Options.Now
	wake    chan struct{}
	ending  sync.Once
	code    atomic.Uint32 // why it is over; 0: the network
	bytes   *rate.Limiter
	count   *rate.Limiter
}

const (
	helloIn   = 10 * time.Second
	writeIn   = 10 * time.Second // and a second more for each slowest bytes
	slowest   = 16 << 10
	pongIn    = time.Minute // a question waits behind all that is on its way over a slow network
	lookEvery = 12          // beats, between two looks whether an agent is still signed in
	helloSize = 8 << 10
	closeIn   = time.Second // a close handshake
)

// accept makes a socket of a request. It is counted, and Close ends it.
func (m *Mirrors) accept(w http.ResponseWriter, r *http.Request) (*line, error) {
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true, CompressionMode: websocket.CompressionDisabled}) // Allowed has looked at Origin
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(m.ctx)
	l := &line{mirrors: m, ws: ws, source: auth.SourceOf(r), ctx: ctx, cancel: cancel, wake: make(chan struct{}, 1)}
	l.hear()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		cancel()
		ws.CloseNow()
		return nil, http.ErrServerClosed
	}
	m.lines[l] = struct{}{}
	return l, nil
}

// drop is the line's end in the table.
func (l *line) drop() {
	l.end(0)
	l.mirrors.mu.Lock()
	delete(l.mirrors.lines, l)
	l.mirrors.mu.Unlock()
}

// end closes the socket for a reason, once; it does not wait. (A context that ends while something is read or written cuts a WebSocket off, and
// the reason with it; so those have others.)
func (l *line) end(code wire.CloseCode) {
	l.ending.Do(func() {
		l.code.Store(uint32(code))
		l.cancel()
	})
}

// hello is the first message; false when there is none in time.
func (l *line) hello() (wire.MirrorHello, bool) {
	l.ws.SetReadLimit(helloSize)
	ctx, cancel := context.WithTimeout(context.Background(), helloIn)
	defer cancel()
	kind, msg, err := l.ws.Read(ctx)
	if err != nil || kind != websocket.MessageBinary {
		return wire.MirrorHello{}, false
	}
	l.hear()
	return wire.ReadMirrorHello(msg)
}

// run reads and writes until the line ends. take is called with each message, and tells why the line must end (0: it goes on); next is the
// next message to send, nil for none now. Who knows of one more calls poke.
func (l *line) run(limit int64, bytesPerSecond, perSecond int, take func([]byte) wire.CloseCode, next func() []byte) {
	l.ws.SetReadLimit(limit)
	l.bytes, l.count = rate.NewLimiter(rate.Limit(bytesPerSecond), 2*bytesPerSecond), rate.NewLimiter(rate.Limit(perSecond), 2*perSecond)
	var both sync.WaitGroup
	both.Go(func() { l.write(next) })
	both.Go(l.beat)
	both.Go(func() {
		<-l.ctx.Done()
		l.hangUp()
	})
	for {
		kind, msg, err := l.ws.Read(context.Background()) // ends with the connection, which hangUp sees to
		if errors.Is(err, websocket.ErrMessageTooBig) {
			l.end(wire.CloseTooLarge)
		}
		if err != nil {
			break
		}
		l.hear()
		if kind != websocket.MessageBinary || len(msg) == 0 {
			l.end(wire.CloseMalformed)
			break
		}
		// Who is too fast waits, and their network with them: nothing is dropped that a page cannot do without.
		if l.count.Wait(l.ctx) != nil || l.bytes.WaitN(l.ctx, len(msg)) != nil {
			break
		}
		if code := take(msg); code != 0 {
			l.end(code)
			break
		}
	}
	l.end(0)
	both.Wait()
}

func (l *line) write(next func() []byte) {
	for {
		msg := next()
		if msg == nil {
			select {
			case <-l.wake:
				continue
			case <-l.ctx.Done():
				return
			}
		}
		ctx, cancel := context.WithTimeout(context.Background(), writeIn+time.Duration(len(msg))*time.Second/slowest)
		err := l.ws.Write(ctx, websocket.MessageBinary, msg)
		cancel()
		if err != nil {
			l.end(0)
			return
		}
		l.mirrors.counts.out.Add(uint64(len(msg)))
	}
}

// beat asks now and then whether the other side is there: a network that is gone does not say so.
func (l *line) beat() {
	every := time.NewTicker(l.mirrors.o.Beat)
	defer every.Stop()
	for n := 1; ; n++ {
		select {
		case <-every.C:
		case <-l.ctx.Done():
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), pongIn)
		err := l.ws.Ping(ctx)
		cancel()
		if err != nil {
			l.end(0)
			return
		}
		l.hear()
		if l.signIn.Key != "" && n%lookEvery == 0 {
			if err := l.mirrors.o.Agents.Still(l.ctx, l.signIn.Key); err == auth.ErrSignedOut {
				l.end(wire.CloseSignedOut)
				return
			}
		}
	}
}

// hangUp says why, and waits a moment for the answer.
func (l *line) hangUp() {
	code := l.code.Load()
	if code == 0 {
		l.ws.CloseNow()
		return
	}
	timer := time.AfterFunc(closeIn, func() { l.ws.CloseNow() })
	defer timer.Stop()
	l.ws.Close(websocket.StatusCode(code), "")
}

// turnAway is hangUp for a line that never ran.
func (l *line) turnAway(code wire.CloseCode) {
	l.end(code)
	l.hangUp()
}

func (l *line) hear() { l.heard.Store(l.mirrors.now().UnixMilli()) }

func (l *line) seen() time.Time { return time.UnixMilli(l.heard.Load()) }

func (l *line) poke() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}
