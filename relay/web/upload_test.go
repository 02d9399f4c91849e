package web_test

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/relaytest"
	"pupitre/relay/web"
	"pupitre/relay/wiretest"
)

const types = "image/png image/jpeg image/gif image/webp application/pdf text/plain text/csv application/zip"

func withUploads(c *web.Config) { c.Rules = chat.Rules{MaxFile: 4 << 20, Types: types} }

// sender is somebody's device that sends files, and perhaps their socket.
type sender struct {
	t      testing.TB
	url    string
	client *http.Client
	token  string // "": by cookie
	*wiretest.Client
	me wire.Welcome
}

func visitorOf(t testing.TB, r *relaytest.Relay) *sender {
	v := r.Visitor()
	me := v.Hello(relaytest.Site, "")
	return &sender{t, r.URL, r.Browser(), me.Token, v, me}
}

func agentOf(t testing.TB, r *relaytest.Relay, email string) *sender {
	return &sender{t: t, url: r.URL, client: r.SignIn(email)}
}

// progress is what the relay answers to a part.
type progress struct {
	Status        int
	Problem       string
	Offset        uint64
	Done          bool
	Type          string
	Width, Height uint64
}

func (s *sender) do(method, path string, body io.Reader, headers ...string) *http.Response {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), method, s.url+path, body)
	if err != nil {
		s.t.Fatal(err)
	}
	if s.token != "" {
		req.Header.Set("Authorization", "Bearer "+s.token)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		req.Header.Set(name, value)
	}
	answer, err := s.client.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { answer.Body.Close() })
	return answer
}

func address(conv chat.ConversationID, id chat.FileID) string {
	return "/files/" + url.PathEscape(string(conv)) + "/" + url.PathEscape(string(id))
}

// put sends the bytes from..to of a file.
func (s *sender) put(conv chat.ConversationID, f chat.File, from uint64, part []byte, more ...string) (p progress) {
	s.t.Helper()
	answer := s.do("PUT", address(conv, f.ID), bytes.NewReader(part), append([]string{"Content-Type: " + f.Type, "Upload-Name: " + url.PathEscape(f.Name),
		fmt.Sprint("Upload-Length: ", f.Size), fmt.Sprint("Upload-Offset: ", from)}, more...)...)
	return s.progress(answer)
}

func (s *sender) progress(answer *http.Response) (p progress) {
	s.t.Helper()
	b, err := io.ReadAll(answer.Body)
	if err == nil {
		err = json.Unmarshal(b, &p)
	}
	if err != nil {
		s.t.Fatalf("%d %q: %v", answer.StatusCode, b, err)
	}
	p.Status = answer.StatusCode
	return p
}

// send sends a whole file, part by part.
func (s *sender) send(conv chat.ConversationID, f chat.File, data []byte) (p progress) {
	s.t.Helper()
	for from := 0; from < len(data); from += 1 << 20 {
		p = s.put(conv, f, uint64(from), data[from:min(len(data), from+1<<20)])
		if p.Status != 200 {
			return p
		}
	}
	return p
}

// has is how much the relay says is there.
func (s *sender) has(conv chat.ConversationID, id chat.FileID) string {
	s.t.Helper()
	answer := s.do("HEAD", address(conv, id), nil)
	if answer.StatusCode != 200 {
		s.t.Errorf("HEAD: %d", answer.StatusCode)
	}
	return answer.Header.Get("Upload-Offset")
}

func (s *sender) get(path string, headers ...string) (*http.Response, []byte) {
	s.t.Helper()
	answer := s.do("GET", path, nil, headers...)
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer, b
}

func (s *sender) status(method, path string, headers ...string) int {
	s.t.Helper()
	return s.do(method, path, nil, headers...).StatusCode
}

// says sends an entry and returns why it was refused; "" for stored.
func (s *sender) says(conv chat.ConversationID, id chat.EntryID, b chat.Body) string {
	s.t.Helper()
	s.Say(wire.Send{Conversation: conv, ID: id, Body: b})
	for {
		switch f := s.Next().(type) {
		case wire.Ack:
			return ""
		case wire.Nack:
			return f.Problem.Error()
		}
	}
}

