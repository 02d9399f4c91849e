package wire

import "pupitre/app/chat"

// What stands at the beginning of messages about co-browsing, as structures. Each Append writes a whole message but for what follows (operations, the
// content of a resource); each Read returns that, as a part of the message, and false for what is not such a message. Reading takes no memory beyond the message.
type (
	// MirrorOpsHead begins MirrorOps, and, without Seq, MirrorMoment.
	MirrorOpsHead struct{ Epoch, Seq, At uint64 }
	// MirrorPart is MirrorResource: a part of a resource.
	MirrorPart struct {
		Hash, Type   string
		Size, Offset uint64
		Content      string
	}
	// MirrorWhere is MirrorPage.
	MirrorWhere struct {
		Visible        bool
		Address, Title string
	}
	// MirrorShown is MirrorAck.
	MirrorShown struct{ Epoch, Seq uint64 }
	// MirrorLook is MirrorGo.
	MirrorLook struct {
		Level Level
		Name  string
	}
	// MirrorDeed is MirrorPoint or MirrorCommand: which command, its Ref, and its fields.
	MirrorDeed struct {
		Kind    MirrorKind
		Command byte
		Ref     uint64
		Fields  string
	}
	// MirrorReply is MirrorAnswer.
	MirrorReply struct {
		Ref     uint64
		Outcome byte
	}
)

// Bounds of what these messages hold, in bytes but for MaxWants; a longer one is refused.
const (
	MaxMirrorHash = 64
	MaxMirrorType = 127
	MaxMirrorText = chat.MaxURL // of an address or a title
	MaxWants      = 256         // hashes of one MirrorWant
)

// mirror reads a message of that kind. The strings are parts of a copy of it.
func mirror(kind MirrorKind, msg []byte) reader {
	r := reader{b: string(msg)}
	if MirrorKind(r.byte()) != kind {
		r.bad = true
	}
	return r
}

// short is a string of at most so many bytes.
func (r *reader) short(limit int) string {
	s := r.string()
	r.bad = r.bad || len(s) > limit
	return s
}

func (r *reader) hash() string {
	s := r.cut()
	r.bad = r.bad || len(s) > MaxMirrorHash || len(s) == 0
	return s
}

// whole tells whether all was read and made sense. What a newer program has added is ignored.
func (r *reader) whole() bool { return !r.bad }

// AppendMirrorHello writes a MirrorHello.
func AppendMirrorHello(dst []byte, h MirrorHello) []byte {
	w := writer{b: dst}
	w.strings3(string(h.Site), h.Token, string(h.Conversation))
	w.string(h.Page)
	return w.b
}

// ReadMirrorHello reads one.
func ReadMirrorHello(msg []byte) (MirrorHello, bool) {
	r := reader{b: string(msg)}
	h := MirrorHello{Site: chat.SiteID(r.short(chat.MaxID)), Token: r.short(4096), Conversation: chat.ConversationID(r.short(chat.MaxID)), Page: r.short(chat.MaxID)}
	return h, r.whole() && chat.ValidID(h.Page)
}

// AppendMirrorOps begins a MirrorOps.
func AppendMirrorOps(dst []byte, h MirrorOpsHead) []byte {
	w := writer{b: append(dst, byte(MirrorOps))}
	w.uint(h.Epoch)
	w.uint(h.Seq)
	w.uint(h.At)
	return w.b
}

// ReadMirrorOps reads how a MirrorOps begins. The operations are the end of msg itself.
func ReadMirrorOps(msg []byte) (h MirrorOpsHead, operations []byte, ok bool) {
	r := mirror(MirrorOps, msg[:min(len(msg), 40)])
	before := len(r.b)
	h = MirrorOpsHead{Epoch: r.uint(), Seq: r.uint(), At: r.uint()}
	if !r.whole() || h.Seq == 0 {
		return MirrorOpsHead{}, nil, false
	}
	return h, msg[1+before-len(r.b):], true
}

// AppendMirrorMoment begins a MirrorMoment.
func AppendMirrorMoment(dst []byte, h MirrorOpsHead) []byte {
	w := writer{b: append(dst, byte(MirrorMoment))}
	w.uint(h.Epoch)
	w.uint(h.At)
	return w.b
}

// ReadMirrorMoment reads how a MirrorMoment begins.
func ReadMirrorMoment(msg []byte) (h MirrorOpsHead, operations []byte, ok bool) {
	r := mirror(MirrorMoment, msg[:min(len(msg), 30)])
	before := len(r.b)
	h = MirrorOpsHead{Epoch: r.uint(), At: r.uint()}
	if !r.whole() {
		return MirrorOpsHead{}, nil, false
	}
	return h, msg[1+before-len(r.b):], true
}

// AppendMirrorPart writes a MirrorResource.
func AppendMirrorPart(dst []byte, p MirrorPart) []byte {
	w := writer{b: append(dst, byte(MirrorResource))}
	w.string(p.Hash)
	w.string(p.Type)
	w.uint(p.Size)
	w.uint(p.Offset)
	return append(w.b, p.Content...)
}

