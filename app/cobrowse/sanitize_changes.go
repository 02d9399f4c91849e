package cobrowse

// behind reads the sibling before which something goes into a node. It returns that, and the depth of what comes there.
func (s *Sanitizer) behind(parent int32) (sibling int32, depth int) {
	d := s.d
	code := s.r.uint()
	sibling = none
	if code == 0 {
		sibling = d.shadow(parent)
	} else if sibling = s.known(int32(code - 1)); d.nodes[sibling].parent != parent || d.nodes[sibling].kind == NodeShadow {
		s.r.fail(ErrUnknownNode)
	}
	if !d.nodes[parent].holds() {
		s.r.fail(ErrMalformed)
	}
	return sibling, s.depth(parent) + 1
}

// depth is how deep a node is.
func (s *Sanitizer) depth(id int32) int {
	n := 0
	for up := s.d.nodes[id].parent; up != none; up = s.d.nodes[up].parent {
		n++
	}
	if s.steps += n; s.steps > maxSteps {
		s.r.fail(ErrTooLarge)
	}
	return n
}

func (s *Sanitizer) opInsert() {
	parent := s.node()
	sibling, depth := s.behind(parent)
	if s.r.err != nil {
		return
	}
	s.w.op(OpInsert, parent)
	s.before(sibling)
	s.single(parent, sibling, depth)
}

// before writes the sibling behind which something goes.
func (s *Sanitizer) before(sibling int32) {
	if sibling == none || s.d.nodes[sibling].kind == NodeShadow {
		s.w.uint(0)
		return
	}
	s.w.uint(uint32(sibling) + 1)
}

// single reads a tree.
func (s *Sanitizer) single(parent, sibling int32, depth int) {
	s.placed = place{s.d, s.trees(parent, sibling, depth, true)}
	s.hush()
}

func (s *Sanitizer) opAppend() {
	id := s.placed.id
	if s.placed.d != s.d || !s.d.alive(id) || s.d.nodes[id].parent == none || s.d.nodes[id].kind == NodeShadow {
		s.r.fail(ErrUnknownNode)
		return
	}
	parent := s.d.nodes[id].parent
	s.w.byte(byte(OpAppend))
	s.single(parent, id, s.depth(parent)+1)
}

func (s *Sanitizer) opDetach() {
	n := s.r.count(1)
	s.w.byte(byte(OpDetach))
	s.w.uint(uint32(n))
	for ; n > 0; n-- {
		id := s.node()
		s.w.node(id)
		s.take(id)
		s.d.nodes[id].state |= stateDetached
		s.detached++
	}
}

// take takes a node out of its parent.
func (s *Sanitizer) take(id int32) {
	if n := &s.d.nodes[id]; id == 0 || n.kind == NodeShadow || n.state&stateDetached != 0 {
		s.r.fail(ErrMalformed)
		return
	}
	s.d.unlink(id)
}

func (s *Sanitizer) opMove() {
	id, parent := s.node(), s.node()
	s.w.op(OpMove, id)
	s.w.node(parent)
	if s.d.nodes[id].state&stateDetached == 0 {
		s.take(id)
	}
	sibling, depth := s.behind(parent)
	if s.r.err != nil {
		return
	}
	s.before(sibling)
	s.put(id, parent, sibling, depth)
	s.hush()
}

func (s *Sanitizer) opRemove() {
	id := s.node()
	n := &s.d.nodes[id]
	switch {
	case id == 0 || n.kind == NodeShadow:
		s.r.fail(ErrMalformed)
		return
	case n.state&stateDetached != 0:
		s.detached--
	default:
		s.d.unlink(id)
	}
	s.w.op(OpRemove, id)
	s.live -= s.d.forget(id)
}

func (s *Sanitizer) opText() {
	id := s.node()
	w := s.d.words.read(&s.r)
	n := &s.d.nodes[id]
	if n.kind != NodeText {
		s.r.fail(ErrUnknownNode)
	}
	if s.r.err != nil {
		return
	}
	n.count = int32(units(w.s))
	if s.mute(n) {
		return
	}
	n.state &^= stateEmptied
	s.w.op(OpText, id)
	s.say(w)
}

func (s *Sanitizer) opAttr() {
	id, name := s.element(), s.d.words.read(&s.r)
	value := s.d.words.read(&s.r)
	s.change(id, name, value)
}

func (s *Sanitizer) opAttrPart() {
	id, name := s.element(), s.d.words.read(&s.r)
	start, end, part := s.r.uint(), s.r.uint(), s.r.string()
	if s.r.err != nil {
		return
	}
	old := s.d.attr(&s.d.nodes[id], s.name(name))
	if old == nil {
		s.r.fail(ErrMalformed)
		return
	}
	value, err := splice(old.value, start, end, part)
	if err != nil {
		s.r.fail(err)
		return
	}
	s.change(id, name, said{value, none})
}

// change writes an attribute's new value. One that is not allowed is gone.
func (s *Sanitizer) change(id int32, name, value said) {
	if s.r.err != nil {
		return
	}
	d, n, at := s.d, &s.d.nodes[id], s.name(name)
	d.set(n, at, value.s)
	other, safe, ok := s.attribute(d, n, at, value.s)
	if !ok || !fits(safe) {
		s.gone(id, name, at)
		return
	}
	s.w.op(OpAttr, id)
	s.pair(&pair{name, replace(value, safe), other})
}

func (s *Sanitizer) opAttrGone() {
	id, name := s.element(), s.d.words.read(&s.r)
	if s.r.err != nil {
		return
	}
	at := s.name(name)
	s.d.unset(&s.d.nodes[id], at)
	s.gone(id, name, at)
}

// gone writes that an attribute is not there, unless it never is.
func (s *Sanitizer) gone(id int32, name said, at int32) {
	care := s.names.list[at].attr
	if care == careNone || s.r.err != nil {
		return
	}
	s.w.op(OpAttrGone, id)
	n := &s.d.nodes[id]
	if care == careHref && s.link(n) {
		s.d.words.writeOther(&s.w, name, LinkAttribute)
		return
	}
	s.say(name)
}
