package web

import (
	"net/http"
	"slices"
	"strings"

	uploads "pupitre/relay/files"
)

// origins are where a console may be loaded from besides the relay itself. Its requests come with the cookie, so they
// are answered readably to these alone, and writing ones are refused to all others.
type origins struct {
	list []string
	csrf *http.CrossOriginProtection
}

func newOrigins(list []string) (*origins, error) {
	o := &origins{list: list, csrf: http.NewCrossOriginProtection()}
	for _, origin := range list {
		if err := o.csrf.AddTrustedOrigin(origin); err != nil {
			return nil, err
		}
	}
	return o, nil
}

func (o *origins) allow(next http.HandlerFunc) http.Handler {
	return o.csrf.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Origin")
		if origin := r.Header.Get("Origin"); slices.Contains(o.list, origin) {
			w.Header().Set("Access-Control-Allow-Origin", origin)
			w.Header().Set("Access-Control-Allow-Credentials", "true")
			w.Header().Set("Access-Control-Expose-Headers", "Content-Disposition, Retry-After, "+uploads.OffsetHeader)
		}
		next(w, r)
	}))
}

func (o *origins) preflight(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE")
	w.Header().Set("Access-Control-Allow-Headers", strings.Join([]string{"Authorization", "Content-Type", "Range", uploads.NameHeader, uploads.LengthHeader, uploads.OffsetHeader, uploads.FromHeader}, ", "))
	w.Header().Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
}
