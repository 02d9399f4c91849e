// Package mirrortest shows a page to an agent within a test: a page records itself, what it says passes the sanitiser of app/cobrowse in the test's process, and
// the frame of static/js/mirror-frame.js shows it. All three are the product's own; only the sockets and the page around the frame are of this package.
package mirrortest

import (
	"context"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"

	"github.com/coder/websocket"

	"pupitre/app/chat"
	"pupitre/app/cobrowse"
	"pupitre/app/wire"
)

//go:embed page.js
var pageScript string

//go:embed desk.html
var deskPage []byte

// Line leads from one page at a time to one viewer. Both may come again: a new page begins a new epoch.
type Line struct {
	URL string // of the viewer's page, where /record.js is as well

	server *httptest.Server
	policy cobrowse.Policy

	mu       sync.Mutex
	sanitize *cobrowse.Sanitizer
	page     *websocket.Conn
	viewer   *websocket.Conn
	parts    map[string][]byte // resources that are on their way, by hash
	kept     map[string][]byte // resources as the viewer is told of them
	count    Count
	raw      []byte // all that pages have said
	keepRaw  bool
	bare     bool // the sanitiser is passed by
	troubles []string
	changed  chan struct{} // closed and made anew when something of it changes
}

// Count is what has gone through a line, in bytes but for Messages.
type Count struct {
	Epoch    uint64
	Messages int // of operations, in this epoch
	Done     int // of them that the viewer has carried out
	Raw      int // operations as the page wrote them, heads included
	Clean    int // the same as the viewer got them
	Moments  int
	Pictures int // resources that are no style sheets
	Sheets   int
	Complete bool // the viewer shows the page
}

// Open begins a line. relay is the address of the relay that serves the recorder and the viewer's frame.
func Open(relay string, policy cobrowse.Policy) (*Line, error) {
	to, err := url.Parse(relay)
	if err != nil {
		return nil, err
	}
	l := &Line{policy: policy, sanitize: cobrowse.New(policy), changed: make(chan struct{})}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(to) }}
	mux := http.NewServeMux()
	mux.Handle("/", proxy)
	mux.HandleFunc("GET /test/desk", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(deskPage)
	})
	mux.HandleFunc("GET /test/page", l.servePage)
	mux.HandleFunc("GET /test/viewer", l.serveViewer)
	l.server = httptest.NewServer(mux)
	l.URL = l.server.URL
	return l, nil
}

// Close ends it.
func (l *Line) Close() {
	l.mu.Lock()
	for _, c := range []*websocket.Conn{l.page, l.viewer} {
		if c != nil {
			c.CloseNow()
		}
	}
	l.mu.Unlock()
	l.server.Close()
}

// Desk is the address of the page with the viewer's frame, which fills it.
func (l *Line) Desk() string { return l.URL + "/test/desk" }

// Script is what a page runs to be recorded, behind the recorder. budget is how many ms of a flush the recorder may take; "": as many as it likes.
func (l *Line) Script(budget string) string {
	if budget == "" {
		budget = "undefined"
	}
	return fmt.Sprintf("(%s)(%q, %s)", strings.TrimSuffix(pageScript, ";\n"), l.URL, budget)
}

// KeepRaw has all that pages say from now on be kept, for Raw.
func (l *Line) KeepRaw() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.keepRaw, l.raw = true, nil
}

// Raw is what pages have said since KeepRaw, byte for byte.
func (l *Line) Raw() []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]byte(nil), l.raw...)
}

// Troubles are what went wrong since they were last asked for.
func (l *Line) Troubles() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	list := l.troubles
	l.troubles = nil
	return list
}

// Count is what went through until now, and a channel that is closed when that changes.
func (l *Line) Count() (Count, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.count, l.changed
}

// Forget begins to count anew.
func (l *Line) Forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.count = Count{Epoch: l.count.Epoch, Messages: l.count.Messages, Done: l.count.Done, Complete: l.count.Complete}
}

// Resync asks the page to begin a new epoch.
func (l *Line) Resync() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.toPage([]byte{byte(wire.MirrorResync)})
}

