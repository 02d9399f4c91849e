//go:build cobrowse

package browser_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/coder/websocket"

	"pupitre/app/chat"
	"pupitre/app/cobrowse"
	"pupitre/app/cobrowse/cobrowsetest"
	"pupitre/app/wire"
	"pupitre/relay/relaytest"
	"pupitre/relay/wiretest"
	"pupitre/wasm/browser"
)

// sharing is a conversation of Ana's in which a page is shown to her. Who writes in it connects for that: a connection on which nothing is said while
// browsers are slow would end.
type sharing struct {
	t   *testing.T
	r   *relaytest.Relay
	me  wire.Welcome
	ana *browser.Page // on /mirror/
}

func newSharing(t *testing.T, options ...relaytest.Option) *sharing {
	t.Helper()
	s := &sharing{t: t, r: shop(t, options...)}
	v := s.r.Visitor()
	s.me = v.Hello("demo", "")
	v.Say(wiretest.Text(s.me.Conversation, 0, "v-hello", "Hello?"))
	wiretest.Await[wire.Ack](v)
	s.by("ana", "a-joined", chat.Joined{})
	s.ana = signIn(t, s.r.URL, "ana@localhost")
	return s
}

// by writes an entry, as "ana" or as the "visitor".
func (s *sharing) by(who string, id chat.EntryID, b chat.Body) {
	s.t.Helper()
	var c *wiretest.Client
	if who == "visitor" {
		c = s.r.Visitor()
		c.Hello("demo", s.me.Token)
	} else {
		c = s.r.Agent(who + "@localhost")
		c.HelloAgent()
	}
	c.Say(wire.Send{Conversation: s.me.Conversation, ID: id, Body: b})
	wiretest.Await[wire.Ack](c)
	c.Leave()
}

// ask is Ana's wish to see the page.
func (s *sharing) ask() { s.by("ana", "a-asks", chat.Share{How: chat.Asked}) }

// look opens the page.
func (s *sharing) look(more string) {
	s.t.Helper()
	s.ana.Go(s.r.URL + "/mirror/?conversation=" + string(s.me.Conversation) + more)
}

// grant is the visitor's answer to what they were asked last.
func (s *sharing) grant() {
	s.t.Helper()
	v := s.r.Visitor()
	v.Hello("demo", s.me.Token)
	list := v.Follow(s.me.Conversation, s.me.Epoch, 0).List
	v.Leave()
	for _, e := range list {
		if b, ok := e.Body.(chat.Share); ok && b.How == chat.Asked {
			s.by("visitor", "v-granted", chat.Share{How: chat.Granted, Of: e.ID})
			return
		}
	}
	s.t.Fatal("nobody has asked")
}

// visitorPage is a page of the visitor's: what a recorder would write is written by the test.
type visitorPage struct {
	*cobrowsetest.Writer
	t          *testing.T
	ws         *websocket.Conn
	epoch, seq uint64
	waiting    [][]byte
}

func (s *sharing) page(id string) *visitorPage {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), browser.Patience)
	defer cancel()
	ws, _, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(s.r.URL, "http")+"/ws/mirror/visitor", &websocket.DialOptions{HTTPHeader: http.Header{"Origin": {s.r.URL}}})
	if err != nil {
		s.t.Fatal(err)
	}
	ws.SetReadLimit(-1)
	s.t.Cleanup(func() { ws.CloseNow() })
	p := &visitorPage{Writer: cobrowsetest.NewWriter(), t: s.t, ws: ws, epoch: 1}
	p.say(wire.AppendMirrorHello(nil, wire.MirrorHello{Site: "demo", Token: s.me.Token, Conversation: s.me.Conversation, Page: id}))
	p.where(true)
	p.await(wire.MirrorGo)
	return p
}

func (p *visitorPage) where(visible bool) {
	p.say(wire.AppendMirrorPage(nil, wire.MirrorWhere{Visible: visible, Address: "https://shop.example/lamps", Title: "Lamps"}))
}

