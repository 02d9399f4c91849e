package files

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"testing/iotest"
)

func zipOf(t *testing.T, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range names {
		w, err := z.CreateHeader(&zip.FileHeader{Name: n, Method: zip.Store})
		if err == nil {
			_, err = w.Write(bytes.Repeat([]byte("x"), 70_000))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func odf(t *testing.T, kind string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(&zip.FileHeader{Name: "mimetype", Method: zip.Store, UncompressedSize64: uint64(len(kind)), CompressedSize64: uint64(len(kind))})
	if err == nil {
		_, err = w.Write([]byte(kind))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheKindOfAFileIsFoundInIt(t *testing.T) {
	t.Parallel()
	const (
		docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
		xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		odt  = "application/vnd.oasis.opendocument.text"
	)
	old := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 100)...)
	for _, c := range []struct {
		name, said string
		data       []byte
		want       string
	}{
		{"a text", "text/plain", []byte("hello"), "text/plain"},
		{"a text in UTF-16", "text/plain", []byte("\xff\xfeh\x00i\x00"), "text/plain"},
		{"a table", "text/csv", []byte("a;b"), "text/csv"},
		{"a table on Windows", "application/vnd.ms-excel", []byte("a;b"), "text/csv"},
		{"a script", "text/javascript", []byte("alert(1)"), "text/plain"},
		{"a program's text", "application/x-sh", []byte("#!/bin/sh\nrm -r /"), "text/plain"},
		{"a page", "text/plain", []byte("<html>"), "text/html"},
		{"a page called PDF", "application/pdf", []byte("  <!DOCTYPE HTML>"), "text/html"},
		{"XML", "text/csv", []byte("<?xml version='1.0'?><a/>"), "text/xml"},
		{"SVG in XML", "image/png", []byte("<?xml version='1.0'?><svg/>"), "image/svg+xml"},
		{"a PDF", "application/pdf", []byte("%PDF-1.7"), "application/pdf"},
		{"a PDF called text", "text/plain", []byte("%PDF-1.7"), "application/pdf"},
		{"bytes called text", "text/plain", []byte("\x00\x01"), "application/octet-stream"},
		{"bytes called PDF", "application/pdf", []byte("\x00\x01"), "application/octet-stream"},
		{"bytes called image", "image/png", []byte("\x00\x01"), "application/octet-stream"},
		{"bytes called document", docx, []byte("\x00\x01"), "application/octet-stream"},
		{"bytes called archive", "application/zip", []byte("\x00\x01"), "application/octet-stream"},
		{"bytes of a kind that cannot be seen", "application/x-gerber", []byte("\x00\x01"), "application/x-gerber"},
		{"an archive", "application/zip", zipOf(t, "a.txt"), "application/zip"},
		{"an archive on Windows", "application/x-zip-compressed", zipOf(t, "a.txt"), "application/zip"},
		{"an archive called document", docx, zipOf(t, "a.txt"), "application/zip"},
		{"a document", docx, zipOf(t, "[Content_Types].xml", "_rels/.rels", "word/document.xml"), docx},
		{"a document called table", xlsx, zipOf(t, "[Content_Types].xml", "word/document.xml"), "application/zip"},
		{"an open document", odt, odf(t, odt), odt},
		{"an open document of another kind", odt, odf(t, "application/vnd.oasis.opendocument.graphics"), "application/zip"},
		{"an old document", "application/msword", old, "application/msword"},
		{"an old document called archive", "application/zip", old, "application/x-ole-storage"},
		{"a photo of a telephone", "image/heic", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1"), "image/heic"},
		{"a film called photo", "image/heic", []byte("\x00\x00\x00\x14ftypmp42\x00\x00\x00\x00mp42"), "video/mp4"},
		{"a sound", "audio/wav", []byte("RIFF\x00\x00\x00\x00WAVEfmt "), "audio/wav"},
		{"a sound called film", "video/mp4", []byte("RIFF\x00\x00\x00\x00WAVEfmt "), "audio/wave"},
		{"nothing that is known", "application/octet-stream", []byte("\x00\x01"), "application/octet-stream"},
	} {
		got, err := kindOf(c.said, reading(c.data))
		if err != nil || got != c.want {
			t.Errorf("%s: %s, %v, want %s", c.name, got, err, c.want)
		}
	}
}

func TestAMarkIsFoundWhereverItLies(t *testing.T) {
	t.Parallel()
	for _, at := range []int{0, 1, 64<<10 - 3, 64 << 10, 100_000} {
		text := strings.Repeat("x", at) + "mark" + strings.Repeat("y", 10)
		if ok, err := contains(iotest.HalfReader(strings.NewReader(text)), []byte("mark")); !ok || err != nil {
			t.Errorf("at %d: %v, %v", at, ok, err)
		}
	}
	if ok, _ := contains(iotest.OneByteReader(strings.NewReader(strings.Repeat("mar", 50_000))), []byte("mark")); ok {
		t.Error("found what is not there")
	}
}

func TestNoNameLeavesItsHeader(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		`a.txt`:                  `attachment; filename="a.txt"; filename*=UTF-8''a.txt`,
		`a"b.txt`:                `attachment; filename="a_b.txt"; filename*=UTF-8''a%22b.txt`,
		"a\r\nX: y":              `attachment; filename="a__X: y"; filename*=UTF-8''a__X%3A%20y`,
		`..\..\x`:                `attachment; filename=".._.._x"; filename*=UTF-8''.._.._x`,
		`../x`:                   `attachment; filename=".._x"; filename*=UTF-8''.._x`,
		"pdf\u202egpj.exe":       `attachment; filename="pdf_gpj.exe"; filename*=UTF-8''pdf_gpj.exe`,
		"été (1);50%.pdf":        `attachment; filename="_t_ (1);50_.pdf"; filename*=UTF-8''%C3%A9t%C3%A9%20%281%29%3B50%25.pdf`,
		"it's *.txt":             `attachment; filename="it's *.txt"; filename*=UTF-8''it%27s%20%2A.txt`,
		"\u05d0\u200f.txt\u00a0": `attachment; filename="__.txt_"; filename*=UTF-8''%D7%90_.txt%C2%A0`,
	} {
		if got := disposition(name); got != want {
			t.Errorf("%q:\n got %s\nwant %s", name, got, want)
		}
	}
}

func TestOnlyWhatCannotRunKeepsItsType(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"image/png", "image/webp", "application/pdf", "text/plain", "audio/wav", "application/vnd.oasis.opendocument.text", "application/msword"} {
		if !inert(kind) {
			t.Errorf("%s goes out as bytes", kind)
		}
	}
	for _, kind := range []string{"image/svg+xml", "text/html", "text/xml", "application/xhtml+xml", "text/javascript", "application/vnd.mozilla.xul+xml", "application/x-shockwave-flash", "audio/x+xml", "image/avif"} {
		if inert(kind) {
			t.Errorf("%s goes out as it is", kind)
		}
	}
}
