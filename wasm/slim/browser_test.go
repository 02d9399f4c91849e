package slim

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// forBrowser slims for a browser and returns what stayed whole.
func forBrowser(t *testing.T, module []byte) (slimmed []byte, kept []string) {
	t.Helper()
	slimmed, report, err := Options{Browser: true}.Slim(module)
	if err != nil {
		t.Fatal(err)
	}
	return slimmed, report.Kept
}

func TestForABrowserAThirdLessToDownload(t *testing.T) {
	t.Parallel()
	module := mustLink(t, plainModule)
	slimmed, _ := forBrowser(t, module)
	if before, after := compressedSize(t, module), compressedSize(t, slimmed); after*3 > before*2 {
		t.Errorf("%d bytes became %d", before, after)
	}
}

// The three programs use all of the language and of the runtime that has a place in a page; watched also what has none there,
// and so keeps it.
func TestForABrowserProgramsBehaveTheSame(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		link func() ([]byte, error)
		kept []string // what stays
	}{
		{"plain", plainModule, nil},
		{"stress", stressModule, []string{"inline trees"}},
		{"watched", watchedModule, []string{"execution traces", "stack traces", "profiles", "inline trees"}},
	} {
		module := mustLink(t, c.link)
		slimmed, kept := forBrowser(t, module)
		if len(kept) != len(c.kept) {
			t.Errorf("%s keeps %q, want %q", c.name, kept, c.kept)
		}
		for _, what := range c.kept {
			if !slices.ContainsFunc(kept, func(k string) bool { return strings.HasPrefix(k, what+": ") }) {
				t.Errorf("%s does not keep %s: %q", c.name, what, kept)
			}
		}
		for _, r := range runners(t) {
			t.Run(c.name+" in "+r.name, func(t *testing.T) {
				t.Parallel()
				want := r.run(t, module)
				if !strings.HasSuffix(want, "\ndone\n") {
					t.Fatalf("the unslimmed program does not end well:\n%s", want)
				}
				if got := r.run(t, slimmed); got != want {
					t.Errorf("slimmed:\n%s\nunslimmed:\n%s", got, want)
				}
			})
		}
	}
}

// trace is what follows the message of a panic or a fatal error.
var trace = regexp.MustCompile(`(?s)\n(goroutine \d+|runtime stack:).*`)

func TestForABrowserProgramsStillSayWhyTheyEnd(t *testing.T) {
	t.Parallel()
	module := mustLink(t, plainModule)
	slimmed, _ := forBrowser(t, module)
	for _, how := range []struct{ name, says string }{
		{"panic", "panic: panic with a text"},
		{"error", "panic: complaint about errors"},
		{"joined", "panic: first\n\tsecond"},
		{"word", `panic: main.word("a type of its own")`},
		{"number", "panic: 42"},
		{"stringer", "panic while printing panic value: a stringer panics too"},
		{"again", "panic: first\n\tpanic: second"},
		{"goroutine", "panic: in a goroutine"},
		{"goexit", "all goroutines are asleep - deadlock!"},
		{"deferred", "deferred functions run\npanic: after them"},
		{"index", "index out of range [3] with length 3"},
		{"slice", "slice bounds out of range [2:1]"},
		{"nil map", "assignment to entry in nil map"},
		{"nil pointer", "invalid memory address or nil pointer dereference"},
		{"nil method", "invalid memory address or nil pointer dereference"},
		{"division", "integer divide by zero"},
		{"conversion", "interface {} is string, not int"},
		{"interface", "string is not main.shape: missing method area"},
		{"closed", "close of closed channel"},
		{"unlock", "fatal error: sync: unlock of unlocked mutex"},
		{"later", "panic: in a deferred function"},
		{"deadlock", "all goroutines are asleep - deadlock!"},
	} {
		for i, r := range runners(t) {
			if strings.HasSuffix(how.says, "deadlock!") && r.name != "node" {
				continue // a page waits for an event for ever
			}
			if i > 0 && how.name != "panic" && how.name != "index" {
				continue // one runner is enough for the others
			}
			t.Run(how.name+" in "+r.name, func(t *testing.T) {
				t.Parallel()
				want := strings.TrimSpace(trace.ReplaceAllString(r.run(t, module, how.name), ""))
				if !strings.Contains(want, how.says) {
					t.Fatalf("the unslimmed program does not say %q:\n%s", how.says, want)
				}
				if got := strings.TrimSpace(r.run(t, slimmed, how.name)); got != want {
					t.Errorf("slimmed:\n%s\nunslimmed:\n%s", got, want)
				}
			})
		}
	}
}

// What the table in idle.go says of numbers in panics.
func TestForABrowserPanicsShowFloatsInHexadecimal(t *testing.T) {
	t.Parallel()
	slimmed, _ := forBrowser(t, mustLink(t, plainModule))
	out := runners(t)[0].run(t, slimmed, "float")
	if want := "\npanic: 0x4000000000000000\n"; !strings.Contains(out, want) {
		t.Errorf("the panic does not say %q:\n%s", want, out)
	}
}

// Only what the report names is replaced: everything else of the code stays byte for byte, at its index.
func TestForABrowserLiveCodeStaysAsItIs(t *testing.T) {
	t.Parallel()
	module := mustLink(t, plainModule)
	slimmed, report, err := Options{Browser: true}.Slim(module)
	if err != nil {
		t.Fatal(err)
	}
	before, after := mustCode(t, module), mustCode(t, slimmed)
	if len(before.bodies) != len(after.bodies) {
		t.Fatalf("%d functions became %d", len(before.bodies), len(after.bodies))
	}
	replaced := 0
	for i, body := range before.bodies {
		is := string(after.bodies[i])
		if is == string(body) {
			continue
		}
		replaced++
		if is != string(trap) && is != string(leave) && len(is) > 7 {
			t.Errorf("function %d became % x", i, is)
		}
	}
	// printfloat64 is replaced but not dropped, some dropped functions were empty.
	if replaced > report.Dropped+1 || replaced < report.Dropped-20 {
		t.Errorf("%d functions differ, %d are reported", replaced, report.Dropped)
	}
	if report.CodeBefore != before.size() || report.CodeAfter != after.size() {
		t.Errorf("report %+v, code of %d and %d bytes", report, before.size(), after.size())
	}
}

func mustCode(t *testing.T, module []byte) *code {
	t.Helper()
	sections, err := parseSections(module)
	if err != nil {
		t.Fatal(err)
	}
	c, err := readCode(sections)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
