package chat

// What the merchant's side looks up in all that the relay has: conversations, people, blocks.

// Exchange is a conversation from its opening, or reopening, to its end: what people call one conversation, while
// the thread of a visitor goes on for ever.
type Exchange struct {
	Conversation ConversationID
	Site         SiteID
	From, To     uint64 // n of its first and of its last entry so far
	Opened       Millis
	Ended        Millis // 0: it goes on
	Said         uint64 // what people said in it
	First        string // the words that were said first, at most Preview runes on one line
	Agents       []Person
	Tags         []string
}

// FindKind is what is looked for. The numbers go over the wire: append only.
type FindKind uint8

const (
	FindExchanges FindKind = 1 // conversations, by what was said in them
	FindPeople    FindKind = 2 // visitors and customers
	FindBlocks    FindKind = 3 // blocks, with those that have ended: the audit log
)

// Query is a search; what is left empty does not narrow it. Text is looked for in what was said, or in names, e-mails, customers' ids and
// custom data: each of its words, at the beginning of words, whatever their case and accents.
type Query struct {
	Kind     FindKind
	Text     string
	From     Millis // not before
	Until    Millis // before
	Agent    PersonID
	Tag      string
	Site     SiteID
	Visitor  PersonID // of this visitor and, where they are a customer's, of the customer's other visitors
	Blocked  bool     // only who is blocked now; of blocks, only those that hold
	Identity bool     // only customers
	After    string   // what Found.More said
	Limit    uint64   // 1 to MaxFound
}

// MaxFound is how many results one answer has, MaxQuery how many bytes a query's text may have.
const (
	MaxFound = 50
	MaxQuery = 200
)

// Hit is a conversation that was found. Where is the n of the entry that matches best, 0 without a text; Snippet is some of its words,
// and Marks the places in it that match: pairs of begin and end, in bytes.
type Hit struct {
	Exchange
	Visitor Person
	Where   uint64
	Snippet string
	Marks   []uint64
}

// Acquaintance is a visitor, or a customer with all their visitors, as a list shows them.
type Acquaintance struct {
	Profile   // of the visitor who was here last
	Visitors  uint64
	Exchanges uint64
	LastAt    Millis // of the last exchange; 0: none
	Blocked   bool
}

// BlockLine is a block as managers' list shows it.
type BlockLine struct {
	Block
	EndedBy Person // who took it back; nobody: nobody did
	EndedAt Millis
}

// VisitLine is a visit with its pages, for a timeline.
type VisitLine struct {
	Visitor PersonID
	Visit
	Ended Millis // the last sign of it
	Pages []PageLine
	Views uint64 // all pages of it; Pages may be fewer, the latest
}

// PageLine is one page of a visit. Stayed is how long the visitor was there, 0 for not known.
type PageLine struct {
	PageView
	At, Stayed Millis
}

// CustomerFile is all that is known about a customer or a visitor: what is newest, and how much there is.
type CustomerFile struct {
	Profiles  []Profile // the one asked for first, then the customer's others
	Exchanges []Exchange
	Visits    []VisitLine
	Notes     []Entry // about the customer, the newest first
	Blocks    []BlockLine

	ExchangesInAll, VisitsInAll, ViewsInAll uint64
	LastAt                                  Millis // when the last exchange began; 0: none
}

// MaxOnSite is how many visitors one list of those on the site has.
const MaxOnSite = 500

// OnSite is a visitor who is on the site now. Its profile has no custom data.
type OnSite struct {
	Profile
	Conversation ConversationID // an open one; "" for none
	Invited      bool           // an invitation waits to be answered
}
