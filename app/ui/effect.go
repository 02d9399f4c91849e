package ui

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
)

// Effect is an order to the world: one of the types of this file.
type Effect interface{ effect() }

// TimerID tells timers apart; the loop gives it.
type TimerID uint32

type (
	// Dial opens the connection, ending a former one. The host knows the relay's address; Path is "/ws/agent".
	Dial struct{ Path string }
	// Hangup ends the connection without a SocketClosed.
	Hangup struct{}
	// Transmit sends a message on the open connection.
	Transmit struct{ Data []byte }
	// After sends Then back when Delay has passed.
	After struct {
		Delay chat.Millis
		Then  dom.Msg
		ID    TimerID
	}
	// Save keeps the value under the key on this device, across reloads.
	Save struct{ Key, Value string }
	// Forget drops what Save kept.
	Forget struct{ Key string }
	// Post sends a form to the relay. Answer: Answered with the Tag.
	Post struct{ Tag, Path, Form string }
	// Show sets the page's title and its language.
	Show struct{ Title, Lang string }
	// Say reads the text out by screen reader, politely.
	Say struct{ Text string }
	// Tell is a word to the page that the program is embedded in.
	Tell struct{ Name, Value string }
	// Carry passes bytes to a part of the page that the program does not draw.
	Carry struct {
		Name, Value string
		Data        []byte
	}
	// PreventDefault keeps the browser from its own reaction to the event being handled.
	PreventDefault struct{}
	// Chime plays the short sound of a new message.
	Chime struct{}
	// Fetch gets a text that was built with the program. Answer: Answered with the Tag.
	Fetch struct{ Tag, Path string }
	// AskToNotify asks the person, in answer to a click, whether Notify may be used. Answer: Told "notify".
	AskToNotify struct{}
	// Notify shows a notification of the desktop in the place of a former one of that Tag. A click on it brings the page
	// to the front and is Told "notified" with the Tag.
	Notify struct{ Tag, Title, Text string }
	// TranslateHere has the browser translate a text. Answer: Answered with the Tag; 200 with the language recognised, a line end
	// and the translation, 204 when it is in that language, 0 when the browser cannot.
	TranslateHere struct{ Tag, Text, To string }
	// Visit opens one of our own pages in a tab of that name, in the place of what was in it.
	Visit struct{ Address, Window string }
	// Reload loads the page anew.
	Reload struct{}
	// PickFiles lets somebody choose files of those media types ("image/* application/pdf"). Answer: FileCame for each.
	PickFiles struct{ In, Types string }
	// SendPart sends a part of a file to the relay, in the place of one that is still on its way to that path; or has the relay
	// copy another file, for a Copy. Answer: FileAnswered.
	SendPart struct {
		Path, Handle string
		File         chat.File
		From, To     uint64
		Copy         string // "library/ID"
	}
	// Release forgets a file, and ends what of it is on its way.
	Release struct{ Handle string }
	// Erase has the relay forget a file that no entry names.
	Erase struct{ Path string }
	// Identify is who asks for files from now on, for programs that are not known by cookie.
	Identify struct{ Token string }
	// SetOption sets data-NAME at the document's root: theme, density.
	SetOption struct{ Name, Value string }
)

func (Dial) effect()           {}
func (Hangup) effect()         {}
func (Transmit) effect()       {}
func (After) effect()          {}
func (Save) effect()           {}
func (Forget) effect()         {}
func (Post) effect()           {}
func (Show) effect()           {}
func (Say) effect()            {}
func (Tell) effect()           {}
func (Carry) effect()          {}
func (PreventDefault) effect() {}
func (Chime) effect()          {}
func (Fetch) effect()          {}
func (AskToNotify) effect()    {}
func (Notify) effect()         {}
func (TranslateHere) effect()  {}
func (Visit) effect()          {}
func (Reload) effect()         {}
func (SetOption) effect()      {}
func (PickFiles) effect()      {}
func (SendPart) effect()       {}
func (Release) effect()        {}
func (Erase) effect()          {}
func (Identify) effect()       {}
