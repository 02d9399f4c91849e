//go:build cobrowse

package browser_test

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/coder/websocket"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
	"pupitre/relay/wiretest"
	"pupitre/static"
	"pupitre/wasm/browser"
)

// served is what the relay serves, with testdata/record.js for the recorder.
var served = sync.OnceValues(func() (fs.FS, error) {
	all := fstest.MapFS{}
	err := fs.WalkDir(static.Built, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(name, "record.js") {
			return err
		}
		content, err := fs.ReadFile(static.Built, name)
		all[name] = &fstest.MapFile{Data: content}
		return err
	})
	if err != nil {
		return nil, err
	}
	content, err := os.ReadFile("testdata/record.js")
	all["record.js"] = &fstest.MapFile{Data: content}
	return all, err
})

func withRecorder(t *testing.T) relaytest.Option {
	t.Helper()
	files, err := served()
	if err != nil {
		t.Fatal(err)
	}
	return func(c *web.Config) { c.Static = files }
}

// opened has queries, and axe-core, look into closed shadow trees.
const opened = `{
	const attach = Element.prototype.attachShadow;
	Element.prototype.attachShadow = function (options) { return attach.call(this, { ...options, mode: "open" }); };
}`

// shown is a visitor who talks to Ana, and what Ana sees of their page.
type shown struct {
	t            *testing.T
	r            *relaytest.Relay
	v            *browser.Page
	ana          *http.Client
	wire         *wiretest.Client
	conversation chat.ConversationID
}

// talk is a visitor in the demo shop who has written, and whose conversation Ana has.
func talk(t *testing.T, width int, options ...relaytest.Option) *shown {
	t.Helper()
	return talkAt(t, "/demo/", width, options...)
}

func talkAt(t *testing.T, page string, width int, options ...relaytest.Option) *shown {
	t.Helper()
	r := shop(t, append([]relaytest.Option{withRecorder(t)}, options...)...)
	v := browser.Open(t, width, 800)
	v.OnEveryPage(opened)
	v.WithAxe()
	v.Go(r.URL + page)
	browser.Eval[bool](v, `(pupitre("open"), true)`)
	v.Fill("Message", "Hello\r")
	return (&shown{t: t, r: r, v: v}).joined()
}

// joined lets Ana take the conversation.
func (s *shown) joined() *shown {
	s.t.Helper()
	s.v.Until(`localStorage.getItem("pupitre:demo:conversation") && localStorage.getItem("pupitre:demo:live")`)
	s.conversation = chat.ConversationID(browser.Eval[string](s.v, `localStorage.getItem("pupitre:demo:conversation")`))
	s.ana, s.wire = s.r.SignIn("ana@localhost"), s.r.Agent("ana@localhost")
	s.wire.HelloAgent()
	for followed := false; !followed; { // until what they have written is stored
		followed = len(s.wire.Follow(s.conversation, 0, 0).List) > 0
	}
	s.wire.Say(wire.Send{Conversation: s.conversation, After: 1, ID: "ana-joins", Body: chat.Joined{}})
	wiretest.Await[wire.Ack](s.wire)
	return s
}

// does has Ana ask or stop: see mirror.ServeDo.
func (s *shown) does(what string) {
	s.t.Helper()
	if status, body := s.r.Post(s.ana, "/agent/mirror/"+string(s.conversation)+"/"+what, nil); status != http.StatusNoContent {
		s.t.Fatalf("%s: %d %s", what, status, body)
	}
}

const (
	asked         = `at("dialog", "")`
	notAsked      = `!at("dialog", "")`
	barOf         = `at("region", "Page sharing")`
	noBar         = `!document.querySelector("pupitre-share")`
	recordedPages = `recorders.at(-1).going && !recorders.at(-1).stopped`
	// unrecorded: what was recordedPages is not any more, and the relay could not have it recordedPages.
	unrecorded = `(window.recorders ?? []).every((r) => r.stopped)`
	kept       = `localStorage.getItem("pupitre:demo:share")`
)

// may has Ana ask and the visitor allow it; bar is what stands there from then on.
func (s *shown) may(ask, bar string) {
	s.t.Helper()
	s.does(ask)
	s.v.Press("button", "Allow")
	s.v.Until(notAsked + ` && ` + barOf + ` && seen(` + quoted(bar) + `)`)
}

func quoted(s string) string { return fmt.Sprintf("%q", s) }

// sight is somebody who looks.
type sight struct {
	t      *testing.T
	ws     *websocket.Conn
	status wire.MirrorStatus // the last one
	pages  []string          // that were seen and not asked for
}

func (s *shown) looks(email, id string) *sight {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), wiretest.Within)
	defer cancel()
	h := http.Header{"Origin": {s.r.URL}, "Cookie": {"pupitre=" + s.r.Cookie(email)}}
	ws, _, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(s.r.URL, "http")+"/ws/mirror/agent", &websocket.DialOptions{HTTPHeader: h})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { ws.CloseNow() })
	l := &sight{t: s.t, ws: ws}
	if err := ws.Write(ctx, websocket.MessageBinary, wire.AppendMirrorHello(nil, wire.MirrorHello{Site: "demo", Conversation: s.conversation, Page: id})); err != nil {
		s.t.Fatal(err)
	}
	return l
}

// await reads on until ready says so.
func (l *sight) await(ready func() bool) {
	l.t.Helper()
	ctx, cancel := context.WithTimeout(l.t.Context(), browser.Patience)
	defer cancel()
	for !ready() {
		_, msg, err := l.ws.Read(ctx)
		if err != nil {
			l.t.Fatalf("%v; it was %+v, with %q", err, l.status, l.pages)
		}
		if s, ok := wire.ReadMirrorState(msg); ok {
			l.status = s
		} else if _, operations, ok := wire.ReadMirrorOps(msg); ok {
			l.pages = append(l.pages, string(operations))
		}
	}
}

// sees waits for what testdata/record.js says of a page.
func (l *sight) sees(page string) {
	l.t.Helper()
	l.await(func() bool { return slices.Contains(l.pages, page) })
	l.pages = nil
}

// state waits until the mirror is in that phase.
func (l *sight) state(phase wire.MirrorPhase) wire.MirrorStatus {
	l.t.Helper()
	l.await(func() bool { return l.status.Phase == phase })
	return l.status
}
