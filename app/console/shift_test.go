package console

import (
	"maps"
	"strconv"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/dom/domtest"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

const epoch = 7

var (
	ana = chat.Person{ID: "a1", Role: chat.Agent, Name: "Ana Martin"}
	ben = chat.Person{ID: "b1", Role: chat.Agent, Name: "Ben"}
)

// shift is an agent at the desk, and the relay as far as the desk sees it.
type shift struct {
	t    *testing.T
	now  chat.Millis
	seed byte
	loop *ui.Loop[Model]
	doc  *domtest.Document
	kept map[string]string

	sent []wire.Frame
	hook func(ui.Effect) // sees every effect; nil: nobody
	held map[chat.ConversationID][]chat.Entry

	refuse map[chat.Kind]chat.Problem // what the relay does not store, and why
	list   map[chat.ConversationID]chat.Conversation
}

func begin(t *testing.T) *shift {
	t.Helper()
	s := &shift{t: t, now: 1_700_000_000_000, kept: map[string]string{}, held: map[chat.ConversationID][]chat.Entry{}, list: map[chat.ConversationID]chat.Conversation{}}
	s.load()
	return s
}

// load loads the page anew and connects.
func (s *shift) load() {
	s.t.Helper()
	s.seed++
	s.loop, s.doc, s.sent = ui.NewLoop(Program()), domtest.NewDocument(), nil
	s.do(s.loop.Start(s.now, ui.Started{Seed: chat.Seed{s.seed}, Kept: maps.Clone(s.kept), Lang: "en"}))
	s.step(ui.Looked{Visible: true, Focused: true})
	s.step(ui.SocketOpened{})
	s.frame(wire.Welcome{Epoch: epoch, Now: s.now, Me: ana})
	s.summaries()
	s.answer()
}

func (s *shift) summaries() {
	all := wire.Summaries{Reset: true}
	for _, c := range s.list {
		all.List = append(all.List, chat.Summary{Conversation: c, Online: true})
	}
	s.frame(all)
}

func (s *shift) do(effects []ui.Effect) {
	s.t.Helper()
	for _, e := range effects {
		if s.hook != nil {
			s.hook(e)
		}
		switch e := e.(type) {
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
		}
	}
	s.doc.Apply(s.loop.Render())
}

func (s *shift) step(m dom.Msg) { s.t.Helper(); s.do(s.loop.Step(s.now, m)) }

func (s *shift) frame(f wire.Frame) { s.t.Helper(); s.step(ui.Received{Frame: f}) }

// answer is the relay's side of what was sent.
func (s *shift) answer() {
	s.t.Helper()
	for len(s.sent) > 0 {
		f := s.sent[0]
		s.sent = s.sent[1:]
		switch f := f.(type) {
		case wire.Follow:
			held := s.held[f.Conversation]
			last := uint64(len(held))
			from := last - min(last, f.Limit)
			s.frame(wire.Page{Conversation: f.Conversation, List: held[from:], Last: last, Gap: from > 0})
		case wire.Load:
			to := f.Before - 1
			s.frame(wire.Page{Conversation: f.Conversation, Before: f.Before, List: s.held[f.Conversation][to-min(to, f.Limit) : to], Last: uint64(len(s.held[f.Conversation]))})
		case wire.Send:
			if p := s.refuse[f.Body.Kind()]; p != chat.NoProblem {
				s.frame(wire.Nack{Conversation: f.Conversation, ID: f.ID, Problem: p})
				continue
			}
			e := s.store(f.Conversation, f.ID, ana, f.Body)
			s.frame(wire.Ack{Conversation: f.Conversation, ID: f.ID, N: e.N, At: e.At})
			s.tell(f.Conversation, e)
		}
	}
}

func (s *shift) store(id chat.ConversationID, entry chat.EntryID, who chat.Person, b chat.Body) chat.Entry {
	n := uint64(len(s.held[id]) + 1)
	if entry == "" {
		entry = chat.EntryID(string(id[:2]) + "-" + strconv.FormatUint(n, 10))
	}
	e := chat.Entry{ID: entry, N: n, At: s.now, Author: who, Body: b}
	s.held[id] = append(s.held[id], e)
	if _, staff := id.Base(); !staff {
		c := s.list[id]
		c.ID = id
		s.list[id] = c.After(e)
	}
	return e
}

func (s *shift) tell(id chat.ConversationID, e chat.Entry) {
	s.t.Helper()
	s.frame(wire.Entries{Conversation: id, List: []chat.Entry{e}})
	if c, ok := s.list[id]; ok {
		unread := 0
		if c.LastBy.Role == chat.Visitor {
			unread = 1
		}
		s.frame(wire.Summaries{List: []chat.Summary{{Conversation: c, Unread: unread, Online: true}}})
	}
}

// happens is an entry of somebody else's.
func (s *shift) happens(id chat.ConversationID, who chat.Person, b chat.Body) {
	s.t.Helper()
	s.now += 1000
	s.tell(id, s.store(id, "", who, b))
	s.answer()
}

// visitor number i writes, which begins a conversation.
func (s *shift) writes(i int, text string) chat.ConversationID {
	s.t.Helper()
	v := chat.Person{ID: chat.PersonID("v" + strconv.Itoa(i)), Role: chat.Visitor, Name: "Visitor " + strconv.Itoa(i)}
	id := chat.ConversationOf(v.ID, 1)
	s.happens(id, v, chat.Text{Text: text})
	return id
}

// four are conversations side by side, Ana's own; the last has the focus.
func four(t *testing.T) (*shift, []chat.ConversationID) {
	t.Helper()
	s := begin(t)
	var ids []chat.ConversationID
	for i := range 4 {
		id := s.writes(i, "Hello, it is "+strconv.Itoa(i))
		s.click("button", "Visitor "+strconv.Itoa(i), dom.Ctrl)
		s.pane(i).press("Take")
		ids = append(ids, id)
	}
	return s, ids
}

func (s *shift) click(role, name string, mods dom.Mods) {
	s.t.Helper()
	for _, e := range s.doc.All(role, "") {
		if strings.Contains(e.TextContent(), name) || strings.HasPrefix(e.NameOf(), name) {
			s.do(s.loop.Event(s.now, e.Listener(dom.Clicked), dom.Event{Type: dom.Clicked, Mods: mods}))
			s.answer()
			return
		}
	}
	s.t.Fatalf("no %s %q in %s", role, name, s.doc.Body.HTML())
}

func (s *shift) key(key string, mods dom.Mods) {
	s.t.Helper()
	s.step(KeyPressed{Key: key, Mods: mods})
}

// inPane is the pane of visitor number i.
type inPane struct {
	*shift
	el *domtest.Element
}

func (s *shift) pane(i int) inPane {
	s.t.Helper()
	el := s.doc.Find("region", "Conversation with Visitor "+strconv.Itoa(i))
	if el == nil {
		s.t.Fatalf("no pane of visitor %d in %s", i, s.doc.Body.HTML())
	}
	return inPane{s, el}
}

func (p inPane) all(role, name string) []*domtest.Element {
	return (&domtest.Document{Body: p.el}).All(role, name)
}

func (p inPane) press(name string) {
	p.t.Helper()
	list := p.all("button", name)
	if len(list) == 0 {
		p.t.Fatalf("no button %q in %s", name, p.el.HTML())
	}
	p.do(p.loop.Event(p.now, list[0].Listener(dom.Clicked), dom.Event{Type: dom.Clicked}))
	p.answer()
}

// filter is the filter's button: its name begins with the one given, its class is none of the others'.
func (p inPane) filter(name string) *domtest.Element {
	p.t.Helper()
	for _, b := range p.all("button", name) {
		if b.Attrs["class"] == "filter" {
			return b
		}
	}
	p.t.Fatalf("no filter %q in %s", name, p.el.HTML())
	return nil
}

func (p inPane) choose(name string) {
	p.t.Helper()
	p.do(p.loop.Event(p.now, p.filter(name).Listener(dom.Clicked), dom.Event{Type: dom.Clicked}))
	p.answer()
}

func (p inPane) types(text string) {
	p.t.Helper()
	list := p.all("textbox", "Message")
	if len(list) == 0 {
		p.t.Fatalf("no field in %s", p.el.HTML())
	}
	p.do(p.loop.Event(p.now, list[0].Listener(dom.Typed), dom.Event{Type: dom.Typed, Value: text}))
}

// order is which visitors' panes stand side by side; the one with the input zone in brackets.
func (s *shift) order() string {
	var words []string
	for _, el := range s.doc.All("region", "Conversation with ") {
		word := strings.TrimPrefix(el.NameOf(), "Conversation with Visitor ")
		if len((inPane{s, el}).all("textbox", "Message")) > 0 {
			word = "[" + word + "]"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func (s *shift) wantOrder(want, when string) {
	s.t.Helper()
	if got := s.order(); got != want {
		s.t.Errorf("%s: panes %s, want %s", when, got, want)
	}
}
