package console

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Clients is the page on which managers look after visitors and customers, and blocks.
type Clients struct {
	Blocks bool // the list of blocks, rather than that of people
	By     ClientFilter
	Text   string // what is looked for
	Turn   int    // counts how often somebody has typed

	People  []chat.Acquaintance
	Lines   []chat.BlockLine
	Total   uint64
	More    string // what to ask with for what follows; "" for no more
	Came    bool   // the list is there
	Trouble lang.Text
}

// ClientFilter is which of them are listed.
type ClientFilter uint8

const (
	AllClients     ClientFilter = iota // of blocks: those in force
	KnownClients                       // customers
	BlockedClients                     // those who are blocked
	EverBlocked                        // blocks that have ended too
)

const (
	clientsAtATime = 30
	typingPause    = 250 // ms
)

// openClients begins the page anew.
func (m *Model) openClients() []ui.Effect {
	m.Clients = Clients{Turn: m.Clients.Turn}
	return m.findClients("")
}

// listClients shows the other list, or others of it.
func (m *Model) listClients(blocks bool, by ClientFilter) []ui.Effect {
	c := &m.Clients
	if c.Blocks != blocks {
		c.Text, c.Came, c.People, c.Lines = "", false, nil, nil
	}
	c.Blocks, c.By, m.Edit.Said = blocks, by, lang.Text{}
	return m.findClients("")
}

func (m *Model) typedClients(text string) []ui.Effect {
	m.Clients.Text = text
	m.Clients.Turn++
	return []ui.Effect{ui.After{Delay: typingPause, Then: ClientsDue{Turn: m.Clients.Turn}}}
}

func (m *Model) dueClients(turn int) []ui.Effect {
	if turn != m.Clients.Turn || m.Page != ClientsPage {
		return nil
	}
	return m.findClients("")
}

func (m *Model) moreClients() []ui.Effect {
	if m.Clients.More == "" {
		return nil
	}
	return m.findClients(m.Clients.More)
}

// findClients asks for the list, or for what follows.
func (m *Model) findClients(after string) []ui.Effect {
	c := &m.Clients
	q := chat.Query{Kind: chat.FindPeople, Text: clip(chat.CleanText(c.Text), chat.MaxQuery), Identity: c.By == KnownClients, Blocked: c.By == BlockedClients, After: after, Limit: clientsAtATime}
	if c.Blocks {
		q.Kind, q.Blocked, q.Identity = chat.FindBlocks, c.By != EverBlocked, false
	}
	return m.lookUp(clientsAsker, "", wire.Find{Query: q})
}

// clientsCame takes the list, or what follows of it.
func (m *Model) clientsCame(f wire.Found) []ui.Effect {
	l, ok := m.lookedUp(f.Ref, f.Problem, f.Ready)
	if !ok {
		return nil
	}
	c := &m.Clients
	q, _ := l.Frame.(wire.Find)
	if f.Problem != chat.NoProblem {
		c.Trouble = lang.ServerTrouble
		if f.Problem == chat.NotAllowed {
			c.Trouble = lang.NotYourRight
		}
		return nil
	}
	if q.Query.After == "" {
		c.People, c.Lines = nil, nil
	}
	c.People, c.Lines = append(c.People, f.People...), append(c.Lines, f.Blocks...)
	c.Total, c.More, c.Came, c.Trouble = f.Total, f.More, true, lang.Text{}
	return nil
}

// holds tells whether a block of the list is in force.
func (m *Model) holds(b chat.BlockLine) bool { return b.EndedAt == 0 && b.Holds(m.relayNow()) }
