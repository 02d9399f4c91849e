//go:build cobrowse

package browser_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/evanw/esbuild/pkg/api"

	"pupitre/wasm/browser"
)

// recordScript is the recorder as one script, like the one that wasm/build makes.
var recordScript = sync.OnceValue(func() string {
	r := api.Build(api.BuildOptions{EntryPoints: []string{"../../static/js/record.js"}, Bundle: true, Format: api.FormatIIFE, Target: api.ESNext, MinifySyntax: true})
	if len(r.Errors) > 0 {
		return "throw new Error(" + r.Errors[0].Text + ")"
	}
	return string(r.OutputFiles[0].Contents)
})

// recorded opens a page with the recorder and what reads its stream in it; pages are by path, "/" is the one that is opened.
func recorded(t *testing.T, pages map[string]string) *browser.Page {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case path == "/record.js":
			w.Header().Set("Content-Type", "text/javascript")
			w.Write([]byte(recordScript()))
		case strings.HasPrefix(path, "/bench/"):
			http.ServeFile(w, r, "testdata/record/"+strings.TrimPrefix(path, "/bench/"))
		case strings.HasSuffix(path, ".css"):
			w.Header().Set("Content-Type", "text/css")
			w.Write([]byte(pages[path]))
		default:
			if _, ok := pages[path]; !ok {
				http.NotFound(w, r)
				return
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte(pages[path]))
		}
	}))
	t.Cleanup(server.Close)
	p := browser.Open(t, 1000, 700)
	p.Go(server.URL + "/")
	return p
}

const scripts = `<script src="/bench/copy.js"></script><script src="/bench/fuzz.js"></script>`

// A page that changes at random, hundreds of times over, is told as it is: at once, or one node at a time while it goes on changing.
func TestARandomPageIsToldAsItIs(t *testing.T) {
	t.Parallel()
	p := recorded(t, map[string]string{"/": `<!doctype html><html><head><title>T</title>` + scripts + `</head><body><div id=host></div>
		<script>clock.take()</script><script src="/record.js"></script></body></html>`})
	seeds, each := 200, 50
	if n, err := strconv.Atoi(os.Getenv("SEEDS")); err == nil {
		seeds = n
	}
	for _, budget := range []string{"1e9", "0"} {
		for from := 1; from <= seeds; from += each {
			got := browser.Eval[string](p, `(() => {
				const bench = new Bench({ budget: `+budget+` });
				const host = document.getElementById("host");
				let failed = "";
				for (let seed = `+strconv.Itoa(from)+`; seed < `+strconv.Itoa(from+each)+` && !failed; seed++) {
					host.replaceChildren();
					const f = fuzz(seed, host);
					let at = "at first";
					try {
						for (let i = 0; i < 10; i++) f.step();
						bench.say(33);
						for (let i = 0; i < 30; i++) {
							at = "step " + i;
							for (let k = f.r(4); k >= 0; k--) f.step();
							for (let k = f.r(`+budget+` ? 2 : 12); k > 0; k--) bench.turn();
							if (i % 10 !== 9) continue;
							bench.settle();
							const d = bench.differs();
							if (d) throw new Error(d);
						}
					} catch (e) {
						failed = "seed " + seed + ", " + at + ": " + e.stack;
					}
				}
				bench.recorder.stop();
				return failed;
			})()`)
			if got != "" {
				t.Errorf("with %s ms: %s", budget, got)
				break
			}
		}
	}
}