func (l *Line) servePage(w http.ResponseWriter, r *http.Request) {
	c, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true, CompressionMode: websocket.CompressionDisabled})
	if err != nil {
		return
	}
	c.SetReadLimit(1 << 20)
	l.mu.Lock()
	if l.page != nil {
		l.page.CloseNow()
	}
	l.page, l.parts, l.kept = c, map[string][]byte{}, map[string][]byte{}
	l.mu.Unlock()
	for {
		_, msg, err := c.Read(r.Context())
		if err != nil {
			return
		}
		l.mu.Lock()
		if l.page == c {
			l.said(msg)
		}
		l.mu.Unlock()
	}
}

// said takes a message of the page's. The lock is held.
func (l *Line) said(msg []byte) {
	defer l.change()
	if l.keepRaw {
		l.raw = append(l.raw, msg...)
	}
	switch wire.MirrorKind(msg[0]) {
	case wire.MirrorPage:
		l.toPage(wire.AppendMirrorGo(nil, wire.MirrorLook{Level: chat.LevelView, Name: "Test"}))
	case wire.MirrorOps:
		head, ops, ok := wire.ReadMirrorOps(msg)
		if !ok {
			l.trouble("no message of operations: %x", msg[:min(len(msg), 32)])
			return
		}
		l.ops(head, ops, len(msg))
	case wire.MirrorMoment:
		if head, ops, ok := wire.ReadMirrorMoment(msg); ok && head.Epoch == l.count.Epoch {
			l.count.Moments += len(msg)
			l.toViewer(websocket.MessageBinary, append([]byte{1}, l.sanitize.Moment(ops)...))
		}
	case wire.MirrorResource:
		part, ok := wire.ReadMirrorPart(msg)
		if !ok {
			l.trouble("no part of a resource")
			return
		}
		l.part(part)
	case wire.MirrorLeft:
	default:
		l.trouble("the page says %d", msg[0])
	}
}

func (l *Line) ops(head wire.MirrorOpsHead, ops []byte, size int) {
	if head.Seq == 1 {
		l.count.Epoch = head.Epoch
		l.sanitize.Reset()
		l.count.Messages, l.count.Done, l.count.Complete = 0, 0, false
		l.toViewer(websocket.MessageText, []byte(fmt.Sprintf(`{"begin":true,"quirks":%t}`, quirks(ops))))
	}
	if head.Epoch != l.count.Epoch || head.Seq != uint64(l.count.Messages+1) {
		l.trouble("message %d of epoch %d behind %d of %d", head.Seq, head.Epoch, l.count.Messages, l.count.Epoch)
	}
	l.count.Messages++
	l.count.Raw += size
	clean, err := ops, error(nil)
	if !l.bare {
		clean, err = l.sanitize.Message(ops)
	}
	if err != nil {
		l.trouble("message %d was refused: %v", head.Seq, err)
		return
	}
	l.count.Clean += len(clean)
	l.toViewer(websocket.MessageBinary, append([]byte{0}, clean...))
}

// quirks tells whether the page that begins so is in quirks mode.
func quirks(ops []byte) bool {
	at := 0
	uint := func() (v int) {
		for shift := 0; at < len(ops); shift += 7 {
			b := ops[at]
			at++
			v |= int(b&127) << shift
			if b < 128 {
				break
			}
		}
		return v
	}
	if uint() != int(cobrowse.OpBegin) {
		return false
	}
	uint()
	uint()
	for range 2 { // address and base; none of them is in the table yet, but they may be the same
		if uint() < 2 {
			at += uint()
		}
	}
	return at < len(ops) && ops[at] == 1
}

