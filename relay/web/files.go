package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// files serves a file system whose content does not change while the relay runs. Only names found at the start can be
// asked for, so a path cannot lead anywhere else.
type files struct {
	fs    fs.FS
	named map[string]file
}

type file struct {
	kind   string // MIME type
	tag    string // of the content, without quotes
	size   int64
	packed int64 // size of the brotli twin; 0: there is none
}

func newFiles(root fs.FS) (*files, error) {
	f := &files{fs: root, named: map[string]file{}}
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, ".br") || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		one, err := describe(root, name)
		f.named[name] = one
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the static files: %w", err)
	}
	return f, nil
}

func describe(root fs.FS, name string) (file, error) {
	one := file{kind: kindOf(name)}
	in, err := root.Open(name)
	if err != nil {
		return one, err
	}
	defer in.Close()
	sum := sha256.New()
	if one.size, err = io.Copy(sum, in); err != nil {
		return one, err
	}
	one.tag = hex.EncodeToString(sum.Sum(nil)[:12])
	if twin, err := fs.Stat(root, name+".br"); err == nil {
		one.packed = twin.Size()
	}
	return one, nil
}

// kindOf does not ask the operating system, whose tables differ: a module with a wrong type does not start.
func kindOf(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".json":
		return "application/json"
	case ".wasm":
		return "application/wasm"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".jpg":
		return "image/jpeg"
	case ".webp":
		return "image/webp"
	case ".ico":
		return "image/x-icon"
	case ".woff2":
		return "font/woff2"
	case ".mp3":
		return "audio/mpeg"
	case ".txt":
		return "text/plain; charset=utf-8"
	}
	return "application/octet-stream"
}

// SizeHeader tells how many bytes a module has once it is unpacked, since Content-Length counts what is sent.
const SizeHeader = "Pupitre-Size"

// ServeHTTP serves the file of that path, or index.html of that folder. All is revalidated by ETag: names do not
// change with their content, and half of an old page with half of a new one would not work.
func (f *files) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	one, ok := f.named[name]
	if !ok {
		f.missing(w, name)
		return
	}
	h := w.Header()
	h.Set("Content-Type", one.kind)
	if one.kind == "application/wasm" {
		h.Set(SizeHeader, strconv.FormatInt(one.size, 10))
	}
	tag, open := one.tag, name
	if negotiate(w, r, "br", int(one.packed)) {
		tag, open = tag+"-br", name+".br"
	}
	revalidate(w, tag)
	in, err := f.fs.Open(open)
	if err != nil {
		http.Error(w, "a file that was there is gone", http.StatusInternalServerError)
		return
	}
	defer in.Close()
	content, ok := in.(io.ReadSeeker)
	if !ok {
		http.Error(w, "a file that cannot be read twice", http.StatusInternalServerError)
		return
	}
	http.ServeContent(w, r, "", time.Time{}, content)
}

func (f *files) missing(w http.ResponseWriter, name string) {
	if len(f.named) == 0 {
		http.Error(w, "This relay was built without its pages: run `go run ./wasm/build`, then build the relay again.", http.StatusServiceUnavailable)
		return
	}
	http.Error(w, "There is no such page.", http.StatusNotFound)
}

// negotiate says whether the twin in that content coding is what goes out; size: its bytes, 0: there is none.
func negotiate(w http.ResponseWriter, r *http.Request, coding string, size int) bool {
	if size == 0 {
		return false
	}
	h := w.Header()
	h.Add("Vary", "Accept-Encoding")
	if !takes(r, coding) {
		return false
	}
	h.Set("Content-Encoding", coding)
	h.Set("Content-Length", strconv.Itoa(size)) // ServeContent leaves it out when encoded
	return true
}

// revalidate has browsers ask each time whether what they have kept is still right.
func revalidate(w http.ResponseWriter, tag string) {
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", `"`+tag+`"`)
}

func takes(r *http.Request, coding string) bool {
	for _, line := range r.Header.Values("Accept-Encoding") {
		for item := range strings.SplitSeq(line, ",") {
			name, q, _ := strings.Cut(item, ";")
			if strings.TrimSpace(name) == coding {
				q = strings.ReplaceAll(q, " ", "")
				return q != "q=0" && q != "q=0.0" && q != "q=0.00" && q != "q=0.000"
			}
		}
	}
	return false
}