// photo is a JPEG as a telephone makes it, lying on its side, with the place where it was taken.
func photo(t testing.TB, w, h int) []byte {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), uint8(x*7 ^ y*13), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	exif := append([]byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00"), 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0)
	exif = append(exif, "GPS 48.8584 N 2.2945 E"...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(exif)+2))
	return append(append(append([]byte{0xff, 0xd8}, segment...), exif...), b.Bytes()[2:]...)
}

func pixels(t testing.TB, w, h int, c color.Color) []byte {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAVisitorSendsAPhotoAndTheAgentSeesIt(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		r := relaytest.Start(t, withUploads, func(c *web.Config) { c.Durability = how })
		v, ana := visitorOf(t, r), agentOf(t, r, "ana@localhost")
		conv := v.me.Conversation
		data := photo(t, 1600, 1200)
		f := chat.File{ID: "f1", Name: `my "lamp" & été.jpg`, Type: "image/jpeg", Size: uint64(len(data))}
		if got := v.put(conv, f, 0, data[:1000]); got != (progress{Status: 200, Offset: 1000}) {
			t.Fatalf("the first part: %+v", got)
		}
		if got := v.has(conv, f.ID); got != "1000" {
			t.Errorf("the relay has %s", got)
		}
		if got := v.says(conv, "e0", chat.File(f)); got != "not stored" {
			t.Errorf("named before it is whole: %q", got)
		}
		done := progress{Status: 200, Offset: f.Size, Done: true, Type: "image/jpeg", Width: 1200, Height: 1600}
		for range 2 { // the answer was lost, so the device asks with an empty part
			if got := v.put(conv, f, 1000, data[1000:]); got != done {
				t.Fatalf("the last part: %+v, want %+v", got, done)
			}
		}
		if got := v.put(conv, f, f.Size, nil); got != done {
			t.Errorf("an empty part at the end: %+v", got)
		}
		if got := ana.status("GET", address(conv, f.ID)); got != 404 {
			t.Errorf("the agent gets what is not sent yet: %d", got)
		}
		for what, b := range map[string]chat.Body{
			"another size":          chat.File{ID: f.ID, Name: f.Name, Type: f.Type, Size: f.Size - 1},
			"another type":          chat.File{ID: f.ID, Name: f.Name, Type: "application/pdf", Size: f.Size},
			"another file":          chat.File{ID: "f2", Name: f.Name, Type: f.Type, Size: f.Size},
			"other width":           chat.Image{File: f, Width: 1600, Height: 1200},
			"no width":              chat.Image{File: f},
			"a file of the library": chat.File{ID: "library", Name: f.Name, Type: f.Type, Size: f.Size},
		} {
			if got := v.says(conv, "bad", b); got != "not stored" {
				t.Errorf("%s: %q", what, got)
			}
		}
		if got := v.says(conv, "e1", chat.Image{File: f, Width: 1200, Height: 1600, Alt: "a lamp"}); got != "" {
			t.Fatalf("refused: %s", got)
		}

		answer, thumb := ana.get(address(conv, f.ID) + "/thumb")
		m, kind, err := image.Decode(bytes.NewReader(thumb))
		if err != nil || kind != "jpeg" || m.Bounds().Dx() != 300 || m.Bounds().Dy() != 400 || answer.Header.Get("Content-Type") != "image/jpeg" {
			t.Fatalf("thumbnail %s %v, %v, %s", kind, m.Bounds(), err, answer.Header.Get("Content-Type"))
		}
		if bytes.Contains(thumb, []byte("GPS")) || bytes.Contains(thumb, []byte("Exif")) || !bytes.Contains(data, []byte("GPS 48.8584")) {
			t.Error("the thumbnail tells where the photo was taken")
		}
		// Turned by 90 degrees: what was bottom left, without red and full of green, is top left.
		if red, green, _, _ := m.At(2, 2).RGBA(); red>>8 > 40 || green>>8 < 215 {
			t.Errorf("not turned: red %d green %d", red>>8, green>>8)
		}
		answer, got := ana.get(address(conv, f.ID))
		if !bytes.Equal(got, data) {
			t.Errorf("%d bytes, not the original", len(got))
		}
		for name, want := range map[string]string{
			"Content-Type":                 "image/jpeg",
			"Content-Length":               fmt.Sprint(f.Size),
			"Content-Disposition":          `attachment; filename="my _lamp_ & _t_.jpg"; filename*=UTF-8''my%20%22lamp%22%20%26%20%C3%A9t%C3%A9.jpg`,
			"X-Content-Type-Options":       "nosniff",
			"Content-Security-Policy":      "default-src 'none'; sandbox",
			"Cross-Origin-Resource-Policy": "same-origin",
			"Cache-Control":                "private, max-age=3600",
			"Referrer-Policy":              "same-origin",
		} {
			if got := answer.Header.Get(name); got != want {
				t.Errorf("%s: %s, want %s", name, got, want)
			}
		}
		if part, got := ana.get(address(conv, f.ID), "Range: bytes=100-199"); part.StatusCode != 206 || !bytes.Equal(got, data[100:200]) {
			t.Errorf("a range: %d, %d bytes", part.StatusCode, len(got))
		}
		if all, got := ana.get(address(conv, f.ID), "Range: bytes=100-199,0-9"); all.StatusCode != 200 || !bytes.Equal(got, data) {
			t.Errorf("two ranges: %d, %d bytes", all.StatusCode, len(got))
		}
		if got := ana.status("GET", address(conv, f.ID), "If-None-Match: "+answer.Header.Get("ETag")); got != 304 {
			t.Errorf("known already: %d", got)
		}

		if got := v.status("DELETE", address(conv, f.ID)); got != 403 {
			t.Errorf("a file that an entry names was deleted: %d", got)
		}
		if got := v.put(conv, chat.File{ID: f.ID, Name: "x", Type: "text/plain", Size: 3}, 0, []byte("new")); got.Status != 403 || got.Problem != "id used" {
			t.Errorf("overwritten: %+v", got)
		}
		r.CutAndRestart()
		if _, again := v.get(address(conv, f.ID)); !bytes.Equal(again, data) {
			t.Errorf("after a restart %d bytes", len(again))
		}
		v.Client = wiretest.Dial(t, r.URL, "/ws/visitor", wiretest.Options{})
		v.Hello(relaytest.Site, v.token)
		v.Say(wire.Send{Conversation: conv, ID: "e1", Body: chat.Image{File: f}}) // a resend, whatever it says now
		if ack := wiretest.Await[wire.Ack](v.Client); ack.N != 1 {
			t.Errorf("a resend is number %d", ack.N)
		}
	})
}

