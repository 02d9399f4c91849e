package chat

// Level is how much of a visitor's page is the agent's: each includes those before it. The numbers go over the wire: append only.
type Level uint8

const (
	LevelNone    Level = 0
	LevelView    Level = 1 // see it
	LevelPoint   Level = 2 // point at things, without acting
	LevelControl Level = 3 // act on it
)

// Mirror is what of the visitor's page is shown to the agent who has the conversation, and what they have asked for. It
// ends when somebody else gets the conversation, or nobody.
type Mirror struct {
	Level   Level   // what the visitor has granted
	Asked   Level   // what they have been asked for and have not answered; LevelNone: nothing
	How     Sharing // the last step; 0: there was none in this conversation
	Trusted bool    // the visitor has granted it in this conversation, and has not taken it back since
	Ask     EntryID // the last question; answers name it
	Since   Millis  // of Level, from LevelView on; 0 below
	Acting  Millis  // since when Level is above LevelView; 0: it is not
	At      Millis  // of the last step
	By      Person  // who took it
}

// Reach is the level that this is about.
func (b Control) Reach() Level {
	if b.Pointing {
		return LevelPoint
	}
	return LevelControl
}

// After is the mirror once e has been stored: what is granted ends with the conversation, and when somebody else gets it.
func (m Mirror) After(e Entry) Mirror {
	switch b := e.Body.(type) {
	case Joined, Left:
		return m.over(e, false)
	case Settled:
		if b.How == Accepted {
			return m.over(e, false)
		}
	case Closed:
		return m.over(e, true)
	case Reopened:
		return Mirror{}
	case Share:
		return m.shared(e, b)
	case Control:
		return m.controlled(e, b)
	}
	return m
}

// Waits tells whether a step of the visitor's on that level means something now: an answer to that very question, or the end of what is granted.
func (m Mirror) Waits(how Sharing, of EntryID, level Level) bool {
	if how == Ended {
		return m.Level >= min(level, LevelPoint) && level > LevelNone
	}
	return m.Asked == level && m.Ask == of
}

// asked is the mirror once somebody has asked for a level.
func (m Mirror) asked(e Entry, level Level) Mirror {
	m.Asked, m.Ask = level, e.ID
	return m.step(e, Asked)
}

func (m Mirror) step(e Entry, how Sharing) Mirror {
	m.How, m.By, m.At = how, e.Author, e.At
	return m
}

// shared is the mirror after a Share.
func (m Mirror) shared(e Entry, b Share) Mirror {
	switch b.How {
	case Asked:
		return m.asked(e, LevelView)
	case Granted:
		m.Level, m.Asked, m.Since, m.Acting = LevelView, LevelNone, e.At, 0
		m.Trusted = m.Trusted || e.Author.Role == Visitor
	case Refused, Expired:
		m.Asked, m.Trusted = LevelNone, m.Trusted && b.How == Expired
	case Ended:
		m.Level, m.Asked, m.Since, m.Acting = LevelNone, LevelNone, 0, 0
		m.Trusted = m.Trusted && e.Author.Role != Visitor
	default:
		return m // from a newer program
	}
	return m.step(e, b.How)
}

// controlled is the mirror after a Control.
func (m Mirror) controlled(e Entry, b Control) Mirror {
	switch b.How {
	case Asked:
		return m.asked(e, b.Reach())
	case Granted:
		m.Level, m.Asked = b.Reach(), LevelNone
		if m.Acting == 0 {
			m.Acting = e.At
		}
	case Refused, Expired:
		m.Asked = LevelNone
	case Ended:
		m.Level, m.Asked, m.Acting = min(m.Level, LevelView), LevelNone, 0
	default:
		return m
	}
	return m.step(e, b.How)
}

// over is the mirror once the conversation is over, or somebody else's.
func (m Mirror) over(e Entry, closed bool) Mirror {
	trusted := m.Trusted && !closed
	if m.Level == LevelNone && m.Asked == LevelNone {
		m.Trusted = trusted
		return m
	}
	return Mirror{How: Ended, Ask: m.Ask, Trusted: trusted, At: e.At, By: e.Author}
}

// Ends is what has to be written first, by the same person, for b to be added: what b ends is told of with how long it lasted. nil: nothing.
func (m Mirror) Ends(b Body) Body {
	switch b := b.(type) {
	case Closed, Left, Joined, Reopened:
	case Settled:
		if b.How != Accepted {
			return nil
		}
	case Share:
		if b.How != Ended || m.Level <= LevelView && m.Asked <= LevelView {
			return nil
		}
	default:
		return nil
	}
	switch {
	case m.Level > LevelView || m.Asked > LevelView:
		return Control{How: Ended}
	case m.Level == LevelView || m.Asked == LevelView:
		return Share{How: Ended}
	}
	return nil
}

// Timed is b with how long it has lasted: what ends something is told by the relay's clock and not by who ends it.
func (m Mirror) Timed(b Body, at Millis) Body {
	since := m.Since
	switch end := b.(type) {
	case Share:
		if end.How == Ended {
			end.Seconds = seconds(since, at)
			return end
		}
	case Control:
		if end.How == Ended {
			end.Seconds = seconds(m.Acting, at)
			return end
		}
	}
	return b
}

// seconds since then, at least one; 0 for what did not begin.
func seconds(since, at Millis) uint64 {
	if since == 0 {
		return 0
	}
	return uint64(max(1, (at-since+500)/1000))
}

// mayShare: who has the conversation asks, the visitor alone answers that very question, and both end it, as a manager does. The relay itself
// grants what the site has announced, and ends what nobody answers or looks at.
func mayShare(c Conversation, who Person, b Share) error {
	if b.How == Granted && who.Role == System {
		return only(!c.Closed && c.Mirror.Asked == LevelView && b.Of == c.Mirror.Ask)
	}
	return maySharing(c, who, b.How, b.Of, LevelView)
}

// mayControl: as mayShare, but nobody grants it for the visitor, and only what is shared can be pointed at or controlled.
func mayControl(c Conversation, who Person, b Control) error {
	return maySharing(c, who, b.How, b.Of, b.Reach())
}

func maySharing(c Conversation, who Person, how Sharing, of EntryID, level Level) error {
	m := c.Mirror
	waits := m.Asked == level && of == m.Ask
	switch how {
	case Asked:
		switch err := mayEnd(c, who); {
		case who.Role == Bot:
			return NotAllowed
		case err != nil:
			return err
		case m.Asked != LevelNone, m.Level >= level:
			return AlreadyAsked
		}
		return only(level == LevelView || m.Level >= LevelView)
	case Granted, Refused:
		if who.Role != Visitor {
			return NotAllowed
		}
		if c.Closed || !waits {
			return AlreadyOver
		}
		return nil
	case Expired:
		return only(who.Role == System && waits)
	}
	switch { // Ended
	case who.Role == Bot, who.Role == NoRole:
		return NotAllowed
	case level == LevelView && m.Level == LevelNone && m.Asked != LevelView, level > LevelView && m.Level <= LevelView && m.Asked <= LevelView:
		return AlreadyOver
	case who.Role == Agent && c.Agent.ID != who.ID:
		return Taken
	}
	return nil
}
