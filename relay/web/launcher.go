package web

import "net/http"

// The launcher's script, and the one of sites that show their visitors to agents, which merchants' pages ask for by the same name: a page
// must not have to ask which of the two it is.
const (
	launcherFile         = "/widget.js"
	visitorsLauncherFile = "/widget-visitors.js"
)

// launcher serves one of the two.
func launcher(beacons bool, files http.Handler) http.Handler {
	if !beacons {
		return files
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = r.Clone(r.Context())
		r.URL.Path = visitorsLauncherFile
		files.ServeHTTP(w, r)
	})
}