func TestWhatIsRefusedIsNamed(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withUploads)
	v, other := visitorOf(t, r), visitorOf(t, r)
	nobody := &sender{t: t, url: r.URL, client: r.Browser()}
	stranger := &sender{t: t, url: r.URL, client: r.Browser(), token: "x.y.z"}
	ana := agentOf(t, r, "ana@localhost")
	conv := v.me.Conversation
	text := chat.File{ID: "f1", Name: "notes.txt", Type: "text/plain", Size: 5}
	with := func(change func(*chat.File)) chat.File { f := text; change(&f); return f }
	for _, c := range []struct {
		name    string
		who     *sender
		conv    chat.ConversationID
		file    chat.File
		from    uint64
		part    string
		more    string
		status  int
		problem string
	}{
		{"too large", v, conv, with(func(f *chat.File) { f.Size = 4<<20 + 1 }), 0, "hello", "", 413, "too large"},
		{"a part of more than 1 MB", v, conv, with(func(f *chat.File) { f.Size = 3 << 20 }), 0, strings.Repeat("x", 1<<20+1), "", 413, "too large"},
		{"more than was said", v, conv, text, 0, "hello!", "", 400, "malformed"},
		{"nothing", v, conv, with(func(f *chat.File) { f.Size = 0 }), 0, "", "", 400, "malformed"},
		{"no length", v, conv, text, 0, "hello", "Upload-Length: much", 400, "malformed"},
		{"a negative offset", v, conv, text, 0, "hello", "Upload-Offset: -1", 400, "malformed"},
		{"behind the end", v, conv, text, 6, "", "", 400, "malformed"},
		{"not the first part", v, conv, text, 3, "lo", "", 409, "not stored"},
		{"a type that is not taken", v, conv, with(func(f *chat.File) { f.Type = "application/x-msdownload" }), 0, "hello", "", 415, "bad type"},
		{"SVG", v, conv, with(func(f *chat.File) { f.Type = "image/svg+xml" }), 0, "<svg>", "", 415, "bad type"},
		{"no type at all", v, conv, with(func(f *chat.File) { f.Type = "nonsense" }), 0, "hello", "", 400, "malformed"},
		{"no name", v, conv, with(func(f *chat.File) { f.Name = "" }), 0, "hello", "", 400, "bad text"},
		{"a name of two lines", v, conv, with(func(f *chat.File) { f.Name = "a\r\nSet-Cookie: x" }), 0, "hello", "", 400, "bad text"},
		{"a name that turns", v, conv, with(func(f *chat.File) { f.Name = "invoice\u202efdp.exe" }), 0, "hello", "", 400, "bad text"},
		{"a long name", v, conv, with(func(f *chat.File) { f.Name = strings.Repeat("é", 128) }), 0, "hello", "", 413, "too large"},
		{"a broken name", v, conv, text, 0, "hello", "Upload-Name: %zz", 400, "malformed"},
		{"another visitor's conversation", other, conv, text, 0, "hello", "", 404, "not found"},
		{"the library", v, "library", text, 0, "hello", "", 404, "not found"},
		{"the staff's series", ana, conv.Staff(), text, 0, "hello", "", 400, "bad id"},
		{"nobody", nobody, conv, text, 0, "hello", "", 401, "bad sign-in"},
		{"a token of nobody", stranger, conv, text, 0, "hello", "", 401, "bad token"},
		{"an empty token", nobody, conv, text, 0, "hello", "Authorization: Bearer ", 401, "bad token"},
		{"another way to sign in", nobody, conv, text, 0, "hello", "Authorization: Basic eDp5", 401, "bad token"},
		{"an id with a dot", v, conv, with(func(f *chat.File) { f.ID = "a.b" }), 0, "hello", "", 400, "bad id"},
		{"an id with a star", v, conv, with(func(f *chat.File) { f.ID = "*" }), 0, "hello", "", 400, "bad id"},
		{"an id of arrows", v, conv, with(func(f *chat.File) { f.ID = ">" }), 0, "hello", "", 400, "bad id"},
		{"an id that climbs", v, conv, with(func(f *chat.File) { f.ID = "../x" }), 0, "hello", "", 400, "bad id"},
		{"a conversation of stars", ana, "*", text, 0, "hello", "", 400, "bad id"},
		{"a conversation of nobody", ana, "v1", text, 0, "hello", "", 400, "bad id"},
		{"a visitor copies from the library", v, conv, text, 0, "", "Upload-From: library/f1", 403, "not allowed"},
		{"a copy of what is not there", ana, conv, text, 0, "", "Upload-From: library/f1", 404, "not found"},
		{"a copy of another conversation's", ana, conv, text, 0, "", "Upload-From: " + string(conv) + "/f1", 400, "malformed"},
	} {
		got := c.who.put(c.conv, c.file, c.from, []byte(c.part), strings.Split(cmp.Or(c.more, "X: y"), "\n")...)
		if got.Status != c.status || got.Problem != c.problem {
			t.Errorf("%s: %d %q, want %d %q", c.name, got.Status, got.Problem, c.status, c.problem)
		}
	}
	if got := v.has(conv, "f1"); got != "0" {
		t.Errorf("something of it is there: %s", got)
	}
	for _, path := range []string{address(conv, "f1"), address(conv, "f1") + "/thumb"} {
		if got := v.status("GET", path); got != 404 {
			t.Errorf("GET %s: %d", path, got)
		}
	}
	if got := nobody.status("GET", address(conv, "f1")+"?token="+v.token); got != 401 {
		t.Errorf("a token in an address opens: %d", got)
	}
	if got := ana.status("PUT", address(conv, "f1"), "Origin: https://evil.example"); got != 403 {
		t.Errorf("another site's page writes with the agent's cookie: %d", got)
	}
	if got := ana.status("DELETE", address(conv, "f1"), "Sec-Fetch-Site: cross-site"); got != 403 {
		t.Errorf("another site's page deletes with the agent's cookie: %d", got)
	}
}

