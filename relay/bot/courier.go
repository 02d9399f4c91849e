package bot

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"pupitre/app/chat"
)

// courier tells a bot's webhook what happens, each conversation's events in order and at least once. Conversations do not
// wait for each other, and bots do not wait for other bots: each has a courier of its own. What is still to be told is not
// kept here but read from the store, so an endpoint that is down costs a timer for each conversation.
type courier struct {
	bots   *Bots
	bot    *Bot
	agenda *agenda

	mu    sync.Mutex
	kept  places                        // read at the start, and not yet taken up
	lines map[chat.ConversationID]*line // that concern the bot, or of which something is still to be told
}

// line is how far one conversation was told. Only the worker that has the conversation uses it.
type line struct {
	conv  chat.Conversation // after the last entry that was told
	tries int               // of the next one
}

// couriers is how many conversations of one bot are told at a time.
const couriers = 8

func (b *Bots) newCourier(one *Bot, kept places) *courier {
	c := &courier{bots: b, bot: one, kept: kept, lines: map[chat.ConversationID]*line{}}
	if c.kept == nil {
		c.kept = places{}
	}
	c.agenda = newAgenda(couriers, c.tell)
	return c
}

// resume takes up what a former process did not finish.
func (c *courier) resume() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for conv := range c.kept {
		c.agenda.wake(conv)
	}
}

// concerns tells whether there may be something to tell.
func (c *courier) concerns(conv chat.Conversation) bool {
	if c.bot.cares(conv) {
		return true
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	_, kept := c.kept[conv.ID]
	return kept || c.lines[conv.ID] != nil || c.agenda.known(conv.ID)
}

// tell tells what has not been told of a conversation. What could not be told is tried again later.
func (c *courier) tell(ctx context.Context, id chat.ConversationID) time.Duration {
	l, err := c.line(ctx, id)
	if err != nil {
		return again
	}
	for l != nil {
		now := c.bots.o.Desk.Conversation(id)
		list, err := c.bots.read(ctx, c.bot, id, l.conv.Last, now.Last)
		if err != nil {
			return again
		}
		if len(list) == 0 {
			return c.pause(ctx, l)
		}
		for _, e := range list {
			if wait := c.one(ctx, l, e); wait > 0 {
				return wait
			}
		}
	}
	return 0
}

// one tells of one entry, if it is an event. What is returned is how long to wait before the next try.
func (c *courier) one(ctx context.Context, l *line, e chat.Entry) time.Duration {
	after := l.conv.After(e)
	kind := c.bot.eventOf(l.conv, after, e)
	if kind != "" {
		err := c.post(ctx, kind, after, e)
		switch {
		case err == nil:
		case ctx.Err() != nil:
			return again // the relay stops
		case l.tries > 0 && c.bots.o.Now().Sub(time.UnixMilli(e.At)) > c.bots.o.GiveUp:
			c.bots.o.Log.Error("an event was given up: the webhook has not taken it for too long", "bot", c.bot.ID, "conversation", l.conv.ID, "n", e.N, "err", err)
		default:
			l.tries++
			wait := c.backoff(l.tries)
			c.bots.o.Log.Warn("a webhook did not take an event", "bot", c.bot.ID, "conversation", l.conv.ID, "n", e.N, "tries", l.tries, "again_in", wait, "err", err)
			return wait
		}
	}
	l.conv, l.tries = after, 0
	if kind != "" {
		c.keep(ctx, l)
	}
	return 0
}

// backoff doubles, and is up to a quarter longer or shorter by chance, so that not all come at once.
func (c *courier) backoff(tries int) time.Duration {
	d := c.bots.o.FirstRetry << min(tries-1, 30)
	if d <= 0 || d > c.bots.o.LastRetry {
		d = c.bots.o.LastRetry
	}
	return d*3/4 + rand.N(d/2+1)
}

// pause leaves a conversation of which all was told: for good if it does not concern the bot any more.
func (c *courier) pause(ctx context.Context, l *line) time.Duration {
	if c.bot.cares(l.conv) {
		c.keep(ctx, l)
		return 0
	}
	if err := c.bots.o.Places.Delete(ctx, placeKey(c.bot.ID, l.conv.ID)); err != nil {
		c.bots.o.Log.Warn("a webhook's place was not removed", "bot", c.bot.ID, "err", err)
		return again
	}
	c.mu.Lock()
	delete(c.lines, l.conv.ID)
	c.mu.Unlock()
	return 0
}

// keep writes how far the webhook was told. What the disk forgets is told twice.
func (c *courier) keep(ctx context.Context, l *line) {
	if _, err := c.bots.o.Places.PutString(ctx, placeKey(c.bot.ID, l.conv.ID), decimal(l.conv.Last)); err != nil && ctx.Err() == nil {
		c.bots.o.Log.Warn("a webhook's place was not kept", "bot", c.bot.ID, "err", err)
	}
}

// line is where to go on with a conversation: where a former process stopped, or where the conversation began to concern
// the bot; nil if it never did.
func (c *courier) line(ctx context.Context, id chat.ConversationID) (*line, error) {
	c.mu.Lock()
	l := c.lines[id]
	upTo, kept := c.kept[id]
	c.mu.Unlock()
	if l != nil {
		return l, nil
	}
	now := c.bots.o.Desk.Conversation(id)
	at := chat.Conversation{ID: id, Site: now.Site}
	var began *chat.Conversation
	for at.Last < now.Last && !(kept && at.Last >= upTo) {
		list, err := c.bots.read(ctx, c.bot, id, at.Last, now.Last)
		if err != nil {
			return nil, err
		}
		for _, e := range list {
			if kept && e.N > upTo {
				break
			}
			before := at
			if at = at.After(e); !c.bot.cares(before) && c.bot.cares(at) {
				began = &before
			}
		}
	}
	switch {
	case kept:
		l = &line{conv: at}
	case began != nil:
		l = &line{conv: *began}
		c.keep(ctx, l)
	default:
		return nil, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lines[id] = l
	delete(c.kept, id)
	return l, nil
}
