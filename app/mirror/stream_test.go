package mirror

import (
	"bytes"
	"strings"
	"testing"

	"pupitre/app/cobrowse"
	"pupitre/app/cobrowse/cobrowsetest"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// carried is what of the effects goes to the frame under that name.
func carried(d *desk, name string) (list []ui.Carry) {
	for _, e := range d.take() {
		if c, ok := e.(ui.Carry); ok && c.Name == name {
			list = append(list, c)
		}
	}
	return list
}

func TestThePageSaysWhoLooksAndAtWhat(t *testing.T) {
	t.Parallel()
	d := newDesk(t, nil)
	d.take()
	d.step(ui.SocketOpened{})
	hello := d.take()[0].(ui.Transmit)
	h, ok := wire.ReadMirrorHello(hello.Data)
	if !ok || h.Conversation != "v8f2c_1" || h.Token != "" || h.Page == "" {
		t.Errorf("said %+v, %v", h, ok)
	}
}

func TestWhatIsHarmfulDoesNotReachTheFrame(t *testing.T) {
	t.Parallel()
	d := live(t, nil)
	d.take()
	d.w.Insert(3, cobrowsetest.First, cobrowsetest.Element("a", cobrowsetest.Text("press")).With("href", "javascript:alert(1)", "onclick", "alert(2)"))
	d.send(50)
	list := carried(d, "operations")
	if len(list) != 1 {
		t.Fatalf("%d messages for the frame", len(list))
	}
	if s := string(list[0].Data); strings.Contains(s, "onclick") || strings.Contains(s, "\x04href") || !strings.Contains(s, "press") {
		t.Errorf("the frame gets %q", s)
	}
}

func TestAnEpochHasAFrameOfItsOwn(t *testing.T) {
	t.Parallel()
	d := live(t, nil)
	d.take()
	d.page()
	if d.loop.Model.Stream.Whole || d.loop.Model.Stream.Turn != 2 {
		t.Errorf("turn %d, whole %v", d.loop.Model.Stream.Turn, d.loop.Model.Stream.Whole)
	}
	d.told("complete", "1") // of the frame before
	if d.loop.Model.Stream.Whole {
		t.Error("the frame before has made the new one whole")
	}
	effects, begun := d.take(), -1
	for i, e := range effects {
		switch e := e.(type) {
		case ui.Tell:
			if e == (ui.Tell{Name: "begin", Value: "strict"}) {
				begun = i
			}
		case ui.Carry:
			if begun < 0 {
				t.Error("operations before the frame is there for them")
			}
		}
	}
	if begun < 0 {
		t.Errorf("no frame begins: %v", effects)
	}
}

func TestAPageWithoutADocumentTypeIsShownAsSuch(t *testing.T) {
	t.Parallel()
	d := newDesk(t, nil)
	d.step(ui.SocketOpened{})
	d.status(wire.MirrorLive, nil)
	d.hear([]byte{byte(wire.MirrorFresh)})
	d.w.Begin(cobrowsetest.Begin{Width: 800, Height: 600, Address: "https://shop.example/", Base: "https://shop.example/", Quirks: true}, cobrowsetest.Element("html"))
	d.epoch = 7
	d.send(0)
	if !has(d, func(e ui.Tell) bool { return e == ui.Tell{Name: "begin", Value: "quirks"} }) {
		t.Error("no frame for it")
	}
}

func TestAGapOrAMismatchBeginsAgain(t *testing.T) {
	t.Parallel()
	for name, wrong := range map[string]func(d *desk){
		"a gap":           func(d *desk) { d.seq++; d.w.SetText(5, "x"); d.send(1) },
		"a stranger":      func(d *desk) { d.epoch += 5; d.w.SetText(5, "x"); d.send(1) },
		"an unknown node": func(d *desk) { d.w.SetText(99, "x"); d.send(1) },
		"garbage":         func(d *desk) { d.w.Byte(200); d.send(1) },
		"the frame":       func(d *desk) { d.told("trouble", "1 node 3 is another one") },
	} {
		d := live(t, nil)
		d.take()
		wrong(d)
		if n := len(d.sent(wire.MirrorResync)); n != 1 {
			t.Errorf("%s: %d wishes to begin again", name, n)
		}
		d.w.SetText(5, "y")
		d.send(2)
		if n := len(carried(d, "operations")); n != 0 {
			t.Errorf("%s: %d messages went to the frame meanwhile", name, n)
		}
		d.page()
		if n := len(carried(d, "operations")); n != 1 {
			t.Errorf("%s: it does not go on", name)
		}
	}
}

func TestTroubleOfAFormerFrameIsNobodys(t *testing.T) {
	t.Parallel()
	d := live(t, nil)
	d.page()
	d.take()
	d.told("trouble", "1 too late")
	if n := len(d.sent(wire.MirrorResync)); n != 0 {
		t.Errorf("%d wishes to begin again", n)
	}
}

func TestWhatIsShownIsAcknowledgedFourTimesASecondAtMost(t *testing.T) {
	t.Parallel()
	d := live(t, nil)
	d.take()
	d.told("done", "1 1")
	acks := d.sent(wire.MirrorAck)
	if len(acks) != 1 {
		t.Fatalf("%d acknowledgements", len(acks))
	}
	if a, ok := wire.ReadMirrorAck(acks[0]); !ok || a != (wire.MirrorShown{Epoch: 1, Seq: 1}) {
		t.Errorf("acknowledged %+v", a)
	}
	for i := range 3 {
		d.w.SetText(5, strings.Repeat("x", i))
		d.send(uint64(i))
		d.told("done", "1 1")
	}
	var wait ui.After
	if !has(d, func(e ui.After) bool { wait = e; return e.Then == AckTimeUp{} }) || wait.Delay != 250 {
		t.Fatalf("waits %d ms", wait.Delay)
	}
	d.now += 250
	d.step(AckTimeUp{})
	acks = d.sent(wire.MirrorAck)
	if len(acks) != 1 {
		t.Fatalf("%d acknowledgements", len(acks))
	}
	if a, _ := wire.ReadMirrorAck(acks[0]); a.Seq != 4 {
		t.Errorf("acknowledged %+v", a)
	}
}

func TestResourcesAreAskedForOnceAndMadeHarmless(t *testing.T) {
	t.Parallel()
	d := live(t, nil)
	d.take()
	css := "@import url(https://evil.example/x.css);\np { color: red; background: url(https://evil.example/y.png) }"
	hash := cobrowse.Hash("text/css", css)
	d.told("want", hexOf(hash))
	d.told("want", hexOf(hash))
	wants := d.sent(wire.MirrorWant)
	if len(wants) != 1 {
		t.Fatalf("asked %d times", len(wants))
	}
	if list, ok := wire.ReadMirrorWant(wants[0]); !ok || len(list) != 1 || list[0] != hash {
		t.Errorf("asked for %q", list)
	}
	for at := 0; at < len(css); at += 20 {
		d.hear(wire.AppendMirrorPart(nil, wire.MirrorPart{Hash: hash, Type: "text/css", Size: uint64(len(css)), Offset: uint64(at), Content: css[at:min(at+20, len(css))]}))
	}
	list := carried(d, "resource")
	if len(list) != 1 || list[0].Value != hexOf(hash)+" text/css" {
		t.Fatalf("the frame gets %+v", list)
	}
	if bytes.Contains(list[0].Data, []byte("evil")) || !bytes.Contains(list[0].Data, []byte("red")) {
		t.Errorf("the frame gets %s", list[0].Data)
	}
	d.hear(wire.AppendMirrorPart(nil, wire.MirrorPart{Hash: hash, Type: "text/css", Size: uint64(len(css)), Content: css}))
	if list := carried(d, "resource"); len(list) != 0 {
		t.Errorf("it came twice: %v", list)
	}
}

func TestAResourceOfAnotherHashIsNotShown(t *testing.T) {
	t.Parallel()
	d := live(t, nil)
	hash := cobrowse.Hash("text/css", "p{}")
	d.told("want", hexOf(hash))
	d.hear(wire.AppendMirrorPart(nil, wire.MirrorPart{Hash: hash, Type: "text/css", Size: 3, Content: "q{}"}))
	if list := carried(d, "resource"); len(list) != 0 {
		t.Errorf("the frame gets %v", list)
	}
}

// What the glue says is not believed: nothing of it breaks the program.
func TestNonsenseFromTheFrameIsNothing(t *testing.T) {
	t.Parallel()
	d := live(t, nil)
	for _, name := range []string{"done", "complete", "want", "trouble", "freed", "scale", "fact", ""} {
		for _, value := range []string{"", " ", "1", "-1 x", "999999999999999999999 9", "zz", strings.Repeat("g", 64), strings.Repeat("0", 31)} {
			d.told(name, value)
		}
	}
}
