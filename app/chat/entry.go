package chat

// Kind says what an entry is. The numbers go over the wire and into the store: append only.
type Kind uint8

const (
	KindText        Kind = 1
	KindPageView    Kind = 2
	KindJoined      Kind = 3
	KindLeft        Kind = 4
	KindClosed      Kind = 5
	KindReopened    Kind = 6
	KindFile        Kind = 7
	KindImage       Kind = 8
	KindLink        Kind = 9
	KindOffer       Kind = 10
	KindQuestion    Kind = 11
	KindAnswer      Kind = 12
	KindTranslation Kind = 13
	KindTransfer    Kind = 14
	KindSettled     Kind = 15
	KindPaused      Kind = 16
	KindResumed     Kind = 17
	KindShare       Kind = 18
	KindControl     Kind = 19
	KindSurvey      Kind = 20
	KindNote        Kind = 21
	KindQualified   Kind = 22
	KindRouted      Kind = 23
	KindBlocked     Kind = 24
	KindSeen        Kind = 25
	KindVisited     Kind = 26
	KindTold        Kind = 27
	KindIdentified  Kind = 28
	KindGone        Kind = 29
)

// Entry is one line of a thread: something that was said or that happened.
type Entry struct {
	ID     EntryID // made by the client that wrote it, unique for ever
	N      uint64  // its place in the conversation: 1, 2, 3... without gaps; 0 until stored
	At     Millis  // when it was stored, by the relay's clock; when it was written, until stored
	Author Person
	Body   Body
}

// ByID is the entry of that id, the latest looked at first; false if there is none.
func ByID(list []Entry, id EntryID) (Entry, bool) {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].ID == id {
			return list[i], true
		}
	}
	return Entry{}, false
}

// Body is what an entry holds: exactly the types of said.go, happened.go and trail.go.
type Body interface {
	Kind() Kind
	body()
}

// Unsupported is an entry from a newer program: its kind and its bytes are kept, so that nothing is lost by passing through.
type Unsupported struct {
	Raw  Kind
	Data string
}

func (u Unsupported) Kind() Kind { return u.Raw }
func (Unsupported) body()        {}

// ForStaff tells whether entries of this kind are for the merchant's side alone. They are kept in a series of their own;
// see ConversationID.Staff.
func (k Kind) ForStaff() bool { return k >= KindNote && k <= KindBlocked }

// Said tells whether the body is something that a person says to the other, which waits for an answer and can be unread.
func Said(b Body) bool {
	switch b.(type) {
	case Text, File, Image, Link, Offer, Question, Answer:
		return true
	}
	return false
}

// Class is what filters tell apart.
type Class uint8

const (
	Hidden      Class = iota // shown on another entry, never as one of its own
	FromVisitor              // the visitor's messages
	FromAgent                // messages and notes of agents and bots
	Action                   // what was done, and the pages the visitor saw
)

// ClassOf an entry. Links and offers are actions: that is how their agents look for them.
func ClassOf(e Entry) Class {
	switch e.Body.(type) {
	case Text, File, Image, Question, Answer, Note:
		switch {
		case e.Author.Role == Visitor:
			return FromVisitor
		case e.Author.Role.Staff():
			return FromAgent
		}
	case Translation:
		return Hidden
	}
	return Action
}
