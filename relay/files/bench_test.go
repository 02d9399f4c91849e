package files

import (
	"crypto/rand"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"bytes"

	"pupitre/app/chat"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/store"
)

// BenchmarkUpload is a file of 5 MB in parts of 1 MB, each synced, and then stored and synced once more.
func BenchmarkUpload(b *testing.B) {
	data := make([]byte, 5<<20)
	_, _ = rand.Read(data)
	for _, how := range bustest.Durabilities() {
		b.Run(how.String(), func(b *testing.B) {
			bus := bustest.Open(b, b.TempDir(), how)
			c := openFiles(b, bus, openStore(b, bus, store.Options{}), b.TempDir())
			c.o.Rules = chat.Rules{MaxFile: 10 << 20, Types: "application/octet-stream"}
			b.SetBytes(int64(len(data)))
			for i := 0; b.Loop(); i++ {
				a := at(chat.FileID(fmt.Sprint("f", i)))
				for from := 0; from < len(data); from += MaxPart {
					p, err := c.take(b.Context(), anna, a, part{name: "x", kind: anyKind, length: uint64(len(data)), offset: uint64(from), frame: frameOf(data[from : from+MaxPart])})
					if err != nil || p.offset != uint64(from+MaxPart) {
						b.Fatal(p, err)
					}
				}
				b.StopTimer()
				if err := c.forget(b.Context(), anna, a); err != nil { // not the benchmark's disk
					b.Fatal(err)
				}
				b.StartTimer()
			}
		})
	}
}

// BenchmarkDownload is the same file as a browser reads it.
func BenchmarkDownload(b *testing.B) {
	bus := bustest.Open(b, b.TempDir(), bus.SyncAlways)
	c := openFiles(b, bus, openStore(b, bus, store.Options{}), b.TempDir())
	data := make([]byte, 5<<20)
	if err := c.objs.Put(b.Context(), "f", bytes.NewReader(data)); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		r, err := c.o.Objects.Read(b.Context(), "f")
		if err != nil {
			b.Fatal(err)
		}
		var got bytes.Buffer
		if n, err := got.ReadFrom(r); n != int64(len(data)) || err != nil {
			b.Fatal(n, err)
		}
		r.Close()
	}
}

// BenchmarkThumbnail is a photo of 12 megapixels, as telephones make them, and a screenshot.
func BenchmarkThumbnail(b *testing.B) {
	noisy := image.NewYCbCr(image.Rect(0, 0, 4000, 3000), image.YCbCrSubsampleRatio420)
	for i := range noisy.Y {
		noisy.Y[i] = byte(i>>4) ^ byte(i>>13)
	}
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, noisy, &jpeg.Options{Quality: 85}); err != nil {
		b.Fatal(err)
	}
	screen := plain(1920, 1080, color.White)
	for i := range 200 {
		for x := range 1000 {
			screen.Set(100+x, 100+i*4, color.NRGBA{uint8(i), uint8(x), 0, 255})
		}
	}
	for _, c := range []struct {
		name, kind string
		data       []byte
	}{{"photo 4000x3000", "image/jpeg", photo.Bytes()}, {"screenshot 1920x1080", "image/png", pngOf(b, screen)}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := look(c.kind, reading(c.data)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(c.data))/1024, "KB-original")
		})
	}
}