func TestASiteWithoutFilesTakesNone(t *testing.T) {
	t.Parallel()
	v := visitorOf(t, relaytest.Start(t))
	if v.me.Rules.MaxFile != 0 {
		t.Errorf("rules %+v", v.me.Rules)
	}
	if got := v.put(v.me.Conversation, chat.File{ID: "f1", Name: "a.txt", Type: "text/plain", Size: 5}, 0, []byte("hello")); got.Status != 413 || got.Problem != "too large" {
		t.Errorf("%+v", got)
	}
}

// What a file is decides its content.
func TestALieAboutTheContentIsFound(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withUploads, func(c *web.Config) { c.Rules.Types += " image/svg+xml text/html" })
	v := visitorOf(t, r)
	conv := v.me.Conversation
	bomb := pixels(t, 10, 10, color.White)
	binary.BigEndian.PutUint32(bomb[16:], 60000)
	binary.BigEndian.PutUint32(bomb[20:], 60000)
	broken := bytes.Clone(bomb)
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	cut := photo(t, 200, 100)
	for i, c := range []struct {
		name, kind string
		data       []byte
		found      string // "": refused with bad type
		width      uint64
		served     string
	}{
		{"a PNG that is a page", "image/png", []byte("<!DOCTYPE html><script>alert(1)</script>"), "text/html", 0, "application/octet-stream"},
		{"a PNG that is a program", "image/png", []byte("MZ\x90\x00\x03\x00\x00\x00"), "", 0, ""},
		{"a PNG that is a JPEG", "image/png", photo(t, 200, 100), "image/jpeg", 100, "image/jpeg"},
		{"a PDF that is a picture", "application/pdf", pixels(t, 10, 20, color.White), "image/png", 10, "image/png"},
		{"an SVG", "image/svg+xml", []byte(`<?xml version="1.0"?><svg onload="alert(1)"/>`), "image/svg+xml", 0, "application/octet-stream"},
		{"a text that is an SVG", "text/plain", []byte("<!-- x --><SVG onload='alert(1)'/>"), "image/svg+xml", 0, "application/octet-stream"},
		{"a PDF that is none", "application/pdf", []byte("\x00\x01\x02"), "", 0, ""},
		{"a head without a picture", "image/png", []byte("\x89PNG\r\n\x1a\nnothing"), "", 0, ""},
		{"a bomb", "image/png", bomb, "image/png", 0, "image/png"},
		{"a head with a wrong checksum", "image/png", broken, "", 0, ""},
		{"a photo that breaks off", "image/jpeg", cut[:len(cut)/2], "image/jpeg", 0, "image/jpeg"},
		{"a table", "text/csv", []byte("a;b\n1;2\n"), "text/csv", 0, "text/csv"},
		{"a text that is binary", "text/plain", []byte("\x00\x01\x02\x03"), "", 0, ""},
	} {
		f := chat.File{ID: chat.FileID(fmt.Sprint("f", i)), Name: "x", Type: c.kind, Size: uint64(len(c.data))}
		got := v.send(conv, f, c.data)
		if c.found == "" {
			if got.Status != 415 || got.Problem != "bad type" {
				t.Errorf("%s: %+v", c.name, got)
			}
			if got := v.has(conv, f.ID); got != "0" {
				t.Errorf("%s: %s bytes of it stay", c.name, got)
			}
			continue
		}
		if got.Status != 200 || got.Type != c.found || got.Width != c.width {
			t.Errorf("%s: %+v", c.name, got)
			continue
		}
		answer, body := v.get(address(conv, f.ID))
		h := answer.Header
		if !bytes.Equal(body, c.data) || h.Get("Content-Type") != c.served || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment") || h.Get("Content-Security-Policy") == "" {
			t.Errorf("%s is served with %v", c.name, h)
		}
		if got := v.status("GET", address(conv, f.ID)+"/thumb"); (got == 200) != (c.width > 0) {
			t.Errorf("%s: its thumbnail is %d", c.name, got)
		}
		f.Type = c.found
		if got := v.says(conv, chat.EntryID(fmt.Sprint("image", i)), chat.Image{File: f, Width: 1, Height: 1}); got != "not stored" {
			t.Errorf("%s is an image of another size: %q", c.name, got)
		}
		if got := v.says(conv, chat.EntryID(fmt.Sprint("file", i)), f); got != "" {
			t.Errorf("%s is no file: %s", c.name, got)
		}
	}
}