func (p *visitorPage) say(msg []byte) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), browser.Patience)
	defer cancel()
	if err := p.ws.Write(ctx, websocket.MessageBinary, msg); err != nil {
		p.t.Fatal(err)
	}
}

// await is the next message of that kind.
func (p *visitorPage) await(kind wire.MirrorKind) []byte {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), browser.Patience)
	defer cancel()
	for {
		_, msg, err := p.ws.Read(ctx)
		if err != nil {
			p.t.Fatalf("waiting for a message of kind %d: %v", kind, err)
		}
		if wire.MirrorKind(msg[0]) == kind {
			return msg
		}
	}
}

// send sends what was written.
func (p *visitorPage) send() {
	p.t.Helper()
	p.seq++
	p.say(append(wire.AppendMirrorOps(nil, wire.MirrorOpsHead{Epoch: p.epoch, Seq: p.seq, At: 100 * p.seq}), p.Take()...))
}

func (p *visitorPage) moment() {
	p.t.Helper()
	p.say(append(wire.AppendMirrorMoment(nil, wire.MirrorOpsHead{Epoch: p.epoch, At: 100 * p.seq}), p.Take()...))
}

// again begins another epoch.
func (p *visitorPage) again() {
	p.Writer, p.epoch, p.seq = cobrowsetest.NewWriter(), p.epoch+1, 0
}

const lampsCSS = `h1 { color: rgb(0, 128, 0) } .menu:hover { color: rgb(255, 0, 0) } body { margin: 0; height: 3000px }`

// Ids of the nodes of lamps.
const (
	lampsStyle = 4
	lampsMenu  = 8
	lampsField = 10
	lampsFrame = 11
)

// lamps writes a page, but for the end of its first picture.
func (p *visitorPage) lamps() {
	p.Begin(cobrowsetest.Begin{Width: 1000, Height: 600, Address: "https://shop.example/lamps", Base: "https://shop.example/"},
		cobrowsetest.Doctype("html"), // 1
		cobrowsetest.Element("html", // 2
			cobrowsetest.Element("head", cobrowsetest.Element("style")), // 3, 4
			cobrowsetest.Element("body", // 5
				cobrowsetest.Element("h1", cobrowsetest.Text("Lamps")),                                                                            // 6, 7
				cobrowsetest.Element("a", cobrowsetest.Text("Halo")).With("class", "menu", "href", "https://shop.example/halo", "onclick", "x()"), // 8, 9
				cobrowsetest.Leaf("input", "type", "text"),                                                                                        // 10
				cobrowsetest.Leaf("iframe", "width", "300", "height", "80"),                                                                       // 11
			)))
	p.Sheet(lampsStyle, cobrowse.Hash("text/css", lampsCSS))
	p.Page("https://shop.example/lamps", "Our lamps")
}

// give sends the resources that the viewer wants.
func (p *visitorPage) give(media, content string) {
	p.t.Helper()
	hash := cobrowse.Hash(media, content)
	if list, ok := wire.ReadMirrorWant(p.await(wire.MirrorWant)); !ok || len(list) != 1 || list[0] != hash {
		p.t.Fatalf("wanted %q, not %q", list, hash)
	}
	p.say(wire.AppendMirrorPart(nil, wire.MirrorPart{Hash: hash, Type: media, Size: uint64(len(content)), Content: content}))
}

