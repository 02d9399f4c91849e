package desk

import (
	"context"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// Comment stores what a bot says about its transfer to those who get it: a chat.Note of that id in the conversation's Staff, which bots
// neither see nor write otherwise. It comes before the transfer, and nothing is stored about one that Send would refuse as things are
// (the same problem), about anything else (NotAllowed), or when an entry with the transfer's id is there already (IDUsed). It answers as Send.
func (d *Desk) Comment(ctx context.Context, site chat.SiteID, bot chat.Person, transfer wire.Send, id chat.EntryID, text string) wire.Frame {
	conv := transfer.Conversation
	note := chat.Note{Text: text, About: transfer.ID}
	w := writing{site: site, who: bot, f: wire.Send{Conversation: conv.Staff(), ID: id, Body: note}}
	c := d.index.Conversation(conv)
	if err := mayComment(c, site, bot, transfer); err != nil {
		return w.refuse(c, chat.ProblemOf(err))
	}
	if p := checkEntry(bot, w.f); p != chat.NoProblem {
		return w.nack(p)
	}
	switch used, err := d.used(ctx, transfer); {
	case err != nil:
		return w.nack(chat.Unavailable)
	case used:
		return w.nack(chat.IDUsed)
	}
	return d.submit(ctx, w)
}

func mayComment(c chat.Conversation, site chat.SiteID, bot chat.Person, transfer wire.Send) error {
	if err := chat.MayBotSee(c, site, bot); err != nil {
		return err
	}
	if p := checkEntry(bot, transfer); p != chat.NoProblem {
		return p
	}
	if _, ok := transfer.Body.(chat.Transfer); !ok {
		return chat.NotAllowed
	}
	return chat.May(c, bot, transfer.Body)
}
