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
	WaitingSince Millis // first visitor's text that nobody has answered; 0: nobody waits for us
	LastText     string // the last text, at most Preview runes, on one line
	LastBy       Role   // who wrote it
	Page         PageView
}

// After is the conversation once e has been stored.
func (c Conversation) After(e Entry) Conversation {
	c.Last, c.LastAt = e.N, e.At
	if c.OpenedAt == 0 {
		c.OpenedAt = e.At
	}
	if e.Author.Role == Visitor {
		c.Visitor = e.Author
	}
	switch b := e.Body.(type) {
	case Text:
		c.LastText, c.LastBy = oneLine(b.Text, Preview), e.Author.Role
		switch {
		case e.Author.Role.Staff():
			c.WaitingSince = 0
		case e.Author.Role == Visitor && c.WaitingSince == 0:
			c.WaitingSince = e.At
		}
	case PageView:
		c.Page = b
	case Joined:
		c.Agent = e.Author
	case Left:
		c.Agent = Person{}
	case Closed:
		c.Closed, c.WaitingSince = true, 0
	case Reopened:
		c.Closed, c.Agent = false, Person{}
	}
	return c
}

// Queued tells whether the conversation waits for an agent to take it. One in which nothing was said is not a
// conversation yet.
func (c Conversation) Queued() bool { return !c.Closed && c.Agent.IsZero() && c.LastText != "" }

// Summary is a conversation as lists show it.
type Summary struct {
	Conversation
	Marks  Marks
	Unread int  // visitor's texts that no agent has read; 99 means "99 or more"
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
