package cobrowse

// maxLength is how many px something may be long; what is longer is as long as this.
const maxLength = 1 << 24

// length reads how many px something is long, and writes it.
func (s *Sanitizer) length() uint32 {
	v := min(s.r.uint(), maxLength)
	s.w.uint(v)
	return v
}

// position reads where something is, in px, and writes it.
func (s *Sanitizer) position() int32 {
	v := min(max(s.r.int(), -maxLength), maxLength)
	s.w.int(v)
	return v
}

// opBegin begins a document anew. What was in it before is gone, with the documents of its frames.
func (s *Sanitizer) opBegin() {
	s.lose(s.number)
	d := &document{number: s.number}
	s.d = d
	d.make(NodeEnd)
	s.live++
	begin := s.w
	s.w = writer{} // it is written when the host is known
	width, height := s.length(), s.length()
	self, base := s.word(), s.word()
	quirks := s.r.byte()
	s.w.byte(quirks)
	if quirks > 1 {
		s.r.fail(ErrMalformed)
	}
	if len(s.docs) == MaxDocuments {
		s.r.fail(ErrTooLarge)
	}
	d.self, _, _ = parseAddress(self, &address{})
	d.base, _, _ = parseAddress(base, &address{})
	if d.number != 0 {
		d.hostDoc, d.hostID = s.r.uint(), int32(s.r.uint())
		s.w.uint(d.hostDoc)
		s.w.uint(uint32(d.hostID))
		begin = s.adopt(d, begin)
	} else {
		s.seen.Width, s.seen.Height, s.seen.Address, s.seen.Quirks = width, height, self, quirks == 1
		s.seen.X, s.seen.Y = 0, 0
	}
	if s.r.err != nil {
		return
	}
	s.docs = append(s.docs, d)
	begin.byte(byte(OpBegin))
	begin.b = append(begin.b, s.w.b...)
	begin.last = 0
	s.w, s.last = begin, 0
	s.trees(0, none, 1, false)
}

// adopt looks for the frame that the document is in. One that was in it before is lost.
func (s *Sanitizer) adopt(d *document, w writer) writer {
	host := s.find(d.hostDoc)
	if host == nil || !host.alive(d.hostID) || s.names.treatment(&host.nodes[d.hostID])&frame == 0 {
		s.r.fail(ErrUnknownNode)
		return w
	}
	for _, other := range s.docs {
		if other.number != 0 && other.hostDoc == d.hostDoc && other.hostID == d.hostID {
			w.byte(byte(OpLost))
			w.uint(other.number)
			s.lose(other.number)
			break
		}
	}
	return w
}

// opLost is about a frame that has gone. That of a frame that is not known, such as one in a frame that has gone before, is nothing.
func (s *Sanitizer) opLost() {
	number := s.r.uint()
	if number == 0 {
		s.r.fail(ErrMalformed)
	}
	if s.find(number) == nil {
		return
	}
	s.w.byte(byte(OpLost))
	s.w.uint(number)
	s.lose(number)
	s.d = s.find(s.number)
}

// lose forgets a document and those of its frames.
func (s *Sanitizer) lose(number uint32) {
	for i, d := range s.docs {
		if d.number != number {
			continue
		}
		s.docs = append(s.docs[:i:i], s.docs[i+1:]...)
		s.live -= d.live
		for again := true; again; {
			again = false
			for _, inner := range s.docs {
				if inner.number != 0 && inner.hostDoc == number {
					s.lose(inner.number)
					again = true
					break
				}
			}
		}
		return
	}
}

// opPage is the page's address and title.
func (s *Sanitizer) opPage() {
	s.w.byte(byte(OpPage))
	s.seen.Address = s.word()
	s.seen.Title = s.word()
}

// opCheck compares what is known about nodes with what the page says of them.
func (s *Sanitizer) opCheck() {
	n := s.r.count(2)
	s.w.byte(byte(OpCheck))
	s.w.uint(uint32(n))
	for ; n > 0; n-- {
		id := s.node()
		s.w.node(id)
		read, written := s.sums(&s.d.nodes[id])
		if s.r.uint() != read {
			s.r.fail(ErrDiverged)
		}
		s.w.uint(written)
	}
}

// sums are what NodeSum says of a node as it was read and as it was written.
func (s *Sanitizer) sums(n *node) (read, written uint32) {
	count := int(n.count)
	switch {
	case n.kind == NodeText:
		read = NodeSum(NodeText, "", 0, count)
		if n.state&stateEmptied != 0 {
			count = 0
		}
		return read, NodeSum(NodeText, "", 0, count)
	case n.kind == NodeDoctype:
		name := s.names.list[n.name].s
		return NodeSum(n.kind, name, 0, 0), NodeSum(n.kind, doctype(name), 0, 0)
	case n.element():
		name := s.names.list[n.name].s
		read = NodeSum(n.kind, name, count, 0)
		if other := s.names.treatment(n).other(); other != "" {
			name = other
		}
		return read, NodeSum(n.kind, name, count, 0)
	}
	read = NodeSum(n.kind, "", count, 0)
	return read, read
}
