package dom

// Msg is a message to a product's Update. Only types that embed Message are messages, so each product's file of
// messages is the whole list.
type Msg interface{ message() }

// Message makes the struct that embeds it a Msg.
type Message struct{}

func (Message) message() {}

// Filler is a Msg that takes something from the event which brings it: what was typed, which key.
type Filler interface {
	Msg
	With(Event) Msg
}

// EventType is a kind of event. The numbers are shared with static/js/patch.js.
type EventType uint8

const (
	Clicked    EventType = iota // also by Enter and Space on a button
	Typed                       // a field's content changed
	KeyPressed                  // a key went down, in or below the node
	Submitted                   // of a form
	FocusCame                   // the node or one below got the focus
	FocusLeft                   // the node or one below lost it
	Measured                    // a Watched box: scroll position, size, heights of rows that changed
	Chosen                      // another option of a select, another state of a checkbox
	Dragged                     // a pointer that went down on the node moves: Top is where it is, in thousandths of the width of the elements before and after the node
	Pointed                     // a pointer came onto the node, or onto one below it
)

// On asks for a message when the event happens at the node or below it; of several nodes that ask, the innermost gets it.
//
//go:noinline
func On(t EventType, m Msg) Item { return handler{t, m} }

// Event is what happened. Only the fields of its type are set.
type Event struct {
	Type  EventType
	Value string // Typed, KeyPressed, Chosen: the field's content; Clicked: the text that is selected, if any
	Key   string // KeyPressed: as in KeyboardEvent.key; "" while a word is being composed (IME)
	Mods  Mods   // KeyPressed, Clicked
	Caret int    // Typed, KeyPressed, FocusLeft, Clicked in a field: where the caret is, in UTF-16 units

	Top, Height, Full int         // Measured, in px: scroll position, visible height, height of all; Dragged: Top, see there
	Rows              []RowHeight // Measured: rows whose height is new
}

// Mods are the modifier keys held.
type Mods uint8

const (
	Shift Mods = 1 << iota
	Ctrl       // or the command key on a Mac
	Alt
)

// RowHeight is the measured height of the row with that key.
type RowHeight struct {
	Key string
	Px  float64
}
