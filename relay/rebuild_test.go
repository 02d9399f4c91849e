package main

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/archive"
	"pupitre/relay/wiretest"
)

// signIn signs ana in and returns the cookie.
func signIn(t *testing.T, at string) string {
	t.Helper()
	answer, err := http.PostForm(at+"/auth/sign-in", url.Values{"email": {"ana@localhost"}, "password": {"correct horse"}})
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	for _, c := range answer.Cookies() {
		return c.Value
	}
	t.Fatalf("sign in: status %d", answer.StatusCode)
	return ""
}

// found is how many conversations an agent of the relay finds.
func found(t *testing.T, at, text string) uint64 {
	t.Helper()
	a := wiretest.Dial(t, at, "/ws/agent", wiretest.Options{Cookie: signIn(t, at)})
	a.HelloAgent()
	defer a.Leave()
	for { // until the archive is there
		a.Say(wire.Find{Ref: 1, Query: chat.Query{Kind: chat.FindExchanges, Text: text}})
		f := wiretest.Await[wire.Found](a)
		if !f.Problem.Temporary() {
			if f.Problem != chat.NoProblem {
				t.Errorf("problem: %v", f.Problem)
			}
			return f.Total
		}
		<-time.After(50 * time.Millisecond)
	}
}

func TestOneCommandMakesTheArchiveAnew(t *testing.T) {
	t.Parallel()
	f := flagsFor(t, "-demo", "-admin-password", "correct horse")
	served(t, f)
	file := filepath.Join(f.Data, archive.File)
	if err := os.WriteFile(file, []byte("garbage"), 0o600); err != nil {
		t.Fatal(err)
	}
	again := f
	again.Do = "rebuild"
	var out bytes.Buffer
	if err := run(t.Context(), again, &out, io.Discard); err != nil || !strings.Contains(out.String(), file) {
		t.Fatalf("%v, printed %q", err, out.String())
	}
	made, err := os.Stat(file)
	if err != nil || made.Size() < 10_000 {
		t.Fatalf("%v, %v", made, err)
	}
	lines, stop := start(t, f)
	at := strings.TrimSuffix(lines.within(t, time.Minute, "console  "), "/console/")
	if n := found(t, at, "hell"); n != 1 {
		t.Errorf("%d conversations found", n)
	}
	if err := run(t.Context(), again, &out, io.Discard); err == nil || !strings.Contains(err.Error(), f.Data) {
		t.Errorf("beside a relay: %v", err)
	}
	if n := found(t, at, "hell"); n != 1 {
		t.Errorf("%d conversations found", n)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func TestTheCommandIsTaken(t *testing.T) {
	t.Parallel()
	for want, args := range map[string][]string{"serve": {"-demo"}, "rebuild": {"rebuild", "-data", "x"}} {
		if f, err := parse(args, io.Discard); err != nil || f.Do != want {
			t.Errorf("%v: %q, %v", args, f.Do, err)
		}
	}
	if _, err := parse([]string{"destroy"}, io.Discard); err == nil {
		t.Error("an unknown command is taken")
	}
}
