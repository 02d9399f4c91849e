package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"time"
)

// launcher is widget.js of a relay whose site wants to know who is there: the script is told so, for a page must not ask.
type launcher struct {
	plain, packed []byte // packed: gzip
	tag           string // of the content, without quotes
}

// launcherFile has beaconMark where it looks whether it is to say that somebody is there; beaconOn in its place says yes.
const (
	launcherFile = "widget.js"
	beaconMark   = "@visitors@"
	beaconOn     = "on"
)

// newLauncher is the launcher's script, as files has it or with beacons. It answers as files does where there is none.
func newLauncher(beacons bool, f *files) (http.Handler, error) {
	if _, ok := f.named[launcherFile]; !ok || !beacons {
		return f, nil
	}
	text, err := fs.ReadFile(f.fs, launcherFile)
	if err != nil {
		return nil, err
	}
	if bytes.Count(text, []byte(beaconMark)) != 1 {
		return nil, fmt.Errorf("%s has not one %s", launcherFile, beaconMark)
	}
	l := &launcher{plain: bytes.Replace(text, []byte(beaconMark), []byte(beaconOn), 1)}
	if l.packed, err = pack(l.plain); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(l.plain)
	l.tag = hex.EncodeToString(sum[:12])
	return l, nil
}

// pack compresses what is made at the start. gzip is a little larger than brotli, and a megabyte less of a relay.
func pack(text []byte) ([]byte, error) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}

func (l *launcher) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", kindOf(launcherFile))
	content, tag := l.plain, l.tag
	if negotiate(w, r, "gzip", len(l.packed)) {
		content, tag = l.packed, tag+"-gzip"
	}
	revalidate(w, tag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}
