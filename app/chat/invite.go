package chat

// MayInvite tells whether who may begin a conversation with its visitor: nil, Taken (one is open), or NotAllowed.
func MayInvite(c Conversation, who Person) error {
	switch {
	case who.Role != Agent && who.Role != Manager:
		return NotAllowed
	case c.Last != 0 && !c.Closed:
		return Taken
	}
	return nil
}
