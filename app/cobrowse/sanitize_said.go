package cobrowse

// opSaid reads an operation that says something about a node, or the whole, and changes no tree.
func (s *Sanitizer) opSaid(o Op) {
	d := s.d
	switch o {
	case OpViewport:
		s.w.byte(byte(o))
		if width, height := s.length(), s.length(); d.number == 0 {
			s.seen.Width, s.seen.Height = width, height
		}
	case OpScroll:
		id := s.about(o, s.node())
		if n := &d.nodes[id]; !n.element() && id != 0 {
			s.r.fail(ErrUnknownNode)
		}
		if x, y := s.position(), s.position(); d.number == 0 && id == 0 {
			s.seen.X, s.seen.Y = x, y
		}
	case OpFocus:
		id := s.about(o, s.node())
		if n := &d.nodes[id]; !n.element() && id != 0 {
			s.r.fail(ErrUnknownNode)
		}
	case OpValue:
		s.about(o, s.element())
		s.word()
	case OpChecked:
		s.about(o, s.element())
		s.upTo(2)
	case OpSelected:
		s.about(o, s.element())
		n := s.r.count(1)
		s.w.uint(uint32(n))
		for ; n > 0; n-- {
			s.w.uint(min(s.r.uint(), MaxNodes))
		}
	case OpSheet:
		id := s.about(o, s.element())
		if name := s.nameOf(&d.nodes[id]); name != "style" && name != "link" {
			s.r.fail(ErrUnknownNode)
		}
		s.w.string(s.r.hash())
	case OpAdopted:
		id := s.about(o, s.node())
		if n := &d.nodes[id]; n.kind != NodeShadow && id != 0 {
			s.r.fail(ErrUnknownNode)
		}
		n := s.r.count(HashSize)
		s.w.uint(uint32(n))
		for ; n > 0; n-- {
			h := s.r.hash()
			if h == "" {
				s.r.fail(ErrMalformed)
			}
			s.w.string(h)
		}
	case OpOpen:
		s.about(o, s.element())
		s.upTo(3)
	case OpMedia:
		s.about(o, s.element())
		s.upTo(3)
		s.w.uint(s.r.uint())
	case OpPicture:
		s.about(o, s.element())
		s.w.string(s.r.hash())
	default: // OpPointer and OpHover too, which are of moments
		s.r.fail(ErrMalformed)
	}
}

// about writes an operation about a node.
func (s *Sanitizer) about(o Op, id int32) int32 {
	s.w.op(o, id)
	return id
}

// upTo reads a byte, and writes it.
func (s *Sanitizer) upTo(most byte) {
	v := s.r.byte()
	if v > most {
		s.r.fail(ErrMalformed)
	}
	s.w.byte(v)
}

func (s *Sanitizer) opSelection() {
	s.w.byte(byte(OpSelection))
	n := s.r.byte()
	s.w.byte(n)
	if n > 1 {
		s.r.fail(ErrMalformed)
	}
	for ends := 2 * n; ends > 0 && s.r.err == nil; ends-- {
		id := s.node()
		s.w.node(id)
		most := uint32(s.d.nodes[id].count)
		if s.d.nodes[id].state&stateEmptied != 0 {
			most = 0
		}
		s.w.uint(min(s.r.uint(), most))
	}
}

// Moment returns the operations of wire.MirrorMoment as they may go to the viewer; nothing if they say nothing about the page as it is now.
// The stream goes on whatever they are.
func (s *Sanitizer) Moment(ops []byte) []byte {
	if s.err != nil || len(ops) > MaxMessage {
		return nil
	}
	s.begin(ops)
	for len(s.r.b) > 0 {
		switch o := Op(s.r.byte()); {
		case o == OpDocument:
			s.op(o)
		case o == OpPointer:
			s.w.byte(byte(o))
			s.position()
			s.position()
			s.upTo(1)
		case o == OpHover && s.d != nil:
			id := s.about(o, s.node())
			if n := &s.d.nodes[id]; !n.element() && id != 0 {
				s.r.fail(ErrUnknownNode)
			}
		default:
			s.r.fail(ErrMalformed)
		}
	}
	if s.r.err != nil {
		return nil
	}
	return s.w.b
}
