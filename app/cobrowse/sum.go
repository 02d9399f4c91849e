package cobrowse

// NodeSum is what OpCheck says of a node: both sides make it of what was written about it, so before anything is taken out. kind is the node's with
// NodeLeaf and NodeSVGLeaf as NodeElement and NodeSVG (a leaf may have got children), and NodeEnd for a document. name is that of an element or a document type, "" for
// the others. children counts those of its nodes that were written, without a shadow root; length is of a text, in UTF-16 units of what was written, so of what stands in
// place of a secret. It is FNV-1a of 32 bits over kind, the UTF-16 units of the name, children and length, each of them as one step.
func NodeSum(kind Node, name string, children, length int) uint32 {
	sum := step(2166136261, uint32(kind))
	for _, r := range name {
		if r > 0xffff {
			r -= 0x10000
			sum = step(sum, 0xd800|uint32(r)>>10)
			r = 0xdc00 | r&0x3ff
		}
		sum = step(sum, uint32(r))
	}
	return step(step(sum, uint32(children)), uint32(length))
}

func step(sum, v uint32) uint32 { return (sum ^ v) * 16777619 }
