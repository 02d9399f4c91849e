package app_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const root = ".."

// arrows is who may import whom among our own packages: the layers, from the words up to the programs. A package that
// is not in it has no place yet, which is a decision to take and not to slip into.
var arrows = map[string][]string{
	"app":             {},
	"app/dom":         {},
	"app/dom/domtest": {"app/dom"},
	"app/chat":        {},
	"app/wire":        {"app/chat"},
	"app/lang":        {"app/chat"},
	"app/visit":       {"app/chat"},
	"app/ui":          {"app/dom", "app/wire", "app/chat"},
	"app/cobrowse":    {},
	"app/box":         {"app/ui", "app/lang", "app/dom", "app/chat"},
	"app/console":     {"app/box", "app/cobrowse", "app/visit", "app/ui", "app/lang", "app/dom", "app/wire", "app/chat"},
	"app/mirror":      {"app/cobrowse", "app/ui", "app/lang", "app/dom", "app/wire", "app/chat"},
	"app/widget":      {"app/box", "app/cobrowse", "app/ui", "app/lang", "app/dom", "app/wire", "app/chat"},

	"wasm/host":    {"app/ui", "app/dom", "app/wire", "app/chat"},
	"wasm/console": {"wasm/host", "app/console"},
	"wasm/widget":  {"wasm/host", "app/widget"},
	"wasm/mirror":  {"wasm/host", "app/mirror"},
	"wasm/slim":    {},
	"wasm/build":   {"wasm/slim", "static"},
	"wasm/browser": {},
	"static":       {},

	"relay/bus":       {"app/chat"},
	"relay/disk":      {},
	"relay/auth":      {"relay/bus", "app/chat"},
	"relay/store":     {"relay/bus", "relay/disk", "app/chat", "app/wire"},
	"relay/index":     {"app/chat", "app/wire"},
	"relay/translate": {"app/chat"},

	"relay/archive":    {"app/chat", "app/wire"},
	"relay/library":    {"relay/bus", "app/chat", "app/wire"},
	"relay/files":      {"relay/auth", "relay/disk", "app/chat"},
	"relay/transcript": {"app/chat"},
	"relay/export":     {"relay/transcript", "app/box", "app/lang", "app/dom", "app/ui", "app/wire", "app/chat"}, // a printed thread looks as one on the screen
	"relay/erase":      {"relay/bus", "app/chat"},
	"relay/desk":       {"relay/store", "relay/index", "relay/bus", "relay/translate", "app/chat", "app/wire"},
	"relay/bot":        {"relay/transcript", "relay/bus", "app/chat", "app/wire", "app/lang"},
	"relay/visits":     {"relay/auth", "app/chat", "app/wire"},
	"relay/mirror":     {"relay/auth", "app/cobrowse", "app/chat", "app/wire"},
	"relay/session":    {"relay/desk", "relay/auth", "app/chat", "app/wire", "app/lang"},
	"relay/web":        {"relay/mirror", "relay/archive", "relay/visits", "relay/export", "relay/erase", "relay/bot", "relay/translate", "relay/library", "relay/files", "relay/session", "relay/desk", "relay/index", "relay/store", "relay/bus", "relay/auth", "static", "app/chat", "app/wire", "app/lang"},
	"relay":            {"relay/web", "relay/archive", "relay/visits", "relay/bot", "relay/translate", "relay/files", "relay/session", "relay/desk", "relay/index", "relay/store", "relay/bus", "relay/auth", "app/chat", "app/wire", "app/lang"},
}

// helper tells whether a package is there for tests and benchmarks only; such a one may import what it likes.
func helper(pkg string) bool {
	return strings.HasSuffix(pkg, "test") || pkg == "wasm/browser" || pkg == "wasm/benchui"
}

