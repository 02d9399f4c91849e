package cobrowse

// Command is something that an agent does on a visitor's page. A message (wire.MirrorPoint for those up to CommandErase, wire.MirrorCommand for the
// others) is one of them: its byte, a Ref uint by which it is answered, and its fields, written as in the stream; there are no words, and a place is a document uint, an id uint
// and a fraction of the node's box, from left and top, each as uint16 (two bytes, the higher first). The numbers are those of static/js/mirror-ops.js; append only.
type Command uint8

const (
	CommandPointer   Command = 1 // place: where the agent points; not answered
	CommandNoPointer Command = 2 // not answered
	CommandHighlight Command = 3 // document uint, id uint
	CommandStroke    Command = 4 // stroke uint (a new number for each line), count uint, places: a line that fades; not answered
	CommandErase     Command = 5 // all lines and highlights; not answered

	CommandPress   Command = 16 // place, button byte (0 main, 2 secondary), keys byte, click count byte
	CommandRelease Command = 17 // place, button byte, keys byte
	CommandMove    Command = 18 // place, keys byte: the pointer of the one who has control; not answered
	CommandText    Command = 19 // string: typed where the focus is
	CommandKey     Command = 20 // name string ("Enter", "ArrowLeft", "a"), keys byte
	CommandScroll  Command = 21 // document uint, id uint, x, y int (px to scroll by): of the node or the first around it that scrolls
	CommandValue   Command = 22 // document uint, id uint, string: of a field that the browser has a window for (date, time, colour, range)
	CommandSelect  Command = 23 // document uint, id uint, count uint, indices uint
	CommandBack    Command = 24
	CommandForward Command = 25
	CommandReload  Command = 26
	CommandOpen    Command = 27 // address string, of the same site
	CommandFocus   Command = 28 // document uint, id uint: focus that field
)

// Keys that are held: bits of a keys byte.
const (
	KeyShift   = 1
	KeyControl = 2
	KeyAlt     = 4
	KeyMeta    = 8
)

// Outcome answers a command: wire.MirrorAnswer, with its Ref. Append only.
type Outcome uint8

const (
	Done        Outcome = 1
	NodeGone    Outcome = 2  // the page has changed
	FieldMasked Outcome = 3  // the site hides this part
	Secret      Outcome = 4  // a password, a card number, a one-time code
	FileField   Outcome = 5  // only the visitor can choose a file
	OtherFrame  Outcome = 6  // a frame of another site, such as a payment
	VisitorActs Outcome = 7  // the visitor's own input comes first for 2 s
	NotGranted  Outcome = 8  // no such right, or no longer
	OtherSite   Outcome = 9  // an address elsewhere
	Impossible  Outcome = 10 // a page cannot do that to itself: full screen, clipboard, a question of the browser's
	Malformed   Outcome = 11
	TooSlow     Outcome = 12 // the page does not keep up; it was not done
)
