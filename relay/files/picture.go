package files

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"pupitre/app/chat"
)

// A thumbnail is at most so large, and never larger than its image.
const (
	thumbWidth  = 520
	thumbHeight = 400
	quality     = 82 // of a JPEG thumbnail
)

// Bounds of what is decoded. A picture beyond them is a file like any other.
const (
	maxPixels = 50_000_000
	maxMemory = 192 << 20 // bytes that decoding may take, estimated from the header
	maxScans  = 100       // of a JPEG: each goes over the whole picture
)

var (
	errNoImage  = errors.New("not an image")
	errNotShown = errors.New("an image that is not shown")
)

// picture is what was made of an image.
type picture struct {
	width, height int    // px of the original, turned the way it is to be seen
	thumb         []byte // without any metadata: made of pixels alone
	kind          string // media type of thumb
}

// look decodes an image and makes its thumbnail. The error is errNoImage (its header is none), errNotShown (too large, or
// broken inside), or open's. Decoders are programs of others that read bytes of strangers, so a panic in them is a broken image.
func look(kind string, open func() (io.ReadCloser, error)) (p picture, err error) {
	defer func() {
		if v := recover(); v != nil {
			p, err = picture{}, fmt.Errorf("%w: the decoder panicked: %v", errNotShown, v)
		}
	}()
	var facts facts
	var config image.Config
	if err := with(open, func(r io.Reader) error { facts = factsOf(kind, bufio.NewReaderSize(r, 64<<10)); return nil }); err != nil {
		return p, err
	}
	if err := with(open, func(r io.Reader) (err error) { config, err = decoders[kind].config(bufio.NewReader(r)); return err }); err != nil {
		return p, fmt.Errorf("%w: %w", errNoImage, err)
	}
	if err := bearable(kind, config, facts); err != nil {
		return p, err
	}
	var m image.Image
	if err := with(open, func(r io.Reader) (err error) {
		m, err = decoders[kind].decode(bufio.NewReaderSize(r, 64<<10))
		return err
	}); err != nil {
		return p, fmt.Errorf("%w: %w", errNotShown, err)
	}
	size := image.Pt(config.Width, config.Height)
	small := facts.turn.apply(shrink(m, size, facts.turn.swaps()))
	p.thumb, p.kind, err = encode(small)
	if facts.turn.swaps() {
		size.X, size.Y = size.Y, size.X
	}
	p.width, p.height = size.X, size.Y
	return p, err
}

func with(open func() (io.ReadCloser, error), do func(io.Reader) error) error {
	r, err := open()
	if err != nil {
		return err
	}
	defer r.Close()
	return do(r)
}

var decoders = map[string]struct {
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}{
	"image/png":  {png.DecodeConfig, png.Decode},
	"image/jpeg": {jpeg.DecodeConfig, jpeg.Decode},
	"image/gif":  {gif.DecodeConfig, gif.Decode}, // of an animation the first picture
	"image/webp": {webp.DecodeConfig, webp.Decode},
}

// bearable is nil if an image can be decoded within the bounds.
func bearable(kind string, c image.Config, f facts) error {
	if c.Width <= 0 || c.Height <= 0 {
		return errNoImage
	}
	if c.Width > chat.MaxPixels || c.Height > chat.MaxPixels || c.Width*c.Height > maxPixels || f.scans > maxScans {
		return fmt.Errorf("%w: %d by %d pixels, %d scans", errNotShown, c.Width, c.Height, f.scans)
	}
	perPixel := 4.0
	switch {
	case kind == "image/jpeg":
		perPixel = max(f.samples, 1)
		if f.progressive {
			perPixel *= 5 // the coefficients too, 4 bytes each
		}
		if c.ColorModel == color.CMYKModel {
			perPixel += 8
		}
	case kind == "image/webp":
		perPixel = 8
	case kind == "image/gif":
		perPixel = 2
	case c.ColorModel == color.RGBA64Model, c.ColorModel == color.NRGBA64Model:
		perPixel = 8
	}
	if f.interlaced {
		perPixel *= 2
	}
	if float64(c.Width*c.Height)*perPixel > maxMemory {
		return fmt.Errorf("%w: %d by %d pixels of %.1f bytes", errNotShown, c.Width, c.Height, perPixel)
	}
	return nil
}

// shrink draws an image of that size into the box of thumbnails, before it is turned. A GIF's first picture may be smaller
// than the image and lie somewhere on it.
func shrink(m image.Image, size image.Point, swaps bool) *image.RGBA {
	box := image.Pt(thumbWidth, thumbHeight)
	if swaps {
		box.X, box.Y = box.Y, box.X
	}
	scale := min(1, float64(box.X)/float64(size.X), float64(box.Y)/float64(size.Y))
	at := func(p image.Point) image.Point {
		return image.Pt(int(float64(p.X)*scale+0.5), int(float64(p.Y)*scale+0.5))
	}
	out := image.NewRGBA(image.Rectangle{Max: image.Pt(max(1, at(size).X), max(1, at(size).Y))})
	to := image.Rectangle{at(m.Bounds().Min), at(m.Bounds().Max)}
	if m.Bounds().Size() == size {
		to = out.Bounds()
	}
	// In two steps: looking at every pixel of a photo would take longer, and more memory, than decoding it.
	few := image.Rect(0, 0, min(4*to.Dx(), m.Bounds().Dx()), min(4*to.Dy(), m.Bounds().Dy()))
	if known := isKnown(m); few.Size() != m.Bounds().Size() || !known {
		first := draw.Scaler(draw.NearestNeighbor)
		if known {
			first = draw.ApproxBiLinear
		}
		step := image.NewRGBA(few)
		first.Scale(step, few, m, m.Bounds(), draw.Src, nil)
		m = step
	}
	draw.BiLinear.Scale(out, to, m, m.Bounds(), draw.Src, nil)
	return out
}

// isKnown tells whether package draw knows the image's layout; others it draws pixel by pixel.
func isKnown(m image.Image) bool {
	switch m.(type) {
	case *image.RGBA, *image.NRGBA, *image.YCbCr, *image.Gray:
		return true
	}
	return false
}

func encode(m *image.RGBA) (data []byte, kind string, err error) {
	var b bytes.Buffer
	if m.Opaque() {
		err = jpeg.Encode(&b, m, &jpeg.Options{Quality: quality})
		return b.Bytes(), "image/jpeg", err
	}
	err = png.Encode(&b, m)
	return b.Bytes(), "image/png", err
}
