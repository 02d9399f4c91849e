package files

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"io"
	"strings"
	"testing"
)

// Pictures of 40 by 30 px, as another program makes them.
const (
	lossyRed     = "UklGRk4AAABXRUJQVlA4IEIAAABQAwCdASooAB4APpFGnkslo6KhpWgAsBIJZwDO3oAAK/fDcAD+7qY//2LOWwLx//7nA/7nA/7nA/jbB+29aoAAAAA="
	losslessRed  = "UklGRhwAAABXRUJQVlA4TA8AAAAvJ0AHAAcQ/Y/+ByKi/wEA"
	halfBlueWebP = "UklGRhwAAABXRUJQVlA4TA8AAAAvJ0AHEAcQ0f/+BSKi/wEA"
)

func bytesOf(t testing.TB, s string) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gifOf(t testing.TB, frames ...*image.Paletted) []byte {
	t.Helper()
	g := &gif.GIF{Config: image.Config{Width: 40, Height: 30}}
	for _, m := range frames {
		g.Image, g.Delay = append(g.Image, m), append(g.Delay, 10)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func paletted(r image.Rectangle, c color.Color) *image.Paletted {
	m := image.NewPaletted(r, color.Palette{color.Transparent, c})
	for i := range m.Pix {
		m.Pix[i] = 1
	}
	return m
}

// tiff is Exif data that says how to turn.
func tiff(order binary.AppendByteOrder, t uint16) []byte {
	b := []byte("MM\x00*")
	if order == binary.LittleEndian {
		b = []byte("II*\x00")
	}
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	for _, e := range [][2]uint16{{0x010f, 77}, {orientationTag, t}} {
		b = order.AppendUint16(order.AppendUint16(b, e[0]), 3)
		b = order.AppendUint16(order.AppendUint16(order.AppendUint32(b, 1), e[1]), 0)
	}
	return append(order.AppendUint32(b, 0), "GPS 48.8584 N"...)
}

func withExif(kind string, data, exif []byte) []byte {
	switch kind {
	case "image/jpeg":
		exif = append([]byte("Exif\x00\x00"), exif...)
		segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xff, 0xe1}, uint16(len(exif)+2)) // FF may be doubled
		return append(append(append([]byte{0xff, 0xd8}, segment...), exif...), data[2:]...)
	case "image/png":
		c := append([]byte("eXIf"), exif...)
		c = binary.BigEndian.AppendUint32(append(binary.BigEndian.AppendUint32(nil, uint32(len(exif))), c...), crc32.ChecksumIEEE(c))
		return append(append(append([]byte(nil), data[:33]...), c...), data[33:]...)
	case "image/webp":
		if len(exif)%2 == 1 {
			exif = append(exif, 0)
		}
		c := append(binary.LittleEndian.AppendUint32([]byte("EXIF"), uint32(len(exif))), exif...)
		head := append(binary.LittleEndian.AppendUint32([]byte("VP8X"), 10), 8, 0, 0, 0, 39, 0, 0, 29, 0, 0)
		body := append(append(append([]byte("WEBP"), head...), data[12:]...), c...)
		return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
	}
	return nil
}

// corners of a picture of 40 by 30: red at the top left, green at the top right, blue at the bottom left.
func corners() *image.NRGBA {
	m := plain(40, 30, color.White)
	for y := range 15 {
		for x := range 20 {
			m.Set(x, y, color.NRGBA{R: 255, A: 255})
			m.Set(20+x, y, color.NRGBA{G: 255, A: 255})
			m.Set(x, 15+y, color.NRGBA{B: 255, A: 255})
		}
	}
	return m
}

func letter(c color.Color) string {
	r, g, b, a := c.RGBA()
	switch {
	case a < 0x4000:
		return "-"
	case r > 0xc000 && g > 0xc000 && b > 0xc000:
		return "w"
	case r > g && r > b:
		return "r"
	case g > b:
		return "g"
	}
	return "b"
}

// seen is a thumbnail's size, its kind, and its corners: top left, top right, bottom left, bottom right.
func seen(t *testing.T, p picture) string {
	t.Helper()
	m, kind, err := image.Decode(bytes.NewReader(p.thumb))
	if err != nil {
		t.Fatal(err)
	}
	if "image/"+kind != p.kind || bytes.Contains(p.thumb, []byte("GPS")) || bytes.Contains(p.thumb, []byte("Exif")) {
		t.Errorf("%s is called %s, or holds metadata", kind, p.kind)
	}
	b := m.Bounds()
	return fmt.Sprintf("%dx%d %s %s%s%s%s", b.Dx(), b.Dy(), kind, letter(m.At(5, 5)), letter(m.At(b.Max.X-5, 5)), letter(m.At(5, b.Max.Y-5)), letter(m.At(b.Max.X-5, b.Max.Y-5)))
}

