package cobrowse

// Act is something that an agent does on a visitor's page: a Command with its fields. Those that the command does not have are zero.
type Act struct {
	Command Command
	Ref     uint32 // by which it is answered
	Place   Place  // of those about a node: without its fraction
	Places  []Place
	Stroke  uint32
	Button  uint8
	Keys    uint8
	Clicks  uint8
	X, Y    int32
	Text    string // what is typed, a key's name, an address
	Indices []uint32
}

// Place is a point of the page that stays where it is when the page moves: a node of a document, and how far into its box, in parts of 65,535 from left and top.
type Place struct {
	Document, Node uint32
	X, Y           uint16
}

// MaxAct is how many bytes an act may have.
const MaxAct = 1 << 16

// Points tells whether it goes as wire.MirrorPoint, which needs no more than the right to point.
func (c Command) Points() bool { return c >= CommandPointer && c <= CommandErase }

// Answered tells whether the page answers it.
func (c Command) Answered() bool {
	return c > CommandErase && c != CommandMove || c == CommandHighlight
}

// AppendAct adds an act as it stands behind the kind of its message. A command that is not known adds its byte and Ref only.
func AppendAct(b []byte, a Act) []byte {
	w := writer{b: b}
	w.byte(byte(a.Command))
	w.uint(a.Ref)
	switch a.Command {
	case CommandPointer:
		w.place(a.Place)
	case CommandHighlight, CommandFocus:
		w.target(a.Place)
	case CommandStroke:
		w.uint(a.Stroke)
		w.uint(uint32(len(a.Places)))
		for _, p := range a.Places {
			w.place(p)
		}
	case CommandPress:
		w.place(a.Place)
		w.byte(a.Button)
		w.byte(a.Keys)
		w.byte(a.Clicks)
	case CommandRelease:
		w.place(a.Place)
		w.byte(a.Button)
		w.byte(a.Keys)
	case CommandMove:
		w.place(a.Place)
		w.byte(a.Keys)
	case CommandText, CommandOpen:
		w.string(a.Text)
	case CommandKey:
		w.string(a.Text)
		w.byte(a.Keys)
	case CommandScroll:
		w.target(a.Place)
		w.int(a.X)
		w.int(a.Y)
	case CommandValue:
		w.target(a.Place)
		w.string(a.Text)
	case CommandSelect:
		w.target(a.Place)
		w.uint(uint32(len(a.Indices)))
		for _, i := range a.Indices {
			w.uint(i)
		}
	}
	return w.b
}

// DecodeAct reads an act. The error is ErrMalformed or ErrTooLarge.
func DecodeAct(b []byte) (Act, error) {
	if len(b) > MaxAct {
		return Act{}, ErrTooLarge
	}
	r := reader{b: string(b)}
	a := Act{Command: Command(r.byte()), Ref: r.uint()}
	switch a.Command {
	case CommandNoPointer, CommandErase, CommandBack, CommandForward, CommandReload:
	case CommandPointer:
		a.Place = r.place()
	case CommandHighlight, CommandFocus:
		a.Place = r.target()
	case CommandStroke:
		a.Stroke = r.uint()
		for n := r.count(6); n > 0; n-- {
			a.Places = append(a.Places, r.place())
		}
	case CommandPress:
		a.Place, a.Button, a.Keys, a.Clicks = r.place(), r.byte(), r.keys(), r.byte()
	case CommandRelease:
		a.Place, a.Button, a.Keys = r.place(), r.byte(), r.keys()
	case CommandMove:
		a.Place, a.Keys = r.place(), r.keys()
	case CommandText, CommandOpen:
		a.Text = r.string()
	case CommandKey:
		a.Text, a.Keys = r.string(), r.keys()
	case CommandScroll:
		a.Place, a.X, a.Y = r.target(), r.int(), r.int()
	case CommandValue:
		a.Place, a.Text = r.target(), r.string()
	case CommandSelect:
		a.Place = r.target()
		for n := r.count(1); n > 0; n-- {
			a.Indices = append(a.Indices, r.uint())
		}
	default:
		r.fail(ErrMalformed)
	}
	if a.Button != 0 && a.Button != 2 || len(r.b) > 0 {
		r.fail(ErrMalformed)
	}
	if r.err != nil {
		return Act{}, r.err
	}
	return a, nil
}

// AppendAnswer adds an answer as it stands behind wire.MirrorAnswer.
func AppendAnswer(b []byte, ref uint32, o Outcome) []byte {
	w := writer{b: b}
	w.uint(ref)
	w.byte(byte(o))
	return w.b
}

// DecodeAnswer reads the answer to an act. An outcome that is not known yet is one all the same; zero is none. The error is ErrMalformed.
func DecodeAnswer(b []byte) (ref uint32, o Outcome, err error) {
	r := reader{b: string(b)}
	ref, o = r.uint(), Outcome(r.byte())
	if o == 0 || len(r.b) > 0 {
		r.fail(ErrMalformed)
	}
	if r.err != nil {
		return 0, 0, r.err
	}
	return ref, o, nil
}

func (w *writer) target(p Place) {
	w.uint(p.Document)
	w.uint(p.Node)
}

func (w *writer) place(p Place) {
	w.target(p)
	w.short(p.X)
	w.short(p.Y)
}

func (r *reader) target() Place { return Place{Document: r.uint(), Node: r.uint()} }

func (r *reader) place() Place {
	p := r.target()
	p.X, p.Y = r.short(), r.short()
	return p
}

// keys are the keys that are held.
func (r *reader) keys() uint8 {
	v := r.byte()
	if v > KeyShift|KeyControl|KeyAlt|KeyMeta {
		r.fail(ErrMalformed)
	}
	return v
}
