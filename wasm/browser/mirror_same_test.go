//go:build cobrowse

package browser_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"pupitre/app/cobrowse"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
	"pupitre/static"
	"pupitre/wasm/browser"
	"pupitre/wasm/browser/mirrortest"
)

var mirrorPatience = flag.Duration("mirror-patience", browser.Patience, "how long a mirror may differ from its page")

// mirrored is a page in one tab and its mirror in another, of the same size.
type mirrored struct {
	t          *testing.T
	site       string // address of the pages
	line       *mirrortest.Line
	recorder   string // the script
	budget     string // ms of a flush; "": the recorder's own
	page, desk *browser.Page
	reads      [2]*reading // of page and mirror
	told       int         // messages of the epoch that were shown when last compared
	epoch      uint64
}

// openMirror serves pages and opens both tabs; show opens a page in the first.
func openMirror(t *testing.T, width, height int, pages http.Handler) *mirrored {
	t.Helper()
	site := httptest.NewServer(pages)
	t.Cleanup(site.Close)
	r := relaytest.Start(t, func(c *web.Config) { c.Site.Origins = []string{site.URL} })
	line, err := mirrortest.Open(r.URL, cobrowse.NewPolicy(site.URL, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(line.Close)
	m := &mirrored{t: t, site: site.URL, line: line, recorder: built(t, "record.js"), page: browser.Open(t, width, height), desk: browser.Open(t, width, height)}
	for _, p := range []*browser.Page{m.page, m.desk} {
		p.Call(func(ctx context.Context) error { // both have the focus
			_, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
			return err
		})
	}
	m.desk.Go(line.Desk())
	m.reads = [2]*reading{{frames: m.page.Frames(mirrortest.Owner)}, {frames: m.desk.Frames(mirrortest.Owner), depth: 1}}
	return m
}

// built is a file that the relay serves.
func built(t *testing.T, name string) string {
	t.Helper()
	b, err := fs.ReadFile(static.Built, name)
	if err != nil {
		t.Fatalf("%v: run make build first", err)
	}
	return string(b)
}

// part is the same for a part of a test.
func (m *mirrored) part(t *testing.T) *mirrored {
	n := *m
	n.t, n.page, n.desk = t, m.page.For(t), m.desk.For(t)
	return &n
}

// show opens a page of the site and begins to record it.
func (m *mirrored) show(path string) {
	m.t.Helper()
	m.page.Go(m.site + path)
	m.record()
}

func (m *mirrored) record() {
	m.t.Helper()
	browser.Eval[bool](m.page, "(() => {"+m.recorder+"\n;return "+m.line.Script(m.budget)+"})()")
}

// same waits until the mirror is like the page: in what, "dom" and "picture", it is said.
func (m *mirrored) same(what, when string) {
	m.t.Helper()
	m.settle()
	var different string
	var picture []byte
	for late := time.Now().Add(*mirrorPatience); time.Now().Before(late); {
		_, changed := m.line.Count()
		if list := m.line.Troubles(); len(list) > 0 {
			m.t.Fatalf("%s: %s", when, strings.Join(list, "\n"))
		}
		different, picture = m.differs(what)
		if different == "" {
			return
		}
		for _, r := range m.reads {
			r.inner = true // whatever it was that was read
		}
		select {
		case <-changed:
		case <-time.After(30 * time.Millisecond): // it may change by itself
		}
	}
	if picture != nil {
		different += "\nsee " + m.keep(picture)
	}
	m.t.Fatalf("%s:\n%s", when, different)
}

// settle waits until the page has said something more and all of that is shown, or for a moment: some steps are not worth a word.
func (m *mirrored) settle() {
	const moment = 300 * time.Millisecond
	for late := time.After(moment); ; {
		now, changed := m.line.Count()
		if now.Done == now.Messages && now.Complete && (now.Messages != m.told || now.Epoch != m.epoch) {
			m.told, m.epoch = now.Messages, now.Epoch
			return
		}
		select {
		case <-changed:
		case <-late:
			return
		}
	}
}

// differs says what is not the same, if anything is.
func (m *mirrored) differs(what string) (string, []byte) {
	page, err := m.reads[0].read()
	if err != nil {
		return "the page: " + err.Error(), nil
	}
	mirror, err := m.reads[1].read()
	if err != nil {
		return "the mirror: " + err.Error(), nil
	}
	if d := mirrortest.Difference(page, mirror); d != "" || !strings.Contains(what, "picture") {
		return d, nil
	}
	same, part, picture, err := mirrortest.SamePicture(shot(m.page), shot(m.desk))
	switch {
	case err != nil:
		return err.Error(), nil
	case same:
		return "", nil
	}
	return "the pictures differ in " + percent(part), picture
}

// reading reads one of the two pages with its frames.
type reading struct {
	frames *browser.Frames
	depth  int  // of the frame with which it begins
	inner  bool // it may have other frames than when they were found
}

func (r *reading) read() (string, error) {
	list, ok := browser.EvalInFrames[string](r.frames, mirrortest.Read)
	if !ok || r.inner {
		if err := r.frames.Find(); err != nil {
			return "", err
		}
		if list, ok = browser.EvalInFrames[string](r.frames, mirrortest.Read); !ok {
			return "", errors.New("a frame has gone")
		}
	}
	text, err := mirrortest.Weave(list, r.depth)
	r.inner = err != nil || strings.Contains(text, " frame ") || strings.Contains(text, "| document")
	return text, err
}

// keep writes a picture for people and says where.
func (m *mirrored) keep(picture []byte) string {
	m.t.Helper()
	folder := filepath.Join("..", "..", "bin", "mirror")
	file := filepath.Join(folder, strings.ReplaceAll(url.PathEscape(m.t.Name()), "%2F", "-")+".png")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		m.t.Fatal(err)
	}
	if err := os.WriteFile(file, picture, 0o644); err != nil {
		m.t.Fatal(err)
	}
	return file
}

// shot is a picture of what the window shows, made in haste.
func shot(p *browser.Page) (png []byte) {
	yes := true
	p.Call(func(ctx context.Context) error {
		made, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{OptimizeForSpeed: &yes})
		png = made.Data
		return err
	})
	return png
}

func percent(part float64) string { return strconv.FormatFloat(100*part, 'f', 2, 64) + " %" }

// awaitRaw waits until the page has said the word.
func (m *mirrored) awaitRaw(word string) {
	m.t.Helper()
	m.await("the page to say "+word, func() bool { return bytes.Contains(m.line.Raw(), []byte(word)) })
}

// awaitEpoch waits until another epoch than that of the last comparison is shown whole.
func (m *mirrored) awaitEpoch() {
	m.t.Helper()
	m.await("another epoch", func() bool {
		c, _ := m.line.Count()
		return c.Epoch != m.epoch && c.Complete && c.Done == c.Messages
	})
}

func (m *mirrored) await(what string, is func() bool) {
	m.t.Helper()
	for late := time.After(*mirrorPatience); ; {
		_, changed := m.line.Count()
		if is() {
			return
		}
		select {
		case <-changed:
		case <-late:
			m.t.Fatalf("waited in vain for %s: %s", what, strings.Join(m.line.Troubles(), "\n"))
		}
	}
}

func jsonOf(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // of a kind that has no JSON
	}
	return string(b)
}
