package ui

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/wire"
)

// Started is what the host knows when the program begins.
type Started struct {
	Seed    chat.Seed         // random, never used before
	Kept    map[string]string // what Save kept, by key
	Lang    string            // the reader's language as the browser names it ("fr-CA")
	Options map[string]string // of the page: site, name, theme...
	Typed   string            // what a person wrote into the page's first field before the program was there
	Sent    []string          // what they sent before
}

// Number is an option as a whole number; other characters than digits and a leading minus do not count. (strconv.Atoi would
// make the modules 9 KB larger to load.)
func (s Started) Number(option string) int {
	n, sign := 0, 1
	for i, c := range s.Options[option] {
		switch {
		case c == '-' && i == 0:
			sign = -1
		case c >= '0' && c <= '9':
			n = n*10 + int(c-'0')
		}
	}
	return sign * n
}

// What the host reports. The products' own messages stand in their packages.
type (
	// SocketOpened says that the connection asked for by Dial is there.
	SocketOpened struct{ dom.Message }
	// SocketClosed says that the connection has ended, or could not be made (1006).
	SocketClosed struct {
		dom.Message
		Code wire.CloseCode
	}
	// Received is a frame.
	Received struct {
		dom.Message
		Frame wire.Frame
	}
	// Garbled is a message that is not of our language: the connection should end.
	Garbled struct {
		dom.Message
		Version bool // another version: the page must be loaded anew
	}
	// Answered is the answer to a Post.
	Answered struct {
		dom.Message
		Tag    string
		Status int // 0: no answer
		Body   string
	}
	// Looked says whether the page is visible and has the keyboard.
	Looked struct {
		dom.Message
		Visible, Focused bool
	}
	// NetworkCame says that the device believes to be online again.
	NetworkCame struct{ dom.Message }
	// Told is a word from the page that the program is embedded in.
	Told struct {
		dom.Message
		Name, Value string
	}
	// FileCame is a file that somebody chose, dropped or pasted. The host keeps it under its Handle until Release.
	FileCame struct {
		dom.Message
		In                 chat.ConversationID
		Handle, Name, Type string
		Size               uint64
		More               bool // another one of the same choice came before
	}
	// FileAnswered is what the relay says to a SendPart, or 0 for no answer. At another path it is about a picture or a
	// download: 200, or that it could not be loaded.
	FileAnswered struct {
		dom.Message
		Path          string
		Status        int
		Offset        uint64       // how much is there
		Whole         bool         // all of it: the next three are set
		Type          string       // as the relay found it
		Width, Height uint64       // 0 for what is no picture
		Problem       chat.Problem // why it was refused
	}
	// NotKept says that Save failed: storage is full or forbidden.
	NotKept struct{ dom.Message }
)

// Frames turns a WebSocket message into messages: one Received for each frame, or Garbled.
func (l *Loop[M]) Frames(data []byte) []dom.Msg {
	frames, err := l.program.Decode(data)
	if err != nil {
		return []dom.Msg{Garbled{Version: err == wire.ErrVersion}}
	}
	msgs := make([]dom.Msg, len(frames))
	for i, f := range frames {
		msgs[i] = Received{Frame: f}
	}
	return msgs
}
