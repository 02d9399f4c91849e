package main

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

// tinyRepository has every input, each as small as can be.
func tinyRepository(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	write(t, root, map[string]string{
		"go.mod":                        "module tiny\n\ngo 1.26\n",
		"wasm/console/main.go":          "package main\n\nfunc main() { println(\"console\") }\n",
		"wasm/widget/main.go":           "package main\n\nfunc main() { println(\"widget\") }\n",
		"static/html/console.html":      "<!doctype html><title>console</title><script src=\"../js/a.js\"></script>" + strings.Repeat("<p>text</p>", 20),
		"static/html/config.json":       `{"relay":""}`,
		"static/html/widget.html":       "<!doctype html><title>widget</title>",
		"static/css/tokens.css":         strings.Repeat("p { margin: 0 }\n", 20),
		"static/css/widget.css":         strings.Repeat("q { margin: 0 }\n", 20),
		"static/js/patch.js":            strings.Repeat("export const a = 1;\n", 20),
		"static/js/widget.js":           "import { about } from \"./widget-about.js\"; import { here } from \"./widget-here.js\"; import { invite } from \"./widget-invite.js\"; console.log(about, here, invite);\n" + strings.Repeat("console.log(1);\n", 20),
		"static/js/widget-about.js":     "export const about = 1;\n",
		"static/js/widget-here.js":      "export const here = 1;\n",
		"static/js/widget-invite.js":    "export const invite = 1;\n",
		"static/js/record.js":           strings.Repeat("console.log(2);\n", 20),
		"static/js/control.js":          strings.Repeat("console.log(3);\n", 20),
		"static/js/share.js":            "import { css } from \"./share-css.js\"; import { record } from \"./share-record.js\"; import { view } from \"./share-view.js\"; import { words } from \"./share-words.js\"; console.log(css, record, view, words);\n" + strings.Repeat("console.log(1);\n", 20),
		"static/js/share-css.js":        "export const css = 1;\n",
		"static/js/share-record.js":     "export const record = 1;\n",
		"static/js/share-view.js":       "export const view = 1;\n",
		"static/js/share-words.js":      "export const words = 1;\n",
		"static/html/mirror.html":       "<!doctype html><title>mirror</title><script src=\"../js/a.js\"></script>",
		"static/html/mirror-frame.html": "<!doctype html><title>frame</title>",
		"wasm/mirror/main.go":           "package main\n\nfunc main() { println(\"mirror\") }\n",
		"static/img/.DS_Store":          "not for anyone",
		"static/img/dot.png":            strings.Repeat("compressed already", 20),
		"static/demo/index.html":        strings.Repeat("<p>shop</p>", 20),
		"static/demo/js/basket.js":      "//",
		"static/built/.keep":            "",
		"static/built/old/page.css":     "from an earlier build",
	})
	return root
}