// ReadMirrorPart reads one. It is false too for one that goes beyond its Size.
func ReadMirrorPart(msg []byte) (MirrorPart, bool) {
	r := mirror(MirrorResource, msg)
	p := MirrorPart{Hash: r.hash(), Type: r.short(MaxMirrorType), Size: r.uint(), Offset: r.uint()}
	p.Content = r.b
	if !r.whole() || p.Offset > p.Size || uint64(len(p.Content)) > p.Size-p.Offset {
		return MirrorPart{}, false
	}
	return p, true
}

// AppendMirrorPage writes a MirrorPage.
func AppendMirrorPage(dst []byte, p MirrorWhere) []byte {
	w := writer{b: append(dst, byte(MirrorPage))}
	w.bool(p.Visible)
	w.string(p.Address)
	w.string(p.Title)
	return w.b
}

// ReadMirrorPage reads one.
func ReadMirrorPage(msg []byte) (MirrorWhere, bool) {
	r := mirror(MirrorPage, msg)
	p := MirrorWhere{Visible: r.bool(), Address: r.short(MaxMirrorText), Title: r.short(MaxMirrorText)}
	if !r.whole() {
		return MirrorWhere{}, false
	}
	return p, true
}

// AppendMirrorAck writes a MirrorAck.
func AppendMirrorAck(dst []byte, a MirrorShown) []byte {
	w := writer{b: append(dst, byte(MirrorAck))}
	w.uint(a.Epoch)
	w.uint(a.Seq)
	return w.b
}

// ReadMirrorAck reads one.
func ReadMirrorAck(msg []byte) (MirrorShown, bool) {
	r := mirror(MirrorAck, msg)
	a := MirrorShown{Epoch: r.uint(), Seq: r.uint()}
	if !r.whole() {
		return MirrorShown{}, false
	}
	return a, true
}

// AppendMirrorWant writes a MirrorWant of at most MaxWants hashes.
func AppendMirrorWant(dst []byte, hashes []string) []byte {
	w := writer{b: append(dst, byte(MirrorWant))}
	w.strings(hashes)
	return w.b
}

// ReadMirrorWant reads one.
func ReadMirrorWant(msg []byte) ([]string, bool) {
	r := mirror(MirrorWant, msg)
	n := r.count()
	if r.bad || n > MaxWants {
		return nil, false
	}
	hashes := make([]string, n)
	for i := range hashes {
		hashes[i] = r.hash()
	}
	return hashes, r.whole()
}

// AppendMirrorGo writes a MirrorGo.
func AppendMirrorGo(dst []byte, l MirrorLook) []byte {
	w := writer{b: append(dst, byte(MirrorGo))}
	w.byte(byte(l.Level))
	w.string(l.Name)
	return w.b
}

// ReadMirrorGo reads one.
func ReadMirrorGo(msg []byte) (MirrorLook, bool) {
	r := mirror(MirrorGo, msg)
	l := MirrorLook{Level: Level(r.byte()), Name: r.string()}
	return l, r.whole()
}

// AppendMirrorDeed writes a MirrorPoint or MirrorCommand.
func AppendMirrorDeed(dst []byte, d MirrorDeed) []byte {
	w := writer{b: append(dst, byte(d.Kind), d.Command)}
	w.uint(d.Ref)
	return append(w.b, d.Fields...)
}

// ReadMirrorDeed reads one.
func ReadMirrorDeed(msg []byte) (MirrorDeed, bool) {
	if len(msg) == 0 || MirrorKind(msg[0]) != MirrorPoint && MirrorKind(msg[0]) != MirrorCommand {
		return MirrorDeed{}, false
	}
	r := reader{b: string(msg[1:])}
	d := MirrorDeed{Kind: MirrorKind(msg[0]), Command: r.byte(), Ref: r.uint()}
	d.Fields = r.b
	if !r.whole() {
		return MirrorDeed{}, false
	}
	return d, true
}

// AppendMirrorAnswer writes a MirrorAnswer.
func AppendMirrorAnswer(dst []byte, a MirrorReply) []byte {
	w := writer{b: append(dst, byte(MirrorAnswer))}
	w.uint(a.Ref)
	w.byte(a.Outcome)
	return w.b
}

// ReadMirrorAnswer reads one.
func ReadMirrorAnswer(msg []byte) (MirrorReply, bool) {
	r := mirror(MirrorAnswer, msg)
	a := MirrorReply{Ref: r.uint(), Outcome: r.byte()}
	if !r.whole() {
		return MirrorReply{}, false
	}
	return a, true
}

// AppendMirrorState writes a MirrorState.
func AppendMirrorState(dst []byte, s MirrorStatus) []byte {
	w := writer{b: append(dst, byte(MirrorState), byte(s.Phase), byte(s.Level), byte(s.Asked))}
	w.uint(uint64(s.Since))
	w.person(s.By)
	w.strings3(s.Address, s.Title, s.Hosts)
	w.string(s.Site)
	return w.b
}

// ReadMirrorState reads one.
func ReadMirrorState(msg []byte) (MirrorStatus, bool) {
	r := mirror(MirrorState, msg)
	s := MirrorStatus{
		Phase: MirrorPhase(r.byte()), Level: Level(r.byte()), Asked: Level(r.byte()), Since: r.int63(), By: r.person(),
		Address: r.string(), Title: r.string(), Hosts: r.string(), Site: r.string(),
	}
	if !r.whole() {
		return MirrorStatus{}, false
	}
	return s, true
}
