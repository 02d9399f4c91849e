package slim

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// The programs in testdata, linked once each.
var (
	stressModule  = sync.OnceValues(func() ([]byte, error) { return link("stress") })
	plainModule   = sync.OnceValues(func() ([]byte, error) { return link("plain") })
	watchedModule = sync.OnceValues(func() ([]byte, error) { return link("watched") })
)

// link links a program in testdata as the product's modules are.
func link(name string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "slim")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, name+".wasm")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", file, "./testdata/"+name)
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building testdata/%s: %w\n%s", name, err, out)
	}
	return os.ReadFile(file)
}

func mustLink(t *testing.T, link func() ([]byte, error)) []byte {
	t.Helper()
	module, err := link()
	if err != nil {
		t.Fatal(err)
	}
	return module
}

// execDir is where the toolchain keeps what runs js/wasm programs.
var execDir = sync.OnceValues(func() (string, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	return filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm"), err
})

// A runner runs a module to its end and returns all that it wrote.
type runner struct {
	name string
	run  func(t *testing.T, module []byte, args ...string) string
}

// runners returns those that this machine has, and fails the test if there is none.
func runners(t *testing.T) []runner {
	t.Helper()
	var found []runner
	if node, err := exec.LookPath("node"); err == nil {
		found = append(found, runner{"node", func(t *testing.T, module []byte, args ...string) string {
			return runInNode(t, node, module, args)
		}})
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if browser, err := exec.LookPath(name); err == nil {
			found = append(found, runner{name, func(t *testing.T, module []byte, args ...string) string {
				return runInBrowser(t, browser, module, args)
			}})
			break
		}
	}
	if len(found) == 0 {
		t.Fatal("this test runs Wasm: install Chromium (apt-get install chromium) or Node.js")
	}
	return found
}

func runInNode(t *testing.T, node string, module []byte, args []string) string {
	t.Helper()
	dir, err := execDir()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "module.wasm")
	if err := os.WriteFile(file, module, 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	cmd := exec.CommandContext(t.Context(), node, append([]string{filepath.Join(dir, "wasm_exec_node.js"), file}, args...)...)
	cmd.Stdout, cmd.Stderr = &out, &out
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String()
}

const page = `<!doctype html><title>slim</title><script src="wasm_exec.js"></script><script>
window.runModule = async (args) => {
	const lines = [];
	console.log = (text) => lines.push(text);
	const go = new Go();
	go.argv = ["js", ...args];
	process.argv = ["", "", "", ...args]; // as in Node.js
	const { instance } = await WebAssembly.instantiateStreaming(fetch("module.wasm"), go.importObject);
	await go.run(instance);
	return lines.join("\n") + "\n";
};
</script>`

func runInBrowser(t *testing.T, browser string, module []byte, args []string) string {
	t.Helper()
	dir, err := execDir()
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(page)) })
	mux.HandleFunc("GET /wasm_exec.js", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFile(w, r, filepath.Join(dir, "wasm_exec.js"))
	})
	mux.HandleFunc("GET /module.wasm", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/wasm")
		w.Write(module)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)

	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	ctx, closeBrowser := chromedp.NewExecAllocator(ctx,
		chromedp.ExecPath(browser), chromedp.Headless, chromedp.NoSandbox, chromedp.NoFirstRun,
		chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-dev-shm-usage", true))
	defer closeBrowser()
	ctx, closePage := chromedp.NewContext(ctx)
	defer closePage()

	words, err := json.Marshal(append([]string{}, args...))
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL)); err != nil {
		t.Fatalf("%s does not start: %v", browser, err)
	}
	out, err := chromedp.Run(ctx, chromedp.Evaluate[string](fmt.Sprintf("runModule(%s)", words), chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("the module does not run: %v", err)
	}
	return out
}
