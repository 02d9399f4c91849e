package files

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
)

// anyKind is the media type of bytes that nobody knows more of.
const anyKind = "application/octet-stream"

const headLen = 1024

// isImage tells whether files of this type may become an image of a thread: those that the relay can decode.
func isImage(kind string) bool {
	return kind == "image/png" || kind == "image/jpeg" || kind == "image/gif" || kind == "image/webp"
}

// parseKind is a media type without its parameters, in small letters; "" for what is none.
func parseKind(header string) string {
	kind, _, err := mime.ParseMediaType(header)
	if err != nil || strings.Count(kind, "/") != 1 {
		return ""
	}
	return kind
}

// kindOf is the media type that a file has by its content; where the content cannot tell (a text may be CSV), what its sender
// says is believed if the content does not speak against it.
func kindOf(said string, open func() (io.ReadCloser, error)) (string, error) {
	r, err := open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	b := bufio.NewReaderSize(r, 64<<10)
	head, err := b.Peek(headLen)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	seen := parseKind(http.DetectContentType(head))
	switch {
	case isImage(seen):
		return seen, nil
	case seen == "text/xml", seen == "text/html", seen == "text/plain":
		return textKind(said, seen, head), nil
	case seen == "application/zip":
		return zipKind(said, b)
	case bytes.HasPrefix(head, compoundFile):
		return compoundKind(said), nil
	case seen == anyKind:
		return unknownKind(said, head), nil
	case isAlias(said, seen):
		return said, nil
	}
	return seen, nil
}

// texts are the kinds of text that look alike to whoever does not know, and that no browser runs.
var texts = []string{"text/plain", "text/csv", "text/markdown", "text/tab-separated-values", "text/calendar", "text/vcard", "text/rtf",
	"application/rtf", "application/json", "application/x-ndjson", "application/yaml", "application/toml"}

func textKind(said, seen string, head []byte) string {
	switch {
	case isSVG(head):
		return "image/svg+xml"
	case seen != "text/plain":
		return seen
	case said == "application/vnd.ms-excel": // so Windows calls .csv where a spreadsheet program is
		return "text/csv"
	case slices.Contains(texts, said):
		return said
	}
	return "text/plain"
}

// isSVG is generous: an SVG image can have scripts.
func isSVG(head []byte) bool { return bytes.Contains(bytes.ToLower(head), []byte("<svg")) }

// packed are kinds of documents that are archives, and what is to be read in them.
var packed = map[string]string{
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   "word/document.xml",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         "xl/workbook.xml",
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": "ppt/presentation.xml",
	"application/vnd.oasis.opendocument.text":                                   "mimetypeapplication/vnd.oasis.opendocument.text",
	"application/vnd.oasis.opendocument.spreadsheet":                            "mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
	"application/vnd.oasis.opendocument.presentation":                           "mimetypeapplication/vnd.oasis.opendocument.presentation",
	"application/epub+zip": "mimetypeapplication/epub+zip",
}

func zipKind(said string, r io.Reader) (string, error) {
	mark, ok := packed[said]
	if ok {
		var err error
		if ok, err = contains(r, []byte(mark)); err != nil {
			return "", err
		}
	}
	if ok {
		return said, nil
	}
	return "application/zip", nil
}

// contains reads until mark has come.
func contains(r io.Reader, mark []byte) (bool, error) {
	buf, kept := make([]byte, 64<<10), 0
	for {
		n, err := r.Read(buf[kept:])
		if bytes.Contains(buf[:kept+n], mark) {
			return true, nil
		}
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		keep := min(kept+n, len(mark)-1)
		copy(buf, buf[kept+n-keep:kept+n])
		kept = keep
	}
}

// compoundFile begins documents of the older Office.
var compoundFile = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

var compounds = []string{"application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint", "application/vnd.ms-outlook"}

func compoundKind(said string) string {
	if slices.Contains(compounds, said) {
		return said
	}
	return "application/x-ole-storage"
}

// unknownKind: the content says nothing. Kinds that would have been seen are not believed then.
func unknownKind(said string, head []byte) string {
	_, isPacked := packed[said]
	switch {
	case len(head) > 12 && string(head[4:8]) == "ftyp":
		switch brand := string(head[8:12]); {
		case said == "image/avif" && (brand == "avif" || brand == "avis"),
			(said == "image/heic" || said == "image/heif") && (brand[:3] == "hei" || brand[:3] == "hev" || brand == "mif1" || brand == "msf1"),
			strings.HasPrefix(said, "video/"), strings.HasPrefix(said, "audio/"):
			return said
		}
	case said == "image/tiff" && (bytes.HasPrefix(head, []byte("II*\x00")) || bytes.HasPrefix(head, []byte("MM\x00*"))):
		return said
	case isPacked, slices.Contains(compounds, said), slices.Contains(texts, said), strings.HasPrefix(said, "image/"), strings.HasPrefix(said, "text/"),
		said == "application/pdf", strings.Contains(said, "zip"), strings.HasSuffix(said, "xml"), strings.HasSuffix(said, "script"):
	default:
		return said
	}
	return anyKind
}

// aliases are other names of what http.DetectContentType sees.
var aliases = map[string][]string{
	"audio/wave":         {"audio/wav", "audio/x-wav", "audio/vnd.wave"},
	"audio/mpeg":         {"audio/mp3"},
	"application/ogg":    {"audio/ogg", "video/ogg"},
	"video/mp4":          {"audio/mp4", "audio/x-m4a", "video/quicktime", "video/x-m4v"},
	"video/webm":         {"audio/webm", "video/x-matroska"},
	"application/x-gzip": {"application/gzip"},
	"image/x-icon":       {"image/vnd.microsoft.icon"},
}

func isAlias(said, seen string) bool { return slices.Contains(aliases[seen], said) }

// inert tells whether a browser that gets a file of this type as a page, against all headers, shows and runs nothing of it. All
// other types go out as anyKind: a script that makes a page of what it fetched has no type for it then.
func inert(kind string) bool {
	switch {
	case isImage(kind), kind == "application/pdf", kind == "application/zip", kind == "text/plain", kind == "text/csv", slices.Contains(compounds, kind):
		return true
	case strings.HasSuffix(kind, "xml"), strings.HasSuffix(kind, "html"):
		return false
	}
	_, isPacked := packed[kind]
	return isPacked || strings.HasPrefix(kind, "audio/") || strings.HasPrefix(kind, "video/")
}
