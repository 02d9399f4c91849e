package files

import (
	"encoding/binary"
	"image"
)

// turn is how an image is to be turned to be seen: the Exif tag Orientation, 1 to 8.
type turn uint16

const (
	upright        turn = 1
	orientationTag      = 0x0112
)

// turnOf reads the orientation from Exif data, which is a TIFF file (Exif 2.3, 4.5). What cannot be read is upright.
func turnOf(b []byte) turn {
	if len(b) < 8 {
		return upright
	}
	var order binary.ByteOrder = binary.BigEndian
	switch string(b[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
	default:
		return upright
	}
	at := uint64(order.Uint32(b[4:]))
	if at+2 > uint64(len(b)) {
		return upright
	}
	count := uint64(order.Uint16(b[at:]))
	for i := range count {
		entry := at + 2 + 12*i
		if entry+12 > uint64(len(b)) {
			return upright
		}
		if order.Uint16(b[entry:]) == orientationTag {
			if t := turn(order.Uint16(b[entry+8:])); t >= 1 && t <= 8 {
				return t
			}
			return upright
		}
	}
	return upright
}

// swaps tells whether width and height change places.
func (t turn) swaps() bool { return t >= 5 }

// apply turns an image that begins at 0, 0.
func (t turn) apply(m *image.RGBA) *image.RGBA {
	if t == upright {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if t.swaps() {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			fx, fy := t.from(x, y, w, h)
			out.SetRGBA(x, y, m.RGBAAt(fx, fy))
		}
	}
	return out
}

// from is where the pixel x, y of the turned image is in one of w by h.
func (t turn) from(x, y, w, h int) (int, int) {
	switch t {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, h - 1 - x
	case 7:
		return w - 1 - y, h - 1 - x
	case 8:
		return w - 1 - y, x
	}
	return x, y
}