func TestAnUploadGoesOnAfterARestart(t *testing.T) {
	t.Parallel()
	bustest.Each(t, func(t *testing.T, how bus.Durability) {
		r := relaytest.Start(t, withUploads, func(c *web.Config) { c.Durability = how })
		v := visitorOf(t, r)
		conv := v.me.Conversation
		data := []byte(strings.Repeat("0123456789abcdef", 200_000)) // 3.2 MB
		f := chat.File{ID: "f1", Name: "long.txt", Type: "text/plain", Size: uint64(len(data))}
		v.put(conv, f, 0, data[:1<<20])
		v.put(conv, f, 1<<20, data[1<<20:2<<20])
		r.CutAndRestart()
		if got := v.has(conv, f.ID); got != fmt.Sprint(2<<20) {
			t.Fatalf("%s bytes are there", got)
		}
		if got := v.put(conv, f, 0, data[:100]); got.Status != 409 || got.Offset != 2<<20 {
			t.Errorf("from the beginning: %+v", got)
		}
		// The connection breaks in the middle of a part: nothing of the part counts.
		cutOff := io.MultiReader(bytes.NewReader(data[2<<20:2<<20+5000]), brokenReader{})
		req, err := http.NewRequest("PUT", r.URL+address(conv, f.ID), cutOff)
		if err != nil {
			t.Fatal(err)
		}
		req.ContentLength = 1 << 20
		req.Header = http.Header{"Authorization": {"Bearer " + v.token}, "Content-Type": {f.Type}, "Upload-Name": {f.Name}, "Upload-Length": {fmt.Sprint(f.Size)}, "Upload-Offset": {fmt.Sprint(2 << 20)}}
		if _, err := v.client.Do(req); err == nil {
			t.Error("a broken body was sent")
		}
		if got := v.has(conv, f.ID); got != fmt.Sprint(2<<20) {
			t.Errorf("%s bytes are there", got)
		}
		v.put(conv, f, 2<<20, data[2<<20:3<<20])
		if got := v.put(conv, f, 3<<20, data[3<<20:]); !got.Done || got.Type != "text/plain" || got.Width != 0 {
			t.Errorf("the last part: %+v", got)
		}
		r.CutAndRestart()
		if _, got := v.get(address(conv, f.ID)); !bytes.Equal(got, data) {
			t.Errorf("%d bytes", len(got))
		}
		if got := v.status("DELETE", address(conv, f.ID)); got != 204 {
			t.Errorf("DELETE: %d", got)
		}
		if got := v.has(conv, f.ID); got != "0" {
			t.Errorf("after DELETE %s bytes are there", got)
		}
		if got := v.status("GET", address(conv, f.ID)); got != 404 {
			t.Errorf("after DELETE: %d", got)
		}
		if got := v.status("DELETE", address(conv, f.ID)); got != 204 {
			t.Errorf("DELETE again: %d", got)
		}
	})
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }

