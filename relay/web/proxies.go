package web

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// behindProxies gives requests that come through a trusted proxy their client's address, in RemoteAddr, and their
// scheme, in URL.Scheme. Everybody else's X-Forwarded headers are only words.
func behindProxies(trusted []netip.Prefix, next http.Handler) http.Handler {
	if len(trusted) == 0 {
		return next
	}
	trusts := func(a netip.Addr) bool {
		return slices.ContainsFunc(trusted, func(p netip.Prefix) bool { return p.Contains(a) })
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		at, err := netip.ParseAddrPort(r.RemoteAddr)
		if err != nil || !trusts(at.Addr().Unmap()) {
			next.ServeHTTP(w, r)
			return
		}
		r2 := r.Clone(r.Context())
		r2.RemoteAddr = netip.AddrPortFrom(clientOf(r, at.Addr(), trusts), 0).String()
		if r.Header.Get("X-Forwarded-Proto") == "https" {
			r2.URL.Scheme = "https"
		}
		next.ServeHTTP(w, r2)
	})
}

// clientOf is the last address of X-Forwarded-For that is not a trusted proxy's: what stands before it, a client can write.
func clientOf(r *http.Request, last netip.Addr, trusts func(netip.Addr) bool) netip.Addr {
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		a, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break
		}
		if last = a.Unmap(); !trusts(last) {
			break
		}
	}
	return last
}

func secure(r *http.Request) bool { return r.TLS != nil || r.URL.Scheme == "https" }
