package cobrowse

// level is a node that is being filled: what comes next is behind tail.
type level struct{ id, tail int32 }

// pair is an attribute that is to be written.
type pair struct {
	name, value said
	other       string // in place of the name
}

// trees reads what comes into a node, behind tail: a list up to its end, or a single tree. depth is that of what comes. It returns the node that came last.
func (s *Sanitizer) trees(parent, tail int32, depth int, single bool) int32 {
	s.stack = append(s.stack[:0], level{parent, tail})
	for s.r.err == nil {
		kind := Node(s.r.byte())
		n := len(s.stack)
		if kind == NodeEnd {
			if single && n == 1 {
				s.r.fail(ErrMalformed)
				return 0
			}
			s.w.byte(byte(NodeEnd))
			s.stack = s.stack[:n-1]
		} else {
			top := &s.stack[n-1]
			id, opens := s.one(kind, top.id, top.tail, depth+n-1)
			top.tail = id
			if opens {
				s.stack = append(s.stack, level{id, none})
			}
		}
		if n = len(s.stack); n == 0 || single && n == 1 {
			break
		}
	}
	return s.stack[:1][0].tail
}

// one reads a node, without those in it. opens tells whether a list of nodes follows.
func (s *Sanitizer) one(kind Node, parent, behind int32, depth int) (id int32, opens bool) {
	if kind == NodeExisting {
		return s.existing(parent, behind, depth), false
	}
	d := s.d
	if depth > MaxDepth || s.live >= MaxNodes || len(d.nodes) >= maxIDs {
		s.r.fail(ErrTooLarge)
		return 0, false
	}
	own := kind
	if kind == NodeLeaf || kind == NodeSVGLeaf {
		own = kind - 1
	}
	id = d.make(own)
	s.live++
	s.last = id
	s.w.last = id
	s.w.byte(byte(kind))
	if !s.may(own, parent, behind) {
		s.r.fail(ErrMalformed)
		return 0, false
	}
	d.link(id, parent, behind)
	switch kind {
	case NodeText:
		s.text(id)
	case NodeElement, NodeSVG, NodeMath:
		s.open(id)
		return id, true
	case NodeLeaf, NodeSVGLeaf:
		s.open(id)
	case NodeShadow:
		return id, true
	case NodeDoctype:
		s.doctype(id)
	case NodeMasked:
		s.length()
		s.length()
	default:
		s.r.fail(ErrMalformed)
	}
	return id, false
}

// maxIDs is how many nodes a document may have had in an epoch; a page that changes so much begins a new one.
const maxIDs = 4 * MaxNodes

// may tells whether a node of that kind can be in another, there.
func (s *Sanitizer) may(kind Node, parent, behind int32) bool {
	switch p := &s.d.nodes[parent]; {
	case !p.holds():
		return false
	case kind == NodeShadow:
		return behind == none && p.kind == NodeElement && s.names.treatment(p)&shadowy != 0 && s.d.shadow(parent) == none
	case kind == NodeDoctype:
		return parent == 0
	case parent == 0:
		return kind != NodeText
	}
	return true
}

// existing puts a node that was there before.
func (s *Sanitizer) existing(parent, behind int32, depth int) int32 {
	id := s.known(int32(s.r.uint()))
	if s.d.nodes[id].state&stateDetached == 0 {
		s.r.fail(ErrMalformed)
		return 0
	}
	s.w.byte(byte(NodeExisting))
	s.w.uint(uint32(id))
	s.put(id, parent, behind, depth)
	return id
}

