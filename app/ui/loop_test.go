package ui_test

import (
	"reflect"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/dom/domtest"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// form is a small program: a field, a button that sends, and a diary of all that it heard.
type form struct {
	Open  bool
	Text  string
	Diary []string
}

type (
	opened struct{ dom.Message }
	left   struct{ dom.Message }
	sent   struct{ dom.Message }
	rang   struct {
		dom.Message
		What string
	}
	wrote struct {
		dom.Message
		Text string
	}
)

func (m wrote) With(e dom.Event) dom.Msg { m.Text = e.Value; return m }

func formUpdate(m *form, _ chat.Millis, msg dom.Msg) []ui.Effect {
	switch msg := msg.(type) {
	case opened:
		m.Open = true
		m.Diary = append(m.Diary, "opened")
		return []ui.Effect{ui.After{Delay: 500, Then: rang{What: "first"}}, ui.After{Delay: 900, Then: rang{What: "second"}}}
	case left:
		m.Diary = append(m.Diary, "left")
		return []ui.Effect{ui.Save{Key: "draft", Value: m.Text}}
	case sent:
		m.Open = false
		m.Diary = append(m.Diary, "sent "+m.Text)
		return []ui.Effect{ui.PreventDefault{}}
	case rang:
		m.Diary = append(m.Diary, msg.What)
	case wrote:
		m.Text = msg.Text
	}
	return nil
}

func formView(m *form) dom.Nodes {
	if !m.Open {
		return dom.Nodes{dom.Button(dom.On(dom.Clicked, opened{}), dom.Text("Open"))}
	}
	return dom.Nodes{
		dom.Input(dom.Key("field"), dom.Aria("label", "Name"), dom.Value(m.Text), dom.Focus("field"), dom.On(dom.Typed, wrote{}), dom.On(dom.FocusLeft, left{})),
		dom.Button(dom.Key("send"), dom.On(dom.Clicked, sent{}), dom.Text("Send")),
	}
}

func newForm() *ui.Loop[form] {
	return ui.NewLoop(ui.Program[form]{
		Init:   func(*form, chat.Millis, ui.Started) []ui.Effect { return []ui.Effect{ui.Dial{Path: "/"}} },
		Update: formUpdate, View: formView,
	})
}

// host does what static/js/host.js does: one call into the program at a time, and what a patch causes waits until the
// patch is applied.
type host struct {
	loop    *ui.Loop[form]
	doc     *domtest.Document
	busy    bool
	waiting []func()
	effects []ui.Effect
}

func newHost() *host {
	h := &host{loop: newForm(), doc: domtest.NewDocument()}
	h.enter(func() []ui.Effect { return h.loop.Start(0, ui.Started{}) })
	return h
}

func (h *host) enter(call func() []ui.Effect) {
	if h.busy {
		h.waiting = append(h.waiting, func() { h.enter(call) })
		return
	}
	h.busy = true
	h.effects = append(h.effects, call()...)
	h.busy = false
	if len(h.waiting) > 0 {
		next := h.waiting[0]
		h.waiting = h.waiting[1:]
		next()
	}
}

// draw applies a patch; a browser tells a field that it lost the focus while it is being removed.
func (h *host) draw() {
	h.enter(func() []ui.Effect {
		field := h.doc.Find("textbox", "Name")
		h.doc.Apply(h.loop.Render())
		if field != nil && h.doc.Find("textbox", "Name") == nil {
			h.event(field.Listener(dom.FocusLeft), dom.Event{Type: dom.FocusLeft})
		}
		return nil
	})
}

func (h *host) event(id dom.ID, e dom.Event) {
	h.enter(func() []ui.Effect { return h.loop.Event(0, id, e) })
}

func (h *host) click(name string) {
	h.event(h.doc.Find("button", name).Listener(dom.Clicked), dom.Event{Type: dom.Clicked})
}

func (h *host) diary() string { return strings.Join(h.loop.Model.Diary, ", ") }

func TestAPatchThatTakesTheFocusAwayDoesNotStopTheProgram(t *testing.T) {
	t.Parallel()
	h := newHost()
	h.draw()
	h.click("Open")
	h.draw()
	h.event(h.doc.Find("textbox", "Name").Listener(dom.Typed), dom.Event{Type: dom.Typed, Value: "Ana"})
	h.click("Send")
	h.draw()
	// The field is gone when its event comes: nobody is there any more to hear it.
	if got, want := h.diary(), "opened, sent Ana"; got != want {
		t.Errorf("diary %q, want %q", got, want)
	}
	h.click("Open")
	if got, want := h.diary(), "opened, sent Ana, opened"; got != want {
		t.Errorf("diary %q, want %q", got, want)
	}
}

// A host that lets an event through in the middle of Render must find the program in order afterwards.
func TestAMessageThatComesWhileAPatchIsMadeWaitsForItsTurn(t *testing.T) {
	t.Parallel()
	var loop *ui.Loop[form]
	inner := []ui.Effect{ui.Reload{}}
	loop = ui.NewLoop(ui.Program[form]{
		Init:   func(*form, chat.Millis, ui.Started) []ui.Effect { return nil },
		Update: formUpdate,
		View: func(m *form) dom.Nodes {
			if len(m.Diary) == 0 {
				inner = loop.Step(1, left{})
				if p := loop.Render(); !p.Empty() {
					t.Error("a patch within a patch")
				}
			}
			return formView(m)
		},
	})
	loop.Start(0, ui.Started{})
	loop.Render()
	wantEffects(t, "within the patch", inner)
	if len(loop.Model.Diary) != 0 {
		t.Errorf("diary %q while the patch was made", loop.Model.Diary)
	}
	wantEffects(t, "with the next message", loop.Step(2, rang{What: "bell"}), ui.Save{Key: "draft"})
	if got := strings.Join(loop.Model.Diary, ", "); got != "left, bell" {
		t.Errorf("diary %q", got)
	}
}

func TestAMessageThatComesWhileAnotherIsHandledWaitsForItsTurn(t *testing.T) {
	t.Parallel()
	var loop *ui.Loop[form]
	var inner []ui.Effect
	loop = ui.NewLoop(ui.Program[form]{
		Init: func(*form, chat.Millis, ui.Started) []ui.Effect { return nil },
		Update: func(m *form, at chat.Millis, msg dom.Msg) []ui.Effect {
			if _, ok := msg.(opened); ok {
				inner = append(loop.Step(at, sent{}), loop.Step(at, left{})...)
			}
			return formUpdate(m, at, msg)
		},
		View: formView,
	})
	loop.Start(0, ui.Started{})
	got := loop.Step(1, opened{})
	wantEffects(t, "within", inner)
	want := []string{"After", "After", "PreventDefault", "Save"}
	for i, e := range got {
		if name := reflect.TypeOf(e).Name(); i >= len(want) || name != want[i] {
			t.Errorf("effect %d is %s, want %v", i, name, want)
		}
	}
	if got := strings.Join(loop.Model.Diary, ", "); got != "opened, sent , left" {
		t.Errorf("diary %q", got)
	}
}

func TestATimerBringsItsMessageOnce(t *testing.T) {
	t.Parallel()
	loop := newForm()
	wantEffects(t, "start", loop.Start(0, ui.Started{}), ui.Dial{Path: "/"})
	var ids []ui.TimerID
	for range 2 {
		for _, e := range loop.Step(0, opened{}) {
			ids = append(ids, e.(ui.After).ID)
		}
	}
	for _, id := range []int{1, 0, 2} {
		loop.Fired(500, ids[id])
	}
	loop.Fired(500, ids[1])
	loop.Fired(500, 99)
	if got, want := strings.Join(loop.Model.Diary, ", "), "opened, opened, second, first, first"; got != want {
		t.Errorf("diary %q, want %q", got, want)
	}
	if ids[0] == ids[2] || ids[0] == 0 {
		t.Errorf("timers %v", ids)
	}
}

func TestNothingHappenedNothingIsDrawn(t *testing.T) {
	t.Parallel()
	loop := newForm()
	loop.Start(0, ui.Started{})
	if loop.Render().Empty() {
		t.Error("nothing is drawn at first")
	}
	loop.Step(0, nil)
	loop.Event(0, 1, dom.Event{Type: dom.Clicked}) // nobody asked for it
	loop.Event(0, 9999, dom.Event{Type: dom.Clicked})
	if !loop.Render().Empty() {
		t.Error("drawn again for nothing")
	}
}

func TestTheBrowsersOwnReactionIsPreventedByAnAnswerNotByAnOrder(t *testing.T) {
	t.Parallel()
	var p dom.Patch
	if ui.Encode(&p, []ui.Effect{ui.Hangup{}}) || string(p.Ops) != "\x41" {
		t.Errorf("without: %x", p.Ops)
	}
	p.Reset()
	if !ui.Encode(&p, []ui.Effect{ui.PreventDefault{}, ui.Chime{}}) || string(p.Ops) != "\x4a" {
		t.Errorf("with: %x", p.Ops)
	}
}

func TestEffectsAsBytes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		e        ui.Effect
		ops, str string
	}{
		{ui.Dial{Path: "/ws"}, "\x40\x03", "/ws"},
		{ui.Hangup{}, "\x41", ""},
		{ui.Transmit{Data: []byte("\x01\x08\x00")}, "\x42\x03\x01\x08\x00", ""},
		{ui.Transmit{Data: make([]byte, 200)}, "\x42\xc8\x01" + string(make([]byte, 200)), ""},
		{ui.After{Delay: 1000, ID: 7}, "\x43\x07\xe8\x07", ""},
		{ui.After{Delay: -5, ID: 300}, "\x43\xac\x02\x00", ""},
		{ui.Save{Key: "k", Value: "😀é"}, "\x44\x01\x03", "k😀é"}, // lengths in UTF-16 units
		{ui.Forget{Key: "k"}, "\x45\x01", "k"},
		{ui.Post{Tag: "t", Path: "/p", Form: "a=b"}, "\x46\x01\x02\x03", "t/pa=b"},
		{ui.Show{Title: "T", Lang: "fr"}, "\x47\x01\x02", "Tfr"},
		{ui.Say{Text: "x"}, "\x48\x01", "x"},
		{ui.Tell{Name: "n", Value: ""}, "\x49\x01\x00", "n"},
		{ui.Chime{}, "\x4a", ""},
		{ui.Reload{}, "\x4b", ""},
		{ui.SetOption{Name: "n", Value: "v"}, "\x4c\x01\x01", "nv"},
	} {
		var p dom.Patch
		ui.Encode(&p, []ui.Effect{c.e})
		if string(p.Ops) != c.ops || string(p.Str) != c.str {
			t.Errorf("%#v: %q %q, want %q %q", c.e, p.Ops, p.Str, c.ops, c.str)
		}
	}
}

func TestAMessageOfTheRelayIsFramesOrGarbled(t *testing.T) {
	t.Parallel()
	loop := ui.NewLoop(ui.Program[form]{Decode: wire.Decode})
	for data, want := range map[string][]dom.Msg{
		"\x01":         {},
		"\x01\x48\x05": {ui.Garbled{}},
		"":             {ui.Garbled{}},
		"\x02\x08\x00": {ui.Garbled{Version: true}},
	} {
		if got := loop.Frames([]byte(data)); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %#v, want %#v", data, got, want)
		}
	}
	if got := loop.Frames([]byte("\x01\x48\x01\x05\x48\x01\x06")); len(got) != 2 {
		t.Errorf("two frames: %#v", got)
	}
}
