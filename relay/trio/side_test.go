package trio_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/dom/domtest"
	"pupitre/app/ui"
	"pupitre/app/wire"
	"pupitre/relay/relaytest"
)

// stage is where the sides of a story meet. What comes from the network waits in the inbox, and everything happens on
// the test's goroutine.
type stage struct {
	t     *testing.T
	relay *relaytest.Relay
	inbox chan func()
	sides []player
	now   chat.Millis // the clock of all sides; it runs as fast as the story needs
}

type player interface {
	render()
	fire()
}

func newStage(t *testing.T, options ...relaytest.Option) *stage {
	t.Parallel()
	return &stage{t: t, relay: relaytest.Start(t, options...), inbox: make(chan func(), 1024), now: 1_700_000_000_000}
}

// side is one program with the least of a browser around it.
type side[M any] struct {
	*stage
	loop    *ui.Loop[M]
	program ui.Program[M]
	doc     *domtest.Document
	options map[string]string
	kept    map[string]string // survives reload
	client  *http.Client      // with the cookies
	offline bool              // the network is gone
	ws      *websocket.Conn
	dialled int // counts connections: what a former one says is not heard
	timers  []timer
	told    map[string]string
	title   string
	said    []string
	prevent bool
	seed    byte
}

type timer struct {
	at chat.Millis
	id ui.TimerID
}

func join[M any](s *stage, p ui.Program[M], options map[string]string, client *http.Client) *side[M] {
	x := &side[M]{stage: s, program: p, options: options, kept: map[string]string{}, told: map[string]string{}, client: client, seed: byte(len(s.sides)) * 32}
	s.sides = append(s.sides, x)
	s.t.Cleanup(x.hangup)
	x.load()
	return x
}

// load is a page load.
func (x *side[M]) load() {
	x.hangup()
	x.timers, x.title = nil, ""
	x.seed++
	x.loop, x.doc = ui.NewLoop(x.program), domtest.NewDocument()
	kept := map[string]string{}
	for k, v := range x.kept {
		kept[k] = v
	}
	x.do(x.loop.Start(x.now, ui.Started{Seed: chat.Seed{x.seed}, Kept: kept, Lang: "en", Options: x.options, Typed: kept["draft"]}))
	x.step(ui.Looked{Visible: true, Focused: true})
}

func (x *side[M]) step(m dom.Msg) { x.do(x.loop.Step(x.now, m)) }

func (x *side[M]) do(effects []ui.Effect) {
	for _, e := range effects {
		switch e := e.(type) {
		case ui.Dial:
			x.dial(e.Path)
		case ui.Hangup:
			x.hangup()
		case ui.Transmit:
			x.transmit(e.Data)
		case ui.After:
			x.timers = append(x.timers, timer{x.now + e.Delay, e.ID})
		case ui.Save:
			x.kept[e.Key] = e.Value
		case ui.Forget:
			delete(x.kept, e.Key)
		case ui.Post:
			x.post(e)
		case ui.Show:
			x.title = e.Title
		case ui.Say:
			x.said = append(x.said, e.Text)
		case ui.Tell:
			x.told[e.Name] = e.Value
		case ui.PreventDefault:
			x.prevent = true
		}
	}
}

func (x *side[M]) dial(path string) {
	x.hangup()
	mine := x.dialled
	if x.offline {
		x.later(mine, ui.SocketClosed{Code: 1006})
		return
	}
	base := x.relay.URL
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		header := http.Header{"Origin": {base}}
		ws, _, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(base, "http")+path, &websocket.DialOptions{HTTPHeader: header, HTTPClient: x.client})
		if err != nil {
			x.later(mine, ui.SocketClosed{Code: 1006})
			return
		}
		ws.SetReadLimit(-1)
		x.inbox <- func() {
			if mine != x.dialled {
				ws.CloseNow()
				return
			}
			x.ws = ws
			x.step(ui.SocketOpened{})
		}
		x.listen(mine, ws)
	}()
}

func (x *side[M]) listen(mine int, ws *websocket.Conn) {
	for {
		_, data, err := ws.Read(context.Background())
		if err != nil {
			code := websocket.CloseStatus(err)
			if code < 0 {
				code = 1006
			}
			x.later(mine, ui.SocketClosed{Code: wire.CloseCode(code)})
			return
		}
		x.inbox <- func() {
			if mine != x.dialled {
				return
			}
			for _, m := range x.loop.Frames(data) {
				x.step(m)
			}
		}
	}
}

func (x *side[M]) later(mine int, m dom.Msg) {
	x.inbox <- func() {
		if mine == x.dialled {
			x.step(m)
		}
	}
}

