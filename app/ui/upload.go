package ui

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
)

// Upload is a file that somebody sends: first attached to a draft; once that is sent, at the thread's end until the relay has
// all of it and its entry is written.
type Upload struct {
	chat.Image // Width and Height are 0 until the relay has told them
	In         chat.ConversationID
	Done       uint64       // bytes that the relay has
	Sent       bool         // its draft was sent
	Whole      bool         // the relay has all of it
	Problem    chat.Problem // why it failed; Taken: there is no room
	Tries      int          // without an answer, since the last one

	handle string      // what the host calls it; "" for a file of the library
	from   chat.FileID // of the library, to be copied
	asked  chat.Millis // when the part that is on its way was sent; 0: none is
	retry  chat.Millis // the next one does not go before
}

// Uploads are all files that somebody sends. At most two are on their way at a time, part by part. What is lost with the
// connection is sent again from where the relay says.
type Uploads struct {
	List    []*Upload // in the order of choosing
	Refused []Refusal // what was not taken, until the next choice
	Rules   chat.Rules
	Online  bool            // the relay knows who this is
	Gone    map[string]bool // pictures and files that could not be loaded, by address
	ids     *chat.IDs
}

// Refusal is a file that is not sent, and why: TooLarge, BadType, Malformed (empty), NotAllowed (none may be sent), NotYours
// (not in this conversation), BadText (not in a note), TooFast (too many at a time), Unavailable (not known yet whether it may
// be sent), NoProblem (its page was left before it was sent).
type Refusal struct {
	In   chat.ConversationID
	Name string
	Why  chat.Problem
}

const (
	partSize = 256 << 10 // bytes that one request carries
	atOnce   = 2         // files on their way
	partIn   = 60_000    // ms for an answer
	longest  = 45_000    // ms between two attempts, at most
)

// UploadPressed is what somebody does with an upload, or with what could not be loaded.
type UploadPressed struct {
	dom.Message
	Do   UploadDeed
	In   chat.ConversationID // Attach
	ID   chat.FileID         // Remove, SendAgain, Describe
	Text string              // Describe: what is to be seen on the picture; LoadAgain: an address
}

// UploadDeed says what is done.
type UploadDeed uint8

const (
	Attach       UploadDeed = iota // choose files
	Remove                         // do not send it
	SendAgain                      // it has failed
	Describe                       // say what is to be seen on it
	LoadAgain                      // a picture could not be loaded
	ReadRefusals                   // put them away
)

func (m UploadPressed) With(e dom.Event) dom.Msg {
	if m.Do == Describe {
		m.Text = e.Value
	}
	return m
}

// Of are the uploads of a conversation: those attached to its draft, or those that were sent.
func (u *Uploads) Of(in chat.ConversationID, sent bool) (list []*Upload) {
	for _, f := range u.List {
		if f.In == in && f.Sent == sent {
			list = append(list, f)
		}
	}
	return list
}

// Busy tells whether Step is to be called once a second.
func (u *Uploads) Busy() bool {
	for _, f := range u.List {
		if !f.Whole && f.Problem == chat.NoProblem {
			return true
		}
	}
	return false
}

// Welcomed notes that the relay knows who this is, and its rules: what waits goes on at once.
func (u *Uploads) Welcomed(r chat.Rules) {
	u.Online, u.Rules = true, r
	for _, f := range u.List {
		f.asked, f.retry = 0, 0
	}
}

// Move makes all uploads those of another conversation. They begin anew.
func (u *Uploads) Move(to chat.ConversationID) {
	for _, f := range u.List {
		if f.In != to {
			f.In, f.Done, f.Whole, f.asked = to, 0, false, 0
		}
	}
}

// NewUploads are none yet. The ids are the program's.
func NewUploads(ids *chat.IDs) *Uploads { return &Uploads{Gone: map[string]bool{}, ids: ids} }

// Lost notes files that the page before had not sent, as the host lists them: lines of conversation, tab, name.
func (u *Uploads) Lost(list string) {
	in, from := "", 0
	for i := range len(list) {
		switch list[i] {
		case '\t':
			in, from = list[from:i], i+1
		case '\n':
			u.Refused, from = append(u.Refused, Refusal{chat.ConversationID(in), list[from:i], chat.NoProblem}), i+1
		}
	}
}

