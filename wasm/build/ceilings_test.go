package main

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// TestSizeCeilings checks what is to be served now, whoever built it. As in the build, a module that a newer Go laid out
// in another way, and that is served as linked for that, may be larger.
func TestSizeCeilings(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	for _, c := range ceilings {
		twin, err := os.Stat(filepath.Join(root, "static", "built", filepath.FromSlash(c.path)+brotliSuffix))
		if err != nil {
			t.Fatalf("run make build first: static/built lacks %s%s", c.path, brotliSuffix)
		}
		err = c.check(int(twin.Size()))
		if err != nil && servedAsLinked(root, c.path) {
			t.Log("WARNING:", err)
			continue
		}
		if err != nil {
			t.Error(err)
		}
	}
}

// servedAsLinked tells whether the module of that path is, byte for byte, what the linker made of it.
func servedAsLinked(root, served string) bool {
	name, isModule := strings.CutSuffix(path.Base(served), ".wasm")
	if !isModule {
		return false
	}
	a, errA := os.ReadFile(filepath.Join(root, "static", "built", filepath.FromSlash(served)))
	b, errB := os.ReadFile(filepath.Join(root, "bin", "debug", name+".debug.wasm"))
	return errA == nil && errB == nil && bytes.Equal(a, b)
}

func TestAModuleServedAsLinkedIsKnown(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write(t, root, map[string]string{
		"static/built/wasm/console.wasm": "slimmed", "bin/debug/console.debug.wasm": "linked",
		"static/built/wasm/widget.wasm": "linked", "bin/debug/widget.debug.wasm": "linked",
		"static/built/widget.js": "launcher",
	})
	for served, want := range map[string]bool{"wasm/console.wasm": false, "wasm/widget.wasm": true, "widget.js": false, "wasm/none.wasm": false} {
		if got := servedAsLinked(root, served); got != want {
			t.Errorf("%s: %v", served, got)
		}
	}
}

func TestASizeOverItsCeilingFails(t *testing.T) {
	t.Parallel()
	sized := func(launcher, widget, console int) []file {
		return []file{
			{path: "widget.js", content: make([]byte, launcher)},
			{path: "widget-visitors.js", content: make([]byte, launcher)},
			{path: "share.js", content: make([]byte, 1)},
			{path: "record.js", content: make([]byte, 1)},
			{path: "control.js", content: make([]byte, 1)},
			{path: "wasm/mirror.wasm", content: make([]byte, 1)},
			{path: "wasm/widget.wasm", content: make([]byte, 2<<20), brotli: make([]byte, widget)},
			{path: "wasm/console.wasm", content: make([]byte, 3<<20), brotli: make([]byte, console)},
		}
	}
	for _, c := range []struct {
		name      string
		files     []file
		unslimmed string
		fails     string
		warns     bool
	}{
		{"all at their ceilings", sized(4096, 390*1024, 760*1024), "", "", false},
		{"the launcher over it", sized(4097, 1, 1), "", "widget.js is 4097 bytes to download, its ceiling is 4096", false},
		{"the console over it", sized(1, 1, 780*1024), "", "wasm/console.wasm is 798720 bytes to download, its ceiling is 778240", false},
		{"an unslimmed one over it", sized(1, 500*1024, 1), "wasm/widget.wasm", "", true},
		{"one that was not built", sized(1, 1, 1)[:5], "", "wasm/console.wasm has a ceiling but was not built", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var out, warnings bytes.Buffer
			err := printSizes(&out, &warnings, c.files, map[string]bool{c.unslimmed: true})
			if (err != nil) != (c.fails != "") || err != nil && !strings.Contains(err.Error(), c.fails) {
				t.Errorf("got %v, want %q", err, c.fails)
			}
			if (warnings.Len() > 0) != c.warns {
				t.Errorf("warned %q", &warnings)
			}
		})
	}
}