// inMirror waits until the expression is true in the frame that shows the page; deep: in the frame in that one.
func inMirror(t *testing.T, p *browser.Page, deep bool, expression string) {
	t.Helper()
	frames := p.Frames("pupitreFrame")
	var last string
	for deadline := time.Now().Add(browser.Patience); time.Now().Before(deadline); {
		if frames.Find() != nil {
			continue
		}
		list, ok := browser.EvalInFrames[string](frames, `(() => { try { return String((`+expression+`) === true) + " " + (document.body?.innerText ?? "") } catch (e) { return String(e) } })()`)
		if !ok {
			continue
		}
		root := ""
		for _, f := range list {
			switch {
			case f.Parent == "":
				root = f.ID
			case strings.Contains(f.URL, "/mirror/frame") && (f.Parent != root) == deep:
				if last = f.Value; strings.HasPrefix(last, "true ") {
					return
				}
			}
		}
	}
	t.Fatalf("waited in vain for %s: %s\n%s", expression, last, p.Describe())
}

func TestAnAgentSeesTheVisitorsPage(t *testing.T) {
	t.Parallel()
	s := newSharing(t)
	s.look("")
	s.ana.See("The visitor’s page is not shared.")
	s.ana.Press("button", "Ask to see the page")
	s.ana.See("Waiting for the visitor’s consent…")
	s.grant()
	s.ana.See("The visitor left the page") // it is not there yet
	p := s.page("one")
	p.lamps()
	p.Complete()
	p.send()
	s.ana.See("Loading the page…")
	p.give("text/css", lampsCSS)
	s.ana.See("Live")
	s.ana.See("Our lamps")
	s.ana.See("1000 × 600")
	inMirror(t, s.ana, false, `document.querySelector("h1").textContent === "Lamps" && getComputedStyle(document.querySelector("h1")).color === "rgb(0, 128, 0)"`)
	inMirror(t, s.ana, false, `document.compatMode === "CSS1Compat" && innerWidth === 1000 && innerHeight === 600`)
	inMirror(t, s.ana, false, `!document.querySelector("a").hasAttribute("href") && !document.querySelector("a").hasAttribute("onclick")`)
	for {
		a, ok := wire.ReadMirrorAck(p.await(wire.MirrorAck))
		if ok && a.Epoch == 1 && a.Seq == p.seq {
			break
		}
	}

	p.Value(lampsField, "•••")
	p.Scroll(0, 0, 400)
	p.Focus(lampsField)
	p.send()
	p.Hover(lampsMenu)
	p.Pointer(30, 40, false)
	p.moment()
	inMirror(t, s.ana, false, `document.querySelector("input").value === "•••" && scrollY === 400`)
	inMirror(t, s.ana, false, `getComputedStyle(document.querySelector("a")).color === "rgb(255, 0, 0)"`)
	inMirror(t, s.ana, false, `document.querySelector("input").matches("[data-pupitre-focus-visible]")`)
	s.ana.Until(`!document.querySelector(".pointer").hidden`)
	s.ana.Until(`document.activeElement === document.body`) // the visitor's focus is not the agent's

	p.Document(1)
	p.Begin(cobrowsetest.Begin{Width: 300, Height: 80, Address: "https://shop.example/frame", Base: "https://shop.example/", Quirks: true, HostID: lampsFrame},
		cobrowsetest.Element("html", cobrowsetest.Element("body", cobrowsetest.Element("p", cobrowsetest.Text("in a frame")))))
	p.send()
	inMirror(t, s.ana, true, `document.compatMode === "BackCompat" && document.body.innerText.trim() === "in a frame"`)

	p.again() // the visitor goes on to another page
	p.Begin(cobrowsetest.Begin{Width: 800, Height: 500, Address: "https://shop.example/halo", Base: "https://shop.example/", Quirks: true},
		cobrowsetest.Element("html", cobrowsetest.Element("body", cobrowsetest.Element("p", cobrowsetest.Text("Halo, a lamp")))))
	p.send()
	s.ana.Until(`document.querySelector("#stage iframe.former")`) // the former one stays in sight
	p.Complete()
	p.send()
	inMirror(t, s.ana, false, `document.compatMode === "BackCompat" && document.body.innerText.trim() === "Halo, a lamp"`)
	s.ana.Until(`document.querySelectorAll("#stage iframe").length === 1`)
	s.ana.See("800 × 500")

	p.where(false)
	s.ana.See("The visitor is on another tab")
	s.ana.Press("button", "Stop")
	s.ana.See("ended the sharing")
	s.ana.Until(`document.querySelectorAll("#stage iframe").length === 0`)
}

