package cobrowse

import "unicode/utf8"

// Resource returns a resource as it may go to the viewer: of the type that it is, whatever it is called. It is not ok if its hash is another's (unless the hash
// begins with a zero, which says nothing about the content), if it is too large, or neither a picture, nor a font, nor a style sheet.
//
// "image/svg+xml" may be a picture's source only, where browsers run nothing of it; it must not become a part of a page, nor be opened.
func (p Policy) Resource(hash, media, content string) (string, string, bool) {
	if len(hash) != HashSize || len(content) > MaxResource || hash[0] != 0 && Hash(media, content) != hash {
		return "", "", false
	}
	kind := bare(lower(media))
	if i := index(kind, ";"); i >= 0 {
		kind = bare(kind[:i])
	}
	if kind == "text/css" {
		if content = valid(content); begins(content, "\ufeff") {
			content = content[len("\ufeff"):]
		}
		return kind, p.sheet(content), true
	}
	if kind = sniff(kind, content); kind == "" {
		return "", "", false
	}
	return kind, content, true
}

// Hash is the name of a resource.
func Hash(media, content string) string {
	sum := sha256(media, "\x00", content)
	return string(sum[:HashSize])
}

// valid is a text without bytes that are not UTF-8.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}

// magic are the first bytes of kinds of files; a dot is any byte.
var magic = [...]struct{ begins, kind string }{
	{"\x89PNG\r\n\x1a\n", "image/png"},
	{"\xff\xd8\xff", "image/jpeg"},
	{"GIF87a", "image/gif"},
	{"GIF89a", "image/gif"},
	{"RIFF....WEBP", "image/webp"},
	{"....ftypavi", "image/avif"},
	{"....ftypmif1", "image/avif"},
	{"\x00\x00\x01\x00", "image/x-icon"},
	{"BM", "image/bmp"},
	{"wOF2", "font/woff2"},
	{"wOFF", "font/woff"},
	{"OTTO", "font/otf"},
	{"true", "font/ttf"},
	{"ttcf", "font/collection"},
	{"\x00\x01\x00\x00", "font/ttf"},
}

// sniff is the kind of a file by its first bytes, "" if it is none that can be shown.
func sniff(kind, content string) string {
	for _, m := range magic {
		if like(content, m.begins) {
			return m.kind
		}
	}
	if kind != "image/svg+xml" || !utf8.ValidString(content) {
		return ""
	}
	for i := range len(content) {
		if c := content[i]; c == '<' || i == 0 && like(content, "\ufeff<") {
			return kind
		} else if !white(c) {
			return ""
		}
	}
	return ""
}

func like(content, begins string) bool {
	if len(content) < len(begins) {
		return false
	}
	for i := range len(begins) {
		if begins[i] != '.' && begins[i] != content[i] {
			return false
		}
	}
	return true
}
