package chat

// Kind says what an entry is. The numbers go over the wire and into the store: append only.
type Kind uint8

const (
	KindText     Kind = 1
	KindPageView Kind = 2
	KindJoined   Kind = 3
	KindLeft     Kind = 4
	KindClosed   Kind = 5
	KindReopened Kind = 6
)

// Entry is one line of a thread: something that was said or that happened.
type Entry struct {
	ID     EntryID // made by the client that wrote it, unique for ever
	N      uint64  // its place in the conversation: 1, 2, 3... without gaps; 0 until stored
	At     Millis  // when it was stored, by the relay's clock; when it was written, until stored
	Author Person
	Body   Body
}

// Body is what an entry holds: exactly the types of this file.
type Body interface {
	Kind() Kind
	body()
}

type (
	// Text is what somebody wrote. It is never markup.
	Text struct{ Text string }
	// PageView says that the visitor now looks at another page.
	PageView struct{ URL, Title string }
	// Joined says that an agent took the conversation.
	Joined struct{}
	// Left says that the agent gave the conversation back to the queue.
	Left struct{}
	// Closed says that the agent ended the conversation.
	Closed struct{}
	// Reopened says that the visitor wrote again after the end.
	Reopened struct{}
	// Unsupported is an entry from a newer program: its kind and its bytes are kept, so that nothing is lost by passing through.
	Unsupported struct {
		Raw  Kind
		Data string
	}
)

func (Text) Kind() Kind          { return KindText }
func (PageView) Kind() Kind      { return KindPageView }
func (Joined) Kind() Kind        { return KindJoined }
func (Left) Kind() Kind          { return KindLeft }
func (Closed) Kind() Kind        { return KindClosed }
func (Reopened) Kind() Kind      { return KindReopened }
func (u Unsupported) Kind() Kind { return u.Raw }

func (Text) body()        {}
func (PageView) body()    {}
func (Joined) body()      {}
func (Left) body()        {}
func (Closed) body()      {}
func (Reopened) body()    {}
func (Unsupported) body() {}
