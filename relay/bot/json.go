package bot

import (
	"time"

	"pupitre/app/chat"
)

// stamp is a time as RFC 3339 in UTC with milliseconds; 0 is null.
type stamp chat.Millis

// MarshalJSON writes it.
func (s stamp) MarshalJSON() ([]byte, error) {
	if s == 0 {
		return []byte("null"), nil
	}
	return []byte(`"` + time.UnixMilli(int64(s)).UTC().Format("2006-01-02T15:04:05.000Z07:00") + `"`), nil
}

// The JSON of the API and of webhooks. Names stay; fields may be added.
type (
	jsonPerson struct {
		ID   chat.PersonID `json:"id"`
		Role string        `json:"role"`
		Name string        `json:"name,omitempty"`
	}
	jsonParty struct {
		Kind string `json:"kind"` // "agent", "team" or "bot"
		ID   string `json:"id"`
		Name string `json:"name"`
	}
	jsonPage struct {
		URL   string `json:"url"`
		Title string `json:"title,omitempty"`
	}
	jsonOffer struct {
		ID   chat.EntryID `json:"id"` // of the transfer
		To   jsonParty    `json:"to"`
		From jsonPerson   `json:"from"`
	}
	jsonConversation struct {
		ID           chat.ConversationID `json:"id"`
		State        string              `json:"state"`          // "yours", "offered", "waits", "closed" or "taken"
		Lang         string              `json:"lang,omitempty"` // of the visitor: "en" or "fr"; left out when not known
		Visitor      jsonPerson          `json:"visitor"`
		Agent        *jsonPerson         `json:"agent"` // who has it
		Offer        *jsonOffer          `json:"offer"` // the transfer that waits for an answer
		Page         *jsonPage           `json:"page"`  // where the visitor is
		Last         uint64              `json:"last"`  // n of the last entry
		OpenedAt     stamp               `json:"openedAt"`
		LastAt       stamp               `json:"lastAt"`
		WaitingSince stamp               `json:"waitingSince"` // since when the visitor has no answer
	}
	jsonRendering struct {
		From string `json:"from"` // languages: "en", "pt-BR"
		To   string `json:"to"`
		Text string `json:"text"`
	}
	jsonEntry struct {
		N      uint64       `json:"n"`
		ID     chat.EntryID `json:"id"`
		At     stamp        `json:"at"`
		Author jsonPerson   `json:"author"`
		Type   string       `json:"type"`

		Text    string       `json:"text,omitempty"`
		Title   string       `json:"title,omitempty"`
		URL     string       `json:"url,omitempty"`
		Image   string       `json:"image,omitempty"`
		Price   string       `json:"price,omitempty"`
		Choices []string     `json:"choices,omitempty"`
		Of      chat.EntryID `json:"of,omitempty"`     // the question, or the transfer
		Choice  *uint64      `json:"choice,omitempty"` // from 0
		Name    string       `json:"name,omitempty"`   // of a file
		Media   string       `json:"media,omitempty"`
		Size    uint64       `json:"size,omitempty"`
		To      *jsonParty   `json:"to,omitempty"`
		How     string       `json:"how,omitempty"` // "accepted", "returned" or "withdrawn"

		Translated *jsonRendering `json:"translated,omitempty"` // a text as the visitor reads it, if it was translated before it was sent
	}
)

var roles = map[chat.Role]string{chat.Visitor: "visitor", chat.Agent: "agent", chat.Manager: "manager", chat.Bot: "bot", chat.System: "relay"}

var parties = map[chat.PartyKind]string{chat.PartyOne: "agent", chat.PartyTeam: "team", chat.PartyBot: "bot"}

var outcomes = map[chat.Outcome]string{chat.Accepted: "accepted", chat.Returned: "returned", chat.Withdrawn: "withdrawn"}

func personJSON(p chat.Person) jsonPerson { return jsonPerson{p.ID, roles[p.Role], p.Name} }

func partyJSON(p chat.Party) jsonParty { return jsonParty{parties[p.Kind], p.ID, p.Name} }

// conversation is what a bot is told of a conversation.
func (b *Bots) conversation(who *Bot, c chat.Conversation) jsonConversation {
	j := jsonConversation{ID: c.ID, State: who.state(c), Visitor: personJSON(c.Visitor), Last: c.Last,
		OpenedAt: stamp(c.OpenedAt), LastAt: stamp(c.LastAt), WaitingSince: stamp(c.WaitingSince)}
	if !c.Agent.IsZero() {
		p := personJSON(c.Agent)
		j.Agent = &p
	}
	if c.Offer.ID != "" {
		j.Offer = &jsonOffer{c.Offer.ID, partyJSON(c.Offer.To), personJSON(c.Offer.By)}
	}
	if c.Page.URL != "" {
		j.Page = &jsonPage{c.Page.URL, c.Page.Title}
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

// entryJSON is an entry of a thread. One of a kind that has no JSON is "other".
func entryJSON(e chat.Entry) jsonEntry {
	j := jsonEntry{N: e.N, ID: e.ID, At: stamp(e.At), Author: personJSON(e.Author), Type: "other"}
	switch b := e.Body.(type) {
	case chat.Text:
		j.Type, j.Text = "text", b.Text
		if r := b.Translated; r.Text != "" {
			j.Translated = &jsonRendering{r.From, r.To, r.Text}
		}
	case chat.Link:
		j.Type, j.URL, j.Title, j.Text = "link", b.URL, b.Title, b.Text
	case chat.Offer:
		j.Type, j.URL, j.Title, j.Text, j.Image, j.Price = "offer", b.URL, b.Title, b.Text, b.Image, b.Price
	case chat.Question:
		j.Type, j.Text, j.Choices = "question", b.Text, b.Choices
	case chat.Answer:
		j.Type, j.Of, j.Choice, j.Text = "answer", b.Of, &b.Choice, b.Text
	case chat.File:
		j.Type, j.Name, j.Media, j.Size = "file", b.Name, b.Type, b.Size
	case chat.Image:
		j.Type, j.Name, j.Media, j.Size, j.Text = "image", b.Name, b.Type, b.Size, b.Alt
	case chat.Translation:
		j.Type, j.Of, j.Text = "translation", b.Of, b.Text
	case chat.PageView:
		j.Type, j.URL, j.Title = "pageView", b.URL, b.Title
	case chat.Joined:
		j.Type = "joined"
	case chat.Left:
		j.Type = "left"
	case chat.Closed:
		j.Type = "closed"
	case chat.Reopened:
		j.Type = "reopened"
	case chat.Transfer:
		to := partyJSON(b.To)
		j.Type, j.To = "transfer", &to
	case chat.Settled:
		j.Type, j.Of, j.How = "settled", b.Of, outcomes[b.How]
	}
	return j
}
