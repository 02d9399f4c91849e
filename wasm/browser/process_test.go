package browser_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pupitre/relay/relaytest"
	"pupitre/wasm/browser"
)

// process is the relay's program itself, run as people run it, which can be killed.
type process struct {
	t       *testing.T
	program string
	data    string
	listen  string
	cmd     *exec.Cmd
}

// startProcess builds the relay and starts it on a new directory and any port. It is killed when the test ends.
func startProcess(t *testing.T) *process {
	t.Helper()
	p := &process{t: t, program: filepath.Join(t.TempDir(), "relay"), data: t.TempDir(), listen: "127.0.0.1:0"}
	if out, err := exec.Command("go", "build", "-o", p.program, "pupitre/relay").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Cleanup(p.kill)
	p.start()
	return p
}

// start starts it on its directory, on the same port as before.
func (p *process) start() {
	p.t.Helper()
	nobody := filepath.Join(p.t.TempDir(), "bots.json") // the demo's bot would answer first
	if err := os.WriteFile(nobody, []byte(`{"bots":[]}`), 0o600); err != nil {
		p.t.Fatal(err)
	}
	p.cmd = exec.Command(p.program, "-demo", "-bots", nobody, "-listen", p.listen, "-data", p.data)
	p.cmd.Env = append(os.Environ(), "PUPITRE_ADMIN_PASSWORD="+relaytest.Password)
	p.cmd.Stderr = p.t.Output()
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if console, ok := strings.CutPrefix(lines.Text(), "console  http://"); ok {
			p.listen = strings.TrimSuffix(console, "/console/")
			return
		}
	}
	p.t.Fatal("the relay ended before it said where it is")
}

func (p *process) url() string { return "http://" + p.listen }

// kill is kill -9: nothing is finished, nothing is said.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait() // says that it was killed
}

// Both sides write while the relay is killed under them, twice, and started again. Nobody presses anything: each thread comes
// back whole, with every message once.
func TestTheRelayIsKilledWhileBothWrite(t *testing.T) {
	t.Parallel()
	relay := startProcess(t)
	ana, v := signIn(t, relay.url(), "ana@localhost"), visitAt(t, relay.url(), "/demo/")
	v.Fill("Message", "Hello\r")
	ana.See("Hello")
	ana.Press("listitem", "")
	ana.Fill("Message", "Good morning\r")
	v.See("Good morning")
	texts := []string{"Hello", "Good morning"}
	const each = 24
	for i := range each {
		mine, theirs := fmt.Sprintf("visitor %d.", i), fmt.Sprintf("agent %d.", i)
		texts = append(texts, mine, theirs)
		v.Type(mine)
		ana.Type(theirs)
		v.Type("\r")
		ana.Type("\r")
		switch i {
		case 4, 14:
			relay.kill() // what was just sent is on its way
		case 9, 19:
			v.See("Waiting to be sent") // both have noticed
			ana.See("Waiting to be sent")
			relay.start()
		}
	}
	ana.Size(1280, 5000) // so that all rows are in the document
	v.Size(470, 5000)    // where the chat is as large as the page
	for _, p := range []*browser.Page{ana, v} {
		p.Until(fmt.Sprintf(`((lines) => %s.every((w) => lines.filter((l) => l === w).length === 1))(at("log", "Messages").innerText.split("\n"))`, list(texts)))
		p.Until(online)
	}
	order := `at("log", "Messages").innerText.split("\n").filter((l) => l.endsWith(".")).join()`
	if a, b := browser.Eval[string](ana, order), browser.Eval[string](v, order); a != b {
		t.Errorf("the agent reads %s, the visitor %s", a, b)
	}
}

// list is texts as an array of JavaScript.
func list(texts []string) string { return "[\"" + strings.Join(texts, "\", \"") + "\"]" }
