package widget

import (
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/dom/domtest"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

const (
	conversation = chat.ConversationID("v1_1")
	epoch        = 7
)

var (
	julie = chat.Person{ID: "v1", Role: chat.Visitor}
	ana   = chat.Person{ID: "a1", Role: chat.Agent, Name: "Ana Martin"}
)

// story is a chat on a page, and what the relay and the launcher would see of it.
type story struct {
	t    *testing.T
	now  chat.Millis
	loop *ui.Loop[Model]
	doc  *domtest.Document
	kept map[string]string // as the launcher keeps it, over page loads
	seed byte

	sent    []wire.Frame // since the last taken
	told    map[string]string
	said    []string
	chimes  int
	dials   int
	reloads int
	timers  []ui.After
	held    []chat.Entry // what the relay has stored
	rules   chat.Rules
	seen    func(ui.Effect) // sees every effect; nil: nobody
}

// visit loads the page.
func visit(t *testing.T, change ...func(*ui.Started)) *story {
	t.Helper()
	s := &story{t: t, now: 1_700_000_000_000, kept: map[string]string{}}
	s.load(change...)
	return s
}

// load loads the page again: all that is not kept is gone.
func (s *story) load(change ...func(*ui.Started)) {
	s.t.Helper()
	s.loop, s.doc, s.told, s.timers, s.sent, s.said = ui.NewLoop(Program()), domtest.NewDocument(), map[string]string{}, nil, nil, nil
	kept := map[string]string{}
	for k, v := range s.kept {
		kept[k] = v
	}
	s.seed++
	start := ui.Started{Seed: chat.Seed{s.seed}, Kept: kept, Typed: kept["draft"], Options: map[string]string{
		"site": "shop", "name": "Shop", "lang": "en", "zone": "60", "url": "https://shop.example/", "title": "Home", "open": byHand,
	}}
	for _, c := range change {
		c(&start)
	}
	s.do(s.loop.Start(s.now, start))
}

// do is the host's side of the effects.
func (s *story) do(effects []ui.Effect) {
	s.t.Helper()
	for _, e := range effects {
		if s.seen != nil {
			s.seen(e)
		}
		switch e := e.(type) {
		case ui.Dial:
			s.dials++
		case ui.Transmit:
			frames, err := wire.Decode(e.Data)
			if err != nil {
				s.t.Fatal(err)
			}
			s.sent = append(s.sent, frames...)
		case ui.Save:
			s.kept[e.Key] = e.Value
		case ui.Forget:
			delete(s.kept, e.Key)
		case ui.Tell:
			s.told[e.Name] = e.Value
		case ui.Say:
			s.said = append(s.said, e.Text)
		case ui.Chime:
			s.chimes++
		case ui.Reload:
			s.reloads++
		case ui.After:
			s.timers = append(s.timers, e)
		}
	}
	s.doc.Apply(s.loop.Render())
}

func (s *story) step(m dom.Msg) {
	s.t.Helper()
	s.do(s.loop.Step(s.now, m))
}

func (s *story) frame(f wire.Frame) { s.t.Helper(); s.step(ui.Received{Frame: f}) }

// connect lets the relay answer; it has what is in held.
func (s *story) connect() {
	s.t.Helper()
	s.step(ui.SocketOpened{})
	s.frame(wire.Welcome{Epoch: epoch, Now: s.now, Me: julie, Token: "token", Conversation: conversation, SiteName: "Shop", Rules: s.rules})
	s.page()
}

// page answers Follow with the latest entries.
func (s *story) page() {
	s.t.Helper()
	f, ok := last[wire.Follow](s)
	if !ok {
		s.t.Fatal("did not ask for the conversation")
	}
	n := uint64(len(s.held))
	from := f.After
	if n-from > f.Limit {
		from = n - f.Limit
	}
	s.frame(wire.Page{Conversation: conversation, List: s.held[from:], Last: n, Gap: from != f.After})
}

// acknowledge stores what was sent, and answers as the relay does: the acknowledgement, then the entry itself.
func (s *story) acknowledge() {
	s.t.Helper()
	for _, f := range s.taken() {
		if send, ok := f.(wire.Send); ok {
			e := chat.Entry{ID: send.ID, N: uint64(len(s.held) + 1), At: s.now, Author: julie, Body: send.Body}
			s.held = append(s.held, e)
			s.frame(wire.Ack{Conversation: conversation, ID: e.ID, N: e.N, At: e.At})
			s.frame(wire.Entries{Conversation: conversation, List: []chat.Entry{e}})
			s.acknowledge() // what waited for it
		}
	}
}

// happens is an entry of somebody else's, stored and, while connected, seen.
func (s *story) happens(who chat.Person, b chat.Body) chat.Entry {
	s.t.Helper()
	n := uint64(len(s.held) + 1)
	e := chat.Entry{ID: chat.EntryID("r" + string(rune('a'+n%26)) + string(rune('a'+n/26%26)) + string(rune('a'+n/676))), N: n, At: s.now, Author: who, Body: b}
	s.held = append(s.held, e)
	s.frame(wire.Entries{Conversation: conversation, List: []chat.Entry{e}})
	return e
}

func (s *story) says(who chat.Person, text string) {
	s.t.Helper()
	s.happens(who, chat.Text{Text: text})
}

// writes types into the field and presses Enter.
func (s *story) writes(text string) {
	s.t.Helper()
	s.types(text)
	s.do(s.loop.Event(s.now, s.field().Listener(dom.KeyPressed), dom.Event{Type: dom.KeyPressed, Key: "Enter", Value: text}))
}

func (s *story) types(text string) {
	s.t.Helper()
	s.field().Attrs[".value"] = text
	s.do(s.loop.Event(s.now, s.field().Listener(dom.Typed), dom.Event{Type: dom.Typed, Value: text}))
}

func (s *story) field() *domtest.Element { return s.find("textbox", "Message") }

func (s *story) find(role, name string) *domtest.Element {
	s.t.Helper()
	e := s.doc.Find(role, name)
	if e == nil {
		s.t.Fatalf("no %s %q in %s", role, name, s.doc.Body.HTML())
	}
	return e
}

func (s *story) press(name string) {
	s.t.Helper()
	s.do(s.loop.Event(s.now, s.find("button", name).Listener(dom.Clicked), dom.Event{Type: dom.Clicked}))
}

// wait lets time pass, second by second, and the timers with it.
func (s *story) wait(seconds int) {
	s.t.Helper()
	for range seconds {
		s.now += 1_000
		due := s.timers
		s.timers = nil
		for _, a := range due {
			if a.Delay -= 1_000; a.Delay > 0 {
				s.timers = append(s.timers, a)
				continue
			}
			s.do(s.loop.Fired(s.now, a.ID))
		}
	}
}

// taken are the frames sent since it was last asked.
func (s *story) taken() []wire.Frame {
	f := s.sent
	s.sent = nil
	return f
}

func last[F wire.Frame](s *story) (f F, ok bool) {
	for _, x := range s.sent {
		if y, is := x.(F); is {
			f, ok = y, true
		}
	}
	return f, ok
}

// sends are the texts on their way, in order.
func (s *story) sends() []string {
	var texts []string
	for _, f := range s.sent {
		if send, ok := f.(wire.Send); ok {
			if text, ok := send.Body.(chat.Text); ok {
				texts = append(texts, text.Text)
			}
		}
	}
	return texts
}

// views are the addresses that stand in the conversation as page views.
func (s *story) views() []string {
	var urls []string
	for _, e := range s.held {
		if p, ok := e.Body.(chat.PageView); ok {
			urls = append(urls, p.URL)
		}
	}
	return urls
}

func (s *story) shows(words string) bool { return strings.Contains(s.doc.Body.TextContent(), words) }

func (s *story) outbox() int {
	n := 0
	for k := range s.kept {
		if strings.HasPrefix(k, "out:") {
			n++
		}
	}
	return n
}

func (s *story) mustShow(words string) {
	s.t.Helper()
	if !s.shows(words) {
		s.t.Errorf("%q is not shown in %s", words, s.doc.Body.TextContent())
	}
}

func (s *story) mustNotShow(words string) {
	s.t.Helper()
	if s.shows(words) {
		s.t.Errorf("%q is shown", words)
	}
}
