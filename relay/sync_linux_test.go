package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/wiretest"
)

// What a relay asks of the kernel, and when, is seen with strace: so an embedded server that acknowledges before its sync
// has returned is found, whatever it says of itself.

// traced is a relay under strace with more of strace's arguments.
func traced(t *testing.T, dir string, strace []string, args ...string) *process {
	t.Helper()
	name, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed: whether acknowledgements wait for the disk was not looked at")
	}
	if out, err := exec.Command(name, "-f", "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		t.Skipf("strace may not trace here (%s): whether acknowledgements wait for the disk was not looked at", bytes.TrimSpace(out))
	}
	p := command(t, dir)
	args = append(append(append([]string{"-f", "-qq", "-y", "-s", "100000"}, strace...), p.Args...), args...)
	traced := exec.CommandContext(t.Context(), name, args...)
	traced.Env, traced.Stderr = p.Env, p.Stderr
	p.Cmd = traced
	out := newOutput()
	p.Stdout = out
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Kill(relayIn(dir), syscall.SIGKILL) }) // strace itself ends with it
	p.url = strings.TrimSuffix(out.within(t, time.Minute, "console  "), "/console/")
	return p
}

// relayIn is the process that has locked the directory: strace does not pass signals on. An impossible one if there is none.
func relayIn(dir string) int {
	b, _ := os.ReadFile(filepath.Join(dir, "lock"))
	pid, err := strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil {
		return 1 << 30
	}
	return pid
}

func TestNothingGoesOutBeforeItIsOnDisk(t *testing.T) {
	t.Parallel()
	for _, durability := range []string{"always", "barrier"} {
		t.Run(durability, func(t *testing.T) {
			t.Parallel()
			dir, trace := t.TempDir(), filepath.Join(t.TempDir(), "trace")
			p := traced(t, dir, []string{"-e", "trace=write,pwrite64,fsync,fdatasync,syncfs", "-o", trace}, "-durability", durability)
			const visitors, each = 3, 8
			var ids []string
			var writing sync.WaitGroup
			for i := range visitors {
				v := wiretest.Dial(t, p.url, "/ws/visitor", wiretest.Options{})
				me := v.Hello("main", "")
				v.Follow(me.Conversation, me.Epoch, 0) // so that the entry itself goes out too
				for k := range each {
					ids = append(ids, fmt.Sprintf("entry-%d-%d-", i, k))
				}
				mine := ids[i*each:]
				writing.Go(func() {
					for _, id := range mine {
						v.Say(wiretest.Text(me.Conversation, 0, chat.EntryID(id), "text"))
						wiretest.Await[wire.Ack](v)
					}
				})
			}
			writing.Wait()
			if err := syscall.Kill(relayIn(dir), syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			if err := p.Wait(); err != nil {
				t.Fatalf("%v: %s", err, p.stderr.String())
			}
			b, err := os.ReadFile(trace)
			if err != nil {
				t.Fatal(err)
			}
			calls := parseTrace(string(b))
			for _, id := range ids {
				if err := onDiskFirst(calls, id); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// call is a system call: the lines of the trace on which it began and returned.
type call struct {
	name, text  string // its arguments
	began, over int
	failed      bool
}

var (
	wholeCall = regexp.MustCompile(`^(\d+) +(\w+)\((.*)\) += (-?\d+)`)
	beginning = regexp.MustCompile(`^(\d+) +(\w+)\((.*) <unfinished \.\.\.>`)
	rest      = regexp.MustCompile(`^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (-?\d+)`)
)

func parseTrace(trace string) (calls []call) {
	open := map[string]call{} // by thread
	for i, line := range strings.Split(trace, "\n") {
		if m := wholeCall.FindStringSubmatch(line); m != nil {
			calls = append(calls, call{m[2], m[3], i, i, m[4][0] == '-'})
		} else if m := beginning.FindStringSubmatch(line); m != nil {
			open[m[1]] = call{m[2], m[3], i, 1 << 60, false}
		} else if m := rest.FindStringSubmatch(line); m != nil {
			c := open[m[1]]
			c.over, c.failed = i, m[4][0] == '-'
			calls = append(calls, c)
		}
	}
	return calls
}

// onDiskFirst finds the write of an entry to the store, then a sync that began after it, then what of the entry went
// out: not before that sync had returned.
func onDiskFirst(calls []call, id string) error {
	const never = 1 << 60
	written, synced, out := never, never, never
	for _, c := range calls {
		if c.name == "pwrite64" && strings.Contains(c.text, "/streams/CONV/msgs/") && strings.Contains(c.text, id) && !c.failed {
			written = min(written, c.over)
		}
	}
	for _, c := range calls {
		switch {
		case c.failed:
		case c.name == "syncfs" || c.name == "fsync" && strings.Contains(c.text, "/streams/CONV/msgs/"):
			if c.began > written {
				synced = min(synced, c.over)
			}
		case c.name == "write" && strings.Contains(c.text, "<socket:") && strings.Contains(c.text, id):
			out = min(out, c.began)
		}
	}
	if written == never || out == never || synced > out {
		return fmt.Errorf("%s: written on line %d of the trace, synced on line %d, went out on line %d", id, written, synced, out)
	}
	return nil
}

// The check itself must be able to fail.
func TestATraceOfAnEarlyAcknowledgementIsFound(t *testing.T) {
	t.Parallel()
	const write, sync, resumed, out = `7 pwrite64(9</d/streams/CONV/msgs/1.blk>, "id", 2, 0) = 2`, `7 fsync(9</d/streams/CONV/msgs/1.blk> <unfinished ...>`,
		`7 <... fsync resumed>) = 0`, `8 write(11<socket:[5]>, "id", 2) = 2`
	for _, lines := range [][]string{
		{write, out}, {write, sync, out, resumed}, {sync, write, resumed, out}, {out, write, sync, resumed}, {write, sync, `7 <... fsync resumed>) = -1 EIO (Input/output error)`, out},
		{sync, resumed, write, out}, {write, sync, resumed},
	} {
		if onDiskFirst(parseTrace(strings.Join(lines, "\n")), "id") == nil {
			t.Errorf("found nothing wrong in %q", lines)
		}
	}
	if err := onDiskFirst(parseTrace(strings.Join([]string{write, sync, resumed, out}, "\n")), "id"); err != nil {
		t.Error(err)
	}
}

func TestASyncThatFailsEndsTheRelayWithoutAnAcknowledgement(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	block := filepath.Join(dir, "jetstream", "$G", "streams", "CONV", "msgs", "1.blk")
	p := traced(t, dir, []string{"-o", os.DevNull, "-P", block, "-e", "trace=fsync", "-e", "inject=fsync:error=EIO"})
	v := wiretest.Dial(t, p.url, "/ws/visitor", wiretest.Options{})
	me := v.Hello("main", "")
	v.Say(wiretest.Text(me.Conversation, 0, "first", "text"))
	rest, _ := v.Rest()
	for _, f := range rest {
		if a, ok := f.(wire.Ack); ok {
			t.Errorf("acknowledged: %+v", a)
		}
	}
	if e, ok := p.Wait().(*exec.ExitError); !ok || e.ExitCode() != 1 {
		t.Errorf("%v, want exit code 1", e)
	}
	if got := p.stderr.String(); !strings.Contains(got, "the relay stops") || !strings.Contains(got, "input/output error") {
		t.Errorf("said %q", got)
	}
}
