package chat

// May tells whether who may add b to the conversation as it is now: nil, or the Problem. It checks the body's limits too.
// That the conversation is theirs to see at all is checked before (MaySee).
func May(c Conversation, who Person, b Body) error {
	if p := Check(b); p != NoProblem {
		return p
	}
	if c.ID.IsTrail() {
		return mayTrail(who, b)
	}
	if _, staff := c.ID.Base(); staff != b.Kind().ForStaff() {
		return NotAllowed
	}
	switch b := b.(type) {
	case Text:
		if who.Role == Visitor && b.Translated != (Rendering{}) {
			return NotAllowed
		}
		return maySay(c, who)
	case File, Image:
		return maySay(c, who)
	case Link, Offer, Question:
		if who.Role == Visitor {
			return NotAllowed
		}
		return maySay(c, who)
	case PageView, Answer:
		return only(who.Role == Visitor)
	case Joined:
		return mayJoin(c, who)
	case Left:
		if who.Role == Visitor { // who would rather talk to people
			return only(c.WithBot())
		}
		return mayEnd(c, who)
	case Closed, Paused, Resumed:
		return mayEnd(c, who)
	case Transfer:
		return mayTransfer(c, who, b)
	case Settled:
		return maySettle(c, who, b)
	case Share:
		return mayShare(c, who, b)
	case Control:
		return mayControl(c, who, b)
	case Translation:
		return only(who.Role == System)
	case Note, Qualified:
		return only(who.Role.Staff())
	}
	return NotAllowed // Reopened is written by the relay; Unsupported by nobody
}

// mayTrail: the relay writes what it learns, people of the merchant's side their notes about the customer. Blocks have a way of their own.
func mayTrail(who Person, b Body) error {
	if _, note := b.(Note); note {
		return only(who.Role == Agent || who.Role == Manager)
	}
	return only(who.Role == System && b.Kind().ForTrail())
}

func only(allowed bool) error {
	if allowed {
		return nil
	}
	return NotAllowed
}

// MaySee tells whether who may read the conversation, or its Staff, and follow it. Agents see every conversation, a visitor
// their own but not its Staff. A bot sees no Staff either; which conversations it sees depends on their state: MayBotSee.
func MaySee(id ConversationID, who Person) error {
	base, staff := id.Base()
	owner, ok := base.Owner()
	if !ok {
		return BadID
	}
	if who.Role.Staff() && !(staff && who.Role == Bot) || who.Role == Visitor && owner == who.ID && !staff {
		return nil
	}
	return NotFound // not NotAllowed: that would tell that it exists
}

func maySay(c Conversation, who Person) error {
	switch {
	case who.Role == Visitor:
		return nil // after the end too: the relay reopens
	case !who.Role.Staff():
		return NotAllowed
	case c.Closed:
		return AlreadyOver
	case c.Agent.IsZero():
		return NotYours
	case c.Agent.ID != who.ID:
		return Taken
	}
	return nil
}

func mayJoin(c Conversation, who Person) error {
	switch {
	case !who.Role.Staff():
		return NotAllowed
	case c.Last == 0:
		return NotFound
	case c.Closed:
		return AlreadyOver
	case !c.Agent.IsZero() && (c.Agent.Role != Bot || who.Role == Bot):
		return Taken // a bot gives way to people, not to bots
	case c.ForPeople && who.Role == Bot:
		return NotAllowed
	}
	return nil
}

// mayTransfer: who has the conversation, and a manager what a colleague has, to themselves as well.
func mayTransfer(c Conversation, who Person, b Transfer) error {
	if err := mayEnd(c, who); err != nil && !(err == Taken && who.Role == Manager && c.Agent.Role != Bot) {
		return err
	}
	return only(b.To.ID != string(c.Agent.ID))
}

// maySettle: the one it was offered to, a manager, or any person of the merchant's side for a team's, accepts or returns it;
// who has the conversation, or a manager, withdraws it.
func maySettle(c Conversation, who Person, b Settled) error {
	switch {
	case !who.Role.Staff(), b.From != c.Offer.By && c.Offer.ID == b.Of:
		return NotAllowed
	case c.Closed:
		return AlreadyOver
	case c.Offer.ID == "" || c.Offer.ID != b.Of:
		return Taken
	case b.How == Withdrawn:
		return only(c.Agent.ID == who.ID || who.Role == Manager)
	case c.Agent.ID == who.ID:
		return NotAllowed
	case c.Offer.To.Kind == PartyTeam:
		return only(who.Role != Bot)
	}
	return only(c.Offer.To.ID == string(who.ID) || who.Role == Manager)
}

func mayEnd(c Conversation, who Person) error {
	switch {
	case !who.Role.Staff():
		return NotAllowed
	case c.Closed:
		return AlreadyOver
	case c.Agent.IsZero():
		return NotYours
	case c.Agent.ID != who.ID:
		return Taken
	}
	return nil
}
