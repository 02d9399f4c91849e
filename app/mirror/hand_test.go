package mirror

import (
	"fmt"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/cobrowse"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// allow is what the visitor grants from now on.
func (d *desk) allow(level chat.Level) {
	d.t.Helper()
	d.status(wire.MirrorLive, func(s *wire.MirrorStatus) { s.Level = level })
}

func inControl(t *testing.T, options map[string]string) *desk {
	t.Helper()
	d := live(t, options)
	d.allow(chat.LevelControl)
	d.step(ModePressed{Mode: Acting})
	d.take()
	return d
}

// acts are what goes to the visitor's page, without their Refs; points tells which of them only point.
func (d *desk) acts() (list []cobrowse.Act, points int) {
	d.t.Helper()
	for _, e := range d.take() {
		t, ok := e.(ui.Transmit)
		if !ok {
			continue
		}
		kind := wire.MirrorKind(t.Data[0])
		if kind != wire.MirrorCommand && kind != wire.MirrorPoint {
			continue
		}
		a, err := cobrowse.DecodeAct(t.Data[1:])
		if err != nil {
			d.t.Fatalf("%v: %v", t.Data, err)
		}
		if kind == wire.MirrorPoint {
			points++
		}
		a.Ref = 0
		list = append(list, a)
	}
	return list, points
}

func (d *desk) did(fact string, want ...cobrowse.Act) {
	d.t.Helper()
	d.told("fact", fact)
	if got, _ := d.acts(); fmt.Sprint(got) != fmt.Sprint(want) {
		d.t.Errorf("%s: %v, not %v", fact, got, want)
	}
}

var there = cobrowse.Place{Document: 0, Node: 4, X: 32767, Y: 100}

func TestWhatTheAgentDoesInThePictureIsDoneOnThePage(t *testing.T) {
	t.Parallel()
	d := inControl(t, nil)
	d.did("move 0 4 32767 100 0 0 0 0 ", cobrowse.Act{Command: cobrowse.CommandMove, Place: there})
	d.did("down 0 4 32767 100 0 1 0 0 ", cobrowse.Act{Command: cobrowse.CommandPress, Place: there, Keys: cobrowse.KeyShift, Clicks: 1})
	d.did("up 0 4 32767 100 0 0 0 0 ", cobrowse.Act{Command: cobrowse.CommandRelease, Place: there})
	d.did("down 0 4 32767 100 2 0 0 0 ", cobrowse.Act{Command: cobrowse.CommandPress, Place: there, Button: 2, Clicks: 1})
	d.did("wheel 0 4 32767 100 0 0 -5 120 ", cobrowse.Act{Command: cobrowse.CommandScroll, Place: cobrowse.Place{Node: 4}, X: -5, Y: 120})
	d.did("key 0 4 0 0 0 0 0 0 é", cobrowse.Act{Command: cobrowse.CommandText, Text: "é"})
	d.did("key 0 4 0 0 0 6 0 0 @", cobrowse.Act{Command: cobrowse.CommandText, Text: "@"}) // AltGr
	d.did("key 0 4 0 0 0 2 0 0 a", cobrowse.Act{Command: cobrowse.CommandKey, Text: "a", Keys: cobrowse.KeyControl})
	d.did("key 0 4 0 0 0 0 0 0 Enter", cobrowse.Act{Command: cobrowse.CommandKey, Text: "Enter"})
	d.did("text 0 4 0 0 0 0 0 0 two  words", cobrowse.Act{Command: cobrowse.CommandText, Text: "two  words"})
	d.did("value 0 4 0 0 0 0 0 0 2026-01-02", cobrowse.Act{Command: cobrowse.CommandValue, Place: cobrowse.Place{Node: 4}, Text: "2026-01-02"})
	d.did("select 1 4 0 0 0 0 0 0 3,5", cobrowse.Act{Command: cobrowse.CommandSelect, Place: cobrowse.Place{Document: 1, Node: 4}, Indices: []uint32{3, 5}})
	d.did("nonsense")
	d.did("")
}

func TestPressesThatFollowSoonAreCounted(t *testing.T) {
	t.Parallel()
	d := inControl(t, nil)
	press := func(fact string, clicks uint8) {
		t.Helper()
		d.told("fact", fact)
		got, _ := d.acts()
		if len(got) != 1 || got[0].Clicks != clicks {
			t.Errorf("%s after %d ms: %v", fact, d.now-testTime, got)
		}
	}
	press("down 0 4 1000 1000 0 0 0 0 ", 1)
	d.now += 200
	press("down 0 4 1500 1000 0 0 0 0 ", 2)
	d.now += 200
	press("down 0 4 1500 1000 0 0 0 0 ", 3)
	d.now += 200
	press("down 0 4 1500 1000 0 0 0 0 ", 1)
	d.now += 200
	press("down 0 4 30000 1000 0 0 0 0 ", 1) // elsewhere
	d.now += 200
	press("down 0 5 30000 1000 0 0 0 0 ", 1)
	d.now += 600
	press("down 0 5 30000 1000 0 0 0 0 ", 1) // later
}

func TestTheAgentPointsAndDraws(t *testing.T) {
	t.Parallel()
	d := live(t, nil)
	d.allow(chat.LevelPoint)
	d.press("button", "Point")
	d.take()
	d.told("fact", "move 0 4 32767 100 0 0 0 0 ")
	d.told("fact", "down 0 4 32767 100 0 0 0 0 ")
	d.told("fact", "key 0 4 0 0 0 0 0 0 a") // is not the page's
	d.step(ActPressed{Command: cobrowse.CommandErase})
	want := []cobrowse.Act{{Command: cobrowse.CommandPointer, Place: there}, {Command: cobrowse.CommandHighlight, Place: cobrowse.Place{Node: 4}}, {Command: cobrowse.CommandErase}}
	if got, points := d.acts(); fmt.Sprint(got) != fmt.Sprint(want) || points != 3 {
		t.Errorf("%v, of which %d point", got, points)
	}
	d.press("button", "Draw")
	d.take()
	for _, fact := range []string{"down", "move", "up", "down", "up", "move"} {
		d.told("fact", fact+" 0 4 32767 100 0 0 0 0 ")
	}
	line := func(n uint32) cobrowse.Act {
		return cobrowse.Act{Command: cobrowse.CommandStroke, Stroke: n, Places: []cobrowse.Place{there}}
	}
	want = []cobrowse.Act{line(1), line(1), line(2), {Command: cobrowse.CommandPointer, Place: there}}
	if got, _ := d.acts(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("drawn: %v", got)
	}
	d.told("fact", "wheel 0 4 0 0 0 0 0 -60 ")
	if !has(d, func(e ui.Tell) bool { return e == ui.Tell{Name: "scroll", Value: "0 -60"} }) {
		t.Error("a wheel does not scroll the picture")
	}
}

func TestTheVisitorIsAskedBeforeAnythingIsDone(t *testing.T) {
	t.Parallel()
	d := live(t, nil)
	d.take()
	d.told("fact", "down 0 4 32767 100 0 0 0 0 ")
	d.press("button", "Control")
	d.told("fact", "down 0 4 32767 100 0 0 0 0 ")
	posts := 0
	for _, e := range d.take() {
		switch e := e.(type) {
		case ui.Post:
			posts++
			if e.Path != "/agent/mirror/v8f2c_1/ask-control" {
				t.Errorf("asked at %s", e.Path)
			}
		case ui.Transmit:
			t.Errorf("sent %v", e.Data)
		}
	}
	if posts != 1 {
		t.Fatalf("asked %d times", posts)
	}
	d.step(ui.Answered{Tag: "ask-control", Status: 204})
	d.status(wire.MirrorLive, func(s *wire.MirrorStatus) { s.Asked = chat.LevelControl })
	if d.loop.Model.Hand.Mode != Looking || d.loop.Model.Hand.Wish != Acting {
		t.Fatalf("while the visitor is asked: %+v", d.loop.Model.Hand)
	}
	d.allow(chat.LevelControl)
	if !has(d, func(e ui.Tell) bool { return e == ui.Tell{Name: "mode", Value: "2"} }) || d.loop.Model.Hand.Mode != Acting {
		t.Error("the agent does not get control")
	}
	d.allow(chat.LevelView) // the visitor takes it back
	if !has(d, func(e ui.Tell) bool { return e == ui.Tell{Name: "mode", Value: "0"} }) || d.loop.Model.Hand.Mode != Looking {
		t.Error("the agent keeps control")
	}
	d.did("down 0 4 32767 100 0 0 0 0 ")
}

func TestARefusedWishIsForgotten(t *testing.T) {
	t.Parallel()
	d := live(t, nil)
	d.press("button", "Point")
	d.step(ui.Answered{Tag: "ask-point", Status: 204})
	d.status(wire.MirrorLive, func(s *wire.MirrorStatus) { s.Asked = chat.LevelPoint })
	d.allow(chat.LevelView)
	if d.loop.Model.Hand.Wish != Looking {
		t.Error("still waits")
	}
	d.press("button", "Point")
	d.step(ui.Answered{Tag: "ask-point", Status: 409, Body: chat.AlreadyAsked.Error()})
	if d.loop.Model.Hand.Wish != Looking || d.loop.Model.Trouble == "" {
		t.Errorf("the relay refused: %+v, %q", d.loop.Model.Hand, d.loop.Model.Trouble)
	}
}

func TestEveryRefusalIsSaidInItsWords(t *testing.T) {
	t.Parallel()
	seen := map[string]cobrowse.Outcome{}
	for o := cobrowse.NodeGone; o <= cobrowse.TooSlow; o++ {
		d := inControl(t, nil)
		d.hear(wire.AppendMirrorAnswer(nil, wire.MirrorReply{Ref: 1, Outcome: byte(o)}))
		words := d.loop.Model.Trouble
		if other, twice := seen[words]; twice || words == "" || (words == lang.RefusedOtherwise.En) != (o == cobrowse.Malformed) {
			t.Errorf("%d is said as %q, as %d is", o, words, other)
		}
		seen[words] = o
		d.hear(wire.AppendMirrorAnswer(nil, wire.MirrorReply{Ref: 2, Outcome: byte(cobrowse.Done)}))
		if d.loop.Model.Trouble != "" {
			t.Errorf("%q stays when something is done", words)
		}
	}
}

func TestTheAgentLeadsTheVisitor(t *testing.T) {
	t.Parallel()
	d := inControl(t, nil)
	for name, c := range map[string]cobrowse.Command{"Back": cobrowse.CommandBack, "Forward": cobrowse.CommandForward, "Reload the page": cobrowse.CommandReload} {
		d.press("button", name)
		if got, _ := d.acts(); len(got) != 1 || got[0].Command != c {
			t.Errorf("%s: %v", name, got)
		}
	}
	d.step(AddressTyped{Text: " /basket "})
	d.step(AddressSubmitted{})
	d.step(AddressSubmitted{}) // empty by now
	if got, _ := d.acts(); len(got) != 1 || got[0].Command != cobrowse.CommandOpen || got[0].Text != "/basket" {
		t.Errorf("%v", got)
	}
	d.press("button", "Give back control")
	if !has(d, func(p ui.Post) bool { return p.Path == "/agent/mirror/v8f2c_1/stop-control" }) {
		t.Error("control is not given back")
	}
}