// imports are what each package imports, whatever it is built for, leaving out its tests.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, top := range []string{"app", "relay", "static", "wasm"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(file string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "testdata" || d.Name() == "built"):
				return fs.SkipDir
			case d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go"):
				return nil
			}
			f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(root, filepath.Dir(file))
			if err != nil {
				return err
			}
			pkg := filepath.ToSlash(rel)
			all[pkg] = append(all[pkg], "")[:len(all[pkg])] // also one that imports nothing
			for _, i := range f.Imports {
				name, _ := strconv.Unquote(i.Path.Value)
				if !slices.Contains(all[pkg], name) {
					all[pkg] = append(all[pkg], name)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(all) < 15 {
		t.Fatalf("found only %d packages", len(all))
	}
	return all
}

func TestNothingImportsUpwards(t *testing.T) {
	t.Parallel()
	for pkg, list := range imports(t) {
		may, known := arrows[pkg]
		if !known && !helper(pkg) {
			t.Errorf("%s has no place among the layers", pkg)
		}
		for _, imported := range list {
			own, ours := strings.CutPrefix(imported, "pupitre/")
			switch {
			case !ours:
			case helper(own) && !helper(pkg):
				t.Errorf("%s imports %s, which is there for tests", pkg, own)
			case known && !slices.Contains(may, own):
				t.Errorf("%s must not import %s", pkg, own)
			}
		}
	}
}

// The table itself must be layers: whoever may be imported must not be able to import back.
func TestTheLayersAreLayers(t *testing.T) {
	t.Parallel()
	var reaches func(from, to string) bool
	reaches = func(from, to string) bool {
		return slices.ContainsFunc(arrows[from], func(next string) bool { return next == to || reaches(next, to) })
	}
	for pkg, may := range arrows {
		if reaches(pkg, pkg) {
			t.Errorf("%s may import itself through others", pkg)
		}
		for _, m := range may {
			if _, ok := arrows[m]; !ok {
				t.Errorf("%s may import %s, which has no place itself", pkg, m)
			}
			if strings.HasPrefix(pkg, "app") && !strings.HasPrefix(m, "app/") {
				t.Errorf("%s may import %s: app would depend on a browser or a server", pkg, m)
			}
		}
	}
}

// bans are packages of others that must not be there, each with its reason. Sizes are what a visitor would download
// more, in KB of brotli.
var bans = map[string]string{
	"fmt":                        "150 KB; strconv and + do it",
	"encoding/json":              "228 KB; package wire is the language, forms and strings go through the glue",
	"net/http":                   "1,558 KB; the browser's own fetch is there",
	"net":                        "most of net/http; the browser's own WebSocket is there",
	"net/url":                    "addresses are passed on, not taken apart; package visit reads the little that it needs of one",
	"regexp":                     "132 KB; the few patterns are loops",
	"context":                    "nothing waits here, so nothing is cancelled; it brings package time",
	"time":                       "time arrives inside messages; zones and formats are the browser's",
	"log":                        "brings fmt and time; what is to be said is an effect",
	"html/template":              "package dom is how pages are made; templates bring fmt, json and reflect",
	"text/template":              "as html/template",
	"syscall/js":                 "16 KB; go:wasmimport and go:wasmexport cross the border",
	"os":                         "there is no file, no environment; it brings time and the poller",
	"reflect":                    "keeps methods and types that the linker could drop",
	"sort":                       "package slices is there, and needs no interface",
	"math/rand":                  "randomness arrives inside messages, as a chat.Seed",
	"crypto/rand":                "as math/rand; the host draws the seed",
	"crypto/sha256":              "secrets are the relay's",
	"crypto/tls":                 "the browser's own connections are secure",
	"github.com/coder/websocket": "609 KB in a browser; its own WebSocket is there",
}

// widgetBans are packages that only the desk may be linked from.
var widgetBans = map[string]string{
	"strings": "5 KB with package unicode behind it; a few short loops do it",
}

// needs are all packages that a browser module is linked from.
func needs(t *testing.T, module string) []string {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", module)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", module, err, said.String())
	}
	return strings.Fields(string(out))
}

func TestBrowserModulesStaySmall(t *testing.T) {
	t.Parallel()
	for _, module := range []string{"./wasm/console", "./wasm/widget", "./wasm/mirror"} {
		list := needs(t, module)
		if !slices.Contains(list, "pupitre/app/ui") {
			t.Fatalf("%s is not linked from app/ui: %v", module, list)
		}
		for _, pkg := range list {
			if why, banned := bans[pkg]; banned {
				t.Errorf("%s needs %s: %s", module, pkg, why)
			}
			if why, banned := widgetBans[pkg]; banned && module == "./wasm/widget" {
				t.Errorf("%s needs %s: %s", module, pkg, why)
			}
			switch {
			case strings.HasPrefix(pkg, "crypto/"):
				t.Errorf("%s needs %s: secrets are the relay's", module, pkg)
			case strings.HasPrefix(pkg, "pupitre/relay"):
				t.Errorf("%s needs %s: a browser is no server", module, pkg)
			case strings.Contains(pkg, ".") && !strings.HasPrefix(pkg, "vendor/"):
				t.Errorf("%s needs %s: a module of somebody else's must be worth its bytes", module, pkg)
			}
		}
	}
}

func TestAppIsPure(t *testing.T) {
	t.Parallel()
	for pkg, list := range imports(t) {
		if path.Dir(pkg) != "app" {
			continue
		}
		for _, i := range list {
			if why, banned := bans[i]; banned {
				t.Errorf("%s imports %s: %s", pkg, i, why)
			}
		}
	}
}

// What package math/rand/v2 draws from the system would be a second source of randomness; its ChaCha8 draws from a seed.
func TestRandomnessIsDrawnFromASeed(t *testing.T) {
	t.Parallel()
	for pkg, list := range imports(t) {
		if path.Dir(pkg) != "app" || !slices.Contains(list, "math/rand/v2") {
			continue
		}
		files, err := filepath.Glob(filepath.Join(root, pkg, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					if x, ok := s.X.(*ast.Ident); ok && x.Name == "rand" && s.Sel.Name != "ChaCha8" && s.Sel.Name != "NewChaCha8" {
						t.Errorf("%s uses rand.%s: randomness arrives inside messages, as a chat.Seed", name, s.Sel.Name)
					}
				}
				return true
			})
		}
	}
}

func TestOnlyTheBorderTouchesTheBrowser(t *testing.T) {
	t.Parallel()
	for pkg, list := range imports(t) {
		if slices.Contains(list, "syscall/js") && path.Dir(pkg) != "wasm" {
			t.Errorf("%s imports syscall/js: only wasm/* may, so that all else runs in native tests", pkg)
		}
		if slices.Contains(list, "unsafe") {
			t.Errorf("%s imports unsafe: nothing here is worth it", pkg)
		}
	}
}

func TestOnlyItsOwnPackagesKnowTheServersParts(t *testing.T) {
	t.Parallel()
	only := map[string][]string{
		"github.com/nats-io/":    {"relay/bus", "relay/store", "relay/auth", "relay/library", "relay/files"}, // another store would be written there
		"github.com/coder/":      {"relay/session", "relay/mirror", "relay/web"},
		"github.com/alecthomas/": {"relay"},
		"modernc.org/":           {"relay/archive"},
	}
	for pkg, list := range imports(t) {
		for _, i := range list {
			for prefix, may := range only {
				if strings.HasPrefix(i, prefix) && !slices.Contains(may, pkg) && !helper(pkg) {
					t.Errorf("%s imports %s: only %v may", pkg, i, may)
				}
			}
		}
	}
}
