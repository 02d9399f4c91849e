package browser_test

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pupitre/wasm/browser"
)

var mirrorOnly = flag.String("mirror", "", "only pages of testdata/mirror whose names contain this `text`")

// Each page of testdata/mirror shows one thing that makes mirrors fail. It is shown as it is at first, and after each step in which it changes: nodes, looks,
// text, what is in fields, what is scrolled, and the picture (see mirrortest).
func TestAMirrorShowsWhatThePageShows(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob("testdata/mirror/*.html")
	if err != nil || len(pages) < 60 {
		t.Fatalf("%d pages: %v", len(pages), err)
	}
	m := openMirror(t, 640, 480, http.FileServer(http.Dir("testdata")))
	for _, file := range pages {
		name := strings.TrimSuffix(filepath.Base(file), ".html")
		if !strings.Contains(name, *mirrorOnly) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			m := m.part(t)
			m.show("/mirror/" + name + ".html")
			what := compared(t, file)
			m.same(what, "at first")
			for step := 0; browser.Eval[bool](m.page, fmt.Sprintf("mutate(%d)", step)); step++ {
				m.same(what, fmt.Sprintf("step %d", step))
			}
		})
	}
}

// compared is what of the page is compared: <meta name="compare"> says it where something cannot be the same.
func compared(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, rest, ok := strings.Cut(string(b), `<meta name="compare" content="`); ok {
		what, _, _ := strings.Cut(rest, `"`)
		return what
	}
	return "dom picture"
}
