package web_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"pupitre/relay/relaytest"
	"pupitre/relay/web"
)

// held is a log that stops whoever writes a certain line, until it is let go.
type held struct {
	line       string
	once       sync.Once
	there, let chan struct{}
}

func (h *held) Write(b []byte) (int, error) {
	if strings.Contains(string(b), h.line) {
		h.once.Do(func() { close(h.there); <-h.let })
	}
	return len(b), nil
}

func TestWhileARelayStartsItIsAliveAndNotReady(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	r := relaytest.Start(t, func(c *web.Config) { c.Data = dir })
	r.Stop()
	if err := os.Remove(filepath.Join(dir, "highwater")); err != nil { // then the store says something while it is opened
		t.Fatal(err)
	}
	h := &held{line: "CANNOT BE COMPARED", there: make(chan struct{}), let: make(chan struct{})}
	again := make(chan *web.Relay, 1)
	go func() {
		c := web.Config{Listen: strings.TrimPrefix(r.URL, "http://"), Data: dir, Site: web.Site{ID: relaytest.Site, Name: "Test shop"}, Log: slog.New(slog.NewTextHandler(h, nil))}
		relay, err := web.Start(t.Context(), c)
		if err != nil {
			t.Error(err)
		}
		again <- relay
	}()
	<-h.there
	look := func(path string) (int, string, string) {
		t.Helper()
		answer, err := http.Get(r.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, string(body), answer.Header.Get("Retry-After")
	}
	if status, body, _ := look("/healthz"); status != 200 || body != "ok\n" {
		t.Errorf("/healthz: %d %q", status, body)
	}
	for _, path := range []string{"/readyz", "/console/", "/ws/visitor", "/metrics"} {
		if status, body, after := look(path); status != 503 || after != "1" || body != "the relay is starting\n" {
			t.Errorf("%s: %d %q, retry after %q", path, status, body, after)
		}
	}
	close(h.let)
	relay := <-again
	if relay == nil {
		return
	}
	if status, body, _ := look("/readyz"); status != 200 || body != "ok\n" {
		t.Errorf("/readyz of one that has started: %d %q", status, body)
	}
	if err := relay.Stop(context.WithoutCancel(t.Context())); err != nil {
		t.Error(err)
	}
}