func TestTheAgentLooksElsewhereAndComesBack(t *testing.T) {
	t.Parallel()
	s, p := live(t)
	p.Scroll(0, 0, 500)
	p.send()
	inMirror(t, s.ana, false, `scrollY === 500`)
	s.ana.Until(`document.querySelector("[data-stage]")`)
	browser.Eval[bool](s.ana, `(document.querySelector("[data-stage]").focus(), true)`)
	s.ana.Key("ArrowDown")
	inMirror(t, s.ana, false, `scrollY === 560`)
	s.ana.Until(`at("button", "Follow the visitor").ariaPressed === "false"`)
	p.Scroll(0, 0, 900)
	p.SetText(7, "Lamps and more")
	p.send()
	inMirror(t, s.ana, false, `document.querySelector("h1").textContent === "Lamps and more" && scrollY === 560`)
	s.ana.Until(`getComputedStyle(document.querySelector(".window")).display === "block"`)
	s.ana.Press("button", "Follow the visitor")
	inMirror(t, s.ana, false, `scrollY === 900`)
}

// live is a page that is shown.
func live(t *testing.T) (*sharing, *visitorPage) {
	t.Helper()
	s := newSharing(t)
	return s, s.share()
}

// share has the page shown, and Ana see it.
func (s *sharing) share() *visitorPage {
	s.t.Helper()
	s.ask()
	s.grant()
	s.look("")
	p := s.page("one")
	p.lamps()
	p.Complete()
	p.send()
	p.give("text/css", lampsCSS)
	s.ana.See("Live")
	return p
}

func TestAPressInThePictureDoesNothingThere(t *testing.T) {
	t.Parallel()
	s, _ := live(t)
	at := browser.Eval[[2]float64](s.ana, `(r => [r.x + r.width * 0.02, r.y + r.height * 0.11])(document.querySelector("#stage iframe").getBoundingClientRect())`)
	s.ana.Do(chromedp.MouseClickXY(at[0], at[1]))
	s.ana.Type("x\r")
	inMirror(t, s.ana, false, `document.querySelector("input").value === "" && document.querySelector("h1").textContent === "Lamps"`)
	s.ana.Key("Tab") // and by keyboard there is a way out
	s.ana.Until(`document.activeElement !== document.querySelector("#stage iframe") && document.activeElement !== document.body`)
}

func TestWhoIsNotSignedInSeesNoPage(t *testing.T) {
	t.Parallel()
	r := shop(t)
	p := browser.Open(t, 1000, 700)
	p.Go(r.URL + "/mirror/?conversation=v1_1")
	p.See("Please sign in to see this page.")
	p.Until(fmt.Sprintf(`at("link", "Go to the desk").href === %q`, r.URL+"/console/"))
	p.Go(r.URL + "/mirror/")
	p.See("This address names no conversation.")
}

func TestTheMirrorsConnectionComesBack(t *testing.T) {
	t.Parallel()
	s, _ := live(t)
	s.r.CutAndRestart()
	s.ana.See("Reconnecting in")
	p := s.page("one")
	p.again()
	p.lamps()
	p.Complete()
	p.send()
	s.ana.Until(`document.querySelector(".state.live")`)
}

func TestAxeFindsNothingOnTheMirror(t *testing.T) {
	t.Parallel()
	s := newSharing(t)
	s.ana.WithAxe()
	s.share()
	s.ana.Audit("live")
	s.ana.Size(420, 800)
	s.ana.Audit("live, narrow")
	s.ana.Press("button", "Stop")
	s.ana.See("ended the sharing")
	s.ana.Audit("ended")
}
