package cobrowse

// Sanitizer reads the stream of a page, which may lie, and writes it again without what could do harm: what it writes is a stream by the same
// rules, of the same nodes with the same ids, that needs no further look. One is for one epoch at a time; it is not safe for concurrent use.
//
// What stands in place of what is taken out:
//
//   - Of elements only the name changes (HiddenElement, BoxElement, PlainElement); their nodes, and what else is said of them, stay. Texts right in a style, a script and
//     the like are empty.
//   - Frames keep their names and have no address: the viewer puts its own document in, when one of the stream (OpBegin) says that it is theirs.
//   - A link's address becomes an attribute that leads nowhere (LinkAttribute), and the selectors of style sheets follow.
//   - Other addresses are whole, and only those that the Policy allows. Where one is not allowed the attribute is missing, and a style sheet has one
//     that is nothing. A fragment is all that is left of an address within the page itself.
//   - OpAttrPart becomes OpAttr. OpCheck is verified, and says what the viewer must have.
type Sanitizer struct {
	policy Policy
	names  names
	docs   []*document
	live   int // nodes of all of them
	seen   Observed
	err    error // of a message that was refused

	// Of the message that is read.

	r        reader
	w        writer
	number   uint32    // of the document
	d        *document // nil: there is none of that number
	last     int32     // the node named or made last
	placed   place     // what was inserted or appended last
	detached int
	steps    int // that were taken in trees to see where something would go
	stack    []level
	pairs    []pair
	hushed   []int32 // texts that were put where texts are none
}

// place is a node of a document.
type place struct {
	d  *document
	id int32
}

// maxSteps bounds what a message may make us do besides reading it.
const maxSteps = 1 << 24

// New waits for the first message of an epoch.
func New(p Policy) *Sanitizer {
	s := &Sanitizer{policy: p}
	s.Reset()
	return s
}

// Reset forgets everything: another epoch begins, or this one is told from its beginning again.
func (s *Sanitizer) Reset() {
	s.names = names{at: map[string]int32{}}
	s.docs, s.live, s.seen, s.err = nil, 0, Observed{}, nil
	s.placed = place{}
}

// Observed is what the stream has said about the page as a whole.
func (s *Sanitizer) Observed() Observed { return s.seen }

// Message returns the operations of wire.MirrorOps as they may go to the viewer. After an error, which is one of those of this package, nothing of the message may be shown, and
// every further message is ErrBroken until Reset.
func (s *Sanitizer) Message(ops []byte) ([]byte, error) {
	switch {
	case s.err != nil:
		return nil, ErrBroken
	case len(ops) > MaxMessage:
		s.err = ErrTooLarge
		return nil, s.err
	}
	s.begin(ops)
	for len(s.r.b) > 0 {
		s.op(Op(s.r.byte()))
	}
	if s.detached > 0 {
		s.r.fail(ErrUnplaced)
	}
	if s.r.err != nil {
		s.err, s.docs = s.r.err, nil
		return nil, s.err
	}
	return s.w.b, nil
}

// begin gets ready for a message.
func (s *Sanitizer) begin(ops []byte) {
	s.r = reader{b: string(ops)}
	s.w = writer{b: make([]byte, 0, len(ops)+len(ops)/4)}
	s.number, s.last, s.placed, s.detached, s.steps = 0, 0, place{}, 0, 0
	s.d, s.hushed = s.find(0), s.hushed[:0]
}

func (s *Sanitizer) find(number uint32) *document {
	for _, d := range s.docs {
		if d.number == number {
			return d
		}
	}
	return nil
}

// op reads one operation.
func (s *Sanitizer) op(o Op) {
	switch o { // those that need no document
	case OpDocument:
		s.number = s.r.uint()
		s.d = s.find(s.number)
		s.w.byte(byte(o))
		s.w.uint(s.number)
		return
	case OpBegin:
		s.opBegin()
		return
	case OpLost:
		s.opLost()
		return
	case OpComplete:
		s.w.byte(byte(o))
		s.seen.Complete = true
		return
	}
	if s.d == nil {
		s.r.fail(ErrUnknownDocument)
		return
	}
	switch o {
	case OpInsert:
		s.opInsert()
	case OpAppend:
		s.opAppend()
	case OpDetach:
		s.opDetach()
	case OpMove:
		s.opMove()
	case OpRemove:
		s.opRemove()
	case OpText:
		s.opText()
	case OpAttr:
		s.opAttr()
	case OpAttrPart:
		s.opAttrPart()
	case OpAttrGone:
		s.opAttrGone()
	case OpPage:
		s.opPage()
	case OpCheck:
		s.opCheck()
	case OpSelection:
		s.opSelection()
	default:
		s.opSaid(o)
	}
}

// node reads which node of the document is meant.
func (s *Sanitizer) node() int32 {
	s.last += s.r.int()
	return s.known(s.last)
}

// known is the node of that id; where there is none it is the document, and the message is refused.
func (s *Sanitizer) known(id int32) int32 {
	if !s.d.alive(id) {
		s.r.fail(ErrUnknownNode)
		return 0
	}
	return id
}

// element reads which element is meant.
func (s *Sanitizer) element() int32 {
	id := s.node()
	if !s.d.nodes[id].element() {
		s.r.fail(ErrUnknownNode)
	}
	return id
}

// nameOf is the name of an element, "" of others.
func (s *Sanitizer) nameOf(n *node) string {
	if !n.element() || s.r.err != nil {
		return ""
	}
	return s.names.list[n.name].s
}

// word reads a string and writes it again.
func (s *Sanitizer) word() string {
	w := s.d.words.read(&s.r)
	s.say(w)
	return w.s
}

// say writes a word as it was read, unless there was none.
func (s *Sanitizer) say(w said) {
	if s.r.err == nil {
		s.d.words.write(&s.w, w)
	}
}
