package chat

// Marks says how far each side has received and read a conversation: every entry up to that n. Marks only grow.
type Marks struct {
	VisitorDelivered, VisitorRead uint64
	AgentDelivered, AgentRead     uint64
}

// With is both together: the farther of each.
func (m Marks) With(o Marks) Marks {
	return Marks{
		VisitorDelivered: max(m.VisitorDelivered, o.VisitorDelivered, m.VisitorRead, o.VisitorRead),
		VisitorRead:      max(m.VisitorRead, o.VisitorRead),
		AgentDelivered:   max(m.AgentDelivered, o.AgentDelivered, m.AgentRead, o.AgentRead),
		AgentRead:        max(m.AgentRead, o.AgentRead),
	}
}

// Marked is what one side says of itself.
func Marked(by Role, delivered, read uint64) Marks {
	delivered = max(delivered, read)
	if by == Visitor {
		return Marks{VisitorDelivered: delivered, VisitorRead: read}
	}
	return Marks{AgentDelivered: delivered, AgentRead: read}
}

// SendState is how far an entry has come on its way to the other side.
type SendState uint8

const (
	Queued    SendState = iota // on this device only; it will be sent
	Stored                     // the relay has it on disk
	Delivered                  // it reached the other side's device
	Read                       // it was on the other side's screen
	Failed                     // it was refused; a retry needs a person
)

// StateOf is the send state of a stored entry.
func (m Marks) StateOf(e Entry) SendState {
	delivered, read := m.VisitorDelivered, m.VisitorRead
	if e.Author.Role == Visitor {
		delivered, read = m.AgentDelivered, m.AgentRead
	}
	switch {
	case e.N == 0:
		return Queued
	case e.N <= read:
		return Read
	case e.N <= delivered:
		return Delivered
	}
	return Stored
}