// Two tabs send the same file: each part is taken once.
func TestTwoSendTheSameFileAtOnce(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withUploads)
	v := visitorOf(t, r)
	conv := v.me.Conversation
	data := []byte(strings.Repeat("hello ", 10_000))
	f := chat.File{ID: "f1", Name: "x.txt", Type: "text/plain", Size: uint64(len(data))}
	const part = 1000
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for at := uint64(0); ; {
				got := v.put(conv, f, at, data[at:min(f.Size, at+part)])
				switch {
				case got.Done:
					return
				case got.Status != 200 && got.Status != 409:
					t.Errorf("%+v", got)
					return
				}
				at = got.Offset
			}
		})
	}
	wg.Wait()
	if _, got := v.get(address(conv, f.ID)); !bytes.Equal(got, data) {
		t.Errorf("%d bytes, not the file", len(got))
	}
}

// DELETE and the entry that names the file come at once: either the entry is refused, or the file stays.
func TestDeletingAndSendingAtOnceEndOneWay(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withUploads)
	v := visitorOf(t, r)
	conv := v.me.Conversation
	won := map[string]int{}
	for i := range 12 {
		f := chat.File{ID: chat.FileID(fmt.Sprint("f", i)), Name: "x.txt", Type: "text/plain", Size: 5}
		if got := v.send(conv, f, []byte("hello")); !got.Done {
			t.Fatalf("%+v", got)
		}
		var deleted int
		var wg sync.WaitGroup
		if i%2 == 0 { // else the entry alone, so that both ends are seen
			wg.Go(func() { deleted = v.status("DELETE", address(conv, f.ID)) })
		}
		refused := v.says(conv, chat.EntryID(fmt.Sprint("e", i)), f)
		wg.Wait()
		if i%2 == 1 {
			deleted = v.status("DELETE", address(conv, f.ID))
		}
		there := v.status("GET", address(conv, f.ID))
		outcome := fmt.Sprintf("refused %q, DELETE %d, GET %d", refused, deleted, there)
		if outcome != `refused "", DELETE 403, GET 200` && outcome != `refused "not stored", DELETE 204, GET 404` {
			t.Errorf("file %d: %s", i, outcome)
		}
		won[outcome]++
	}
	t.Log(won)
}

