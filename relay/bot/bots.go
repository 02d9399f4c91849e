package bot

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/wire"
	"pupitre/relay/bus"
)

// Desk is what bots ask of package desk.
type Desk interface {
	Conversation(chat.ConversationID) chat.Conversation
	Summaries() []chat.Summary
	Send(ctx context.Context, site chat.SiteID, who chat.Person, f wire.Send) wire.Frame
	Comment(ctx context.Context, site chat.SiteID, bot chat.Person, transfer wire.Send, id chat.EntryID, text string) wire.Frame
	Load(ctx context.Context, who chat.Person, f wire.Load) (wire.Page, error)
}

// Options of Bots. Desk, Secret and Places are required.
type Options struct {
	Desk     Desk
	Secret   []byte                                           // the same on all relays of a store
	Places   bus.Bucket                                       // how far webhooks were told; it need not be synced
	Language func(chat.ConversationID) (l lang.Lang, ok bool) // of a conversation's visitor, as far as known; nil: never
	Staff    func() []chat.Colleague                          // who of the merchant's side is there; nil: nobody
	Teams    func() []chat.Item                               // nil: none
	Log      *slog.Logger                                     // nil: slog.Default()
	Now      func() time.Time                                 // nil: time.Now

	Client     *http.Client  // of webhooks; nil: one of their own
	FirstRetry time.Duration // doubled each time, up to LastRetry; 1 s
	LastRetry  time.Duration // 10 min
	GiveUp     time.Duration // an event so old, and tried, is given up; 24 h
}

// Bots of a relay. It is a desk.Watcher.
type Bots struct {
	o        Options
	list     []*Bot
	ids      ids
	api      map[*Bot]*guest
	couriers []*courier
	players  []*player
	keeper   *agenda
	bell     bell
	client   *http.Client
}

// Open reads how far the webhooks were told. Make it a watcher of the desk, then call Start; and Close before the desk is
// closed.
func Open(ctx context.Context, list []Bot, o Options) (*Bots, error) {
	o.Log = cmp.Or(o.Log, slog.Default())
	if o.Now == nil {
		o.Now = time.Now
	}
	o.FirstRetry = cmp.Or(o.FirstRetry, time.Second)
	o.LastRetry = cmp.Or(o.LastRetry, 10*time.Minute)
	o.GiveUp = cmp.Or(o.GiveUp, 24*time.Hour)
	b := &Bots{o: o, ids: ids{o.Secret}, api: map[*Bot]*guest{}, bell: newBell(), client: o.Client}
	if b.client == nil {
		b.client = newClient()
	}
	places, err := readPlaces(ctx, o.Places)
	if err != nil {
		return nil, fmt.Errorf("read how far webhooks were told: %w", err)
	}
	for i := range list {
		one := &list[i]
		b.list = append(b.list, one)
		switch {
		case one.Script != nil:
			b.players = append(b.players, b.newPlayer(one))
		default:
			b.api[one] = newGuest()
		}
		if one.Hook != nil {
			b.couriers = append(b.couriers, b.newCourier(one, places[one.ID]))
		}
	}
	b.keeper = newAgenda(1, b.keep)
	return b, nil
}

// Start looks at every conversation that was there before: what a bot was doing when the relay stopped goes on.
func (b *Bots) Start() {
	for _, s := range b.o.Desk.Summaries() {
		for who, g := range b.api {
			g.cared.begin(who, s.Conversation)
		}
		b.wake(s.Conversation)
	}
	for _, c := range b.couriers {
		c.resume()
	}
}

// People are the bots as colleagues see them.
func (b *Bots) People() (list []chat.Person) {
	for _, one := range b.list {
		list = append(list, one.Person)
	}
	return list
}

// Live implements desk.Watcher: what concerns bots comes with Changed as well.
func (b *Bots) Live(chat.ConversationID, wire.Frame) {}