func write(t *testing.T, root string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		if err := writeFile(filepath.Join(root, name), []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
}

// tree lists the files below dir and when they were written.
func tree(t *testing.T, dir string) (names []string, written map[string]time.Time) {
	t.Helper()
	written = map[string]time.Time{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(dir, name)
		names = append(names, filepath.ToSlash(relative))
		written[name] = info.ModTime()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names, written
}

func TestFromAFreshCloneToFilesToServe(t *testing.T) {
	t.Parallel()
	root, site := tinyRepository(t), t.TempDir()
	var out, warnings bytes.Buffer
	b := builder{root: root, modules: modules, quality: 9, warnings: &warnings}
	if err := run(b, site, "https://chat.example", &out); err != nil {
		t.Fatal(err)
	}
	if warnings.Len() > 0 {
		t.Errorf("warnings:\n%s", &warnings)
	}
	for _, c := range ceilings {
		if !strings.Contains(out.String(), c.path) {
			t.Errorf("the table lacks %s:\n%s", c.path, &out)
		}
	}

	got, before := tree(t, filepath.Join(root, "static", "built"))
	want := []string{".keep", "console/config.json", "console/index.html", "console/index.html.br", "control.js", "control.js.br", "css/tokens.css", "css/tokens.css.br",
		"css/widget.css", "css/widget.css.br", "data/emoji.txt", "data/emoji.txt.br", "demo/index.html", "demo/index.html.br", "demo/js/basket.js",
		"img/dot.png", "js/patch.js", "js/patch.js.br", "js/wasm_exec.js",
		"js/wasm_exec.js.br", "mirror/config.json", "mirror/frame.html", "mirror/frame.html.br", "mirror/index.html", "mirror/index.html.br", "record.js", "record.js.br",
		"share.js", "share.js.br", "wasm/console.wasm", "wasm/console.wasm.br", "wasm/mirror.wasm", "wasm/mirror.wasm.br", "wasm/widget.wasm", "wasm/widget.wasm.br",
		"widget/index.html", "widget/index.html.br", "widget-visitors.js", "widget-visitors.js.br", "widget.js", "widget.js.br"}
	sortedEqual(t, "static/built", got, want)

	got, _ = tree(t, site)
	want = []string{"config.json", "css/tokens.css", "css/tokens.css.br", "data/emoji.txt", "data/emoji.txt.br", "img/dot.png", "index.html",
		"js/patch.js", "js/patch.js.br", "js/wasm_exec.js", "js/wasm_exec.js.br", "mirror/config.json", "mirror/index.html", "wasm/console.wasm", "wasm/console.wasm.br", "wasm/mirror.wasm", "wasm/mirror.wasm.br"}
	sortedEqual(t, "the site", got, want)
	if config := read(t, site, "config.json"); config != "{\"relay\":\"https://chat.example\"}\n" {
		t.Errorf("config.json is %q", config)
	}

	if page := read(t, site, "index.html"); !strings.Contains(page, `src="js/a.js"`) {
		t.Errorf("the site's page looks for its scripts elsewhere: %s", page)
	}

	debug, served := read(t, root, "bin/debug/console.debug.wasm"), read(t, root, "static/built/wasm/console.wasm")
	if !strings.Contains(debug, "main.main") || strings.Contains(served, "main.main") {
		t.Error("the debug module must have names, the served one must not")
	}
	twin, err := io.ReadAll(brotli.NewReader(strings.NewReader(read(t, root, "static/built/wasm/console.wasm.br"))))
	if err != nil || string(twin) != served {
		t.Errorf("the twin is not the module: %v", err)
	}

	if err := run(b, "", "", &out); err != nil {
		t.Fatal(err)
	}
	if _, after := tree(t, filepath.Join(root, "static", "built")); !sameTimes(before, after) {
		t.Error("a second build without change wrote files again")
	}
}

func sortedEqual(t *testing.T, what string, got, want []string) {
	t.Helper()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s holds\n%q, want\n%q", what, got, want)
	}
}

func sameTimes(a, b map[string]time.Time) bool {
	if len(a) != len(b) {
		return false
	}
	for name, at := range a {
		if !b[name].Equal(at) {
			return false
		}
	}
	return true
}

func read(t *testing.T, elements ...string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(elements...))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestEveryMissingInputIsNamed(t *testing.T) {
	t.Parallel()
	root := tinyRepository(t)
	for _, gone := range []string{"static/html/console.html", "wasm/widget"} {
		if err := os.RemoveAll(filepath.Join(root, gone)); err != nil {
			t.Fatal(err)
		}
	}
	err := run(builder{root: root, modules: modules, warnings: io.Discard}, "", "", io.Discard)
	want := "static/html/console.html is missing: the console's page\n" +
		"wasm/widget is missing: the program of wasm/widget.wasm"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if names, _ := tree(t, filepath.Join(root, "static", "built")); len(names) != 2 {
		t.Errorf("a failed build changed static/built: %q", names)
	}
}

func TestTwoInputsForOnePlaceAreRefused(t *testing.T) {
	t.Parallel()
	err := checkUnique([]file{{path: "js/wasm_exec.js"}, {path: "js/a.js"}, {path: "js/wasm_exec.js"}})
	if err == nil || err.Error() != "two inputs become js/wasm_exec.js" {
		t.Errorf("got %v", err)
	}
}

// A newer Go must not stop anyone from building: the module is served as it is, and says so.
func TestAModuleOfUnknownLayoutIsServedAsLinked(t *testing.T) {
	t.Parallel()
	var warnings bytes.Buffer
	b := builder{warnings: &warnings}
	module := []byte("\x00asm\x01\x00\x00\x00 of a later Go")
	f, ok := b.slim(modules[0], module)
	if ok || f.path != "wasm/console.wasm" || !bytes.Equal(f.content, module) {
		t.Errorf("served %q, %v", f.content, ok)
	}
	if !strings.HasPrefix(warnings.String(), "WARNING: wasm/console.wasm is served as linked") {
		t.Errorf("warned %q", &warnings)
	}
}

// A package that recovers makes a module larger, and nobody would know why.
func TestWhatAModuleKeepsIsSaid(t *testing.T) {
	t.Parallel()
	root := tinyRepository(t)
	write(t, root, map[string]string{
		"wasm/widget/main.go": "package main\n\nfunc main() {\n\tdefer func() { println(recover() != nil) }()\n\tpanic(1)\n}\n",
	})
	var warnings bytes.Buffer
	b := builder{root: root, warnings: &warnings}
	module, err := b.link(modules[1])
	if err != nil {
		t.Fatal(err)
	}
	f, ok := b.slim(modules[1], module)
	if !ok || len(f.content) >= len(module) {
		t.Errorf("%d bytes became %d, %v", len(module), len(f.content), ok)
	}
	want := "WARNING: wasm/widget.wasm is larger to download, it keeps inline trees: main.main.func1 recovers\n"
	if warnings.String() != want {
		t.Errorf("warned %q, want %q", &warnings, want)
	}
}

func TestTheCacheIsUsedAndPruned(t *testing.T) {
	t.Parallel()
	b := builder{root: t.TempDir()}
	content := []byte(strings.Repeat("text ", 100))
	write(t, b.path("bin", "cache"), map[string]string{
		b.cacheName(content): "from the cache",
		"stale.br":           "from an earlier build",
	})
	files := []file{{path: "a.js", content: content}, {path: "copy.js", content: content}, {path: "a.png", content: content}}
	if err := b.compress(files); err != nil {
		t.Fatal(err)
	}
	if string(files[0].brotli) != "from the cache" || files[2].brotli != nil {
		t.Errorf("twins %q and %q", files[0].brotli, files[2].brotli)
	}
	names, _ := tree(t, b.path("bin", "cache"))
	sortedEqual(t, "the cache", names, []string{b.cacheName(content)})
}

func TestTheRelaysAddressIsAnOrigin(t *testing.T) {
	t.Parallel()
	for relay, want := range map[string]string{
		"https://chat.example":       `{"relay":"https://chat.example"}`,
		"https://chat.example/":      `{"relay":"https://chat.example"}`,
		"http://127.0.0.1:8080":      `{"relay":"http://127.0.0.1:8080"}`,
		"":                           "",
		"chat.example":               "",
		"wss://chat.example":         "",
		"https://chat.example/path":  "",
		"https://chat.example?a=b":   "",
		"https://u:p@chat.example":   "",
		"https://chat.example:port/": "",
	} {
		files, err := siteConfig("dir", relay)
		var f file
		if len(files) > 0 {
			f = files[0]
		}
		if got := strings.TrimSpace(string(f.content)); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: got %q, %v", relay, got, err)
		}
	}
	if _, err := siteConfig("", "https://chat.example"); err == nil {
		t.Error("-relay without -site was accepted")
	}
}
