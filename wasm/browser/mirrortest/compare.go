package mirrortest

import (
	"bytes"
	_ "embed"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"
)

// Read is what a document shows, as lines of text: an expression for browser.EvalInFrames with Owner as the owner. It says what it leaves out.
//
//go:embed read.js
var Read string

// Owner is the property in which Read looks for the id of a frame.
const Owner = "mirrortest"

// Difference is where two readings part, with what stands before it; "" if they do not.
func Difference(page, mirror string) string {
	a, b := strings.Split(page, "\n"), strings.Split(mirror, "\n")
	for i := 0; i < max(len(a), len(b)); i++ {
		if i < len(a) && i < len(b) && a[i] == b[i] {
			continue
		}
		var s strings.Builder
		for _, l := range a[max(0, i-6):i] {
			fmt.Fprintf(&s, "        %s\n", cut(l))
		}
		for _, l := range a[min(i, len(a)):min(i+3, len(a))] {
			fmt.Fprintf(&s, "page    %s\n", cut(l))
		}
		for _, l := range b[min(i, len(b)):min(i+3, len(b))] {
			fmt.Fprintf(&s, "mirror  %s\n", cut(l))
		}
		return s.String()
	}
	return ""
}

// cut leaves of a long line what a person reads.
func cut(s string) string {
	const most = 400
	if len(s) <= most {
		return s
	}
	return fmt.Sprintf("%s... (%d bytes)", s[:most], len(s))
}

const (
	slight  = 24    // of 255: a channel that differs by no more is the same
	allowed = 0.005 // of all pixels may differ: a caret, the edge of a letter
)

// SamePicture compares two PNGs of one size: at most half a percent of the pixels may differ by more than a tenth in a channel. It returns the part that does, and
// for people a picture of both, side by side, with what differs between them.
func SamePicture(page, mirror []byte) (same bool, part float64, both []byte, err error) {
	if bytes.Equal(page, mirror) {
		return true, 0, nil, nil
	}
	a, err := pixels(page)
	if err != nil {
		return false, 0, nil, err
	}
	b, err := pixels(mirror)
	if err != nil {
		return false, 0, nil, err
	}
	if a.Rect != b.Rect {
		return false, 1, nil, fmt.Errorf("the pictures have %v and %v", a.Rect.Max, b.Rect.Max)
	}
	w, h := a.Rect.Dx(), a.Rect.Dy()
	apart, n := image.NewRGBA(a.Rect), 0
	for i := 0; i < len(a.Pix); i += 4 {
		if near(a.Pix[i], b.Pix[i]) && near(a.Pix[i+1], b.Pix[i+1]) && near(a.Pix[i+2], b.Pix[i+2]) {
			continue
		}
		n++
		apart.SetRGBA(i/4%w, i/4/w, color.RGBA{R: 255, A: 255})
	}
	part = float64(n) / float64(w*h)
	if part <= allowed {
		return true, part, nil, nil
	}
	all := image.NewRGBA(image.Rect(0, 0, 3*w+20, h))
	draw.Draw(all, all.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	for i, one := range []image.Image{a, apart, b} {
		draw.Draw(all, image.Rect(i*(w+10), 0, i*(w+10)+w, h), one, image.Point{}, draw.Over)
	}
	var out bytes.Buffer
	err = png.Encode(&out, all)
	return false, part, out.Bytes(), err
}

func near(a, b uint8) bool { return max(a, b)-min(a, b) <= slight }

func pixels(b []byte) (*image.RGBA, error) {
	decoded, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	out := image.NewRGBA(decoded.Bounds().Sub(decoded.Bounds().Min))
	draw.Draw(out, out.Rect, decoded, decoded.Bounds().Min, draw.Src)
	return out, nil
}
