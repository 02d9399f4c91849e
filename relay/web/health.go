package web

import (
	"fmt"
	"net/http"
)

// alive is /healthz: the process answers.
func alive(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ok") }

// ready is /readyz: entries can be stored.
func (r *Relay) ready(w http.ResponseWriter, req *http.Request) {
	if err := r.parts.desk.Ready(); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ok")
}

// metrics is /metrics, in the text form that Prometheus reads: numbers only, nothing about anybody.
func (r *Relay) metrics(w http.ResponseWriter, req *http.Request) {
	c, seen, ready := r.parts.hub.Count(), r.parts.mirrors.Count(), 1
	if r.parts.desk.Ready() != nil {
		ready = 0
	}
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	for _, m := range []struct {
		name, kind string
		value      any
	}{
		{`pupitre_sessions{role="visitor"}`, "gauge", c.Visitors},
		{`pupitre_sessions{role="agent"}`, "", c.Agents},
		{"pupitre_beacons", "gauge", r.Beacons()},
		{"pupitre_conversations_followed", "gauge", c.Conversations},
		{"pupitre_entries_stored_total", "counter", c.Stored},
		{"pupitre_mirrors", "gauge", seen.Rooms},
		{"pupitre_mirror_viewers", "gauge", seen.Viewers},
		{`pupitre_mirror_bytes_total{from="page"}`, "counter", seen.In},
		{`pupitre_mirror_bytes_total{from="relay"}`, "", seen.Out},
		{"pupitre_mirror_messages_dropped_total", "counter", seen.Dropped},
		{"pupitre_bot_requests_waiting", "gauge", r.parts.bots.Waiting()},
		{"pupitre_ready", "gauge", ready},
	} {
		if m.kind != "" {
			fmt.Fprintf(w, "# TYPE %s %s\n", bareName(m.name), m.kind)
		}
		fmt.Fprintf(w, "%s %v\n", m.name, m.value)
	}
}

func bareName(s string) string {
	for i := range s {
		if s[i] == '{' {
			return s[:i]
		}
	}
	return s
}
