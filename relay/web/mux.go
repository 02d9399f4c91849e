package web

import (
	"net/http"

	"pupitre/relay/export"
)

// mux is the table of the relay's addresses.
func (r *Relay) mux() (http.Handler, error) {
	f, err := newFiles(r.config.Static)
	if err != nil {
		return nil, err
	}
	page, err := newWidgetPage(r.config, f)
	if err != nil {
		return nil, err
	}
	frame, err := newMirrorFrame(r.config, f)
	if err != nil {
		return nil, err
	}
	origins, err := newOrigins(r.config.ConsoleOrigins)
	if err != nil {
		return nil, err
	}
	a, hub, sent, mirrors := r.parts.auth, r.parts.hub, r.parts.files, r.parts.mirrors

	m := http.NewServeMux()
	m.Handle("GET /{$}", http.RedirectHandler("/console/", http.StatusFound))
	m.Handle("GET /console/", consoleHeaders(f))
	m.Handle("GET /widget/{$}", page)
	m.Handle("GET /mirror/{$}", mirrorHeaders(r.config.ConsoleOrigins, f))
	m.Handle("GET /mirror/config.json", mirrorHeaders(r.config.ConsoleOrigins, f))
	m.Handle("GET /mirror/frame", frame)
	m.Handle("GET "+launcherFile, publicHeaders(launcher(r.config.Beacons, f)))
	for _, script := range []string{"/share.js", "/record.js"} { // which the launcher loads when they are needed
		m.Handle("GET "+script, publicHeaders(f))
	}
	for _, folder := range []string{"/css/", "/data/", "/js/", "/img/", "/wasm/"} {
		m.Handle("GET "+folder, publicHeaders(f))
	}
	if r.config.Demo {
		m.Handle("GET /demo/", demoHeaders(f))
		if r.parts.demoKey != "" {
			m.HandleFunc("POST /demo/identity", demoIdentity(r.config.Site.ID, r.parts.demoKey))
		}
	}

	m.HandleFunc("GET /ws/visitor", hub.ServeVisitor)
	m.HandleFunc("GET /ws/agent", hub.ServeAgent)
	m.HandleFunc("GET /ws/mirror/visitor", mirrors.ServeVisitor)
	m.HandleFunc("GET /ws/mirror/agent", mirrors.ServeAgent)
	m.HandleFunc("POST /visitor/about", r.parts.visits.ServeAbout)
	if r.config.Beacons {
		m.HandleFunc("POST /visitor/here", r.parts.visits.ServeHere)
	}

	m.HandleFunc("GET /visitor/blocked", r.blocked)

	for pattern, h := range map[string]http.HandlerFunc{
		"POST /auth/sign-in":                       a.ServeSignIn,
		"POST /auth/sign-out":                      a.ServeSignOut,
		"GET /auth/me":                             a.ServeMe,
		"GET /agent/export":                        export.New(export.Exports{Desk: r.parts.desk, Site: r.config.Site.Name, Manager: a.Manager, Log: r.config.Log}).ServeHTTP,
		"POST /agent/mirror/{conversation}/{what}": mirrors.ServeDo,

		"POST /api/v1/agents":      a.ServeAddAgent,
		"GET /api/v1/agents":       a.ServeAgents,
		"POST /api/v1/agents/{id}": a.ServeAgent,
		"OPTIONS /auth/":           origins.preflight,
		"OPTIONS /api/":            origins.preflight,
		"OPTIONS /files/":          origins.preflight,

		"PUT /files/{conversation}/{file}":       sent.ServePut,
		"HEAD /files/{conversation}/{file}":      sent.ServeHead,
		"DELETE /files/{conversation}/{file}":    sent.ServeDelete,
		"GET /files/{conversation}/{file}":       sent.ServeGet,
		"GET /files/{conversation}/{file}/thumb": sent.ServeThumb,
	} {
		m.Handle(pattern, origins.allow(h))
	}

	bots := r.parts.bots.API()
	for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE"} { // OPTIONS is answered above
		m.Handle(method+" /api/v1/bot/", bots)
	}

	m.HandleFunc("GET /healthz", alive)
	m.HandleFunc("GET /readyz", r.ready)
	m.HandleFunc("GET /metrics", r.metrics)
	return behindProxies(r.config.TrustedProxies, safeHeaders(m)), nil
}