// Came takes a file that somebody chose, dropped or pasted; why is a reason not to take any. It is looked at before anything
// of it is sent.
func (u *Uploads) Came(m FileCame, why chat.Problem) []Effect {
	if !m.More {
		u.Refused = nil
	}
	f := &Upload{In: m.In, handle: m.Handle, Image: chat.Image{File: chat.File{
		Name: label(m.Name, chat.MaxFileName, "?"), Type: label(m.Type, chat.MaxType, "application/octet-stream"), Size: m.Size,
	}}}
	switch {
	case why != chat.NoProblem || u.closed() != chat.NoProblem:
	case m.Size == 0:
		why = chat.Malformed
	default:
		why = u.Rules.Takes(f.Type, f.Size)
	}
	if !u.add(f, why) {
		return []Effect{Release{m.Handle}}
	}
	return nil
}

// Copy attaches a file of the library. The relay copies it into the conversation, so nothing is sent
// from here. Why is a reason not to.
func (u *Uploads) Copy(in chat.ConversationID, f chat.File, why chat.Problem) {
	u.add(&Upload{In: in, from: f.ID, Image: chat.Image{File: f}}, why)
}

// closed is why no file at all can be attached; NoProblem where files can be.
func (u *Uploads) closed() chat.Problem {
	switch {
	case u.Rules.MaxFile > 0:
		return chat.NoProblem
	case !u.Online:
		return chat.Unavailable
	}
	return chat.NotAllowed
}

// add attaches the file, unless there is a reason not to.
func (u *Uploads) add(f *Upload, why chat.Problem) bool {
	if why == chat.NoProblem {
		why = u.closed()
	}
	if why == chat.NoProblem && len(u.Of(f.In, false)) == chat.MaxAttach {
		why = chat.TooFast
	}
	if why != chat.NoProblem {
		u.Refused = append(u.Refused, Refusal{f.In, f.Name, why})
		return false
	}
	f.ID = chat.FileID(u.ids.Next())
	u.List = append(u.List, f)
	return true
}

// Sendable tells whether there is something to send, a draft or what is attached, and nothing in the way of it.
func (u *Uploads) Sendable(in chat.ConversationID, draft string) bool {
	switch chat.CheckText(chat.CleanText(draft)) {
	case chat.NoProblem:
		return true
	case chat.TooLarge:
		return false
	}
	return u.Any(in)
}

// Any tells whether something is attached in the conversation that Send would send.
func (u *Uploads) Any(in chat.ConversationID) bool {
	for _, f := range u.Of(in, false) {
		if f.Problem == chat.NoProblem {
			return true
		}
	}
	return false
}

// Send sends what is attached in the conversation. What has failed stays.
func (u *Uploads) Send(in chat.ConversationID) {
	u.Refused = nil
	for _, f := range u.Of(in, false) {
		f.Sent = f.Problem == chat.NoProblem
	}
}

// Pressed does what somebody wants.
func (u *Uploads) Pressed(m UploadPressed) []Effect {
	switch m.Do {
	case Attach:
		return []Effect{PickFiles{In: string(m.In), Types: u.Rules.Types}}
	case LoadAgain:
		delete(u.Gone, m.Text)
	case ReadRefusals:
		u.Refused = nil
	}
	for i, f := range u.List {
		if f.ID != m.ID {
			continue
		}
		switch m.Do {
		case Remove:
			u.List = append(u.List[:i:i], u.List[i+1:]...)
			return []Effect{Release{f.handle}, Erase{f.path()}}
		case SendAgain:
			f.Problem, f.retry = chat.NoProblem, 0
		case Describe:
			f.Alt = m.Text
		}
	}
	return nil
}

