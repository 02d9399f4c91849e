package files

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
)

// facts are what the decoders do not tell of an image: how it is to be turned, and what decoding it takes.
type facts struct {
	turn        turn
	progressive bool
	scans       int
	samples     float64 // a pixel of a JPEG, of one byte each
	interlaced  bool
}

// factsOf reads an image's segments. What cannot be read it leaves out: the decoder will say so.
func factsOf(kind string, r *bufio.Reader) facts {
	f := facts{turn: upright}
	switch kind {
	case "image/jpeg":
		f.readJPEG(r)
	case "image/png":
		f.readPNG(r)
	case "image/webp":
		f.readWebP(r)
	}
	return f
}

// readJPEG goes from marker to marker (ITU T.81, B.1.1).
func (f *facts) readJPEG(r *bufio.Reader) {
	for {
		if _, err := r.ReadSlice(0xff); err == bufio.ErrBufferFull {
			continue
		} else if err != nil {
			return
		}
		m, err := r.ReadByte()
		for err == nil && m == 0xff {
			m, err = r.ReadByte()
		}
		switch {
		case err != nil || m == 0xd9: // EOI
			return
		case m == 0 || m == 1 || m >= 0xd0 && m <= 0xd8: // no segment: a data byte, RST, SOI
			continue
		}
		var size [2]byte
		if _, err := io.ReadFull(r, size[:]); err != nil {
			return
		}
		n := int(binary.BigEndian.Uint16(size[:])) - 2
		switch {
		case n < 0:
			return
		case m == 0xda: // SOS
			f.scans++
		case m >= 0xc0 && m <= 0xcf && m != 0xc4 && m != 0xc8 && m != 0xcc: // SOF
			f.progressive = f.progressive || m == 0xc2
			f.readFrame(peek(r, n))
		case m == 0xe1 && f.turn == upright: // APP1
			if exif, ok := bytes.CutPrefix(peek(r, n), []byte("Exif\x00\x00")); ok {
				f.turn = turnOf(exif)
			}
		}
		if _, err := r.Discard(n); err != nil {
			return
		}
	}
}

// readFrame reads how many samples each pixel has (ITU T.81, B.2.2).
func (f *facts) readFrame(b []byte) {
	if len(b) < 6 || len(b) < 6+3*int(b[5]) {
		return
	}
	sum, most := 0, 1
	for i := range int(b[5]) {
		s := b[6+3*i+1]
		area := int(s>>4) * int(s&15)
		sum, most = sum+area, max(most, area)
	}
	f.samples = max(f.samples, float64(sum)/float64(most))
}

func (f *facts) readPNG(r *bufio.Reader) {
	if _, err := r.Discard(8); err != nil {
		return
	}
	for {
		var h [8]byte
		if _, err := io.ReadFull(r, h[:]); err != nil {
			return
		}
		n := int(binary.BigEndian.Uint32(h[:]))
		switch string(h[4:]) {
		case "IHDR":
			if b := peek(r, n); len(b) >= 13 {
				f.interlaced = b[12] != 0
			}
		case "eXIf":
			f.turn = turnOf(peek(r, n))
		case "IDAT":
			return
		}
		if _, err := r.Discard(n + 4); err != nil {
			return
		}
	}
}

func (f *facts) readWebP(r *bufio.Reader) {
	if _, err := r.Discard(12); err != nil {
		return
	}
	for {
		var h [8]byte
		if _, err := io.ReadFull(r, h[:]); err != nil {
			return
		}
		n := int(binary.LittleEndian.Uint32(h[4:]))
		if string(h[:4]) == "EXIF" {
			f.turn = turnOf(bytes.TrimPrefix(peek(r, n), []byte("Exif\x00\x00")))
			return
		}
		if _, err := r.Discard(n + n&1); err != nil {
			return
		}
	}
}

// peek is the next n bytes, or as many as the buffer has.
func peek(r *bufio.Reader, n int) []byte {
	b, _ := r.Peek(min(n, r.Size()))
	return b
}
