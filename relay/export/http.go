package export

import (
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"time"
	_ "time/tzdata" // a machine may have no zones of its own; 0.4 MB

	"pupitre/app/chat"
	"pupitre/app/lang"
)

// Exports answers GET /agent/export?visitor=ID&format=json or html, with lang=fr and zone=Europe/Paris for what is to be read.
type Exports struct {
	Desk Desk
	Site string // its name
	// Manager is who asks, if they are one; else it has answered.
	Manager func(http.ResponseWriter, *http.Request) (chat.Person, bool)
	Log     *slog.Logger

	turn chan struct{} // capacity 1: an export is in memory as a whole, so one is made at a time
}

// New is an Exports that can be asked.
func New(e Exports) *Exports {
	e.turn = make(chan struct{}, 1)
	return &e
}

// ServeHTTP implements http.Handler.
func (e *Exports) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	who, ok := e.Manager(w, r)
	if !ok {
		return
	}
	select {
	case e.turn <- struct{}{}:
		defer func() { <-e.turn }()
	case <-r.Context().Done():
		return
	}
	q := r.URL.Query()
	visitor, format := chat.PersonID(q.Get("visitor")), q.Get("format")
	zone, err := time.LoadLocation(q.Get("zone")) // "" is UTC
	if err != nil || format != "json" && format != "html" {
		http.Error(w, "format is json or html, and zone one such as Europe/Paris", http.StatusBadRequest)
		return
	}
	list, err := collect(r.Context(), e.Desk, who, visitor)
	switch problem, _ := errors.AsType[chat.Problem](err); {
	case err == nil:
	case problem == chat.NotFound, problem == chat.BadID:
		http.Error(w, "nothing is kept of this visitor", http.StatusNotFound)
		return
	default:
		e.Log.Warn("an export could not be made", "err", err)
		http.Error(w, "this cannot be read now; please try again", http.StatusServiceUnavailable)
		return
	}
	now := chat.Millis(time.Now().UnixMilli())
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	if format == "json" {
		h.Set("Content-Type", "application/json")
		h.Set("Content-Disposition", `attachment; filename="pupitre-`+string(visitor)+`.json"`)
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		_ = enc.Encode(documentOf(e.Site, now, list)) // who asked has gone
		return
	}
	p := page{lang: lang.Of(q.Get("lang")), zone: zone, site: e.Site, at: now}
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self' https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	_, _ = io.WriteString(w, `<!doctype html><html lang="`+p.lang.Tag()+`"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Pupitre</title>`+
		`<link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/boxes.css"><link rel="stylesheet" href="/css/export.css"></head><body class="export"><main>`+
		p.body(list)+`</main></body></html>`)
}
