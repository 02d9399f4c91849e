package mirror

import (
	"testing"

	"pupitre/app/chat"
	"pupitre/app/cobrowse/cobrowsetest"
	"pupitre/app/dom"
	"pupitre/app/dom/domtest"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// desk is the page, with a relay and a frame that do what the test says.
type desk struct {
	t       *testing.T
	loop    *ui.Loop[Model]
	doc     *domtest.Document
	now     chat.Millis
	effects []ui.Effect // since they were asked for last
	w       *cobrowsetest.Writer
	epoch   uint64
	seq     uint64
}

const testTime = chat.Millis(1_760_000_000_000)

func newDesk(t *testing.T, options map[string]string) *desk {
	t.Helper()
	d := &desk{t: t, loop: ui.NewLoop(Program()), doc: domtest.NewDocument(), now: testTime, w: cobrowsetest.NewWriter()}
	all := map[string]string{"conversation": "v8f2c_1", "desk": "https://chat.example/console/"}
	for k, v := range options {
		all[k] = v
	}
	d.effects = d.loop.Start(d.now, ui.Started{Seed: chat.Seed{1}, Lang: all["lang"], Options: all})
	d.draw()
	return d
}

func (d *desk) draw() { d.doc.Apply(d.loop.Render()) }

func (d *desk) step(m dom.Msg) {
	d.t.Helper()
	d.effects = append(d.effects, d.loop.Step(d.now, m)...)
	d.draw()
}

// hear is a message of the relay's.
func (d *desk) hear(msg []byte) {
	d.t.Helper()
	for _, m := range d.loop.Frames(msg) {
		d.step(m)
	}
}

func (d *desk) told(name, value string) { d.step(ui.Told{Name: name, Value: value}) }

func (d *desk) press(role, name string) {
	d.t.Helper()
	e := d.doc.Find(role, name)
	if e == nil {
		d.t.Fatalf("no %s %q in %s", role, name, d.doc.Body.HTML())
	}
	d.effects = append(d.effects, d.loop.Event(d.now, e.Listener(dom.Clicked), dom.Event{Type: dom.Clicked})...)
	d.draw()
}

// wait lets time pass, a second at a time.
func (d *desk) wait(ms chat.Millis) {
	d.t.Helper()
	for ; ms > 0; ms -= 1000 {
		d.now += min(ms, 1000)
		d.step(Ticked{})
	}
}

// status is how things stand, by the relay's word.
func (d *desk) status(phase wire.MirrorPhase, more func(*wire.MirrorStatus)) {
	d.t.Helper()
	s := wire.MirrorStatus{Phase: phase, Since: d.now, Address: "https://shop.example/basket", Title: "Basket", Site: "https://shop.example", Hosts: "cdn.example"}
	if phase == wire.MirrorLive {
		s.Level = wire.LevelView
	}
	if more != nil {
		more(&s)
	}
	d.hear(wire.AppendMirrorState(nil, s))
}

// live is a desk that sees the page.
func live(t *testing.T, options map[string]string) *desk {
	t.Helper()
	d := newDesk(t, options)
	d.step(ui.SocketOpened{})
	d.status(wire.MirrorLive, nil)
	d.page()
	d.told("complete", "1")
	return d
}

// page begins an epoch with a small page, which is whole.
func (d *desk) page() {
	d.t.Helper()
	d.hear([]byte{byte(wire.MirrorFresh)})
	d.epoch, d.seq, d.w = d.epoch+1, 0, cobrowsetest.NewWriter()
	d.w.Begin(cobrowsetest.Begin{Width: 1280, Height: 720, Address: "https://shop.example/basket", Base: "https://shop.example/"},
		cobrowsetest.Doctype("html"), cobrowsetest.Element("html", cobrowsetest.Element("body", cobrowsetest.Element("p", cobrowsetest.Text("Halo")))))
	d.w.Complete()
	d.send(0)
}

// send sends what was written, at that time of the page's clock.
func (d *desk) send(at uint64) {
	d.t.Helper()
	d.seq++
	d.hear(append(wire.AppendMirrorOps(nil, wire.MirrorOpsHead{Epoch: d.epoch, Seq: d.seq, At: at}), d.w.Take()...))
}

// take is the effects since it was asked for last.
func (d *desk) take() []ui.Effect {
	all := d.effects
	d.effects = nil
	return all
}

// sent is what of the effects goes to the relay, of that kind.
func (d *desk) sent(kind wire.MirrorKind) (list [][]byte) {
	for _, e := range d.take() {
		if t, ok := e.(ui.Transmit); ok && wire.MirrorKind(t.Data[0]) == kind {
			list = append(list, t.Data)
		}
	}
	return list
}

// has tells whether an effect is among those since it was asked for last.
func has[E ui.Effect](d *desk, want func(E) bool) bool {
	for _, e := range d.take() {
		if e, ok := e.(E); ok && want(e) {
			return true
		}
	}
	return false
}
