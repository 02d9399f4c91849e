package chat

// May tells whether who may add b to the conversation as it is now: nil, or the Problem. It checks the body's limits too.
// That the conversation is theirs to see at all is checked before (MaySee).
func May(c Conversation, who Person, b Body) error {
	if p := Check(b); p != NoProblem {
		return p
	}
	switch b.(type) {
	case Text:
		return mayWrite(c, who)
	case PageView:
		if who.Role != Visitor {
			return NotAllowed
		}
	case Joined:
		return mayJoin(c, who)
	case Left, Closed:
		return mayEnd(c, who)
	default: // Reopened is written by the relay; Unsupported by nobody
		return NotAllowed
	}
	return nil
}

// MaySee tells whether who may read the conversation and follow it. Agents see every conversation, a visitor their own.
func MaySee(id ConversationID, who Person) error {
	owner, ok := id.Owner()
	if !ok {
		return BadID
	}
	if who.Role.Staff() || who.Role == Visitor && owner == who.ID {
		return nil
	}
	return NotFound // not NotAllowed: that would tell that it exists
}

func mayWrite(c Conversation, who Person) error {
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
	case !c.Agent.IsZero():
		return Taken
	}
	return nil
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