func TestPicturesAreTurnedTheWayTheyAreToBeSeen(t *testing.T) {
	t.Parallel()
	for i, want := range []string{"40x30 %s rgbw", "40x30 %s grwb", "40x30 %s wbgr", "40x30 %s bwrg", "30x40 %s rbgw", "30x40 %s brwg", "30x40 %s wgbr", "30x40 %s gwrb"} {
		how := uint16(i + 1)
		for _, c := range []struct {
			kind string
			data []byte
		}{{"image/jpeg", jpegOf(t, corners())}, {"image/png", pngOf(t, corners())}} {
			for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
				p, err := look(c.kind, reading(withExif(c.kind, c.data, tiff(order, how))))
				if err != nil {
					t.Fatalf("%s turned %d: %v", c.kind, how, err)
				}
				if got, want := seen(t, p), fmt.Sprintf(want, "jpeg"); got != want || fmt.Sprintf("%dx%d", p.width, p.height) != want[:5] {
					t.Errorf("%s turned %d: %s of %d by %d, want %s", c.kind, how, got, p.width, p.height, want)
				}
			}
		}
	}
	p, err := look("image/webp", reading(withExif("image/webp", bytesOf(t, losslessRed), tiff(binary.LittleEndian, 6))))
	if err != nil || p.width != 30 || p.height != 40 {
		t.Errorf("a WebP: %d by %d, %v", p.width, p.height, err)
	}
	for name, exif := range map[string][]byte{
		"none": nil, "short": []byte("II*\x00"), "beyond": []byte("II*\x00\xff\xff\xff\xff"), "turned 9": tiff(binary.LittleEndian, 9), "turned 0": tiff(binary.BigEndian, 0),
		"of no kind": []byte("XX*\x00\x08\x00\x00\x00"), "cut off": tiff(binary.BigEndian, 6)[:25], "many": []byte("II*\x00\x08\x00\x00\x00\xff\xff"),
	} {
		if got := turnOf(exif); got != upright {
			t.Errorf("%s: turned %d", name, got)
		}
	}
}

func TestThumbnailsOfEachKind(t *testing.T) {
	t.Parallel()
	wide := image.NewGray(image.Rect(0, 0, 5000, 3))
	deep := image.NewRGBA64(image.Rect(0, 0, 1200, 1000))
	for _, c := range []struct {
		name, kind string
		data       []byte
		w, h       int
		want       string
	}{
		{"a small one stays as it is", "image/png", pngOf(t, corners()), 40, 30, "40x30 jpeg rgbw"},
		{"one that shines through", "image/png", pngOf(t, plain(1040, 200, color.NRGBA{R: 200, A: 100})), 1040, 200, "520x100 png rrrr"},
		{"a very wide one", "image/png", pngOf(t, wide), 5000, 3, "520x1 jpeg bbbb"},
		{"16 bits", "image/png", pngOf(t, deep), 1200, 1000, "480x400 png ----"},
		{"a high one", "image/jpeg", jpegOf(t, plain(500, 2000, color.NRGBA{R: 255, A: 255})), 500, 2000, "100x400 jpeg rrrr"},
		{"a grey one", "image/jpeg", jpegOf(t, image.NewGray(image.Rect(0, 0, 80, 80))), 80, 80, "80x80 jpeg bbbb"},
		{"a GIF", "image/gif", gifOf(t, paletted(image.Rect(0, 0, 40, 30), color.NRGBA{G: 255, A: 255})), 40, 30, "40x30 jpeg gggg"},
		{"an animation that begins in a corner", "image/gif", gifOf(t, paletted(image.Rect(20, 15, 40, 30), color.NRGBA{R: 255, A: 255}), paletted(image.Rect(0, 0, 40, 30), color.NRGBA{G: 255, A: 255})), 40, 30, "40x30 png ---r"},
		{"a WebP with losses", "image/webp", bytesOf(t, lossyRed), 40, 30, "40x30 jpeg rrrr"},
		{"a WebP without", "image/webp", bytesOf(t, losslessRed), 40, 30, "40x30 jpeg rrrr"},
		{"a WebP that shines through", "image/webp", bytesOf(t, halfBlueWebP), 40, 30, "40x30 png bbbb"},
	} {
		p, err := look(c.kind, reading(c.data))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := seen(t, picture{thumb: p.thumb, kind: p.kind}); c.name != "a very wide one" && got != c.want || p.width != c.w || p.height != c.h {
			t.Errorf("%s: %s of %d by %d, want %s", c.name, got, p.width, p.height, c.want)
		}
	}
}

