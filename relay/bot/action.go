package bot

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"

	"pupitre/app/chat"
	"pupitre/relay/transcript"
)

// action is what a bot asks for: an entry that is still to be written.
type action struct {
	head
	body    chat.Body
	comment string // on a transfer
}

// commented is a transfer with a comment.
type commented struct {
	chat.Transfer
	comment string
}

// head is what all actions have.
type head struct {
	Type  string
	ID    string // of the entry; the bot makes it, and sends the same one when it sends the same again
	After uint64 // an n behind which the entry can only be: the last one that the bot knew when it made the id; 0: not known
}

// actions are the types of actions, each with what reads it. No field is taken that a type does not know.
var actions = map[string]func(*Bots, *Bot, chat.Conversation, []byte) (chat.Body, error){
	"text": func(_ *Bots, _ *Bot, _ chat.Conversation, raw []byte) (chat.Body, error) {
		var f struct {
			head
			Text string
		}
		err := strict(raw, &f)
		return chat.Text{Text: chat.CleanText(f.Text)}, err
	},
	"link": func(_ *Bots, _ *Bot, _ chat.Conversation, raw []byte) (chat.Body, error) {
		var f struct {
			head
			URL, Title, Text string
		}
		err := strict(raw, &f)
		return chat.Link{URL: f.URL, Title: f.Title, Text: f.Text}, err
	},
	"offer": func(_ *Bots, _ *Bot, _ chat.Conversation, raw []byte) (chat.Body, error) {
		var f struct {
			head
			URL, Title, Text, Image, Price string
		}
		err := strict(raw, &f)
		return chat.Offer{URL: f.URL, Title: f.Title, Text: f.Text, Image: f.Image, Price: f.Price}, err
	},
	"question": func(_ *Bots, _ *Bot, _ chat.Conversation, raw []byte) (chat.Body, error) {
		var f struct {
			head
			Text    string
			Choices []string
		}
		err := strict(raw, &f)
		return chat.Question{Text: chat.CleanText(f.Text), Choices: f.Choices}, err
	},
	"transfer": (*Bots).readTransfer,
	"join":     plain(func(chat.Conversation) chat.Body { return chat.Joined{} }),
	"leave":    plain(func(chat.Conversation) chat.Body { return chat.Left{} }),
	"close":    plain(func(chat.Conversation) chat.Body { return chat.Closed{} }),
	"accept":   plain(func(c chat.Conversation) chat.Body { return settled(c, chat.Accepted) }),
	"return":   plain(func(c chat.Conversation) chat.Body { return settled(c, chat.Returned) }),
	"withdraw": plain(func(c chat.Conversation) chat.Body { return settled(c, chat.Withdrawn) }),
}

// plain is an action without fields of its own.
func plain(body func(chat.Conversation) chat.Body) func(*Bots, *Bot, chat.Conversation, []byte) (chat.Body, error) {
	return func(_ *Bots, _ *Bot, c chat.Conversation, raw []byte) (chat.Body, error) {
		var f struct{ head }
		err := strict(raw, &f)
		return body(c), err
	}
}

// settled answers the transfer that waits. When none does, the desk finds that it is settled.
func settled(c chat.Conversation, how chat.Outcome) chat.Body {
	of := c.Offer.ID
	if of == "" {
		of = "none"
	}
	return chat.Settled{Of: of, How: how, From: c.Offer.By}
}

// errNobody: a transfer names somebody who is not there.
var errNobody = errors.New("to: there is no such agent, team or bot")

func (b *Bots) readTransfer(_ *Bot, _ chat.Conversation, raw []byte) (chat.Body, error) {
	var f struct {
		head
		To      struct{ Kind, ID string }
		Comment string
	}
	if err := strict(raw, &f); err != nil {
		return nil, err
	}
	if kind, ok := transcript.PartyKind(f.To.Kind); ok {
		p, ok := b.party(kind, f.To.ID)
		if !ok {
			return nil, errNobody
		}
		return commented{chat.Transfer{To: p}, chat.CleanText(f.Comment)}, nil
	}
	return nil, errors.New(`to.kind: it is "agent", "team" or "bot"`)
}

// readAction reads one action for a conversation.
func (b *Bots) readAction(who *Bot, conv chat.ConversationID, raw []byte) (action, *refusal) {
	var a action
	if err := json.Unmarshal(raw, &a.head); err != nil {
		return a, &refusal{problem: chat.Malformed, detail: strings.TrimPrefix(err.Error(), "json: ")}
	}
	read := actions[a.Type]
	if read == nil {
		return a, &refusal{problem: chat.Malformed, detail: "type: it is one of " + strings.Join(slices.Sorted(maps.Keys(actions)), ", ")}
	}
	c := b.o.Desk.Conversation(conv)
	var err error
	switch a.body, err = read(b, who, c, raw); {
	case errors.Is(err, errNobody):
		return a, &refusal{problem: chat.NotFound, detail: err.Error()}
	case err != nil:
		return a, &refusal{problem: chat.Malformed, detail: err.Error()}
	case a.Type == "join" && !who.Greets:
		return a, &refusal{problem: chat.NotAllowed, detail: "this bot takes only what is transferred to it"}
	}
	if t, ok := a.body.(commented); ok {
		a.body, a.comment = t.Transfer, t.comment
	}
	if a.comment != "" {
		if p := chat.CheckText(a.comment); p != chat.NoProblem {
			return a, &refusal{problem: p, detail: "comment"}
		}
	}
	return a, nil
}