// Step writes the entries of files that are ready and sends what is to be sent by then. It is to be called after each
// message, and once a second while Busy.
func (u *Uploads) Step(at chat.Millis, write func(*Upload) []Effect) []Effect {
	effects := u.write(write)
	busy := 0
	for _, f := range u.List {
		switch {
		case f.asked == 0:
		case f.asked > at || f.asked < at-partIn:
			f.missed(at)
		default:
			busy++
		}
	}
	for _, f := range u.List {
		due := f.retry <= at || f.retry > at+longest // of a clock that was set back
		if !u.Online || busy == atOnce || f.asked != 0 || f.Whole || f.Problem != chat.NoProblem || !due {
			continue
		}
		busy++
		f.asked = at
		part := SendPart{Path: f.path(), Handle: f.handle, File: f.File, From: f.Done, To: min(f.Done+partSize, f.Size)}
		if f.from != "" {
			part.Copy = "library/" + string(f.from)
		}
		effects = append(effects, part)
	}
	return effects
}

// write takes out the files that were sent and are whole, in the order of sending. One that has failed holds no other up.
func (u *Uploads) write(write func(*Upload) []Effect) (effects []Effect) {
	left := u.List[:0:0]
	for _, f := range u.List {
		waits := !f.Sent || !f.Whole
		for _, before := range left {
			waits = waits || before.In == f.In && before.Sent && before.Problem == chat.NoProblem
		}
		if waits {
			left = append(left, f)
		} else {
			effects = append(append(effects, write(f)...), Release{f.handle})
		}
	}
	u.List = left
	return effects
}

// Answered takes what the relay says to a part. What it says at the address of no upload is about a picture or a file that was
// to be loaded.
func (u *Uploads) Answered(at chat.Millis, m FileAnswered) {
	for _, f := range u.List {
		if f.path() != m.Path {
			continue
		}
		if f.asked != 0 { // else it comes too late, and the part goes again
			f.answered(at, m)
		}
		return
	}
	if m.Status == 200 {
		delete(u.Gone, m.Path)
	} else {
		u.Gone[m.Path] = true
	}
}

func (f *Upload) answered(at chat.Millis, m FileAnswered) {
	switch {
	case m.Whole:
		f.Done, f.Whole, f.asked = f.Size, true, 0
		f.Type, f.Width, f.Height = m.Type, m.Width, m.Height
	case m.Status == 200 && m.Offset > f.Done, m.Status == 409 && m.Offset != f.Done:
		f.Done, f.Tries, f.asked, f.retry = min(m.Offset, f.Size), 0, 0, 0
	case m.Status == 507:
		f.Problem, f.asked = chat.Taken, 0
	case m.Status == 0, m.Status == 200, m.Status == 409, m.Status == 429, m.Status >= 500:
		f.missed(at)
	default:
		f.Problem, f.asked = m.Problem, 0
	}
}

// missed notes that a part has got no answer.
func (f *Upload) missed(at chat.Millis) {
	f.asked, f.retry = 0, at+pauses[min(f.Tries, len(pauses)-1)]
	f.Tries++
}

// Body is the file as its entry says it.
func (f *Upload) Body() chat.Body {
	if f.Width == 0 {
		return f.File
	}
	i := f.Image
	i.Alt = label(i.Alt, chat.MaxLabel, "")
	return i
}

// Percent is how much of it the relay has.
func (f *Upload) Percent() int { return int(f.Done * 100 / max(f.Size, 1)) }

// IsPicture tells whether its sender can be asked what is to be seen on it.
func (f *Upload) IsPicture() bool { return len(f.Type) > 6 && f.Type[:6] == "image/" }

// Preview is the address of a small picture of it; "" for none.
func (f *Upload) Preview() string {
	if !f.IsPicture() {
		return ""
	}
	if f.handle == "" && f.Width > 0 { // a copy
		return f.path() + "/thumb"
	}
	return f.handle
}

func (f *Upload) path() string { return "/files/" + string(f.In) + "/" + string(f.ID) }

// label is s as one line of at most so many bytes, fit for an entry; in the place of an empty one stands nothing.
func label(s string, most int, nothing string) string {
	line := chat.CleanLine(s, most)
	if chat.CheckText(line) != chat.NoProblem {
		return nothing
	}
	return line
}