// Changed implements desk.Watcher. It does not block and does not ask the desk.
func (b *Bots) Changed(s chat.Summary) {
	b.bell.ring(topic{conv: s.ID})
	for who, g := range b.api {
		if g.cared.note(who, s.Conversation) {
			b.bell.ring(topic{list: who.ID})
		}
	}
	b.wake(s.Conversation)
}

// wake has a conversation looked at by those whom it concerns.
func (b *Bots) wake(conv chat.Conversation) {
	if conv.Agent.Role == chat.Bot && !conv.Closed {
		b.keeper.wake(conv.ID)
	}
	for _, p := range b.players {
		if p.concerns(conv) {
			p.agenda.wake(conv.ID)
		}
	}
	for _, c := range b.couriers {
		if c.concerns(conv) {
			c.agenda.wake(conv.ID)
		}
	}
}

// Waiting is how many requests of bots wait for something new.
func (b *Bots) Waiting() (n int) {
	for _, g := range b.api {
		n += len(g.waiting)
	}
	return n
}

// Release ends the requests that wait for something new, so that an HTTP server can shut down.
func (b *Bots) Release() { b.bell.release() }

// Close ends what is under way and waits for it. What webhooks were not told is told after the next start.
func (b *Bots) Close() {
	b.Release()
	for _, p := range b.players {
		p.agenda.stop()
	}
	for _, c := range b.couriers {
		c.agenda.stop()
	}
	b.keeper.stop()
	b.client.CloseIdleConnections()
}

func (b *Bots) byID(id chat.PersonID) *Bot {
	for _, one := range b.list {
		if one.ID == id {
			return one
		}
	}
	return nil
}

// send writes as a bot. Without a problem n is the entry's place. A comment is for the people who get a transfer; "" for none. It
// goes before, so that it is there when they read.
func (b *Bots) send(ctx context.Context, who *Bot, f wire.Send, comment string) (ack wire.Ack, refused wire.Nack) {
	if comment != "" {
		id := b.ids.of(f.Conversation, who.ID, "comment", string(f.ID))
		note := b.o.Desk.Comment(ctx, who.Site, who.Person, f, id, comment)
		if n, ok := note.(wire.Nack); ok && n.Problem.Temporary() {
			return wire.Ack{}, n
		} // what else refuses it refuses the transfer as well, unless that was stored before: then it is acknowledged again
	}
	switch f := b.o.Desk.Send(ctx, who.Site, who.Person, f).(type) {
	case wire.Ack:
		return f, wire.Nack{}
	case wire.Nack:
		return wire.Ack{}, f
	}
	return wire.Ack{}, wire.Nack{Problem: chat.Unavailable}
}

// read is the entries behind after, up to to and at most chat.MaxPage, in order. What the bot may see is the caller's to ask.
func (b *Bots) read(ctx context.Context, who *Bot, conv chat.ConversationID, after, to uint64) ([]chat.Entry, error) {
	if to = min(to, after+chat.MaxPage); to <= after {
		return nil, nil
	}
	p, err := b.o.Desk.Load(ctx, who.Person, wire.Load{Conversation: conv, Before: to + 1, Limit: to - after})
	return p.List, err
}

// party finds one to whom a conversation can be given, with the name that it has now.
func (b *Bots) party(kind chat.PartyKind, id string) (chat.Party, bool) {
	p := chat.Party{Kind: kind, ID: id}
	switch kind {
	case chat.PartyOne:
		for _, c := range b.staff() {
			if string(c.ID) == id && c.Role != chat.Bot {
				p.Name = c.Name
			}
		}
	case chat.PartyTeam:
		for _, i := range b.teams() {
			if string(i.ID) == id {
				p.Name = i.Name
			}
		}
	case chat.PartyBot:
		if one := b.byID(chat.PersonID(id)); one != nil {
			p.Name = one.Name
		}
	}
	return p, p.Name != ""
}

func (b *Bots) staff() []chat.Colleague {
	if b.o.Staff == nil {
		return nil
	}
	return b.o.Staff()
}

func (b *Bots) teams() []chat.Item {
	if b.o.Teams == nil {
		return nil
	}
	return b.o.Teams()
}
