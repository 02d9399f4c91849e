package mirror

import (
	"flag"
	"os"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/cobrowse"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

var golden = flag.Bool("update", false, "write the golden files anew")

// stories are the states in which somebody can find the page.
var stories = []struct {
	name string
	tell func(t *testing.T, o map[string]string) *desk
}{
	{"connecting", newDesk},
	{"no conversation", func(t *testing.T, o map[string]string) *desk {
		o["conversation"] = "no such thing"
		return newDesk(t, o)
	}},
	{"nobody has asked", phase(wire.MirrorNone, nil)},
	{"waiting for consent", phase(wire.MirrorAsking, nil)},
	{"refused", phase(wire.MirrorRefused, nil)},
	{"not answered", phase(wire.MirrorUnanswered, nil)},
	{"on its way", phase(wire.MirrorLive, nil)},
	{"live", live},
	{"live, beside the conversation", func(t *testing.T, o map[string]string) *desk {
		o["docked"] = "1"
		return live(t, o)
	}},
	{"pointing is allowed, and done", func(t *testing.T, o map[string]string) *desk {
		d := live(t, o)
		d.allow(chat.LevelPoint)
		d.step(ModePressed{Mode: Pointing})
		return d
	}},
	{"control is asked for", func(t *testing.T, o map[string]string) *desk {
		d := live(t, o)
		d.step(ModePressed{Mode: Acting})
		d.step(ui.Answered{Tag: "ask-control", Status: 204})
		d.status(wire.MirrorLive, func(s *wire.MirrorStatus) { s.Asked = chat.LevelControl })
		return d
	}},
	{"in control, and something was refused", func(t *testing.T, o map[string]string) *desk {
		d := inControl(t, o)
		d.hear(wire.AppendMirrorAnswer(nil, wire.MirrorReply{Ref: 1, Outcome: byte(cobrowse.Secret)}))
		return d
	}},
	{"two seconds behind", func(t *testing.T, o map[string]string) *desk {
		d := live(t, o)
		d.told("done", "1 1")
		d.now += 2200
		d.w.SetText(5, "Halo, red")
		d.send(200)
		d.told("done", "1 1")
		return d
	}},
	{"on another tab", func(t *testing.T, o map[string]string) *desk {
		d := live(t, o)
		d.status(wire.MirrorHidden, nil)
		return d
	}},
	{"the visitor left", func(t *testing.T, o map[string]string) *desk {
		d := live(t, o)
		d.status(wire.MirrorGone, nil)
		return d
	}},
	{"ended by the visitor", func(t *testing.T, o map[string]string) *desk {
		d := live(t, o)
		d.now += 192_000
		d.status(wire.MirrorEnded, func(s *wire.MirrorStatus) { s.By = chat.Person{ID: "v8f2c", Role: chat.Visitor} })
		return d
	}},
	{"ended by an agent", phase(wire.MirrorEnded, func(s *wire.MirrorStatus) { s.By = chat.Person{ID: "ana", Name: "Ana", Role: chat.Agent} })},
	{"ended by itself", phase(wire.MirrorEnded, nil)},
	{"reconnecting", func(t *testing.T, o map[string]string) *desk {
		d := live(t, o)
		d.step(ui.SocketClosed{Code: 1006})
		return d
	}},
	{"signed out", closed(wire.CloseSignedOut)},
	{"another agent's", closed(wire.CloseNotYours)},
	{"refused by the relay", closed(wire.CloseMalformed)},
	{"not copied faithfully", func(t *testing.T, o map[string]string) *desk {
		d := live(t, o)
		for range mostAgain + 1 {
			d.told("trouble", "1 no node 7")
			d.hear([]byte{byte(wire.MirrorFresh)})
		}
		return d
	}},
	{"the relay says no", func(t *testing.T, o map[string]string) *desk {
		d := phase(wire.MirrorNone, nil)(t, o)
		d.step(ui.Answered{Tag: "ask", Status: 409, Body: chat.AlreadyAsked.Error()})
		return d
	}},
}

func phase(p wire.MirrorPhase, more func(*wire.MirrorStatus)) func(*testing.T, map[string]string) *desk {
	return func(t *testing.T, o map[string]string) *desk {
		d := newDesk(t, o)
		d.step(ui.SocketOpened{})
		d.status(p, more)
		return d
	}
}

func closed(code wire.CloseCode) func(*testing.T, map[string]string) *desk {
	return func(t *testing.T, o map[string]string) *desk {
		d := newDesk(t, o)
		d.step(ui.SocketClosed{Code: code})
		return d
	}
}

// The golden files are what a reviewer looks at when the look of the page changes.
func TestEveryStateLooksAsItDid(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Lang{lang.En, lang.Fr} {
		var b strings.Builder
		for _, s := range stories {
			d := s.tell(t, map[string]string{"lang": l.Tag()})
			html := d.doc.Body.HTML()
			for _, tag := range []string{"header", "div", "p", "main", "section", "button"} {
				html = strings.ReplaceAll(html, "<"+tag, "\n<"+tag)
			}
			b.WriteString("<!-- " + s.name + " -->" + html + "\n\n")
		}
		name := "testdata/page." + l.Tag() + ".html"
		if *golden {
			if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil || string(want) != b.String() {
			t.Errorf("%s: looks other than it did (%v); look at the pictures of make screenshots, then go test ./app/mirror -update", name, err)
		}
	}
}

// Every phase has words of its own, whatever a newer relay calls one.
func TestEveryPhaseIsSaid(t *testing.T) {
	t.Parallel()
	seen := map[string]wire.MirrorPhase{}
	for p := wire.MirrorAsking; p <= wire.MirrorEnded; p++ {
		if p == wire.MirrorLive {
			continue
		}
		m := Model{Status: wire.MirrorStatus{Phase: p}}
		m.Stream.Sanitizer = cobrowse.New(m.Stream.Policy)
		words := m.words()
		if other, twice := seen[words]; twice || words == lang.MirrorNothing.En {
			t.Errorf("phase %d says %q, as phase %d does", p, words, other)
		}
		seen[words] = p
	}
}