func TestAVisitorsFilesHaveABound(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withUploads, func(c *web.Config) { c.FileQuota = 20 })
	v, ana := visitorOf(t, r), agentOf(t, r, "ana@localhost")
	conv := v.me.Conversation
	file := func(id chat.FileID, size uint64) chat.File {
		return chat.File{ID: id, Name: "x.txt", Type: "text/plain", Size: size}
	}
	if got := v.send(conv, file("f1", 10), []byte("0123456789")); !got.Done {
		t.Fatalf("%+v", got)
	}
	if got := v.put(conv, file("f2", 8), 0, []byte("0123")); got.Status != 200 {
		t.Fatalf("%+v", got)
	}
	if got := v.put(conv, file("f3", 3), 0, []byte("012")); got.Status != 507 || got.Problem != "too large" {
		t.Errorf("more than the bound: %+v", got)
	}
	if got := v.put(chat.ConversationOf(v.me.Me.ID, 2), file("f3", 3), 0, []byte("012")); got.Status != 507 {
		t.Errorf("in another conversation: %+v", got)
	}
	if got := ana.send(conv, file("f4", 25), []byte(strings.Repeat("x", 25))); !got.Done {
		t.Errorf("the agent sends: %+v", got)
	}
	if got := v.status("DELETE", address(conv, "f2")); got != 204 {
		t.Errorf("DELETE: %d", got)
	}
	if got := v.send(conv, file("f3", 3), []byte("012")); !got.Done {
		t.Errorf("after making room: %+v", got)
	}
	if got := ana.status("DELETE", address(conv, "f3")); got != 403 {
		t.Errorf("the agent deletes the visitor's: %d", got)
	}
	if got := ana.put(conv, file("f3", 3), 0, []byte("xyz")); got.Status != 403 || got.Problem != "id used" {
		t.Errorf("the agent writes the visitor's: %+v", got)
	}
}

