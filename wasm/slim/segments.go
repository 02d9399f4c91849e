package slim

import "encoding/binary"

const (
	// maxImage bounds the memory that a module's segments may describe. Go programs for browsers
	// hold a few megabytes of static data; a larger end is a damaged offset.
	maxImage = 64 << 20

	// maxGap is the longest run of zero bytes kept inside one segment. The linker splits at 8,
	// which is best uncompressed; compressed, zeros cost less than the head of a segment.
	maxGap = 128

	activeSegment = 0x00 // kind: memory 0, offset by a constant expression
	opI32Const    = 0x41
	opEnd         = 0x0b
)

type segment struct {
	start int
	bytes []byte
}

// loadImage returns the start of the program's memory as its data segments fill it, and how many
// segments there were.
func loadImage(body []byte) (image []byte, segments int, err error) {
	list, err := parseSegments(body)
	if err != nil {
		return nil, 0, err
	}
	size := 0
	for _, s := range list {
		size = max(size, s.start+len(s.bytes))
	}
	image = make([]byte, size)
	for _, s := range list {
		copy(image[s.start:], s.bytes)
	}
	return image, len(list), nil
}

func parseSegments(body []byte) ([]segment, error) {
	in := reader{rest: body}
	var list []segment
	for i := range in.uint32() {
		if kind := in.byte(); !in.failed && kind != activeSegment {
			return nil, unknown("data segment %d is of kind %d", i, kind)
		}
		if op := in.byte(); !in.failed && op != opI32Const {
			return nil, unknown("data segment %d starts at an expression of opcode %#x", i, op)
		}
		start := in.int32()
		if op := in.byte(); !in.failed && op != opEnd {
			return nil, unknown("the offset of data segment %d goes on with opcode %#x", i, op)
		}
		bytes := in.bytes(in.uint32())
		if in.failed {
			return nil, unknown("data segment %d is cut short", i)
		}
		if start < 0 || int64(start)+int64(len(bytes)) > maxImage {
			return nil, unknown("data segment %d lies at %d, length %d", i, start, len(bytes))
		}
		list = append(list, segment{int(start), bytes})
	}
	if in.failed || len(in.rest) > 0 {
		return nil, unknown("data section with %d bytes left over", len(in.rest))
	}
	return list, nil
}

// packImage writes a data section that fills memory as image does, memory being zero at the start.
// It also returns the number of segments.
func packImage(image []byte) (body []byte, segments int) {
	list := splitImage(image)
	body = binary.AppendUvarint(nil, uint64(len(list)))
	for _, s := range list {
		body = append(body, activeSegment, opI32Const)
		body = appendInt32(body, int32(s.start))
		body = append(body, opEnd)
		body = binary.AppendUvarint(body, uint64(len(s.bytes)))
		body = append(body, s.bytes...)
	}
	return body, len(list)
}

// splitImage cuts image into segments that start and end with a byte that is not zero, and leaves out
// runs of zeros longer than maxGap.
func splitImage(image []byte) []segment {
	var list []segment
	start, last := -1, -1
	for i, b := range image {
		if b == 0 {
			continue
		}
		if start >= 0 && i-last > maxGap+1 {
			list = append(list, segment{start, image[start : last+1]})
			start = -1
		}
		if start < 0 {
			start = i
		}
		last = i
	}
	if start >= 0 {
		list = append(list, segment{start, image[start : last+1]})
	}
	return list
}
