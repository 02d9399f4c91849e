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

// madePage is a page whose scripts and styles stand in it, as it is sent.
type madePage struct {
	plain, packed   []byte // packed: gzip, which is 4 % larger here than brotli and a megabyte smaller in the relay
	tag             string // of the content, without quotes
	scripts, styles string // those in it, as a policy names them: a space before each
}

// makePage makes a page of the template of that name, in which css and js put files of these folders into the page.
func makePage(from fs.FS, name string, data any) (madePage, error) {
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
	text, err := fs.ReadFile(from, name)
	if err != nil {
		return p, err
	}
	html, err := template.New(name).Funcs(template.FuncMap{
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
	if err := html.Execute(&b, data); err != nil {
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

// serve sends the page; the caller has said what it may do.
func (p madePage) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	content, tag := p.plain, p.tag
	if negotiate(w, r, "gzip", len(p.packed)) {
		content, tag = p.packed, tag+"-gzip"
	}
	revalidate(w, tag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}
