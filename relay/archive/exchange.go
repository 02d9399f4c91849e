package archive

import (
	"database/sql"
	"slices"
	"strconv"
	"strings"

	"pupitre/app/chat"
)

// exchange is a row of exchanges: the latest of a conversation, as a batch goes on.
type exchange struct {
	chat.Exchange
	id      int64
	visitor *visitor
	k       int // the conversation's number among the visitor's
	chunks  int
	changed bool
	was     []string       // labels, as the index has them; nil: it has none of the exchange's documents
	parts   map[int]*chunk // those that were read or made
}

// maxAgents is how many agents, and names of them, an exchange remembers.
const maxAgents = 50

// exchange is the conversation's latest one, read; nil if there is none yet.
func (b *batch) exchange(v *visitor, conv chat.ConversationID) (*exchange, error) {
	if x := b.exchanges[conv]; x != nil {
		return x, nil
	}
	var x *exchange
	err := b.each(func(rows *sql.Rows) (_ bool, err error) {
		x, err = scanExchange(rows, v)
		return true, err
	}, selectExchange+" WHERE visitor = ? AND k = ? ORDER BY id DESC LIMIT 1", v.id, numberOf(conv))
	if x != nil {
		b.exchanges[conv] = x
	}
	return x, err
}

const selectExchange = "SELECT id, k, first_n, last_n, opened, ended, said, first, agents, tags, chunks FROM exchanges"

func scanExchange(rows *sql.Rows, v *visitor) (*exchange, error) {
	x := &exchange{visitor: v, parts: map[int]*chunk{}}
	var agents, tags []byte
	err := rows.Scan(&x.id, &x.k, &x.From, &x.To, &x.Opened, &x.Ended, &x.Said, &x.First, &agents, &tags, &x.chunks)
	if err != nil {
		return nil, err
	}
	if x.Agents, err = readPeople(agents); err != nil {
		return nil, err
	}
	if x.Tags, err = readStrings(tags); err != nil {
		return nil, err
	}
	if x.Said > 0 {
		x.was = x.labels()
	}
	return x, nil
}

// numberOf is k of chat.ConversationOf.
func numberOf(conv chat.ConversationID) int {
	k, _ := strconv.Atoi(string(conv[strings.LastIndexByte(string(conv), '_')+1:])) // Owner has looked at it
	return k
}

// said applies an entry of the conversation itself.
func (b *batch) said(v *visitor, conv chat.ConversationID, e chat.Entry) error {
	x, err := b.exchange(v, conv)
	if err != nil {
		return err
	}
	if _, reopened := e.Body.(chat.Reopened); x == nil || reopened {
		if x != nil {
			b.left = append(b.left, x)
		}
		x = &exchange{id: b.next.exchange, visitor: v, k: numberOf(conv), parts: map[int]*chunk{}}
		x.From, x.Opened = e.N, e.At
		b.next.exchange++
		b.exchanges[conv] = x
	}
	x.changed, x.To = true, e.N
	if e.Author.Role == chat.Visitor {
		v.seen = max(v.seen, e.At)
		if e.Author.Name != "" {
			v.name = e.Author.Name
		}
	}
	if _, closed := e.Body.(chat.Closed); closed {
		x.Ended = e.At
	}
	if took(e) {
		x.takes(e.Author)
	}
	if !chat.Said(e.Body) {
		return nil
	}
	if x.Said++; x.Said == 1 {
		x.First = chat.Conversation{}.After(e).LastText
		v.exchanges++
		v.opened = max(v.opened, x.Opened)
	}
	return x.hear(b, line{e.N, chat.Words(e.Body)})
}

// took tells whether the entry makes its author one of those who answered.
func took(e chat.Entry) bool {
	if !e.Author.Role.Staff() {
		return false
	}
	switch b := e.Body.(type) {
	case chat.Joined:
		return true
	case chat.Settled:
		return b.How == chat.Accepted
	}
	return chat.Said(e.Body)
}

func (x *exchange) takes(who chat.Person) {
	if len(x.Agents) < maxAgents && !slices.ContainsFunc(x.Agents, func(p chat.Person) bool { return p.ID == who.ID }) {
		x.Agents = append(x.Agents, who)
	}
}

// staff applies an entry of the series for the merchant's side. It belongs to the exchange that is open, or was last.
func (b *batch) staff(v *visitor, conv chat.ConversationID, e chat.Entry) error {
	x, err := b.exchange(v, conv)
	if err != nil || x == nil {
		return err
	}
	switch body := e.Body.(type) {
	case chat.Qualified:
		x.Tags, x.changed = body.Tags, true // in the place of those before
	case chat.Note:
		x.changed = true
		return x.hear(b, line{x.To, body.Text})
	}
	return nil
}

// labels are those of all the exchange's documents.
func (x *exchange) labels() []string {
	labels := []string{everything, siteLabel(x.visitor.site), visitorLabel(x.visitor.id)}
	for _, a := range x.Agents {
		labels = append(labels, agentLabel(a.ID))
	}
	for _, t := range x.Tags {
		labels = append(labels, tagLabel(t))
	}
	return labels
}

func (x *exchange) save(b *batch) error {
	if !x.changed {
		return nil
	}
	if err := x.saveWords(b); err != nil {
		return err
	}
	return b.exec(`INSERT INTO exchanges(id, visitor, k, first_n, last_n, opened, ended, said, first, agents, tags, chunks) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT(id) DO UPDATE SET last_n = excluded.last_n, ended = excluded.ended, said = excluded.said, first = excluded.first, agents = excluded.agents,
		tags = excluded.tags, chunks = excluded.chunks`,
		x.id, x.visitor.id, x.k, x.From, x.To, x.Opened, x.Ended, x.Said, x.First, notNull(peopleBytes(x.Agents)), notNull(stringsBytes(x.Tags)), x.chunks)
}

// notNull is b as a column that is never NULL takes it.
func notNull(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}