func (l *Line) part(p wire.MirrorPart) {
	have := l.parts[p.Hash]
	if int(p.Offset) != len(have) {
		l.trouble("a part of a resource from %d on, where %d are", p.Offset, len(have))
		return
	}
	have = append(have, p.Content...)
	l.parts[p.Hash] = have
	if len(have) < int(p.Size) {
		return
	}
	delete(l.parts, p.Hash)
	if p.Type == "text/css" {
		l.count.Sheets += len(have)
	} else {
		l.count.Pictures += len(have)
	}
	media, content, ok := l.policy.Resource(p.Hash, p.Type, string(have))
	if !ok {
		l.trouble("a resource of type %q was refused", p.Type)
		return
	}
	b := resource(p.Hash, media, content)
	l.kept[p.Hash] = b
	l.toViewer(websocket.MessageText, b)
}

func (l *Line) serveViewer(w http.ResponseWriter, r *http.Request) {
	c, err := websocket.Accept(w, r, &websocket.AcceptOptions{CompressionMode: websocket.CompressionDisabled})
	if err != nil {
		return
	}
	l.mu.Lock()
	l.viewer = c
	l.change()
	l.mu.Unlock()
	for {
		_, msg, err := c.Read(r.Context())
		if err != nil {
			return
		}
		l.mu.Lock()
		l.heard(msg)
		l.mu.Unlock()
	}
}

// heard takes a word of the viewer's. The lock is held.
func (l *Line) heard(msg []byte) {
	defer l.change()
	var word struct {
		Done     *int
		Want     string
		Trouble  string
		Complete bool
	}
	if err := json.Unmarshal(msg, &word); err != nil {
		l.trouble("the viewer says %s: %v", msg, err)
		return
	}
	switch {
	case word.Done != nil:
		l.count.Done = *word.Done
		l.toPage(wire.AppendMirrorAck(nil, wire.MirrorShown{Epoch: l.count.Epoch, Seq: uint64(*word.Done)}))
	case word.Want != "":
		hash, err := hex.DecodeString(word.Want)
		if b := l.kept[string(hash)]; err == nil && b != nil {
			l.toViewer(websocket.MessageText, b)
		} else {
			l.toPage(wire.AppendMirrorWant(nil, []string{string(hash)}))
		}
	case word.Trouble != "":
		l.trouble("the viewer: %s", word.Trouble)
	case word.Complete:
		l.count.Complete = true
	}
}

func (l *Line) trouble(format string, of ...any) {
	l.troubles = append(l.troubles, fmt.Sprintf(format, of...))
}

func (l *Line) change() {
	close(l.changed)
	l.changed = make(chan struct{})
}

func (l *Line) toPage(msg []byte) { send(l.page, websocket.MessageBinary, msg) }

func (l *Line) toViewer(kind websocket.MessageType, msg []byte) { send(l.viewer, kind, msg) }

func send(c *websocket.Conn, kind websocket.MessageType, msg []byte) {
	if c != nil {
		_ = c.Write(context.Background(), kind, msg) // one that is gone is told nothing
	}
}

// Pretend has the line take a message of operations that no page has written, as the first of a new epoch. bare: past the sanitiser, so that only the
// viewer's own walls stand.
func (l *Line) Pretend(first bool, ops []byte, bare bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	head := wire.MirrorOpsHead{Epoch: l.count.Epoch, Seq: uint64(l.count.Messages + 1)}
	if first {
		head = wire.MirrorOpsHead{Epoch: l.count.Epoch + 1, Seq: 1}
	}
	l.bare = bare
	l.ops(head, ops, len(ops))
	l.bare = false
	l.change()
}

// Offer has a resource for the viewer, should it ask.
func (l *Line) Offer(media, content string, bare bool) (hash string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	hash = cobrowse.Hash(media, content)
	if !bare {
		var ok bool
		if media, content, ok = l.policy.Resource(hash, media, content); !ok {
			return hash
		}
	}
	if l.kept == nil {
		l.kept = map[string][]byte{}
	}
	l.kept[hash] = resource(hash, media, content)
	return hash
}

func resource(hash, media, content string) []byte {
	b, err := json.Marshal(map[string]any{"resource": hex.EncodeToString([]byte(hash)), "type": media, "bytes": []byte(content)})
	if err != nil {
		panic(err) // strings can always be written
	}
	return b
}
