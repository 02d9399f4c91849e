package chat

// StaysForPeople is how long after its end a conversation that people had, and that is reopened, is still theirs: a visitor
// who says thanks is not greeted by a bot.
const StaysForPeople Millis = 12 * 60 * 60_000

// OpenToBots tells whether a bot may take the conversation by itself: something was said in it, nobody has it, and since it
// was opened no person had it and no bot gave it up.
func (c Conversation) OpenToBots() bool { return c.Queued() && !c.ForPeople }

// MayBotSee tells whether a bot of that site may read the conversation as it is now: nil, BadID, NotFound, or Taken and
// AlreadyOver for one that somebody else has or had. It sees what it has or had last, what is offered to it, and what it
// may take. What it saw while that was so stays known to it; what is written afterwards it does not see.
func MayBotSee(c Conversation, site SiteID, bot Person) error {
	if err := MaySee(c.ID, bot); err != nil {
		return err
	}
	switch {
	case bot.Role != Bot, c.Last == 0, c.Site != site:
		return NotFound
	case c.Agent.ID == bot.ID, c.OfferedTo(bot), c.OpenToBots():
		return nil
	case c.Closed:
		return AlreadyOver
	case c.Agent.IsZero():
		return NotFound // people's
	}
	return Taken
}

// OfferedTo tells whether a transfer to that bot waits for its answer.
func (c Conversation) OfferedTo(bot Person) bool {
	return c.Offer.To.Kind == PartyBot && c.Offer.To.ID == string(bot.ID)
}

// WithBot tells whether a bot has the conversation.
func (c Conversation) WithBot() bool { return c.Agent.Role == Bot && !c.Closed }

// givenUp is what a bot leaves behind: the visitor waits for people from now on, whatever was said last.
func (c Conversation) givenUp(e Entry) Conversation {
	c.ForPeople = true
	if c.WaitingSince == 0 && c.LastKind != 0 {
		c.WaitingSince = e.At
	}
	return c
}