func TestWhatIsTooMuchToDecodeIsAFileLikeAnyOther(t *testing.T) {
	t.Parallel()
	bomb := func(w, h uint32, change func(head []byte)) []byte {
		b := pngOf(t, plain(8, 8, color.White))
		binary.BigEndian.PutUint32(b[16:], w)
		binary.BigEndian.PutUint32(b[20:], h)
		change(b[16:])
		binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
		return b
	}
	sof := func(data []byte) int { return bytes.Index(data, []byte{0xff, 0xc0}) }
	big := jpegOf(t, plain(16, 16, color.White))
	binary.BigEndian.PutUint16(big[sof(big)+5:], 7000)
	binary.BigEndian.PutUint16(big[sof(big)+7:], 7000)
	progressive := bytes.Clone(big) // coefficients of 49 megapixels at a time
	progressive[sof(big)+1] = 0xc2
	scans := jpegOf(t, plain(16, 16, color.White))
	end := len(scans) - 2 // before EOI
	scan := scans[bytes.Index(scans, []byte{0xff, 0xda}):end]
	scans = append(append(scans[:end:end], bytes.Repeat(scan, maxScans)...), 0xff, 0xd9)
	for name, c := range map[string]struct {
		kind string
		data []byte
		want error
	}{
		"wider than can be":   {"image/png", bomb(70000, 1, func([]byte) {}), errNotShown},
		"60000 by 60000":      {"image/png", bomb(60000, 60000, func([]byte) {}), errNotShown},
		"64 bits a pixel":     {"image/png", bomb(6000, 6000, func(b []byte) { b[8], b[9] = 16, 6 }), errNotShown},
		"interlaced":          {"image/png", bomb(6000, 6000, func(b []byte) { b[12] = 1 }), errNotShown},
		"progressive":         {"image/jpeg", progressive, errNotShown},
		"hundreds of scans":   {"image/jpeg", scans, errNotShown},
		"a GIF of 65535":      {"image/gif", []byte("GIF89a\xff\xff\xff\xff\x80\x00\x00\x00\x00\x00\xff\xff\xff;"), errNotShown},
		"a WebP of 16 M":      {"image/webp", []byte("RIFF\x16\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\xff\x3f\x00\xff\x3f\x00"), errNotShown},
		"a picture of 0 by 0": {"image/gif", []byte("GIF89a\x00\x00\x00\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff;"), errNoImage},
		"nothing":             {"image/png", nil, errNoImage},
		"text":                {"image/jpeg", []byte("\xff\xd8\xff hello"), errNoImage},
	} {
		if _, err := look(c.kind, reading(c.data)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if facts := factsOf("image/jpeg", bufio.NewReader(bytes.NewReader(big))); bearable("image/jpeg", image.Config{Width: 7000, Height: 7000, ColorModel: color.YCbCrModel}, facts) != nil {
		t.Errorf("49 megapixels as telephones make them: %+v", facts)
	}
	if f := factsOf("image/jpeg", bufio.NewReader(bytes.NewReader(progressive))); !f.progressive || f.scans != 1 || f.samples != 1.5 {
		t.Errorf("%+v", f)
	}
}

// A decoder that panics makes a broken image, not a broken relay.
func TestAPanicInADecoderIsABrokenImage(t *testing.T) {
	t.Parallel()
	first := true
	p, err := look("image/png", func() (io.ReadCloser, error) {
		if first {
			first = false
			return io.NopCloser(strings.NewReader("")), nil
		}
		return io.NopCloser(panics{}), nil
	})
	if !errors.Is(err, errNotShown) || p.thumb != nil {
		t.Errorf("%v", err)
	}
}

type panics struct{}

func (panics) Read([]byte) (int, error) { panic("as a decoder does") }

// FuzzLook: whatever the bytes are, there is a picture or an error, and what is made of it is small.
func FuzzLook(f *testing.F) {
	kinds := []string{"image/png", "image/jpeg", "image/gif", "image/webp"}
	f.Add(uint8(0), pngOf(f, plain(8, 8, color.White)))
	f.Add(uint8(1), withExif("image/jpeg", jpegOf(f, corners()), tiff(binary.BigEndian, 6)))
	f.Add(uint8(2), gifOf(f, paletted(image.Rect(0, 0, 40, 30), color.White)))
	f.Add(uint8(3), withExif("image/webp", bytesOf(f, lossyRed), tiff(binary.LittleEndian, 3)))
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		kind := kinds[int(which)%len(kinds)]
		if c, err := decoders[kind].config(bytes.NewReader(data)); err == nil && c.Width*c.Height > 1<<20 {
			return // takes its time, which is bounded
		}
		p, err := look(kind, reading(data))
		if err != nil {
			if p.thumb != nil || errors.Is(err, errNotShown) && strings.Contains(err.Error(), "panicked") {
				t.Fatal(err)
			}
			return
		}
		c, format, err := image.DecodeConfig(bytes.NewReader(p.thumb))
		if err != nil || "image/"+format != p.kind || c.Width > thumbWidth || c.Height > thumbHeight || c.Width > p.width || c.Height > p.height {
			t.Fatalf("%d by %d became %s %d by %d, %v", p.width, p.height, format, c.Width, c.Height, err)
		}
	})
}

// FuzzFacts: reading segments ends, whatever they say.
func FuzzFacts(f *testing.F) {
	f.Add(withExif("image/jpeg", jpegOf(f, corners()), tiff(binary.BigEndian, 6)))
	f.Add(withExif("image/png", pngOf(f, corners()), tiff(binary.BigEndian, 6)))
	f.Add(withExif("image/webp", bytesOf(f, lossyRed), tiff(binary.LittleEndian, 3)))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, kind := range []string{"image/png", "image/jpeg", "image/webp"} {
			got := factsOf(kind, bufio.NewReaderSize(bytes.NewReader(data), 64<<10))
			if got.turn < 1 || got.turn > 8 || got.samples < 0 {
				t.Fatalf("%+v", got)
			}
		}
	})
}
