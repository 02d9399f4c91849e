package web_test

import (
	"bufio"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"pupitre/app/wire"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
)

// What an idle visitor costs is measured in a process of its own, a whole relay, so that the other ends of the
// connections do not count: it says its address, and its memory (heap in use and stacks, after collecting) each time it is
// asked. The kernel's socket buffers are not in the number.

const childVariable = "PUPITRE_TEST_CHILD"

// ceiling is what an idle visitor may cost, in bytes: between the 23 KB of a WebSocket as it is usually written and the
// 9 KB that a bare one can be brought to.
const ceiling = 14 << 10

func TestMain(m *testing.M) {
	if dir := os.Getenv(childVariable); dir != "" {
		child(dir)
		return
	}
	os.Exit(m.Run())
}

func child(dir string) {
	r, err := web.Start(context.Background(), web.Config{
		Listen: "127.0.0.1:0", Data: dir, Site: web.Site{ID: relaytest.Site, Name: "Shop"}, AdminPassword: relaytest.Password, Beacons: true, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(strings.TrimPrefix(r.URL(), "http://"))
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		debug.FreeOSMemory()
		debug.FreeOSMemory() // what the first left to finalizers
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		fmt.Println(m.HeapInuse+m.StackInuse, r.Count().Visitors+r.Beacons())
	}
	_ = r.Stop(context.Background()) // the test has what it wants
}

func TestAnIdleVisitorCostsLittle(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector's own memory would be measured")
	}
	for what, open := range map[string]func(testing.TB, string) net.Conn{"a visitor with the chat": idle, "a page that says that somebody is there": idleBeacon} {
		if got := idleVisitor(t, 500, open); got > ceiling {
			t.Errorf("%d bytes for %s, more than %d", got, what, ceiling)
		} else {
			t.Logf("%d bytes for %s", got, what)
		}
	}
}

func BenchmarkIdleVisitor(b *testing.B) {
	for b.Loop() {
		b.ReportMetric(float64(idleVisitor(b, 2000, idle)), "B/visitor")
	}
}

func idleVisitor(t testing.TB, n int, open func(testing.TB, string) net.Conn) int {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), childVariable+"="+t.TempDir())
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { in.Close(); cmd.Wait() }()
	out := bufio.NewScanner(stdout)
	out.Scan()
	addr := out.Text()
	memory := func(visitors int) int {
		fmt.Fprintln(in, "measure")
		var bytes, connected int
		if !out.Scan() {
			t.Fatal("the relay has ended")
		}
		if _, err := fmt.Sscan(out.Text(), &bytes, &connected); err != nil || connected != visitors {
			t.Fatalf("the relay says %q with %d visitors connected", out.Text(), visitors)
		}
		return bytes
	}

	first := open(t, addr) // what is made once is not a visitor's
	defer first.Close()
	before := memory(1)
	for range n {
		defer open(t, addr).Close()
	}
	return (memory(1+n) - before) / n
}

// idle connects a visitor who has said Hello, follows the conversation, and has nothing to say.
func idle(t testing.TB, addr string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	c.SetDeadline(time.Now().Add(time.Minute))
	fmt.Fprintf(c, "GET /ws/visitor HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n", addr, addr)
	in := bufio.NewReaderSize(c, 512)
	for line := ""; line != "\r\n"; {
		if line, err = in.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
	}
	say(t, c, wire.Hello{Site: relaytest.Site, Lang: "en"})
	me, ok := hear(t, in)[0].(wire.Welcome)
	if !ok {
		t.Fatal("no Welcome")
	}
	say(t, c, wire.Follow{Conversation: me.Conversation, Limit: 50})
	if _, ok := hear(t, in)[0].(wire.Page); !ok {
		t.Fatal("no Page")
	}
	return c
}

// idleBeacon is a page of somebody who has not asked for a chat.
func idleBeacon(t testing.TB, addr string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	c.SetDeadline(time.Now().Add(time.Minute))
	body := `{"site": "` + relaytest.Site + `"}`
	fmt.Fprintf(c, "POST /visitor/here HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s", addr, addr, len(body), body)
	in := bufio.NewReaderSize(c, 512)
	for line := ""; !strings.Contains(line, `"token"`); {
		if line, err = in.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// say writes a short message masked with zeros, as RFC 6455 (5.2) lets a client choose.
func say(t testing.TB, c net.Conn, f wire.Frame) {
	t.Helper()
	msg := wire.Message(f)
	if _, err := c.Write(append([]byte{0x82, 0x80 | byte(len(msg)), 0, 0, 0, 0}, msg...)); err != nil {
		t.Fatal(err)
	}
}

func hear(t testing.TB, in *bufio.Reader) []wire.Frame {
	t.Helper()
	head := make([]byte, 2)
	if _, err := io.ReadFull(in, head); err != nil {
		t.Fatal(err)
	}
	size := int(head[1])
	if size == 126 {
		if _, err := io.ReadFull(in, head); err != nil {
			t.Fatal(err)
		}
		size = int(binary.BigEndian.Uint16(head))
	}
	msg := make([]byte, size)
	if _, err := io.ReadFull(in, msg); err != nil {
		t.Fatal(err)
	}
	frames, err := wire.Decode(msg)
	if err != nil {
		t.Fatal(err)
	}
	return frames
}
