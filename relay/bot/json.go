package bot

import (
	"pupitre/app/chat"
	"pupitre/relay/transcript"
)

// The JSON of the API and of webhooks, beside that of package transcript. Names stay; fields may be added.
type (
	jsonOffer struct {
		ID   chat.EntryID      `json:"id"` // of the transfer
		To   transcript.Party  `json:"to"`
		From transcript.Person `json:"from"`
	}
	jsonConversation struct {
		ID           chat.ConversationID `json:"id"`
		State        string              `json:"state"`          // "yours", "offered", "waits", "closed" or "taken"
		Lang         string              `json:"lang,omitempty"` // of the visitor: "en" or "fr"; left out when not known
		Visitor      transcript.Person   `json:"visitor"`
		Agent        *transcript.Person  `json:"agent"` // who has it
		Offer        *jsonOffer          `json:"offer"` // the transfer that waits for an answer
		Page         *transcript.Page    `json:"page"`  // where the visitor is
		Last         uint64              `json:"last"`  // n of the last entry
		OpenedAt     transcript.Stamp    `json:"openedAt"`
		LastAt       transcript.Stamp    `json:"lastAt"`
		WaitingSince transcript.Stamp    `json:"waitingSince"` // since when the visitor has no answer
	}
)

// conversation is what a bot is told of a conversation.
func (b *Bots) conversation(who *Bot, c chat.Conversation) jsonConversation {
	j := jsonConversation{ID: c.ID, State: who.state(c), Visitor: transcript.PersonOf(c.Visitor), Last: c.Last,
		OpenedAt: transcript.Stamp(c.OpenedAt), LastAt: transcript.Stamp(c.LastAt), WaitingSince: transcript.Stamp(c.WaitingSince)}
	if !c.Agent.IsZero() {
		p := transcript.PersonOf(c.Agent)
		j.Agent = &p
	}
	if c.Offer.ID != "" {
		j.Offer = &jsonOffer{c.Offer.ID, transcript.PartyOf(c.Offer.To), transcript.PersonOf(c.Offer.By)}
	}
	if c.Page.URL != "" {
		j.Page = &transcript.Page{URL: c.Page.URL, Title: c.Page.Title}
	}
	if b.o.Language != nil {
		if l, ok := b.o.Language(c.ID); ok {
			j.Lang = l.Tag()
		}
	}
	return j
}

// state of a conversation, as a bot sees it.
func (b *Bot) state(c chat.Conversation) string {
	switch {
	case c.Closed:
		return "closed"
	case b.has(c):
		return "yours"
	case c.OfferedTo(b.Person):
		return "offered"
	case b.cares(c):
		return "waits"
	}
	return "taken"
}
