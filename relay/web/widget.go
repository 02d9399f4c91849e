package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strings"
	"time"
)

// widgetPage is the chat's own page, shown in a frame of the merchant's. Its styles and scripts stand in it: a request for
// each would cost as much time as the frame's own process does, and the visitor could write only after the last of them.
type widgetPage struct {
	site  Site
	files *files
	made  map[string]madePage // by language; none: the pages have not been built
}

// madePage is the page in one language, as it is sent.
type madePage struct {
	plain, packed   []byte // packed: gzip, which is 4 % larger here than brotli and a megabyte smaller in the relay
	tag             string // of the content, without quotes
	scripts, styles string // those in it, as a policy names them: a space before each
}

const widgetFile = "widget/index.html"

func newWidgetPage(c Config, f *files) (*widgetPage, error) {
	p := &widgetPage{site: c.Site, files: f, made: map[string]madePage{}}
	if _, ok := f.named[widgetFile]; !ok {
		return p, nil
	}
	for _, lang := range []string{"en", "fr"} {
		var err error
		if p.made[lang], err = makePage(f.fs, p.site, lang); err != nil {
			return nil, fmt.Errorf("make %s: %w", widgetFile, err)
		}
	}
	return p, nil
}

// widgetData is what the template may use, beside css and js, which put files of these folders into the page.
type widgetData struct {
	Site, Name, Lang, Color string
	Origins                 string // whose pages may show the chat besides the relay's own, with spaces between
}

func makePage(from fs.FS, site Site, lang string) (madePage, error) {
	var p madePage
	inline := func(names []string, folder, end string, known *string) (string, error) {
		var all strings.Builder
		for _, name := range names {
			text, err := fs.ReadFile(from, folder+name)
			if err != nil {
				return "", err
			}
			all.Write(text)
		}
		text := all.String()
		for _, never := range []string{end, "<!--", "\r"} { // the last would have another hash in the browser
			if strings.Contains(strings.ToLower(text), never) {
				return "", fmt.Errorf("%q has %q in it", names, never)
			}
		}
		sum := sha256.Sum256([]byte(text))
		*known += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		return text, nil
	}
	text, err := fs.ReadFile(from, widgetFile)
	if err != nil {
		return p, err
	}
	html, err := template.New("widget").Funcs(template.FuncMap{
		"css": func(names ...string) (template.CSS, error) {
			text, err := inline(names, "css/", "</style", &p.styles)
			return template.CSS(text), err
		},
		"js": func(names ...string) (template.JS, error) {
			text, err := inline(names, "js/", "</script", &p.scripts)
			return template.JS(text), err
		},
	}).Parse(string(text))
	if err != nil {
		return p, err
	}
	var b, packed bytes.Buffer
	if err := html.Execute(&b, widgetData{string(site.ID), site.Name, lang, site.Color, strings.Join(site.Origins, " ")}); err != nil {
		return p, err
	}
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return p, err
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return p, err
	}
	if err := w.Close(); err != nil {
		return p, err
	}
	sum := sha256.Sum256(b.Bytes())
	p.plain, p.packed, p.tag = b.Bytes(), packed.Bytes(), hex.EncodeToString(sum[:12])
	return p, nil
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
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", policy(r, inPage{page.scripts, page.styles}, "frame-ancestors "+strings.Join(append([]string{"'self'"}, p.site.Origins...), " "), "form-action 'none'"))
	content, tag := page.plain, page.tag
	if negotiate(w, r, "gzip", len(page.packed)) {
		content, tag = page.packed, tag+"-gzip"
	}
	revalidate(w, tag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}
