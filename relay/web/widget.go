package web

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"slices"
	"strings"
)

// widgetPage is the chat's own page, shown in a frame of the merchant's: a template with the site's settings.
type widgetPage struct {
	site  Site
	files *files
	html  *template.Template // nil: the pages have not been built
}

const widgetFile = "widget/index.html"

func newWidgetPage(c Config, f *files) (*widgetPage, error) {
	p := &widgetPage{site: c.Site, files: f}
	if _, ok := f.named[widgetFile]; !ok {
		return p, nil
	}
	text, err := fs.ReadFile(f.fs, widgetFile)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", widgetFile, err)
	}
	if p.html, err = template.New("widget").Parse(string(text)); err != nil {
		return nil, fmt.Errorf("read %s: %w", widgetFile, err)
	}
	return p, nil
}

// widgetData is what the template may use.
type widgetData struct {
	Site, Name, Lang, Color string
	Origins                 string // whose pages may show the chat, the relay's own first, with spaces between
}

// ServeHTTP is /widget/?site=ID&lang=fr.
func (p *widgetPage) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if p.html == nil {
		p.files.missing(w, widgetFile)
		return
	}
	if r.URL.Query().Get("site") != string(p.site.ID) {
		http.Error(w, "There is no chat for this site here.", http.StatusNotFound)
		return
	}
	var b bytes.Buffer
	if err := p.html.Execute(&b, p.data(r)); err != nil {
		http.Error(w, "The chat's page could not be made.", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	h.Set("Content-Security-Policy", policy(r, "frame-ancestors "+strings.Join(append([]string{"'self'"}, p.site.Origins...), " "), "form-action 'none'"))
	_, _ = w.Write(b.Bytes()) // who asked has gone
}

func (p *widgetPage) data(r *http.Request) widgetData {
	lang := r.URL.Query().Get("lang")
	if !slices.Contains([]string{"fr", "en"}, lang) {
		lang = "en"
	}
	own := "http://" + r.Host
	if secure(r) {
		own = "https://" + r.Host
	}
	return widgetData{
		Site:    string(p.site.ID),
		Name:    p.site.Name,
		Lang:    lang,
		Color:   p.site.Color,
		Origins: strings.Join(append([]string{own}, p.site.Origins...), " "),
	}
}
