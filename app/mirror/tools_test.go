package mirror

import (
	"testing"

	"pupitre/app/dom"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

func TestTheAgentAsksAndStops(t *testing.T) {
	t.Parallel()
	d := phase(wire.MirrorNone, nil)(t, map[string]string{})
	d.take()
	d.press("button", "Ask to see the page")
	d.press("button", "Ask to see the page") // while it is on its way
	posts := 0
	for _, e := range d.take() {
		if p, ok := e.(ui.Post); ok {
			posts++
			if p.Path != "/agent/mirror/v8f2c_1/ask" {
				t.Errorf("asked at %s", p.Path)
			}
		}
	}
	if posts != 1 {
		t.Errorf("asked %d times", posts)
	}
	d.step(ui.Answered{Tag: "ask", Status: 204})
	d.status(wire.MirrorLive, nil)
	d.page()
	d.told("complete", "1")
	d.press("button", "Stop")
	if !has(d, func(p ui.Post) bool { return p.Path == "/agent/mirror/v8f2c_1/stop" }) {
		t.Error("it was not stopped")
	}
	d.status(wire.MirrorEnded, nil)
	if !has(d, func(e ui.Tell) bool { return e.Name == "clear" }) {
		t.Error("the picture stays")
	}
}

func TestWhoScrollsThemselvesIsNoLongerLed(t *testing.T) {
	t.Parallel()
	d := live(t, nil)
	d.take()
	d.told("freed", "")
	if d.loop.Model.Follow || d.doc.Find("button", "Follow the visitor") == nil {
		t.Error("still follows")
	}
	effects := d.take()
	said, kept := false, false
	for _, e := range effects {
		switch e := e.(type) {
		case ui.Say:
			said = true
		case ui.Save:
			kept = e.Key == followKey
		}
	}
	if !said || !kept {
		t.Errorf("said %v, kept %v", said, kept)
	}
	d.press("button", "Follow the visitor")
	if !has(d, func(e ui.Tell) bool { return e == ui.Tell{Name: "follow", Value: "on"} }) {
		t.Error("the picture does not follow")
	}
}

func TestKeysScrollThePicture(t *testing.T) {
	t.Parallel()
	d := live(t, nil)
	d.take()
	stage := d.doc.Find("group", "Picture of the visitor’s page")
	d.effects = d.loop.Event(d.now, stage.Listener(dom.KeyPressed), dom.Event{Type: dom.KeyPressed, Key: "ArrowDown"})
	if !has(d, func(e ui.Tell) bool { return e == ui.Tell{Name: "scroll", Value: "0 60"} }) {
		t.Error("nothing is scrolled")
	}
	d.effects = d.loop.Event(d.now, stage.Listener(dom.KeyPressed), dom.Event{Type: dom.KeyPressed, Key: "Tab"})
	if list := d.take(); len(list) != 0 {
		t.Errorf("Tab does %v", list)
	}
}

func TestTheAddressIsALinkOnlyIfItIsSafe(t *testing.T) {
	t.Parallel()
	d := live(t, nil)
	if d.doc.Find("link", "Open the address") == nil {
		t.Error("no link to the page")
	}
	d.status(wire.MirrorGone, func(s *wire.MirrorStatus) { s.Address = "javascript:alert(1)" })
	d.loop.Model.Stream.Whole = false
	d.step(Ticked{})
	if d.doc.Find("link", "Open the address") != nil {
		t.Error("a link that runs")
	}
}

func TestTheConnectionComesBackByItself(t *testing.T) {
	t.Parallel()
	d := live(t, nil)
	d.take()
	d.step(ui.SocketClosed{Code: 1006})
	d.wait(3000)
	if !has(d, func(e ui.Dial) bool { return e.Path == "/ws/mirror/agent" }) {
		t.Fatal("it does not dial")
	}
	d.step(ui.SocketOpened{})
	d.status(wire.MirrorLive, nil)
	if d.loop.Model.Link.State != ui.Online {
		t.Errorf("state %d", d.loop.Model.Link.State)
	}
	for range 60 { // silence: a page on which nothing happens
		d.wait(1000)
	}
	if d.loop.Model.Link.State != ui.Online {
		t.Error("a page on which nothing happens is taken for a lost connection")
	}
}
