package chat

// Status is whether somebody of the staff takes conversations. The numbers go over the wire: append only.
type Status uint8

const (
	Away      Status = 0 // no console is open, or its agent says so
	Available Status = 1
	Busy      Status = 2
)

// Colleague is one of the merchant's side, as the others see them.
type Colleague struct {
	Person
	Status Status
	Open   uint64 // conversations that they have now
}

// Rules are the site's settings that both sides' programs keep to. The relay checks them as well.
type Rules struct {
	MaxFile   uint64 // bytes; 0: no files
	Types     string // media types that may be sent, separated by spaces: "image/* application/pdf"
	Preview   bool   // agents see what visitors type before it is sent, and visitors are told so
	Translate bool   // the relay can translate
	Visitors  bool   // agents see who is on the site, and may invite them
	Mirror    Asking // whether agents may see visitors' pages, and who is asked
	Hosts     string // from which agents' browsers may load a mirror's pictures, fonts and media besides the site's own, separated by spaces
}

// Asking is how a visitor comes to show their page. The numbers go over the wire: append only.
type Asking uint8

const (
	MirrorOff Asking = 0 // not at all
	Announce  Asking = 1 // they are told, and can stop it
	AskOnce   Asking = 2 // they are asked, once in a conversation unless they have stopped it
	AskAlways Asking = 3
)

// Grants tells whether the relay grants what was asked for without the visitor's word. It never does for control.
func (a Asking) Grants(m Mirror) bool {
	return m.Asked == LevelView && (a == Announce || a == AskOnce && m.Trusted)
}

// Takes tells whether a file may be sent: NoProblem, TooLarge or BadType.
func (r Rules) Takes(mediaType string, size uint64) Problem {
	if size > r.MaxFile {
		return TooLarge
	}
	for list := r.Types; list != ""; {
		var one string
		one, list = Cut(list, ' ')
		if n := len(one) - 1; one == mediaType || n > 0 && one[n] == '*' && one[n-1] == '/' && hasPrefix(mediaType, one[:n]) {
			return NoProblem
		}
	}
	return BadType
}