func TestFilesOfTheLibraryAreTheStaffs(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withUploads)
	v, ana, boss := visitorOf(t, r), agentOf(t, r, "ana@localhost"), agentOf(t, r, "admin@localhost")
	conv := v.me.Conversation
	data := pixels(t, 700, 100, color.NRGBA{200, 0, 0, 128})
	f := chat.File{ID: "map", Name: "map.png", Type: "image/png", Size: uint64(len(data))}
	a := wiretest.Dial(t, r.URL, "/ws/agent", wiretest.Options{Cookie: r.Cookie("admin@localhost")})
	a.HelloAgent()
	put := func(ref uint64) chat.Problem {
		a.Say(wire.Put{Ref: ref, Item: chat.Item{Kind: chat.CannedItem, ID: "way", Name: "The way", Text: "Here we are", Files: []chat.File{f}}})
		return wiretest.Await[wire.Done](a).Problem
	}
	if got := put(1); got != chat.NotStored {
		t.Errorf("an item with a file that is not there: %v", got)
	}
	if got := boss.send("library", f, data); !got.Done || got.Width != 700 {
		t.Fatalf("%+v", got)
	}
	if got := put(2); got != chat.NoProblem {
		t.Fatalf("the item: %v", got)
	}
	if got := boss.status("DELETE", address("library", f.ID)); got != 403 {
		t.Errorf("a file that an item names was deleted: %d", got)
	}
	if got := v.status("GET", address("library", f.ID)); got != 404 {
		t.Errorf("a visitor reads the library: %d", got)
	}
	answer, thumb := ana.get(address("library", f.ID) + "/thumb")
	m, err := png.Decode(bytes.NewReader(thumb))
	if err != nil || m.Bounds() != image.Rect(0, 0, 520, 74) || answer.Header.Get("Content-Type") != "image/png" {
		t.Fatalf("a thumbnail that shines through: %v, %v", m.Bounds(), err)
	}
	if _, _, _, alpha := m.At(100, 30).RGBA(); alpha>>8 != 128 {
		t.Errorf("alpha %d", alpha>>8)
	}

	want := progress{Status: 200, Offset: f.Size, Done: true, Type: "image/png", Width: 700, Height: 100}
	for range 2 {
		if got := ana.progress(ana.do("PUT", address(conv, "copy"), nil, "Upload-From: library/map")); got != want {
			t.Fatalf("a copy: %+v", got)
		}
	}
	v.says(conv, "e1", chat.Text{Text: "where are you?"})
	s := wiretest.Dial(t, r.URL, "/ws/agent", wiretest.Options{Cookie: r.Cookie("ana@localhost")})
	s.HelloAgent()
	s.Say(wire.Send{Conversation: conv, ID: "j", Body: chat.Joined{}}, wire.Send{Conversation: conv, ID: "i", Body: chat.Image{File: chat.File{ID: "copy", Name: f.Name, Type: f.Type, Size: f.Size}, Width: 700, Height: 100}})
	for range 2 {
		wiretest.Await[wire.Ack](s)
	}
	if _, got := v.get(address(conv, "copy")); !bytes.Equal(got, data) {
		t.Errorf("the visitor gets %d bytes", len(got))
	}
	if _, got := v.get(address(conv, "copy") + "/thumb"); !bytes.Equal(got, thumb) {
		t.Errorf("a thumbnail of %d bytes", len(got))
	}
}

func TestAConsoleOfAnotherOriginSendsFiles(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withUploads, func(c *web.Config) { c.ConsoleOrigins = []string{"https://console.example"} })
	v, ana := visitorOf(t, r), agentOf(t, r, "ana@localhost")
	from := []string{"Origin: https://console.example", "Sec-Fetch-Site: same-site"}
	answer := ana.do("OPTIONS", address(v.me.Conversation, "f1"), nil, from[0], "Access-Control-Request-Method: PUT")
	h := answer.Header
	if answer.StatusCode != 204 || h.Get("Access-Control-Allow-Origin") != "https://console.example" || !strings.Contains(h.Get("Access-Control-Allow-Methods"), "DELETE") ||
		!strings.Contains(h.Get("Access-Control-Allow-Headers"), "Upload-Offset") {
		t.Errorf("preflight: %d %v", answer.StatusCode, h)
	}
	f := chat.File{ID: "f1", Name: "x.txt", Type: "text/plain", Size: 5}
	if got := ana.put(v.me.Conversation, f, 0, []byte("hello"), from...); !got.Done {
		t.Errorf("%+v", got)
	}
	answer, _ = ana.get(address(v.me.Conversation, "f1"), from...)
	h = answer.Header
	if h.Get("Cross-Origin-Resource-Policy") != "same-site" || !strings.Contains(h.Get("Access-Control-Expose-Headers"), "Upload-Offset") || h.Get("Access-Control-Allow-Credentials") != "true" {
		t.Errorf("%v", h)
	}
	answer, _ = ana.get(address(v.me.Conversation, "f1"), "Origin: https://evil.example")
	if answer.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("anybody may read the file")
	}
}
