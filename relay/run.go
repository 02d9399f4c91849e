package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/pprof"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"pupitre/relay/archive"
	"pupitre/relay/web"
)

// stopWithin is how long sessions and the store may take to end. Orchestrators kill after 10 s by default.
const stopWithin = 8 * time.Second

// run starts a relay, says where it is, and stops it when ctx ends. The error is a sentence with its cause.
func run(ctx context.Context, f flags, stdout, stderr io.Writer) error {
	c, err := f.config()
	if err != nil {
		return err
	}
	c.Log = slog.New(slog.NewTextHandler(stderr, nil))
	if f.Trace {
		c.Trace = tracer(stderr)
	}
	if f.Do == "rebuild" {
		if err := web.Rebuild(ctx, c); err != nil {
			return err
		}
		fmt.Fprintf(stdout, "%s has been made anew\n", filepath.Join(c.Data, archive.File))
		return nil
	}
	if f.DebugListen != "" {
		stop, err := debugServer(f.DebugListen)
		if err != nil {
			return err
		}
		defer stop()
	}
	r, err := web.Start(ctx, c)
	if err != nil {
		return err
	}
	greet(stdout, r, c.Demo)
	select {
	case <-ctx.Done():
	case err = <-r.Serving():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer cancel()
	if stopErr := r.Stop(stopping); err == nil && stopErr != nil {
		err = fmt.Errorf("not all ended in time: %w", stopErr)
	}
	return err
}

// greet says what somebody who has just started a relay wants to know.
func greet(w io.Writer, r *web.Relay, demo bool) {
	fmt.Fprintf(w, "pupitre %s (%s)\n", version(), runtime.Version())
	fmt.Fprintf(w, "console  %s/console/\n", r.URL())
	if demo {
		fmt.Fprintf(w, "shop     %s/demo/\n", r.URL())
	}
	if hint := r.SignInHint; hint.Password != "" {
		fmt.Fprintf(w, "sign in  %s, password %s\n", strings.Join(hint.Emails, " or "), hint.Password)
	}
}

func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	return info.Main.Version
}

func tracer(w io.Writer) func(string) {
	var mu sync.Mutex
	return func(line string) {
		mu.Lock()
		defer mu.Unlock()
		fmt.Fprintln(w, line)
	}
}

// debugServer serves pprof on an address of its own, which nobody should publish.
func debugServer(addr string) (stop func(), err error) {
	m := http.NewServeMux()
	m.HandleFunc("/debug/pprof/", pprof.Index)
	m.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	m.HandleFunc("/debug/pprof/profile", pprof.Profile)
	m.HandleFunc("/debug/pprof/trace", pprof.Trace)
	l, err := web.Listen(addr)
	if err != nil {
		return nil, err
	}
	s := &http.Server{Handler: m, ReadHeaderTimeout: 5 * time.Second}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = s.Serve(l) // ends with Close
	}()
	return func() { s.Close(); <-done }, nil
}
