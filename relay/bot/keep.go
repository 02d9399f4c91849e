package bot

import (
	"context"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// again is when something is tried anew that the store could not do.
const again = 5 * time.Second

// keep gives a conversation to people when its bot is not configured here, when its visitor has waited for an answer longer
// than the bot's patience, and when nobody has accepted the bot's transfer for as long.
func (b *Bots) keep(ctx context.Context, conv chat.ConversationID) time.Duration {
	c := b.o.Desk.Conversation(conv)
	if c.Closed || c.Agent.Role != chat.Bot {
		return 0
	}
	who := b.byID(c.Agent.ID)
	if who == nil || who.Site != c.Site {
		who = &Bot{Person: c.Agent, Site: c.Site}
		b.o.Log.Warn("a conversation of a bot that is not configured goes to people", "bot", c.Agent.ID, "conversation", conv)
	} else {
		since := c.WaitingSince
		if since == 0 && c.Offer.ID != "" {
			since = c.LastAt
		}
		if since == 0 {
			return 0
		}
		if wait := time.UnixMilli(since).Add(who.Patience).Sub(b.o.Now()); wait > 0 {
			return wait
		}
		b.o.Log.Warn("a bot did not answer; its conversation goes to people", "bot", who.ID, "conversation", conv)
	}
	left := wire.Send{Conversation: conv, ID: b.ids.of(conv, who.ID, "kept", decimal(c.Last)), After: c.Last, Body: chat.Left{}}
	if _, refused := b.send(ctx, who, left, ""); refused.Problem.Temporary() {
		return again
	}
	return 0
}
