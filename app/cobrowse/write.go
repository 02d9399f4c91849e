package cobrowse

// writer writes a message. Its methods are not inlined: the program would become larger.
type writer struct {
	b    []byte
	last int32 // the node named or made last
}

//go:noinline
func (w *writer) byte(v byte) { w.b = append(w.b, v) }

//go:noinline
func (w *writer) uint(v uint32) {
	for v >= 0x80 {
		w.b = append(w.b, byte(v)|0x80)
		v >>= 7
	}
	w.b = append(w.b, byte(v))
}

//go:noinline
func (w *writer) int(v int32) { w.uint(uint32(v)<<1 ^ uint32(v>>31)) }

//go:noinline
func (w *writer) string(s string) {
	w.uint(uint32(len(s)))
	w.b = append(w.b, s...)
}

//go:noinline
func (w *writer) node(id int32) {
	w.int(id - w.last)
	w.last = id
}

// short is a number of two bytes, the higher first.
func (w *writer) short(v uint16) {
	w.byte(byte(v >> 8))
	w.byte(byte(v))
}

// op begins an operation about a node.
//
//go:noinline
func (w *writer) op(o Op, id int32) {
	w.byte(byte(o))
	w.node(id)
}
