//go:build cobrowse

package browser_test

import (
	"embed"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"

	"github.com/evanw/esbuild/pkg/api"

	"pupitre/app/cobrowse"
	"pupitre/wasm/browser"
)

//go:embed control
var controlled embed.FS

// bundled are the pages on which an agent acts, with the libraries of package.json in them: made once for all tests.
var bundled = sync.OnceValues(func() (map[string][]byte, error) {
	folder, err := filepath.Abs("control")
	if err != nil {
		return nil, err
	}
	made := api.Build(api.BuildOptions{
		AbsWorkingDir: folder, EntryPoints: []string{"agent.js", "react.jsx", "radix.jsx", "selects.jsx", "mui.jsx", "vue.js", "editors.jsx"}, Outdir: folder, Bundle: true,
		Format: api.FormatESModule, JSX: api.JSXAutomatic, MinifySyntax: true, LogLevel: api.LogLevelSilent,
		Define: map[string]string{"process.env.NODE_ENV": `"production"`, "__VUE_OPTIONS_API__": "true", "__VUE_PROD_DEVTOOLS__": "false", "__VUE_PROD_HYDRATION_MISMATCH_DETAILS__": "false"},
	})
	for _, m := range made.Errors {
		err = errors.Join(err, fmt.Errorf("%s (has wasm/browser/install.sh been run?)", m.Text))
	}
	files := map[string][]byte{}
	for _, f := range made.OutputFiles {
		files["/"+filepath.Base(f.Path)] = f.Contents
	}
	return files, err
})

// pageOf serves such a page and opens it: plain has a document of its own, the others are empty but for what their script renders.
func pageOf(t *testing.T, name string) *browser.Page {
	t.Helper()
	p := browser.Open(t, 1000, 900)
	p.Go(pagesOf(t, name, func() string { return "" }))
	p.Until("window.agent")
	return p
}

