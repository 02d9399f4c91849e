package desk

import (
	"context"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// Comment stores what a bot says about its transfer to those who get it: a chat.Note in the conversation's Staff, which bots neither see
// nor write otherwise. The bot must have the conversation, so the comment goes before the transfer that it is About. It answers as Send.
func (d *Desk) Comment(ctx context.Context, site chat.SiteID, bot chat.Person, conv chat.ConversationID, id chat.EntryID, note chat.Note) wire.Frame {
	w := writing{site: site, who: bot, f: wire.Send{Conversation: conv.Staff(), ID: id, Body: note}}
	c := d.index.Conversation(conv)
	err := chat.MayBotSee(c, site, bot)
	if err == nil {
		err = chat.May(c, bot, chat.Left{}) // as of the transfer
	}
	if err != nil {
		return w.refuse(c, chat.ProblemOf(err))
	}
	if p := checkEntry(bot, w.f); p != chat.NoProblem {
		return w.nack(p)
	}
	return d.submit(ctx, w)
}
