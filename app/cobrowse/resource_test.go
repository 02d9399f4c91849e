package cobrowse_test

import (
	"crypto/sha256"
	"strings"
	"testing"

	"pupitre/app/cobrowse"
)

// The hash is SHA-256, whatever the length: a block has 64 bytes, and the length takes 8 of the last one.
func TestHashesAreThoseOfTheRelay(t *testing.T) {
	t.Parallel()
	for n := range 200 {
		content := strings.Repeat("\xff\x00a", n)[:n]
		want := sha256.Sum256([]byte("text/css\x00" + content))
		if got := cobrowse.Hash("text/css", content); got != string(want[:cobrowse.HashSize]) {
			t.Errorf("%d bytes: %x, want %x", n, got, want)
		}
	}
}

func TestResources(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ media, content, want string }{
		{"image/png", "\x89PNG\r\n\x1a\nxx", "image/png"},
		{"text/html", "\x89PNG\r\n\x1a\nxx", "image/png"}, // it is what it begins with
		{"image/png", "<script>alert(1)</script>", ""},
		{"image/png", "<svg onload=alert(1)>", ""},
		{"image/jpeg", "\xff\xd8\xff\xe0", "image/jpeg"},
		{"image/webp", "RIFF\x01\x02\x03\x04WEBPVP8 ", "image/webp"},
		{"image/webp", "RIFF\x01\x02\x03\x04WAVE", ""},
		{"image/avif", "\x00\x00\x00\x20ftypavif", "image/avif"},
		{"image/svg+xml; charset=utf-8", " \n<?xml version='1.0'?><svg/>", "image/svg+xml"},
		{"image/svg+xml", "\ufeff<svg/>", "image/svg+xml"},
		{"image/svg+xml", "", ""},
		{"image/svg+xml", "alert(1)", ""},
		{"image/svg+xml", "\xff<svg/>", ""},
		{"font/woff2", "wOF2....", "font/woff2"},
		{"application/octet-stream", "OTTO", "font/otf"},
		{"text/javascript", "alert(1)", ""},
		{"text/html", "<p>", ""},
		{"application/pdf", "%PDF-1.7", ""},
		{"video/mp4", "\x00\x00\x00\x20ftypisom", ""},
		{"", "", ""},
	} {
		media, content, ok := policy.Resource(cobrowse.Hash(c.media, c.content), c.media, c.content)
		if media != c.want || ok != (c.want != "") || ok && content != c.content {
			t.Errorf("%s %q: %q, %q, %v", c.media, c.content, media, content, ok)
		}
	}
	if media, css, ok := policy.Resource(cobrowse.Hash("Text/CSS;charset=utf-8", "a{b:\xff}@import 'x';"), "Text/CSS;charset=utf-8", "a{b:\xff}@import 'x';"); !ok || media != "text/css" || css != "a{b:\\fffd;}" {
		t.Errorf("%q, %q, %v", media, css, ok)
	}
	const png = "\x89PNG\r\n\x1a\n"
	if _, _, ok := policy.Resource(cobrowse.Hash("image/png", png), "image/gif", png); ok {
		t.Error("another type passes under the same hash")
	}
	if _, _, ok := policy.Resource("\x00123456789abcdef", "image/gif", png); !ok {
		t.Error("a hash that says nothing does not pass")
	}
	if _, _, ok := policy.Resource("\x00", "image/gif", png); ok {
		t.Error("a hash of one byte passes")
	}
	if _, _, ok := policy.Resource("\x00123456789abcdef", "image/png", png+strings.Repeat("x", cobrowse.MaxResource)); ok {
		t.Error("something too large passes")
	}
}

func TestWhoMayBeAsked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		origins, hosts, src string
		want                bool
	}{
		{"https://shop.example", "", "https://shop.example/x", true},
		{"http://localhost:8080", "", "http://LOCALHOST:8080/x", true},
		{"HTTPS://Shop.Example:443/", "", "https://shop.example/x", true},
		{"", "cdn.example", "http://cdn.example:80/x", true},
		{"", "cdn.example:443", "https://cdn.example/x", true},
		{"", " a.example  CDN.example ", "https://cdn.example/x", true},
		{"", "", "https://cdn.example/x", false},
		{"* null", "* cdn.example/x https://y.example", "https://cdn.example/x", false},
		{"https://shop.example", "", "http://shop.example/x", false},
		{"https://shop.example", "", "https://shop.example:8443/x", false},
		{"", "cdn.example:8443", "https://cdn.example/x", false},
		{"", "cdn.example", "https://x.cdn.example/x", false},
	} {
		m := &mirror{t: t, Writer: newMirror(t).Writer, sanitizer: cobrowse.New(cobrowse.NewPolicy(c.origins, c.hosts))}
		m.told, m.shown = newMirror(t).told, newMirror(t).shown
		m.Begin(shop, leaf("img", "src", c.src))
		m.send()
		if _, got := m.node(1).Attrs["src"]; got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
