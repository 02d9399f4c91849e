package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/wiretest"
)

const childVariable = "PUPITRE_TEST_CHILD"

// TestMain lets the test's program be the relay itself: some things only a process can show.
func TestMain(m *testing.M) {
	if os.Getenv(childVariable) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

type process struct {
	*exec.Cmd
	url    string
	stderr bytes.Buffer
}

func command(t *testing.T, dir string, args ...string) *process {
	t.Helper()
	p := &process{Cmd: exec.CommandContext(t.Context(), os.Args[0], append([]string{"-listen", "127.0.0.1:0", "-data", dir}, args...)...)}
	p.Env = append(os.Environ(), childVariable+"=1")
	p.Stderr = &p.stderr
	return p
}

func launch(t *testing.T, dir string, args ...string) *process {
	t.Helper()
	p, out := command(t, dir, args...), newOutput()
	p.Stdout = out
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	p.url = strings.TrimSuffix(out.line(t, "console  "), "/console/")
	return p
}

func TestSIGTERMStopsTheRelayAndTellsItsClients(t *testing.T) {
	t.Parallel()
	p := launch(t, t.TempDir())
	v := wiretest.Dial(t, p.url, "/ws/visitor", wiretest.Options{})
	v.Hello("main", "")
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if got := v.Closed(); got != wire.CloseGoingAway {
		t.Errorf("closed with %d, want %d", got, wire.CloseGoingAway)
	}
	if err := p.Wait(); err != nil {
		t.Errorf("%v: %s", err, p.stderr.String())
	}
}

func TestAKilledRelayHasWhatItAcknowledged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	p := launch(t, dir)
	v := wiretest.Dial(t, p.url, "/ws/visitor", wiretest.Options{})
	me := v.Hello("main", "")
	for i := range 10 {
		v.Say(wiretest.Text(me.Conversation, 0, chat.EntryID(fmt.Sprint("e", i)), "text"))
		wiretest.Await[wire.Ack](v)
	}
	if err := p.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = p.Wait() // says that it was killed
	again := launch(t, dir)
	v = wiretest.Dial(t, again.url, "/ws/visitor", wiretest.Options{})
	if w := v.Hello("main", me.Token); w.Me != me.Me || w.Epoch != me.Epoch {
		t.Errorf("welcome %+v, want the person and epoch of %+v", w, me)
	}
	if page := v.Follow(me.Conversation, me.Epoch, 0); len(page.List) != 10 || page.Last != 10 {
		t.Errorf("%d entries, the last %d, want 10", len(page.List), page.Last)
	}
	_ = again.Process.Signal(syscall.SIGTERM)
	if err := again.Wait(); err != nil {
		t.Errorf("%v: %s", err, again.stderr.String())
	}
}

// kill -9 in the middle of an upload: it goes on where it was, and what was finished is there.
func TestAKilledRelayHasThePartsItAcknowledged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	p := launch(t, dir)
	v := wiretest.Dial(t, p.url, "/ws/visitor", wiretest.Options{})
	me := v.Hello("main", "")
	text := strings.Repeat("is it in stock? ", 100_000) // 1.6 MB
	ask := func(p *process, method string, from, to int) (status int, offset, body string) {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), method, p.url+"/files/"+string(me.Conversation)+"/f1", strings.NewReader(text[from:to]))
		if err != nil {
			t.Fatal(err)
		}
		req.Header = http.Header{"Authorization": {"Bearer " + me.Token}, "Content-Type": {"text/plain"}, "Upload-Name": {"stock.txt"},
			"Upload-Length": {strconv.Itoa(len(text))}, "Upload-Offset": {strconv.Itoa(from)}}
		answer, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		b, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, answer.Header.Get("Upload-Offset"), string(b)
	}
	kill := func(p *process) *process {
		t.Helper()
		if err := p.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = p.Wait() // says that it was killed
		return launch(t, dir)
	}
	if status, _, body := ask(p, "PUT", 0, 1<<20); status != 200 {
		t.Fatalf("%d %s", status, body)
	}
	p = kill(p)
	if _, offset, _ := ask(p, "HEAD", 0, 0); offset != strconv.Itoa(1<<20) {
		t.Fatalf("%s bytes are there", offset)
	}
	if status, _, body := ask(p, "PUT", 1<<20, len(text)); status != 200 || !strings.Contains(body, `"done":true`) {
		t.Fatalf("%d %s", status, body)
	}
	p = kill(p)
	if status, _, body := ask(p, "GET", 0, 0); status != 200 || body != text {
		t.Errorf("%d, %d bytes", status, len(body))
	}
	_ = p.Process.Signal(syscall.SIGTERM)
	if err := p.Wait(); err != nil {
		t.Errorf("%v: %s", err, p.stderr.String())
	}
}

func TestASecondRelayOnADirectoryEndsWithOneSentence(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	p := launch(t, dir)
	second := command(t, dir)
	err := second.Run()
	if e, ok := err.(*exec.ExitError); !ok || e.ExitCode() != 1 {
		t.Errorf("%v, want exit code 1", err)
	}
	if got := second.stderr.String(); strings.Count(got, "\n") != 1 || !strings.HasPrefix(got, "relay: ") || !strings.Contains(got, dir) {
		t.Errorf("said %q", got)
	}
	_ = p.Process.Signal(syscall.SIGTERM)
	if err := p.Wait(); err != nil {
		t.Errorf("%v: %s", err, p.stderr.String())
	}
}
