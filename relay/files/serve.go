package files

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"pupitre/app/chat"
	"pupitre/relay/auth"
)

// content is what is served of a file.
type content struct {
	object, kind, name string // without a name, it has the file's
	size               uint64
}

func original(rec record) content {
	kind := rec.Type
	if !inert(kind) {
		kind = anyKind
	}
	return content{object: rec.Object, kind: kind, size: rec.Size}
}

func thumbnail(rec record) content {
	return content{rec.thumb(), rec.Thumb, "thumbnail." + strings.TrimPrefix(rec.Thumb, "image/"), rec.ThumbSize}
}

// nameOf is the file's name as its sender's device calls it.
func (f *Files) nameOf(ctx context.Context, rec record) (string, error) {
	if rec.Name != "" {
		return rec.Name, nil
	}
	b, err := f.readAll(ctx, rec.name())
	return string(b), err
}

func (f *Files) readAll(ctx context.Context, object string) ([]byte, error) {
	r, err := f.o.Objects.Read(ctx, object)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// ServeGet is GET /files/{conversation}/{file}: the original, as a download.
func (f *Files) ServeGet(w http.ResponseWriter, r *http.Request) { f.serve(w, r, original) }

// ServeThumb is GET /files/{conversation}/{file}/thumb: the picture for the thread, of at most 520 by 400 px; 404 for what is no
// image.
func (f *Files) ServeThumb(w http.ResponseWriter, r *http.Request) { f.serve(w, r, thumbnail) }

func (f *Files) serve(w http.ResponseWriter, r *http.Request, of func(record) content) {
	who, a, ok := f.begun(w, r)
	if !ok {
		return
	}
	defer f.leave()
	ctx, end := f.untilClose(r.Context(), http.NewResponseController(w).SetWriteDeadline)
	defer end()
	ctx, cancel := context.WithTimeout(ctx, readWithin)
	defer cancel()
	rec, err := f.records.read(ctx, a)
	c := of(rec)
	var leave func()
	switch {
	case errors.Is(err, errNoRecord), err == nil && c.size == 0, err == nil && !rec.Named && rec.By != who.ID && a.conv != Library:
		err = chat.NotFound // what is not sent yet is its sender's alone
	case err == nil:
		leave, err = f.limits.read(ctx, who, auth.SourceOf(r))
	}
	if err == nil && c.name == "" {
		if c.name, err = f.nameOf(ctx, rec); err != nil {
			leave()
		}
	}
	if err != nil {
		f.refuse(w, r, f.problem("read a file", err))
		return
	}
	defer leave()
	in := &reader{open: func() (io.ReadCloser, error) { return f.o.Objects.Read(ctx, c.object) }, size: int64(c.size)}
	defer in.close()
	tag := `"` + c.object + `"`
	if r.Header.Get("If-None-Match") != tag { // else nothing will be read
		if err := in.start(); err != nil {
			f.refuse(w, r, f.problem("read a file", err))
			return
		}
	}
	if strings.Contains(r.Header.Get("Range"), ",") {
		r.Header.Del("Range") // each range of several would be read from the beginning: all of it is one answer
	}
	f.safeHeaders(w.Header(), c.kind, c.name)
	w.Header().Set("ETag", tag)
	http.ServeContent(w, r, "", time.Time{}, in)
	if in.err != nil && ctx.Err() == nil {
		f.o.Log.Error("a file cannot be read whole", "object", c.object, "err", in.err)
	}
}

// safeHeaders make a file a download, whatever it is: it is not shown, runs nothing and loads nothing, and no page of others can use
// it. Browsers keep it for an hour, for the one who asked alone.
func (f *Files) safeHeaders(h http.Header, kind, name string) {
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", disposition(name))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	if f.o.Embed {
		h.Set("Cross-Origin-Resource-Policy", "same-site")
	}
	h.Set("Cache-Control", "private, max-age=3600")
	h.Add("Vary", "Authorization, Cookie")
}

// directions are the marks that turn text: chat.Check refuses the worst in a name, but here a name meets programs of others.
var directions = []rune{0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069}

// disposition is attachment with the file's name (RFC 6266): in ASCII for old programs, and as it is (RFC 8187). What could lead out
// of a folder, or turn the text around it, becomes a line.
func disposition(name string) string {
	ascii := make([]byte, 0, len(name))
	clean := make([]rune, 0, len(name))
	for _, r := range name {
		switch {
		case r == '/', r == '\\', r < ' ', r == 0x7f, slices.Contains(directions, r):
			r = '_'
		}
		clean = append(clean, r)
		if r > '~' || r == '"' || r == '%' {
			r = '_'
		}
		ascii = append(ascii, byte(r))
	}
	return `attachment; filename="` + string(ascii) + `"; filename*=UTF-8''` + escape(string(clean))
}

// escape is percent-encoding; url.PathEscape leaves characters that RFC 8187 does not allow.
func escape(s string) string {
	return strings.NewReplacer("'", "%27", "(", "%28", ")", "%29", "*", "%2A", ":", "%3A", "=", "%3D", "@", "%40", ",", "%2C", ";", "%3B", "$", "%24", "&", "%26", "+", "%2B").
		Replace(url.PathEscape(s))
}

// reader is an object as http.ServeContent wants it: going back opens it anew, going on reads what is between.
type reader struct {
	open func() (io.ReadCloser, error)
	size int64

	r   io.ReadCloser
	at  int64 // of r
	pos int64 // where to read
	err error // why not all could be read
}

// Seek implements io.Seeker.
func (r *reader) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += r.pos
	case io.SeekEnd:
		offset += r.size
	}
	if offset < 0 {
		return 0, errors.New("seek before the beginning")
	}
	r.pos = offset
	return offset, nil
}

// Read implements io.Reader. With the last bytes it looks whether all were those that were stored.
func (r *reader) Read(p []byte) (n int, err error) {
	if r.pos >= r.size {
		return 0, io.EOF
	}
	n, err = r.read(p)
	if err == io.EOF && r.pos < r.size {
		err = io.ErrUnexpectedEOF
	}
	if err != nil && err != io.EOF {
		r.err = err
		return 0, err
	}
	return n, nil
}

func (r *reader) read(p []byte) (n int, err error) {
	if r.at > r.pos {
		r.close()
	}
	if err := r.start(); err != nil {
		return 0, err
	}
	if r.at < r.pos {
		skipped, err := io.CopyN(io.Discard, r.r, r.pos-r.at)
		r.at += skipped
		if err != nil {
			return 0, err
		}
	}
	n, err = r.r.Read(p[:min(int64(len(p)), r.size-r.pos)])
	r.at, r.pos = r.at+int64(n), r.pos+int64(n)
	if err == nil && r.pos == r.size {
		_, err = r.r.Read(make([]byte, 1))
	}
	return n, err
}

// start opens the object if it is not.
func (r *reader) start() (err error) {
	if r.r == nil {
		r.r, err = r.open()
		r.at = 0
	}
	return err
}

func (r *reader) close() {
	if r.r != nil {
		r.r.Close()
		r.r = nil
	}
}
