package web

import (
	"fmt"
	"net/http"
	"strings"
)

// mirrorFrame is the page in which a visitor's page is shown to an agent. What is shown is a stranger's: so the page has no origin, runs the one script that
// stands in it, and loads pictures, fonts and sounds from the site's own hosts and those that are configured, and from nowhere else.
type mirrorFrame struct {
	files         *files
	strict, loose *madePage // with a document type and without one; nil: the pages have not been built
	policy        string    // but for the script
}

const mirrorFrameFile = "mirror/frame.html"

func newMirrorFrame(c Config, f *files) (*mirrorFrame, error) {
	p := &mirrorFrame{files: f, policy: mirrorPolicy(c)}
	if _, ok := f.named[mirrorFrameFile]; !ok {
		return p, nil
	}
	for quirks, page := range map[bool]**madePage{false: &p.strict, true: &p.loose} {
		made, err := makePage(f.fs, mirrorFrameFile, struct{ Quirks bool }{quirks})
		if err != nil {
			return nil, fmt.Errorf("make %s: %w", mirrorFrameFile, err)
		}
		*page = &made
	}
	return p, nil
}

// mirrorPolicy is what the page may do. It is in a frame of the relay's own page, of a console's, or of its like; but no policy can name the last, which has no
// origin, so who may have it in a frame is not said: a page that has it there has sent it all that it shows.
func mirrorPolicy(c Config) string {
	hosts := append([]string(nil), c.Site.Origins...)
	hosts = append(hosts, strings.Fields(c.Rules.Hosts)...)
	if c.Demo {
		hosts = append(hosts, "'self'") // the demo shop
	}
	from := func(directive string, schemes ...string) string {
		return strings.Join(append(append([]string{directive}, schemes...), hosts...), " ")
	}
	return strings.Join([]string{
		"default-src 'none'",
		from("style-src", "'unsafe-inline'"),
		from("img-src", "data:", "blob:"),
		from("font-src", "data:"),
		from("media-src", "data:", "blob:"),
		"frame-src 'self'",
		"form-action 'none'",
		"base-uri 'none'",
		"sandbox allow-scripts",
	}, "; ")
}

// ServeHTTP is /mirror/frame, and /mirror/frame?quirks for pages without a document type.
func (p *mirrorFrame) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	page := p.strict
	if r.URL.Query().Has("quirks") {
		page = p.loose
	}
	if page == nil {
		p.files.missing(w, mirrorFrameFile)
		return
	}
	h := w.Header()
	h.Set("Content-Security-Policy", p.policy+"; script-src"+page.scripts)
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-DNS-Prefetch-Control", "off")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), display-capture=(), fullscreen=(), clipboard-read=(), clipboard-write=()")
	page.serve(w, r)
}