// put puts a node that is nowhere into another one, with all that is in it.
func (s *Sanitizer) put(id, parent, behind int32, depth int) {
	d := s.d
	for up := parent; up != none; up = d.nodes[up].parent {
		if s.steps++; up == id {
			s.r.fail(ErrCycle)
			return
		}
	}
	nodes, height := d.size(id)
	s.steps += nodes
	switch {
	case depth+height-1 > MaxDepth, s.steps > maxSteps:
		s.r.fail(ErrTooLarge)
	case !s.may(d.nodes[id].kind, parent, behind):
		s.r.fail(ErrMalformed)
	default:
		n := &d.nodes[id]
		if n.state&stateDetached != 0 {
			n.state &^= stateDetached
			s.detached--
		}
		d.link(id, parent, behind)
		if s.mute(n) && n.state&stateEmptied == 0 {
			n.state |= stateEmptied
			s.hushed = append(s.hushed, id)
		}
	}
}

// hush empties texts that were put where texts are none: they would be rules of a style sheet.
func (s *Sanitizer) hush() {
	for _, id := range s.hushed {
		s.w.op(OpText, id)
		s.d.words.write(&s.w, said{at: none})
	}
	s.hushed = s.hushed[:0]
}

// text reads what a new text says.
func (s *Sanitizer) text(id int32) {
	w := s.d.words.read(&s.r)
	n := &s.d.nodes[id]
	n.count = int32(units(w.s))
	if s.mute(n) {
		n.state |= stateEmptied
		w = said{at: none}
	}
	s.say(w)
}

// mute tells whether a text is in a node whose texts are none.
func (s *Sanitizer) mute(n *node) bool {
	if n.kind != NodeText || n.parent == none {
		return false
	}
	p := &s.d.nodes[n.parent]
	return p.element() && s.names.treatment(p)&silent != 0
}

// open reads the name and the attributes of a new element.
func (s *Sanitizer) open(id int32) {
	d, n := s.d, &s.d.nodes[id]
	w := d.words.read(&s.r)
	if s.r.err == nil {
		n.name = s.name(w)
	}
	count := s.r.count(2)
	if count > maxAttributes {
		s.r.fail(ErrTooLarge)
	}
	if s.r.err != nil {
		return
	}
	if other := s.names.treatment(n).other(); other != "" {
		d.words.writeOther(&s.w, w, other)
	} else {
		d.words.write(&s.w, w)
	}
	s.pairs = s.pairs[:0]
	for ; count > 0; count-- {
		p := pair{name: d.words.read(&s.r), value: d.words.read(&s.r)}
		if s.r.err != nil {
			return
		}
		at := s.name(p.name)
		d.add(n, at, p.value.s)
		other, safe, ok := s.attribute(d, n, at, p.value.s)
		if !ok || !fits(safe) {
			continue
		}
		p.other, p.value = other, replace(p.value, safe)
		s.pairs = append(s.pairs, p)
	}
	s.w.uint(uint32(len(s.pairs)))
	for i := range s.pairs {
		s.pair(&s.pairs[i])
	}
}

// maxAttributes is how many an element may have.
const maxAttributes = 1000

// name is the place of a word among the names.
func (s *Sanitizer) name(w said) int32 {
	at := s.names.of(&s.d.words, w)
	if at == none {
		s.r.fail(ErrTooLarge)
		return 0
	}
	return at
}

// fits tells whether a string is not too long.
func fits(s string) bool { return len(s) <= MaxText || units(s) <= MaxText }

// replace is a word with what stands in place of it.
func replace(w said, safe string) said {
	if safe == w.s {
		return w
	}
	return said{safe, none}
}

// pair writes an attribute.
func (s *Sanitizer) pair(p *pair) {
	if p.other != "" {
		s.d.words.writeOther(&s.w, p.name, p.other)
	} else {
		s.d.words.write(&s.w, p.name)
	}
	s.d.words.write(&s.w, p.value)
}

// doctype reads a document type.
func (s *Sanitizer) doctype(id int32) {
	w := s.d.words.read(&s.r)
	if s.r.err != nil {
		return
	}
	s.d.nodes[id].name = s.name(w)
	s.say(replace(w, doctype(w.s)))
	s.word()
	s.word()
}

// doctype is a document type's name, or that of HTML if it is none.
func doctype(name string) string {
	if !attributeName(name) {
		return "html"
	}
	return name
}
