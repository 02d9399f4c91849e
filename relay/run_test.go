package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/relay/bus"
	"pupitre/relay/web"
)

// output is what a relay prints, line by line, while it runs.
type output struct {
	mu    sync.Mutex
	text  bytes.Buffer
	lines chan string
}

func newOutput() *output { return &output{lines: make(chan string, 100)} }

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, line := range strings.SplitAfter(string(b), "\n") {
		if line != "" {
			o.lines <- line
		}
	}
	return o.text.Write(b)
}

func (o *output) line(t *testing.T, prefix string) string {
	t.Helper()
	return o.within(t, time.Minute, prefix)
}

func (o *output) within(t *testing.T, most time.Duration, prefix string) string {
	t.Helper()
	for {
		select {
		case line := <-o.lines:
			if rest, ok := strings.CutPrefix(line, prefix); ok {
				return strings.TrimSpace(rest)
			}
		case <-time.After(most):
			t.Fatalf("no line %q in:\n%s", prefix, o.text.String())
		}
	}
}

func flagsFor(t *testing.T, args ...string) flags {
	t.Helper()
	f, err := parse(append([]string{"-listen", "127.0.0.1:0", "-data", t.TempDir()}, args...), io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// start runs a relay until stop is called, which returns run's error.
func start(t *testing.T, f flags) (out *output, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out = newOutput()
	done := make(chan error, 1)
	go func() { done <- run(ctx, f, out, io.Discard) }()
	stop = sync.OnceValue(func() error { cancel(); return <-done })
	t.Cleanup(func() { stop() })
	return out, stop
}

func TestARelayStartsSaysWhereItIsAndStops(t *testing.T) {
	t.Parallel()
	f := flagsFor(t, "-demo")
	out, stop := start(t, f)
	out.line(t, "pupitre ")
	console := out.line(t, "console  ")
	if shop := out.line(t, "shop     "); strings.TrimSuffix(shop, "demo/") != strings.TrimSuffix(console, "console/") {
		t.Errorf("console at %s, shop at %s", console, shop)
	}
	hint := out.line(t, "sign in  ")
	if !strings.HasPrefix(hint, "admin@localhost or ana@localhost or ben@localhost, password ") {
		t.Errorf("sign in: %s", hint)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	out, stop = start(t, f) // a demo prints a sign-in at each start
	if again := out.line(t, "sign in  "); again == hint {
		t.Error("the same password again")
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func TestAManagersPasswordIsPrintedOnce(t *testing.T) {
	t.Parallel()
	f := flagsFor(t)
	out, stop := start(t, f)
	out.line(t, "sign in  admin@localhost, password ")
	if err := stop(); err != nil {
		t.Error(err)
	}
	out, stop = start(t, f)
	out.line(t, "console  ")
	if err := stop(); err != nil {
		t.Error(err)
	}
	if got := out.text.String(); strings.Contains(got, "password") {
		t.Errorf("printed again:\n%s", got)
	}
}

func TestWhatPreventsAStartIsNamedInOneSentence(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { taken.Close() }) // after the parallel parts
	locked := t.TempDir()
	b, err := bus.Open(t.Context(), bus.Options{Dir: locked})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close(context.Background()) })
	corrupt := t.TempDir()
	if err := os.WriteFile(filepath.Join(corrupt, "jetstream"), []byte("a file where a directory was"), 0o600); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		args []string
		want error
		says string
	}{
		{"a port in use", []string{"-listen", taken.Addr().String()}, web.ErrListen, "another program uses that port"},
		{"an address that is none", []string{"-listen", "nowhere"}, web.ErrListen, "nowhere"},
		{"a directory in use", []string{"-data", locked}, bus.ErrLocked, locked},
		{"a store that cannot be opened", []string{"-data", corrupt}, bus.ErrCorrupt, corrupt},
		{"a directory that is a file", []string{"-data", file}, bus.ErrUnwritable, file},
		{"a directory that cannot be made", []string{"-data", "/proc/pupitre"}, bus.ErrUnwritable, "/proc/pupitre"},
		{"pprof on a port in use", []string{"-debug-listen", taken.Addr().String()}, web.ErrListen, "another program uses that port"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // should it start after all
			defer cancel()
			err := run(ctx, flagsFor(t, c.args...), &out, io.Discard)
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%v, want %v and %q", err, c.want, c.says)
			}
			if out.Len() > 0 {
				t.Errorf("printed %q", out.String())
			}
		})
	}
}

// The demo shop's pages name the site demo, whatever a relay's site is called otherwise.
func TestTheSiteIsNamedForWhatItServes(t *testing.T) {
	t.Parallel()
	for want, args := range map[string][]string{"main": nil, "demo": {"-demo"}, "shop": {"-demo", "-site", "shop"}} {
		if c, err := flagsFor(t, args...).config(); err != nil || string(c.Site.ID) != want {
			t.Errorf("%v: %q, %v", args, c.Site.ID, err)
		}
	}
}