// pagesOf serves such a page, at / and at /other, with more at its end.
func pagesOf(t *testing.T, name string, more func() string) string {
	t.Helper()
	files, err := bundled()
	if err != nil {
		t.Fatal(err)
	}
	shell, script := []byte(`<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/`+name+`.css"><div id="root"></div>`), "/"+name+".js"
	if name == "plain" {
		if shell, err = controlled.ReadFile("control/plain.html"); err != nil {
			t.Fatal(err)
		}
		script = "/agent.js"
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" || r.URL.Path == "/other" {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprintf(w, `%s<script type="module" src="%s"></script>%s`, shell, script, more())
			return
		}
		content, ok := files[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		if filepath.Ext(r.URL.Path) == ".js" {
			w.Header().Set("Content-Type", "text/javascript")
		}
		_, _ = w.Write(content)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// agent does things on a page as one with a mouse and a keyboard; elements are JavaScript expressions.
type agent interface {
	Press(el string, fx, fy float64, button, keys, count byte)
	Release(el string, fx, fy float64, button byte)
	Move(el string, fx, fy float64)
	Type(text string)
	Key(name string, keys byte)
	Give(el, value string)
	Choose(el string, indices ...uint64)
	Scroll(el string, x, y int64)
}

// direct is an agent whose commands are given to the executor in the page at once.
type direct struct {
	t     *testing.T
	p     *browser.Page
	deeds *deeds
}

// deeds are how many commands there were, and where the pointer was pressed last: what is let go there may have left the page by then.
type deeds struct {
	count   uint64
	pressed string
}

// command gives it a command, of which el, if there is one, is what it is about, and returns what is answered.
func (d direct) command(c cobrowse.Command, el string, fields ...byte) cobrowse.Outcome {
	d.t.Helper()
	d.deeds.count++
	find := "null"
	switch {
	case c == cobrowse.CommandRelease && el == d.deeds.pressed:
		find = "() => agent.pressed"
	case el != "":
		find = "() => " + el
	}
	if c == cobrowse.CommandPress {
		d.deeds.pressed = el
	}
	head := uints([]byte{36, byte(c)}, d.deeds.count)
	return cobrowse.Outcome(browser.Eval[int](d.p, fmt.Sprintf("agent.act(%s, [%s], [%s], %d)", find, commas(head), commas(fields), d.deeds.count)))
}

// done ends the test if a command was refused.
func (d direct) done(c cobrowse.Command, el string, fields ...byte) {
	d.t.Helper()
	if got := d.command(c, el, fields...); got != cobrowse.Done {
		d.t.Fatalf("command %d on %s is answered %d", c, el, got)
	}
}

func (d direct) Press(el string, fx, fy float64, button, keys, count byte) {
	d.t.Helper()
	d.done(cobrowse.CommandPress, el, append(inBox(fx, fy), button, keys, count)...)
}

func (d direct) Release(el string, fx, fy float64, button byte) {
	d.t.Helper()
	d.done(cobrowse.CommandRelease, el, append(inBox(fx, fy), button, 0)...)
}

func (d direct) Move(el string, fx, fy float64) {
	d.t.Helper()
	d.command(cobrowse.CommandMove, el, append(inBox(fx, fy), 0)...)
}

func (d direct) Type(text string) {
	d.t.Helper()
	d.done(cobrowse.CommandText, "", spelt(text)...)
}

func (d direct) Key(name string, keys byte) {
	d.t.Helper()
	d.done(cobrowse.CommandKey, "", append(spelt(name), keys)...)
}

func (d direct) Give(el, value string) {
	d.t.Helper()
	d.done(cobrowse.CommandValue, el, spelt(value)...)
}

func (d direct) Choose(el string, indices ...uint64) {
	d.t.Helper()
	fields := uints(nil, uint64(len(indices)))
	for _, i := range indices {
		fields = uints(fields, i)
	}
	d.done(cobrowse.CommandSelect, el, fields...)
}

func (d direct) Scroll(el string, x, y int64) {
	d.t.Helper()
	d.done(cobrowse.CommandScroll, el, uints(uints(nil, uint64(x<<1^x>>63)), uint64(y<<1^y>>63))...)
}

func uints(dst []byte, n uint64) []byte {
	for ; n > 127; n >>= 7 {
		dst = append(dst, byte(n)|128)
	}
	return append(dst, byte(n))
}

func spelt(s string) []byte { return append(uints(nil, uint64(len(s))), s...) }

func inBox(fx, fy float64) []byte {
	x, y := uint16(fx*65535), uint16(fy*65535)
	return []byte{byte(x >> 8), byte(x), byte(y >> 8), byte(y)}
}

func commas(b []byte) string {
	s := ""
	for _, x := range b {
		s += fmt.Sprintf("%d,", x)
	}
	return s
}

// What agents do is made of presses and releases.

func click(a agent, el string) { clickAt(a, el, 0.5, 0.5) }

func clickAt(a agent, el string, fx, fy float64) {
	a.Press(el, fx, fy, 0, 0, 1)
	a.Release(el, fx, fy, 0)
}

func doubleClick(a agent, el string) {
	click(a, el)
	a.Press(el, 0.5, 0.5, 0, 0, 2)
	a.Release(el, 0.5, 0.5, 0)
}

func rightClick(a agent, el string) {
	a.Press(el, 0.5, 0.5, 2, 0, 1)
	a.Release(el, 0.5, 0.5, 2)
}

func drag(a agent, from string, fx, fy float64, to string, tx, ty float64) {
	a.Press(from, fx, fy, 0, 0, 1)
	a.Move(to, (fx+tx)/2, (fy+ty)/2)
	a.Move(to, tx, ty)
	a.Release(to, tx, ty, 0)
}

func keys(a agent, names ...string) {
	for _, n := range names {
		a.Key(n, 0)
	}
}

// scenario is what an agent does, and what then is true on the page.
type scenario struct {
	name string
	does func(agent)
	want string
}

// play plays scenarios one after another on one page.
func play(t *testing.T, page string, scenarios []scenario) {
	t.Parallel()
	p := pageOf(t, page)
	done := new(deeds)
	for _, s := range scenarios {
		t.Run(s.name, func(t *testing.T) {
			p := p.For(t)
			s.does(direct{t, p, done})
			p.Until(s.want)
		})
	}
}
