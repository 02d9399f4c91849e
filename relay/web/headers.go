package web

import (
	"net/http"
	"strings"
)

// safeHeaders are on every answer.
func safeHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

func consoleHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy(r, inPage{}, "frame-src 'self'", "frame-ancestors 'none'", "form-action 'self'"))
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// mirrorHeaders are on the page that shows a visitor's page: a console may have it beside a conversation, and in it there is but mirrorFrame.
func mirrorHeaders(consoles []string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy(r, inPage{}, "frame-src 'self'", "frame-ancestors "+strings.Join(append([]string{"'self'"}, consoles...), " "), "form-action 'none'"))
		next.ServeHTTP(w, r)
	})
}

// inPage are the scripts and styles that stand in a page itself, as a policy names them: a space before each.
type inPage struct{ scripts, styles string }

// policy is what the relay's own pages may do: load from the relay, run Wasm, talk to the relay; of scripts and styles in
// the page none but these, no other host.
func policy(r *http.Request, own inPage, more ...string) string {
	return strings.Join(append([]string{
		"default-src 'none'",
		"script-src 'self' 'wasm-unsafe-eval'" + own.scripts,
		"style-src 'self'" + own.styles,
		"img-src 'self' data: blob: https:", // offers have pictures of their own
		"font-src 'self'",
		"media-src 'self'",
		"connect-src 'self'" + socketOf(r),
		"base-uri 'none'",
	}, more...), "; ")
}

// socketOf names the relay's own WebSocket for browsers in which 'self' does not. Host is the client's word: one with
// other characters than a host has gets nothing.
func socketOf(r *http.Request) string {
	for _, c := range []byte(r.Host) {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte(".-:[]", c) >= 0:
		default:
			return ""
		}
	}
	if secure(r) {
		return " wss://" + r.Host
	}
	return " ws://" + r.Host
}

func demoHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'self'; frame-src 'self'; img-src 'self' data:; base-uri 'none'")
		next.ServeHTTP(w, r)
	})
}

// publicHeaders are on scripts, styles, images and modules: any page may load them, nobody's secret is in them.
func publicHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Access-Control-Expose-Headers", SizeHeader)
		w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
		next.ServeHTTP(w, r)
	})
}
