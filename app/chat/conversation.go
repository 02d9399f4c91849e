package chat

// Conversation is what a conversation's entries add up to: the fold of After over them in order. It is a plain value
// and can be compared.
type Conversation struct {
	ID      ConversationID
	Site    SiteID
	Visitor Person
	Agent   Person // who has it; nobody: it waits in the queue
	Closed  bool
	Last    uint64 // n of the last entry; 0: nothing stored yet

	OpenedAt     Millis // first entry
	LastAt       Millis // last entry
	WaitingSince Millis // since when something that the visitor said has no answer; 0: nobody waits for us
	PausedUntil  Millis // the agent does not wait for it until then; Forever: until the visitor writes; 0: no pause
	LastText     string // the words of what was said last, at most Preview runes, on one line
	LastKind     Kind   // what it was; 0: nothing was said yet
	LastBy       Person // who said it
	Page         PageView
	Offer        TransferOffer // the transfer that waits for an answer; the zero value: none
	ForPeople    bool          // it is the people's: no bot takes it by itself
	Invited      bool          // begun by the merchant's side, and the visitor has not answered yet
	Mirror       Mirror        // what of the visitor's page the agent sees

	VisitorSaid, AgentSaid, Actions uint64 // entries of each Class
}

// TransferOffer is a transfer that is not settled.
type TransferOffer struct {
	ID EntryID
	To Party
	By Person
}

// Forever is later than any time.
const Forever Millis = 1 << 52

// After is the conversation once e has been stored.
func (c Conversation) After(e Entry) Conversation {
	before := c
	c.Last, c.LastAt, c.Mirror = e.N, e.At, c.Mirror.After(e)
	if c.OpenedAt == 0 {
		c.OpenedAt = e.At
	}
	if e.Author.Role == Visitor {
		c.Visitor = e.Author
	}
	switch ClassOf(e) {
	case FromVisitor:
		c.VisitorSaid++
	case FromAgent:
		c.AgentSaid++
	case Action:
		c.Actions++
	}
	if Said(e.Body) {
		c = c.said(e)
	}
	switch b := e.Body.(type) {
	case PageView:
		c.Page = b
	case Joined:
		c.Agent, c.Offer = e.Author, TransferOffer{}
		c.ForPeople = c.ForPeople || e.Author.Role != Bot
		c.Invited = c.Invited || before.Last == 0
	case Left:
		c.Agent, c.Offer, c.PausedUntil, c.Invited = Person{}, TransferOffer{}, 0, false
		if before.Agent.Role == Bot {
			c = c.givenUp(e)
		}
	case Closed:
		c.Closed, c.WaitingSince, c.Offer, c.PausedUntil, c.Invited = true, 0, TransferOffer{}, 0, false
	case Reopened:
		c.Closed, c.Agent, c.Invited = false, Person{}, e.Author.Role.Staff()
		c.ForPeople = c.ForPeople && e.At-before.LastAt < StaysForPeople
	case Transfer:
		c.Offer = TransferOffer{ID: e.ID, To: b.To, By: e.Author}
	case Settled:
		c.Offer = TransferOffer{}
		if b.How == Accepted {
			c.Agent, c.PausedUntil = e.Author, 0
			c.ForPeople = c.ForPeople || e.Author.Role != Bot
		}
	case Paused:
		if c.PausedUntil = b.Until; b.Until == 0 {
			c.PausedUntil = Forever
		}
	case Resumed:
		c.PausedUntil = 0
	}
	return c
}

func (c Conversation) said(e Entry) Conversation {
	c.LastText, c.LastKind, c.LastBy = oneLine(Words(e.Body), Preview), e.Body.Kind(), e.Author
	switch {
	case e.Author.Role.Staff():
		c.WaitingSince = 0
	case e.Author.Role == Visitor:
		c.PausedUntil, c.Invited = 0, false
		if c.WaitingSince == 0 {
			c.WaitingSince = e.At
		}
	}
	return c
}

// Queued tells whether the conversation waits for an agent to take it. One in which nothing was said is not a
// conversation yet.
func (c Conversation) Queued() bool { return !c.Closed && c.Agent.IsZero() && c.LastKind != 0 }

// Paused tells whether the agent does not wait for it at that time.
func (c Conversation) Paused(at Millis) bool { return at < c.PausedUntil }

// Summary is a conversation as lists show it.
type Summary struct {
	Conversation
	Marks  Marks
	Unread int  // what the visitor said and no agent has read; 99 means "99 or more"
	Online bool // the visitor's page is open somewhere
}

func oneLine(s string, runes int) string {
	out, space := make([]byte, 0, min(len(s), 4*runes)), false
	for _, r := range s {
		if r == '\n' || r == '\t' || r == ' ' {
			space = len(out) > 0
			continue
		}
		if space {
			out, space, runes = append(out, ' '), false, runes-1
		}
		if runes--; runes < 0 {
			return string(out) + "…"
		}
		out = append(out, string(r)...)
	}
	return string(out)
}
