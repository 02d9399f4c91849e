package files

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"pupitre/app/chat"
)

// Whoever sends or reads slowly does not hold Close: what they do is cut off, and who sends is told.
func TestCloseCutsOffSlowTransfers(t *testing.T) {
	t.Parallel()
	c := newCabinet(t)
	id, token, err := c.o.Visitors.Known("shop", "")
	if err != nil {
		t.Fatal(err)
	}
	theirs := chat.ConversationOf(id, 1)
	big := make([]byte, 16*MaxPart) // more than the kernel holds for a connection
	for i := range big {
		big[i] = 'x'
	}
	for from := 0; from < len(big); from += MaxPart {
		p := part{name: "x.txt", kind: "text/plain", length: uint64(len(big)), offset: uint64(from), frame: frameOf(big[from : from+MaxPart])}
		if _, err := c.take(t.Context(), chat.Person{ID: id, Role: chat.Visitor}, address{theirs, "big"}, p); err != nil {
			t.Fatal(err)
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("PUT /files/{conversation}/{file}", c.ServePut)
	mux.HandleFunc("GET /files/{conversation}/{file}", c.ServeGet)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	ask := func(method, file, more string) *bufio.Reader {
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		_ = conn.SetDeadline(time.Now().Add(5 * time.Minute)) // nothing is waited for so long but by mistake
		fmt.Fprintf(conn, "%s /files/%s/%s HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer %s\r\n%s\r\n", method, theirs, file, token, more)
		return bufio.NewReaderSize(conn, 512)
	}
	status := func(r *bufio.Reader) string {
		line, err := r.ReadString('\n')
		if err != nil {
			t.Error(err)
		}
		return strings.TrimSpace(line)
	}
	for range readsAtATime.mostOfVisitor {
		if got := status(ask("GET", "big", "")); got != "HTTP/1.1 200 OK" { // and reads no further
			t.Fatal(got)
		}
	}
	ask("GET", "big", "") // and waits
	sends := ask("PUT", "small", "Content-Type: text/plain\r\nUpload-Name: x.txt\r\nUpload-Length: 10\r\nUpload-Offset: 0\r\nContent-Length: 10\r\n")
	for there := false; !there; runtime.Gosched() {
		c.limits.mu.Lock()
		there = c.limits.asked.all == readsAtATime.mostOfVisitor+1 && c.limits.parts.all == 1
		c.limits.mu.Unlock()
	}
	began := time.Now()
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took > partWithin/4 {
		t.Errorf("closed after %v", took)
	}
	if got := status(sends); got != "HTTP/1.1 503 Service Unavailable" {
		t.Errorf("who sends is told %s", got)
	}
}
