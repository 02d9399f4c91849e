package web

import (
	"fmt"
	"net/http"
	"strings"
)

// widgetPage is the chat's own page, shown in a frame of the merchant's. Its styles and scripts stand in it: a request for
// each would cost as much time as the frame's own process does, and the visitor could write only after the last of them.
type widgetPage struct {
	site  Site
	files *files
	made  map[string]madePage // by language; none: the pages have not been built
}

const widgetFile = "widget/index.html"

func newWidgetPage(c Config, f *files) (*widgetPage, error) {
	p := &widgetPage{site: c.Site, files: f, made: map[string]madePage{}}
	if _, ok := f.named[widgetFile]; !ok {
		return p, nil
	}
	for _, lang := range []string{"en", "fr"} {
		var err error
		if p.made[lang], err = makePage(f.fs, widgetFile, widgetData{string(c.Site.ID), c.Site.Name, lang, c.Site.Color, strings.Join(c.Site.Origins, " ")}); err != nil {
			return nil, fmt.Errorf("make %s: %w", widgetFile, err)
		}
	}
	return p, nil
}

// widgetData is what the template may use.
type widgetData struct {
	Site, Name, Lang, Color string
	Origins                 string // whose pages may show the chat besides the relay's own, with spaces between
}

// ServeHTTP is /widget/?site=ID&lang=fr.
func (p *widgetPage) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if len(p.made) == 0 {
		p.files.missing(w, widgetFile)
		return
	}
	if r.URL.Query().Get("site") != string(p.site.ID) {
		http.Error(w, "There is no chat for this site here.", http.StatusNotFound)
		return
	}
	page, ok := p.made[r.URL.Query().Get("lang")]
	if !ok {
		page = p.made["en"]
	}
	w.Header().Set("Content-Security-Policy", policy(r, inPage{page.scripts, page.styles}, "frame-ancestors "+strings.Join(append([]string{"'self'"}, p.site.Origins...), " "), "form-action 'none'"))
	page.serve(w, r)
}
