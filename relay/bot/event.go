package bot

import "pupitre/app/chat"

// Kinds of events that a webhook is told.
const (
	conversationWaits = "conversation.waits" // a visitor said something in a conversation that the bot may take
	entryStored       = "entry.stored"       // in a conversation that the bot has or that is offered to it
)

// eventOf is what the bot's webhook is told of an entry, given the conversation before and after it; "" for nothing. What
// takes a conversation away from the bot is told too. The bot's own entries are not.
func (b *Bot) eventOf(before, after chat.Conversation, e chat.Entry) string {
	switch {
	case e.Author.ID == b.ID:
		return ""
	case b.concern(before), b.concern(after):
		return entryStored
	case b.Greets && after.OpenToBots() && chat.Said(e.Body):
		return conversationWaits
	}
	return ""
}

// cares tells whether the bot has the conversation, is offered it, or may take it.
func (b *Bot) cares(c chat.Conversation) bool { return !c.Closed && b.sees(c) == nil }

// concern tells whether the bot has the conversation, or is offered it.
func (b *Bot) concern(c chat.Conversation) bool {
	return c.Site == b.Site && !c.Closed && (c.Agent.ID == b.ID || c.OfferedTo(b.Person))
}
