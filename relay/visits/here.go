package visits

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"pupitre/app/chat"
	"pupitre/relay/auth"
)

// ServeHere is POST /visitor/here: a page of the site says that somebody is there. The answer stays open as long as the page does: lines
// of JSON, each an Answer, and empty lines in between so that nobody takes it for dead. A visitor who has no token, or one that is no good,
// becomes somebody new.
func (v *Visits) ServeHere(w http.ResponseWriter, r *http.Request) {
	w.Header().Add("Vary", "Origin")
	origin := r.Header.Get("Origin")
	if !v.ours(origin, r.Host) {
		refuse(w, chat.NotAllowed)
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", origin)
	if err := v.enter(); err != nil {
		refuse(w, err)
		return
	}
	defer v.ended.Done() // hold's goroutine has begun by then
	release := func() {}
	if v.o.Reserve != nil {
		var ok bool
		if release, ok = v.o.Reserve(r); !ok {
			refuse(w, chat.TooFast)
			return
		}
	}
	b, first, err := v.begin(w, r)
	if err == nil {
		b.release = release
		err = v.hold(w, b, first)
	}
	if err != nil {
		release()
		refuse(w, err)
	}
}

// ours tells whether the page is one of the site's, or the relay's own, as the demo shop's are. The scheme of the latter is not known
// behind a proxy.
func (v *Visits) ours(origin, host string) bool {
	if slices.Contains(v.o.Origins, origin) {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.EqualFold(u.Host, host)
}

// begin reads what the page says and stores what is new in it. The error is a chat.Problem.
func (v *Visits) begin(w http.ResponseWriter, r *http.Request) (b *beacon, first Answer, err error) {
	a, err := v.read(w, r)
	if err != nil {
		return nil, first, err
	}
	if a.site != v.o.Site {
		return nil, first, chat.UnknownSite
	}
	visitor, token, err := v.o.Visitors.Known(v.o.Site, a.token)
	if a.token == "" || err != nil {
		if !v.new.allow(auth.SourceOf(r), v.now()) {
			return nil, first, chat.TooFast
		}
		visitor, token = v.o.Visitors.First(v.o.Site, a.drawn)
	}
	if v.blocked(visitor, r) {
		return nil, first, chat.NotAllowed
	}
	first.Token = token
	if first.Problems, err = v.learn(r.Context(), visitor, a); err != nil {
		return nil, first, err
	}
	return &beacon{of: v, visitor: visitor, from: auth.SourceOf(r)}, first, nil
}

// hold takes the connection over from net/http, which would keep four times as much memory for it, and lets it stay open.
func (v *Visits) hold(w http.ResponseWriter, b *beacon, first Answer) error {
	if !v.add(b) {
		return chat.Unavailable
	}
	if v.blockedFrom(b.visitor, b.from) { // since begin has asked: by somebody, or as the customer that they have turned out to be
		v.remove(b)
		return chat.NotAllowed
	}
	header := w.Header().Clone()
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil { // not HTTP/1.1
		v.remove(b)
		return chat.NotAllowed
	}
	header.Set("Content-Type", "text/plain; charset=utf-8")
	header.Set("Cache-Control", "no-store")
	header.Set("Transfer-Encoding", "chunked")
	header.Set("Connection", "close")
	header.Set("X-Accel-Buffering", "no") // nginx would keep it to itself
	var head strings.Builder
	head.WriteString("HTTP/1.1 200 OK\r\n")
	_ = header.Write(&head) // to memory
	head.WriteString("\r\n")
	b.open(conn, head.String(), first)
	v.ended.Go(func() { // not this goroutine, whose stack has grown
		b.await()
		v.remove(b)
		b.release()
	})
	v.poke(b.visitor)
	return nil
}

// add counts the beacon; false: the relay stops.
func (v *Visits) add(b *beacon) bool {
	v.mu.Lock()
	if v.closed {
		v.mu.Unlock()
		return false
	}
	v.beacons[b] = struct{}{}
	g := v.guest(b.visitor)
	g.beacons = append(g.beacons, b)
	v.mu.Unlock()
	v.Came(b.visitor)
	return true
}

func (v *Visits) remove(b *beacon) {
	v.mu.Lock()
	delete(v.beacons, b)
	g := v.guest(b.visitor)
	g.beacons = slices.DeleteFunc(g.beacons, func(o *beacon) bool { return o == b })
	v.mu.Unlock()
	v.Left(b.visitor)
}

// Count is how many beacons are open.
func (v *Visits) Count() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(v.beacons)
}

// line is a chunk of an answer with one line in it.
func line(a Answer) string {
	text, err := json.Marshal(a)
	if err != nil {
		panic(err) // only for values that are no JSON
	}
	return chunk(string(text) + "\n")
}

func chunk(s string) string { return fmt.Sprintf("%x\r\n%s\r\n", len(s), s) }