func TestASettingThatCannotBeIsNamed(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"-site", "a.b"}, {"-site", " "}, {"-site-name", "a\u202eb"}, {"-site-color", "red"}, {"-site-color", "#12345g"}, {"-admin-password", "short"},
		{"-site-origins", "shop.example"}, {"-site-origins", "https://shop.example/"}, {"-site-origins", "https://a.example;script-src *"}, {"-site-origins", "*"},
		{"-console-origins", "ftp://console.example"}, {"-trusted-proxies", "10.0.0.1"},
		{"-max-file", "ten"}, {"-max-file", "1GB"}, {"-max-file", "101MB"}, {"-max-file", "1.5MB"}, {"-max-file", ""}, {"-file-quota", "much"},
		{"-file-types", "pdf"}, {"-file-types", "*/*"}, {"-file-types", "image/*,a b;c/d"}, {"-file-types", "Image/PNG"}, {"-file-types", "text/plain;charset=utf-8"},
		{"-mirror-hosts", "https://cdn.example"}, {"-mirror-hosts", "*.cdn.example"}, {"-mirror-hosts", "a.example,b.example;script-src"}, {"-mirror-hosts", "a.example/x"},
	} {
		_, err := flagsFor(t, args...).config()
		if err == nil || !strings.Contains(err.Error(), strings.TrimPrefix(args[0], "-admin-password")) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v: %v", args, err)
		}
	}
	for _, args := range [][]string{{"-durability", "never"}, {"-nonsense"}, {"-per-address", "many"}, {"-mirror", "always"}} {
		if _, err := parse(args, io.Discard); err == nil {
			t.Errorf("%v is taken", args)
		}
	}
}

func TestFlagsHaveOneDashOrTwoAndTheEnvironment(t *testing.T) {
	t.Setenv("PUPITRE_SITE_NAME", "From the environment")
	t.Setenv("PUPITRE_SITE", "env")
	t.Setenv("PUPITRE_ADMIN_PASSWORD", "from the environment")
	f, err := parse([]string{"-site=one", "--trace", "-demo", "-site-origins", "https://a.example,https://b.example", "-durability", "barrier"}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	c, err := f.config()
	if err != nil {
		t.Fatal(err)
	}
	want := web.Site{ID: "one", Name: "From the environment", Origins: []string{"https://a.example", "https://b.example"}}
	if !reflect.DeepEqual(c.Site, want) || !c.Demo || !f.Trace || c.Durability != bus.Barrier || c.AdminPassword != "from the environment" || c.Listen != "127.0.0.1:8080" {
		t.Errorf("%+v", c)
	}
	var help bytes.Buffer
	if _, err := parse([]string{"-help"}, &help); err != errHelp || !strings.Contains(help.String(), "PUPITRE_DATA") {
		t.Errorf("%v\n%s", err, help.String())
	}
}

func TestWhichFilesMayBeSentIsConfigured(t *testing.T) {
	t.Parallel()
	for want, args := range map[string][]string{
		"10000000 100000000 image/png true":    {},
		"0 0 image/png true":                   {"-max-file", "0", "-file-quota", "0"},
		"500000 1000000000 image/* true":       {"-max-file", "500 kb", "-file-quota", "1GB", "-file-types", "image/*,image/*"},
		"1234 100000000 application/pdf false": {"-max-file", "1234", "-file-types", "application/pdf text/plain"},
		"100000000 100000000 image/webp false": {"-max-file", "100MB", "-file-types", "image/webp"},
	} {
		c, err := flagsFor(t, args...).config()
		if err != nil {
			t.Fatalf("%v: %v", args, err)
		}
		first, _, _ := strings.Cut(c.Rules.Types, " ")
		takes := c.Rules.MaxFile == 0 || c.Rules.Takes("image/png", 1) == chat.NoProblem
		if got := fmt.Sprint(c.Rules.MaxFile, " ", c.FileQuota, " ", first, " ", takes); got != want {
			t.Errorf("%v: %s, want %s", args, got, want)
		}
	}
}

func TestWhetherVisitorsAreAskedForTheirPageIsConfigured(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]chat.Asking{"": chat.AskAlways, "off": chat.MirrorOff, "announce": chat.Announce, "once": chat.AskOnce, "ask": chat.AskAlways} {
		args := []string{"-mirror-hosts", "cdn.example,img.example:8443"}
		if value != "" {
			args = append(args, "-mirror", value)
		}
		c, err := flagsFor(t, args...).config()
		if err != nil || c.Rules.Mirror != want || c.Rules.Hosts != "cdn.example img.example:8443" {
			t.Errorf("-mirror %q: %v, %q, %v", value, c.Rules.Mirror, c.Rules.Hosts, err)
		}
	}
}

func TestTheDemoHasABotAndOthersTheirFile(t *testing.T) {
	t.Parallel()
	write := func(text string) string {
		name := filepath.Join(t.TempDir(), "bots.json")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	good := write(`{"bots": [{"id": "orders", "name": "Orders", "key": "a-key-of-some-length-for-orders"}]}`)
	for want, args := range map[string][]string{"": nil, "lumi": {"-demo"}, "orders": {"-demo", "-bots", good}} {
		c, err := flagsFor(t, args...).config()
		got := ""
		for _, b := range c.Bots {
			got += string(b.ID)
		}
		if err != nil || got != want {
			t.Errorf("%v: bots %q, %v", args, got, err)
		}
	}
	_, err := flagsFor(t, "-bots", write(`{"bots": [{"id": "orders"}]}`)).config()
	if err == nil || !strings.HasPrefix(err.Error(), "-bots: ") || !strings.Contains(err.Error(), "bots.json: bots[0].name") {
		t.Errorf("%v", err)
	}
}