func (x *side[M]) transmit(data []byte) {
	if x.ws == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	_ = x.ws.Write(ctx, websocket.MessageBinary, data) // a broken connection is told by its reader
}

func (x *side[M]) hangup() {
	x.dialled++
	if x.ws != nil {
		x.ws.CloseNow()
		x.ws = nil
	}
}

// cut loses the network without a word; the side learns of it as a browser would.
func (x *side[M]) cut() {
	x.offline = true
	if x.ws != nil {
		x.ws.CloseNow()
	}
}

func (x *side[M]) post(p ui.Post) {
	form, err := url.ParseQuery(p.Form)
	if err != nil {
		x.t.Fatalf("the program sent a form that is none: %v", err)
	}
	status, body := x.relay.Post(x.client, p.Path, form)
	x.inbox <- func() { x.step(ui.Answered{Tag: p.Tag, Status: status, Body: body}) }
}

func (x *side[M]) render() { x.doc.Apply(x.loop.Render()) }

func (x *side[M]) fire() {
	for {
		i := slices.IndexFunc(x.timers, func(t timer) bool { return t.at <= x.now })
		if i < 0 {
			return
		}
		id := x.timers[i].id
		x.timers = slices.Delete(x.timers, i, i+1)
		x.do(x.loop.Fired(x.now, id))
	}
}

func (x *side[M]) event(e *domtest.Element, ev dom.Event) {
	id := e.Listener(ev.Type)
	if id == 0 {
		x.t.Fatalf("nobody hears event %d at %s", ev.Type, e.HTML())
	}
	x.do(x.loop.Event(x.now, id, ev))
}

// press clicks what has that role and name.
func (x *side[M]) press(role, name string) {
	x.t.Helper()
	x.until("there is a "+role+" "+name, func() bool { return x.doc.Find(role, name) != nil })
	x.event(x.doc.Find(role, name), dom.Event{Type: dom.Clicked})
}

// submit presses Enter in the form that has that button.
func (x *side[M]) submit(name string) {
	x.t.Helper()
	x.until("there is a form with "+name, func() bool { return x.doc.Submit(name) != nil })
	x.event(x.doc.Submit(name), submitted)
}

// fill types into a field.
func (x *side[M]) fill(name, text string) {
	x.t.Helper()
	x.until("there is a field "+name, func() bool { return x.doc.Find("textbox", name) != nil })
	x.event(x.doc.Find("textbox", name), dom.Event{Type: dom.Typed, Value: text})
}

// say writes a message and presses Enter.
func (x *side[M]) say(text string) {
	x.t.Helper()
	x.fill("Message", text)
	x.event(x.doc.Find("textbox", "Message"), dom.Event{Type: dom.KeyPressed, Key: "Enter", Value: text})
}

// see waits until the text can be seen.
func (x *side[M]) see(text string) {
	x.t.Helper()
	x.until("“"+text+"” can be seen", func() bool { return strings.Contains(x.text(), text) })
}

func (x *side[M]) text() string { return x.doc.Body.TextContent() }

// until waits for what others do, and lets time pass while nothing happens.
func (x *side[M]) until(what string, holds func() bool) {
	x.t.Helper()
	x.stage.until(func() string { return what + " in:\n" + x.text() }, holds)
}

func (s *stage) until(what func() string, holds func() bool) {
	s.t.Helper()
	deadline := time.After(time.Minute)
	for {
		for _, x := range s.sides {
			x.render()
		}
		if holds() {
			return
		}
		select {
		case happen := <-s.inbox:
			happen()
		case <-time.After(10 * time.Millisecond): // nobody says anything: time passes
			s.pass(250)
		case <-deadline:
			s.t.Fatalf("waited in vain until %s", what())
		}
	}
}

// pass lets so many milliseconds pass on all sides.
func (s *stage) pass(ms chat.Millis) {
	for end := s.now + ms; s.now < end; {
		s.now += min(250, end-s.now)
		for _, x := range s.sides {
			x.fire()
		}
	}
}

// reads waits until the log holds just these texts of them, in this order.
func (x *side[M]) reads(all ...string) {
	x.t.Helper()
	x.until("the log reads "+strings.Join(all, ", "), func() bool { return slices.Equal(x.texts(all...), all) })
}

// texts are those of all that stand in the log, in their order there.
func (x *side[M]) texts(all ...string) (found []string) {
	log := x.doc.Find("log", "Messages")
	if log == nil {
		return nil
	}
	words := log.TextContent()
	for len(words) > 0 {
		first, which := len(words), ""
		for _, w := range all {
			if i := strings.Index(words, w); i >= 0 && i < first {
				first, which = i, w
			}
		}
		if which == "" {
			break
		}
		found, words = append(found, which), words[first+len(which):]
	}
	return found
}
