package slim

// reader takes values off the front of a byte slice. The first value that is not there, or too large,
// sets failed; from then on every value is zero. So a caller checks once, after a group of reads.
type reader struct {
	rest   []byte
	failed bool
}

func (r *reader) byte() byte {
	b := r.bytes(1)
	if r.failed {
		return 0
	}
	return b[0]
}

func (r *reader) bytes(n uint32) []byte {
	if r.failed || uint64(n) > uint64(len(r.rest)) {
		r.failed = true
		return nil
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

// uint32 reads an unsigned LEB128 number of at most 32 bits. Go's linker pads section sizes to five
// bytes, so a number need not have its shortest form.
func (r *reader) uint32() uint32 {
	var value uint64
	for shift := 0; shift < 35; shift += 7 {
		b := r.byte()
		value |= uint64(b&0x7f) << shift
		if b&0x80 != 0 {
			continue
		}
		if value > 1<<32-1 {
			break
		}
		return uint32(value)
	}
	r.failed = true
	return 0
}

// int32 reads a signed LEB128 number of at most 32 bits.
func (r *reader) int32() int32 {
	var value int64
	for shift := 0; shift < 35; shift += 7 {
		b := r.byte()
		value |= int64(b&0x7f) << shift
		if b&0x80 != 0 {
			continue
		}
		if b&0x40 != 0 {
			value |= -1 << (shift + 7)
		}
		if value != int64(int32(value)) {
			break
		}
		return int32(value)
	}
	r.failed = true
	return 0
}

func (r *reader) name() string { return string(r.bytes(r.uint32())) }

// appendInt32 appends a signed LEB128 number in its shortest form.
func appendInt32(b []byte, value int32) []byte {
	for {
		low := byte(value & 0x7f)
		value >>= 7
		if (value == 0 && low&0x40 == 0) || (value == -1 && low&0x40 != 0) {
			return append(b, low)
		}
		b = append(b, low|0x80)
	}
}

// int64 reads a signed LEB128 number of at most 64 bits.
func (r *reader) int64() int64 {
	var value int64
	for shift := 0; shift < 70; shift += 7 {
		b := r.byte()
		if shift == 63 && b != 0 && b != 0x7f {
			break
		}
		value |= int64(b&0x7f) << shift
		if b&0x80 != 0 {
			continue
		}
		if b&0x40 != 0 && shift < 57 {
			value |= -1 << (shift + 7)
		}
		return value
	}
	r.failed = true
	return 0
}
