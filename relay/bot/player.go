package bot

import (
	"context"
	"slices"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// player performs a bot's script in every conversation that the bot has.
type player struct {
	bots   *Bots
	bot    *Bot
	agenda *agenda
}

const (
	players  = 4             // conversations at a time
	maxMoves = maxPlayed + 4 // in one go
	maxRun   = 5000          // entries since the bot came; behind that people get the conversation
)

func (b *Bots) newPlayer(one *Bot) *player {
	p := &player{bots: b, bot: one}
	p.agenda = newAgenda(players, p.perform)
	return p
}

func (p *player) concerns(c chat.Conversation) bool {
	return p.bot.has(c) || p.invited(c) || p.agenda.known(c.ID)
}

// invited tells whether the bot is to come.
func (p *player) invited(c chat.Conversation) bool {
	return c.Site == p.bot.Site && !c.Closed && (c.OfferedTo(p.bot.Person) || p.bot.Greets && c.OpenToBots())
}

// perform goes on with a conversation until the script waits.
func (p *player) perform(ctx context.Context, conv chat.ConversationID) time.Duration {
	for range maxMoves {
		c := p.bots.o.Desk.Conversation(conv)
		m := move{}
		switch {
		case p.bot.has(c):
			var err error
			if m, err = p.next(ctx, c); err != nil {
				return again
			}
		case !p.invited(c):
			return 0
		case c.OfferedTo(p.bot.Person):
			m = move{id: p.bots.ids.of(conv, p.bot.ID, "accept", string(c.Offer.ID)), body: chat.Settled{Of: c.Offer.ID, How: chat.Accepted, From: c.Offer.By}}
		default:
			m = move{id: p.bots.ids.of(conv, p.bot.ID, "join", decimal(c.Last)), body: chat.Joined{}}
		}
		if m.body == nil {
			return max(time.UnixMilli(m.due).Sub(p.bots.o.Now()), time.Millisecond)
		}
		_, refused := p.bots.send(ctx, p.bot, wire.Send{Conversation: conv, ID: m.id, Body: m.body}, m.comment)
		switch {
		case refused.Problem.Temporary():
			return again
		case refused.Problem != chat.NoProblem && p.bot.has(p.bots.o.Desk.Conversation(conv)):
			p.bots.o.Log.Error("a script's entry was refused; its conversation goes to people", "bot", p.bot.ID, "conversation", conv, "problem", refused.Problem)
			return p.leave(ctx, conv)
		case refused.Problem != chat.NoProblem:
			return 0 // somebody was faster; what comes of that wakes it
		}
	}
	return p.leave(ctx, conv)
}

// leave gives the conversation to people when the script cannot go on.
func (p *player) leave(ctx context.Context, conv chat.ConversationID) time.Duration {
	c := p.bots.o.Desk.Conversation(conv)
	id := p.bots.ids.of(conv, p.bot.ID, "stuck", decimal(c.Last))
	if _, refused := p.bots.send(ctx, p.bot, wire.Send{Conversation: conv, ID: id, After: c.Last, Body: chat.Left{}}, ""); refused.Problem.Temporary() {
		return again
	}
	return 0
}

// next is the script's next move.
func (p *player) next(ctx context.Context, c chat.Conversation) (move, error) {
	entries, err := p.sinceComing(ctx, c)
	if err != nil {
		return move{}, err
	}
	if len(entries) == 0 {
		return move{id: p.bots.ids.of(c.ID, p.bot.ID, "lost", decimal(c.Last)), body: chat.Left{}}, nil
	}
	came := decimal(entries[0].N)
	r := run{bot: p.bot.ID, entries: entries, lang: p.bot.Lang, own: p.bot.Lang, now: p.bots.o.Now().UnixMilli(),
		id: func(place string) chat.EntryID { return p.bots.ids.of(c.ID, p.bot.ID, came, place) }}
	if l, ok := p.bot.Script.languageOf(p.bot.ID, entries); ok {
		r.lang = l
	} else if p.bots.o.Language != nil {
		if l, ok := p.bots.o.Language(c.ID); ok {
			r.lang = l
		}
	}
	m := p.bot.Script.play(r)
	if t, ok := m.body.(chat.Transfer); ok {
		if t.To, ok = p.bots.party(t.To.Kind, t.To.ID); !ok {
			p.bots.o.Log.Warn("a script hands over to somebody who is not there; the queue gets the conversation", "bot", p.bot.ID)
			return r.giveUp(), nil
		}
		m.body = t
	}
	return m, nil
}

// sinceComing are the entries from the bot's coming on; none if that is not found.
func (p *player) sinceComing(ctx context.Context, c chat.Conversation) ([]chat.Entry, error) {
	var all []chat.Entry
	for to := c.Last; to > 0 && len(all) < maxRun; {
		list, err := p.bots.read(ctx, p.bot, c.ID, to-min(to, chat.MaxPage), to)
		if err != nil {
			return nil, err
		}
		all = append(list, all...)
		if at := lastComing(list, p.bot.ID); at >= 0 {
			return all[at:], nil
		}
		to -= uint64(len(list))
	}
	return nil, nil
}

func lastComing(list []chat.Entry, bot chat.PersonID) int {
	for i, e := range slices.Backward(list) {
		if e.Author.ID != bot {
			continue
		}
		switch b := e.Body.(type) {
		case chat.Joined:
			return i
		case chat.Settled:
			if b.How == chat.Accepted {
				return i
			}
		}
	}
	return -1
}
