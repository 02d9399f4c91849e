package chat

// What happened in a conversation.
type (
	// PageView says that the visitor now looks at another page.
	PageView struct{ URL, Title string }
	// Joined says that an agent took the conversation.
	Joined struct{}
	// Left says that the agent gave the conversation back to the queue; of a visitor, that they would rather talk to a person
	// than to the bot that has it.
	Left struct{}
	// Closed says that the agent ended the conversation.
	Closed struct{}
	// Reopened says that the visitor wrote again after the end.
	Reopened struct{}
	// Transfer offers the conversation to somebody else. Its author keeps it until the offer is settled. A comment for the
	// receiver is a Note about it.
	Transfer struct{ To Party }
	// Settled says what became of a transfer.
	Settled struct {
		Of   EntryID // the transfer
		How  Outcome
		From Person // who had offered it
	}
	// Paused says that the agent does not wait for the conversation: until a time, or, 0, until the visitor writes.
	Paused struct{ Until Millis }
	// Resumed ends a pause before its time.
	Resumed struct{}
	// Share is about the agent seeing the visitor's page.
	Share struct {
		How     Sharing
		Seconds uint64  // how long it lasted, for Ended; 0: it had not begun
		Of      EntryID // which question it answers, for Granted, Refused and Expired
	}
	// Control is about the agent acting on the visitor's page, or, Pointing, showing things on it.
	Control struct {
		How      Sharing
		Seconds  uint64
		Of       EntryID
		Pointing bool
	}
	// Survey is the visitor's judgement at the end.
	Survey struct {
		Score   uint64 // 1 to 5
		Comment string
	}
	// Qualified says what the conversation was about, for the merchant's side alone.
	Qualified struct{ Tags []string }
	// Routed says to whom the conversation was given, and why, for the merchant's side alone.
	Routed struct {
		To  Party
		Why string
	}
	// Blocked says that the visitor was blocked, or, Ended, no longer is; for the merchant's side alone. In a trail it is what
	// keeps them away; in a conversation's Staff it tells of it.
	Blocked struct {
		Ended  bool
		Until  Millis // 0: for ever
		Reason string
		Target BlockTarget
		Key    string  // of the target: a PersonID, a Customer's ID, an address
		Of     EntryID // Ended: which block in the same trail
	}
)

// PartyKind says what a Party is. The numbers go over the wire: append only.
type PartyKind uint8

const (
	NoParty   PartyKind = 0
	PartyOne  PartyKind = 1 // an agent
	PartyTeam PartyKind = 2
	PartyBot  PartyKind = 3
)

// Party is one to whom a conversation can be given. The name is as it was then.
type Party struct {
	Kind PartyKind
	ID   string // a PersonID or an ItemID
	Name string
}

// Outcome of a transfer. The numbers go over the wire: append only.
type Outcome uint8

const (
	Accepted  Outcome = 1 // the author has the conversation now
	Returned  Outcome = 2 // the author does not want it
	Withdrawn Outcome = 3 // who had offered it keeps it
)

// Sharing is a step of sharing a page or its control. The numbers go over the wire: append only.
type Sharing uint8

const (
	Asked   Sharing = 1
	Granted Sharing = 2
	Refused Sharing = 3
	Ended   Sharing = 4 // by the author
	Expired Sharing = 5 // nobody has answered in time
)

// MaxTags is how many tags a conversation may be given at a time.
const MaxTags = 20

func (PageView) Kind() Kind  { return KindPageView }
func (Joined) Kind() Kind    { return KindJoined }
func (Left) Kind() Kind      { return KindLeft }
func (Closed) Kind() Kind    { return KindClosed }
func (Reopened) Kind() Kind  { return KindReopened }
func (Transfer) Kind() Kind  { return KindTransfer }
func (Settled) Kind() Kind   { return KindSettled }
func (Paused) Kind() Kind    { return KindPaused }
func (Resumed) Kind() Kind   { return KindResumed }
func (Share) Kind() Kind     { return KindShare }
func (Control) Kind() Kind   { return KindControl }
func (Survey) Kind() Kind    { return KindSurvey }
func (Qualified) Kind() Kind { return KindQualified }
func (Routed) Kind() Kind    { return KindRouted }
func (Blocked) Kind() Kind   { return KindBlocked }

func (PageView) body()  {}
func (Joined) body()    {}
func (Left) body()      {}
func (Closed) body()    {}
func (Reopened) body()  {}
func (Transfer) body()  {}
func (Settled) body()   {}
func (Paused) body()    {}
func (Resumed) body()   {}
func (Share) body()     {}
func (Control) body()   {}
func (Survey) body()    {}
func (Qualified) body() {}
func (Routed) body()    {}
func (Blocked) body()   {}
